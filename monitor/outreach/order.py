"""Whose turn it is: the order of people who wait, as columns a store can sort by.

See docs/decisions/outreach-order-of-the-queue.md for why the longest overdue do not come first.
"""

from __future__ import annotations

from datetime import datetime

from monitor.config import Policy
from monitor.model import Level, Priority
from monitor.outreach.promise import due_at

STILL_SPREADING = 1_000.0
"""Further people expected to see a story: with so many a reply matters however late it is. Our choice, not measured."""

_LEVELS = {level: place for place, level in enumerate(Level)}

OrderKey = tuple[int, bool, int, float, float, int]


def hopeless_at(last_call: datetime, level: Level, expected_reach: float, policy: Policy) -> datetime | None:
    """Find when a person has waited so long, in working time, that those who can still be reached in time come first.

    That is the policy's ceiling after their last call; None for the most urgent level and while the story spreads.
    """
    if level is Level.S1 or expected_reach >= STILL_SPREADING:
        return None
    return due_at(last_call, policy.ceiling_hours, policy)


def order_key(priority: Priority, now: datetime) -> OrderKey:
    """Give the place in the queue, smaller first.

    Level, then those for whom a reply still comes in time, then the graver harm, then the least time left, then the
    most people still to be reached, then the most calls. In a store: the same columns, with `hopeless_at <= now`.
    """
    hopeless = priority.hopeless_at is not None and priority.hopeless_at <= now
    due = priority.due_at.timestamp() if priority.due_at else float("inf")
    return _LEVELS[priority.level], hopeless, -priority.gravity, due, -priority.expected_reach, -priority.contacts
