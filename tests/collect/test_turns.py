"""A source is asked when its time has come: not too often, not while it is left alone, and never silently deaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from collect.listening import HOUR, NOW, MemoryStore, Scripted, failing, mention, run

from connectors.base import Capability, Connector, SourceSlowed
from monitor.breaker import Breaker
from monitor.clock import current_time
from monitor.config import SourceConfig
from monitor.errors import SourceChanged, SourceRefused, SourceUnreachable
from monitor.model import Batch, GapReason, SourceRun, TimeSpan
from monitor.pipeline import Ran

MINUTE = timedelta(minutes=1)


class Counting(Scripted):
    """Counts how often it is asked; `now` is what it hears up to."""

    def __init__(self, name: str, fault: BaseException | None = None) -> None:
        super().__init__(name, self._script)
        self.fault = fault
        self.pulls = 0

    def _script(self, connector: Connector) -> Iterator[Batch]:
        self.pulls += 1
        now = self.asked[2].now
        if self.fault:
            raise self.fault
        yield Batch(heard=TimeSpan(start=now - HOUR, end=now))


class Local(Counting):
    capabilities = frozenset({Capability.LOCAL})


def _settings(name: str, **values: object) -> SourceConfig:
    return SourceConfig(name=name, connector="x", options={}, **values)  # type: ignore[arg-type] - by name


def _runs(store: MemoryStore, connector: Counting, minutes: Sequence[float], **values: object) -> list[SourceRun]:
    """Run at moments given in minutes from NOW; give how each went."""
    settings = [_settings(connector.name, **values)]
    return [run(store, connector, now=NOW + at * MINUTE, settings=settings)[0] for at in minutes]


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_a_source_is_asked_no_more_often_than_it_advises(store: MemoryStore) -> None:
    connector = Counting("a")
    _runs(store, connector, [0, 5, 10, 15, 20, 30])
    assert connector.pulls == 3, "at 0, 15 and 30"


def test_a_source_is_asked_no_more_often_than_the_operator_says(store: MemoryStore) -> None:
    connector = Counting("a")
    _runs(store, connector, [0, 15, 30, 45, 60, 75], every_minutes=60)
    assert connector.pulls == 2


def test_every_minutes_0_asks_every_time(store: MemoryStore) -> None:
    connector = Counting("a")
    _runs(store, connector, [0, 0, 1], every_minutes=0)
    assert connector.pulls == 3


def test_cron_need_not_be_punctual_to_the_second(store: MemoryStore) -> None:
    connector = Counting("a")
    _runs(store, connector, [0.1, 15, 30.05, 45], every_minutes=15)
    assert connector.pulls == 4


def test_a_source_skipped_for_its_interval_leaves_no_gap_no_run_and_no_word(store: MemoryStore) -> None:
    _, skipped = _runs(store, Counting("a"), [0, 5])
    assert (skipped.error, skipped.gap, skipped.notes, skipped.unheard) == (None, None, (), ())
    assert len(store.runs) == 1, "it was not asked: nothing to remember"


def test_a_skipped_source_counts_as_heard_when_all_others_fail(store: MemoryStore) -> None:
    well, bad = Counting("well"), Counting("bad", SourceUnreachable("no answer"))
    run(store, well, bad)
    assert Ran(sources=tuple(run(store, well, bad, now=NOW + 5 * MINUTE)), page=None).exit_code == 3


def test_a_failed_run_does_not_put_the_next_one_off(store: MemoryStore) -> None:
    connector = Counting("a", SourceUnreachable("no answer"))
    _runs(store, connector, [0, 5], every_minutes=60)
    assert connector.pulls == 2


def test_a_clock_that_steps_back_puts_nothing_off(store: MemoryStore) -> None:
    connector = Counting("a")
    _runs(store, connector, [10_000, 0], every_minutes=60)
    assert connector.pulls == 2


def test_a_local_source_is_always_asked_unless_told_otherwise(store: MemoryStore) -> None:
    connector = Local("a")
    _runs(store, connector, [0, 0, 1])
    assert connector.pulls == 3
    _runs(store, connector, [1, 30], every_minutes=60)
    assert connector.pulls == 3


def test_after_three_failures_a_source_is_left_alone_and_each_skipped_run_is_a_gap_with_the_reason(
    store: MemoryStore,
) -> None:
    store.heard["a"] = NOW - HOUR
    connector = Counting("a", SourceChanged("It answers in a new shape."))
    runs = _runs(store, connector, [0, 15, 30, 40, 45, 60, 75])
    assert connector.pulls == 5, "at 0, 15, 30, then 15 minutes later, then half an hour later"
    skipped = runs[3]
    words = "It answers in a new shape. It failed 3 times in a row. It is asked again after 2026-05-04 12:45 UTC."
    assert skipped.error == words
    assert (skipped.gap.reason, skipped.gap.detail) == (GapReason.CHANGED, words)
    assert skipped.gap.span == TimeSpan(start=NOW - HOUR, end=NOW + 40 * MINUTE)
    assert len(store.runs) == 7, "what was not heard is remembered"


def test_the_first_good_run_closes_the_breaker(store: MemoryStore) -> None:
    connector = Counting("a", SourceUnreachable("no answer"))
    _runs(store, connector, [0, 15, 30])
    assert store.breakers.kept["a"].failures == 3
    connector.fault = None
    _runs(store, connector, [45])
    assert store.breakers.kept == {}
    connector.fault = SourceUnreachable("no answer")
    _runs(store, connector, [60, 75, 90])
    assert store.breakers.kept["a"].failures == 3, "counted anew"


def test_a_run_that_looks_back_neither_asks_nor_frees_a_source_that_is_left_alone_today(store: MemoryStore) -> None:
    connector, today = Counting("a"), current_time()
    store.breakers.kept["a"] = shut = Breaker(
        failures=5, retry_at=today + timedelta(hours=1), reason=GapReason.SLOWED, detail="Wait."
    )
    [told] = run(store, connector, now=today - timedelta(days=400))
    assert (connector.pulls, store.breakers.kept["a"]) == (0, shut)
    assert told.error
    store.breakers.kept["a"] = replace(shut, retry_at=today - timedelta(hours=1))
    assert run(store, connector, now=today - timedelta(days=400))[0].error is None
    assert connector.pulls == 1


def test_what_a_person_must_mend_is_tried_every_hour(store: MemoryStore) -> None:
    connector = Counting("a", SourceRefused("Renew the key."))
    _runs(store, connector, range(0, 24 * 60, 15))
    fault_times = [run.started_at for run in store.runs if "asked again" not in run.error]
    assert [(later - at) / HOUR for at, later in pairwise(fault_times)][4:] == [1.0] * 22


def test_a_source_that_keeps_failing_is_asked_four_times_a_day(store: MemoryStore) -> None:
    connector = Counting("a", SourceUnreachable("no answer"))
    _runs(store, connector, range(0, 24 * 60, 15))
    pulls = connector.pulls
    _runs(store, connector, range(24 * 60, 48 * 60, 15))
    assert connector.pulls - pulls == 4


def test_a_local_source_is_never_left_alone(store: MemoryStore) -> None:
    connector = Local("a", SourceUnreachable("no such file"))
    _runs(store, connector, range(10))
    assert connector.pulls == 10
    assert store.breakers.kept == {}


@pytest.mark.parametrize("asked", [120.0, 3600.0, 86_400.0])
def test_a_source_that_asks_us_to_wait_gets_no_request_before_that(store: MemoryStore, asked: float) -> None:
    connector = Counting("a", SourceSlowed("slows us down (429).", retry_after=asked))
    _, early = _runs(store, connector, [0, asked / 60 - 1])
    assert connector.pulls == 1
    assert early.gap.reason is GapReason.SLOWED
    assert "It is asked again after" in early.error
    connector.fault = None
    (late,) = _runs(store, connector, [asked / 60 + 1])
    assert (connector.pulls, late.error) == (2, None)
    assert store.breakers.kept == {}


def test_a_slowing_that_says_no_time_counts_as_a_failure(store: MemoryStore) -> None:
    connector = Counting("a", SourceSlowed("slows us down (429)."))
    _runs(store, connector, [0, 1, 2, 3, 4])
    assert connector.pulls == 3


def test_a_source_that_got_on_until_the_time_was_up_is_not_left_alone(store: MemoryStore) -> None:
    def script(connector: Connector) -> Iterator[Batch]:
        number = 0
        while True:
            number += 1
            yield Batch(mentions=(mention(connector.name, number),))

    for _ in range(4):
        (late,) = run(store, Scripted("long", script), seconds=0.1)
        assert "given up" in late.error
    assert store.breakers.kept == {}


def test_a_source_that_hangs_until_the_time_is_up_is_left_alone(store: MemoryStore) -> None:
    import threading

    wake = threading.Event()

    def script(_connector: Connector) -> Iterator[Batch]:
        wake.wait(30)
        yield Batch()

    for _ in range(3):
        run(store, Scripted("hangs", script), seconds=0.1)
    wake.set()
    assert store.breakers.kept["hangs"].failures == 3


def test_a_secret_in_the_words_of_a_breaker_is_hidden(store: MemoryStore) -> None:
    connector = Scripted("a", failing(SourceSlowed("key hush-hush-42 is slowed", retry_after=3600)), key="hush-hush-42")
    run(store, connector)
    assert "hush-hush-42" not in repr(store.breakers.kept)
    (skipped,) = run(store, connector, now=datetime(2026, 5, 4, 12, 30, tzinfo=NOW.tzinfo))
    assert "key ••• is slowed" in skipped.error
