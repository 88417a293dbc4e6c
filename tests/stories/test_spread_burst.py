"""A story that lay quiet is forecast from its present burst, not from its first telling."""

from __future__ import annotations

from monitor.stories.forecast import burst_age, forecast

HOUR = 3600.0
QUIET_DAYS = [0.0, 5 * HOUR, 20 * HOUR]
BURST = [36 * HOUR + 20.0 * number for number in range(180)]


def test_an_ordinary_cascade_is_as_old_as_its_first_telling() -> None:
    assert burst_age(10 * HOUR, 9 * HOUR) == 10 * HOUR


def test_a_story_taken_up_an_hour_ago_is_as_young_as_that() -> None:
    assert burst_age(37 * HOUR, 0.5 * HOUR) == HOUR


def test_a_burst_after_a_quiet_day_is_expected_to_go_on_like_a_young_story() -> None:
    late = forecast([*QUIET_DAYS, *BURST], now=37 * HOUR, horizon=46 * HOUR)
    young = forecast([moment - 36 * HOUR for moment in BURST], now=HOUR, horizon=10 * HOUR)
    assert abs(late.to_come.likely - young.to_come.likely) <= 0.25 * young.to_come.likely
    assert late.to_come.likely > 100, "by the age of its first telling it would be a few dozen"
