from __future__ import annotations

import math
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import require

from monitor.evaluation.spikes import Alarm, Series, benchmark, judge
from monitor.evaluation.spikes import measure as measure_spikes
from monitor.stories.spikes import Reading, SpikeDetector

START = datetime(2026, 3, 2, tzinfo=UTC)


def daily(days: int, per_day: int = 24, seed: int = 1) -> list[float]:
    """Make counts that swing with the hour of the day, noise as of counting."""
    rng = random.Random(seed)  # noqa: S311  a simulation
    usual = [20 + 15 * math.sin(2 * math.pi * (at % per_day) / per_day) for at in range(days * per_day)]
    return [max(0.0, round(rng.gauss(mean, math.sqrt(mean)))) for mean in usual]


def read(counts: Sequence[float]) -> list[Reading]:
    detector = SpikeDetector()
    return [detector.read(START + timedelta(hours=at), count) for at, count in enumerate(counts)]


def test_an_ordinary_fortnight_raises_no_alarm() -> None:
    assert not any(reading.spike for reading in read(daily(14)))


def test_an_outburst_raises_one_alarm_at_its_onset() -> None:
    counts = daily(14)
    for at in range(250, 258):
        counts[at] += 400
    alarms = [at for at, reading in enumerate(read(counts)) if reading.spike]
    assert alarms == [250]


def test_a_second_outburst_days_later_is_a_second_event() -> None:
    counts = daily(21)
    counts[250] += 400
    counts[400] += 500
    assert [at for at, reading in enumerate(read(counts)) if reading.spike] == [250, 400]


def test_nothing_is_read_ahead_of_its_time() -> None:
    counts = daily(10)
    counts[200] += 300
    assert read(counts)[:201] == read(counts[:201])


def test_nothing_is_called_strange_before_a_day_was_seen() -> None:
    assert not any(reading.spike or reading.score for reading in read([0, 0, 5000, 1, 0, 9000]))


def test_the_baseline_is_what_is_usual() -> None:
    baseline = read([16.0] * 24 * 10)[-1].baseline
    assert baseline == pytest.approx(16, abs=0.5)


def test_a_source_that_was_silent_for_weeks_does_not_break_the_baseline() -> None:
    detector = SpikeDetector()
    for at in range(240):
        detector.read(START + timedelta(hours=at), 16)
    back = detector.read(START + timedelta(days=60), 16)
    assert not back.spike
    assert back.baseline == pytest.approx(16, abs=1)


@pytest.mark.parametrize("count", [-1, math.nan, math.inf])
def test_an_impossible_count_is_refused(count: float) -> None:
    with pytest.raises(ValueError, match="count must be"):
        SpikeDetector().read(START, count)


def test_counts_out_of_order_are_refused() -> None:
    detector = SpikeDetector()
    detector.read(START, 1)
    with pytest.raises(ValueError, match="order of time"):
        detector.read(START, 1)


def alarms_at(*rows: int) -> list[Alarm]:
    series = Series(times=[], counts=[0.0] * 1000, windows=[(300, 399), (700, 799)])
    return judge("s", series, [float(row in rows) for row in range(1000)])


def test_the_benchmark_gives_a_perfect_detector_a_hundred_and_a_silent_one_nothing() -> None:
    assert benchmark(alarms_at(300, 700), 2, 0.11, 1.0)[0] == pytest.approx(100)
    assert benchmark([], 2, 0.11, 1.0) == (0.0, 0)


def test_the_benchmark_gives_less_for_late_and_for_false_alarms() -> None:
    best = benchmark(alarms_at(300, 700), 2, 0.11, 1.0)[0]
    late = benchmark(alarms_at(390, 700), 2, 0.11, 1.0)[0]
    wrong, count = benchmark(alarms_at(300, 700, 500), 2, 0.11, 1.0)
    assert late < best
    assert wrong < best
    assert count == 1
    assert benchmark(alarms_at(300, 700, 500), 2, 0.22, 1.0)[0] < wrong


def test_the_benchmark_does_not_judge_the_rows_it_learns_from() -> None:
    assert alarms_at(10, 100) == []


def test_an_alarm_right_after_a_window_costs_less_than_one_far_away() -> None:
    near, far = alarms_at(402), alarms_at(690)
    assert near[0].worth > far[0].worth == pytest.approx(-1, abs=0.01)


def test_the_nab_series_are_scored_above_the_floor_and_above_a_gaussian(labelled: Path) -> None:
    require((labelled / "spikes").exists(), "spikes are absent from the folder of labelled files")
    figures = {(each.subject, each.measure): each.value for each in measure_spikes(labelled)}
    for profile, floor in (("standard", 75), ("low false positives", 70), ("low false negatives", 78)):
        ours = figures["ours", f"NAB score, {profile}"]
        assert ours >= floor
        assert ours > figures["windowed Gaussian", f"NAB score, {profile}"]
