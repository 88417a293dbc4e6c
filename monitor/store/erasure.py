"""Erases mentions and people everywhere: on request, because they were taken down, or because they are too old.

GDPR Art. 17, and the terms of the platforms: what an author takes down, we take down. What is buried never comes back
with a later pull. SQLite overwrites with zeros what is deleted (docs/decisions/deleting-for-good.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from monitor.model import Absence, Gone
from monitor.store.assessed import AssessedReader
from monitor.store.engine import WAIT_SECONDS, reading, transaction
from monitor.store.hours import count_out
from monitor.store.past import withdraw
from monitor.store.praise import erase_praise
from monitor.store.records import storable
from monitor.store.remains import (
    erase_cases,
    erase_rejects,
    forget_authors,
    forget_in_summary,
    forget_references,
    unlink_cases,
)
from monitor.store.sql import run, select_in, to_micros
from monitor.store.stages import mark_done, stage_done
from monitor.store.tombstones import bury
from monitor.store.ungrouping import take_out

WIPE_PATIENCE = 1.0
"""Seconds for which the log's emptying waits for somebody who reads the store."""

TO_WIPE = "to wipe"
"""The stage under which stands that something was erased of which the file's log may still hold copies."""

WIPED_WHOLE = "wiped whole"
"""The stage under which stands that the file was once written anew, so that no copy from before `secure_delete` is in it."""

_OF_A_MENTION = ("engagement", "assessments", "revisits", "pending_mentions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was erased."""

    mentions: int
    cases: int


class Erasure:
    """Erases, and sees to it that nothing is left behind in the files."""

    def __init__(self, engine: Engine, reader: AssessedReader) -> None:
        self._engine = engine
        self._reader = reader

    def erase_person(self, person: str, now: datetime) -> Erased:
        """Erase everything of one person, `platform:author_key`, and bury the name."""
        person = storable(person)
        with transaction(self._engine) as connection:
            ids = [row[0] for row in run(connection, "SELECT id FROM mentions WHERE person = ?", (person,))]
            numbers = [row[0] for row in run(connection, "SELECT number FROM cases WHERE person = ?", (person,))]
            bury(connection, [person, *ids], now)
            withdraw(connection, [person])
            orphans = erase_mentions(connection, ids)
            erase_cases(connection, numbers)
            erase_rejects(connection, [person.partition(":")[2]])
            for table in ("pending_people", "opt_outs"):
                run(connection, f"DELETE FROM {table} WHERE person = ?", (person,))
            mark_done(connection, TO_WIPE, 1)
        self._reader.forget()
        return Erased(mentions=len(ids), cases=len({*numbers, *orphans}))

    def erase_mention(self, mention_id: str, now: datetime) -> Erased:
        """Erase one mention, `platform:key`, and any case that rests on it alone; bury its name."""
        mention_id = storable(mention_id)
        with transaction(self._engine) as connection:
            ids = [row[0] for row in run(connection, "SELECT id FROM mentions WHERE id = ?", (mention_id,))]
            bury(connection, [mention_id], now)
            orphans = erase_mentions(connection, ids)
        self._reader.forget()
        return Erased(mentions=len(ids), cases=len(orphans))

    def retire(self, source: str, before: datetime, limit: int) -> int:
        """Erase the oldest mentions of a source posted before a moment, `limit` at most, but those of open cases.

        They are not buried: nobody took them down, and what is too old is erased again should it come again.
        """
        sql = (
            "SELECT id FROM mentions WHERE source = ? AND posted_at < ? AND NOT EXISTS (SELECT 1 FROM case_mentions cm "
            "JOIN cases c ON c.number = cm.case_number WHERE cm.mention_id = mentions.id AND c.state != 'closed') "
            "ORDER BY posted_at LIMIT ?"
        )
        with reading(self._engine) as connection:
            ids = [row[0] for row in run(connection, sql, (source, to_micros(before), limit))]
        if ids:
            with transaction(self._engine) as connection:
                erase_mentions(connection, ids, source)
            self._reader.forget()
        return len(ids)

    def count_since(self, since: datetime, until: datetime) -> int:
        """Count the mentions and people erased after `since`, but those that were only too old."""
        sql = "SELECT COUNT(*) FROM tombstones WHERE at > ? AND at <= ?"
        with reading(self._engine) as connection:
            return int(run(connection, sql, (to_micros(since), to_micros(until)))[0][0])

    def wipe(self) -> None:
        """Overwrite what the file's log still holds of what was erased; to be called when a run has written all it writes.

        Where another program reads the store at this moment it is left to the next run.
        """
        with reading(self._engine) as connection:
            due, whole = stage_done(connection, TO_WIPE), stage_done(connection, WIPED_WHOLE)
        if not due:
            return
        if self._engine.dialect.name == "sqlite" and not self._overwrite(whole=bool(whole)):
            return
        with transaction(self._engine) as connection:
            mark_done(connection, TO_WIPE, 0)
            mark_done(connection, WIPED_WHOLE, 1)

    def _overwrite(self, *, whole: bool) -> bool:
        """Empty the file's log; say whether that could be done."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT", begin_with="") as connection:
            if not whole:
                connection.exec_driver_sql("VACUUM")
            # A reader may keep its place for hours: no run waits for that, the next one tries again.
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(WIPE_PATIENCE * 1000)}")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        return not busy


def take_leave(connection: Connection, source: str, gone: Sequence[Gone], now: datetime) -> None:
    """Do with mentions of a source what their going asks for: erase and bury them, or forget who wrote them."""
    anonymous = [each.mention_id for each in gone if each.why is Absence.AUTHOR_GONE]
    words = [each.mention_id for each in gone if each.why is not Absence.AUTHOR_GONE]
    words += forget_authors(connection, source, [each for each in anonymous if each not in set(words)])
    known = [row[0] for row in select_in(connection, "SELECT id FROM mentions WHERE id IN ({marks})", words)]
    bury(connection, known, now)
    erase_mentions(connection, known, source)
    if gone:
        mark_done(connection, TO_WIPE, 1)


def erase_mentions(connection: Connection, ids: Sequence[str], source: str | None = None) -> list[int]:
    """Erase mentions, whatever is known or was concluded of them, and give the numbers of the cases that rested on them.

    `source` is the one source whose unreadable records may hold them; None asks those of all.
    """
    if not ids:
        return []
    withdraw(connection, ids)
    take_out(connection, ids, regroup=False)
    orphans = unlink_cases(connection, ids)
    erase_praise(connection, ids)
    count_out(connection, ids)
    for table in _OF_A_MENTION:
        select_in(connection, f"DELETE FROM {table} WHERE mention_id IN ({{marks}})", ids)
    erase_rejects(connection, _keys(ids), source)
    forget_references(connection, ids)
    # The id of a story is that of its first mention, which may name its author.
    for table in ("alerts", "forecasts"):
        select_in(connection, f"DELETE FROM {table} WHERE story_id IN ({{marks}})", ids)
    select_in(connection, "UPDATE spikes SET story_id = NULL WHERE story_id IN ({marks})", ids)
    select_in(connection, "DELETE FROM mentions WHERE id IN ({marks})", ids)
    forget_in_summary(connection)
    mark_done(connection, TO_WIPE, 1)
    return orphans


def _keys(ids: Iterable[str]) -> list[str]:
    return [mention_id.partition(":")[2] for mention_id in ids]
