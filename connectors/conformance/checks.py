"""What a check of the kit is: a claim about a connector, the quality tier it counts for, and how to find out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from connectors.base import Capability
from connectors.conformance.world import HttpWorld, Post, World


class Tier(StrEnum):
    """How far a connector can be trusted; each tier holds those before it."""

    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"
    PLATINUM = "platinum"


class Broken(AssertionError):
    """A connector breaks a rule of the contract: the message says which, and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One claim about a connector. `run` is given the world to make and raises Broken.

    It applies where the capability it `needs` is claimed. A world may excuse itself from it only if it is `excusable`:
    what a capability promises is not.
    """

    name: str
    tier: Tier
    claim: str
    run: Callable[[type[World]], None]
    needs: Capability | None = None
    excusable: bool = False
    http: bool = False

    def why_not(self, world: type[World]) -> str:
        """Say why this check does not apply to a world; empty when it does."""
        if self.needs is not None and self.needs not in world.connector.capabilities:
            return f"{world.connector.title} does not claim to know {self.needs.value}"
        if self.http and not issubclass(world, HttpWorld):
            return "it is not spoken to by HTTP"
        return world.excused.get(self.name, "") if self.excusable else ""


CHECKS: dict[str, Check] = {}
"""Every check there is, by name."""


def check(
    tier: Tier, *, needs: Capability | None = None, excusable: bool = False, http: bool = False
) -> Callable[[Callable[[type[World]], None]], Callable[[type[World]], None]]:
    """Make a function a check: its name is the function's, its claim the first line of its docstring."""

    def enter(run: Callable[[type[World]], None]) -> Callable[[type[World]], None]:
        name = run.__name__.replace("_", "-")
        claim = (run.__doc__ or "").strip().split("\n")[0]
        CHECKS[name] = Check(name=name, tier=tier, claim=claim, run=run, needs=needs, excusable=excusable, http=http)
        return run

    return enter


def demand(condition: object, broken: str) -> None:
    """Raise Broken with a sentence unless the condition holds."""
    if not condition:
        raise Broken(broken)


def filled(kind: type[World], posts: int = 13, minutes: int = 7) -> World:
    """Make a world in which some people have written some posts, minutes apart; 13 are three pages of five."""
    world = kind()
    for number in range(posts):
        write_one(world, number)
        world.pass_time(minutes=minutes)
    return world


def write_one(world: World, number: int) -> Post:
    """Write the n-th post, different from all others in its words, of one of three people."""
    words = f"My {name_of(world)} sofa, order {number + 101}, arrived broken."
    return world.write(words, author=("ann", "bob", "cem")[number % 3], likes=number % 4)


def name_of(world: World) -> str:
    """Give the name that is listened for in a world."""
    return world.queries[0].terms[0]
