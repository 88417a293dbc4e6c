"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "assessments",
        sa.Column("mention_id", WORDS, primary_key=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("brand", WORDS, nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
        sa.Column("readable", sa.Integer(), nullable=False),
        sa.Column("language", WORDS),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("person", WORDS),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("assessments_by_kind", "assessments", ["kind", "posted_at"])
    op.create_index("assessments_by_person", "assessments", ["person", "posted_at"])
    op.create_table(
        "case_events",
        sa.Column("case_number", sa.BigInteger(), primary_key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        sa.Column("kind", WORDS, primary_key=True),
        sa.Column("mention_id", WORDS, primary_key=True),
        sa.Column("actor", WORDS, nullable=False),
        sa.Column("detail", WORDS, nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("case_events_by_time", "case_events", ["noted_at"])
    op.create_table(
        "case_mentions",
        sa.Column("case_number", sa.BigInteger(), primary_key=True),
        sa.Column("mention_id", WORDS, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cases",
        sa.Column("number", COUNTED, primary_key=True, autoincrement=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("author", WORDS, nullable=False),
        sa.Column("story_id", WORDS),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("owner", WORDS, nullable=False),
        sa.Column("lane", WORDS, nullable=False),
        sa.Column("level", WORDS, nullable=False),
        sa.Column("gravity", sa.Integer(), nullable=False),
        sa.Column("hopeless_at", sa.BigInteger()),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("expected_reach", sa.Float(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("priority", WORDS, nullable=False),
        sa.Column("first_reply_at", sa.BigInteger()),
        sa.Column("outcome", WORDS),
        sa.Column("snoozed_until", sa.BigInteger()),
        sa.Column("look_again_at", sa.BigInteger()),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("cases_by_story", "cases", ["story_id"])
    op.create_index("cases_by_opening", "cases", ["lane", "opened_at"])
    op.create_index("cases_by_look_again", "cases", ["look_again_at"])
    op.create_index("cases_by_person", "cases", ["person"])
    op.create_index("cases_by_reply", "cases", ["first_reply_at"])
    op.create_index("cases_by_urgency", "cases", ["lane", "level", "due_at"])
    op.create_table(
        "checkpoints",
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "engagement",
        sa.Column("mention_id", WORDS, primary_key=True),
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
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("start_at", sa.BigInteger(), primary_key=True),
        sa.Column("end_at", sa.BigInteger(), primary_key=True),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("detail", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("gaps_by_end", "gaps", ["source", "end_at"])
    op.create_table(
        "heard",
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("start_at", sa.BigInteger(), primary_key=True),
        sa.Column("end_at", sa.BigInteger(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("heard_by_end", "heard", ["source", "end_at"])
    op.create_table(
        "key_counts",
        sa.Column("key", WORDS, primary_key=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("seq", COUNTED, primary_key=True, autoincrement=True),
        sa.Column("id", WORDS, nullable=False, unique=True),
        sa.Column("platform", WORDS, nullable=False),
        sa.Column("stable_key", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("external_id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("person", WORDS),
        sa.Column("author_key", WORDS),
        sa.Column("author", WORDS),
        sa.Column("author_name", WORDS),
        sa.Column("followers", sa.BigInteger()),
        sa.Column("url", WORDS),
        sa.Column("in_reply_to", WORDS),
        sa.Column("thread", WORDS),
        sa.Column("rating", sa.Float()),
        sa.Column("language", WORDS),
        sa.Column("place", WORDS),
        sa.Column("query", WORDS),
        sa.Column("first_seen_at", sa.BigInteger(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("mentions_by_source", "mentions", ["source", "posted_at"])
    op.create_index("mentions_by_parent", "mentions", ["in_reply_to"])
    op.create_index("mentions_by_person", "mentions", ["person", "posted_at"])
    op.create_index("mentions_by_thread", "mentions", ["thread"])
    op.create_index("mentions_by_time", "mentions", ["posted_at"])
    op.create_table(
        "opt_outs",
        sa.Column("person", WORDS, primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pending_people",
        sa.Column("person", WORDS, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pending_stories",
        sa.Column("story_id", WORDS, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rejects",
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("place", WORDS, primary_key=True),
        sa.Column("reason", WORDS, primary_key=True),
        sa.Column("raw", WORDS, nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("rejects_by_time", "rejects", ["source", "seen_at"])
    op.create_table(
        "reports",
        sa.Column("made_at", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("summary", WORDS, nullable=False),
    )
    op.create_table(
        "source_runs",
        sa.Column("source", WORDS, primary_key=True),
        sa.Column("started_at", sa.BigInteger(), primary_key=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("new_mentions", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("error", WORDS),
        sa.Column("notes", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stages",
        sa.Column("name", WORDS, primary_key=True),
        sa.Column("done_to", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("id", WORDS, primary_key=True),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("brand", WORDS, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("alias_of", WORDS),
        sa.Column("phase", WORDS),
        sa.Column("weight", sa.Float(), nullable=False, server_default="0"),
        sa.Column("measured_at", sa.BigInteger()),
        sa.Column("spread", WORDS),
        sqlite_with_rowid=False,
    )
    op.create_index("stories_by_time", "stories", ["last_at", "weight"])
    op.create_index("stories_by_phase", "stories", ["phase", "measured_at"])
    op.create_index("stories_by_alias", "stories", ["alias_of"])
    op.create_table(
        "story_keys",
        sa.Column("key", WORDS, primary_key=True),
        sa.Column("story_id", WORDS, primary_key=True),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("story_keys_by_story", "story_keys", ["story_id"])
    op.create_index("story_keys_by_time", "story_keys", ["key", "last_at"])
    op.create_table(
        "story_mentions",
        sa.Column("mention_id", WORDS, primary_key=True),
        sa.Column("story_id", WORDS, nullable=False),
        sa.Column("because", WORDS, nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("story_mentions_by_story", "story_mentions", ["story_id", "posted_at"])
    op.create_table(
        "tombstones",
        sa.Column("digest", WORDS, primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
