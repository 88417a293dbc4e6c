"""The measured error the page shows: figures of `reputation-monitor evaluate`, kept beside the program they are about."""

from __future__ import annotations

import json
from pathlib import Path

FIGURES = Path(__file__).with_name("measured.json")


BOTH = (
    "A quick model read every text here, and a more thorough one those the quick one was unsure of. Measured with both:"
)
QUICK = "Only the quick model read the texts here: the thorough one is switched off. Measured with both, so expect more mistakes:"


def measured_error(*, encoder: bool) -> tuple[str, ...]:
    """Give one plain sentence for each measured figure, and before them which tier judged; none when nothing was measured."""
    if not FIGURES.exists():
        return ()
    return (BOTH if encoder else QUICK, *json.loads(FIGURES.read_text(encoding="utf-8"))["sentences"])
