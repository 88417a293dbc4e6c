"""What is said of each brand by the hour, its baseline, and when it was far more than usual."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add tables; the hours that are stored already are counted when everything derived is next built anew."""
    op.create_table(
        "brand_hours",
        sa.Column("brand", WORDS, primary_key=True),
        sa.Column("hour", sa.BigInteger(), primary_key=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "baselines",
        sa.Column("brand", WORDS, primary_key=True),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
    )
    op.create_table(
        "spikes",
        sa.Column("brand", WORDS, primary_key=True),
        sa.Column("kind", WORDS, primary_key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        sa.Column("count", sa.Float(), nullable=False),
        sa.Column("usual", sa.Float(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("story_id", WORDS),
        sa.Column("share", sa.Float(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("spikes_by_time", "spikes", ["at"])
    op.create_index("spikes_by_story", "spikes", ["story_id"])
