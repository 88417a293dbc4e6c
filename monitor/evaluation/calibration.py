"""Measures whether a probability keeps its word: of texts called a complaint with .7, seven in ten should be one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from monitor.evaluation.asked import together
from monitor.evaluation.base import Figure
from monitor.evaluation.halves import HALVES, OWN, half_of
from monitor.evaluation.measures import calibration_error
from monitor.evaluation.questions import Question
from monitor.evaluation.room import Room, room_of
from monitor.evaluation.sources import SHIPPED

STATED: Final = (Question.COMPLAINT, Question.NEGATIVE, Question.LEAVING)


def measure(folder: Path, own: Path = OWN) -> list[Figure]:
    """Give the expected calibration error of complaint, negative and leaving on every set that is labelled with them.

    Our own sets are small, and chance alone makes for an error there: each half is also measured all together.
    """
    room = room_of(folder, own)
    figures = [figure for name in room.sources for figure in _errors(name, room, [name])]
    for half in HALVES:
        figures += _errors(f"all {half} halves", room, [half_of(name, half) for name in SHIPPED])
    return figures


def _errors(task: str, room: Room, names: Sequence[str]) -> list[Figure]:
    figures: list[Figure] = []
    for question in STATED:
        if asked := [each for name in names if (each := room.ask(name, question))]:
            measures = {f"calibration error of {question}": calibration_error}
            figures += together(asked).figures(f"calibration, {task}", measures)
    return figures
