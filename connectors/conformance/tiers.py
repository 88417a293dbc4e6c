"""Computes how far a connector can be trusted: the highest tier all of whose checks, and those below, it passed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from connectors.conformance.checks import CHECKS, Broken, Tier
from connectors.conformance.mutations import MANY, survive
from connectors.conformance.suite import applying
from connectors.conformance.world import World
from monitor.errors import MonitorError

FILE = Path(__file__).with_name("tiers.json")
_GARBLED = "garbled-answers-store-nothing-wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the kit found about one connector; `tier` "" is none at all.

    `failed` and `excused` are by world and check, `tolerated` by world and field of a mention.
    """

    tier: str
    passed: int
    garbled: int
    failed: Mapping[str, str] = field(default_factory=dict)
    excused: Mapping[str, str] = field(default_factory=dict)
    tolerated: Mapping[str, str] = field(default_factory=dict)


def tier_of(failed: Collection[str]) -> Tier | None:
    """Give the highest tier that none of the failed checks counts for, nor for one below it."""
    reached = None
    for tier in Tier:
        if any(CHECKS[name].tier is tier for name in failed):
            break
        reached = tier
    return reached


def judge(worlds: Sequence[type[World]], garbled: int = MANY) -> Verdict:
    """Run every check on every world of one connector, with so many garbled answers each."""
    failed: dict[str, str] = {}
    passed = 0
    for world in worlds:
        for check in applying(world):
            try:
                if check.name == _GARBLED:
                    survive(world, garbled)
                else:
                    check.run(world)
                passed += 1
            except (Broken, MonitorError) as fault:
                failed[named(world, check.name)] = str(fault)[:300]
    tier = tier_of({name.split(".", 1)[1] for name in failed})
    survived = 0 if any(name.endswith(_GARBLED) for name in failed) else garbled * len(worlds)
    return Verdict(
        tier=tier.value if tier else "",
        passed=passed,
        garbled=survived,
        failed=failed,
        excused={named(world, name): reason for world in worlds for name, reason in world.excused.items()},
        tolerated={named(world, name): reason for world in worlds for name, reason in world.tolerated.items()},
    )


def named(world: type[World], check: str) -> str:
    """Name one check on one world."""
    return f"{world.__name__}.{check}"


def known(file: Path = FILE) -> dict[str, Verdict]:
    """Read what was found when the kit was last run on all connectors."""
    if not file.exists():
        return {}
    return {name: Verdict(**verdict) for name, verdict in json.loads(file.read_text(encoding="utf-8")).items()}


def write(verdicts: Mapping[str, Verdict], file: Path = FILE) -> None:
    """Keep what was found."""
    plain = {name: asdict(verdicts[name]) for name in sorted(verdicts)}
    file.write_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
