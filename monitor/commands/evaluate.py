"""Measures how right the product is on labelled files."""

from __future__ import annotations

import argparse
from importlib import import_module

from monitor.commands.options import print_json, print_line, print_table
from monitor.errors import Exit, UsageError
from monitor.evaluation.base import Figure

TASKS = ("complaints", "grouping", "spikes", "forecast", "outcomes", "relevance")


def evaluate(options: argparse.Namespace) -> Exit:
    """Print every figure that the labelled files of a folder allow."""
    if not options.folder.is_dir():
        raise UsageError(f"{options.folder} is no folder; docs/evaluation.md says how it is laid out")
    if options.only and options.only not in TASKS:
        raise UsageError(f"there is no task {options.only!r}; there are: {', '.join(TASKS)}")
    found = 0
    for task in [options.only] if options.only else TASKS:
        figures = import_module(f"monitor.evaluation.{task}").measure(options.folder)
        found += len(figures)
        _show(figures, as_json=options.json)
    if not found:
        print_line(f"{options.folder} holds no labelled file that we know; docs/evaluation.md says how it is laid out")
    return Exit.FINE


def _show(figures: list[Figure], *, as_json: bool) -> None:
    if as_json:
        for each in figures:
            print_json(
                {
                    "task": each.task,
                    "subject": each.subject,
                    "measure": each.measure,
                    "value": each.value,
                    "rows": each.rows,
                }
            )
    elif figures:
        print_table(
            ["task", "of whom", "measure", "value", "rows"],
            [[each.task, each.subject, each.measure, f"{each.value:.3f}", f"{each.rows:,}"] for each in figures],
        )
        print_line("")
