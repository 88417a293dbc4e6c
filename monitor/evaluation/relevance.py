"""Measure how well a namesake is told from the brand, on our own labelled sets, beside taking every text that holds the name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.analysis.relevance import Names
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.evaluation.base import Figure
from monitor.evaluation.halves import HALVES, path_of, rows_of
from monitor.evaluation.scores import found
from monitor.model import Mention
from monitor.outreach.matter import ABOUT_US

_TASK = "is the brand meant"
_OURS = "reputation-monitor"
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


def is_meant(row: dict[str, Any]) -> bool:
    """Judge one row as the product would."""
    brand = Brand(name=row["brand"], trade=row["trade"])
    mention = Mention(platform="x", stable_key="1", source="x", text=row["text"], posted_at=_NOW)
    return Names((brand,)).judge(mention, Words(mention.text))[1].certainty >= ABOUT_US


def _figures(half: str, rows: list[dict[str, Any]]) -> list[Figure]:
    truth = [row["about"] == 1 for row in rows]
    figures = []
    for subject, said in ((_OURS, [is_meant(row) for row in rows]), ("every hit", [True] * len(rows))):
        rated = found(said, truth)
        for measure_name, value in (("precision", rated.precision), ("recall", rated.recall)):
            name = f"{measure_name}, {half} half"
            figures.append(Figure(task=_TASK, subject=subject, measure=name, value=value, rows=len(rows)))
    return figures
