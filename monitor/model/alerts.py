"""Alerts: what was worth waking somebody for, decided once and kept for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertCause(StrEnum):
    """Why something is worth waking somebody for, the gravest first."""

    SAFETY = "safety"
    PRESS = "press"
    FORECAST = "forecast"
    SPREADING = "spreading"
    ANGER = "anger"
    SPIKE = "spike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One decision that somebody must know now: about a story, or (`story_id` None) about the brand as a whole.

    `wake_at` is `decided_at`, or the end of the quiet hours it fell into. `size` is how many people had told or passed
    it on by then. `reasons` are our own words: nothing that anybody else wrote stands in them. `number` is given by the
    store, from 1; 0 is not stored yet.
    """

    brand: str
    story_id: str | None
    decided_at: datetime
    wake_at: datetime
    causes: tuple[AlertCause, ...]
    reasons: tuple[str, ...]
    size: float
    recipient: str = ""
    number: int = 0
