"""What was worth waking somebody for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "alerts",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("brand", WORDS, nullable=False),
        sa.Column("story_id", WORDS),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("wake_at", sa.BigInteger(), nullable=False),
        sa.Column("causes", WORDS, nullable=False),
        sa.Column("reasons", WORDS, nullable=False),
        sa.Column("size", sa.Float(), nullable=False),
        sa.Column("recipient", WORDS, nullable=False),
    )
    op.create_index("alerts_by_story", "alerts", ["story_id"])
    op.create_index("alerts_by_time", "alerts", ["decided_at"])
