"""Our own labelled sets: where they lie, and how the half to learn from and the untouched one are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

OWN: Final = Path(__file__).parent / "sets"
HALVES: Final = {"train": True, "test": False}
"""The half to learn from was seen by whoever set a rule or a weight; the other was not."""


def half_of(name: str, half: str) -> str:
    """Name one half of our own sets."""
    return f"{name}, {half} half"


def path_of(name: str, half: str, own: Path = OWN) -> Path:
    """Say in which file of the folder `own` a half lies."""
    return own / f"{name}_{half}.jsonl"


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read a half: one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
