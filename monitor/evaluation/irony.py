"""Measures the doubt about the tone on ironic and plain texts, beside VADER alone and a plain learner."""

from __future__ import annotations

from pathlib import Path

from monitor.evaluation.base import Figure
from monitor.evaluation.halves import HALVES, OWN, half_of
from monitor.evaluation.measures import ONE_CLASS, macro_f1
from monitor.evaluation.questions import Question
from monitor.evaluation.room import room_of


def measure(folder: Path, own: Path = OWN) -> list[Figure]:
    """Give F1, macro-F1, precision and recall of "likelier misread than not" on our own sets and the public one."""
    room = room_of(folder, own)
    figures: list[Figure] = []
    for name in (*(half_of("irony", half) for half in HALVES), "ironic tweets"):
        if asked := room.ask(name, Question.IRONY):
            figures += asked.figures(f"irony, {name}", ONE_CLASS | {"macro-F1": macro_f1})
    return figures
