"""A source asks no more than its budget of requests allows, and what it asked is counted to the last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from collect.forum import PAGES, forum, listen
from collect.listening import NOW, MemoryStore, run

from connectors.conformance.server import Reply, Server
from monitor.config import Budget, Period, SourceConfig
from monitor.errors import StoreError
from monitor.model import GapReason, Plan
from monitor.store import Store


@pytest.fixture
def server() -> Iterator[Server]:
    opened = forum()
    yield opened
    opened.close()


def _settings(**requests: int) -> list[SourceConfig]:
    budget = Budget(requests={Period(period): most for period, most in requests.items()})
    return [SourceConfig(name="a", connector="forum", options={}, budget=budget)]


@pytest.mark.parametrize(("period", "words"), [
    ("run", "The budget of 2 requests a run is used up; the next run goes on."),
    ("day", "The budget of 2 requests a day is used up; it goes on at 2026-05-05 00:00 UTC."),
    ("month", "The budget of 2 requests a month is used up; it goes on at 2026-06-01 00:00 UTC."),
])  # fmt: skip
def test_a_budget_stops_the_source_before_the_request_too_many(server: Server, period: str, words: str) -> None:
    store = MemoryStore()
    (stopped,) = run(store, listen("a", server.url), settings=_settings(**{period: 2}))
    assert len(server.asked) == 2
    assert words in stopped.error
    assert f"Raise `budget.requests_per_{period}`" in stopped.error
    assert stopped.gap.reason is GapReason.BUDGET
    assert store.checkpoints["a"] == {"version": 1, "page": 1}, "what was read until then is kept"
    assert store.spending.total("a", "requests") == 2
    assert store.breakers.kept == {}, "our own budget says nothing about the source"


def test_a_budget_that_is_just_enough_stops_nothing(server: Server) -> None:
    (fine,) = run(MemoryStore(), listen("a", server.url), settings=_settings(run=PAGES, day=PAGES, month=PAGES))
    assert fine.error is None


def test_runs_of_a_day_share_its_budget_and_the_next_day_has_its_own(server: Server) -> None:
    store = MemoryStore()
    asked = []
    for hours in (0, 1, 2, 12, 13):
        run(store, listen("a", server.url), now=NOW + timedelta(hours=hours), settings=_settings(day=4))
        asked.append(len(server.asked))
    assert asked == [3, 4, 4, 7, 8]
    assert {day: of["requests"] for day, of in store.spending.days["a"].items()} == {"2026-05-04": 4, "2026-05-05": 4}


def test_the_month_of_the_calendar_counts(server: Server) -> None:
    store = MemoryStore()
    asked = []
    for day in (datetime(2026, 5, 30, tzinfo=UTC), datetime(2026, 5, 31, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)):
        run(store, listen("a", server.url), now=day, settings=_settings(month=4))
        asked.append(len(server.asked))
    assert asked == [3, 4, 7]


def test_a_run_beyond_midnight_goes_on_with_the_new_days_budget(server: Server) -> None:
    store = MemoryStore()
    server.fault = lambda number, _asked: Reply(wait=0.6, status=200, body=[]) if number == 2 else None
    late = datetime(2026, 5, 4, 23, 59, 59, 500_000, tzinfo=UTC)
    (fine,) = run(store, listen("a", server.url), now=late, settings=_settings(day=2))
    assert fine.error is None
    assert {day: of["requests"] for day, of in store.spending.days["a"].items()} == {"2026-05-04": 2, "2026-05-05": 1}


def test_second_tries_count_as_the_server_sees_them(server: Server) -> None:
    store = MemoryStore()
    server.fault = lambda number, _asked: Reply(status=503) if number in (1, 2, 4) else None
    run(store, listen("a", server.url))
    assert store.spending.total("a", "requests") == len(server.asked) == PAGES + 3


def test_looking_again_is_paid_from_the_same_budget_and_never_loses_the_pull(server: Server) -> None:
    store = MemoryStore()
    run(store, listen("a", server.url))
    server.asked.clear()
    store.plans["a"] = Plan(refresh=tuple(store.mentions.values()))
    (partly,) = run(store, listen("a", server.url), now=NOW + timedelta(days=1), settings=_settings(run=PAGES))
    assert partly.error is None
    assert len(server.asked) == PAGES
    assert "could be looked at again: The budget of 3 requests a run is used up" in partly.unheard[0]
    assert partly.notes == partly.unheard


def test_what_was_asked_is_in_the_store_when_the_store_fails_later(server: Server) -> None:
    store = MemoryStore()
    save, saved = store.save_batch, []

    def failing(*arguments: object) -> int:
        if len(saved) == 1:
            raise StoreError("the disk is full")
        saved.append(1)
        return save(*arguments)  # type: ignore[arg-type] - passed on

    store.save_batch = failing  # type: ignore[method-assign] - that is the fault
    with pytest.raises(StoreError):
        run(store, listen("a", server.url))
    assert store.spending.total("a", "requests") >= 2


@pytest.mark.parametrize("refresh", [False, True])
def test_counts_of_several_runs_add_up_in_a_real_store(server: Server, store: Store, refresh: bool) -> None:
    settings = [SourceConfig(name="a", connector="forum", options={}, refresh=refresh)]
    for hours in (0, 1, 24):
        run(store, listen("a", server.url), now=NOW + timedelta(hours=hours), settings=settings)  # type: ignore[arg-type] - the real one
    spent = store.spending.since("a", "2026-05-01")
    assert sum(each.requests for each in spent.values()) == len(server.asked)
    looks = sum(asked.path == "/again" for asked in server.asked)
    assert bool(looks) is refresh
    assert {day: (each.requests, each.micros) for day, each in spent.items()} == {
        "2026-05-04": (6, 0),
        "2026-05-05": (3 + looks, 0),
    }
    assert store.spending.since("a", "2026-05-05").keys() == {"2026-05-05"}
    assert store.spending.since("b", "2026-05-01") == {}
