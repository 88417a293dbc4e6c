"""Draws a world: how stories spread in it, who listens, and what goes wrong on its platforms.

Nothing here is fitted to anything, and every parameter comes from a wide distribution, so that no rule of the product can be
tuned to it: what does well in one world must do well in the next. Offspring, memory and followers have the forms of
the literature (Zhao et al. 2015; Goel, Watts & Goldstein 2012; Crane & Sornette 2008), not one set of constants.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

PLATFORMS = ("x", "reddit", "mastodon", "bluesky", "youtube", "forum")
SAMPLED = 400
"""Followers drawn to learn what an average author brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One platform: its share of first tellings, how often it tells followers, and how far its clock is wrong."""

    share: float
    tells_followers: float
    skew_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How stories spread. Times are seconds.

    A telling waits longer than t for each of its retellings with probability (1 + t / `scale`) to the power of -`memory`.
    `branching` is how many retellings an ordinary telling brings in all, `unequal` the deviation of its logarithm from
    story to story; interest halves in `interest`. An author with more followers brings more, to the power of
    `pull`. `night` is how much less is told at the quietest hour. So many as `audience` would tell a story at all: whoever
    told it does not tell it again.
    """

    memory: float
    scale: float
    branching: float
    unequal: float
    interest: float
    pull: float
    followers_mean: float
    followers_spread: float
    night: float
    audience: float
    jumps: float
    deletions: float
    floods: float
    platforms: Mapping[str, Platform]
    usual_pull: float


def draw_world(rng: Random) -> World:
    """Draw one world."""
    pull, mean, spread = rng.uniform(0.0, 0.6), rng.uniform(4.0, 6.5), rng.uniform(1.0, 2.2)
    pulls = [math.exp(pull * rng.gauss(mean, spread)) for _ in range(SAMPLED)]
    return World(
        memory=rng.uniform(0.4, 1.3),
        scale=_log_uniform(rng, 60.0, 1_800.0),
        branching=rng.uniform(0.05, 0.45),
        unequal=rng.uniform(0.4, 1.1),
        interest=_log_uniform(rng, 2 * 3_600.0, 72 * 3_600.0),
        pull=pull,
        followers_mean=mean,
        followers_spread=spread,
        night=rng.uniform(0.0, 0.8),
        audience=_log_uniform(rng, 1_000.0, 10_000.0),
        jumps=rng.uniform(0.0, 0.25),
        deletions=rng.uniform(0.0, 0.1),
        floods=rng.uniform(0.0, 0.02),
        platforms={name: _platform(rng) for name in PLATFORMS},
        usual_pull=sum(pulls) / len(pulls),
    )


def _platform(rng: Random) -> Platform:
    return Platform(
        share=_log_uniform(rng, 0.05, 1.0),
        tells_followers=rng.choice((0.0, rng.random(), 1.0)),
        skew_seconds=rng.choice((0.0, 0.0, rng.gauss(0.0, 120.0), rng.gauss(0.0, 1_800.0))),
    )


def _log_uniform(rng: Random, low: float, high: float) -> float:
    return math.exp(rng.uniform(math.log(low), math.log(high)))
