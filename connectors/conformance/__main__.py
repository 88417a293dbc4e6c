"""Says how far a connector can be trusted: `python -m connectors.conformance MODULE` of a module that holds its world."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from connectors.conformance.mutations import MANY
from connectors.conformance.suite import worlds_in
from connectors.conformance.tiers import judge


def main(modules: Sequence[str], garbled: int = MANY) -> int:
    """Run the kit on the worlds of these modules; 1 when a check failed, 2 when there is nothing to run."""
    found = [world for module in modules for world in worlds_in(import_module(module))]
    if not found:
        sys.stderr.write("name a module that defines a World with a `connector`\n")
        return 2
    verdict = judge(found, garbled)
    sys.stdout.write(f"{found[0].connector.title}: {verdict.tier or 'no tier'}, {verdict.passed} checks passed, ")
    sys.stdout.write(f"{verdict.garbled:,} garbled answers survived\n")
    for check, reason in verdict.excused.items():
        sys.stdout.write(f"  excused from {check}: {reason}\n")
    for name, reason in verdict.tolerated.items():
        sys.stdout.write(f"  tolerated in {name}: {reason}\n")
    for check, fault in verdict.failed.items():
        sys.stdout.write(f"  failed {check}: {fault}\n")
    return int(bool(verdict.failed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
