"""What looking again costs follows what is looked at, whatever is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from making import NOON
from sqlalchemy import event

from monitor.model import Absence, EngagementSample, Gone, Mention, Plan, Revisited
from monitor.store import Store
from tests.revisit.remembering import analyze, edit, hear, lose, planned, post

HOUR = timedelta(hours=1)
GROWING = (
    "mentions assessments stories story_mentions story_keys key_counts cases case_mentions case_events engagement "
    "revisits conversations tombstones reports"
)
"""The tables that only ever grow. Unreadable records of one source are read when something of it is erased."""

ALIASES = "a c cm e m r s sm v"
"""The short names that our statements give them."""

TROUBLE = "my larkfield parcel {} never arrived and nobody answers the phone, three weeks now"


def _plain(key: str) -> Mention:
    return post(key, f"Passing the Larkfield shop on my way home, number {key}.", NOON)


@contextmanager
def _plans(store: Store) -> Iterator[dict[str, list[str]]]:
    """Ask SQLite of every statement how it means to run it."""
    plans: dict[str, list[str]] = {}

    def explain(connection: object, _cursor: object, sql: str, values: object, _context: object, many: bool) -> None:
        if sql.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            driver = connection.connection.dbapi_connection  # type: ignore[attr-defined]
            found = driver.execute(f"EXPLAIN QUERY PLAN {sql}", values[0] if many else values)  # type: ignore[index]
            plans[re.sub(r"(\?,)+", "?,", sql)] = [row[3] for row in found]

    event.listen(store._engine, "before_cursor_execute", explain)
    try:
        yield plans
    finally:
        event.remove(store._engine, "before_cursor_execute", explain)


def test_no_statement_of_looking_again_erasing_or_editing_reads_a_whole_growing_table(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    told = [post(f"p{number}", TROUBLE.format(number), NOON, thread=f"t{number % 2}") for number in range(8)]
    hear(store, [*told, *(_plain(f"r{number}") for number in range(8))], NOON)
    analyze(store, NOON)
    store.reading.save_report(NOON, {"stories": {"x:p0": ["name", 1, "new", 1]}})
    later = NOON + HOUR
    with _plans(store) as plans:
        plan = planned(store, later)
        ids = tuple(each.id for each in plan.refresh)
        samples = tuple(EngagementSample(mention_id=name, at=later, likes=1) for name in ids)
        found = Revisited(samples=samples, looked_at=ids, read_threads=tuple(each.id for each in plan.threads))
        store.revisits.save("x", found, later)
        hear(store, [replace(told[1], text="other words", edited_at=later)], later)
        edit(store, replace(told[2], text="other words"), later)
        lose(store, ["x:p0", "x:r0"], later)
        lose(store, ["x:p3"], later, Absence.AUTHOR_GONE)
        store.erasure.retire("x", NOON - HOUR, 10)
        store.revisits.keep_watch(["x:r1"], later)
        analyze(store, later)
        store.erasure.wipe()
    store.close()
    assert len(plans) > 60
    whole = re.compile(rf"SCAN ({GROWING.replace(' ', '|')}|{ALIASES.replace(' ', '|')})\b")
    for sql, steps in plans.items():
        if "LIMIT 1" not in sql and "MAX(" not in sql:
            assert [step for step in steps if whole.match(step)] == [], sql
        if "posted_at < ?" not in sql:
            assert [step for step in steps if "mentions_by_source" in step] == [], f"reads a whole source: {sql}"


@contextmanager
def _statements(store: Store) -> Iterator[list[str]]:
    """Note every statement."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        said.append(sql)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


def test_a_run_with_nothing_due_asks_the_store_the_same_few_things_however_much_is_stored(store: Store) -> None:
    counted = []
    for size in (10, 1_000):
        hear(store, [_plain(f"r{size}-{number}") for number in range(size)], NOON)
        planned(store, NOON)
        with _statements(store) as said:
            assert planned(store, NOON) == Plan()
        counted.append(len(said))
    assert counted[0] == counted[1] <= 14


def test_a_hundred_deletions_are_one_transaction_of_a_bounded_number_of_statements(store: Store) -> None:
    said = [post(f"p{number}", TROUBLE.format(number), NOON) for number in range(200)]
    hear(store, said, NOON)
    analyze(store, NOON)
    counted = []
    for names in ([said[0].id], [each.id for each in said[1:101]]):
        with _statements(store) as told:
            gone = tuple(Gone(mention_id=name, why=Absence.DELETED) for name in names)
            store.revisits.save("x", Revisited(gone=gone, looked_at=tuple(names)), NOON + HOUR)
        counted.append(len(told))
    stories = 12  # statements for every story that is touched
    assert counted[1] <= counted[0] + stories * 100
    assert sum(statement.startswith("VACUUM") for statement in told) == 0
