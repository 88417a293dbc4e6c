"""Runs the kit on our connectors and writes what it found: `python -m connectors.conformance.table [CONNECTOR ...]`.

Run it in the repository's folder, where tests/worlds holds the made-up platforms. It writes tiers.json and the tables in
docs/connectors.md and docs/conformance.md; with names, only these connectors are run anew.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from connectors import registry
from connectors.base import Capability, Connector
from connectors.conformance import tiers
from connectors.conformance.checks import CHECKS, Check, Tier
from connectors.conformance.suite import worlds_in
from connectors.conformance.world import World

PAGE, MANUAL = Path("docs") / "connectors.md", Path("docs") / "conformance.md"
TABLE, CHECKS_LIST = "table", "checks"
"""The names of the marks between which a table lies."""

_WORLDS = Path("tests") / "worlds"
_SAID_APART = {Capability.KEYLESS, Capability.LOCAL}


def worlds_of(folder: Path = _WORLDS) -> dict[str, list[type[World]]]:
    """Find the made-up platforms of our own connectors, by the connector's name."""
    if str(folder.parent) not in sys.path:
        sys.path.insert(0, str(folder.parent))
    modules = [import_module(f"{folder.name}.{path.stem}") for path in sorted(folder.glob("*.py"))]
    found: dict[str, list[type[World]]] = {}
    for world in (world for module in modules for world in worlds_in(module)):
        found.setdefault(name_of(world.connector), []).append(world)
    return found


def name_of(connector: type[Connector]) -> str:
    """Give the name by which a connector of ours is written in monitor.toml."""
    return connector.__module__.rsplit(".", 1)[-1]


def rendered(verdicts: Mapping[str, tiers.Verdict]) -> str:
    """Write the table of all our connectors."""
    rows = ["| connector | what | key | knows | quality | garbled answers survived |", "|---|---|---|---|---|---:|"]
    rows += [_row(name, verdicts.get(name)) for name in registry.names() if _is_ours(name)]
    return "\n".join(rows) + "\n"


def _is_ours(name: str) -> bool:
    return registry.load(name).__module__ == f"connectors.{name}"


def _row(name: str, verdict: tiers.Verdict | None) -> str:
    connector = registry.load(name)
    key = "none" if connector.capabilities & _SAID_APART else "needed"
    knows = ", ".join(sorted(each.value for each in connector.capabilities - _SAID_APART)) or "-"
    tier, garbled = (verdict.tier or "none", f"{verdict.garbled:,}") if verdict else ("not run", "-")
    return f"| [`{name}`](connectors/{name}.md) | {connector.title} | {key} | {knows} | {tier} | {garbled} |"


def rendered_checks() -> str:
    """Write the table of all checks, by tier."""
    rows = ["| tier | check | claim | |", "|---|---|---|---|"]
    rows += [_check_row(check) for tier in Tier for check in CHECKS.values() if check.tier is tier]
    return "\n".join(rows) + "\n"


def _check_row(check: Check) -> str:
    notes = [f"for those who know {check.needs.value}"] if check.needs else []
    notes += ["can be excused"] if check.excusable else []
    return f"| {check.tier.value} | `{check.name}` | {check.claim} | {'; '.join(notes)} |"


def replaced(page: str, mark: str, table: str) -> str:
    """Put a table in the place of the one a page holds between two marks."""
    begin, end = f"<!-- {mark} -->\n", f"<!-- end of {mark} -->\n"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}{table}{end}{after}"


def _put(page: Path, mark: str, table: str) -> None:
    page.write_text(replaced(page.read_text(encoding="utf-8"), mark, table), encoding="utf-8")


def main(names: Sequence[str]) -> int:
    """Run the kit, say how each connector fared, and write both files; 1 when a check failed."""
    found, verdicts = worlds_of(), tiers.known()
    for name in names or sorted(found):
        verdicts[name] = verdict = tiers.judge(found[name])
        sys.stdout.write(f"{name}: {verdict.tier or 'no tier'}, {verdict.passed} checks passed\n")
        for check, fault in verdict.failed.items():
            sys.stdout.write(f"  {check}: {fault}\n")
    verdicts = {name: verdict for name, verdict in verdicts.items() if name in found}
    tiers.write(verdicts)
    _put(PAGE, TABLE, rendered(verdicts))
    _put(MANUAL, CHECKS_LIST, rendered_checks())
    return int(any(verdict.failed for verdict in verdicts.values()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
