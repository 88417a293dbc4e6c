"""What stories are about, so that the same told in other words finds them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "story_directions",
        sa.Column("story_id", WORDS, primary_key=True),
        sa.Column("brand", WORDS, nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("direction", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("story_directions_by_time", "story_directions", ["brand", "told_at"])
