"""Past pages, and whose words stand on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "past_pages",
        sa.Column("day", WORDS, primary_key=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("headline", WORDS, nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("deaf", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "past_names",
        sa.Column("digest", WORDS, primary_key=True),
        sa.Column("day", WORDS, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("past_names_by_day", "past_names", ["day"])
