"""Single fields of answers, stretches of time, and waiting because a platform asks for it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connectors.answers import (
    count,
    inner,
    moment,
    moment_or_none,
    name,
    name_or_none,
    number,
    number_or_none,
    record_in,
    records,
    together,
    web_address,
    words,
    words_if_any,
)
from connectors.base import LONGEST_WAIT, SourceSlowed, validate_options
from connectors.github import GitHub
from connectors.http import HttpSession
from connectors.walk import Stretch, Wrong
from monitor.errors import SourceChanged

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("odd", [None, True, "7", 1.5, [7], {"a": 7}, 10**30, -(10**30)])
def test_what_is_no_whole_number_is_none(odd: object) -> None:
    assert (count({"n": odd}, "n"), number_or_none({"n": odd}, "n")) == (None, None)
    with pytest.raises(Wrong):
        number({"n": odd}, "n")


def test_0_is_told_as_0_and_less_than_nothing_is_no_count() -> None:
    assert (count({"n": 0}, "n"), count({"n": -1}, "n"), number({"n": -1}, "n")) == (0, None, -1)
    assert count({}, "n") is None


@pytest.mark.parametrize("odd", [None, "", "  ", "x" * 501, 7, ["x"]])
def test_what_names_nothing_is_wrong_where_it_must_be_there(odd: object) -> None:
    assert name_or_none({"k": odd}, "k") is None
    with pytest.raises(Wrong):
        name({"k": odd}, "k")
    assert name({"k": "a\x00b"}, "k") == "a\ufffdb"


@pytest.mark.parametrize("odd", [7, True, ["text"], {"a": "text"}])
def test_words_are_text_or_wrong(odd: object) -> None:
    for read in (words, words_if_any):
        with pytest.raises(Wrong):
            read({"k": odd}, "k")
    assert (words({"k": "<p>a &amp; b"}, "k"), words_if_any({"k": None}, "k"), words_if_any({}, "k")) == (
        "a & b",
        "",
        "",
    )
    with pytest.raises(Wrong):
        words({}, "k")


def test_nothing_said_is_wrong() -> None:
    assert together("", "b") == "b"
    assert together("a", "b") == "a\n\nb"
    with pytest.raises(Wrong):
        together("", "")


@pytest.mark.parametrize(
    "written",
    ["2026-03-02T12:00:00Z", "2026-03-02T05:00:00-07:00", "2026-03-02T12:00:00.000000", "2026-03-02T13:00+01:00"],
)
def test_a_time_is_utc_whatever_its_zone(written: str) -> None:
    assert moment({"at": written}, "at") == NOON
    assert moment({"at": written}, "at").utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "odd", [None, 7, "soon", "", ["2026-03-02"], "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"]
)
def test_what_is_no_time_is_wrong(odd: object) -> None:
    with pytest.raises(Wrong):
        moment({"at": odd}, "at")
    assert moment_or_none({"at": None}, "at") is None


@pytest.mark.parametrize(
    "odd", ["javascript:alert(1)", "//x", "https://", "http://[x", "https://x/\n", "https://x/" + "y" * 2_000, None, 7]
)
def test_only_what_a_browser_opens_as_a_page_is_an_address(odd: object) -> None:
    assert web_address(odd) is None
    assert web_address("https://forum.example/t/1") == "https://forum.example/t/1"


def test_an_answer_of_another_shape_is_told_with_what_is_missing() -> None:
    assert records({"items": [1]}, "items", "X") == [1]
    for odd in (None, [], "x", {"items": {}}, {"items": None}):
        with pytest.raises(SourceChanged, match="there are no `items`"):
            records(odd, "items", "X")
    for odd in (None, [], "x"):
        with pytest.raises(SourceChanged):
            record_in(odd, "X")
    assert (inner({"a": None}, "a"), inner({}, "a"), inner({"a": {"b": 1}}, "a")) == ({}, {}, {"b": 1})
    with pytest.raises(Wrong):
        inner({"a": [1]}, "a")


def test_a_stretch_goes_on_at_its_oldest_second_and_within_one_second_page_by_page() -> None:
    first = Stretch.at(None, NOON)
    upper = int(NOON.timestamp())
    assert first == Stretch(upper=upper, page=1)
    lower = NOON - timedelta(hours=1)
    below = first.below([upper - 9, upper - 5], lower)
    assert Stretch.at(below, NOON) == Stretch(upper=upper - 9, page=1)
    stuck = first.below([upper, upper], lower)
    assert Stretch.at(stuck, NOON) == Stretch(upper=upper, page=2)
    assert Stretch.at(Stretch.at(stuck, NOON).below([upper, upper - 3], lower), NOON) == Stretch(upper=upper - 3)


@pytest.mark.parametrize("times", [[], [0], [-1], [int(NOON.timestamp()) + 60]])
def test_times_outside_of_what_was_asked_for_are_told_not_followed(times: list[int]) -> None:
    with pytest.raises(SourceChanged, match="no longer keeps to the time"):
        Stretch.at(None, NOON).below(times, NOON - timedelta(hours=1))


def waiting(deadline: float | None) -> Any:
    made = GitHub("here", validate_options(GitHub, {})[0], HttpSession())
    if deadline is not None:
        made.hurry(time.monotonic() + deadline)
    return made


def test_what_a_platform_asks_is_waited() -> None:
    begun = time.monotonic()
    waiting(5).wait(0.15)
    assert 0.15 <= time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("deadline", "seconds", "said"),
    [(1.0, 30.0, "30 seconds"), (None, LONGEST_WAIT + 1, "61 seconds"), (None, 90_000.0, "25 hours")],
)
def test_what_is_longer_than_the_run_is_not_waited_but_told(deadline: float | None, seconds: float, said: str) -> None:
    begun = time.monotonic()
    with pytest.raises(SourceSlowed, match=f"asks us to wait {said}") as caught:
        waiting(deadline).wait(seconds)
    assert caught.value.retry_after == seconds
    assert time.monotonic() - begun < 1
