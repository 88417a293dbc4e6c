"""A brand's weather: how much it is talked about by the hour, and when that was far more than usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SpikeKind(StrEnum):
    """What rose."""

    MENTIONS = "mentions"
    COMPLAINTS = "complaints"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """What was said of one brand in the hour from `at`: how many mentions, and how many of them complain."""

    at: datetime
    mentions: int
    complaints: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spike:
    """A brand was talked of far more than usual in the hour from `at`, or far more of it were complaints.

    `count` and `usual` are mentions in an hour, or for complaints shares (0 to 1). `score` is from 0.5 (just strange
    enough) to 1. `story_id` is the story that most of the excess came from, `share` how much of it (0 to 1).
    """

    brand: str
    kind: SpikeKind
    at: datetime
    count: float
    usual: float
    score: float
    story_id: str | None = None
    share: float = 0.0
