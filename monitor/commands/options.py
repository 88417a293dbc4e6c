"""What several commands read from their options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitor.clock import current_time, parse_moment
from monitor.config import Config
from monitor.config.load import load
from monitor.errors import UsageError
from monitor.guard import harmless

MOST_LISTED = 10_000
LONGEST_NUMBER = 15


def configuration(options: argparse.Namespace) -> Config:
    """Load the configuration named on the command line, sources and all. Raises ConfigurationError."""
    from monitor.sources import faults_of  # noqa: PLC0415 - only commands with a configuration need connectors

    return load(options.config, faults_of)


def moment(options: argparse.Namespace) -> datetime:
    """Give the moment this command takes for now. Raises UsageError."""
    if not options.now:
        return current_time()
    try:
        return parse_moment(options.now)
    except ValueError:
        raise UsageError(f"--now must look like 2026-03-04T09:00:00Z, not {options.now!r}") from None


def limit(options: argparse.Namespace) -> int:
    """Give how many entries of a list are asked for. Raises UsageError."""
    if not 1 <= options.limit <= MOST_LISTED:
        raise UsageError(f"--limit must lie between 1 and {MOST_LISTED:,}, not {options.limit}")
    return int(options.limit)


def number_in(words: str, prefix: str, how: str) -> int:
    """Read the number of a reference such as R-1042, with or without its `prefix`. Raises UsageError that says `how`."""
    digits = words.upper().removeprefix(prefix)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise UsageError(f"{how}, not {words!r}")
    return int(digits)


def print_line(words: str) -> None:
    """Print one line of a command's answer, without anything in it, from outside or not, that a terminal would obey."""
    sys.stdout.write(harmless(words) + "\n")


def print_json(record: Mapping[str, Any]) -> None:
    """Print one JSON line of a command's answer."""
    import json  # noqa: PLC0415 - few commands need it

    sys.stdout.write(json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")


def print_table(heads: list[str], rows: list[list[str]]) -> None:
    """Print rows below their heads, each column as wide as it must be."""
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    for row in [heads, *rows]:
        print_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
