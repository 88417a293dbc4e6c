"""The figures a lead wants: what became of the people who waited, told by week, owner and product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.cases import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What the figures need of one person who was owed a reply.

    `promised_at` is when the first reply was due. `negative_before` and `negative_after` (0…1) are the mean probability of
    unkind words in what they wrote before and after it.
    """

    opened_at: datetime
    first_reply_at: datetime | None
    promised_at: datetime | None
    owner: str
    brand: str
    product: str
    outcome: Outcome | None
    was_reopened: bool
    negative_before: float | None
    negative_after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOn:
    """How a story went on after our first reply in it: people complaining until then, new ones after, and when the last first did."""

    first_reply_at: datetime
    before: int
    after: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Praised:
    """What the figures need of one praise: when it was written, whom and what it is about, and whether it was passed on."""

    written_at: datetime
    owner: str
    product: str
    is_passed_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Sums over some people whose wait began in one stretch of time, and over the praise that was written in it.

    `promised` are those of whom it is known by now whether the promise was kept; `compared` wrote both before and after our
    reply. Of the `praise`, `passed_on` was passed on by now.
    """

    name: str
    people: int
    answered: int
    promised: int
    kept: int
    satisfied: int
    reopened: int
    silent: int
    typical_wait_seconds: float | None
    compared: int
    negative_before: float | None
    negative_after: float | None
    praise: int = 0
    passed_on: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTally:
    """The sums of one week, which begins on a Monday in the reader's zone."""

    monday: date
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFates:
    """What became of stories in which we answered somebody: told no more, told on less than before, or grown since."""

    stopped: int = 0
    slowed: int = 0
    grew: int = 0
    too_early: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFigures:
    """All of it: weeks newest first, owners and products by name."""

    weeks: tuple[WeekTally, ...] = ()
    owners: tuple[Tally, ...] = ()
    products: tuple[Tally, ...] = ()
    stories: StoryFates = StoryFates()
