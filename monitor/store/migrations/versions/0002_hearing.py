"""What hearing many sources needs: budgets, breakers, looking again, and edits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add columns and tables."""
    op.add_column("mentions", sa.Column("matched", WORDS))
    op.add_column("mentions", sa.Column("edited_at", sa.BigInteger()))
    op.create_table(
        "spending",
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("day", WORDS, primary_key=True),
        sa.Column("requests", sa.BigInteger(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "charges",
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("day", WORDS, primary_key=True),
        sa.Column("resource", WORDS, primary_key=True),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "breakers",
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("detail", WORDS, nullable=False),
    )
    op.create_table(
        "revisits",
        sa.Column("mention_id", WORDS, primary_key=True),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("revisits_by_time", "revisits", ["source", "rank", "due_at"])
    op.create_table(
        "conversations",
        sa.Column("case_number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("conversations_by_time", "conversations", ["source", "due_at"])
    op.create_index("case_mentions_by_mention", "case_mentions", ["mention_id"])
    op.create_index("case_events_by_mention", "case_events", ["mention_id"])
    op.create_table(
        "pending_mentions",
        sa.Column("mention_id", WORDS, primary_key=True),
        sa.Column("stage", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
