"""Says how large a story will be by a given time, with a range that is honest about how little one can know.

Retellings follow each other with a pace that falls off about as one over time (Zhao et al. 2015, "SEISMIC"), so what is
still to come is the recent count times the logarithm of how much longer one looks ahead. Most posts go nowhere
(Goel, Watts & Goldstein 2012), so a small story must prove itself before it is treated like the large cascades the
constants were fitted on. How they were fitted, and how good they are: docs/stories.md and `evaluate`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor.model import Range
from monitor.stories.branching import grows_tenfold

SHORTEST_AGE = 900.0
"""Seconds. A younger story is treated as this old: a pace over less than a quarter of an hour is noise."""
GAIN = 1.55
AGE_EXPONENT = -0.2
"""Older stories fall off a little faster than one over time."""
LARGE_FROM = 100.0
DAMPING = 0.15
"""A burst of many retellings is partly luck: above a hundred they count a little less each."""
AUDIENCE_EXPONENT = 0.5
TYPICAL_FOLLOWERS = 500.0
"""Retellers with more followers than these bring more, in proportion to the square root."""
PRIOR_RECENT = 0.3
"""Retellings imagined for every story, so that silence does not mean "never"."""
DOUBT = 8.0
"""After this many retellings a story is half trusted to behave like a large cascade."""
BURST_SHARE = 2.0
"""A story more than half of which came in its last half is treated as if it had begun with its present burst."""
QUIET_GAIN = 0.35
"""What each recent retelling brings in an ordinary story, in all time to come (branching well below one)."""
SPREAD_NEAR, SPREAD_FAR = 0.6, 0.65
"""Standard deviation of the logarithm of what is to come: one story's age ahead, and a hundred ages ahead."""
LOOKED_BACK = 0.75
"""At this part of a story's age the same forecast is made of what has come since, to learn how it does on this very story."""
SURPRISE = 1.4
"""How much of the error of that forecast (in logarithms) is added to the deviation: what surprised once surprises again. Chosen
with SPREAD_NEAR and SPREAD_FAR on simulated worlds and the cascades together."""
FEW = 5.0
"""Below this many to come, the range is that of a small count."""
MOST_SURPRISE = 0.4
"""A range goes no further up for more than this: what once came in a flood is no reason to promise the next. On simulated worlds
1.5 holds 4 in 100 more and makes the widest tenth of ranges three times as high, up to figures nobody can use."""
LUCK = 1.8
"""How much wider the range is for a story with few recent retellings."""
EIGHTY_PERCENT = 1.2816
"""The normal quantile that leaves a tenth on either side."""


def recent_window(age: float) -> float:
    """Give the stretch, in seconds before now, whose retellings count as recent: half the story's age."""
    return max(age, SHORTEST_AGE) / 2


def burst_age(age: float, half_since: float) -> float:
    """Give the age that counts, in seconds: that of the present burst, when most of the story came in it.

    `half_since` is how long ago half of the retellings had come. In an ordinary cascade that is most of its age; a
    story that lay quiet and was then taken up by somebody large is as young as that burst.
    """
    return max(SHORTEST_AGE, min(age, BURST_SHARE * half_since))


class SoFar(NamedTuple):
    """A story's course so far, as far as a forecast asks: `age` is that of its burst, in seconds."""

    retellings: float
    """How many there were, the first telling not counted."""
    recent: float
    """How many of them within `recent_window(age)`."""
    age: float
    audience: float = 1.0
    """As `audience_factor` gives it."""


def expect(so_far: SoFar, ahead: float, surprised: float = 0.0) -> Range:
    """Say how many more retellings come in the next `ahead` seconds, with an 80 % interval.

    What `surprise` gives widens it: downwards whether more or less came than was foretold, upwards only when more did.
    """
    likely, sigma = _project(so_far, ahead)
    if likely < FEW:
        return _few(likely)
    down = math.hypot(sigma, SURPRISE * surprised)
    up = math.hypot(sigma, SURPRISE * min(max(0.0, surprised), MOST_SURPRISE))
    return Range(
        low=float(math.floor(likely * math.exp(-EIGHTY_PERCENT * down))),
        likely=round(likely, 2),
        high=float(math.ceil(likely * math.exp(EIGHTY_PERCENT * up))),
    )


def surprise(then: SoFar, ahead: float, came: float) -> float:
    """Say how wrong the forecast made `then` for `ahead` seconds was: the logarithm of what `came` to what was foretold.

    A forecast learns its width from its own past errors, as conformal inference does (Gibbs & Candès 2021), here from
    those on the story itself.
    """
    likely, _ = _project(then, ahead)
    return math.log((came + 1.0) / (likely + 1.0))


def audience_factor(followers: Sequence[float | None]) -> float:
    """Say how much more (or less) than usual the retellers' followers promise; 1 where too few are known."""
    known = [max(0.0, count) for count in followers if count is not None]
    if len(known) * 2 < len(followers) or not known:
        return 1.0
    typical = (sum(known) / len(known) + 1_000.0) / (TYPICAL_FOLLOWERS + 1_000.0)
    return min(2.0, max(0.5, math.pow(typical, AUDIENCE_EXPONENT)))


def _project(so_far: SoFar, ahead: float) -> tuple[float, float]:
    """Give the median of what is still to come and the standard deviation of its logarithm."""
    retellings, recent, age, audience = so_far
    if ahead <= 0:
        return 0.0, SPREAD_NEAR
    age = max(age, SHORTEST_AGE)
    stretch = math.log1p(ahead / age)
    damping = (LARGE_FROM / recent) ** DAMPING if recent > LARGE_FROM else 1.0
    cascade = GAIN * (age / 3600.0) ** AGE_EXPONENT * stretch * damping * audience
    trust = retellings / (retellings + DOUBT)
    likely = (recent + PRIOR_RECENT) * (trust * cascade + (1.0 - trust) * min(cascade, QUIET_GAIN))
    far = min(1.0, stretch / math.log(100.0))
    sigma = SPREAD_NEAR + (SPREAD_FAR - SPREAD_NEAR) * far
    return likely, math.hypot(sigma, LUCK / math.sqrt(recent + 1.0))


def _few(likely: float) -> Range:
    """Give the 80 % interval of a small count: geometric, because the few stories that do go on, go on in bursts.

    The range starts at none and ends at one at least: nobody can promise silence.
    """
    if likely <= 0:
        return Range(low=0.0, likely=0.0, high=0.0)
    high = math.ceil(math.log(0.1) / math.log(likely / (1.0 + likely)) - 1.0)
    return Range(low=0.0, likely=round(likely, 2), high=float(max(1, high)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How large a story is, what is still to come, and how probably it grows tenfold."""

    size: int
    to_come: Range
    will_spread: float


def forecast(
    times: Sequence[float], now: float, horizon: float, followers: Sequence[float | None] | None = None
) -> Forecast:
    """Forecast a story from its tellings: seconds since the first (ascending), and the followers of each teller.

    Nothing after `now` is looked at. `to_come` counts what follows after `now` until `horizon`, both in seconds since
    the first telling.
    """
    so_far, then = (_so_far(times, at, followers or ()) for at in (now, LOOKED_BACK * now))
    known = bisect_right(times, now)
    surprised = surprise(then, (1.0 - LOOKED_BACK) * now, so_far.retellings - then.retellings)
    tellings = ((now - at, 1.0) for at in times[:known])
    return Forecast(
        size=known,
        to_come=expect(so_far, horizon - now, surprised),
        will_spread=grows_tenfold(tellings, horizon - now),
    )


def _so_far(times: Sequence[float], now: float, followers: Sequence[float | None]) -> SoFar:
    known = bisect_right(times, now)
    age = burst_age(now, now - times[known // 2]) if known > 1 else now
    recent = known - max(1, bisect_right(times, now - recent_window(age), 0, known))
    return SoFar(max(0, known - 1), max(0, recent), age, audience_factor(followers[1:known]))
