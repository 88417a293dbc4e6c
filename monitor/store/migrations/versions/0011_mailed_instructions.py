"""What colleagues ask for by mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "instructions",
        sa.Column("key", WORDS, primary_key=True),
        sa.Column("sender", WORDS, nullable=False),
        sa.Column("case_number", sa.BigInteger(), nullable=False),
        sa.Column("tag", WORDS, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("instructions_by_state", "instructions", ["state", "written_at"])
    op.create_index("instructions_by_case", "instructions", ["case_number"])
