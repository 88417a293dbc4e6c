"""Measure how well a namesake is told from the brand, on our own labelled sets, beside taking every text that holds the name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from monitor.analysis.relevance import Names
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.evaluation.base import Figure
from monitor.model import Mention
from monitor.outreach.matter import ABOUT_US

HALVES: Final = ("train", "test")
"""The half to learn from, by the author of the rules, and the untouched one, by another."""

_SETS = Path(__file__).parent / "sets"
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
    """Read one half: `id`, `brand`, `trade`, `about` (1 or 0) and `text`."""
    with (_SETS / f"relevance_{half}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def is_meant(row: dict[str, Any]) -> bool:
    """Judge one row as the product would."""
    brand = Brand(name=row["brand"], trade=row["trade"])
    mention = Mention(platform="x", stable_key="1", source="x", text=row["text"], posted_at=_NOW)
    return Names((brand,)).judge(mention, Words(mention.text))[1].certainty >= ABOUT_US


def _figures(half: str, rows: list[dict[str, Any]]) -> list[Figure]:
    truth = [row["about"] == 1 for row in rows]
    figures = []
    for subject, found in ((_OURS, [is_meant(row) for row in rows]), ("every hit", [True] * len(rows))):
        right = sum(each and meant for each, meant in zip(found, truth, strict=True))
        for measure_name, value in (("precision", right / max(1, sum(found))), ("recall", right / max(1, sum(truth)))):
            name = f"{measure_name}, {half} half"
            figures.append(Figure(task=_TASK, subject=subject, measure=name, value=value, rows=len(rows)))
    return figures
