"""Counts how usual words are in what customers write: `python -m training.usual`, a few seconds.

Only the texts written for this project are counted, of many trades and brands, so that no single one's talk is taken for
everybody's. What is counted goes into `monitor/stories/weights/usual.txt`.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from monitor.stories.keys import NUMBER, WORD, words_of_name
from monitor.stories.usual import IMAGINED, TABLE
from monitor.stories.words import cut, numbers_in
from training.rows import own_rows

FEWEST: Final = 3
"""A word that fewer of the texts hold is not kept: it is rare anyway."""


def main() -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    texts = 0
    for row in own_rows():
        texts += 1
        counts.update(set(cut(row.text).words) - words_of_name(row.brand))
        counts.update(NUMBER.removeprefix(WORD) + each for each in numbers_in(row.text))
    lines = [
        f"{word} {round(count * IMAGINED / texts)}"
        for word, count in sorted(counts.items())
        if count >= FEWEST and " " not in word
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines):,} usual words of {texts:,} texts")  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
