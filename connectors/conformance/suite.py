"""The tests a third party runs: `class TestMine(ConformanceSuite): world = MyWorld` in a module that pytest finds.

Nothing here imports pytest: such a class is collected like any other, and becomes one test for every check that applies.
"""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import Any, ClassVar

from connectors.conformance import (  # noqa: F401 - they enter their checks
    checks_again,
    checks_contract,
    checks_hearing,
    checks_stopping,
    checks_trouble,
    mutations,
)
from connectors.conformance.checks import CHECKS, Check
from connectors.conformance.world import World


def applying(world: type[World]) -> list[Check]:
    """List the checks that a world's connector is held to."""
    return [check for check in CHECKS.values() if not check.why_not(world)]


def worlds_in(module: ModuleType) -> list[type[World]]:
    """List the made-up platforms that a module defines."""
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, World)
        and each.__module__ == module.__name__
        and hasattr(each, "connector")
        and not inspect.isabstract(each)
    ]


class ConformanceSuite:
    """Hold one connector to the contract. Subclass it and say which `world` speaks its platform's language."""

    world: ClassVar[type[World]]

    def pytest_generate_tests(self, metafunc: Any) -> None:  # noqa: ANN401 - pytest is not imported here
        """Make one test for every check that applies."""
        if "check" in metafunc.fixturenames:
            found = applying(self.world)
            metafunc.parametrize("check", found, ids=[check.name for check in found])

    def test_conforms(self, check: Check) -> None:
        """Run one check."""
        check.run(self.world)
