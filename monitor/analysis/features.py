"""Turns a reading into numbers for the fast tier: rows of a table for words, pairs of words and cues, and a few measures."""

from __future__ import annotations

from itertools import pairwise
from typing import Final
from zlib import crc32

from monitor.analysis.reading import Reading

BITS: Final = 17
MASK: Final = (1 << BITS) - 1
"""Words share rows of a table of this size by their hash (Weinberger et al. 2009): no vocabulary to load, none to grow."""
SPREAD: Final = 1_000_003
"""Mixes the rows of two neighbours into the row of the pair."""
MOST: Final = 400
"""So many words of a text are weighed; the rules see the rest."""
MEMORY: Final = 60_000
MEASURES: Final = (
    "complaint",
    "negative",
    "leaving",
    "misread",
    "firsthand",
    "compound",
    "neg",
    "pos",
    "length",
    "question",
    "account",
)
"""What stands beside the table, in this order; the first five are the scores of the rules."""


class Rows(dict[str, int]):
    """Remembers the table's row of each word."""

    def __missing__(self, key: str) -> int:
        if len(self) > MEMORY:
            self.clear()
        row = crc32(("@" if key[0] == "@" else key).encode("utf-8", "replace")) & MASK
        if len(key) <= 40:
            self[key] = row
        return row


ROWS: Final = Rows()


def rows_of(reading: Reading) -> list[int]:
    """Give the rows of the table for a text: its words, pairs of neighbours, and cues (once or more often)."""
    rows = ROWS
    words = [rows[key] for key in reading.words.keys[:MOST]]
    pairs = [(first * SPREAD ^ second) & MASK for first, second in pairwise(words)]
    cues = [rows[f"<{cue}>" if len(places) == 1 else f"<{cue}+>"] for cue, places in reading.hits.items()]
    return words + pairs + cues
