"""A checkpoint as it was kept: taken up only where this version wrote it, and part by part only where the shape is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.model import Json


def taken_up(checkpoint: dict[str, Json] | None, version: int) -> dict[str, Any]:
    """Give a checkpoint of this version; empty for any other."""
    return checkpoint if checkpoint and checkpoint.get("version") == version else {}


def part(state: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Give the part of a checkpoint that is kept under a name; empty where there is none."""
    kept = state.get(key)
    return kept if isinstance(kept, dict) else {}
