"""Skewed clocks, falling samples, hidden followers, tireless authors, endless threads and bots: sane answers, bounded work."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.model import Alert, Assessed, EngagementSample, Spread
from monitor.stories.alerts import Standing, decide
from monitor.stories.branching import grows_tenfold
from monitor.stories.forecast import forecast
from monitor.stories.spread import measure
from tests.stories.telling import NOW, story_of, tell
from tests.stories.test_alerts import RULES, alert


def thread(count: int, **fields: Any) -> list[Assessed]:
    """Make a thread whose comments came over six hours."""
    return [
        tell(f"{at}", f"comment {at} of many about the boiler", hours=-6 + 6 * at / count, **fields)
        for at in range(count)
    ]


def look(hours: float, reposts: int | None) -> EngagementSample:
    return EngagementSample(mention_id="x:0", at=NOW + timedelta(hours=hours), reposts=reposts)


def sane(spread: Spread) -> None:
    for estimate in (spread.reach, spread.expected_mentions, spread.expected_reach):
        assert 0 <= estimate.low <= estimate.likely <= estimate.high < math.inf
    assert 0 <= spread.will_spread <= 1
    assert spread.pace >= 0
    assert min(spread.series) >= 0


def decided(
    mentions: list[Assessed], *, earlier: tuple[Alert, ...] = (), **looks: list[EngagementSample]
) -> Alert | None:
    story = story_of(*mentions)
    spread = measure(story, mentions, {f"x:{key}": each for key, each in looks.items()}, NOW)
    sane(spread)
    return decide(Standing(story=story, spread=spread, mentions=mentions, earlier=earlier), RULES, NOW)


BAD: dict[str, Callable[[], Alert | None]] = {
    "samples that fall": lambda: decided(thread(2), **{"0": [look(-3, 900), look(-2, 4), look(-1, None), look(0, 2)]}),
    "a sample from the future": lambda: decided(thread(2), **{"0": [look(99, 10**9)]}),
    "a clock years ahead": lambda: decided([tell("0", "no hob", hours=90_000), tell("1", "no hob either")]),
    "a clock years behind": lambda: decided([tell("0", "no hob", hours=-900_000), tell("1", "no hob either")]),
    "one tireless author": lambda: decided(thread(3_000, author_key="ann")),
    "copies by bots": lambda: decided([tell(str(at), "the boiler burst again and nobody came", hours=-at / 5_000) for at in range(10_000)]),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_story_of_many_wakes_nobody_and_its_measures_stay_sane(what: str) -> None:
    assert BAD[what]() is None


def test_followers_that_no_platform_tells_change_neither_alarm_nor_order_of_the_ranges() -> None:
    assert decided(thread(160)[-30:]) is not None
    assert decided(thread(160, followers=0)[-30:]) is not None
    odd = [tell("0", "no hob here at all", hours=-1, followers=10**12), *thread(5)]
    decided(odd)


def test_a_thread_of_fifty_thousand_comments_is_judged_by_its_newest_and_counted_whole() -> None:
    newest = thread(5_000)
    story = replace(story_of(*newest), mentions=50_000)
    spread = measure(story, newest, {}, NOW)
    sane(spread)
    before = time.process_time()
    first = decide(Standing(story=story, spread=spread, mentions=newest), RULES, NOW)
    assert time.process_time() - before < 2
    assert first is not None
    assert first.size == 50_000
    again = Standing(story=story, spread=spread, mentions=newest, earlier=[alert(30_000, hours=-1)])
    assert decide(again, RULES, NOW) is None
    grown = Standing(story=story, spread=spread, mentions=newest, earlier=[alert(20_000, hours=-1)])
    assert decide(grown, RULES, NOW) is not None


def test_fifty_thousand_retellings_are_forecast_in_bounded_time() -> None:
    times = [at / 3 for at in range(50_000)]
    before = time.process_time()
    found = forecast(times, times[-1], times[-1] + 32_400, [None] * len(times))
    assert time.process_time() - before < 2
    assert found.to_come.low <= found.to_come.likely <= found.to_come.high
    assert 0 <= found.will_spread <= 1


@pytest.mark.parametrize(
    "ages",
    [[], [(-5e9, 1.0)], [(1e18, 1.0)], [(0.0, 1e12)], [(0.0, 0.0)], [(60.0, 1.0)] * 3, [(60.0, 0.0), (9.0, 2.0)]],
)
def test_the_probability_of_growing_is_one_whatever_the_clocks_say(ages: list[tuple[float, float]]) -> None:
    for ahead in (-1.0, 0.0, 1.0, 86_400.0, 1e15):
        assert 0 <= grows_tenfold(ages, ahead) <= 1


def test_more_retellings_at_once_promise_more_and_silence_less() -> None:
    burst = [grows_tenfold([(600.0, 1.0), (300.0, float(count))], 86_400.0) for count in (0, 2, 5, 10)]
    assert burst == sorted(burst)
    fading = [grows_tenfold([(hours * 3_600.0, 6.0)], 86_400.0) for hours in (0.1, 1, 6, 48)]
    assert fading == sorted(fading, reverse=True)
