"""What was forecast of stories, and how that turned out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.stories import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownForecast:
    """One forecast that a page showed `at` a moment: how many more tellings and reshares come until `horizon`.

    `before` is how many retellings there were by then, `came` how many came in truth: None while nobody can know yet.
    """

    story_id: str
    at: datetime
    horizon: datetime
    expected: Range
    before: float
    came: float | None = None

    @property
    def held(self) -> bool | None:
        """Tell whether the truth lay in the range; None while nobody can know yet."""
        return None if self.came is None else self.expected.low <= self.came <= self.expected.high


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """Of the last `judged` forecasts, how many held their range."""

    judged: int
    held: int
