"""The schema. Times are microseconds since 1970 UTC, ids are the product's own texts, JSON is kept as text.

Facts: mentions, engagement, gaps, heard, source_runs, rejects, checkpoints, spending, charges, breakers, cases' events,
opt_outs, tombstones, reports, alerts, forecasts, deliveries, told, past_pages, past_names, instructions,
praise and its events.
Derived and rebuildable: assessments, stories, story_mentions, story_keys, story_directions, story_merges, key_counts,
brand_hours, baselines,
spikes, the priority and figure columns of cases, and owner and product of praise.
`pending_mentions` (edited, or their story was: to be assessed or grouped anew), `pending_people` and `pending_stories` are
the work a stage leaves for the next one, in the same transaction as its own. `revisits` and `conversations` say when what
is known is looked at again.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

REVISION = "0013"
"""The newest migration: a store created from this file is stamped with it."""

metadata = MetaData()
Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text, which PostgreSQL too is to put in the order of its code points: the order must not depend on a server's locale."""

Key = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only an INTEGER primary key


def _table(name: str, *parts: Column[object] | Index, keyed_by_text: bool = False, counted: bool = False) -> Table:
    return Table(name, metadata, *parts, sqlite_with_rowid=not keyed_by_text, sqlite_autoincrement=counted)


mentions = _table(
    "mentions",
    Column("seq", Key, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False, unique=True),
    Column("platform", Words, nullable=False),
    Column("stable_key", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("posted_at", BigInteger, nullable=False),
    Column("external_id", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("person", Words),
    Column("author_key", Words),
    Column("author", Words),
    Column("author_name", Words),
    Column("followers", BigInteger),
    Column("url", Words),
    Column("in_reply_to", Words),
    Column("thread", Words),
    Column("rating", Float),
    Column("language", Words),
    Column("place", Words),
    Column("query", Words),
    Column("first_seen_at", BigInteger, nullable=False),
    Column("matched", Words),
    Column("edited_at", BigInteger),
    Index("mentions_by_person", "person", "posted_at"),
    Index("mentions_by_time", "posted_at"),
    Index("mentions_by_source", "source", "posted_at"),
    Index("mentions_by_thread", "thread"),
    Index("mentions_by_parent", "in_reply_to"),
    counted=True,  # stages remember how far they came: the number of an erased mention must never come again
)

engagement = _table(
    "engagement",
    Column("mention_id", Words, primary_key=True),
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
    Column("source", Words, primary_key=True),
    Column("start_at", BigInteger, primary_key=True),
    Column("end_at", BigInteger, primary_key=True),
    Column("reason", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Index("gaps_by_end", "source", "end_at"),
    keyed_by_text=True,
)

heard = _table(
    "heard",
    Column("source", Words, primary_key=True),
    Column("start_at", BigInteger, primary_key=True),
    Column("end_at", BigInteger, primary_key=True),
    Index("heard_by_end", "source", "end_at"),
    keyed_by_text=True,
)

checkpoints = _table(
    "checkpoints",
    Column("source", Words, primary_key=True),
    Column("state", Words, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
)

source_runs = _table(
    "source_runs",
    Column("source", Words, primary_key=True),
    Column("started_at", BigInteger, primary_key=True),
    Column("ended_at", BigInteger, nullable=False),
    Column("new_mentions", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("error", Words),
    Column("notes", Words, nullable=False),
    keyed_by_text=True,
)

rejects = _table(
    "rejects",
    Column("source", Words, primary_key=True),
    Column("place", Words, primary_key=True),
    Column("reason", Words, primary_key=True),
    Column("raw", Words, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Index("rejects_by_time", "source", "seen_at"),
    keyed_by_text=True,
)

spending = _table(
    "spending",
    Column("source", Words, primary_key=True),
    Column("day", Words, primary_key=True),
    Column("requests", BigInteger, nullable=False),
    Column("micros", BigInteger, nullable=False),
    keyed_by_text=True,
)
"""Requests sent and millionths of a US dollar spent (or set aside), by UTC day as YYYY-MM-DD."""

charges = _table(
    "charges",
    Column("source", Words, primary_key=True),
    Column("day", Words, primary_key=True),
    Column("resource", Words, primary_key=True),
    Column("micros", BigInteger, nullable=False),
    keyed_by_text=True,
)
"""What was billed already on a UTC day, so that it is counted once; earlier days are forgotten."""

breakers = _table(
    "breakers",
    Column("source", Words, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("retry_at", BigInteger, nullable=False),
    Column("reason", Words, nullable=False),
    Column("detail", Words, nullable=False),
)
"""Sources that failed in their last runs, how often in a row, and when they are asked again."""

revisits = _table(
    "revisits",
    Column("mention_id", Words, primary_key=True),
    Column("source", Words, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Index("revisits_by_time", "source", "rank", "due_at"),
    keyed_by_text=True,
)
"""When a mention is looked at again; rank 0 for what the page may still show, 1 for the rest."""

conversations = _table(
    "conversations",
    Column("case_number", BigInteger, primary_key=True),
    Column("source", Words, primary_key=True),
    Column("since_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Index("conversations_by_time", "source", "due_at"),
    keyed_by_text=True,
)
"""When the conversation around a case is read again in a source, and when something last happened there."""

stages = _table("stages", Column("name", Words, primary_key=True), Column("done_to", BigInteger, nullable=False))

assessments = _table(
    "assessments",
    Column("mention_id", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("brand", Words, nullable=False),
    Column("own", Integer, nullable=False),
    Column("readable", Integer, nullable=False),
    Column("language", Words),
    Column("posted_at", BigInteger, nullable=False),
    Column("person", Words),
    Column("body", Words, nullable=False),
    Column("version", Words, nullable=False),
    Index("assessments_by_kind", "kind", "posted_at"),
    Index("assessments_by_person", "person", "posted_at"),
    keyed_by_text=True,
)

stories = _table(
    "stories",
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("brand", Words, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("alias_of", Words),
    Column("phase", Words),
    Column("weight", Float, nullable=False, server_default="0"),
    Column("measured_at", BigInteger),
    Column("spread", Words),
    Index("stories_by_time", "last_at", "weight"),
    Index("stories_by_phase", "phase", "measured_at"),
    Index("stories_by_alias", "alias_of"),
    keyed_by_text=True,
)

story_mentions = _table(
    "story_mentions",
    Column("mention_id", Words, primary_key=True),
    Column("story_id", Words, nullable=False),
    Column("because", Words, nullable=False),
    Column("posted_at", BigInteger, nullable=False),
    Index("story_mentions_by_story", "story_id", "posted_at"),
    keyed_by_text=True,
)

story_keys = _table(
    "story_keys",
    Column("story_id", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("last_at", BigInteger, nullable=False),
    Index("story_keys_by_time", "key", "last_at"),
    keyed_by_text=True,
)
"""In the order of the stories: the keys of new ones lie together, and only the index is written to all over."""

key_counts = _table(
    "key_counts",
    Column("key", Words, primary_key=True),
    Column("mentions", Integer, nullable=False),
    keyed_by_text=True,
)

cases = _table(
    "cases",
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("person", Words, nullable=False),
    Column("platform", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("story_id", Words),
    Column("opened_at", BigInteger, nullable=False),
    Column("state", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("lane", Words, nullable=False),
    Column("level", Words, nullable=False),
    Column("gravity", Integer, nullable=False),
    Column("hopeless_at", BigInteger),
    Column("due_at", BigInteger),
    Column("expected_reach", Float, nullable=False),
    Column("contacts", Integer, nullable=False),
    Column("priority", Words, nullable=False),
    Column("first_reply_at", BigInteger),
    Column("outcome", Words),
    Column("snoozed_until", BigInteger),
    Column("look_again_at", BigInteger),
    Column("decided_at", BigInteger, nullable=False),
    Column("brand", Words, nullable=False, server_default=""),
    Column("product", Words, nullable=False, server_default=""),
    Column("promised_at", BigInteger),
    Column("negative_before", Float),
    Column("negative_after", Float),
    Index("cases_by_person", "person"),
    Index("cases_by_urgency", "lane", "level", "due_at"),
    Index("cases_by_opening", "lane", "opened_at"),
    Index("cases_by_time", "opened_at"),
    Index("cases_by_story", "story_id"),
    Index("cases_by_look_again", "look_again_at"),
    Index("cases_by_reply", "first_reply_at"),
)

case_mentions = _table(
    "case_mentions",
    Column("case_number", BigInteger, primary_key=True),
    Column("mention_id", Words, primary_key=True),
    Index("case_mentions_by_mention", "mention_id"),
    keyed_by_text=True,
)

case_events = _table(
    "case_events",
    Column("case_number", BigInteger, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("mention_id", Words, primary_key=True),
    Column("actor", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Column("noted_at", BigInteger, nullable=False),
    Index("case_events_by_time", "noted_at"),
    Index("case_events_by_mention", "mention_id"),
    keyed_by_text=True,
)

instructions = _table(
    "instructions",
    Column("key", Words, primary_key=True),
    Column("sender", Words, nullable=False),
    Column("reference", Words, nullable=False),
    Column("tag", Words, nullable=False),
    Column("words", Words, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("state", Words, nullable=False),
    Index("instructions_by_state", "state", "written_at"),
    Index("instructions_by_reference", "reference"),
    keyed_by_text=True,
)
"""Letters of colleagues about cases (R-1042) and praise (P-311), by Message-ID. Words are kept only until something was done about them."""

praise = _table(
    "praise",
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("mention_id", Words, nullable=False, unique=True),
    Column("owner", Words),
    Column("product", Words),
    Index("praise_by_owner", "owner"),
)
"""The number of every praise. It stays when its words are read anew, or edited; owner and product are derived.

Both are unknown (NULL) where an older release read the praise, until the next run.
"""

praise_events = _table(
    "praise_events",
    Column("praise_number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, primary_key=True),
    Column("actor", Words, primary_key=True),
    Column("recipient", Words, nullable=False),
    Column("noted_at", BigInteger, nullable=False),
    keyed_by_text=True,
)
"""Who passed praise on, and when; rows are only ever added, the first counts."""

pending_mentions = _table(
    "pending_mentions",
    Column("mention_id", Words, primary_key=True),
    Column("stage", Words, nullable=False),
    keyed_by_text=True,
)
pending_people = _table("pending_people", Column("person", Words, primary_key=True), keyed_by_text=True)
story_directions = _table(
    "story_directions",
    Column("story_id", Words, primary_key=True),
    Column("brand", Words, nullable=False),
    Column("told_at", BigInteger, nullable=False),
    Column("direction", LargeBinary, nullable=False),
    Index("story_directions_by_time", "brand", "told_at"),
    keyed_by_text=True,
)

story_merges = _table(
    "story_merges",
    Column("absorbed", Words, primary_key=True),
    Column("kept", Words, nullable=False),
    Column("mention_id", Words, nullable=False),
    Column("because", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("story_merges_by_kept", "kept"),
    Index("story_merges_by_mention", "mention_id"),
    keyed_by_text=True,
)
"""Which stories became one, why, and the mention that belonged to both with its time; rows are only ever added."""

pending_stories = _table("pending_stories", Column("story_id", Words, primary_key=True), keyed_by_text=True)

alerts = _table(
    "alerts",
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("brand", Words, nullable=False),
    Column("story_id", Words),
    Column("decided_at", BigInteger, nullable=False),
    Column("wake_at", BigInteger, nullable=False),
    Column("causes", Words, nullable=False),
    Column("reasons", Words, nullable=False),
    Column("size", Float, nullable=False),
    Column("recipient", Words, nullable=False),
    Index("alerts_by_story", "story_id"),
    Index("alerts_by_time", "decided_at"),
)

brand_hours = _table(
    "brand_hours",
    Column("brand", Words, primary_key=True),
    Column("hour", BigInteger, primary_key=True),
    Column("mentions", Integer, nullable=False),
    Column("complaints", Integer, nullable=False),
    keyed_by_text=True,
)
"""How much is said of a brand, and how much of it complains, by hours since 1970 UTC."""

baselines = _table(
    "baselines",
    Column("brand", Words, primary_key=True),
    Column("until", BigInteger, nullable=False),
    Column("state", Words, nullable=False),
)

spikes = _table(
    "spikes",
    Column("brand", Words, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("at", BigInteger, primary_key=True),
    Column("count", Float, nullable=False),
    Column("usual", Float, nullable=False),
    Column("score", Float, nullable=False),
    Column("story_id", Words),
    Column("share", Float, nullable=False),
    Index("spikes_by_time", "at"),
    Index("spikes_by_story", "story_id"),
    keyed_by_text=True,
)

forecasts = _table(
    "forecasts",
    Column("seq", Key, primary_key=True, autoincrement=True),
    Column("story_id", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("horizon_at", BigInteger, nullable=False),
    Column("low", Float, nullable=False),
    Column("likely", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("before", Float, nullable=False),
    Column("came", Float),
    Column("state", Integer, nullable=False),
    Index("forecasts_by_story", "story_id", "at"),
    Index("forecasts_by_horizon", "state", "horizon_at"),
    counted=True,
)

opt_outs = _table(
    "opt_outs", Column("person", Words, primary_key=True), Column("at", BigInteger, nullable=False), keyed_by_text=True
)

tombstones = _table(
    "tombstones",
    Column("digest", Words, primary_key=True),
    Column("at", BigInteger, nullable=False),
    keyed_by_text=True,
)

reports = _table(
    "reports",
    Column("made_at", BigInteger, primary_key=True, autoincrement=False),
    Column("summary", Words, nullable=False),
)

deliveries = _table(
    "deliveries",
    Column("channel", Words, primary_key=True),
    Column("digest", Words, primary_key=True),
    Column("what", Words, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("state", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("tried_at", BigInteger, nullable=False),
    Column("problem", Words, nullable=False),
    Index("deliveries_by_time", "tried_at"),
    keyed_by_text=True,
)
"""What became of each notice on each channel; its key is kept as a digest."""

told = _table(
    "told",
    Column("channel", Words, primary_key=True),
    Column("digest", Words, primary_key=True),
    Column("at", BigInteger, nullable=False),
    keyed_by_text=True,
)
"""Whom the report told each channel of, so that it is sent again only when somebody is new."""

past_pages = _table(
    "past_pages",
    Column("day", Words, primary_key=True),
    Column("made_at", BigInteger, nullable=False),
    Column("headline", Words, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("deaf", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
    keyed_by_text=True,
)
"""The last page of each day, as YYYY-MM-DD in the reader's zone."""

past_names = _table(
    "past_names",
    Column("digest", Words, primary_key=True),
    Column("day", Words, primary_key=True),
    Index("past_names_by_day", "day"),
    keyed_by_text=True,
)
"""Digests of the people and mentions that stand on each past page."""
