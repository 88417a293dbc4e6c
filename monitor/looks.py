"""When what is known is looked at again: the rule, free of stores and sources (docs/decisions/looking-again.md)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zlib import crc32

_HOUR = timedelta(hours=1)

TOLD = (_HOUR / 4, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, 24 * _HOUR, 48 * _HOUR, 168 * _HOUR)
"""Looks after first sight at what belongs to a story or an open case: its engagement tells how the story spreads."""

REST = (24 * _HOUR, 48 * _HOUR, 168 * _HOUR)
"""Looks after first sight at everything else: only to learn whether it is still there and still says the same."""

SHOWN_AGAIN = 22 * _HOUR
"""What the page may still show is asked about at least once in 24 hours, also when a run of cron comes late."""

SHOWN_FOR = timedelta(days=30)
"""A story is one the page may still show until it was not told for this long."""

REST_AGAIN = timedelta(days=30)

IN_TIME = timedelta(days=7)
"""What was first seen longer ago than this has had its looks; when it was never looked at, it waits its turn."""

CLOCK_RUNS_AGAIN = _HOUR / 2
DAY_AFTER_AGAIN = 6 * _HOUR
LATER_AGAIN = 24 * _HOUR
READ_FOR = timedelta(days=14)
"""How long after the last that happened the conversation around a case is read."""


def next_look(first_seen_at: datetime, looked_at: datetime, *, told: bool, shown: bool) -> datetime:
    """Say when a mention is looked at next: at its next look after first sight, or when it was not for long.

    `told` says that it belongs to a story or an open case, `shown` that the page may still show it.
    """
    again = looked_at + (SHOWN_AGAIN if shown else REST_AGAIN)
    planned = (first_seen_at + after for after in (TOLD if told else REST))
    return min((at for at in planned if looked_at < at < again), default=again)


def first_look(mention_id: str, first_seen_at: datetime, now: datetime, *, told: bool, shown: bool) -> datetime:
    """Say when a mention that was never looked at is looked at first.

    An old one, of a store or a source that could not be looked at before, at once if the page may show it; else some
    time within the next 30 days, so that a large store does not want everything at one moment.
    """
    if now - first_seen_at <= IN_TIME:
        return next_look(first_seen_at, first_seen_at, told=told, shown=shown)
    if shown:
        return now
    return now + REST_AGAIN * (crc32(mention_id.encode("utf-8", "replace")) / 2**32)


def next_reading(now: datetime, since: datetime, clock_until: datetime | None) -> datetime | None:
    """Say when the conversation around a case is read next; None when nothing is expected of it any more.

    `since` is when something last happened there, `clock_until` when the promise to somebody who waits runs out.
    """
    if clock_until is not None and now < clock_until:
        return now + CLOCK_RUNS_AGAIN
    quiet_for = now - (since if clock_until is None else max(since, clock_until))
    if quiet_for >= READ_FOR:
        return None
    return now + (DAY_AFTER_AGAIN if quiet_for < LATER_AGAIN else LATER_AGAIN)
