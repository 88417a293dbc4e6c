"""When a source that failed is asked again: a pure rule, so that a broken platform is not hammered and a healed one is heard soon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import GapReason

TOLERATED = 3  # failed runs in a row before the first wait
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_FOR_A_PERSON = timedelta(hours=1)  # somebody may renew the access at any time, and wants to see it work
LONGEST_ASKED = timedelta(days=31)  # no platform counts by more than a month; what asks for longer is mistaken
DETAIL_LENGTH = 1_000
_PROMISE = re.compile(r" The next run [^.]*\.$")  # what a fault says at first, and what no longer holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """A source that failed `failures` times in a row and is not asked before `retry_at`, and why it failed."""

    failures: int
    retry_at: datetime
    reason: GapReason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """How a run of a source failed. `needs_person` says that only a person can mend it.

    `retry_after` are the seconds the platform asked us to wait from `ended_at`. With `counts` False the run was no
    failure: only the wait is remembered.
    """

    started_at: datetime
    ended_at: datetime
    reason: GapReason
    detail: str
    needs_person: bool = False
    retry_after: float | None = None
    counts: bool = True


def after_failure(before: Breaker | None, failure: Failure) -> Breaker:
    """Say when a source is asked again after one more failure."""
    failures = (before.failures if before else 0) + 1 if failure.counts else 0
    longest = LONGEST_FOR_A_PERSON if failure.needs_person else LONGEST_WAIT
    retry_at = failure.started_at + wait_after(failures, longest)
    if failure.retry_after is not None:
        asked = min(max(failure.retry_after, 0.0), LONGEST_ASKED.total_seconds())
        retry_at = max(retry_at, failure.ended_at + timedelta(seconds=asked))
    return Breaker(failures=failures, retry_at=retry_at, reason=failure.reason, detail=failure.detail[:DETAIL_LENGTH])


def wait_after(failures: int, longest: timedelta) -> timedelta:
    """Say how long to leave a source alone after so many failed runs in a row."""
    if failures < TOLERATED:
        return timedelta()
    doublings = min(failures - TOLERATED, 16)  # far beyond the longest wait already
    return min(FIRST_WAIT * (1 << doublings), longest)


def is_shut(breaker: Breaker, now: datetime, clock: datetime | None = None) -> bool:
    """Tell whether a source is left alone at a moment; a time too far away was noted by a clock that went wrong.

    `clock` is the moment it really is, when `now` may lie long ago: a platform that wants to be left alone today wants
    it of a run that looks back, too.
    """
    moments = [now] if clock is None else [now, clock]
    return any(moment < breaker.retry_at <= moment + LONGEST_ASKED for moment in moments)


def words_of(breaker: Breaker) -> str:
    """Say why a source is not asked now, and when it will be."""
    times = f" It failed {breaker.failures} times in a row." if breaker.failures > 1 else ""
    cause = _PROMISE.sub("", breaker.detail)
    return f"{cause}{times} It is asked again after {breaker.retry_at:%Y-%m-%d %H:%M} UTC."
