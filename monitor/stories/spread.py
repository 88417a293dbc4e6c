"""Measures how far and how fast a story has gone: from its mentions, and from how each was received over time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.model import Assessed, EngagementSample, Phase, Range, Spread, Story
from monitor.stories.branching import grows_tenfold
from monitor.stories.forecast import LOOKED_BACK, SoFar, audience_factor, burst_age, expect, recent_window, surprise
from monitor.stories.tellers import tellers

HOURS_SHOWN = 12
HORIZON = timedelta(hours=9)
"""A working day ahead."""
HALF_LIFE_HOURS = 3.0
"""Pace is an average in which an hour counts half of what the hour three hours later counts."""
UNKNOWN_AUDIENCE = Range(low=25.0, likely=100.0, high=387.0)
"""Followers of an author we know nothing about: the median user has 25, the median of the most active tenth 387
(Pew Research Center 2019, "Sizing Up Twitter Users"); the likely value is the geometric mean."""
RESHARE_DECAY_HOURS = 0.25
"""Reshares counted between two looks are placed on a pace falling as one over time from a quarter of an hour on."""
RESURFACED_AFTER_HOURS = 72.0
FADING_AFTER_HOURS = 6.0
NEW_FOR_HOURS = 6.0
SLOWEST_DOUBLING_HOURS = 24.0


def measure(
    story: Story, mentions: Sequence[Assessed], samples: Mapping[str, Sequence[EngagementSample]], now: datetime
) -> Spread:
    """Measure a story at `now` from all its mentions (any order) and the samples of each mention (by mention id).

    Counts that fall between two samples are read as corrections, never as negative spread. What carries a time after
    `now` (a skewed clock) counts as told now.
    """
    if len(mentions) == 1 and not any(map(_was_noticed, samples.get(mentions[0].mention.id, ()))):
        return _measure_alone(story, mentions[0], now)
    return _measure_told(story, sorted(mentions, key=_posted), samples, now)


def _was_noticed(sample: EngagementSample) -> bool:
    """Say whether anybody reacted to a mention, as far as its platform tells."""
    return bool(sample.likes or sample.replies or sample.reposts or sample.quotes or sample.views)


def _posted(assessed: Assessed) -> tuple[datetime, str]:
    return assessed.mention.posted_at, assessed.mention.stable_key


def _measure_alone(story: Story, told: Assessed, now: datetime) -> Spread:
    """Measure a story with one mention nobody is known to have reacted to: most stories, so the short way."""
    mention = told.mention
    age = max(0.0, (now - mention.posted_at).total_seconds())
    slot = HOURS_SHOWN - 1 - int(age // 3600)
    series = _QUIET if slot < 0 else _ONE[slot]
    reach = UNKNOWN_AUDIENCE if mention.followers is None else _exactly(mention.followers)
    expected = expect(SoFar(0.0, 0.0, age), HORIZON.total_seconds())
    return Spread(
        story_id=story.id,
        at=now,
        mentions=1,
        tellers=1,
        platforms=(mention.platform,),
        pace=_ONE_PACE[slot] if slot >= 0 else 0.0,
        acceleration=0.0,
        doubling_hours=None,
        reach=reach,
        coverage=0.0 if mention.followers is None else 1.0,
        phase=Phase.NEW if age < NEW_FOR_HOURS * 3600.0 else Phase.FADING,
        arousal=told.assessment.arousal,
        expected_mentions=expected,
        expected_reach=_people(expected, reach, 1),
        horizon=now + HORIZON,
        series=series,
    )


def _measure_told(
    story: Story, mentions: Sequence[Assessed], samples: Mapping[str, Sequence[EngagementSample]], now: datetime
) -> Spread:
    tellings = [_hours_before(each.mention.posted_at, now) for each in mentions]
    first_tellings = _first_tellings(mentions, tellings)
    reshares = _reshares(mentions, samples, now)
    series = _series(tellings, reshares)
    taken_up = series if len(first_tellings) == len(tellings) else _series(first_tellings, reshares)
    reshared = sum(stretch.amount for stretch in reshares)
    retellings = len(first_tellings) - 1 + reshared
    reach, coverage = _reach(mentions, samples)
    audience = audience_factor([each.mention.followers for each in mentions[1:]])
    expected = _expected(first_tellings, reshares, audience)
    return Spread(
        story_id=story.id,
        at=now,
        mentions=len(mentions),
        tellers=len(first_tellings),
        platforms=tuple(dict.fromkeys(each.mention.platform for each in mentions)),
        pace=round(_pace(series), 3),
        acceleration=round(_acceleration(series), 3),
        doubling_hours=_doubling(1.0 + retellings, _pace(taken_up), _acceleration(taken_up)),
        reach=reach,
        coverage=coverage,
        phase=_phase(tellings, taken_up, retellings),
        arousal=sum(each.assessment.arousal for each in mentions) / len(mentions),
        expected_mentions=expected,
        expected_reach=_people(expected, reach, 1.0 + retellings),
        horizon=now + HORIZON,
        series=series,
        reshares=reshared,
        will_spread=round(grows_tenfold(_retold(mentions, reshares, now), HORIZON.total_seconds()), 4),
    )


def _retold(mentions: Sequence[Assessed], reshares: Sequence[_Stretch], now: datetime) -> Iterator[tuple[float, float]]:
    """Give when people told a story, in seconds before now, and how many: reshares in the middle of their stretch."""
    yield from ((_hours_before(each.mention.posted_at, now) * 3600.0, 1.0) for each in tellers(mentions))
    yield from (((stretch.since + stretch.until) * 1800.0, stretch.amount) for stretch in reshares)


def _expected(first_tellings: Sequence[float], reshares: Sequence[_Stretch], audience: float) -> Range:
    """Forecast the retellings until the horizon, the range as wide as the forecast was wrong a while before."""
    lately = (1.0 - LOOKED_BACK) * max(first_tellings)
    now, then = (_so_far(first_tellings, reshares, audience, ago) for ago in (0.0, lately))
    surprised = surprise(then, lately * 3600.0, now.retellings - then.retellings)
    return expect(now, HORIZON.total_seconds(), surprised)


def _so_far(first_tellings: Sequence[float], reshares: Sequence[_Stretch], audience: float, ago: float) -> SoFar:
    """Give the story's course as it was so many hours `ago`."""
    age = max(first_tellings) - ago

    def retold_within(hours: float) -> float:
        """Count the retellings, seen or only counted, of the `hours` before that."""
        told = sum(ago <= before < ago + hours for before in first_tellings[1:])
        return told + sum(stretch.amount_between(ago, ago + hours) for stretch in reshares)

    retellings, half = retold_within(math.inf), age
    while half > 0.25 and retellings and retold_within(half / 2.0) >= retellings / 2.0:
        half /= 2.0
    burst = burst_age(age * 3600.0, half * 3600.0)
    return SoFar(retellings, retold_within(recent_window(burst) / 3600.0), burst, audience)


def _first_tellings(mentions: Sequence[Assessed], tellings: Sequence[float]) -> list[float]:
    """Keep each teller's first telling: somebody who writes nineteen times is not nineteen people taking it up."""
    first: dict[str, float] = {}
    for each, hours in zip(mentions, tellings, strict=True):
        first.setdefault(each.mention.person or each.mention.id, hours)
    return list(first.values())


def _hours_before(at: datetime, now: datetime) -> float:
    return max(0.0, (now - at).total_seconds() / 3600.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Reshares that came in between two looks at a mention, in hours before now; `posted` is when it was told."""

    amount: float
    since: float
    until: float
    posted: float

    def amount_between(self, until: float, since: float) -> float:
        """Give how many fell between `since` and `until` hours before now, the pace falling as one over time."""
        if self.since == self.until:
            return self.amount if until <= self.until < since else 0.0
        since, until = min(since, self.since), max(until, self.until)
        whole = self._grown(self.until) - self._grown(self.since)
        return self.amount * (self._grown(until) - self._grown(since)) / whole if since > until else 0.0

    def _grown(self, hours_before: float) -> float:
        return math.log1p((self.posted - hours_before) / RESHARE_DECAY_HOURS)


def _reshares(
    mentions: Sequence[Assessed], samples: Mapping[str, Sequence[EngagementSample]], now: datetime
) -> list[_Stretch]:
    """Turn counts at times into reshares between times; replies and quotes that are mentions themselves count once."""
    heard: dict[str, int] = {}
    for each in mentions:
        if each.mention.in_reply_to is not None:
            parent = f"{each.mention.platform}:{each.mention.in_reply_to}"
            heard[parent] = heard.get(parent, 0) + 1
    found = []
    for each in mentions:
        looks = samples.get(each.mention.id)
        if looks:
            found.extend(_between_looks(each, looks, heard.get(each.mention.id, 0), now))
    return found


def _between_looks(told: Assessed, looks: Sequence[EngagementSample], heard: int, now: datetime) -> list[_Stretch]:
    posted = _hours_before(told.mention.posted_at, now)
    found = []
    counted, since = float(heard), posted
    for look in sorted(looks, key=lambda each: each.at):
        if look.at > now:
            break
        until = min(since, _hours_before(look.at, now))
        count = (look.reposts or 0) + (look.quotes or 0) + (look.replies or 0)
        if count > counted:
            found.append(_Stretch(amount=count - counted, since=since, until=until, posted=posted))
            counted = float(count)
        since = until
    return found


def _series(tellings: Sequence[float], reshares: Sequence[_Stretch]) -> tuple[float, ...]:
    """Count tellings and reshares in each of the last twelve hours, oldest first."""
    counts = [0.0] * HOURS_SHOWN
    for hours in tellings:
        if hours < HOURS_SHOWN:
            counts[HOURS_SHOWN - 1 - int(hours)] += 1.0
    for stretch in reshares:
        for hour in range(int(stretch.until), min(HOURS_SHOWN, int(stretch.since) + 1)):
            counts[HOURS_SHOWN - 1 - hour] += stretch.amount_between(hour, hour + 1.0)
    return tuple(round(count, 2) for count in counts)


_WEIGHTS: tuple[float, ...] = tuple(0.5 ** ((HOURS_SHOWN - 1 - slot) / HALF_LIFE_HOURS) for slot in range(HOURS_SHOWN))
_WHOLE: float = sum(_WEIGHTS)
_QUIET = (0.0,) * HOURS_SHOWN
_ONE = tuple(tuple(1.0 if at == slot else 0.0 for at in range(HOURS_SHOWN)) for slot in range(HOURS_SHOWN))
_ONE_PACE = tuple(round(weight / _WHOLE, 3) for weight in _WEIGHTS)


def _pace(series: Sequence[float]) -> float:
    """Average the hours of the series, late hours counting more."""
    return sum(weight * count for weight, count in zip(_WEIGHTS, series, strict=True)) / _WHOLE


def _acceleration(series: Sequence[float]) -> float:
    """Give by how much an hour the pace of the last three hours differs from that of the three before."""
    return (sum(series[-3:]) - sum(series[-6:-3])) / 9.0


def _doubling(size: float, pace: float, acceleration: float) -> float | None:
    """Give the hours in which the story doubles at its present pace; None when it is slowing or takes over a day."""
    if pace <= 0 or acceleration < 0 or size < 2:
        return None
    hours = size / pace
    return round(hours, 1) if hours <= SLOWEST_DOUBLING_HOURS else None


def _reach(mentions: Sequence[Assessed], samples: Mapping[str, Sequence[EngagementSample]]) -> tuple[Range, float]:
    """Add up the people who may have seen it, each teller once, and say for which share of the mentions we know.

    Known are views and followers (the larger counts); a teller or resharer we know nothing of adds `UNKNOWN_AUDIENCE`.
    """
    audiences: dict[str, float | None] = {}
    known_mentions, reshared = 0, 0
    for each in mentions:
        mention = each.mention
        looks = samples.get(mention.id, ())
        views = max((look.views for look in looks if look.views is not None), default=None)
        reshared += max((look.reposts for look in looks if look.reposts is not None), default=0)
        known = [count for count in (mention.followers, views) if count is not None]
        known_mentions += bool(known)
        teller = mention.person or mention.id
        before = audiences.get(teller)
        audience = max(0, *known) if known else None
        audiences[teller] = before if audience is None else max(audience, before or 0)
    unknown = sum(audience is None for audience in audiences.values()) + reshared
    sure = sum(audience for audience in audiences.values() if audience is not None)
    reach = Range(
        low=sure + unknown * UNKNOWN_AUDIENCE.low,
        likely=sure + unknown * UNKNOWN_AUDIENCE.likely,
        high=sure + unknown * UNKNOWN_AUDIENCE.high,
    )
    return reach, round(known_mentions / len(mentions), 3)


def _exactly(people: float) -> Range:
    return Range(low=float(people), likely=float(people), high=float(people))


def _people(expected: Range, reach: Range, tellings: float) -> Range:
    """Turn further retellings into further people: each reaches what a telling so far reached, or an unknown audience."""
    return Range(
        low=round(expected.low * min(UNKNOWN_AUDIENCE.low, reach.low / tellings)),
        likely=round(expected.likely * _typical(reach.likely / tellings)),
        high=round(expected.high * max(UNKNOWN_AUDIENCE.high, reach.high / tellings)),
    )


def _typical(per_telling: float) -> float:
    """Draw the audience of the next teller half-way (in proportion) to an unknown one: the next is somebody else."""
    return math.sqrt(max(1.0, per_telling) * UNKNOWN_AUDIENCE.likely)


def _phase(tellings: Sequence[float], taken_up: Sequence[float], retellings: float) -> Phase:
    """Place a story in its life; `tellings` are hours before now, `taken_up` the hourly counts of new tellers."""
    ages = sorted(tellings)
    if ages[0] <= 24.0 and any(older - younger >= RESURFACED_AFTER_HOURS for younger, older in pairwise(ages)):
        return Phase.RESURFACED
    if retellings < 1:
        return Phase.NEW if ages[0] < FADING_AFTER_HOURS else Phase.FADING
    last, before = sum(taken_up[-3:]), sum(taken_up[-6:-3])
    if ages[0] >= FADING_AFTER_HOURS and not last + before:
        return Phase.FADING
    if ages[-1] < NEW_FOR_HOURS and retellings < 2:
        return Phase.NEW
    if last > before and last >= 2:
        return Phase.GROWING
    return Phase.FADING if last * 2 < max(before, 1.0) else Phase.PEAKING
