"""What is said of each brand by the hour, its baseline, and when it was far more than usual."""

from __future__ import annotations

import json
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add tables, and count the hours that are stored already."""
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
    _count_hours()


def _count_hours() -> None:
    """Count what was assessed so far, as `monitor.store.hours` did when this was written; rows are read a few at a time."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text("SELECT brand, posted_at, kind, body FROM assessments WHERE own = 0 AND brand <> ''"),
        execution_options={"stream_results": True},
    )
    mentions: Counter[tuple[str, int]] = Counter()
    complaints: Counter[tuple[str, int]] = Counter()
    for brand, posted_at, kind, body in rows:
        relevance = json.loads(body)[2][6]
        hour = (brand, posted_at // 3_600_000_000)
        mentions[hour] += relevance >= 0.5
        complaints[hour] += relevance >= 0.5 and kind == "complaint"
    found = [
        {"brand": brand, "hour": hour, "mentions": count, "complaints": complaints[brand, hour]}
        for (brand, hour), count in mentions.items()
        if count
    ]
    if found:
        sql = (
            "INSERT INTO brand_hours (brand, hour, mentions, complaints) VALUES (:brand, :hour, :mentions, :complaints)"
        )
        connection.execute(sa.text(sql), found)
