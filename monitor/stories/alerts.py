"""Decides which story is worth waking somebody for, and says why in plain words.

A story is told of once; again when it has doubled since, when something graver came to it, or, after its cool-down,
for a reason not given before. What nobody but machines or one tireless author repeats is worth nobody's sleep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from monitor.config import AlertRules
from monitor.model import Alert, AlertCause, Assessed, Gate, MentionKind, Phase, Spike, SpikeKind, Spread, Story
from monitor.stories.quiet import quiet_until
from monitor.stories.tellers import tellers
from monitor.stories.weight import FEWEST_RESHARES

LATELY = timedelta(hours=24)
"""What is older is no news, however late it was heard: a store filled with last year's mentions wakes nobody."""
FORGOTTEN = timedelta(days=7)
"""A story that nobody was woken for since so long is a new one."""
OWN_EXPERIENCE = 0.5
"""From this probability on a danger was met by whoever tells of it."""
DOUBLED = 2.0
MANY = 100.0
"""When so many tell a story and it has just doubled somebody must know, whether or not there is room for ten times as many."""
SPIKE_IS_NEWS = timedelta(hours=4)
"""From the beginning of its hour on; one that is found later, because its mentions came late, wakes nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a story stands: what is known of it at one moment, and the alerts decided about it before, oldest first."""

    story: Story
    spread: Spread
    mentions: Sequence[Assessed]
    earlier: Sequence[Alert] = ()


def decide(standing: Standing, rules: AlertRules, now: datetime) -> Alert | None:
    """Decide whether somebody must know of a story now; None when nobody need be told, or was told already."""
    if standing.spread.pace <= 0:
        return None
    standing = replace(standing, earlier=_remembered(standing.earlier, now))
    crowd = _crowd(standing, timedelta(hours=rules.doubling_hours), now)
    found = {cause: why for cause, why in _causes(standing, crowd, rules, now) if cause in rules.causes}
    again = _again(standing.earlier, set(found), crowd.size, rules, now)
    if not found or again is None:
        return None
    causes = tuple(found)
    waits = rules.wake_for.isdisjoint(causes)
    return Alert(
        brand=standing.story.brand,
        story_id=standing.story.id,
        decided_at=now,
        wake_at=quiet_until(now, rules) if waits else now,
        causes=causes,
        reasons=(*again, *found.values()),
        size=round(crowd.size, 1),
        recipient=next((rules.recipients[cause] for cause in causes if cause in rules.recipients), rules.recipient),
    )


def decide_about_spike(spike: Spike, earlier: Sequence[Alert], rules: AlertRules, now: datetime) -> Alert | None:
    """Decide whether somebody must know of a brand's spike now; `earlier` are the alerts of the days before, any order."""
    is_told = any(
        alert.brand == spike.brand and AlertCause.SPIKE in alert.causes and alert.decided_at >= spike.at
        for alert in earlier
    )
    if is_told or AlertCause.SPIKE not in rules.causes or not spike.at <= now < spike.at + SPIKE_IS_NEWS:
        return None
    waits = AlertCause.SPIKE not in rules.wake_for
    return Alert(
        brand=spike.brand,
        story_id=spike.story_id,
        decided_at=now,
        wake_at=quiet_until(now, rules) if waits else now,
        causes=(AlertCause.SPIKE,),
        reasons=(spike_words(spike),),
        size=spike.count,
        recipient=rules.recipient,
    )


def spike_words(spike: Spike) -> str:
    """Say what rose, and from what, without naming the brand or the cause."""
    if spike.kind is SpikeKind.MENTIONS:
        usual = (
            "hardly any is"
            if spike.usual < 0.5
            else f"about {number(spike.usual)} {'is' if spike.usual < 1.5 else 'are'}"
        )
        return f"{number(spike.count)} mentions within an hour, where {usual} usual"
    return f"{spike.count:.0%} of an hour's mentions complain, where {spike.usual:.0%} is usual"


def _remembered(earlier: Sequence[Alert], now: datetime) -> Sequence[Alert]:
    """Keep the alerts about the story itself; none when nobody was woken for it since long."""
    told = [alert for alert in earlier if alert.causes != (AlertCause.SPIKE,)]
    return told if told and now - told[-1].decided_at < FORGOTTEN else ()


def _again(
    earlier: Sequence[Alert], causes: set[AlertCause], size: float, rules: AlertRules, now: datetime
) -> tuple[str, ...] | None:
    """Say what to put before the reasons of one more alert; None when one more would tell nothing new."""
    if not earlier:
        return ()
    last = earlier[-1]
    if size >= max(DOUBLED * last.size, last.size + rules.tellers):
        return (
            f"It has doubled since the last alert: {number(last.size)} told or passed it on then, {number(size)} now",
        )
    news = causes - {cause for alert in earlier for cause in alert.causes}
    cooled = now - last.decided_at >= timedelta(hours=rules.cool_down_hours)
    return () if AlertCause.SAFETY in news or (news and cooled) else None


def _causes(standing: Standing, crowd: _Crowd, rules: AlertRules, now: datetime) -> list[tuple[AlertCause, str]]:
    """Find all that makes a story worth an alert, the gravest first, each in words."""
    spread, found = standing.spread, list[tuple[AlertCause, str]]()
    lately = [each for each in standing.mentions if abs(now - each.mention.posted_at) <= LATELY]
    if any(map(_tells_of_danger, lately)):
        found.append((AlertCause.SAFETY, "Somebody speaks of danger or injury of their own"))
    if crowd.people >= 1 and any(map(_is_press, lately)):
        found.append((AlertCause.PRESS, "The press has picked it up"))
    if crowd.people < rules.tellers and crowd.reshares < FEWEST_RESHARES:
        return found
    if spread.expected_reach.likely >= rules.people:
        hours = (spread.horizon - spread.at).total_seconds() / 3600
        low, high = number(spread.expected_reach.low), number(spread.expected_reach.high)
        words = f"Between {low} and {high} more people may see it in the next {hours:.0f} hours"
        found.append((AlertCause.FORECAST, words))
    elif rules.likely and spread.will_spread >= rules.likely:
        words = f"It grows tenfold within {(spread.horizon - spread.at).total_seconds() / 3600:.0f} hours with a probability of {spread.will_spread:.0%}"
        found.append((AlertCause.FORECAST, words))
    if _is_spreading(standing, crowd, rules.likely):
        found.append((AlertCause.SPREADING, _spreading(crowd, rules.doubling_hours)))
    if spread.arousal >= rules.arousal and spread.phase in {Phase.GROWING, Phase.RESURFACED}:
        found.append((AlertCause.ANGER, "It is told with unusual anger, and it is growing"))
    return found


def _is_spreading(standing: Standing, crowd: _Crowd, likely: float) -> bool:
    """Say whether a story has doubled and it matters: it may well go on, many tell it, or it woke somebody before.

    That three tell it within three hours is what most stories have that stop there.
    """
    if crowd.size < DOUBLED * max(1.0, crowd.before):
        return False
    return standing.spread.will_spread >= likely or crowd.size >= MANY or bool(standing.earlier)


def _spreading(crowd: _Crowd, hours: float) -> str:
    tells = "person tells" if crowd.people == 1 else "different people tell"
    passed = f" and {number(crowd.reshares)} passed it on" if crowd.reshares >= 1 else ""
    ago = (
        f"{hours:g} hours ago it was {number(crowd.before)}" if crowd.before >= 1 else f"{hours:g} hours ago nobody did"
    )
    return f"{crowd.people} {tells} it{passed}; {ago}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crowd:
    """Who tells a story in words of their own, who passed it on, and how many both were a while before."""

    people: int
    reshares: float
    size: float
    before: float


def _crowd(standing: Standing, ago: timedelta, now: datetime) -> _Crowd:
    """Count a story's people now and `ago`. One text under many names counts once, as does one person."""
    told = _times(
        each for each in standing.mentions if each.mention.kind is not MentionKind.REPOST and not _is_press(each)
    )
    reposted = _times(each for each in standing.mentions if each.mention.kind is MentionKind.REPOST)
    # Of a very long story only the newest mentions are read.
    unread = max(0, standing.story.mentions - len(standing.mentions))
    people, reshares = len(told), max(standing.spread.reshares, float(len(reposted)))
    new = sum(at > now - ago for at in told)
    passed = max(_reshared_within(standing, ago, now), float(sum(at > now - ago for at in reposted)))
    size = people + reshares + unread
    return _Crowd(people=people, reshares=reshares, size=size, before=max(0.0, size - new - passed))


def _times(mentions: Iterable[Assessed]) -> list[datetime]:
    return [each.mention.posted_at for each in tellers(mentions)]


def _reshared_within(standing: Standing, ago: timedelta, now: datetime) -> float:
    """Count the reshares seen only as numbers that came within `ago`: what the hourly counts hold beside mentions."""
    hours = ceil(ago / timedelta(hours=1))
    told = sum(each.mention.posted_at > now - timedelta(hours=hours) for each in standing.mentions)
    return min(standing.spread.reshares, max(0.0, sum(standing.spread.series[-hours:]) - told))


def _tells_of_danger(each: Assessed) -> bool:
    found = each.assessment
    return Gate.SAFETY in found.gates and found.firsthand >= OWN_EXPERIENCE and not _is_press(each)


def _is_press(each: Assessed) -> bool:
    return each.mention.kind is MentionKind.ARTICLE or each.mention.platform == "news"


def number(count: float) -> str:
    """Write a number as one says it: two digits that count from a hundred on."""
    if count < 100:
        return f"{count:.0f}"
    digits = len(str(int(count))) - 2
    return f"{round(count / 10**digits) * 10**digits:,}"
