"""Which figure is drawn from the answers of one subject: the names that `evaluate` prints, and how each is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.evaluation import scores
from monitor.evaluation.asked import Answer, Measure
from monitor.evaluation.questions import Label

WANTED_PRECISION: Final = 0.9
"""A person who reads the queue puts up with one needless entry in ten."""


def macro_f1(answer: Answer, truth: Sequence[Label]) -> float:
    """Measure the mean F1 of all labels."""
    return scores.macro_f1(answer.labels, truth)


def precision(answer: Answer, truth: Sequence[Label]) -> float:
    """Measure how much of what was called so is so."""
    return scores.found(answer.labels, truth).precision


def recall(answer: Answer, truth: Sequence[Label]) -> float:
    """Measure how much of what is so was called so."""
    return scores.found(answer.labels, truth).recall


def sure_recall(answer: Answer, truth: Sequence[Label]) -> float:
    """Measure how much can be found with nine in ten right."""
    return scores.recall_at_precision(answer.certainty, truth, WANTED_PRECISION)


def spearman(answer: Answer, truth: Sequence[Label]) -> float:
    """Measure how well the order agrees."""
    return scores.spearman(answer.certainty, [float(label) for label in truth])


def calibration_error(answer: Answer, truth: Sequence[Label]) -> float:
    """Measure how far the stated probabilities lie from what came true."""
    return scores.calibration_error(answer.certainty, truth)


def f1_of(wanted: Label) -> Measure:
    """Measure F1 of one label."""

    def f1(answer: Answer, truth: Sequence[Label]) -> float:
        return scores.found(answer.labels, truth, wanted).f1

    return f1


ONE_CLASS: Final[dict[str, Measure]] = {"F1": f1_of(wanted=True), "precision": precision, "recall": recall}
BOTH_CLASSES: Final[dict[str, Measure]] = {"macro-F1": macro_f1, "precision": precision, "recall": recall}
SEVERITY: Final[dict[str, Measure]] = {"macro-F1 of levels": macro_f1, "Spearman": spearman}
