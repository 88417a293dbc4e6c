"""News for people: what is to be told, and what became of each telling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_ATTEMPTS = 5
"""How often a telling that failed is tried, once a run, before it is given up."""


class What(StrEnum):
    """What kind of news a channel wants."""

    REPORT = "report"
    ALERTS = "alerts"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One piece of news. `key` names it for ever: what was delivered under a key is never delivered again.

    `title` and `body` may hold words from outside; `link` is ours. `at` is when it became news.
    """

    key: str
    title: str
    body: str
    at: datetime
    link: str = ""


class Delivered(StrEnum):
    """How the delivery of a notice stands."""

    TRYING = "trying"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one notice on one channel. A `TRYING` that no run works on was cut off: nobody knows whether it arrived."""

    channel: str
    what: What
    at: datetime
    state: Delivered
    attempts: int
    tried_at: datetime
    problem: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is tried (docs/decisions/delivery-at-most-once.md)."""
        return self.state is not Delivered.FAILED or self.attempts >= MOST_ATTEMPTS
