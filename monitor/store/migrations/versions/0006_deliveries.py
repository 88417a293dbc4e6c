"""What was told to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "deliveries",
        sa.Column("channel", WORDS, primary_key=True),
        sa.Column("digest", WORDS, primary_key=True),
        sa.Column("what", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.BigInteger(), nullable=False),
        sa.Column("problem", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("deliveries_by_time", "deliveries", ["tried_at"])
    op.create_table(
        "told",
        sa.Column("channel", WORDS, primary_key=True),
        sa.Column("digest", WORDS, primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
