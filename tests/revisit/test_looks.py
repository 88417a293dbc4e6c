"""When what is known is looked at again."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from making import NOON

from monitor.looks import first_look, next_look, next_reading

HOUR = timedelta(hours=1)


def _looks(days: float, *, told: bool, shown: bool, every: timedelta = HOUR / 4) -> list[float]:
    """Run every quarter of an hour for some days; give the hours after first sight of every look."""
    due, looked = first_look("x:a", NOON, NOON, told=told, shown=shown), []
    now = NOON
    while now < NOON + timedelta(days=days):
        now += every
        if due <= now:
            looked.append((now - NOON) / HOUR)
            due = next_look(NOON, now, told=told, shown=shown)
    return looked


def test_what_belongs_to_a_story_is_looked_at_densely_at_first_and_daily_while_the_page_shows_it() -> None:
    assert _looks(3, told=True, shown=True) == [0.25, 1, 3, 6, 12, 24, 46, 48, 70]


def test_a_story_that_is_long_over_keeps_to_the_looks_after_first_sight() -> None:
    assert _looks(60, told=True, shown=False) == [0.25, 1, 3, 6, 12, 24, 48, 168, 168 + 720]


def test_all_else_gets_the_looks_of_compliance_only() -> None:
    assert _looks(70, told=False, shown=False) == [24, 48, 168, 168 + 720, 168 + 1440]


def test_what_the_page_shows_is_never_left_for_a_day_by_a_cron_that_runs_every_hour_and_a_half() -> None:
    looked = _looks(30, told=False, shown=True, every=1.5 * HOUR)
    assert max(later - earlier for earlier, later in zip([0.0, *looked], looked, strict=False)) <= 24


@given(
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)),
    st.booleans(),
    st.booleans(),
)
def test_the_next_look_always_lies_ahead_and_never_further_than_promised(
    after: timedelta, told: bool, shown: bool
) -> None:
    looked_at = NOON + after
    at = next_look(NOON, looked_at, told=told, shown=shown)
    assert looked_at < at <= looked_at + (timedelta(hours=22) if shown else timedelta(days=30))


def test_missed_looks_are_not_made_up_for() -> None:
    assert next_look(NOON, NOON + 20 * HOUR, told=True, shown=False) == NOON + 24 * HOUR


def test_an_old_store_is_entered_over_a_month_but_what_the_page_shows_at_once() -> None:
    now = NOON + timedelta(days=90)
    firsts = [first_look(f"x:{number}", NOON, now, told=False, shown=False) for number in range(1_000)]
    by_week = [
        sum(now + timedelta(days=7 * week) <= at < now + timedelta(days=7 * week + 7) for at in firsts)
        for week in range(4)
    ]
    assert min(by_week) > 160
    assert max(firsts) < now + timedelta(days=30)
    assert first_look("x:1", NOON, now, told=True, shown=True) == now


def _readings(until: datetime | None, days: int) -> list[float]:
    """Run every quarter of an hour; give the hours of every reading of a conversation."""
    due, now, read = NOON, NOON, []
    while due is not None and now < NOON + timedelta(days=days):
        now += HOUR / 4
        if due <= now:
            read.append((now - NOON) / HOUR)
            due = next_reading(now, NOON, until)
    return read


def test_a_conversation_is_read_every_half_hour_while_the_clock_runs_then_ever_more_rarely_for_two_weeks() -> None:
    read = _readings(NOON + 2 * HOUR, 40)
    assert read[:10] == [0.25, 0.75, 1.25, 1.75, 2.25, 8.25, 14.25, 20.25, 26.25, 50.25]
    assert read[-1] == 26.25 + 24 * 13
    assert max(later - earlier for earlier, later in itertools.pairwise(read)) == 24


def test_where_nobody_waits_it_is_read_from_when_something_last_happened() -> None:
    assert next_reading(NOON + HOUR, NOON, None) == NOON + 7 * HOUR
    assert next_reading(NOON + 30 * HOUR, NOON, None) == NOON + 54 * HOUR
    assert next_reading(NOON + timedelta(days=14), NOON, None) is None
