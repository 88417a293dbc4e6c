"""Every connector of ours, run through the conformance kit on its made-up platform in tests/worlds.

A check that tiers.json lists as failed is expected to fail, and must: whoever mends it runs
`python -m connectors.conformance.table` so that the table says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from connectors import registry
from connectors.conformance import tiers
from connectors.conformance.checks import Broken, Check
from connectors.conformance.mutations import MANY, survive
from connectors.conformance.suite import applying
from connectors.conformance.table import CHECKS_LIST, TABLE, name_of, rendered, rendered_checks, replaced, worlds_of
from connectors.conformance.world import World

ROOT = Path(__file__).parents[2]
GARBLED = "garbled-answers-store-nothing-wrong"
SOME = 10
STALE = "run `python -m connectors.conformance.table` and commit what it writes"
FOUND = worlds_of(ROOT / "tests" / "worlds")
WORLDS = [world for name in sorted(FOUND) for world in FOUND[name]]
VERDICTS = tiers.known()


def case(world: type[World], check: str, *values: Any, strict: bool = True) -> Any:
    """Make the case of a check, expected to fail if it is known to."""
    verdict = VERDICTS.get(name_of(world.connector))
    failed = verdict is not None and tiers.named(world, check) in verdict.failed
    known = pytest.mark.xfail(strict=strict, raises=Broken, reason=f"known; {STALE} when it is mended")
    return pytest.param(*values, marks=[known] if failed else [], id=f"{world.__name__}-{check}")


@pytest.mark.parametrize(
    ("world", "check"),
    [case(world, check.name, world, check) for world in WORLDS for check in applying(world) if check.name != GARBLED],
)
def test_it_conforms(world: type[World], check: Check) -> None:
    check.run(world)


# Of the garbled answers only some are tried here: not finding again what a thousand found mends nothing.
@pytest.mark.parametrize("world", [case(world, GARBLED, world, strict=False) for world in WORLDS])
def test_some_garbled_answers_store_nothing_wrong(world: type[World]) -> None:
    assert survive(world, SOME) == SOME


@pytest.mark.faults
@pytest.mark.parametrize("world", [case(world, GARBLED, world) for world in WORLDS])
def test_a_thousand_garbled_answers_store_nothing_wrong(world: type[World]) -> None:
    assert survive(world, MANY) == MANY


@pytest.mark.parametrize("name", registry.names())
def test_every_connector_has_a_made_up_platform_and_a_verdict(name: str) -> None:
    assert FOUND.get(name), f"no world in tests/worlds listens to {name}"
    assert name in VERDICTS, STALE
    assert VERDICTS[name].tier, f"{name} has no tier: it must not be shipped"


def test_the_verdicts_are_those_of_the_connectors_there_are() -> None:
    assert set(VERDICTS) == set(FOUND), STALE
    for name, worlds in FOUND.items():
        failed = VERDICTS[name].failed
        excused = {tiers.named(world, check): why for world in worlds for check, why in world.excused.items()}
        tolerated = {tiers.named(world, each): why for world in worlds for each, why in world.tolerated.items()}
        passed = sum(len(applying(world)) for world in worlds) - len(failed)
        tier = tiers.tier_of({each.split(".", 1)[1] for each in failed})
        found = (VERDICTS[name].excused, VERDICTS[name].tolerated, VERDICTS[name].passed)
        assert found == (excused, tolerated, passed), f"{name}: {STALE}"
        assert VERDICTS[name].tier == (tier.value if tier else ""), f"{name}: {STALE}"


@pytest.mark.parametrize(
    ("name", "mark", "table"),
    [("connectors.md", TABLE, rendered(VERDICTS)), ("conformance.md", CHECKS_LIST, rendered_checks())],
)
def test_the_tables_of_the_manual_show_what_was_found(name: str, mark: str, table: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert page.count(f"<!-- {mark} -->\n") == page.count(f"<!-- end of {mark} -->\n") == 1
    assert page == replaced(page, mark, table), STALE


def test_our_three_first_connectors_are_there() -> None:
    assert {"feeds", "file", "hackernews"} <= set(registry.names())


@pytest.mark.parametrize("name", registry.names())
def test_every_option_is_in_the_manual(name: str) -> None:
    manual = (ROOT / "docs" / "connectors" / f"{name}.md").read_text(encoding="utf-8")
    unexplained = [option.name for option in registry.load(name).options if f"`{option.name}`" not in manual]
    assert not unexplained
