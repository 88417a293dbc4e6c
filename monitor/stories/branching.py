"""Says how probably a story grows tenfold: from how many retellings its tellings brought so far, and which are still due.

Each telling brings retellings of its own, fewer as it ages (a self-exciting, or Hawkes, process; the falling memory is
that of Zhao et al. 2015, "SEISMIC"). How many a telling brings in all differs from story to story: before anything is
known few (most posts go nowhere: Goel, Watts & Goldstein 2012), then what was seen speaks. With a gamma distribution over
stories the posterior is exact, and so is the likelihood of the times seen: how long tellings are remembered is therefore not
assumed but weighed for each story, over six ways to forget (Bayesian model averaging, Hoeting et al. 1999).

The process would go on for ever as it began; people do not. Whoever told a story does not tell it again, so the larger it is
already, the less room is left for ten times as many.

The constants are round values within the span of the literature and were not fitted, but for LEFT_OUT and AUDIENCE: chosen on
simulated worlds, by how far the probabilities are from what came and by how many flags are right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import product
from operator import itemgetter
from typing import NamedTuple

MEMORIES, SCALES = (0.5, 0.9), (120.0, 420.0, 1_400.0)
"""The part of a telling's retellings that is still due after t falls as (1 + t / scale) to the power of -memory; the scale is
in seconds."""
USUAL = 0.2
"""Retellings that a telling of an ordinary story brings in all."""
EVIDENCE = 0.5
"""Imagined stories' worth of belief in USUAL: the smaller, the sooner what was seen speaks."""
MOST_BRANCHING = 0.95
"""Retellings of retellings are counted as if hardly any story kept itself alive: interest ends."""
LEFT_OUT = 1.0
"""The squared coefficient of variation that night, fading interest, bots and large accounts add: the process knows of none."""
AUDIENCE = 2_000.0
"""People who would tell one story at all. Nobody knows how many, so the odds that they are more than n are taken to be AUDIENCE to n.
Without it what was called surest (.8 and more) came true one time in eight: there was no room left. 1,000 to 3,000 do as well."""
MOST_TIMES = 24
"""A longer story is read as so many times with counts: the work for one story stays bounded."""
TENFOLD = 10.0
Told = tuple[float, float]
"""Seconds before now, and how many told it then."""


class Outlook(NamedTuple):
    """What one way to forget expects: how well it explains what was seen (a logarithm), and what is still to come."""

    evidence: float
    mean: float
    variance: float


def grows_tenfold(tellings: Iterable[Told], ahead: float) -> float:
    """Give the probability that a story is ten times as large `ahead` seconds from now.

    `tellings` are (seconds before now, how many), the first telling included.
    """
    told = _gather(sorted((each for each in tellings if each[1] > 0.0), key=itemgetter(0), reverse=True))
    size = sum(count for _, count in told)
    if ahead <= 0 or size <= 0:
        return 0.0
    outlooks = [_outlook(told, ahead, memory, scale) for memory, scale in product(MEMORIES, SCALES)]
    best = max(each.evidence for each in outlooks)
    weights = [math.exp(each.evidence - best) for each in outlooks]
    wanted = (TENFOLD - 1.0) * size - 0.5
    exceeding = [weight * _gamma_exceeds(wanted, each) for weight, each in zip(weights, outlooks, strict=True)]
    room = AUDIENCE / (AUDIENCE + TENFOLD * size)
    return room * sum(exceeding) / sum(weights)


def _gather(told: Sequence[Told]) -> Sequence[Told]:
    """Put neighbours in time together until few enough are left; the first telling stays alone."""
    if len(told) <= MOST_TIMES:
        return told
    each = -(-(len(told) - 1) // (MOST_TIMES - 1))
    return [told[0], *(_together(told[start : start + each]) for start in range(1, len(told), each))]


def _together(told: Sequence[Told]) -> Told:
    count = sum(count for _, count in told)
    return sum(age * count for age, count in told) / count, count


def _outlook(told: Sequence[Told], ahead: float, memory: float, scale: float) -> Outlook:
    """Weigh one way to forget; `told` is in the order of time.

    How many retellings a telling brings has a gamma posterior. The further progeny of each (Otter 1949) has mean
    1 / (1 - b) and, with itself, second moment 1 / (1 - b) ** 3.
    """
    size = seen = due = 0.0
    for age, count in told:
        left = _left(age, memory, scale)
        size += count
        seen += count * (1.0 - left)
        due += count * (left - _left(age + ahead, memory, scale))
    shape, rate = EVIDENCE + max(0.0, size - 1.0), EVIDENCE / USUAL + seen
    branching = shape / rate
    further = 1.0 / (1.0 - min(branching * (1.0 - _left(ahead, memory, scale)), MOST_BRANCHING))
    mean = branching * due * further
    return Outlook(
        evidence=_log_paces(told, memory, scale) - shape * math.log(rate),
        mean=mean,
        variance=mean * further * further + mean * mean * (1.0 / shape + LEFT_OUT),
    )


def _log_paces(told: Sequence[Told], memory: float, scale: float) -> float:
    """Add up the logarithms of the pace at each retelling, if each telling brought one."""
    paces, power = 0.0, -1.0 - memory
    for place in range(1, len(told)):
        at, count = told[place]
        pace = sum([many * (1.0 + (age - at) / scale) ** power for age, many in told[:place]])
        paces += count * math.log(pace * memory / scale)
    return paces


def _left(age: float, memory: float, scale: float) -> float:
    """Give the part of a telling's retellings that is still due at an age in seconds."""
    return float((1.0 + max(0.0, age) / scale) ** -memory)


def _gamma_exceeds(value: float, outlook: Outlook) -> float:
    """Give the probability that a gamma variable exceeds `value` (Wilson & Hilferty 1931)."""
    if outlook.mean <= 0.0:
        return 0.0
    shape = outlook.mean / (outlook.variance / outlook.mean)
    spread = 1.0 / (9.0 * shape)
    height = (value / outlook.mean) ** (1.0 / 3.0)
    return 0.5 * math.erfc((height - (1.0 - spread)) / math.sqrt(2.0 * spread))
