"""Measure how well a namesake is told from the brand, on our own labelled sets, beside taking every text that holds the name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.analysis.masking import question_about
from monitor.analysis.namesakes import Judged
from monitor.analysis.relevance import Names
from monitor.analysis.tiers import Tiers
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.evaluation.base import OURS, Figure
from monitor.evaluation.halves import HALVES, path_of, rows_of
from monitor.evaluation.scores import found, macro_f1
from monitor.model import Mention
from monitor.outreach.matter import ABOUT_US

_TASK = "is the brand meant"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def measure(folder: Path) -> list[Figure]:
    """Give precision and recall of "the brand is meant" on the half to learn from and on the untouched one.

    The sets ship with the product, so that the folder is not read.
    """
    del folder
    return [figure for half in HALVES for figure in _figures(half, labelled(half))]


def labelled(half: str) -> list[dict[str, Any]]:
    """Read one half, `test` by another author: `id`, `brand`, `trade`, `about` (1 or 0) and `text`."""
    return rows_of(path_of("relevance", half))


def by_rules(rows: Sequence[dict[str, Any]]) -> list[Judged]:
    """Judge rows by the words around the name alone."""
    return [
        Names((Brand(name=row["brand"], trade=row["trade"]),)).judge(_mention(row), Words(row["text"]))[1]
        for row in rows
    ]


def by_both(rows: Sequence[dict[str, Any]], judged: Sequence[Judged]) -> list[float]:
    """Judge rows as the product does: the encoder looks closer at names that other things bear too."""
    sure = [each.certainty for each in judged]
    doubtful = [place for place, each in enumerate(judged) if each.is_ambiguous]
    asked = [question_about(*(rows[place][name] for name in ("brand", "trade", "text"))) for place in doubtful]
    for place, certainty in zip(doubtful, Tiers().about(asked, [sure[place] for place in doubtful]), strict=True):
        sure[place] = certainty
    return sure


def _mention(row: dict[str, Any]) -> Mention:
    return Mention(platform="x", stable_key="1", source="x", text=row["text"], posted_at=_NOW)


def _figures(half: str, rows: list[dict[str, Any]]) -> list[Figure]:
    truth = [row["about"] == 1 for row in rows]
    judged = by_rules(rows)
    said = {
        OURS: by_both(rows, judged),
        "rules alone": [each.certainty for each in judged],
        "every hit": [1.0] * len(rows),
    }
    return [figure for subject, sure in said.items() for figure in _compared(half, subject, sure, truth)]


def _compared(half: str, subject: str, sure: Sequence[float], truth: Sequence[bool]) -> list[Figure]:
    meant = [certainty >= ABOUT_US for certainty in sure]
    yes = found(meant, truth)
    values = {"macro-F1": macro_f1(meant, truth), "F1": yes.f1, "precision": yes.precision, "recall": yes.recall}
    return [
        Figure(
            task=_TASK, subject=subject, measure=f"{name}, {half} half", value=value, rows=len(truth), seen=HALVES[half]
        )
        for name, value in values.items()
    ]
