"""Shows on a terminal how a run gets on. In cron it shows nothing at all."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from monitor.pipeline import Progress

WORDS = {
    "heard": "new",
    "read": "read",
    "grouped": "grouped",
    "measured": "stories measured",
    "decided": "people considered",
}


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give something to tell progress to, for as long as the body runs."""
    if not sys.stderr.isatty():
        yield _ignore
        return
    from tqdm import tqdm  # noqa: PLC0415 - only a terminal needs it

    counts: Counter[str] = Counter()
    with tqdm(bar_format="{desc} [{elapsed}]", leave=False) as bar:

        def tell(stage: str, count: int) -> None:
            counts[stage] += count
            bar.set_description_str(
                ", ".join(f"{counts[name]:,} {words}" for name, words in WORDS.items() if name in counts)
            )

        yield tell


def _ignore(stage: str, count: int) -> None:
    del stage, count
