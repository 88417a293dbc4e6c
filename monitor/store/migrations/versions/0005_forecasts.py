"""What pages forecast of stories, and how that turned out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "forecasts",
        sa.Column("seq", KEY, primary_key=True, autoincrement=True),
        sa.Column("story_id", WORDS, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("horizon_at", sa.BigInteger(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("likely", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("before", sa.Float(), nullable=False),
        sa.Column("came", sa.Float()),
        sa.Column("state", sa.Integer(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("forecasts_by_story", "forecasts", ["story_id", "at"])
    op.create_index("forecasts_by_horizon", "forecasts", ["state", "horizon_at"])
