"""Says what is ready and what is missing; and lists every kind of source."""

from __future__ import annotations

import argparse
import os

from connectors.base import Capability, Connector
from connectors.registry import load, names
from monitor.commands.options import configuration, print_json, print_line, print_table
from monitor.config import Config
from monitor.errors import Exit, MonitorError, StoreError
from monitor.model import Finding, FindingKind
from monitor.session import file_of, reading_store
from monitor.sources import connectors_of


def check(options: argparse.Namespace) -> Exit:
    """Look at everything a run needs. Raises ConfigurationError or StoreError for what stops every run."""
    config = configuration(options)
    print_line(f"{config.path}: fine")
    _check_store(config)
    rows, fixes, failed = [], [], 0
    for connector in connectors_of(config):
        findings = _findings_of(connector)
        failed += any(finding.kind is not FindingKind.FINE for finding in findings)
        rows += [[connector.name, connector.title, finding.kind.value, finding.what] for finding in findings]
        fixes += [f"{connector.name}: {finding.fix}" for finding in findings if finding.fix]
    if rows:
        print_table(["source", "kind", "finding", "what"], rows)
    for fix in fixes:
        print_line(f"to do: {fix}")
    return _verdict(config, failed)


def _check_store(config: Config) -> None:
    """Open the store there is; one not made yet only needs a folder we may write to. Raises StoreError."""
    path = file_of(config.store)
    if path is None or path.exists():
        with reading_store(config):
            print_line("store: fine")
    elif os.access(path.parent, os.W_OK):
        print_line(f"store: the first run makes {path}")
    else:
        raise StoreError(f"the store {path} cannot be made: its folder is absent or may not be written by this user")


def _findings_of(connector: Connector) -> list[Finding]:
    """Ask one connector; a fault of its own is a finding too."""
    try:
        return list(connector.check())
    except MonitorError as error:
        return [Finding(kind=FindingKind.UNREACHABLE, what=str(error))]


def _verdict(config: Config, failed: int) -> Exit:
    if not config.sources:
        print_line("to do: no source is on; add one under [sources.…] in the configuration")
        return Exit.NO_SOURCE_HEARD
    if not failed:
        return Exit.FINE
    return Exit.NO_SOURCE_HEARD if failed == len(config.sources) else Exit.SOME_SOURCES_FAILED


def sources(options: argparse.Namespace) -> Exit:
    """List every kind of source, what it can do, and which are switched on."""
    used = _used(options)
    records = [(name, load(name)) for name in names()]
    if options.json:
        for name, connector in records:
            capabilities = sorted(capability.value for capability in connector.capabilities)
            print_json(
                {
                    "name": name,
                    "title": connector.title,
                    "platform": connector.platform,
                    "capabilities": capabilities,
                    "on": used.get(name, []),
                }
            )
        return Exit.FINE
    print_table(
        ["connector", "what", "needs a key", "can", "on as"],
        [
            [
                name,
                connector.title,
                "no" if connector.capabilities & {Capability.KEYLESS, Capability.LOCAL} else "yes",
                ", ".join(sorted(capability.value for capability in connector.capabilities)),
                ", ".join(used.get(name, [])) or "-",
            ]
            for name, connector in records
        ],
    )
    return Exit.FINE


def _used(options: argparse.Namespace) -> dict[str, list[str]]:
    """Tell which connectors the configuration uses, if there is one."""
    if not options.config.exists():
        return {}
    used: dict[str, list[str]] = {}
    for source in configuration(options).sources:
        used.setdefault(source.connector, []).append(source.name)
    return used
