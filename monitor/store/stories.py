"""Stories on their way through grouping and measuring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from monitor.model import (
    Assessed,
    Candidate,
    Candidates,
    EngagementSample,
    GroupingChanges,
    Merge,
    Spread,
    Story,
)
from monitor.store import tables
from monitor.store.assessed import AssessedReader
from monitor.store.engine import reading, transaction
from monitor.store.mentions import mark_done, stage_done
from monitor.store.records import STORY_COLUMNS, sample_of, spread_text, storable, story_of
from monitor.store.sql import insert_new, insert_or_add, insert_or_replace, run, run_many, select_in, to_micros
from monitor.stories.keys import is_lasting

REMEMBERED = timedelta(days=14)
"""How long a quiet story still takes in new mentions."""

STORIES_A_KEY = 20
"""The latest stories under one key that are looked at: a bound on the work, whatever is stored."""

_LATEST = """
SELECT key, story_id FROM (
    SELECT k.key, k.story_id, ROW_NUMBER() OVER (PARTITION BY k.key ORDER BY s.last_at DESC, s.id) AS place
    FROM story_keys k JOIN stories s ON s.id = k.story_id
    WHERE k.key IN ({marks}) AND s.last_at >= ? AND s.alias_of IS NULL
) AS latest WHERE place <= ?
"""

MENTIONS_MEASURED = 5_000
"""The newest mentions of one story that are read to measure it: a bound on the work for a thread of any length."""

_SAVE_STORY = """
INSERT INTO stories (id, name, brand, started_at, last_at, mentions, alias_of) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, brand = excluded.brand, started_at = excluded.started_at,
last_at = excluded.last_at, mentions = excluded.mentions, alias_of = excluded.alias_of
"""


class Stories:
    """Hands out mentions to group and stories to measure, and keeps what was found."""

    def __init__(self, engine: Engine, reader: AssessedReader) -> None:
        self._engine = engine
        self._reader = reader

    def ungrouped(self, limit: int) -> tuple[list[Assessed], int]:
        """Give the next assessed mentions to group, and the number to hand back with the changes."""
        sql = "SELECT id, seq FROM mentions WHERE seq > ? ORDER BY seq LIMIT ?"
        with reading(self._engine) as connection:
            done = stage_done(connection, "group")
            rows = run(connection, sql, (done, limit))
            found = self._reader.in_order(connection, [row[0] for row in rows])
        return found, (rows[len(found) - 1][1] if found else done)

    def key_counts(self, keys: Collection[str]) -> tuple[dict[str, int], int]:
        """Tell in how many grouped mentions each key occurs, and how many mentions were grouped in all."""
        with reading(self._engine) as connection:
            counts: dict[str, int] = dict(
                select_in(
                    connection, "SELECT key, mentions FROM key_counts WHERE key IN ({marks})", map(storable, keys)
                )
            )
            grouped = stage_done(connection, "grouped mentions")
        return counts, grouped

    def candidates(self, keys: Collection[str], counts: Mapping[str, int], grouped: int, now: datetime) -> Candidates:
        """Find the latest stories that share one of `keys`: those told lately, or of any age by a key that lasts."""
        lasting = [key for key in keys if is_lasting(key)]
        passing = [key for key in keys if not is_lasting(key)]
        keys_of: dict[str, set[str]] = defaultdict(set)
        with reading(self._engine) as connection:
            rows = select_in(connection, _LATEST, map(storable, lasting), 0, STORIES_A_KEY)
            rows += select_in(connection, _LATEST, map(storable, passing), to_micros(now - REMEMBERED), STORIES_A_KEY)
            ids = [story_id for _, story_id in rows]
            for key, story_id in select_in(
                connection, "SELECT key, story_id FROM story_keys WHERE story_id IN ({marks})", ids
            ):
                keys_of[story_id].add(key)
            found = self._stories(connection, ids)
        stories = {story.id: Candidate(story=story, keys=frozenset(keys_of[story.id])) for story in found}
        return Candidates(stories=stories, key_counts=counts, grouped_mentions=grouped)

    def apply(self, changes: GroupingChanges, grouped: int, seq: int) -> None:
        """Store what grouping decided, and leave the stories it touched to be measured."""
        with transaction(self._engine) as connection:
            run_many(connection, _SAVE_STORY, [_story_row(story) for story in changes.stories])
            joins = [(join.mention_id, join.story_id, storable(join.because)) for join in changes.joins]
            insert_or_replace(connection, tables.story_mentions, joins)
            insert_new(connection, tables.story_keys, [(storable(key), story) for key, story in changes.postings])
            counts = [(storable(key), count) for key, count in changes.key_counts.items()]
            insert_or_add(connection, tables.key_counts, counts)
            for merge in changes.merges:
                _merge(connection, merge)
            touched = {join.story_id for join in changes.joins} | {merge.kept for merge in changes.merges}
            insert_new(connection, tables.pending_stories, [(story,) for story in sorted(touched)])
            mark_done(connection, "grouped mentions", stage_done(connection, "grouped mentions") + grouped)
            mark_done(connection, "group", seq)

    def unmeasured(self, limit: int) -> list[tuple[Story, list[Assessed], dict[str, list[EngagementSample]]]]:
        """Give stories that something happened to, each with its mentions (oldest first) and their samples."""
        with reading(self._engine) as connection:
            ids = [
                row[0] for row in run(connection, "SELECT story_id FROM pending_stories ORDER BY 1 LIMIT ?", (limit,))
            ]
            return self.with_mentions(connection, ids)

    def with_mentions(
        self, connection: Connection, ids: Sequence[str]
    ) -> list[tuple[Story, list[Assessed], dict[str, list[EngagementSample]]]]:
        """Read stories with their mentions and samples."""
        joined = select_in(
            connection, "SELECT mention_id, story_id FROM story_mentions WHERE story_id IN ({marks})", ids
        )
        assessed = self._reader.in_order(connection, [row[0] for row in joined])
        story_of_mention: dict[str, str] = dict(joined)
        mentions: dict[str, list[Assessed]] = defaultdict(list)
        for each in sorted(assessed, key=lambda each: (each.mention.posted_at, each.mention.id)):
            mentions[story_of_mention[each.mention.id]].append(each)
        kept = {story_id: found[-MENTIONS_MEASURED:] for story_id, found in mentions.items()}
        samples: dict[str, list[EngagementSample]] = defaultdict(list)
        mention_ids = [each.mention.id for found in kept.values() for each in found]
        sql = "SELECT mention_id, at, likes, replies, reposts, quotes, views FROM engagement WHERE mention_id IN ({marks}) ORDER BY at"
        for row in select_in(connection, sql, mention_ids):
            samples[row[0]].append(sample_of(row))
        found = self._stories(connection, ids)
        return [
            (
                story,
                kept.get(story.id, []),
                {
                    each.mention.id: samples[each.mention.id]
                    for each in kept.get(story.id, [])
                    if each.mention.id in samples
                },
            )
            for story in found
        ]

    def wake_live(self, before: datetime) -> None:
        """Leave stories in motion that were last measured before `before` to be measured again."""
        sql = (
            "INSERT INTO pending_stories SELECT id FROM stories WHERE weight > 0 AND phase IN ('new', 'growing', 'peaking', "
            "'resurfaced') AND measured_at < ? AND alias_of IS NULL ON CONFLICT DO NOTHING"
        )
        with transaction(self._engine) as connection:
            run(connection, sql, (to_micros(before),))

    def save_spreads(
        self, spreads: Sequence[tuple[Spread, float]], pending: Sequence[str], moving: Collection[str]
    ) -> None:
        """Store spreads with their weight on the page; take `pending` stories off the list of those to measure.

        People with a case in a story that is `moving`, or was until now, are left to be decided about again.
        """
        sql = "UPDATE stories SET spread = ?, phase = ?, weight = ?, measured_at = ? WHERE id = ?"
        moved = "SELECT id FROM stories WHERE id IN ({marks}) AND weight > 0 AND phase IN ('growing', 'resurfaced')"
        people = "SELECT DISTINCT person FROM cases WHERE story_id IN ({marks}) AND lane != 'nothing'"
        with transaction(self._engine) as connection:
            changed = {*moving, *(row[0] for row in select_in(connection, moved, pending))}
            rows = [
                (spread_text(spread), spread.phase.value, weight, to_micros(spread.at), spread.story_id)
                for spread, weight in spreads
            ]
            run_many(connection, sql, rows)
            select_in(connection, "DELETE FROM pending_stories WHERE story_id IN ({marks})", pending)
            insert_new(connection, tables.pending_people, select_in(connection, people, sorted(changed)))

    def _stories(self, connection: Connection, ids: Sequence[str]) -> list[Story]:
        rows = select_in(connection, f"SELECT {STORY_COLUMNS} FROM stories WHERE id IN ({{marks}})", ids)
        return sorted((story_of(row) for row in rows), key=lambda story: (story.started_at, story.id))


def _story_row(story: Story) -> tuple[object, ...]:
    return (
        story.id,
        storable(story.name),
        story.brand,
        to_micros(story.started_at),
        to_micros(story.last_at),
        story.mentions,
        story.alias_of,
    )


def _merge(connection: Connection, merge: Merge) -> None:
    run(connection, "UPDATE story_mentions SET story_id = ? WHERE story_id = ?", (merge.kept, merge.absorbed))
    move = "INSERT INTO story_keys SELECT key, ? FROM story_keys WHERE story_id = ? ON CONFLICT DO NOTHING"
    run(connection, move, (merge.kept, merge.absorbed))
    run(connection, "DELETE FROM story_keys WHERE story_id = ?", (merge.absorbed,))
    run(
        connection,
        "UPDATE stories SET alias_of = ? WHERE id = ? OR alias_of = ?",
        (merge.kept, merge.absorbed, merge.absorbed),
    )
    run(connection, "UPDATE cases SET story_id = ? WHERE story_id = ?", (merge.kept, merge.absorbed))
