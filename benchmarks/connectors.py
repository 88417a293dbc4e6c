"""Pull thousands of mentions from made-up platforms on loopback into a new store, and say what it cost.

    python benchmarks/connectors.py [--strict] [--mentions 10000]

The platforms run in a process of their own; measured is the whole program `reputation-monitor collect` with connectors,
client libraries and store. A second run with nothing new and a run over a quarter of the mentions stand beside it: memory
must not grow with what is heard. The limits are those of the issue; --strict makes a broken one an error.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PLATFORMS = {"reddit": 1, "x": 3, "mastodon": 3, "bluesky": 3}
"""Tenths of the mentions: Reddit shows no more than about 1,000 of anything."""

LEAST_RATE = 1_500.0
MOST_GROWTH = 1.2


def serve(mentions: int) -> None:
    """Be the platforms: print where they are, answer until told to stop."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from connectors.conformance.world import HttpWorld  # noqa: PLC0415 - found only with the path above

    with ExitStack() as stack:
        told: dict[str, Any] = {}
        for name, tenths in PLATFORMS.items():
            module = import_module(f"worlds.{name}")
            kind = next(
                each
                for each in vars(module).values()
                if isinstance(each, type) and issubclass(each, HttpWorld) and each.__module__ == module.__name__
            )
            world = stack.enter_context(kind())
            world.page = 100
            for number in range(mentions * tenths // 10):
                world.pass_time(seconds=60)
                world.write(
                    f"My Larkfield order number {number} is late again and nobody answers.", author=f"w{number}"
                )
            told[name] = {"options": world.options(), "now": world.now.isoformat()}
        print(json.dumps(told), flush=True)
        sys.stdin.read()  # until the other side goes away


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + " }"
    return json.dumps(value)


def _configure(folder: Path, told: dict[str, Any]) -> None:
    lines = ['store = "sqlite:///heard.db"', "[[brands]]", 'name = "Larkfield"']
    for name, platform in told.items():
        lines += [
            f"[sources.{name}]",
            f'connector = "{name}"',
            "every_minutes = 1",
            "budget = { dollars_per_month = 1000 }",
        ]
        lines += [f"{option} = {_toml(value)}" for option, value in platform["options"].items() if value is not None]
    (folder / "monitor.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _measured(folder: Path, now: str) -> tuple[float, float]:
    """Run the program and give its CPU seconds and its greatest memory in MB."""
    command = [sys.executable, "-m", "monitor", "collect", "--config", str(folder / "monitor.toml"), "--now", now]
    running = subprocess.Popen(command, cwd=ROOT)
    _, status, usage = os.wait4(running.pid, 0)
    if status:
        sys.exit(f"collect failed with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _count(folder: Path) -> int:
    with sqlite3.connect(folder / "heard.db") as store:
        return int(store.execute("SELECT COUNT(*) FROM mentions").fetchone()[0])


def pull(mentions: int) -> tuple[int, float, float, float]:
    """Pull once and once more; give the mentions stored, CPU seconds and MB of the first run, CPU seconds of the second."""
    command = [sys.executable, str(Path(__file__)), "--serve", str(mentions)]
    platforms = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        told = json.loads(platforms.stdout.readline()) if platforms.stdout else {}
        now = max(platform["now"] for platform in told.values())
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            _configure(folder, told)
            seconds, memory = _measured(folder, now)
            again, _ = _measured(folder, (datetime.fromisoformat(now) + timedelta(minutes=5)).isoformat())
            return _count(folder), seconds, memory, again
    finally:
        platforms.terminate()
        platforms.wait()


def main() -> int:
    """Measure and print; 1 with --strict where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--strict", action="store_true", help="fail where a limit is broken")
    parser.add_argument("--mentions", type=int, default=10_000, help="how many to pull")
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return 0
    _, _, quarter_memory, _ = pull(options.mentions // 4)
    stored, seconds, memory, again = pull(options.mentions)
    rate, growth = stored / seconds, memory / quarter_memory
    print(
        f"pulled {stored:,} mentions from {len(PLATFORMS)} platforms in {seconds:.2f} CPU s: {rate:,.0f} a CPU second (at least {LEAST_RATE:,.0f})"
    )
    print(f"memory {memory:.0f} MB, {growth:.2f} x that of a quarter of the mentions (at most {MOST_GROWTH})")
    print(f"a second run with nothing new: {again:.2f} CPU s")
    good = rate >= LEAST_RATE and growth <= MOST_GROWTH and stored == options.mentions
    return 1 if options.strict and not good else 0


if __name__ == "__main__":
    sys.exit(main())
