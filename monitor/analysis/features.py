"""Turns a reading into numbers for the fast tier: rows of a table for words, pairs of words and cues, and a few measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from zlib import crc32

from monitor.analysis.reading import Reading
from monitor.analysis.words import Trait

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BITS: Final = 17
MASK: Final = (1 << BITS) - 1
"""Words share rows of a table of this size by their hash (Weinberger et al. 2009): no vocabulary to load, none to grow."""
SPREAD: Final = 1_000_003
"""Mixes the rows of two neighbours into the row of the pair."""
MOST: Final = 400
"""So many words of a text are weighed; the rules see the rest."""
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


def row_of(key: str) -> int:
    """Give the table's row of a word or cue; all accounts share one."""
    return crc32(("@" if key[0] == "@" else key).encode("utf-8", "replace")) & MASK


class CueRows(dict[str, int]):
    """Remembers the row of each cue; there are some hundred."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self.sign = sign

    def __missing__(self, cue: str) -> int:
        """Work it out for a cue that is met for the first time."""
        row = self[cue] = row_of(f"<{cue}{self.sign}>")
        return row


ROWS: Final = Trait("row", lambda word: row_of(word.key))
ONCE: Final = CueRows("")
OFTEN: Final = CueRows("+")


def rows_of(readings: Sequence[Reading]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give the rows of the table for texts, one behind the other, and how many each has: words, pairs of neighbours, cues.

    A cue found once and one found more often have rows of their own.
    """
    import numpy as np  # noqa: PLC0415 - 80 ms that a run with nothing to read saves

    found: list[int] = []
    widths: list[int] = []
    starts = [0]
    for reading in readings:
        words = ROWS.of(reading.words.cards[:MOST])
        found += words
        found += words[1:]  # the second words of the pairs, to be mixed below
        found += [(ONCE if len(places) == 1 else OFTEN)[cue] for cue, places in reading.hits.items()]
        widths.append(len(words))
        starts.append(len(found))
    table = np.array(found, dtype=np.intp)
    width = np.array(widths, dtype=np.intp)
    pairs = np.maximum(width - 1, 0)
    before = np.repeat(width, pairs)  # how far before a pair its first word lies
    within = np.arange(len(before)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    places = np.repeat(np.array(starts[:-1], dtype=np.intp), pairs) + before + within
    table[places] = (table[places - before] * SPREAD ^ table[places]) & MASK
    return table, np.diff(starts)
