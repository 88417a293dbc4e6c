"""Measures what putting mentions to stories costs: by itself, and into stores that hold ever more.

    python -m benchmarks.grouping [--million]

The net is not counted: what it would answer is invented, like the mentions. CPU seconds of this process; on a shared
machine the ratios are sound, absolute figures move.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.filled import APART, fill, put_in
from benchmarks.invented import BEGAN, Drawn, Invented, as_mentions, invent
from monitor.model import Assessed, Candidates
from monitor.pipeline import group
from monitor.store import Store
from monitor.stories.grouping import Grouping
from monitor.stories.keys import keys
from monitor.stories.rules import EXPERIENCES
from monitor.stories.sense import Sense
from monitor.stories.stateless import group_records

MENTIONS, FLOOR, SEED = 100_000, 5_000, 5
STORES, PORTION, PORTIONS = (10_000, 100_000), 1_000, 9
MOST_GROWTH = 1.2
"""By so much at most may a portion cost more in the largest store than in the smallest."""


def main() -> None:
    """Measure and print."""
    gc.set_threshold(1_000_000, 20, 20)  # as the command line does
    measure_alone(invent(MENTIONS, SEED))
    measure_stores([*STORES, *([1_000_000] if "--million" in sys.argv else [])])


def measure_alone(invented: Invented) -> None:
    """Group a stream by the rules for one brand's mentions and by those for bare texts, with the net and without."""
    net = Drawn(invented)
    told = as_mentions(invented.texts, BEGAN, timedelta(minutes=1), "m")
    ways: dict[str, Callable[[], int]] = {
        "experiences, in sense and words": lambda: experiences(told, net),
        "experiences, by words alone": lambda: experiences(told, None),
        "topics, in sense and words": lambda: topics(invented, net),
        "topics, by words alone": lambda: topics(invented, None),
    }
    for name, way in ways.items():
        started = time.process_time()
        stories = way()
        rate = len(invented.texts) / (time.process_time() - started)
        print(f"{name:34s} {rate:8,.0f} mentions a CPU second  (at least {FLOOR:,})  {stories:7,} stories")


def experiences(told: Sequence[Assessed], net: Sense | None) -> int:
    """Group mentions of one brand; give the number of stories."""
    grouping = Grouping(Candidates(stories={}, key_counts={}, grouped_mentions=0), EXPERIENCES, net)
    for each in told:
        grouping.place(each, keys(each))
    return len({join.story_id for join in grouping.joins})


def topics(invented: Invented, net: Sense | None) -> int:
    """Group bare texts as the command `group` does; give the number of stories."""
    records = ({"id": place, "text": text, "posted_at": place * 60} for place, text in enumerate(invented.texts))
    return len({each["story"] for each in group_records(records, net)})


def measure_stores(sizes: list[int]) -> None:
    """Add the same mentions to stores of several sizes, a portion to each in turn: what disturbs one disturbs all."""
    new = invent(PORTION * PORTIONS, SEED)
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{Path(folder) / f'{size}.db'}" for size in sizes]
        adding = [added(url, new, fill(url, size, new, SEED)) for url, size in zip(urls, sizes, strict=True)]
        costs = [statistics.median(each) for each in zip(*zip(*adding, strict=True), strict=True)]
    for size, cost in zip(sizes, costs, strict=True):
        print(
            f"{PORTION:,} more in a store of {size:9,}  {cost:6.3f} CPU s  {PORTION / cost:7,.0f} a CPU second"
            f"  {cost / costs[0]:5.2f} x the smallest  (at most {MOST_GROWTH:.2f})"
        )


def added(url: str, new: Invented, after: datetime) -> Iterator[float]:
    """Add portion after portion to a store; give the CPU seconds that grouping each took."""
    store, net, told = Store(url), Drawn(new), as_mentions(new.texts, after, APART, "q")
    for start in range(0, len(told), PORTION):
        put_in(store, told[start : start + PORTION])
        started = time.process_time()
        group(store, lambda _stage, _count: None, net)
        yield time.process_time() - started
    store.close()


if __name__ == "__main__":
    main()
