"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "assessments",
        sa.Column("mention_id", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
        sa.Column("readable", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("assessments_by_kind", "assessments", ["kind", "posted_at"])
    op.create_index("assessments_by_person", "assessments", ["person", "posted_at"])
    op.create_table(
        "case_events",
        sa.Column("case_number", sa.BigInteger(), primary_key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("mention_id", sa.Text(), primary_key=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("case_events_by_time", "case_events", ["noted_at"])
    op.create_table(
        "case_mentions",
        sa.Column("case_number", sa.BigInteger(), primary_key=True),
        sa.Column("mention_id", sa.Text(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cases",
        sa.Column("number", COUNTED, primary_key=True, autoincrement=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text()),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("gravity", sa.Integer(), nullable=False),
        sa.Column("hopeless_at", sa.BigInteger()),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("expected_reach", sa.Float(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("first_reply_at", sa.BigInteger()),
        sa.Column("outcome", sa.Text()),
        sa.Column("snoozed_until", sa.BigInteger()),
        sa.Column("look_again_at", sa.BigInteger()),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("cases_by_look_again", "cases", ["look_again_at"])
    op.create_index("cases_by_person", "cases", ["person"])
    op.create_index("cases_by_reply", "cases", ["first_reply_at"])
    op.create_index("cases_by_urgency", "cases", ["lane", "level", "due_at"])
    op.create_table(
        "checkpoints",
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "engagement",
        sa.Column("mention_id", sa.Text(), primary_key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        sa.Column("likes", sa.BigInteger()),
        sa.Column("replies", sa.BigInteger()),
        sa.Column("reposts", sa.BigInteger()),
        sa.Column("quotes", sa.BigInteger()),
        sa.Column("views", sa.BigInteger()),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gaps",
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("start_at", sa.BigInteger(), primary_key=True),
        sa.Column("end_at", sa.BigInteger(), primary_key=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "heard",
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("start_at", sa.BigInteger(), primary_key=True),
        sa.Column("end_at", sa.BigInteger(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "key_counts",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("seq", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("stable_key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("author_key", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("author_name", sa.Text()),
        sa.Column("followers", sa.BigInteger()),
        sa.Column("url", sa.Text()),
        sa.Column("in_reply_to", sa.Text()),
        sa.Column("thread", sa.Text()),
        sa.Column("rating", sa.Float()),
        sa.Column("language", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("query", sa.Text()),
        sa.Column("first_seen_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("mentions_by_parent", "mentions", ["in_reply_to"])
    op.create_index("mentions_by_person", "mentions", ["person", "posted_at"])
    op.create_index("mentions_by_thread", "mentions", ["thread"])
    op.create_index("mentions_by_time", "mentions", ["posted_at"])
    op.create_table(
        "opt_outs",
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pending_people",
        sa.Column("person", sa.Text(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pending_stories",
        sa.Column("story_id", sa.Text(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rejects",
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("place", sa.Text(), primary_key=True),
        sa.Column("reason", sa.Text(), primary_key=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column("made_at", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("summary", sa.Text(), nullable=False),
    )
    op.create_table(
        "source_runs",
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("started_at", sa.BigInteger(), primary_key=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("new_mentions", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("notes", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stages",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("done_to", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("alias_of", sa.Text()),
        sa.Column("phase", sa.Text()),
        sa.Column("weight", sa.Float(), nullable=False, server_default="0"),
        sa.Column("measured_at", sa.BigInteger()),
        sa.Column("spread", sa.Text()),
        sqlite_with_rowid=False,
    )
    op.create_index("stories_by_time", "stories", ["last_at"])
    op.create_index("stories_by_weight", "stories", ["weight"])
    op.create_table(
        "story_keys",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("story_id", sa.Text(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("story_keys_by_story", "story_keys", ["story_id"])
    op.create_table(
        "story_mentions",
        sa.Column("mention_id", sa.Text(), primary_key=True),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("story_mentions_by_story", "story_mentions", ["story_id"])
    op.create_table(
        "tombstones",
        sa.Column("digest", sa.Text(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
