"""Measures complaints, ill words and severity on the public files, beside VADER alone and a plain learner."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from monitor.evaluation.asked import Asked
from monitor.evaluation.base import Figure
from monitor.evaluation.halves import HALVES, OWN, half_of
from monitor.evaluation.measures import BOTH_CLASSES, SEVERITY, macro_f1, sure_recall
from monitor.evaluation.questions import Question
from monitor.evaluation.room import Room, room_of

COMPLAINTS: Final = ("tweets", "reviews")
NEGATIVE: Final = {
    "airlines": BOTH_CLASSES | {"recall at precision ≥ .90": sure_recall},
    "Apple and Google": BOTH_CLASSES,
    "snippets": BOTH_CLASSES,
    "rated tweets": BOTH_CLASSES,
    **{half_of("opinions", half): BOTH_CLASSES for half in HALVES},
}
BY_SUBJECT: Final = frozenset({"snippets", *(half_of("opinions", half) for half in HALVES)})


def measure(folder: Path, own: Path = OWN) -> list[Figure]:
    """Give macro-F1, precision and recall on each public file in `folder`, by domain too, and how severity is rated.

    `own` holds the halves of our own sets that the plain learner learns from as well.
    """
    room = room_of(folder, own)
    figures = [figure for name in COMPLAINTS for figure in _complaints(room, name)]
    for name, measures in NEGATIVE.items():
        if asked := room.ask(name, Question.NEGATIVE):
            figures += asked.figures(f"negative, {name}", measures)
            figures += _subjects(asked, f"negative, {name}") if name in BY_SUBJECT else []
    return figures


def _subjects(asked: Asked, task: str) -> list[Figure]:
    parts = asked.parts(lambda row: row.domain)
    return [
        figure
        for name, part in parts.items()
        for figure in part.figures(task, {f"macro-F1, {name.replace('_', ' ')}": macro_f1})
    ]


def _complaints(room: Room, name: str) -> list[Figure]:
    asked, rated = room.ask(name, Question.COMPLAINT), room.ask(name, Question.SEVERITY)
    if asked is None:
        return []
    figures = asked.figures(f"complaint, {name}", BOTH_CLASSES)
    figures += _subjects(asked, f"complaint, {name}") if len(asked.parts(lambda row: row.domain)) > 1 else []
    return figures + (rated.figures(f"severity, {name}", SEVERITY) if rated else [])
