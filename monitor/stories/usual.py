"""How usual a word is in what customers write, so that "size" is no rare word in the first hundred mentions of a stream."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from monitor.stories.keys import WORD

TABLE: Final = Path(__file__).parent / "weights" / "usual.txt"
"""A word and a number a line, counted by `training/usual.py`."""
IMAGINED: Final = 10_000
"""The numbers say how many of so many mentions hold the word."""


@cache
def usual() -> Mapping[str, int]:
    """Give how many of `IMAGINED` mentions hold each usual word, by its key. Raises OSError where the table is missing."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {WORD + word: int(count) for word, _, count in (line.partition(" ") for line in lines)}
