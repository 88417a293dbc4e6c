"""Boxes of hours: silence is told from calm."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Gap, GapReason, SourceHearing, TimeSpan
from reports.document import Hour
from reports.hearing import deaf_words, hours_of, source_hours
from reports.wording import Times
from tests.reports.larkfield import NOW, ago

TIMES = Times(NOW, ZoneInfo("UTC"), "UTC")


def source(
    *heard: tuple[float, float], gaps: tuple[Gap, ...] = (), since: float | None = 9999, **more: Any
) -> SourceHearing:
    """Make a source heard in the given stretches of hours ago."""
    settings = {
        "source": "x",
        "title": "X",
        "platform": "x",
        "mentions": 10,
        "usual_mentions": None,
        "rejected": 0,
    } | more
    return SourceHearing(
        heard=tuple(TimeSpan(start=ago(start), end=ago(end)) for start, end in heard),
        gaps=gaps,
        listening_since=None if since is None else ago(since),
        **settings,
    )


def gap(start: float, end: float, reason: GapReason = GapReason.FAILED) -> Gap:
    return Gap(source="x", span=TimeSpan(start=ago(start), end=ago(end)), reason=reason, detail="It did not answer.")


def said(one: SourceHearing) -> str:
    return deaf_words(one, hours_of(one, NOW), NOW, TIMES)


def test_a_source_heard_all_day_has_24_boxes_of_heard_and_nothing_to_say() -> None:
    one = source((24, 0))
    assert hours_of(one, NOW) == (Hour.HEARD,) * 24
    assert said(one) == ""
    assert source_hours(one, NOW, TIMES).meaning == "All heard."


@pytest.mark.parametrize(("hours_ago", "is_deaf"), [(0.1, False), (3.9, False), (5.4, False), (5.6, True)])
def test_a_source_that_is_asked_every_four_hours_is_not_deaf_in_between(hours_ago: float, is_deaf: bool) -> None:
    one = source((24, hours_ago), asked_every=timedelta(hours=4))
    assert said(one).startswith("has been silent") is is_deaf
    if hours_ago <= 4:
        assert hours_of(one, NOW) == (Hour.HEARD,) * 24
        assert source_hours(one, NOW, TIMES).meaning == "All heard."


def test_a_failed_run_is_a_gap_even_when_the_source_is_rarely_asked() -> None:
    one = source((24, 4), gaps=(gap(4, 0),), asked_every=timedelta(hours=4))
    assert hours_of(one, NOW)[-4:] == (Hour.DEAF,) * 4
    assert said(one).startswith("has been silent to us since ")


def test_hours_nobody_vouches_for_are_not_heard_even_without_a_gap() -> None:
    one = source((24, 10))
    assert hours_of(one, NOW)[-10:] == (Hour.DEAF,) * 10
    assert said(one).startswith("has been silent to us since ")


def test_a_gap_up_to_now_is_silence_since_it_was_last_heard() -> None:
    one = source((24, 4.5), gaps=(gap(4.5, 0),))
    assert said(one) == "has been silent to us since today 04:30 UTC"
    assert hours_of(one, NOW)[-5:] == (Hour.DEAF,) * 5


def test_a_gap_that_was_filled_later_counts_as_heard() -> None:
    one = source((24, 0), gaps=(gap(5, 4),))
    assert hours_of(one, NOW) == (Hour.HEARD,) * 24
    assert said(one) == ""


def test_a_gap_in_the_middle_is_told_with_its_hours() -> None:
    one = source((24, 8), (5, 0), gaps=(gap(8, 5),))
    assert hours_of(one, NOW).count(Hour.DEAF) == 3
    assert said(one) == "could not be heard between today 01:00 and today 04:00 UTC"


def test_a_slowed_hour_that_caught_up_is_marked_but_nothing_is_missing() -> None:
    one = source((24, 0), gaps=(gap(13, 12, GapReason.SLOWED),))
    assert hours_of(one, NOW).count(Hour.SLOWED) == 1
    assert said(one) == ""


def test_hours_before_we_listened_are_neither_calm_nor_silence() -> None:
    one = source((6, 0), since=6)
    assert hours_of(one, NOW) == (Hour.BEFORE,) * 18 + (Hour.HEARD,) * 6
    assert said(one) == ""


def test_a_source_never_heard_says_so_with_its_last_error() -> None:
    one = source(since=None, last_error="The key was refused.")
    assert said(one) == "has not been heard yet"
    assert "The key was refused." in source_hours(one, NOW, TIMES).detail


def test_a_source_deaf_all_day_does_not_pretend_to_know_since_when() -> None:
    assert said(source(gaps=(gap(24, 0),))) == "has been silent to us for 24 hours or longer"


def test_what_was_missed_is_estimated_from_a_usual_day_only_when_there_is_one() -> None:
    assert "About 30 mentions missed" in source_hours(source((24, 12), usual_mentions=60.0), NOW, TIMES).detail
    assert "missed" not in source_hours(source((24, 12)), NOW, TIMES).detail


@pytest.mark.parametrize("reason", list(GapReason))
def test_every_reason_of_a_gap_has_words(reason: GapReason) -> None:
    wordless = Gap(source="x", span=TimeSpan(start=ago(3), end=NOW), reason=reason, detail="")
    assert len(source_hours(source((24, 3), gaps=(wordless,)), NOW, TIMES).detail) > 10


@given(st.lists(st.tuples(st.floats(0, 30), st.floats(0, 30)), max_size=5), st.floats(0, 30))
def test_there_are_always_24_boxes_and_none_is_heard_that_was_not(
    spans: list[tuple[float, float]], since: float
) -> None:
    gaps = tuple(gap(max(pair), min(pair)) for pair in spans)
    one = source(gaps=gaps, since=since)
    hours = hours_of(one, NOW)
    assert len(hours) == 24
    assert Hour.HEARD not in hours
    assert NOW - timedelta(hours=24) < NOW


@pytest.mark.parametrize("title", ["", " ", "\u200b\u200b"])
def test_a_source_whose_title_shows_nothing_is_named_after_its_platform(title: str) -> None:
    assert source_hours(source((24, 0), title=title, platform="reddit"), NOW, TIMES).title == "Reddit"
