"""Measures who leaves and who is lukewarm on our own sets, beside VADER alone and a plain learner."""

from __future__ import annotations

from pathlib import Path

from monitor.evaluation.base import Figure
from monitor.evaluation.halves import HALVES, OWN, half_of
from monitor.evaluation.measures import ONE_CLASS
from monitor.evaluation.questions import Question
from monitor.evaluation.room import room_of


def measure(folder: Path, own: Path = OWN) -> list[Figure]:
    """Give F1, precision and recall of leaving and of lukewarm on both halves."""
    room = room_of(folder, own)
    figures: list[Figure] = []
    for half in HALVES:
        for question in (Question.LEAVING, Question.LUKEWARM):
            if asked := room.ask(half_of("leaving", half), question):
                figures += asked.figures(f"{question}, {half_of('leaving', half)}", ONE_CLASS)
    return figures
