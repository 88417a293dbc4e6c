"""Why stories became one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "story_merges",
        sa.Column("absorbed", WORDS, primary_key=True),
        sa.Column("kept", WORDS, nullable=False),
        sa.Column("mention_id", WORDS, nullable=False),
        sa.Column("because", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("story_merges_by_kept", "story_merges", ["kept"])
    op.create_index("story_merges_by_mention", "story_merges", ["mention_id"])
