"""Lets stories run their course in a world: who tells each, when, where, to how many, and which telling led to it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import heappop, heappush
from random import Random

from monitor.evaluation.simulated.world import World

LONGEST = 7 * 86_400.0
"""Seconds a story is followed."""
MOST_TELLINGS = 10_500
"""More than the largest audience of a world and a flood: no story is cut off, for of one that is nobody knows how it went on."""
MOST_FOLLOWERS = 20_000_000
FLOOD = (10, 400)
"""How many copies of one text a flood of bots brings."""
DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling, `at` seconds after the first. `followers` None is what the platform does not tell.

    `parent` is the place of the telling that led to it; None for the first. `copies` says that it is its parent's text
    word for word. `skew` is by how many seconds its platform's clock is wrong.
    """

    at: float
    followers: float | None
    platform: str
    parent: int | None
    copies: bool = False
    skew: float = 0.0


def run_story(rng: Random, world: World, clock: float) -> list[Telling]:
    """Let one story run its course from `clock` (seconds of the day); tellings in the order of time, deleted ones left out."""
    first = rng.choices(list(world.platforms), [each.share for each in world.platforms.values()])[0]
    appeal = world.branching * math.exp(world.unequal * rng.gauss(0.0, 1.0))
    due: list[tuple[float, int, str]] = [(0.0, -1, first)]
    tellings: list[tuple[float, float, str, int, bool]] = []
    while due:  # in the order of time, so that whoever told it already is known
        at, parent, platform = heappop(due)
        if rng.random() * world.audience < len(tellings):
            continue
        followers = _followers(rng, world)
        pull = math.exp(world.pull * math.log1p(followers)) / world.usual_pull
        for _ in range(poisson(rng, appeal * pull * 0.5 ** (at / world.interest))):
            told = at + world.scale * (rng.random() ** (-1.0 / world.memory) - 1.0)
            if told < LONGEST and rng.random() >= world.night * _night(clock + told):
                there = rng.choice(list(world.platforms)) if rng.random() < world.jumps else platform
                heappush(due, (told, len(tellings), there))
        tellings.append((at, followers, platform, parent, False))
    if rng.random() < world.floods:
        tellings += _flood(rng, tellings)
    return _seen(rng, world, tellings)


def _flood(
    rng: Random, tellings: list[tuple[float, float, str, int, bool]]
) -> list[tuple[float, float, str, int, bool]]:
    """Let bots copy one telling within an hour."""
    source = rng.randrange(len(tellings))
    at, _, platform, *_ = tellings[source]
    start, length = at + rng.expovariate(1 / 7_200.0), rng.uniform(60.0, 3_600.0)
    number = round(math.exp(rng.uniform(*map(math.log, FLOOD))))
    return [(start + length * rng.random(), float(rng.randrange(30)), platform, source, True) for _ in range(number)]


def _seen(rng: Random, world: World, tellings: list[tuple[float, float, str, int, bool]]) -> list[Telling]:
    """Put tellings in the order of time, as far as anybody can see them: the first always, others unless deleted."""
    kept = [place for place in range(len(tellings)) if place == 0 or rng.random() >= world.deletions]
    kept.sort(key=lambda place: (tellings[place][0], place))
    places = {place: number for number, place in enumerate(kept)}
    found = []
    for place in kept:
        at, followers, platform, parent, copies = tellings[place]
        there = world.platforms[platform]
        found.append(
            Telling(
                at=at,
                followers=float(round(followers)) if rng.random() < there.tells_followers else None,
                platform=platform,
                parent=places.get(parent, 0) if place else None,
                copies=copies,
                skew=there.skew_seconds,
            )
        )
    return found


def _followers(rng: Random, world: World) -> float:
    return min(math.exp(rng.gauss(world.followers_mean, world.followers_spread)), MOST_FOLLOWERS)


def _night(clock: float) -> float:
    """Give how much of a night it is, from 0 at noon to 1 at midnight."""
    return 0.5 + 0.5 * math.cos(2.0 * math.pi * clock / DAY)


def poisson(rng: Random, mean: float) -> int:
    """Draw how many come when `mean` are expected (Knuth; a normal above 30)."""
    if mean > 30.0:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
