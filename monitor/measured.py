"""The measured error the page shows: figures of `reputation-monitor evaluate`, kept beside the program they are about."""

from __future__ import annotations

import json
from pathlib import Path

FIGURES = Path(__file__).with_name("measured.json")


def measured_error() -> tuple[str, ...]:
    """Give one plain sentence for each measured figure; none when nothing was measured for this release."""
    if not FIGURES.exists():
        return ()
    return tuple(json.loads(FIGURES.read_text(encoding="utf-8"))["sentences"])
