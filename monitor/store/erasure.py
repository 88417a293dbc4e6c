"""Erases a mention or a person on request, everywhere, and sees to it that the next pull does not bring them back.

GDPR Art. 17, and the terms of the platforms: what an author takes down, we take down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine

from monitor.model import Assessed
from monitor.store import tables
from monitor.store.assessed import AssessedReader
from monitor.store.cases import ERASED_UP_TO, highest_number
from monitor.store.engine import reading, transaction
from monitor.store.mentions import mark_done
from monitor.store.records import storable
from monitor.store.sql import insert_new, run, run_many, select_in, to_micros
from monitor.stories.keys import keys, may_be_story


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was erased."""

    mentions: int
    cases: int


def digest_of(name: str) -> str:
    """Give the contentless name a tombstone keeps of a mention's or person's id."""
    return sha256(name.encode("utf-8", "replace")).hexdigest()


class Erasure:
    """Erases on request."""

    def __init__(self, engine: Engine, reader: AssessedReader) -> None:
        self._engine = engine
        self._reader = reader

    def erase_person(self, person: str, now: datetime) -> Erased:
        """Erase everything of one person, `platform:author_key`, and bury the name."""
        person = storable(person)
        with transaction(self._engine) as connection:
            ids = [row[0] for row in run(connection, "SELECT id FROM mentions WHERE person = ?", (person,))]
            numbers = [row[0] for row in run(connection, "SELECT number FROM cases WHERE person = ?", (person,))]
            _bury(connection, [person, *ids], now)
            _erase_mentions(connection, self._reader, ids)
            _erase_cases(connection, numbers)
            _erase_rejects(connection, [person.partition(":")[2]])
            for table in ("pending_people", "opt_outs"):
                run(connection, f"DELETE FROM {table} WHERE person = ?", (person,))
        self._forget_remains()
        return Erased(mentions=len(ids), cases=len(numbers))

    def erase_mention(self, mention_id: str, now: datetime) -> Erased:
        """Erase one mention, `platform:key`, and any case that rests on it alone; bury its name."""
        mention_id = storable(mention_id)
        with transaction(self._engine) as connection:
            ids = [row[0] for row in run(connection, "SELECT id FROM mentions WHERE id = ?", (mention_id,))]
            people = run(connection, "SELECT person FROM mentions WHERE id = ? AND person IS NOT NULL", (mention_id,))
            numbers = select_in(connection, "SELECT case_number FROM case_mentions WHERE mention_id IN ({marks})", ids)
            _bury(connection, [mention_id], now)
            _erase_mentions(connection, self._reader, ids)
            orphans = [row[0] for row in numbers if not _still_rests(connection, row[0])]
            _erase_cases(connection, orphans)
            insert_new(connection, tables.pending_people, [tuple(row) for row in people])
        self._forget_remains()
        return Erased(mentions=len(ids), cases=len(orphans))

    def count_since(self, since: datetime, until: datetime) -> int:
        """Count the mentions and people erased after `since`."""
        sql = "SELECT COUNT(*) FROM tombstones WHERE at > ? AND at <= ?"
        with reading(self._engine) as connection:
            return int(run(connection, sql, (to_micros(since), to_micros(until)))[0][0])

    def _forget_remains(self) -> None:
        """Overwrite what deleted rows leave behind in the file and its log, and in memory."""
        self._reader.forget()
        if self._engine.dialect.name != "sqlite":
            return
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT", begin_with="") as connection:
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _bury(connection: Connection, names: list[str], now: datetime) -> None:
    insert_new(connection, tables.tombstones, [(digest_of(name), to_micros(now)) for name in names])


def _erase_mentions(connection: Connection, reader: AssessedReader, ids: list[str]) -> None:
    rows = [(mention_id,) for mention_id in ids]
    stories = select_in(connection, "SELECT DISTINCT story_id FROM story_mentions WHERE mention_id IN ({marks})", ids)
    _erase_keys(connection, list(reader.read(connection, ids).values()), [row[0] for row in stories])
    for table in ("engagement", "assessments", "story_mentions", "case_mentions"):
        run_many(connection, f"DELETE FROM {table} WHERE mention_id = ?", rows)
    # Whatever words a case or an event kept of the mention go too; the next run decides about the case anew.
    run_many(connection, "DELETE FROM case_events WHERE mention_id = ?", rows)
    _erase_rejects(connection, [mention_id.partition(":")[2] for mention_id in ids])
    run_many(connection, "DELETE FROM mentions WHERE id = ?", rows)
    # A report's summary holds names of stories; the page itself is written anew by the next run.
    run(connection, "DELETE FROM reports")
    for (story_id,) in stories:
        _erase_or_remeasure_story(connection, reader, story_id)


def _erase_rejects(connection: Connection, names: list[str]) -> None:
    """Forget unreadable records that hold one of these names as a whole word, in any case: nobody knows whose they are."""
    kept = run(connection, "SELECT source, place, reason, raw FROM rejects")
    whole = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for name in names if name]
    gone = [row[:3] for row in kept if any(name.search(row[3]) for name in whole)]
    run_many(connection, "DELETE FROM rejects WHERE source = ? AND place = ? AND reason = ?", gone)


def _erase_keys(connection: Connection, erased: list[Assessed], stories: list[str]) -> None:
    """Forget the words by which stories could be found again, where they came from the erased mentions."""
    gone = [key for assessed in erased if may_be_story(assessed) for key in keys(assessed)]
    run_many(connection, "UPDATE key_counts SET mentions = mentions - 1 WHERE key = ?", [(key,) for key in gone])
    run(connection, "DELETE FROM key_counts WHERE mentions <= 0")
    postings = [(key, story_id) for key in dict.fromkeys(gone) for story_id in stories]
    run_many(connection, "DELETE FROM story_keys WHERE key = ? AND story_id = ?", postings)


def _erase_or_remeasure_story(connection: Connection, reader: AssessedReader, story_id: str) -> None:
    """Drop a story that lost all its mentions; name one that lost some after the first that is left."""
    joined = run(connection, "SELECT mention_id FROM story_mentions WHERE story_id = ?", (story_id,))
    left = reader.read(connection, [row[0] for row in joined]).values()
    if left:
        first = min(left, key=lambda each: (each.mention.posted_at, each.mention.id))
        name = (len(left), first.assessment.gist, story_id)
        run(connection, "UPDATE stories SET mentions = ?, name = ? WHERE id = ?", name)
        insert_new(connection, tables.pending_stories, [(story_id,)])
        return
    run(connection, "DELETE FROM stories WHERE id = ? OR alias_of = ?", (story_id, story_id))
    run(connection, "DELETE FROM story_keys WHERE story_id = ?", (story_id,))
    run(connection, "DELETE FROM pending_stories WHERE story_id = ?", (story_id,))


def _still_rests(connection: Connection, number: int) -> bool:
    return bool(run(connection, "SELECT 1 FROM case_mentions WHERE case_number = ? LIMIT 1", (number,)))


def _erase_cases(connection: Connection, numbers: list[int]) -> None:
    rows = [(number,) for number in numbers]
    if numbers:
        mark_done(connection, ERASED_UP_TO, highest_number(connection))
    for table, column in (("case_mentions", "case_number"), ("case_events", "case_number"), ("cases", "number")):
        run_many(connection, f"DELETE FROM {table} WHERE {column} = ?", rows)
