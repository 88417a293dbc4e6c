"""When a source that failed is asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.breaker import Breaker, Failure, after_failure, is_shut, wait_after, words_of
from monitor.model import GapReason

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FAILED = Failure(started_at=NOW, ended_at=NOW + MINUTE, reason=GapReason.FAILED, detail="No answer.")


def _waits(failure: Failure, runs: int) -> list[float]:
    """Give the minutes from each failed run until the next try."""
    breaker, waits = None, []
    for _ in range(runs):
        breaker = after_failure(breaker, failure)
        waits.append((breaker.retry_at - NOW) / MINUTE)
    return waits


def test_after_three_failures_a_source_is_left_alone_ever_longer_up_to_six_hours() -> None:
    assert _waits(FAILED, 10) == [0, 0, 15, 30, 60, 120, 240, 360, 360, 360]


def test_what_a_person_must_mend_is_tried_again_within_the_hour() -> None:
    assert _waits(replace(FAILED, reason=GapReason.REFUSED, needs_person=True), 7) == [0, 0, 15, 30, 60, 60, 60]


def test_ten_years_of_failing_do_not_overflow() -> None:
    assert wait_after(10**6, timedelta(hours=6)) == timedelta(hours=6)


@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        (None, 0),
        (0.0, 1),
        (-5.0, 1),
        (600.0, 11),
        (86_400.0, 1441),
        (1e30, 31 * 1440 + 1),
        (float("inf"), 31 * 1440 + 1),
    ],
)
def test_a_wait_asked_for_begins_when_it_was_asked_for_and_ends_within_a_month(
    asked: float | None, minutes: float
) -> None:
    assert _waits(replace(FAILED, retry_after=asked), 1) == [minutes]


def test_the_longer_of_what_was_asked_and_what_failing_costs_counts() -> None:
    assert _waits(replace(FAILED, retry_after=120.0), 4) == [3, 3, 15, 30]


def test_a_wait_asked_for_in_a_run_that_went_well_is_no_failure() -> None:
    breaker = after_failure(None, replace(FAILED, retry_after=600.0, counts=False))
    assert (breaker.failures, breaker.retry_at) == (0, NOW + 11 * MINUTE)


def test_a_source_is_asked_again_at_its_very_time_and_not_before() -> None:
    breaker = Breaker(failures=3, retry_at=NOW, reason=GapReason.FAILED, detail="")
    assert is_shut(breaker, NOW - timedelta(microseconds=1))
    assert not is_shut(breaker, NOW)


def test_a_time_noted_by_a_clock_that_was_years_ahead_shuts_nobody_out() -> None:
    breaker = Breaker(failures=9, retry_at=NOW + timedelta(days=1000), reason=GapReason.FAILED, detail="")
    assert not is_shut(breaker, NOW)


def test_the_words_say_why_how_often_and_when_it_is_asked_again() -> None:
    breaker = Breaker(failures=4, retry_at=NOW + 30 * MINUTE, reason=GapReason.FAILED, detail="No answer.")
    assert words_of(breaker) == "No answer. It failed 4 times in a row. It is asked again after 2026-05-04 12:30 UTC."
    assert words_of(replace(breaker, failures=1)) == "No answer. It is asked again after 2026-05-04 12:30 UTC."


@pytest.mark.parametrize("promise", ["asks again", "goes on from here; run less often if this repeats"])
def test_a_source_left_alone_no_longer_promises_the_next_run(promise: str) -> None:
    detail = f"The next run on 5.1 has no answer (429). The next run {promise}."
    breaker = Breaker(failures=1, retry_at=NOW, reason=GapReason.FAILED, detail=detail)
    words = "The next run on 5.1 has no answer (429). It is asked again after 2026-05-04 12:00 UTC."
    assert words_of(breaker) == words


@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.one_of(st.none(), st.floats(allow_nan=False)),
            st.floats(min_value=0, max_value=600),
            st.booleans(),
        ),
        max_size=20,
    )
)
def test_no_row_of_failures_shuts_a_source_for_more_than_a_month_or_before_what_was_asked(
    runs: list[tuple[bool, float | None, float, bool]],
) -> None:
    breaker, now = None, NOW
    for needs_person, retry_after, took, counts in runs:
        ended = now + timedelta(seconds=took)
        failure = Failure(
            started_at=now, ended_at=ended, reason=GapReason.FAILED, detail="", needs_person=needs_person,
            retry_after=retry_after, counts=counts,
        )  # fmt: skip
        breaker = after_failure(breaker, failure)
        assert now <= breaker.retry_at <= ended + timedelta(days=31)
        if retry_after is not None:
            assert breaker.retry_at >= ended + timedelta(seconds=min(max(retry_after, 0), 31 * 86_400))
        now = max(breaker.retry_at, ended)
        assert not is_shut(breaker, now)
