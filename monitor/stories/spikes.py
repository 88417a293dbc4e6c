"""Notices when a brand is talked about far more than usual, from counts alone, as they come in and never looking ahead.

The baseline is the brand's own: a level that follows the last days, what this hour of the day usually adds, and how much
counts usually swing, all in square roots, where the swing of a count hardly depends on its size (Bartlett 1936). A rise
counts the less the larger the rises of the last weeks were, so a brand that is noisy by nature is not always alarming.
The constants were chosen on the NAB tweet series; how good they are is printed by `evaluate`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor.model import Json
from monitor.stories.rhythm import Rhythm

LEVEL_HALF_LIFE = 48.0
SWING_HALF_LIFE = 14 * 24.0
MEMORY_HALF_LIFE = 28 * 24.0
"""Hours."""
QUIET_AFTER = timedelta(hours=24)
"""For this long after an alarm only something `LARGER` times as strange is a new event."""
LARGER = 2.5
SMALLEST_SWING = 1.0
"""In square roots: what mere counting brings is 0.5, so twice that is never strange."""
STRANGE = 3.0
"""Swings above the baseline from which a rise is looked at."""
OUTLIER = 3.0
"""Swings beyond which a count no longer moves the baseline further."""
ALARM = 4.0
"""Swings, discounted by what was seen lately, that make an event: the score is one half here."""
FIRST_LOOK = timedelta(hours=24)
FEWEST_READINGS = 24
"""Before a day and this many counts were seen, nothing is called strange."""
LONGEST_STEP = 24.0
"""Hours. After a longer silence of the source the baseline moves as after a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one interval's count means: how strange it is (0 to 1), whether an event begins, and what was usual."""

    at: datetime
    score: float
    spike: bool
    baseline: float


class SpikeDetector:
    """Reads the counts of equal intervals strictly in order of time."""

    def __init__(self) -> None:
        self._first: datetime | None = None
        self._readings = 0
        self._before: datetime | None = None
        self._smooth = 0.0
        self._level = 0.0
        self._variance = 1.0
        self._rhythm = Rhythm()
        self._largest = 0.0
        self._alarm_at: datetime | None = None
        self._alarm_was = 0.0

    def read(self, at: datetime, count: float) -> Reading:
        """Read the next interval; ValueError when it is not later than the one before or counts less than nothing."""
        if not count >= 0 or math.isinf(count):
            raise ValueError(f"count must be 0 or more, not {count}")
        step = self._step_to(at)
        self._smooth = count if step is None else (self._smooth + count) / 2
        height = math.sqrt(self._smooth)
        if step is None:
            self._level = height
        usual, excused = self._level + self._rhythm.of_the_hour(at), self._rhythm.excused(at)
        swing = max(math.sqrt(self._variance), SMALLEST_SWING)
        strangeness = self._discounted((height - usual) / swing, excused / swing, at, step or 0.0)
        self._learn(height, swing, at, step or 0.0)
        score = strangeness / (strangeness + ALARM)
        return Reading(
            at=at, score=round(score, 6), spike=score >= 0.5, baseline=round(max(0.0, usual + excused) ** 2, 3)
        )

    def state(self) -> list[Json]:
        """Give all that was learnt as plain values, for `SpikeDetector.of`."""
        return [
            *(None if at is None else at.isoformat() for at in (self._first, self._before, self._alarm_at)),
            *(self._readings, self._smooth, self._level, self._variance, self._largest, self._alarm_was),
            [list(part) for part in self._rhythm.state()],
        ]

    @classmethod
    def of(cls, state: Sequence[Any]) -> SpikeDetector:
        """Give back the detector of a state."""
        first, before, alarm_at, readings, smooth, level, variance, largest, alarm_was, rhythm = state
        found = cls()
        found._first, found._before, found._alarm_at = (
            None if at is None else datetime.fromisoformat(at) for at in (first, before, alarm_at)
        )
        found._readings, found._smooth, found._level, found._variance = readings, smooth, level, variance
        found._largest, found._alarm_was, found._rhythm = largest, alarm_was, Rhythm.of(rhythm)
        return found

    def _step_to(self, at: datetime) -> float | None:
        """Give the hours since the interval before; None for the first."""
        before, self._before = self._before, at
        self._readings += 1
        if before is None:
            self._first = at
            return None
        if at <= before:
            raise ValueError(
                f"{at.isoformat()} is not later than {before.isoformat()}: counts must come in order of time"
            )
        return min((at - before).total_seconds() / 3600.0, LONGEST_STEP)

    def _discounted(self, swings: float, excused: float, at: datetime, step: float) -> float:
        """Discount a rise by the largest of the last weeks, and to nothing while the event before still echoes."""
        self._largest *= 0.5 ** (step / MEMORY_HALF_LIFE)
        largest, self._largest = self._largest, max(self._largest, swings)
        if swings <= STRANGE or self._is_new(at):
            return 0.0
        if self._alarm_at is not None and at - self._alarm_at < QUIET_AFTER and swings < LARGER * self._alarm_was:
            return 0.0
        self._alarm_at, self._alarm_was = at, swings
        left = max(0.0, swings - excused)
        return left * min(1.0, swings / largest) ** 2 if largest > 0 else left

    def _is_new(self, at: datetime) -> bool:
        """Say whether too little was seen to know what is usual."""
        return self._readings < FEWEST_READINGS or self._first is None or at - self._first < FIRST_LOOK

    def _learn(self, height: float, swing: float, at: datetime, step: float) -> None:
        """Move the baseline towards what was seen; an outlier moves it no further than three swings would."""
        most = OUTLIER * swing
        self._rhythm.learn(at, max(-most, min(most, height - self._level)), step)
        usually = self._rhythm.of_the_hour(at)
        beyond = max(-most, min(most, height - self._level - usually))
        self._level += (1.0 - 0.5 ** (step / LEVEL_HALF_LIFE)) * beyond
        left = max(-most, min(most, height - usually - self._level))
        self._rhythm.learn_weekday(at, left, step)
        self._variance += (1.0 - 0.5 ** (step / SWING_HALF_LIFE)) * (left * left - self._variance)
