"""Measures complaints, ill words and severity on the public files, beside VADER alone and a plain learner."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from monitor.evaluation.base import Figure
from monitor.evaluation.halves import OWN
from monitor.evaluation.measures import BOTH_CLASSES, SEVERITY, macro_f1, sure_recall
from monitor.evaluation.questions import Question
from monitor.evaluation.room import Room, room_of

COMPLAINTS: Final = ("tweets", "reviews")
NEGATIVE: Final = {
    "airlines": BOTH_CLASSES | {"recall at precision ≥ .90": sure_recall},
    "Apple and Google": BOTH_CLASSES,
}


def measure(folder: Path, own: Path = OWN) -> list[Figure]:
    """Give macro-F1, precision and recall on each public file in `folder`, by domain too, and how severity is rated.

    `own` holds the halves of our own sets that the plain learner learns from as well.
    """
    room = room_of(folder, own)
    figures = [figure for name in COMPLAINTS for figure in _complaints(room, name)]
    for name, measures in NEGATIVE.items():
        if asked := room.ask(name, Question.NEGATIVE):
            figures += asked.figures(f"negative, {name}", measures)
    return figures


def _complaints(room: Room, name: str) -> list[Figure]:
    asked, rated = room.ask(name, Question.COMPLAINT), room.ask(name, Question.SEVERITY)
    if asked is None:
        return []
    figures = asked.figures(f"complaint, {name}", BOTH_CLASSES)
    domains = asked.parts(lambda row: row.domain)
    for domain, part in domains.items() if len(domains) > 1 else ():
        figures += part.figures(f"complaint, {name}", {f"macro-F1, {domain.replace('_', ' ')}": macro_f1})
    return figures + (rated.figures(f"severity, {name}", SEVERITY) if rated else [])
