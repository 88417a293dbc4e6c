"""The fast tier: a linear model over words, pairs of words and cues, with the scores of the rules beside them.

It was taught by labelled texts and by the encoder's own judgement of unlabelled ones (Hinton et al. 2015); see
docs/model-card.md. Its weights are a table of numbers that loads in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from monitor.analysis.features import MOST, rows_of
from monitor.analysis.judgement import place_of
from monitor.analysis.reading import Reading
from monitor.analysis.words import PAUSE, STOP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS: Final = Path(__file__).parent / "weights"
LONGEST: Final = 6
"""So many words in a row tell of a head at most."""
BOUNDS: Final = frozenset({STOP, PAUSE})
"""Marks between words, over which nothing is told."""


class FastTier:
    """The linear model."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the weights. Raises OSError where they are missing."""
        import numpy as np  # noqa: PLC0415 - 80 ms that a run with nothing to read saves

        with np.load(folder / "fast.npz") as kept:
            self.table: NDArray[np.float32] = kept["table"].astype(np.float32)
            self.measures: NDArray[np.float32] = kept["measures"].astype(np.float32)
            self.start: NDArray[np.float32] = kept["start"].astype(np.float32)

    def outputs(self, readings: Sequence[Reading], measures: Sequence[Sequence[float]]) -> NDArray[np.float32]:
        """Give the outputs of all heads, texts × outputs; `measures` are those of `features.MEASURES`, a row a text."""
        import numpy as np  # noqa: PLC0415 - as above

        columns = np.asarray(measures, dtype=np.float32).reshape(len(readings), -1, 1)
        # No matrix product: its last digits depend on how many texts are judged together.
        found: NDArray[np.float32] = (columns * self.measures).sum(axis=1) + self.start
        rows, lengths = rows_of(readings)
        starts = (np.cumsum(lengths) - lengths)[lengths > 0]
        if len(starts):
            weighed = np.add.reduceat(self.table[rows], starts, axis=0)
            found[lengths > 0] += weighed / np.sqrt(lengths[lengths > 0, None]).astype(np.float32)
        return found

    def telling(self, reading: Reading, head: str) -> tuple[int, int]:
        """Give the few tokens in a row that weigh most for a head, with the pairs they form: from the first up to the end."""
        keys = reading.words.keys[:MOST]
        weights = self.table[rows_of([reading])[0], place_of(head).start].tolist()
        pairs = weights[len(keys) :]
        best, span = float("-inf"), (0, 1)
        for first in range(len(keys)):
            total = 0.0
            for end in range(first, min(first + LONGEST, len(keys))):
                if keys[end] in BOUNDS:
                    break
                total += weights[end] + (pairs[end - 1] if end > first else 0.0)
                if total > best:
                    best, span = total, (first, end + 1)
        return span
