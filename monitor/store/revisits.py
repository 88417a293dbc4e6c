"""What is looked at again in a run, and what was found then.

Which mentions are due stands in a table with an index by time, so that a run with nothing due costs nothing, whatever
is stored. Mentions enter it in the run after they were first stored: `stages` remembers up to which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, Engine

from monitor.looks import SHOWN_AGAIN, SHOWN_FOR, first_look, next_look
from monitor.model import EngagementSample, Mention, Plan, Revisited
from monitor.store import tables
from monitor.store.assessed import AssessedReader
from monitor.store.conversations import due_conversations, enter_cases, enter_speakers, note_read
from monitor.store.edits import edit_mentions, keep_mentions
from monitor.store.engine import transaction
from monitor.store.erasure import take_leave
from monitor.store.handover import hand_over
from monitor.store.records import MENTION_COLUMNS, mention_of, sample_row
from monitor.store.sql import Row, from_micros, insert_new, insert_or_replace, run, run_many, select_in, to_micros
from monitor.store.stages import mark_done, stage_done
from monitor.store.tombstones import without_buried

MOST_LOOKS = 2_000
"""Mentions of one source that are looked at in one run."""

MOST_MOVING = 1_000
"""Of these, mentions of stories that are growing, which are looked at in every run."""

LEFT_FOR_THE_REST = 200
"""Of these, looks kept for what is on no page: it too must be found out to be deleted."""

MOVING_STORIES = 50
MOVING_MENTIONS = 400
"""The newest mentions of one moving story that are looked at in every run, as many as its lane on the page shows."""

ENTERED_AT_ONCE = 20_000
"""Stored mentions that are entered in one run: those of a store written before there were looks enter bit by bit."""

_LOOKS = {"engagement", "deletions", "edits"}
_THREADS = "threads"
_MOVING = (
    "SELECT id FROM stories WHERE phase IN ('growing', 'peaking', 'resurfaced') AND COALESCE(alias_of, '') = '' "
    "ORDER BY weight DESC, id LIMIT ?"
)
_OF_MOVING = (
    "SELECT n.mention_id FROM (SELECT mention_id FROM story_mentions WHERE story_id = ? ORDER BY posted_at DESC LIMIT ?) n "
    "JOIN revisits r ON r.mention_id = n.mention_id WHERE r.source = ?"
)
_DUE = "SELECT mention_id FROM revisits WHERE source = ? AND rank = ? AND due_at <= ? ORDER BY due_at LIMIT ?"


class Source(Protocol):
    """What planning needs to know of a connector."""

    @property
    def capabilities(self) -> Collection[str]:
        """What it can do (connectors.base.Capability)."""


class Revisits:
    """Says what is due, and keeps what was found."""

    def __init__(self, engine: Engine, reader: AssessedReader) -> None:
        self._engine = engine
        self._reader = reader

    def plan(self, source: str, now: datetime, connector: Source) -> Plan:
        """Give what a source is asked about again, most urgent first and bounded; nothing where it has no answers."""
        looks, threads = not _LOOKS.isdisjoint(connector.capabilities), _THREADS in connector.capabilities
        if not (looks or threads):
            return Plan()
        with transaction(self._engine) as connection:
            if looks:
                _enter(connection, source, now)
            if threads:
                enter_cases(connection, source, now)
                enter_speakers(connection, source, _unmet(connection, f"speakers of {source}"), now)
            return Plan(
                refresh=_mentions(connection, _due(connection, source, now)) if looks else (),
                threads=_mentions(connection, due_conversations(connection, source, now)) if threads else (),
            )

    def save(self, source: str, found: Revisited, now: datetime) -> int:
        """Store what one question found, in one transaction; give the number of new mentions."""
        with transaction(self._engine) as connection:
            take_leave(connection, source, found.gone, now)
            edit_mentions(connection, (each.mention for each in found.edited), now)
            new = keep_mentions(connection, without_buried(connection, found.mentions), now)
            _keep_samples(connection, found.samples)
            _schedule(connection, _look_rows(connection, found.looked_at), now)
            note_read(connection, source, found.read_threads, now)
        if found.gone or found.edited:
            self._reader.forget()
        return new

    def hand_over(self, present: Collection[str], heirs: Mapping[str, str], now: datetime) -> None:
        """Give what sources heard that are no longer present to the heir of their platform (see monitor.store.handover)."""
        with transaction(self._engine) as connection:
            hand_over(connection, present, heirs, now)

    def keep_watch(self, mention_ids: Collection[str], now: datetime) -> None:
        """See to it that mentions a page shows are looked at within a day, though no story or case is theirs."""
        due_at = to_micros(now + SHOWN_AGAIN)
        sql = "UPDATE revisits SET rank = 0, due_at = ? WHERE mention_id = ? AND due_at > ?"
        with transaction(self._engine) as connection:
            run_many(connection, sql, [(due_at, mention_id, due_at) for mention_id in mention_ids])


def _enter(connection: Connection, source: str, now: datetime) -> None:
    """Enter what was stored of a source since it was last planned for."""
    span = _unmet(connection, f"revisits of {source}")
    # COALESCE: the index of sources would otherwise be taken, and nearly every mention may be of one source.
    new = "SELECT id FROM mentions WHERE seq > ? AND seq <= ? AND COALESCE(source, '') = ?"
    rows = _look_rows(connection, [row[0] for row in run(connection, new, (*span, source))])
    first = [
        (
            row[0],
            source,
            int(not shown),
            to_micros(first_look(row[0], from_micros(row[1]), now, told=told, shown=shown)),
        )
        for row, told, shown in _standings(connection, rows, now)
    ]
    insert_new(connection, tables.revisits, first)


def _unmet(connection: Connection, stage: str) -> tuple[int, int]:
    """Give the numbers after which, and up to which, a stage is to take mentions now; the next time it goes on from there."""
    done = stage_done(connection, stage)
    last = int(run(connection, "SELECT COALESCE(MAX(seq), 0) FROM mentions")[0][0])
    up_to = max(done, min(last, done + ENTERED_AT_ONCE))
    if up_to > done:
        mark_done(connection, stage, up_to)
    return done, up_to


def _due(connection: Connection, source: str, now: datetime) -> list[str]:
    """Name the mentions to look at: of moving stories first, then what is due longest; some of what is on no page."""
    moving: dict[str, None] = {}
    for (story_id,) in run(connection, _MOVING, (MOVING_STORIES,)):
        moving.update((row[0], None) for row in run(connection, _OF_MOVING, (story_id, MOVING_MENTIONS, source)))
        if len(moving) >= MOST_MOVING:
            break
    shown, rest = (
        [row[0] for row in run(connection, _DUE, (source, rank, to_micros(now), MOST_LOOKS))] for rank in (0, 1)
    )
    pressing = dict.fromkeys([*list(moving)[:MOST_MOVING], *shown])
    room = MOST_LOOKS - min(LEFT_FOR_THE_REST, len(rest))
    return list(dict.fromkeys([*list(pressing)[:room], *rest]))[:MOST_LOOKS]


def _mentions(connection: Connection, ids: Sequence[str]) -> tuple[Mention, ...]:
    """Read mentions in the order of their names."""
    rows = select_in(connection, f"SELECT id, {MENTION_COLUMNS} FROM mentions WHERE id IN ({{marks}})", ids)
    known = {row[0]: mention_of(row[1:]) for row in rows}
    return tuple(known[mention_id] for mention_id in ids if mention_id in known)


def _keep_samples(connection: Connection, samples: Sequence[EngagementSample]) -> None:
    """Store samples of mentions that are still stored, and leave the stories whose counts changed to be measured."""
    ids = {sample.mention_id for sample in samples}
    stored = {row[0] for row in select_in(connection, "SELECT id FROM mentions WHERE id IN ({marks})", ids)}
    rows = [sample_row(sample) for sample in samples if sample.mention_id in stored]
    last = (
        "SELECT mention_id, at, likes, replies, reposts, quotes, views FROM engagement e WHERE mention_id IN ({marks}) "
        "AND at = (SELECT MAX(at) FROM engagement WHERE mention_id = e.mention_id)"
    )
    before = {row[0]: tuple(row[2:]) for row in select_in(connection, last, stored)}
    insert_new(connection, tables.engagement, rows)
    changed = [row[0] for row in rows if before.get(row[0]) != row[2:]]
    stories = "SELECT DISTINCT story_id FROM story_mentions WHERE mention_id IN ({marks})"
    insert_new(connection, tables.pending_stories, select_in(connection, stories, changed))


def _look_rows(connection: Connection, ids: Iterable[str]) -> list[Row]:
    """Give id, first sight and source of mentions that are still stored."""
    return select_in(connection, "SELECT id, first_seen_at, source FROM mentions WHERE id IN ({marks})", ids)


def _standings(connection: Connection, rows: Sequence[Row], now: datetime) -> list[tuple[Row, bool, bool]]:
    """Tell of each mention whether it belongs to a story or an open case, and whether the page may still show it."""
    ids = [row[0] for row in rows]
    stories = (
        "SELECT sm.mention_id, s.last_at FROM story_mentions sm JOIN stories s ON s.id = sm.story_id "
        "WHERE sm.mention_id IN ({marks})"
    )
    last_told: dict[str, int] = dict(select_in(connection, stories, ids))
    cases = (
        "SELECT cm.mention_id FROM case_mentions cm JOIN cases c ON c.number = cm.case_number "
        "WHERE cm.mention_id IN ({marks}) AND (c.state != 'closed' OR c.first_reply_at >= ?)"
    )
    since = to_micros(now - SHOWN_FOR)
    of_cases = {row[0] for row in select_in(connection, cases, ids, since)}
    return [
        (row, row[0] in last_told or row[0] in of_cases, row[0] in of_cases or last_told.get(row[0], since) > since)
        for row in rows
    ]


def _schedule(connection: Connection, rows: Sequence[Row], now: datetime) -> None:
    """Note when mentions just looked at are looked at next."""
    nexts = [
        (row[0], row[2], int(not shown), to_micros(next_look(from_micros(row[1]), now, told=told, shown=shown)))
        for row, told, shown in _standings(connection, rows, now)
    ]
    insert_or_replace(connection, tables.revisits, nexts)
