"""Measures the whole product side by side with plain yardsticks, in one run, each as a process of its own.

    python benchmarks/run.py [--strict]

Prints medians of several runs as user + system CPU seconds, and the largest resident memory. On a shared machine the
ratios are sound; absolute figures move.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
AIRLINE = ROOT.parent / "shared" / "data" / "airline" / "mentions.csv"
NOW = "2015-02-22T23:59:00-08:00"
MENTIONS = 6_205
RUNS = 5
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != UNCOMPILED} | {"PYTHONPATH": str(ROOT)}
"""Modules are compiled once, as where the product is installed, and not for every run."""

CONFIGURATION = f"""
title = "Three airlines"
timezone = "America/Los_Angeles"
[[brands]]
name = "United"
handles = ["@united"]
[[brands]]
name = "US Airways"
handles = ["@USAirways"]
[[brands]]
name = "American Airlines"
aliases = ["AmericanAir"]
handles = ["@AmericanAir"]
[sources.mentions]
connector = "file"
path = "{AIRLINE}"
platform = "x"
columns = {{ stable_key = "id", author = "author", posted_at = "created_at", text = "text", reposts = "retweets" }}
"""

FAST_ALONE = """
[analysis]
encoder = false
"""

BARE_VADER = f"""
import csv
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
analyzer = SentimentIntensityAnalyzer()
for row in csv.DictReader(open({str(AIRLINE)!r}, encoding="utf-8")):
    analyzer.polarity_scores(row["text"])
"""


@dataclass(frozen=True)
class Cost:
    """What a process cost: CPU in seconds, memory in MB."""

    cpu: float
    memory: float


def cost_of(arguments: Sequence[str]) -> Cost:
    """Run a process to its end, throwing its output away, and tell what it cost. Raises RuntimeError when it failed."""
    child = os.posix_spawn(
        arguments[0],
        arguments,
        ENVIRONMENT,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{' '.join(arguments)[:200]} failed: {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(arguments: Sequence[str], before: Callable[[], None] = lambda: None, runs: int = RUNS) -> Cost:
    """Give the median cost of several runs, after one that only warms the disk."""
    costs = []
    for _ in range(runs + 1):
        before()
        costs.append(cost_of(arguments))
    return Cost(statistics.median(cost.cpu for cost in costs[1:]), max(cost.memory for cost in costs[1:]))


def main() -> None:
    """Measure and print; with --strict, fail when a promise of README is broken."""
    python = [sys.executable, "-c"]
    yardstick = median([*python, "import sqlalchemy.orm"])
    helped = median([sys.executable, "-m", "monitor", "--help"])
    print(f"import sqlalchemy.orm          {yardstick.cpu:6.3f} CPU s  (the yardstick)")
    print(
        f"reputation-monitor --help      {helped.cpu:6.3f} CPU s  {helped.cpu / yardstick.cpu:5.2f} x  (at most 0.30)"
    )
    promises = [("--help", helped.cpu / yardstick.cpu <= 0.30)]
    if AIRLINE.exists():
        promises += measure_airline(yardstick, python)
    else:
        print("NOT MEASURED: ../shared/data/airline is absent, so the whole run was not timed")
    broken = [name for name, kept in promises if not kept]
    print(f"broken promises: {', '.join(broken)}" if broken else "all promises kept")
    sys.exit(bool(broken) and "--strict" in sys.argv)


def measure_airline(yardstick: Cost, python: list[str]) -> list[tuple[str, bool]]:
    """Measure whole runs over the airline weekend."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = folder / "monitor.toml"
        settings.write_text(CONFIGURATION + FAST_ALONE, encoding="utf-8")
        command = [sys.executable, "-m", "monitor", "run", "--config", str(settings), "--now", NOW]

        def start_anew() -> None:
            for leftover in folder.glob("reputation.db*"):
                leftover.unlink()

        vader = median([*python, BARE_VADER])
        whole = median(command, start_anew)
        again = median(command)
        settings.write_text(CONFIGURATION, encoding="utf-8")
        both = median(command, start_anew)
        page = (folder / "report" / "index.html").stat().st_size / 1024
    rate = MENTIONS / whole.cpu
    print(
        f"bare vaderSentiment loop       {vader.cpu:6.3f} CPU s  {vader.memory:5.0f} MB  {MENTIONS / vader.cpu:7,.0f} texts a CPU second"
    )
    print(
        f"whole run, both tiers          {both.cpu:6.3f} CPU s  {both.memory:5.0f} MB  {MENTIONS / both.cpu:7,.0f} mentions a CPU second"
        f"  {both.cpu / vader.cpu:4.2f} x the bare loop"
    )
    print(
        f"whole run, fast tier alone     {whole.cpu:6.3f} CPU s  {whole.memory:5.0f} MB  {rate:7,.0f} mentions a CPU second"
        f"  {whole.cpu / vader.cpu:4.2f} x the bare loop  (at least 2,000; at most 250 MB)"
    )
    print(
        f"run with nothing new           {again.cpu:6.3f} CPU s  {again.memory:5.0f} MB  {again.cpu / yardstick.cpu:5.2f} x  (at most 2.50)"
    )
    print(f"page of the airline run        {page:6.0f} KB  (at most 400)")
    return [
        ("2,000 mentions a CPU second", rate >= 2_000),
        ("250 MB", whole.memory <= 250),
        ("nothing new", again.cpu / yardstick.cpu <= 2.5),
        ("page of 400 KB", page <= 400),
    ]


if __name__ == "__main__":
    main()
