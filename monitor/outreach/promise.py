"""The promise clock: when a reply is due, in the team's working time.

Opening hours are wall-clock times of the policy's zone; time spent waiting is elapsed time in UTC. So a day on which
the clocks change has an hour of work more or less, as it has for the people who work it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from monitor.config import Policy, WorkingHours

_LONGEST_SEARCH = 400
"""Days after which a search for working time stops, for teams that work a minute a week: due at the last closing then."""


def due_at(start: datetime, hours: float, policy: Policy) -> datetime:
    """Find when `hours` of working time after `start` have passed.

    Never before `start`, never less than zero hours, and never more than the policy's ceiling, which is working time
    as well. Where the team never works (no days) or the calendar ends, the hours count around the clock.
    """
    wanted = timedelta(hours=max(0.0, min(hours, policy.ceiling_hours)))
    if _always_open(policy.working_hours):
        return _later(start, wanted)
    left, latest = wanted, _later(start, wanted)
    for opens, closes in _shifts(start, policy):
        if opens + left <= closes:
            return opens + left
        left, latest = left - (closes - opens), closes
    return latest


def working_time_between(start: datetime, end: datetime, policy: Policy) -> timedelta:
    """Count the team's working time from `start` to `end`; nothing when `end` is not after `start`."""
    if end <= start:
        return timedelta(0)
    if _always_open(policy.working_hours):
        return end - start
    total = timedelta(0)
    for opens, closes in _shifts(start, policy):
        if opens >= end:
            break
        total += min(end, closes) - opens
    return total


def _always_open(hours: WorkingHours) -> bool:
    return hours.start == hours.end and (len(hours.days) == 7 or not hours.days)


def _later(start: datetime, wait: timedelta) -> datetime:
    """Add a wait without falling off the end of the calendar."""
    try:
        return start + wait
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _shifts(start: datetime, policy: Policy) -> Iterator[tuple[datetime, datetime]]:
    """Yield what is left of each shift after `start`, in order, without overlap, as UTC."""
    free_from = start.astimezone(UTC)
    try:
        # The day before as well: a night shift of yesterday may still be on.
        day = start.astimezone(policy.zone).date() - timedelta(days=1)
        for _ in range(_LONGEST_SEARCH):
            if day.weekday() in policy.working_hours.days:
                opens, closes = _shift(day, policy)
                if closes > max(free_from, opens):
                    yield max(free_from, opens), closes
                    free_from = closes
            day += timedelta(days=1)
    except OverflowError:
        return


def _shift(day: date, policy: Policy) -> tuple[datetime, datetime]:
    """Give one day's opening and closing; a shift that ends at or before its start ends on the next day."""
    hours = policy.working_hours
    last_day = day if hours.end > hours.start else day + timedelta(days=1)
    return _instant(day, hours.start, policy), _instant(last_day, hours.end, policy)


def _instant(day: date, clock: time, policy: Policy) -> datetime:
    """Turn a wall-clock time into UTC: the first of two equal times, and a skipped one an hour on (PEP 495, fold 0)."""
    return datetime.combine(day, clock.replace(fold=0), tzinfo=policy.zone).astimezone(UTC)
