"""Stories on their way through grouping and measuring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from operator import itemgetter

from sqlalchemy import Connection, Engine

from monitor.looks import SHOWN_FOR
from monitor.model import (
    Alert,
    Assessed,
    Candidate,
    Candidates,
    EngagementSample,
    Gate,
    GroupingChanges,
    MentionKind,
    Merge,
    Spread,
    Story,
    TimeSpan,
)
from monitor.store import tables
from monitor.store.alerts import keep_alerts
from monitor.store.assessed import AssessedReader
from monitor.store.directions import directions_of, forget_directions, save_directions, told_lately
from monitor.store.engine import reading, transaction
from monitor.store.forecasts import DROPPED, WAITING
from monitor.store.mentions import GROUP
from monitor.store.merges import save_merges
from monitor.store.records import STORY_COLUMNS, sample_of, spread_text, storable, story_of
from monitor.store.sql import insert_new, insert_or_add, insert_or_replace, run, run_many, select_in, to_micros
from monitor.store.stages import mark_done, stage_done
from monitor.store.ungrouping import dissolve_if_small
from monitor.stories.keys import is_lasting

REMEMBERED = timedelta(days=14)
"""How long a quiet story still takes in new mentions."""

LARGE_AUDIENCE = 10_000
"""An author with so many followers is measured from their first word on."""

STORIES_A_KEY = 20
"""The latest stories under one key that are looked at: a bound on the work, whatever is stored."""

_LATEST = """
SELECT key, story_id FROM (
    SELECT key, story_id, ROW_NUMBER() OVER (PARTITION BY key ORDER BY last_at DESC, story_id) AS place
    FROM story_keys WHERE key IN ({marks}) AND last_at >= ?
) AS latest WHERE place <= ?
"""

MENTIONS_MEASURED = 5_000
"""The newest mentions of one story that are read to measure it: a bound on the work for a thread of any length."""

LOOK_NOW = "UPDATE revisits SET rank = 0, due_at = ? WHERE mention_id = ? AND rank = 1"

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
        """Give the next assessed mentions to group, and the number to hand back with the changes.

        Those to be grouped anew come first: they, or others of their story, were edited.
        """
        anew = (
            "SELECT p.mention_id FROM pending_mentions p JOIN assessments a ON a.mention_id = p.mention_id "
            "WHERE p.stage = ? ORDER BY a.posted_at, p.mention_id LIMIT ?"
        )
        sql = "SELECT id, seq FROM mentions WHERE seq > ? ORDER BY seq LIMIT ?"
        with reading(self._engine) as connection:
            done = stage_done(connection, "group")
            if rows := run(connection, anew, (GROUP, limit)):
                return self._reader.in_order(connection, [row[0] for row in rows]), done
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

    def candidates(
        self, keys: Collection[str], known: tuple[Mapping[str, int], int], span: TimeSpan, brands: Collection[str] = ()
    ) -> Candidates:
        """Find the latest stories that share one of `keys`: those told not long before `span`, or of any age by a key that lasts.

        `known` is what `key_counts` gave. Of `brands` the stories told last around `span` are added, to be compared in sense.
        """
        around = TimeSpan(start=span.start - REMEMBERED, end=span.end + REMEMBERED)
        lasting = [key for key in keys if is_lasting(key)]
        passing = [key for key in keys if not is_lasting(key)]
        keys_of: dict[str, set[str]] = defaultdict(set)
        with reading(self._engine) as connection:
            rows = select_in(connection, _LATEST, map(storable, lasting), 0, STORIES_A_KEY)
            rows += select_in(connection, _LATEST, map(storable, passing), to_micros(around.start), STORIES_A_KEY)
            ids = [story_id for _, story_id in rows]
            ids += told_lately(connection, brands, around)
            directions = directions_of(connection, ids) if brands else {}
            for key, story_id in select_in(
                connection, "SELECT key, story_id FROM story_keys WHERE story_id IN ({marks})", ids
            ):
                keys_of[story_id].add(key)
            found = self._stories(connection, ids)
        stories = {
            story.id: Candidate(story=story, keys=frozenset(keys_of[story.id]), direction=directions.get(story.id))
            for story in found
        }
        counts, grouped = known
        return Candidates(stories=stories, key_counts=counts, grouped_mentions=grouped)

    def apply(
        self, changes: GroupingChanges, told: Sequence[Assessed], seq: int, taken: Sequence[Assessed] = ()
    ) -> None:
        """Store what grouping decided about the mentions `told`, and leave the stories it touched to be measured.

        `taken` is all that `ungrouped` gave, also what tells no story.
        """
        posted_at = {each.mention.id: to_micros(each.mention.posted_at) for each in told}
        with transaction(self._engine) as connection:
            resurfaced = _resurfaced(connection, changes.stories)
            run_many(connection, _SAVE_STORY, [_story_row(story) for story in changes.stories])
            joins = [
                (join.mention_id, join.story_id, storable(join.because), posted_at[join.mention_id])
                for join in changes.joins
            ]
            insert_or_replace(connection, tables.story_mentions, sorted(joins))
            last_at = {story.id: to_micros(story.last_at) for story in changes.stories}
            # In the order of the tables' keys, or of an index that is written to all over, it takes half the time.
            postings = [(story_id, storable(key), last_at[story_id]) for key, story_id in changes.postings]
            insert_new(connection, tables.story_keys, sorted(postings, key=itemgetter(1, 0)))
            counts = [(storable(key), count) for key, count in changes.key_counts.items()]
            insert_or_add(connection, tables.key_counts, sorted(counts))
            save_directions(connection, changes.directions, changes.stories)
            save_merges(connection, changes.merges)
            for merge in changes.merges:
                _merge(connection, merge)
            # A story is named after its first mention, so these were there before; the keys of new ones are right already.
            older = [(last_at[story_id], story_id) for story_id in last_at if story_id not in posted_at]
            run_many(connection, "UPDATE story_keys SET last_at = ? WHERE story_id = ?", older)
            touched = {join.story_id for join in changes.joins} | {merge.kept for merge in changes.merges}
            touched -= _unnoticed(connection, changes.stories, told)
            insert_new(connection, tables.pending_stories, [(story,) for story in sorted(touched)])
            _look_again(connection, [join[0] for join in joins], resurfaced)
            _no_longer_pending(connection, taken)
            mark_done(connection, "grouped mentions", stage_done(connection, "grouped mentions") + len(told))
            mark_done(connection, "group", seq)

    def reopen(self, changes: GroupingChanges, told: Sequence[Assessed]) -> bool:
        """Leave small stories to be grouped anew that begin with an edited mention from now on; say whether there are any.

        A story is named after its first mention: what `changes` would do to them is not to be stored then.
        """
        posted_at = {each.mention.id: to_micros(each.mention.posted_at) for each in told}
        with transaction(self._engine) as connection:
            if not run(connection, "SELECT 1 FROM pending_mentions LIMIT 1"):
                return False
            sql = "SELECT mention_id FROM pending_mentions WHERE mention_id IN ({marks})"
            edited = {row[0] for row in select_in(connection, sql, posted_at)}
            sql = "SELECT id, started_at FROM stories WHERE id IN ({marks})"
            begun: dict[str, int] = dict(select_in(connection, sql, [join.story_id for join in changes.joins]))
            late = {
                join.story_id
                for join in changes.joins
                if join.mention_id in edited and posted_at[join.mention_id] < begun.get(join.story_id, 0)
            }
            dissolved = [dissolve_if_small(connection, story_id) for story_id in sorted(late)]
        return any(dissolved)

    def unmeasured(self, limit: int) -> list[tuple[Story, list[Assessed], dict[str, list[EngagementSample]]]]:
        """Give stories that something happened to, each with its mentions (oldest first) and their samples."""
        with reading(self._engine) as connection:
            rows = run(connection, "SELECT story_id FROM pending_stories ORDER BY 1 LIMIT ?", (limit,))
            return self._files(connection, [row[0] for row in rows])

    def files(self, ids: Sequence[str]) -> list[tuple[Story, list[Assessed], dict[str, list[EngagementSample]]]]:
        """Give these stories, as far as they are there, as `unmeasured` does."""
        with reading(self._engine) as connection:
            return self._files(connection, list(dict.fromkeys(ids)))

    def _files(
        self, connection: Connection, ids: Sequence[str]
    ) -> list[tuple[Story, list[Assessed], dict[str, list[EngagementSample]]]]:
        stories = self._stories(connection, ids)
        mentions = self._newest_mentions(connection, stories)
        samples = _samples(connection, [each.mention.id for found in mentions.values() for each in found])
        return [
            (story, told, {each.mention.id: samples[each.mention.id] for each in told if each.mention.id in samples})
            for story in stories
            for told in [mentions.get(story.id, [])]
        ]

    def _newest_mentions(self, connection: Connection, stories: Sequence[Story]) -> dict[str, list[Assessed]]:
        """Read the mentions of stories, oldest first; of a very long one only the newest."""
        short = [story.id for story in stories if story.mentions <= MENTIONS_MEASURED]
        joined = select_in(
            connection, "SELECT mention_id, story_id FROM story_mentions WHERE story_id IN ({marks})", short
        )
        newest = (
            "SELECT mention_id, story_id FROM story_mentions WHERE story_id = ? "
            "ORDER BY posted_at DESC, mention_id DESC LIMIT ?"
        )
        for story in stories:
            if story.mentions > MENTIONS_MEASURED:
                joined += run(connection, newest, (story.id, MENTIONS_MEASURED))
        story_of_mention: dict[str, str] = dict(joined)
        mentions: dict[str, list[Assessed]] = defaultdict(list)
        assessed = self._reader.read(connection, story_of_mention).values()
        for each in sorted(assessed, key=lambda each: (each.mention.posted_at, each.mention.id)):
            mentions[story_of_mention[each.mention.id]].append(each)
        return mentions

    def wake_live(self, before: datetime, small_before: datetime) -> None:
        """Leave stories that may be fading to be measured again.

        Those last measured before `before`; small ones, which are not on the page, before `small_before`.
        """
        # COALESCE: the index of aliases would otherwise be taken for this, and nearly every story has none.
        sql = (
            "INSERT INTO pending_stories SELECT id FROM stories WHERE phase IN ('new', 'growing', 'peaking', 'resurfaced') "
            "AND measured_at < ? AND (weight > 0 OR measured_at < ?) AND COALESCE(alias_of, '') = '' ON CONFLICT DO NOTHING"
        )
        with transaction(self._engine) as connection:
            run(connection, sql, (to_micros(before), to_micros(small_before)))

    def save_spreads(
        self,
        spreads: Sequence[tuple[Spread, float]],
        pending: Sequence[str],
        moving: Collection[str],
        alerts: Sequence[Alert] = (),
    ) -> None:
        """Store spreads with their weight on the page, and the alerts they led to; take `pending` stories off the list.

        People with a case in a story that is `moving`, or has another phase than before, are left to be decided about
        again: what their card says of the story is no longer true.
        """
        sql = "UPDATE stories SET spread = ?, phase = ?, weight = ?, measured_at = ? WHERE id = ?"
        people = "SELECT DISTINCT person FROM cases WHERE story_id IN ({marks}) AND lane != 'nothing'"
        with transaction(self._engine) as connection:
            before: dict[str, str | None] = dict(
                select_in(connection, "SELECT id, phase FROM stories WHERE id IN ({marks})", pending)
            )
            other = {
                spread.story_id for spread, _ in spreads if before.get(spread.story_id) not in {None, spread.phase}
            }
            changed = {*moving, *other}
            rows = [
                (spread_text(spread), spread.phase.value, weight, to_micros(spread.at), spread.story_id)
                for spread, weight in spreads
            ]
            run_many(connection, sql, rows)
            keep_alerts(connection, alerts)
            select_in(connection, "DELETE FROM pending_stories WHERE story_id IN ({marks})", pending)
            insert_new(connection, tables.pending_people, select_in(connection, people, sorted(changed)))

    def _stories(self, connection: Connection, ids: Sequence[str]) -> list[Story]:
        rows = select_in(connection, f"SELECT {STORY_COLUMNS} FROM stories WHERE id IN ({{marks}})", ids)
        return sorted((story_of(row) for row in rows), key=lambda story: (story.started_at, story.id))


def _samples(connection: Connection, mention_ids: Sequence[str]) -> dict[str, list[EngagementSample]]:
    """Read how mentions were received, oldest look first."""
    sql = "SELECT mention_id, at, likes, replies, reposts, quotes, views FROM engagement WHERE mention_id IN ({marks}) ORDER BY at"
    found: dict[str, list[EngagementSample]] = defaultdict(list)
    for row in select_in(connection, sql, mention_ids):
        found[row[0]].append(sample_of(row))
    return found


def _unnoticed(connection: Connection, stories: Sequence[Story], told: Sequence[Assessed]) -> set[str]:
    """Find stories that one person told once to few and nobody took up: most of all, with nothing to measure yet.

    A page that shows one measures it then; whatever happens to it later puts it on the list of those to measure.
    """
    said = {each.mention.id: each for each in told}
    alone = [
        story.id
        for story in stories
        if story.mentions == 1
        and (each := said.get(story.id))
        and (each.mention.followers or 0) < LARGE_AUDIENCE
        and each.mention.kind is not MentionKind.ARTICLE
        and Gate.SAFETY not in each.assessment.gates
    ]
    sql = (
        "SELECT DISTINCT mention_id FROM engagement WHERE mention_id IN ({marks}) AND COALESCE(likes, 0) + "
        "COALESCE(replies, 0) + COALESCE(reposts, 0) + COALESCE(quotes, 0) + COALESCE(views, 0) > 0"
    )
    return set(alone) - {row[0] for row in select_in(connection, sql, alone)}


def _no_longer_pending(connection: Connection, taken: Sequence[Assessed]) -> None:
    if run(connection, "SELECT 1 FROM pending_mentions LIMIT 1"):
        ids = [each.mention.id for each in taken]
        select_in(connection, "DELETE FROM pending_mentions WHERE mention_id IN ({marks})", ids)


def _resurfaced(connection: Connection, stories: Sequence[Story]) -> list[str]:
    """Find stories told again after so long that the page had ceased to show them."""
    told_at = {story.id: to_micros(story.last_at - SHOWN_FOR) for story in stories}
    before = select_in(connection, "SELECT id, last_at FROM stories WHERE id IN ({marks})", told_at)
    return [story_id for story_id, last_at in before if last_at < told_at[story_id]]


def _look_again(connection: Connection, joined: Sequence[str], resurfaced: Sequence[str]) -> None:
    """Let mentions that the page may show from now on be looked at in the next run, if they were to wait for long."""
    sql = "SELECT mention_id FROM story_mentions WHERE story_id IN ({marks})"
    ids = [*joined, *(row[0] for row in select_in(connection, sql, resurfaced))]
    run_many(connection, LOOK_NOW, [(0, mention_id) for mention_id in ids])


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
    move = "INSERT INTO story_keys SELECT ?, key, last_at FROM story_keys WHERE story_id = ? ON CONFLICT DO NOTHING"
    run(connection, move, (merge.kept, merge.absorbed))
    run(connection, "DELETE FROM story_keys WHERE story_id = ?", (merge.absorbed,))
    forget_directions(connection, [merge.absorbed])
    run(
        connection,
        "UPDATE stories SET alias_of = ? WHERE id = ? OR alias_of = ?",
        (merge.kept, merge.absorbed, merge.absorbed),
    )
    # What was forecast of a part cannot be judged by the whole.
    run(
        connection,
        "UPDATE forecasts SET state = ? WHERE story_id = ? AND state = ?",
        (DROPPED, merge.absorbed, WAITING),
    )
    for table in ("cases", "alerts", "spikes"):
        run(connection, f"UPDATE {table} SET story_id = ? WHERE story_id = ?", (merge.kept, merge.absorbed))
