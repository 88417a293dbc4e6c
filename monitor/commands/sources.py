"""Lists every kind of source: what it can do, what it needs, how well it is proven, and where it is on."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import connectors
from connectors.base import Capability, Connector
from connectors.registry import load, names
from monitor.commands.options import configuration, print_json, print_table
from monitor.errors import Exit

TIERS = Path(str(connectors.__file__)).parent / "conformance" / "tiers.json"
"""The highest tier of the conformance kit each connector passed; written by the kit."""


def sources(options: argparse.Namespace) -> Exit:
    """List every kind of source, what it can do, and which are switched on."""
    used, tiers = _used(options), _tiers()
    records = [(name, load(name)) for name in names()]
    if options.json:
        for name, connector in records:
            print_json(
                {
                    "name": name,
                    "title": connector.title,
                    "platform": connector.platform,
                    "capabilities": _capabilities(connector),
                    "tier": tiers.get(name),
                    "on": used.get(name, []),
                }
            )
        return Exit.FINE
    rows = [
        [
            name,
            connector.title,
            "no" if connector.capabilities & {Capability.KEYLESS, Capability.LOCAL} else "yes",
            tiers.get(name, "-"),
            ", ".join(_capabilities(connector)),
            ", ".join(used.get(name, [])) or "-",
        ]
        for name, connector in records
    ]
    print_table(["connector", "what", "needs a key", "tier", "can", "on as"], rows)
    return Exit.FINE


def _capabilities(connector: type[Connector]) -> list[str]:
    return sorted(capability.value for capability in connector.capabilities)


def _tiers() -> dict[str, str]:
    if not TIERS.exists():
        return {}
    return {name: str(result["tier"]) for name, result in json.loads(TIERS.read_text(encoding="utf-8")).items()}


def _used(options: argparse.Namespace) -> dict[str, list[str]]:
    """Tell which connectors the configuration uses, if there is one."""
    if not options.config.exists():
        return {}
    used: dict[str, list[str]] = {}
    for source in configuration(options).sources:
        used.setdefault(source.connector, []).append(source.name)
    return used
