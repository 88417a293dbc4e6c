"""The schema. Times are microseconds since 1970 UTC, ids are the product's own texts, JSON is kept as text.

Facts: mentions, engagement, gaps, heard, source_runs, rejects, checkpoints, cases' events, opt_outs, tombstones, reports.
Derived and rebuildable: assessments, stories, story_mentions, story_keys, key_counts, and the priority columns of cases.
`pending_people` and `pending_stories` are the work a stage leaves for the next one, in the same transaction as its own.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, MetaData, Table, Text

REVISION = "0001"
"""The newest migration: a store created from this file is stamped with it."""

metadata = MetaData()
Key = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only an INTEGER primary key


def _table(name: str, *parts: Column[object] | Index, keyed_by_text: bool = False) -> Table:
    return Table(name, metadata, *parts, sqlite_with_rowid=not keyed_by_text)


mentions = _table(
    "mentions",
    Column("seq", Key, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("platform", Text, nullable=False),
    Column("stable_key", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("posted_at", BigInteger, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person", Text),
    Column("author_key", Text),
    Column("author", Text),
    Column("author_name", Text),
    Column("followers", BigInteger),
    Column("url", Text),
    Column("in_reply_to", Text),
    Column("thread", Text),
    Column("rating", Float),
    Column("language", Text),
    Column("place", Text),
    Column("query", Text),
    Column("first_seen_at", BigInteger, nullable=False),
    Index("mentions_by_person", "person", "posted_at"),
    Index("mentions_by_time", "posted_at"),
    Index("mentions_by_thread", "thread"),
    Index("mentions_by_parent", "in_reply_to"),
)

engagement = _table(
    "engagement",
    Column("mention_id", Text, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("likes", BigInteger),
    Column("replies", BigInteger),
    Column("reposts", BigInteger),
    Column("quotes", BigInteger),
    Column("views", BigInteger),
    keyed_by_text=True,
)

gaps = _table(
    "gaps",
    Column("source", Text, primary_key=True),
    Column("start_at", BigInteger, primary_key=True),
    Column("end_at", BigInteger, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    keyed_by_text=True,
)

heard = _table(
    "heard",
    Column("source", Text, primary_key=True),
    Column("start_at", BigInteger, primary_key=True),
    Column("end_at", BigInteger, primary_key=True),
    keyed_by_text=True,
)

checkpoints = _table(
    "checkpoints",
    Column("source", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
)

source_runs = _table(
    "source_runs",
    Column("source", Text, primary_key=True),
    Column("started_at", BigInteger, primary_key=True),
    Column("ended_at", BigInteger, nullable=False),
    Column("new_mentions", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("error", Text),
    Column("notes", Text, nullable=False),
    keyed_by_text=True,
)

rejects = _table(
    "rejects",
    Column("source", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("reason", Text, primary_key=True),
    Column("raw", Text, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    keyed_by_text=True,
)

stages = _table("stages", Column("name", Text, primary_key=True), Column("done_to", BigInteger, nullable=False))

assessments = _table(
    "assessments",
    Column("mention_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("brand", Text, nullable=False),
    Column("own", Integer, nullable=False),
    Column("readable", Integer, nullable=False),
    Column("language", Text),
    Column("posted_at", BigInteger, nullable=False),
    Column("person", Text),
    Column("body", Text, nullable=False),
    Column("version", Text, nullable=False),
    Index("assessments_by_kind", "kind", "posted_at"),
    Index("assessments_by_person", "person", "posted_at"),
    keyed_by_text=True,
)

stories = _table(
    "stories",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("brand", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("alias_of", Text),
    Column("phase", Text),
    Column("weight", Float, nullable=False, server_default="0"),
    Column("measured_at", BigInteger),
    Column("spread", Text),
    Index("stories_by_weight", "weight"),
    Index("stories_by_time", "last_at"),
    keyed_by_text=True,
)

story_mentions = _table(
    "story_mentions",
    Column("mention_id", Text, primary_key=True),
    Column("story_id", Text, nullable=False),
    Column("because", Text, nullable=False),
    Index("story_mentions_by_story", "story_id"),
    keyed_by_text=True,
)

story_keys = _table(
    "story_keys",
    Column("key", Text, primary_key=True),
    Column("story_id", Text, primary_key=True),
    Index("story_keys_by_story", "story_id"),
    keyed_by_text=True,
)

key_counts = _table(
    "key_counts", Column("key", Text, primary_key=True), Column("mentions", Integer, nullable=False), keyed_by_text=True
)

cases = _table(
    "cases",
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("person", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("story_id", Text),
    Column("opened_at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("gravity", Integer, nullable=False),
    Column("hopeless_at", BigInteger),
    Column("due_at", BigInteger),
    Column("expected_reach", Float, nullable=False),
    Column("contacts", Integer, nullable=False),
    Column("priority", Text, nullable=False),
    Column("first_reply_at", BigInteger),
    Column("outcome", Text),
    Column("snoozed_until", BigInteger),
    Column("look_again_at", BigInteger),
    Column("decided_at", BigInteger, nullable=False),
    Index("cases_by_person", "person"),
    Index("cases_by_urgency", "lane", "level", "due_at"),
    Index("cases_by_look_again", "look_again_at"),
    Index("cases_by_reply", "first_reply_at"),
)

case_mentions = _table(
    "case_mentions",
    Column("case_number", BigInteger, primary_key=True),
    Column("mention_id", Text, primary_key=True),
    keyed_by_text=True,
)

case_events = _table(
    "case_events",
    Column("case_number", BigInteger, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("mention_id", Text, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("noted_at", BigInteger, nullable=False),
    Index("case_events_by_time", "noted_at"),
    keyed_by_text=True,
)

pending_people = _table("pending_people", Column("person", Text, primary_key=True), keyed_by_text=True)
pending_stories = _table("pending_stories", Column("story_id", Text, primary_key=True), keyed_by_text=True)

opt_outs = _table(
    "opt_outs", Column("person", Text, primary_key=True), Column("at", BigInteger, nullable=False), keyed_by_text=True
)

tombstones = _table(
    "tombstones", Column("digest", Text, primary_key=True), Column("at", BigInteger, nullable=False), keyed_by_text=True
)

reports = _table(
    "reports",
    Column("made_at", BigInteger, primary_key=True, autoincrement=False),
    Column("summary", Text, nullable=False),
)
