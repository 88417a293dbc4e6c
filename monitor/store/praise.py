"""Praise: its numbers, what the page lists of it, and who passed it on.

Every praise gets a number when it is read, so that the page, the lists, letters and figures speak of the same ones; it
costs one row in a transaction that is written anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from monitor.model import Assessed, Passing, Praise, PraiseAbout, TimeSpan
from monitor.store import tables
from monitor.store.assessed import AssessedReader
from monitor.store.engine import reading, transaction
from monitor.store.records import storable, warmth_of
from monitor.store.sql import Row, from_micros, insert_new, run, run_many, select_in, to_micros
from monitor.store.stages import mark_done, stage_done

FIRST_NUMBER = 101
LAST_GIVEN = "last number of praise"
"""The stage under which the last number given stands: a number names one praise for ever, also when it is gone."""

READ = 500
"""The newest praise among which the warmest is sought."""

PASSED_ON_SHOWN = 2
"""Of what was passed on, this much is listed although other praise waits: a reader sees that it was done, and by whom."""

_PRAISE = "assessments a JOIN praise p ON p.mention_id = a.mention_id WHERE a.kind = 'praise' AND a.own = 0"


class Praises:
    """Lists praise and keeps who passed it on."""

    def __init__(self, engine: Engine, reader: AssessedReader) -> None:
        self._engine = engine
        self._reader = reader

    def unrouted(self, limit: int) -> list[Assessed]:
        """Give praise that an older release read: nobody knows yet whom it is about."""
        sql = f"SELECT a.mention_id FROM {_PRAISE} AND p.owner IS NULL ORDER BY p.number LIMIT ?"
        with reading(self._engine) as connection:
            return self._reader.in_order(connection, [row[0] for row in run(connection, sql, (limit,))])

    def route(self, about: Sequence[PraiseAbout]) -> None:
        """Keep whom and what praise is about."""
        with transaction(self._engine) as connection:
            number_praise(connection, about)

    def listed(self, window: TimeSpan, limit: int) -> tuple[list[Praise], int]:
        """Give the warmest praise of a stretch of time, then what was passed on last, and how much praise there was."""
        span = (to_micros(window.start), to_micros(window.end))
        sql = (
            "SELECT a.mention_id, p.number, COALESCE(p.owner, ''), a.body, (SELECT MIN(e.at) FROM praise_events e WHERE e.praise_number = p.number) "
            f"FROM {_PRAISE} AND a.posted_at >= ? AND a.posted_at <= ? ORDER BY a.posted_at DESC, a.mention_id LIMIT {READ}"
        )
        with reading(self._engine) as connection:
            chosen = _chosen(run(connection, sql, span), limit)
            total = run(connection, f"SELECT COUNT(*) FROM {_PRAISE} AND a.posted_at >= ? AND a.posted_at <= ?", span)
            return self._filled(connection, chosen), total[0][0]

    def find(self, number: int) -> Praise | None:
        """Give the praise with this number; None when there is none, or none any more."""
        sql = f"SELECT a.mention_id, p.number, COALESCE(p.owner, '') FROM {_PRAISE} AND p.number = ?"
        with reading(self._engine) as connection:
            return next(iter(self._filled(connection, run(connection, sql, (number,)))), None)

    def pass_on(self, number: int, passing: Passing, now: datetime) -> bool:
        """Note that somebody passed praise on; False when there is no such praise (any more)."""
        with transaction(self._engine) as connection:
            return add_passing(connection, number, passing, now)

    def _filled(self, connection: Connection, rows: Sequence[Row]) -> list[Praise]:
        said = self._reader.read(connection, [row[0] for row in rows])
        passings = _passings(connection, [row[1] for row in rows])
        return [
            Praise(number=number, said=said[mention_id], owner=owner, passings=tuple(passings[number]))
            for mention_id, number, owner, *_ in rows
            if mention_id in said
        ]


def _chosen(rows: Sequence[Row], limit: int) -> list[Row]:
    """Choose what is listed: what waits, warmest first, then what was passed on, last first."""
    waiting = sorted((row for row in rows if row[4] is None), key=lambda row: (-warmth_of(row[3]), row[0]))
    passed_on = sorted((row for row in rows if row[4] is not None), key=lambda row: (-row[4], row[0]))
    room = max(limit - len(waiting), min(PASSED_ON_SHOWN, limit))
    shown = passed_on[:room]
    return [*waiting[: limit - len(shown)], *shown]


def _passings(connection: Connection, numbers: Collection[int]) -> dict[int, list[Passing]]:
    sql = "SELECT praise_number, at, actor, recipient FROM praise_events WHERE praise_number IN ({marks}) ORDER BY at, noted_at, actor"
    found: dict[int, list[Passing]] = defaultdict(list)
    for number, at, actor, recipient in select_in(connection, sql, numbers):
        found[number].append(Passing(at=from_micros(at), actor=actor, recipient=recipient))
    return found


def number_praise(connection: Connection, found: Sequence[PraiseAbout]) -> None:
    """Give praise that is new its number, in the given order; what is known keeps its own, with what it is about now."""
    ids = [each.mention_id for each in found]
    known = {
        row[0] for row in select_in(connection, "SELECT mention_id FROM praise WHERE mention_id IN ({marks})", ids)
    }
    again = [
        (storable(each.owner), storable(each.product), each.mention_id) for each in found if each.mention_id in known
    ]
    run_many(connection, "UPDATE praise SET owner = ?, product = ? WHERE mention_id = ?", again)
    new = [each for each in found if each.mention_id not in known]
    if not new:
        return
    next_number = max(stage_done(connection, LAST_GIVEN) + 1, FIRST_NUMBER)
    rows = [
        (number, each.mention_id, storable(each.owner), storable(each.product))
        for number, each in enumerate(new, next_number)
    ]
    insert_new(connection, tables.praise, rows)
    mark_done(connection, LAST_GIVEN, rows[-1][0])


def add_passing(connection: Connection, number: int, passing: Passing, now: datetime) -> bool:
    """Add that somebody passed praise on; False when there is no such praise. The same told twice is one event."""
    # Written so that on a server an erasure at the same moment waits for this, or this finds nothing any more.
    run(connection, "UPDATE praise SET number = number WHERE number = ?", (number,))
    if not run(connection, "SELECT 1 FROM praise WHERE number = ?", (number,)):
        return False
    row = (number, to_micros(passing.at), storable(passing.actor), storable(passing.recipient), to_micros(now))
    insert_new(connection, tables.praise_events, [row])
    return True


def erase_praise(connection: Connection, mention_ids: Sequence[str]) -> None:
    """Erase praise, who passed it on, and the words of letters about it. Its numbers are never given again."""
    found = select_in(connection, "SELECT number FROM praise WHERE mention_id IN ({marks})", mention_ids)
    numbers = [row[0] for row in found]
    select_in(connection, "DELETE FROM praise WHERE number IN ({marks})", numbers)
    select_in(connection, "DELETE FROM praise_events WHERE praise_number IN ({marks})", numbers)
    letters = "UPDATE instructions SET tag = '', words = '' WHERE reference IN ({marks})"
    select_in(connection, letters, [f"P-{number}" for number in numbers])
