"""What is asked of a labelled text, what its label answers, and what we and VADER alone say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from monitor.evaluation.labelled import Row
from monitor.model import Assessment, Kind

Label: TypeAlias = "bool | int | str"

HALF: Final = 0.5
"""From here on a probability says yes."""
VADER_MIDDLE: Final = 0.05
"""VADER's usual thresholds: negative up to -.05, positive from .05 on (Hutto & Gilbert 2014)."""
LEVELS: Final = 4


class Question(StrEnum):
    """One thing that a text is asked: yes or no, except for the kind (one of five) and the severity (1 to 4)."""

    COMPLAINT = "complaint"
    NEGATIVE = "negative"
    LEAVING = "leaving"
    IRONY = "irony"
    LUKEWARM = "lukewarm"
    KIND = "kind"
    SEVERITY = "severity"


class Said(NamedTuple):
    """An answer about one text, and its probability or (for the severity) its degree."""

    label: Label
    certainty: float


def truth(row: Row, question: Question) -> Label | None:
    """Give what the label says; None when nobody labelled this, or there is nothing to rate."""
    if question is Question.SEVERITY:
        return row.severity or None
    if question is Question.LUKEWARM:
        return None if row.kind is None else row.kind is Kind.LUKEWARM
    answer: Label | None = getattr(row, question.value)
    return answer


def ours(assessment: Assessment, question: Question) -> Said:
    """Give what we say."""
    return WE_SAY[question](assessment)


def vader(compound: float, question: Question) -> Said:
    """Give what can be read out of VADER's compound alone, each question in the way most tools read it.

    Its distance from 1 stands in for a probability that it does not have. Ill words are taken for complaint, leaving
    and irony alike; what is neither good nor ill is lukewarm when that is asked, and else another kind.
    """
    ill, neither = (1 - compound) / 2, abs(compound) < VADER_MIDDLE
    if question is Question.LUKEWARM:
        return Said(neither, 1 - abs(compound))
    if question is Question.KIND:
        return Said(Kind.OTHER if neither else Kind.PRAISE if compound > 0 else Kind.COMPLAINT, abs(compound))
    if question is Question.SEVERITY:
        return Said(1 + min(LEVELS - 1, int(ill * LEVELS)), ill)
    return Said(compound <= -VADER_MIDDLE, ill)


def _likely(probability: float) -> Said:
    return Said(probability >= HALF, probability)


WE_SAY: Final[Mapping[Question, Callable[[Assessment], Said]]] = {
    Question.COMPLAINT: lambda assessment: _likely(assessment.kinds[0]),
    Question.NEGATIVE: lambda assessment: _likely(assessment.negative),
    Question.LEAVING: lambda assessment: _likely(assessment.leaving),
    Question.IRONY: lambda assessment: _likely(assessment.misread),
    Question.LUKEWARM: lambda assessment: Said(
        assessment.kind is Kind.LUKEWARM, assessment.kinds[tuple(Kind).index(Kind.LUKEWARM)]
    ),
    Question.KIND: lambda assessment: Said(assessment.kind, max(assessment.kinds)),
    Question.SEVERITY: lambda assessment: Said(assessment.severity_level, assessment.severity),
}
