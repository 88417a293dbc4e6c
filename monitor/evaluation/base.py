"""One measured figure, as `evaluate` prints it, and of whom it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OURS: Final = "ours"
VADER: Final = "VADER alone"
LEARNED: Final = "TF-IDF + LR"
WORDS_ALONE: Final = "words alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure measured on labelled data: of whom (`subject`, ours or a plain baseline), on what, which measure.

    `seen` says that rules or weights of the subject were made with these very rows in view: such a figure flatters.
    """

    task: str
    subject: str
    measure: str
    value: float
    rows: int
    seen: bool = False
