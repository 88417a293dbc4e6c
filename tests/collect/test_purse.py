"""Money is set aside in the store before it can be spent, is never more than the budget, and is counted as it is billed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from collect.listening import NOW, MemoryStore, Scripted, mention, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import ROOT

from connectors.base import Connector
from monitor.clock import current_time
from monitor.collect.ledger import Ledger
from monitor.config import Budget, Period, SourceConfig
from monitor.errors import SourceBudgetSpent, StoreError
from monitor.model import Batch
from monitor.purse import NO_MONEY, Account, BudgetUsedUp, Spent, charges_of, dollars
from monitor.store import Store

DAY = timedelta(days=1)


def _source(name: str = "paid", **micros: int) -> SourceConfig:
    budget = Budget(micros={Period(period): most for period, most in micros.items()})
    return SourceConfig(name=name, connector="paid", options={}, budget=budget)


def _run(store: MemoryStore, script: object, now: datetime = NOW, **micros: int) -> object:
    return run(store, Scripted("paid", script), now=now, settings=[_source(**micros)])[0]  # type: ignore[arg-type]


def test_the_real_bill_replaces_what_was_set_aside() -> None:
    store, seen = MemoryStore(), []

    def script(connector: Connector) -> Iterator[Batch]:
        connector.purse.reserve(500)
        seen.append(store.spending.total("paid", "micros"))
        connector.purse.settle({"post:1": 5, "post:2": 5, "user:9": 10})
        seen.append(store.spending.total("paid", "micros"))
        yield Batch()

    _run(store, script, day=500)
    assert seen == [500, 20]


def test_what_is_billed_once_a_day_is_counted_once_a_day() -> None:
    store = MemoryStore()

    def script(connector: Connector) -> Iterator[Batch]:
        for bill in ({"post:1": 5, "post:2": 5}, {"post:2": 5, "post:3": 5}, {}):
            connector.purse.reserve(100)
            connector.purse.settle(bill)
        yield Batch()

    _run(store, script, day=1_000)
    _run(store, script, day=1_000)
    assert store.spending.total("paid", "micros") == 15
    _run(store, script, NOW + DAY, day=1_000)
    assert {day: of["micros"] for day, of in store.spending.days["paid"].items()} == {
        "2026-05-04": 15,
        "2026-05-05": 15,
    }


@pytest.mark.parametrize("period", ["run", "day", "month"])
def test_a_question_that_may_cost_more_than_is_left_is_not_asked(period: str) -> None:
    store, asked = MemoryStore(), []

    def script(connector: Connector) -> Iterator[Batch]:
        for number in range(10):
            connector.purse.reserve(300_000)
            asked.append(number)
            connector.purse.settle({f"post:{number}": 200_000})
            yield Batch()

    stopped = _run(store, script, **{period: 1_000_000})
    assert len(asked) == 4
    assert f"The next question may cost $0.30, and of the budget of $1.00 a {period} $0.20 is left" in stopped.error  # type: ignore[attr-defined]
    assert f"`budget.dollars_per_{period}`" in stopped.error  # type: ignore[attr-defined]
    assert store.spending.total("paid", "micros") == 800_000


@pytest.mark.parametrize("period", list(Period))
def test_a_budget_can_be_spent_to_the_last_millionth_and_not_one_more(period: Period) -> None:
    account = Account(Budget(micros={period: 100}), {"2026-05-03": Spent(micros=0)})
    account.spend(60, "2026-05-04")
    account.allow(40, "2026-05-04")
    with pytest.raises(BudgetUsedUp):
        account.allow(41, "2026-05-04")


def test_a_run_beyond_the_end_of_the_month_goes_on_with_the_new_months_budget() -> None:
    budget = Budget(micros={Period.MONTH: 100}, requests={Period.MONTH: 2})
    account = Account(budget, {"2026-05-30": Spent(requests=2, micros=100)})
    with pytest.raises(BudgetUsedUp):
        account.allow(1, "2026-05-31")
    with pytest.raises(BudgetUsedUp, match="goes on at 2026-06-01"):
        account.ask("2026-05-31")
    account.allow(100, "2026-06-01")
    account.ask("2026-06-01")
    assert (account.requests(Period.MONTH, "2026-06-30"), account.requests(Period.MONTH, "2026-05-01")) == (1, 2)


def test_a_run_that_looks_back_pays_from_todays_budget_and_a_day_still_to_come_binds_nobody() -> None:
    """The platform bills the day it is asked on; what was noted by a clock years ahead is not taken for today."""
    store, today = MemoryStore(), current_time()

    def script(connector: Connector) -> Iterator[Batch]:
        connector.purse.reserve(80)
        connector.purse.settle({f"post:{len(store.spending.charged)}": 80})
        yield Batch()

    assert _run(store, script, today, month=100).error is None  # type: ignore[attr-defined]
    late = _run(store, script, today - 400 * DAY, month=100)
    assert "budget" in str(late.error)  # type: ignore[attr-defined]
    assert store.spending.total("paid", "micros") == 80
    ahead = MemoryStore()
    ahead.spending.add("paid", (today + 4000 * DAY).date().isoformat(), micros=100)
    store = ahead
    assert _run(ahead, script, today, month=100).error is None  # type: ignore[attr-defined]
    assert ahead.spending.since("paid", today.date().isoformat())[today.date().isoformat()].micros == 80


def test_what_is_asked_for_when_the_time_is_up_is_not_set_aside() -> None:
    """The writer is busy beyond the end of the run while the question for money waits in its queue."""
    store, told = MemoryStore(), []
    save = store.save_batch

    def slow(*arguments: object) -> int:
        time.sleep(0.5)
        return save(*arguments)  # type: ignore[arg-type] - passed on

    store.save_batch = slow  # type: ignore[method-assign] - that is the fault

    def script(connector: Connector) -> Iterator[Batch]:
        time.sleep(0.1)
        try:
            connector.purse.reserve(10)
        except Exception as fault:  # noqa: BLE001 - it is looked at below
            told.append(str(fault))
        yield Batch()

    busy = Scripted("busy", lambda _connector: iter([Batch()]))
    run(store, busy, Scripted("paid", script), seconds=0.3, settings=[_source(day=100)])
    for thread in threading.enumerate():
        if thread.name == "source paid":
            thread.join(5)
    assert told == ["The time of this run was up before everything was asked. The next run goes on."]
    assert store.spending.total("paid", "micros") == 0


def test_nothing_that_costs_money_is_read_before_somebody_said_how_much_it_may_cost() -> None:
    store = MemoryStore()

    def script(connector: Connector) -> Iterator[Batch]:
        connector.purse.reserve(0)
        connector.purse.reserve(1)
        yield Batch()

    assert _run(store, script).error == NO_MONEY  # type: ignore[attr-defined]
    assert store.spending.total("paid", "micros") == 0


def test_what_was_set_aside_and_never_settled_stays_spent() -> None:
    store = MemoryStore()

    def script(connector: Connector) -> Iterator[Batch]:
        connector.purse.reserve(300)
        raise ZeroDivisionError
        yield

    _run(store, script, day=500)
    assert store.spending.total("paid", "micros") == 300
    second = _run(store, script, day=500)
    assert "$0.0002 is left" in second.error  # type: ignore[attr-defined]
    assert store.spending.total("paid", "micros") == 300


@pytest.mark.parametrize("wrong", [-1, 0.5, "much", None])
def test_an_amount_that_is_none_is_a_bug_of_the_connector(wrong: object) -> None:
    def script(connector: Connector) -> Iterator[Batch]:
        connector.purse.reserve(wrong)  # type: ignore[arg-type] - that is the fault
        yield Batch()

    def billing(connector: Connector) -> Iterator[Batch]:
        connector.purse.settle({"post:1": wrong})  # type: ignore[dict-item] - that is the fault
        yield Batch()

    for each in (script, billing):
        store = MemoryStore()
        assert "no amount of money" in _run(store, each, day=10).error  # type: ignore[attr-defined]
        assert store.spending.total("paid", "micros") == 0


def test_a_purse_does_not_wait_beyond_the_end_of_the_run() -> None:
    store, wake, told = MemoryStore(), threading.Event(), []

    def script(connector: Connector) -> Iterator[Batch]:
        wake.wait(5)
        try:
            connector.purse.reserve(10)
        except Exception as fault:  # noqa: BLE001 - it is looked at below
            told.append(fault)
        yield Batch()

    run(store, Scripted("paid", script), seconds=0.1, settings=[_source(day=100)])
    wake.set()
    for thread in threading.enumerate():
        if thread.name == "source paid":
            thread.join(5)
    assert "time of this run was up" in str(told[0])
    assert store.spending.total("paid", "micros") == 0


def test_a_store_that_fails_while_money_is_set_aside_ends_the_run_and_nothing_is_asked() -> None:
    store, asked = MemoryStore(), []
    store.fail_on = "paid"

    def script(connector: Connector) -> Iterator[Batch]:
        connector.purse.reserve(10)
        asked.append(1)
        yield Batch()

    with pytest.raises(StoreError):
        _run(store, script, day=100)
    assert asked == []


def test_many_sources_pay_from_their_own_purses() -> None:
    store = MemoryStore()

    def script(connector: Connector) -> Iterator[Batch]:
        for number in range(20):
            connector.purse.reserve(10)
            connector.purse.settle({f"post:{number}": 7})
            yield Batch(mentions=(mention(connector.name, number),))

    names = [f"s{number}" for number in range(6)]
    runs = run(store, *(Scripted(name, script) for name in names), settings=[_source(name, run=200) for name in names])
    assert [each.error for each in runs] == [None] * 6
    assert {store.spending.total(name, "micros") for name in names} == {140}


@pytest.mark.parametrize(
    ("micros", "words"),
    [(0, "$0.00"), (1, "$0.000001"), (5_000, "$0.005"), (12_000_000, "$12.00"), (1_234_500_000, "$1,234.50")],
)
def test_money_is_written_with_as_many_decimals_as_it_needs(micros: int, words: str) -> None:
    assert dollars(micros) == words


def test_a_bill_that_came_after_midnight_counts_too_much_rather_than_too_little() -> None:
    days, bill = ("2026-05-04", "2026-05-05"), {"post:1": 5}
    assert [charge.day for charge in charges_of(bill, days, set())] == ["2026-05-04"]
    assert [charge.day for charge in charges_of(bill, days, {("2026-05-04", "post:1")})] == ["2026-05-05"]
    assert charges_of(bill, days, {(day, "post:1") for day in days}) == []


@dataclass
class Meter:
    """Bills every resource once a UTC day, as the platform does; it knows nothing of our store."""

    billed: set[tuple[str, str]] = field(default_factory=set)
    by_day: Counter[str] = field(default_factory=Counter)

    def bill(self, day: str, bill: Mapping[str, int]) -> int:
        new = {resource: micros for resource, micros in bill.items() if (day, resource) not in self.billed}
        self.billed |= {(day, resource) for resource in new}
        self.by_day[day] += sum(new.values())
        return sum(new.values())


@dataclass
class Clock:
    moment: datetime = datetime(2026, 5, 28, tzinfo=UTC)

    def today(self) -> str:
        return self.moment.date().isoformat()


BILLS = st.dictionaries(st.sampled_from([f"post:{number}" for number in range(8)]), st.integers(1, 9), max_size=5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), BILLS, st.sampled_from(["settled", "killed before", "killed after", "failed"])),
        st.tuples(st.just("wait"), st.integers(1, 30), st.just("")),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.integers(0, 60), st.integers(0, 120), st.integers(0, 200))
def test_no_row_of_questions_and_kills_spends_more_than_the_budget_or_counts_less_than_the_platform(
    steps: list[tuple[str, Any, str]], run_most: int, day_most: int, month_most: int
) -> None:
    """A real SQLite store against two meters; a kill loses the process and whatever it knew, never the store.

    `platform` bills all that was asked. `known` bills only what could be settled: our count must equal it plus what was
    set aside for the questions that were killed, may never be less than `platform`, and equals it where nothing was killed.
    """
    source = _source(run=run_most, day=day_most, month=month_most)
    clock = Clock()
    platform, known, killed, run_spent = Meter(), Meter(), Counter[str](), 0
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'reputation.db'}"
        store = Store(url)
        ledger = Ledger(source, store.spending, clock.today)
        for kind, what, how in steps:
            if kind == "wait":
                clock.moment += timedelta(hours=what)
                continue
            day = clock.today()
            most = 9 * max(len(what), 1)
            before = _micros(store, day)
            try:
                ledger.reserve(most)
            except BudgetUsedUp:
                fits = run_spent + most <= run_most and before.get(day, 0) + most <= day_most
                assert not (fits and sum(before.values()) + most <= month_most), "it would have fitted"
                continue
            assert _micros(store, day)[day] == before.get(day, 0) + most, "in the store before it is asked"
            run_spent += most
            if how in ("settled", "killed after"):
                platform.bill(day, what)
            if how in ("settled", "failed"):
                bill = what if how == "settled" else {}
                ledger.settle(bill)
                run_spent += known.bill(day, bill) - most
            else:
                killed[day] += most
                store.close()
                store = Store(url)
                ledger, run_spent = Ledger(source, store.spending, clock.today), 0
            ours = _micros(store, day)
            assert all(ours.get(each, 0) == known.by_day[each] + killed[each] for each in ours)
            assert all(ours[each] >= platform.by_day[each] for each in ours)
            assert killed or all(ours[each] == platform.by_day[each] for each in ours)
            assert run_spent <= run_most
            assert ours[day] <= day_most
            assert sum(ours.values()) <= month_most
        store.close()


def _micros(store: Store, day: str) -> dict[str, int]:
    """Give what the store says was spent on each day of a month."""
    month = store.spending.since("paid", f"{day[:7]}-01")
    return {each: spent.micros for each, spent in month.items() if each[:7] == day[:7]}


KILLED = """
import os, signal, sys
from collections.abc import Iterator
from datetime import UTC, datetime
sys.path.insert(0, "tests")
from collect.listening import Scripted
from monitor.collect import collect
from monitor.config import Budget, Period, SourceConfig
from monitor.model import Batch
from monitor.store import Store

def script(connector):
    for number in range(100):
        connector.purse.reserve(10)
        print(number, flush=True, file=real)
        if number == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        connector.purse.settle({f"post:{number}": 4})
        yield Batch()

real = os.fdopen(os.dup(1), "w")
store = Store(sys.argv[1])
source = SourceConfig(name="paid", connector="x", options={}, budget=Budget(micros={Period.DAY: 1000}))
collect([Scripted("paid", script)], (), store, datetime(2026, 5, 4, 12, tzinfo=UTC), settings=[source], deadline_seconds=30)
"""


@pytest.mark.parametrize("point", [0, 1, 7])
def test_a_run_killed_between_question_and_bill_has_counted_the_question(tmp_path: Path, point: int) -> None:
    url = f"sqlite:///{tmp_path / 'reputation.db'}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLED, url, str(point)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert done.stdout.split()[-1] == str(point), "so many questions went out"
    store = Store(url)
    assert store.spending.since("paid", "2026-05-04")["2026-05-04"].micros == 4 * point + 10
    store.close()


def test_settling_in_a_real_store_charges_once_a_day_and_forgets_earlier_days(store: Store) -> None:
    spending = store.spending
    spending.add("paid", "2026-05-04", micros=100)
    assert spending.settle("paid", ["2026-05-04"], {"2026-05-04": 100}, {"a": 5, "b": 7}) == {"2026-05-04": -88}
    assert spending.settle("paid", ["2026-05-04"], {}, {"b": 7, "c": 1}) == {"2026-05-04": 1}
    assert spending.settle("other", ["2026-05-04"], {}, {"b": 7}) == {"2026-05-04": 7}
    assert spending.settle("paid", ["2026-05-04", "2026-05-05"], {}, {"a": 5, "d": 2}) == {
        "2026-05-05": 5, "2026-05-04": 2
    }  # fmt: skip
    assert spending.settle("paid", ["2026-05-06"], {}, {}) == {}
    assert {day: each.micros for day, each in spending.since("paid", "2026-05-01").items()} == {
        "2026-05-04": 15, "2026-05-05": 5
    }  # fmt: skip
    assert spending.settle("paid", ["2026-05-05"], {}, {"a": 5}) == {"2026-05-05": 5}, (
        "what was charged then is forgotten"
    )
    assert spending.settle("other", ["2026-05-04"], {}, {"b": 7}) == {}, "another source's is not"


def test_a_bill_of_thousands_is_settled_in_one_go(store: Store) -> None:
    bill = {f"post:{number}": 5 for number in range(12_000)}
    assert store.spending.settle("paid", ["2026-05-04"], {}, bill) == {"2026-05-04": 60_000}
    assert store.spending.settle("paid", ["2026-05-04"], {}, bill) == {}


def test_a_refusal_of_the_purse_is_what_connectors_know_it_as() -> None:
    assert issubclass(BudgetUsedUp, SourceBudgetSpent)
