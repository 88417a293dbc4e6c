"""Measures the five kinds, ill words and severity on our own sets, beside VADER alone and a plain learner."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from monitor.evaluation.asked import Asked, Measure
from monitor.evaluation.base import Figure
from monitor.evaluation.halves import HALVES, OWN, half_of
from monitor.evaluation.measures import ONE_CLASS, SEVERITY, f1_of, macro_f1
from monitor.evaluation.questions import Question
from monitor.evaluation.room import Room, room_of
from monitor.model import Kind

YES: Final[dict[str, Measure]] = {"macro-F1": macro_f1} | ONE_CLASS
KINDS: Final[dict[str, Measure]] = {"macro-F1": macro_f1} | {f"F1 of {kind}": f1_of(kind) for kind in Kind}
FEWEST: Final = 20
"""A register with fewer texts is not told by itself."""


def measure(folder: Path, own: Path = OWN) -> list[Figure]:
    """Give macro-F1 over five kinds and F1 of each, complaint and negative as yes or no, by register, and severity."""
    room = room_of(folder, own)
    return [figure for half in HALVES for figure in _half(room, half_of("kinds", half))]


def _half(room: Room, name: str) -> list[Figure]:
    asked_for = (
        (Question.KIND, KINDS),
        (Question.COMPLAINT, YES),
        (Question.NEGATIVE, YES),
        (Question.SEVERITY, SEVERITY),
    )
    figures: list[Figure] = []
    for question, measures in asked_for:
        if asked := room.ask(name, question):
            figures += asked.figures(f"{question}, {name}", measures)
            figures += _registers(asked, f"{question}, {name}") if question is Question.COMPLAINT else []
    return figures


def _registers(asked: Asked, task: str) -> list[Figure]:
    parts = asked.parts(lambda row: row.register)
    return [
        figure
        for register, part in parts.items()
        if len(part.rows) >= FEWEST
        for figure in part.figures(task, {f"macro-F1, {register}": macro_f1})
    ]
