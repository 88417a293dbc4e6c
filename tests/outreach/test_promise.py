"""The promise clock: working hours, zones, clock changes, leap days."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import Policy, WorkingHours
from monitor.outreach.promise import due_at, working_time_between

LONDON = ZoneInfo("Europe/London")
OFFICE = WorkingHours(days=frozenset(range(5)), start=time(9), end=time(17, 30))
OFFICE_POLICY = Policy(zone=LONDON, working_hours=OFFICE)
ZONES = ("Etc/GMT+12", "America/St_Johns", "America/Havana", "UTC", "Europe/London", "Asia/Kathmandu", "Pacific/Kiritimati",
         "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca")  # fmt: skip

moments = st.datetimes(datetime(2019, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))
policies = st.builds(
    Policy,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    working_hours=st.builds(WorkingHours, days=st.frozensets(st.integers(0, 6), min_size=1), start=clocks, end=clocks),
)


def test_a_late_friday_post_is_due_on_monday_morning() -> None:
    posted = datetime(2026, 3, 6, 17, 20, tzinfo=UTC)
    assert due_at(posted, 1, OFFICE_POLICY) == datetime(2026, 3, 9, 9, 50, tzinfo=UTC)


def test_a_post_at_night_counts_from_opening() -> None:
    assert due_at(datetime(2026, 3, 4, 3, 0, tzinfo=UTC), 1, OFFICE_POLICY) == datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


def test_a_promise_that_ends_at_closing_is_due_at_closing() -> None:
    assert due_at(datetime(2026, 3, 6, 16, 30, tzinfo=UTC), 1, OFFICE_POLICY) == datetime(
        2026, 3, 6, 17, 30, tzinfo=UTC
    )


def test_opening_hours_follow_the_wall_clock_when_summer_time_begins() -> None:
    posted = datetime(2026, 3, 27, 17, 0, tzinfo=UTC)  # Friday; clocks go forward on Sunday the 29th
    assert due_at(posted, 1, OFFICE_POLICY) == datetime(2026, 3, 30, 8, 30, tzinfo=UTC)  # 09:30 in London


def test_opening_hours_follow_the_wall_clock_when_summer_time_ends() -> None:
    posted = datetime(2026, 10, 23, 16, 0, tzinfo=UTC)  # Friday 17:00 in London; clocks go back on Sunday the 25th
    assert due_at(posted, 1, OFFICE_POLICY) == datetime(2026, 10, 26, 9, 30, tzinfo=UTC)


def test_a_night_shift_over_the_change_has_the_hours_it_really_has() -> None:
    nights = Policy(zone=LONDON, working_hours=WorkingHours(start=time(22), end=time(6)))
    short = working_time_between(datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 12, tzinfo=UTC), nights)
    long = working_time_between(datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 12, tzinfo=UTC), nights)
    assert (short, long) == (timedelta(hours=7), timedelta(hours=9))


def test_a_leap_day_is_a_day_like_any_other() -> None:
    posted = datetime(2028, 2, 28, 17, 0, tzinfo=UTC)  # a Monday
    assert due_at(posted, 1, OFFICE_POLICY) == datetime(2028, 2, 29, 9, 30, tzinfo=UTC)


def test_no_promise_is_longer_than_the_ceiling() -> None:
    strict = Policy(zone=LONDON, ceiling_hours=4)
    posted = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert due_at(posted, 8, strict) == posted + timedelta(hours=4)


def test_a_team_that_never_works_still_owes_a_reply() -> None:
    nobody = Policy(zone=LONDON, working_hours=WorkingHours(days=frozenset(), start=time(9), end=time(10)))
    posted = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert due_at(posted, 2, nobody) == posted + timedelta(hours=2)


@pytest.mark.parametrize("posted", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_do_not_break_the_clock(posted: datetime) -> None:
    for policy in (
        OFFICE_POLICY,
        Policy(zone=LONDON),
        Policy(zone=ZoneInfo("Pacific/Kiritimati"), working_hours=OFFICE),
    ):
        assert due_at(posted, 8, policy) >= posted


@settings(max_examples=150, deadline=None)
@given(start=moments, hours=st.floats(0, 48), policy=policies)
def test_a_reply_is_never_due_before_the_post(start: datetime, hours: float, policy: Policy) -> None:
    assert due_at(start, hours, policy) >= start


@settings(max_examples=150, deadline=None)
@given(start=moments, wait=st.timedeltas(timedelta(0), timedelta(days=5)), hours=st.floats(0, 24), policy=policies)
def test_a_later_post_is_never_due_earlier(start: datetime, wait: timedelta, hours: float, policy: Policy) -> None:
    assert due_at(start, hours, policy) <= due_at(start + wait, hours, policy)


@settings(max_examples=150, deadline=None)
@given(start=moments, fewer=st.floats(0, 24), more=st.floats(0, 24), policy=policies)
def test_a_longer_promise_is_never_due_earlier(start: datetime, fewer: float, more: float, policy: Policy) -> None:
    assert due_at(start, min(fewer, more), policy) <= due_at(start, max(fewer, more), policy)


@settings(max_examples=150, deadline=None)
@given(start=moments, minutes=st.integers(1, 24 * 60), policy=policies)
def test_the_working_time_up_to_the_due_moment_is_what_was_promised(
    start: datetime, minutes: int, policy: Policy
) -> None:
    promised = timedelta(minutes=minutes)
    due = due_at(start, minutes / 60, policy)
    served = working_time_between(start, due, policy)
    # A shift of a minute or two a week serves no day's promise within the year that is searched.
    assert abs(served - promised) < timedelta(seconds=1) or due - start > timedelta(days=300)


@settings(max_examples=150, deadline=None)
@given(start=moments, length=st.timedeltas(timedelta(days=-3), timedelta(days=9)), policy=policies)
def test_working_time_is_never_negative_nor_longer_than_the_wait(
    start: datetime, length: timedelta, policy: Policy
) -> None:
    worked = working_time_between(start, start + length, policy)
    assert timedelta(0) <= worked <= max(timedelta(0), length)
