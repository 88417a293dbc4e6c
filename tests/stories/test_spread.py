from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Assessed, EngagementSample, MentionKind, Phase
from monitor.stories.spread import HORIZON, UNKNOWN_AUDIENCE, measure
from tests.stories.telling import NOW, story_of, tell


def look(key: str, *, hours: float, **counts: int | None) -> EngagementSample:
    return EngagementSample(mention_id=key, at=NOW + timedelta(hours=hours), **counts)


def test_a_story_nobody_took_up_is_quiet_and_its_reach_is_a_guess_that_says_so() -> None:
    alone = tell("1", "the hob is dead", hours=-2)
    spread = measure(story_of(alone), [alone], {}, NOW)
    assert (spread.mentions, spread.tellers, spread.platforms) == (1, 1, ("x",))
    assert spread.reach == UNKNOWN_AUDIENCE
    assert spread.coverage == 0.0
    assert spread.doubling_hours is None
    assert spread.phase is Phase.NEW
    assert spread.series == (0.0,) * 9 + (1.0, 0.0, 0.0)
    assert spread.expected_mentions.high == 1
    assert spread.horizon == NOW + HORIZON


def test_a_burst_that_broke_off_gets_a_range_that_reaches_low_and_a_story_that_falls_off_as_usual_does_not() -> None:
    falling = [-4.0 + 0.3 * 1.06**step for step in range(44)]
    flood = [-4.0, *(-1.5 + step / 200 for step in range(60))]
    shares = []
    for hours in (falling, flood):
        told = [tell(str(place), "the hob is dead", hours=at) for place, at in enumerate(hours)]
        expected = measure(story_of(*told), told, {}, NOW).expected_mentions
        shares.append(expected.low / expected.likely)
    assert shares[0] > 0.25 > 2 * shares[1]


def test_the_short_way_for_one_mention_says_what_the_long_way_says() -> None:
    for hours in (-0.2, -3, -11.5, -30):
        alone = tell("1", "the hob is dead", hours=hours, followers=70)
        silent = {"x:1": [look("x:1", hours=0, likes=3)]}
        short, long = measure(story_of(alone), [alone], {}, NOW), measure(story_of(alone), [alone], silent, NOW)
        assert (short.pace, short.series, short.reach, short.coverage) == (
            long.pace,
            long.series,
            long.reach,
            long.coverage,
        )
        assert short.expected_mentions == long.expected_mentions
        assert short.expected_reach == long.expected_reach
        assert short.phase == long.phase


def test_each_teller_reaches_people_once_however_often_they_write() -> None:
    mentions = [tell(str(at), "still no hob", author_key="ann", followers=500, hours=-at) for at in range(3)]
    spread = measure(story_of(*mentions), mentions, {}, NOW)
    assert spread.tellers == 1
    assert spread.reach.likely == 500
    assert spread.coverage == 1.0


def test_unknown_followers_widen_the_range_and_are_never_nought() -> None:
    known, unknown = tell("1", "no hob", followers=500), tell("2", "no hob")
    spread = measure(story_of(known, unknown), [known, unknown], {}, NOW)
    assert (spread.reach.low, spread.reach.likely, spread.reach.high) == (525, 600, 887)
    assert spread.coverage == 0.5


def test_views_count_when_the_platform_gives_them() -> None:
    video = tell("1", "no hob", platform="youtube", hours=-5)
    spread = measure(story_of(video), [video], {"youtube:1": [look("youtube:1", hours=0, views=9000)]}, NOW)
    assert spread.reach.likely == 9000
    assert spread.coverage == 1.0


def test_platforms_come_in_the_order_the_story_reached_them() -> None:
    mentions = [
        tell("3", "no hob", platform="news", hours=-1),
        tell("1", "no hob", platform="reddit", hours=-9),
        tell("2", "no hob", platform="x", hours=-5),
        tell("4", "no hob", platform="reddit", hours=-0.5),
    ]
    assert measure(story_of(*mentions), mentions, {}, NOW).platforms == ("reddit", "x", "news")


def test_reshares_are_placed_between_the_looks_that_saw_them() -> None:
    told = tell("1", "no hob", hours=-8)
    looks = [
        look("x:1", hours=-4, reposts=0),
        look("x:1", hours=-2, reposts=10),
        look("x:1", hours=0, reposts=10),
    ]
    spread = measure(story_of(told), [told], {"x:1": looks}, NOW)
    assert sum(spread.series[8:10]) == pytest.approx(10, abs=0.05)
    assert sum(spread.series[10:]) == 0


def test_counts_that_fall_are_no_negative_spread_and_are_not_counted_again() -> None:
    told = tell("1", "no hob", hours=-8)
    looks = [look("x:1", hours=hours, reposts=count) for hours, count in ((-6, 10), (-4, 4), (-2, 10))]
    spread = measure(story_of(told), [told], {"x:1": looks}, NOW)
    assert min(spread.series) >= 0
    assert sum(spread.series) == pytest.approx(11, abs=0.1)


def test_a_reply_that_is_a_mention_itself_is_counted_once() -> None:
    told = tell("1", "no hob", hours=-3)
    reply = tell("2", "same here", hours=-1, in_reply_to="1", kind=MentionKind.REPLY)
    spread = measure(story_of(told, reply), [told, reply], {"x:1": [look("x:1", hours=0, replies=1)]}, NOW)
    assert sum(spread.series) == pytest.approx(2)


def test_a_look_after_now_is_not_seen() -> None:
    told = tell("1", "no hob", hours=-3)
    spread = measure(story_of(told), [told], {"x:1": [look("x:1", hours=1, reposts=50)]}, NOW)
    assert sum(spread.series) == 1


def test_a_mention_from_the_future_counts_as_told_now() -> None:
    early = tell("1", "no hob", hours=3)
    spread = measure(story_of(early), [early], {}, NOW)
    assert spread.series[-1] == 1
    assert spread.pace >= 0


def told_at(*hours: float) -> list[Assessed]:
    return [tell(str(at), "no hob", hours=-each) for at, each in enumerate(hours)]


@pytest.mark.parametrize(
    ("hours", "phase"),
    [
        ((1,), Phase.NEW),
        ((9, 2, 1.5, 1, 0.5), Phase.GROWING),
        ((7, 5.5, 5, 4.5, 2, 1, 0.5), Phase.PEAKING),
        ((20, 19, 18, 17), Phase.FADING),
        ((9, 5.5, 5.2, 5, 4.5, 4, 1), Phase.FADING),
        ((200, 199, 2, 1), Phase.RESURFACED),
    ],
)
def test_a_story_is_placed_in_its_life(hours: tuple[float, ...], phase: Phase) -> None:
    mentions = told_at(*hours)
    assert measure(story_of(*mentions), mentions, {}, NOW).phase is phase


def test_one_person_who_writes_many_times_is_not_a_growing_story() -> None:
    mentions = [tell(str(at), "still no hob", author_key="ann", hours=-at / 6) for at in range(19)]
    spread = measure(story_of(*mentions), mentions, {}, NOW)
    assert spread.pace > 1
    assert spread.phase is Phase.NEW
    assert spread.doubling_hours is None
    assert spread.expected_mentions.likely < 0.5


def test_only_a_growing_story_doubles() -> None:
    growing, fading = told_at(9, 2, 1.5, 1, 0.5), told_at(9, 5.5, 5.2, 5, 4.5)
    grows = measure(story_of(*growing), growing, {}, NOW)
    assert grows.acceleration > 0
    assert 1 < grows.doubling_hours < 24
    assert measure(story_of(*fading), fading, {}, NOW).doubling_hours is None


def test_a_fast_story_is_expected_to_go_on_within_an_honest_range() -> None:
    mentions = told_at(*(at / 12 for at in range(36)))
    expected = measure(story_of(*mentions), mentions, {}, NOW).expected_mentions
    assert expected.low < expected.likely < expected.high
    assert expected.likely > 5


counts = st.none() | st.integers(0, 10**9)


@settings(max_examples=150, deadline=None)
@given(
    hours=st.lists(st.floats(-2000, 30), min_size=1, max_size=8),
    followers=st.lists(counts, min_size=8, max_size=8),
    looks=st.lists(st.tuples(st.integers(0, 7), st.floats(-100, 5), counts, counts, counts), max_size=12),
)
def test_whatever_is_measured_is_sane(hours: list[float], followers: list[int | None], looks: list[Any]) -> None:
    mentions = [tell(str(at), "no hob", hours=each, followers=followers[at]) for at, each in enumerate(hours)]
    samples = {}
    for at, when, reposts, replies, views in looks:
        sample = look(f"x:{at}", hours=when, reposts=reposts, replies=replies, views=views)
        samples.setdefault(f"x:{at}", []).append(sample)
    spread = measure(story_of(*mentions), mentions, samples, NOW)
    assert all(count >= 0 for count in spread.series)
    assert len(spread.series) == 12
    assert spread.pace >= 0
    assert 0 <= spread.coverage <= 1
    for estimate in (spread.reach, spread.expected_mentions, spread.expected_reach):
        assert 0 <= estimate.low <= estimate.likely <= estimate.high < float("inf")


def test_ten_thousand_quiet_stories_take_no_time() -> None:
    alone = tell("1", "the hob is dead", hours=-2)
    story = story_of(alone)
    started = time.process_time()
    for _ in range(10_000):
        measure(story, [alone], {}, NOW)
    assert time.process_time() - started < 0.6  # 30 µs each, with room for a busy machine
