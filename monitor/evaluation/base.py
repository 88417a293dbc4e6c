"""One measured figure, as `evaluate` prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure measured on labelled data: of whom (`subject`, ours or a plain baseline), on what, which measure."""

    task: str
    subject: str
    measure: str
    value: float
    rows: int
