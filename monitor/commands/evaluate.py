"""Measures how right the product is on labelled files."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from typing import Final

from monitor.commands.options import print_json, print_line, print_table
from monitor.errors import Exit, UsageError
from monitor.evaluation import baseline
from monitor.evaluation.base import OURS, VADER, Figure
from monitor.evaluation.comparison import Beside, beside_vader
from monitor.guard import say

BELOW: Final = "below VADER"
WITH_LEARNER: Final = ("complaints", "kinds", "leaving", "irony", "calibration")
"""The tasks that have a plain learner beside us."""
DRAWN: Final = ("simulation",)
"""The tasks that draw their truth by lot, from a fresh seed unless one is given."""
TASKS: Final = (
    *WITH_LEARNER,
    "grouping",
    "retellings",
    "spikes",
    "forecast",
    "outcomes",
    "relevance",
    "languages",
    "gates",
    "facts",
    "simulation",
)


def evaluate(options: argparse.Namespace) -> Exit:
    """Print every figure that the labelled files of a folder allow, and last where we are below VADER alone."""
    if not options.folder.is_dir():
        raise UsageError(f"{options.folder} is no folder; docs/evaluation.md says how it is laid out")
    if options.only and options.only not in TASKS:
        raise UsageError(f"there is no task {options.only!r}; there are: {', '.join(TASKS)}")
    tasks = [options.only] if options.only else TASKS
    if not baseline.available() and not set(tasks).isdisjoint(WITH_LEARNER):
        say("TF-IDF + LR is not measured: scikit-learn is missing (pip install 'reputation-monitor[evaluate]')")
    found: list[Figure] = []
    for task in tasks:
        drawn = {"seed": options.seed} if task in DRAWN else {}
        figures = import_module(f"monitor.evaluation.{task}").measure(options.folder, **drawn)
        found += figures
        _show(figures, as_json=options.json)
    if not found:
        print_line(f"{options.folder} holds no labelled file that we know; docs/evaluation.md says how it is laid out")
    if pairs := beside_vader(found):
        _conclude(pairs, as_json=options.json)
    return Exit.FINE


def _show(figures: Sequence[Figure], *, as_json: bool) -> None:
    if as_json:
        for each in figures:
            print_json({
                "task": each.task, "subject": each.subject, "measure": each.measure, "value": each.value,
                "rows": each.rows, "seen": each.seen,
            })  # fmt: skip
    elif figures:
        print_table(["task", "of whom", "measure", "value", "rows"], [_line(each) for each in figures])
        print_line("")


def _line(figure: Figure) -> list[str]:
    subject = f"{figure.subject} (seen)" if figure.seen else figure.subject
    return [figure.task, subject, figure.measure, f"{figure.value:.3f}", f"{figure.rows:,}"]


def _conclude(pairs: Sequence[Beside], *, as_json: bool) -> None:
    """Say last where we are below VADER; as JSON these lines are figures too: how many of how many, then each."""
    below = [pair for pair in pairs if pair.is_below]
    if as_json:
        count = Figure(task=BELOW, subject=OURS, measure="figures", value=len(below), rows=len(pairs))
        named = [replace(p.ours, task=BELOW, measure=f"{p.ours.task}: {p.ours.measure}") for p in below]
        _show([count, *named], as_json=True)
    elif below:
        print_line(f"{BELOW}: {len(below)} of {len(pairs)} comparable figures")
        print_table(
            ["task", "measure", OURS, VADER],
            [[p.ours.task, p.ours.measure, f"{p.ours.value:.3f}", f"{p.vader:.3f}"] for p in below],
        )
    else:
        print_line(f"nowhere {BELOW}: {len(pairs)} comparable figures")
