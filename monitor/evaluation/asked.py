"""One question asked of labelled rows: the truth, what each subject answered, and the figures that follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from monitor.evaluation.base import Figure
from monitor.evaluation.labelled import Row
from monitor.evaluation.questions import Label, Said

Measure: TypeAlias = "Callable[[Answer, Sequence[Label]], float]"
"""Gives one figure of one subject's answers beside the truth."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one subject says of every row; `seen` when it was made with these rows in view."""

    subject: str
    said: Sequence[Said]
    seen: bool = False

    @property
    def labels(self) -> list[Label]:
        """Give the labels it chose."""
        return [said.label for said in self.said]

    @property
    def certainty(self) -> list[float]:
        """Give how sure it was, or how much it saw."""
        return [said.certainty for said in self.said]


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows, their true labels, and the answers of all subjects in the same order."""

    rows: Sequence[Row]
    truth: Sequence[Label]
    answers: Sequence[Answer]

    def figures(self, task: str, measures: Mapping[str, Measure]) -> list[Figure]:
        """Measure every subject."""
        return [
            Figure(
                task=task,
                subject=answer.subject,
                measure=name,
                value=round(measure(answer, self.truth), 4),
                rows=len(self.rows),
                seen=answer.seen,
            )
            for answer in self.answers
            for name, measure in measures.items()
        ]

    def at(self, places: Sequence[int]) -> Asked:
        """Keep the rows at some places."""
        answers = [Answer(each.subject, [each.said[at] for at in places], each.seen) for each in self.answers]
        return Asked([self.rows[at] for at in places], [self.truth[at] for at in places], answers)

    def parts(self, of: Callable[[Row], str]) -> dict[str, Asked]:
        """Take the rows apart by a trait, where both answers of a yes-or-no question occur in the part."""
        places: dict[str, list[int]] = {}
        for at, row in enumerate(self.rows):
            places.setdefault(of(row), []).append(at)
        parts = {name: self.at(places[name]) for name in sorted(places) if name}
        return {name: part for name, part in parts.items() if len(set(part.truth)) > 1}


def together(asked: Sequence[Asked]) -> Asked:
    """Take the same question asked of several sets as one, for every subject that answered all of them."""
    first = asked[0]
    answers = []
    for place in range(min(len(each.answers) for each in asked)):
        said = [one for each in asked for one in each.answers[place].said]
        answers.append(Answer(first.answers[place].subject, said, first.answers[place].seen))
    rows, truth = [row for each in asked for row in each.rows], [label for each in asked for label in each.truth]
    return Asked(rows, truth, answers)
