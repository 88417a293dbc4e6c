"""Curves and lanes: the drawing says what the numbers say, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Phase
from reports.build import build
from reports.charts import SLIM, WIDE, lanes, spark
from reports.curves import curve_of, expected_path, heading
from reports.wording import Times
from tests.reports.larkfield import NOW, material, spread, stories, tom

TIMES = Times(NOW, ZoneInfo("UTC"), "UTC")


def area(points: Sequence[tuple[float, float]]) -> float:
    return sum((right[0] - left[0]) * (left[1] + right[1]) / 2 for left, right in pairwise(points))


@given(pace=st.floats(0, 500), coming=st.floats(0, 5000), hours=st.floats(0.5, 48))
def test_the_area_under_the_expected_course_is_what_is_expected(pace: float, coming: float, hours: float) -> None:
    path = expected_path(pace, coming, hours)
    if pace or coming:
        # The first stretch drawn is a hundredth of the course: less than its triangle cannot be drawn.
        assert abs(area(path.points) - coming) <= 1e-6 * max(1.0, coming) + pace * hours * 0.0051
    assert all(value >= 0 for _, value in path.points)
    assert [hour for hour, _ in path.points] == sorted(hour for hour, _ in path.points)


@given(st.lists(st.floats(0, 300), min_size=3, max_size=3), st.floats(0, 50))
def test_the_band_holds_the_expected_course(coming: list[float], pace: float) -> None:
    low, likely, high = (expected_path(pace, total, 9.0).points[-1][1] for total in sorted(coming))
    assert low <= likely + 1e-9 <= high + 2e-9


def test_nothing_is_drawn_where_nothing_moves() -> None:
    assert curve_of(spread("a"), TIMES) is None
    assert heading(spread("a")) == "Not spreading"
    assert heading(None) == "Not spreading"


def test_every_phase_of_a_moving_story_has_its_own_words() -> None:
    moving = spread("a", series=(0.0,) * 11 + (2.0,))
    words = [heading(replace(moving, phase=phase)) for phase in Phase]
    assert len(set(words)) == len(Phase)
    assert heading(replace(moving, phase=Phase.GROWING, doubling_hours=2.0)) == "Spreading fast"


def test_all_cards_share_one_scale() -> None:
    report = build(material())
    curves = [card.curve for card in report.cards if card.curve]
    tallest = max(pace for curve in curves for pace in curve.past)
    assert report.chart_top >= tallest
    heights = [float(spark(curve, report.chart_top).now_y) for curve in curves]
    paces = [curve.past[-1] for curve in curves]
    assert [round((88 - height) / pace, 1) for height, pace in zip(heights, paces, strict=True)] == [
        round(72 / report.chart_top, 1)
    ] * len(curves)


def test_the_drawing_says_its_numbers_in_words() -> None:
    words = build(material()).cards[0].curve
    assert words is not None
    assert words.words == (
        "Tellings and reshares an hour: from 0 to 11 over 12 hours; expected 17 an hour by 18:00 GMT, between 7 and 28."
    )


def test_lanes_follow_the_platforms_in_order_of_appearance_and_name_the_turning_points() -> None:
    story = build(material()).stories[0]
    assert story.lanes == ("Reddit", "Mastodon", "X", "News")
    notes = {note: lane for dot in story.dots if (note := dot.note) for lane in [story.lanes[dot.lane]]}
    assert notes == {
        "first told": "Reddit",
        "@food_writer, 41,000 followers": "X",
        "in the press: Local paper live blog": "News",
    }


def test_dots_stay_inside_their_drawing_and_are_thinned() -> None:
    file = stories()[0]
    many = tuple(
        replace(file.mentions[0], mention=replace(file.mentions[0].mention, stable_key=f"k{number}", posted_at=at))
        for number, at in enumerate(
            file.story.started_at + (NOW - file.story.started_at) * (number / 2000) for number in range(2000)
        )
    )
    story = build(material(stories=(replace(file, mentions=many, total_mentions=2000),))).stories[0]
    for form in (WIDE, SLIM):
        drawn = lanes(story, NOW, form)
        dots = [dot for _, lane in drawn.dots for dot in lane]
        assert 0 < len(dots) <= form.most
        assert all(form.left <= float(dot.x) <= form.right for dot in (*dots, *drawn.turns))


def test_notes_of_one_lane_do_not_overlap() -> None:
    file = stories()[0]
    first = file.mentions[0]
    second = replace(first, mention=replace(first.mention, stable_key="big", followers=90_000))
    story = build(material(stories=(replace(file, mentions=(first, second)),))).stories[0]
    assert [dot.note for dot in lanes(story, NOW, WIDE).turns] == ["Ines, 90,000 followers"]


def test_a_card_draws_what_its_spread_says() -> None:
    told = tom().spread
    assert told is not None
    curve = curve_of(told, TIMES)
    assert curve is not None
    assert curve.past == told.series
    assert abs(area(curve.likely.points) - told.expected_mentions.likely) < 1e-6
