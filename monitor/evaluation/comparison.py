"""Says where we are below VADER alone: on no set may we be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from monitor.evaluation.base import OURS, VADER, Figure

OUR_NAMES: Final = (OURS, "reputation-monitor")
MORE_IS_BETTER: Final = ("F1", "Spearman", "recall at precision")
LESS_IS_BETTER: Final = ("calibration error",)
"""Measures that stand for themselves, by words in their names. Precision or recall alone does not: either can be bought with the other."""


class Beside(NamedTuple):
    """Our figure and VADER's of the same measure on the same rows."""

    ours: Figure
    vader: float

    @property
    def is_below(self) -> bool:
        """Say whether VADER alone does better."""
        if any(words in self.ours.measure for words in LESS_IS_BETTER):
            return self.ours.value > self.vader
        return self.ours.value < self.vader


def beside_vader(figures: Sequence[Figure]) -> list[Beside]:
    """Pair every figure of ours that stands for itself with VADER's."""
    theirs = {(each.task, each.measure): each.value for each in figures if each.subject.startswith(VADER.split()[0])}
    return [
        Beside(each, theirs[each.task, each.measure])
        for each in figures
        if each.subject in OUR_NAMES and (each.task, each.measure) in theirs and _stands_alone(each.measure)
    ]


def _stands_alone(measure: str) -> bool:
    return any(words in measure for words in (*MORE_IS_BETTER, *LESS_IS_BETTER))
