"""Sums up what became of people for a lead. Pure.

Nobody is ranked: owners stand by name, products by how many people they are about, and how fast somebody answers never
stands without whether the customer was satisfied.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from monitor.model import Followed, LeadFigures, Outcome, Praised, StoryFates, Tally, ToldOn, WeekTally

WEEKS = 8
FEWEST = 3
"""People who were owed a reply, or who praised, that a product must concern to be listed: of fewer, a figure says nothing."""

MOST_PRODUCTS = 12
QUIET_AFTER = timedelta(hours=24)
"""A story nobody tells on later than this after our first reply has stopped; before, it is too early to say. Our choice."""


def mondays(now: datetime, zone: ZoneInfo) -> list[date]:
    """Give the Mondays on which the last weeks began, newest first."""
    today = now.astimezone(zone).date()
    newest = today - timedelta(days=today.weekday())
    return [newest - timedelta(weeks=back) for back in range(WEEKS)]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Give the moment a day begins in a zone."""
    return datetime.combine(day, time(), tzinfo=zone)


def summed(
    people: Sequence[Followed], told_on: Sequence[ToldOn], praised: Sequence[Praised], now: datetime, zone: ZoneInfo
) -> LeadFigures:
    """Sum up the people whose wait began in the last weeks, the stories answered and the praise heard in them."""
    days = mondays(now, zone)[::-1]
    begun = [midnight(day, zone).astimezone(UTC) for day in days]

    def week_of(at: datetime) -> date | None:
        place = bisect_right(begun, at)
        return days[place - 1] if place else None

    weeks = _tallies(people, lambda each: week_of(each.opened_at), praised, lambda each: week_of(each.written_at), now)
    owners = _tallies(people, lambda each: each.owner, praised, lambda each: each.owner, now)
    products = _tallies(people, lambda each: each.product, praised, lambda each: each.product, now)
    return LeadFigures(
        weeks=tuple(WeekTally(monday=day, tally=weeks.get(day) or tally("", (), now)) for day in reversed(days)),
        owners=tuple(owners[name] for name in sorted(owners)),
        products=tuple(_most_told_of(sums for name, sums in products.items() if name)),
        stories=fates(told_on, now),
    )


def _most_told_of(products: Iterable[Tally]) -> list[Tally]:
    """Choose the products that enough people are about, by how many were owed a reply, then by how many praised."""
    most = sorted(products, key=lambda sums: (-sums.people, -sums.praise, sums.name))
    return [sums for sums in most if max(sums.people, sums.praise) >= FEWEST][:MOST_PRODUCTS]


def tally(name: str, people: Sequence[Followed], now: datetime, praised: Sequence[Praised] = ()) -> Tally:
    """Sum up some people, and some praise."""
    answered = [each for each in people if each.first_reply_at]
    kept = [verdict for each in people if (verdict := is_kept(each, now)) is not None]
    compared = [
        (each.negative_before, each.negative_after)
        for each in answered
        if each.negative_before is not None and each.negative_after is not None
    ]
    waits = sorted((each.first_reply_at - each.opened_at).total_seconds() for each in answered if each.first_reply_at)
    return Tally(
        name=name,
        people=len(people),
        answered=len(answered),
        promised=len(kept),
        kept=sum(kept),
        satisfied=sum(each.outcome is Outcome.SATISFIED for each in answered),
        reopened=sum(each.was_reopened for each in answered),
        silent=sum(each.outcome is Outcome.SILENT for each in answered),
        typical_wait_seconds=waits[len(waits) // 2] if waits else None,
        compared=len(compared),
        negative_before=_mean([before for before, _ in compared]),
        negative_after=_mean([after for _, after in compared]),
        praise=len(praised),
        passed_on=sum(each.is_passed_on for each in praised),
    )


def is_kept(each: Followed, now: datetime) -> bool | None:
    """Tell whether a promise was kept; None while its time still runs, or when none is known."""
    if each.outcome is Outcome.UNANSWERED:
        return False
    if each.promised_at is None:
        return None
    if each.first_reply_at is not None:
        return each.first_reply_at <= each.promised_at
    return False if now > each.promised_at else None


def fates(stories: Iterable[ToldOn], now: datetime) -> StoryFates:
    """Count how stories went on after our first reply: grown when as many people again told it, stopped when nobody new did."""
    counts = {"stopped": 0, "slowed": 0, "grew": 0, "too_early": 0}
    for story in stories:
        quiet_from = story.first_reply_at + QUIET_AFTER
        if story.after >= story.before:
            counts["grew"] += 1
        elif now < quiet_from:
            counts["too_early"] += 1
        else:
            counts["stopped" if story.last_at <= quiet_from else "slowed"] += 1
    return StoryFates(**counts)


One = TypeVar("One")
Name = TypeVar("Name", bound=Hashable)


def _grouped(everything: Iterable[One], name_of: Callable[[One], Name]) -> dict[Name, list[One]]:
    groups: dict[Name, list[One]] = defaultdict(list)
    for each in everything:
        groups[name_of(each)].append(each)
    return groups


def _tallies(
    people: Sequence[Followed],
    name_of: Callable[[Followed], Name],
    praised: Sequence[Praised],
    name_of_praise: Callable[[Praised], Name],
    now: datetime,
) -> dict[Name, Tally]:
    """Sum up people and praise by one name for both."""
    groups, praise = _grouped(people, name_of), _grouped(praised, name_of_praise)
    return {name: tally(str(name), groups.get(name, ()), now, praise.get(name, ())) for name in {*groups, *praise}}


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
