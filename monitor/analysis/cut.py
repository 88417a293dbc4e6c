"""One stretch of a text that is not read, and what a reader sees in its place."""

from __future__ import annotations

from typing import NamedTuple


class Cut(NamedTuple):
    """`text[start:end]` is left out; `instead` stands in its place."""

    start: int
    end: int
    instead: str = "\n"
