"""Praise on its way to the people it is about, and who passed it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.findings import Assessed


@dataclass(frozen=True, slots=True, kw_only=True)
class PraiseAbout:
    """Whom (by the routing rules) and which product a praising mention is about; empty where its words do not tell."""

    mention_id: str
    owner: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """Somebody passed praise on: `actor` did it, to `recipient` where that was said."""

    at: datetime
    actor: str
    recipient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Praise:
    """One mention that praises us. `number` is shown as P-311; of the `passings`, oldest first, the first counts."""

    number: int
    said: Assessed
    owner: str = ""
    passings: tuple[Passing, ...] = ()

    @property
    def reference(self) -> str:
        """Name the praise as people write it."""
        return f"P-{self.number}"

    @property
    def passed_on(self) -> Passing | None:
        """Tell who passed it on first; None while nobody has."""
        return self.passings[0] if self.passings else None
