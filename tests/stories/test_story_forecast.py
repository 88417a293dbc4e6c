from __future__ import annotations

import random
from pathlib import Path

from conftest import require
from hypothesis import given
from hypothesis import strategies as st

from monitor.evaluation.forecast import measure as measure_forecast
from monitor.stories.branching import AUDIENCE, grows_tenfold
from monitor.stories.forecast import SoFar, audience_factor, expect, forecast, surprise


def test_a_lone_telling_is_expected_to_stay_alone_but_silence_is_not_promised() -> None:
    found = forecast([0.0], now=3600, horizon=36_000)
    assert found.size == 1
    assert found.to_come.likely < 0.5
    assert found.to_come.high == 1
    assert found.will_spread < 0.02


def test_a_story_that_surprised_before_gets_a_wider_range_around_the_same_number() -> None:
    story = SoFar(200, 80, 7_200)
    usual, more, less = (expect(story, 32_400, surprised) for surprised in (0.0, 1.5, -1.5))
    assert more.likely == less.likely == usual.likely
    assert more.low == less.low < usual.low
    assert less.high == usual.high < more.high == expect(story, 32_400, surprised=9.0).high


def test_a_burst_that_broke_off_surprises_and_a_pace_falling_as_one_over_time_does_not() -> None:
    falling = [0.0, *(40.0 * 1.03**step for step in range(180))]
    flood = [0.0, *(6_000.0 + 2.0 * step for step in range(180))]
    shares = {}
    for name, times in (("falling", falling), ("flood", flood)):
        found = forecast(times, 8_400.0, 8_400.0 + 32_400).to_come
        shares[name] = found.low / found.likely
    assert shares["flood"] < 0.1 < shares["falling"]
    assert surprise(SoFar(100, 40, 3_600), 1_200.0, 0.0) < -1 < surprise(SoFar(100, 40, 3_600), 1_200.0, 15.0) < 1


def test_what_comes_after_now_is_not_looked_at() -> None:
    before = [float(at * 30) for at in range(60)]
    assert forecast(before, 2000, 40_000) == forecast([*before, *[2001.0 + at for at in range(500)]], 2000, 40_000)


def test_more_recent_retellings_promise_more() -> None:
    likely = [expect(SoFar(100, recent, 3600), 36_000).likely for recent in (0, 1, 5, 20, 100, 1000)]
    assert likely == sorted(likely)
    assert likely[0] < likely[-1]


def test_looking_further_ahead_never_promises_less() -> None:
    ahead = [expect(SoFar(50, 20, 3600), hours * 3600).high for hours in (0, 1, 3, 9, 24, 168)]
    assert ahead == sorted(ahead)
    assert ahead[0] == 0


def test_an_old_silent_story_is_expected_to_stay_silent() -> None:
    assert expect(SoFar(40, 0, 30 * 86_400), 36_000).likely < 0.5


def test_a_small_story_must_prove_itself() -> None:
    """Three retellings in the last minutes promise less each than three hundred do: most posts go nowhere."""
    assert expect(SoFar(3, 3, 900), 36_000).likely / 3 < expect(SoFar(300, 300, 900), 36_000).likely / 300


def test_retellers_with_large_audiences_promise_more_and_unknown_ones_nothing() -> None:
    assert audience_factor([50_000.0, 40_000.0]) == 2.0
    assert audience_factor([0.0, 3.0]) < 1 < audience_factor([4_000.0])
    assert audience_factor([None, None, 90_000.0]) == 1.0
    assert audience_factor([]) == 1.0


def test_a_slow_story_and_a_burst_that_broke_off_are_told_apart_by_how_long_tellings_were_remembered() -> None:
    """Six retellings each, the last as long ago: only the slow ones show that this story is remembered for hours."""
    slow = [(hours * 3_600.0, 1.0) for hours in (10, 8.5, 7, 5.5, 4, 3, 2)]
    quick = [(7_200.0 + seconds, 1.0) for seconds in (360, 300, 240, 180, 120, 60, 0)]
    assert grows_tenfold(slow, 86_400.0) > 2 * grows_tenfold(quick, 86_400.0)


def test_a_long_story_is_read_as_few_times_and_hardly_differs() -> None:
    told = [(86_400.0, 1.0), *((3_600.0 - at, 1.0) for at in range(3_600))]
    thinned = [(86_400.0, 1.0), *((3_600.0 - at, 10.0) for at in range(5, 3_600, 10))]
    assert abs(grows_tenfold(told, 86_400.0) - grows_tenfold(thinned, 86_400.0)) < 0.05


def test_the_more_have_told_a_story_the_less_room_is_left_for_ten_times_as_many() -> None:
    """The same course, told by ten times as many people at every moment: it is surer how it goes on, but not to whom."""
    few = [(7_200.0 * 0.93**step, 1.0) for step in range(24)]
    some, many = (grows_tenfold([(age, times * count) for age, count in few], 86_400.0) for times in (1, 100))
    assert many < AUDIENCE / (AUDIENCE + 10 * 2_400) < some / 3


@given(
    retellings=st.integers(0, 10**6),
    share=st.floats(0, 1),
    age=st.floats(0, 10**8),
    ahead=st.floats(-10, 10**8),
    audience=st.floats(0.5, 2),
    surprised=st.floats(-20, 20),
)
def test_every_range_is_in_order_and_every_probability_is_one(
    *, retellings: int, share: float, age: float, ahead: float, audience: float, surprised: float
) -> None:
    recent = retellings * share
    found = expect(SoFar(retellings, recent, age, audience), ahead, surprised)
    assert 0 <= found.low <= found.likely <= found.high
    assert 0 <= grows_tenfold([(age, 1.0), (age / 2, retellings), (0.0, recent)], ahead) <= 1


def test_the_80_percent_range_of_small_quiet_stories_holds_at_least_three_times_in_four() -> None:
    """Invented quiet streams with a fixed seed: each retelling brings 0.4 others, hours later."""
    rng = random.Random(7)  # noqa: S311  a simulation
    held = []
    for _ in range(600):
        times, open_until = [0.0], [0.0]
        while open_until and len(times) < 200:
            parent = open_until.pop()
            for _ in range(sum(rng.random() < 0.2 for _ in range(2))):
                child = parent + 300 * rng.random() ** -2.0
                times.append(child)
                open_until.append(child)
        times.sort()
        found = forecast(times, 3600, 36_000)
        true = sum(3600 < at <= 36_000 for at in times)
        held.append(found.to_come.low <= true <= found.to_come.high)
    assert sum(held) / len(held) > 0.75


def test_forecasts_of_real_cascades_beat_the_last_pace_and_their_ranges_hold(labelled: Path) -> None:
    require((labelled / "cascades").exists(), "cascades are absent from the folder of labelled files")
    figures = {(each.subject, each.measure): each.value for each in measure_forecast(labelled)}
    for age, floor in (("15 min", 0.35), ("1 h", 0.30), ("3 h", 0.25)):
        error = figures["ours", f"median error of the size at {age}"]
        assert error <= floor
        assert error < figures["last pace", f"median error of the size at {age}"]
        assert 0.7 <= figures["ours", f"80 % range holds at {age}"] <= 0.9
