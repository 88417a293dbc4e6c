"""Notices when far more of what is said of a brand are complaints than usual at this hour, however much is said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from monitor.model import Json
from monitor.stories.rhythm import Rhythm
from monitor.stories.spikes import QUIET_AFTER, Reading

HALF_LIFE = 14 * 24.0
"""Hours."""
ALARM = 5.0
"""Standard deviations above the usual share: the score is one half here. A share is looked at every hour for years."""
FEWEST_MENTIONS = 12
"""Of fewer in two hours, nothing is said: one conversation would decide."""
LEAST_RISE = 0.15
"""A share that is strange but hardly larger than usual is nobody's concern."""
FIRST_LOOK, FEWEST_KNOWN = timedelta(hours=48), 100
"""Before two days and so many mentions were heard, nothing is called strange."""
OUTLIER = 3.0


class ShareDetector:
    """Reads the hours of one brand strictly in order of time."""

    def __init__(self) -> None:
        self._first: datetime | None = None
        self._alarm_at: datetime | None = None
        self._mentions = 2.0
        self._complaints = 1.0
        self._heard = 0
        self._before = (0, 0)
        self._variance = 1.0
        self._rhythm = Rhythm()

    def read(self, at: datetime, mentions: int, complaints: int) -> Reading:
        """Read the hour from `at`. The baseline of the reading is the usual share."""
        self._first = self._first or at
        among, ill = mentions + self._before[0], complaints + self._before[1]
        self._before = (mentions, complaints)
        usual = self._complaints / self._mentions
        plain = (ill - among * usual) / math.sqrt(among * usual * (1.0 - usual) + 1.0)
        usually = self._rhythm.of_the_hour(at) + self._rhythm.excused(at)
        strangeness = (plain - usually) / max(1.0, math.sqrt(self._variance))
        spike = strangeness >= ALARM and self._may_alarm(at) and among >= FEWEST_MENTIONS
        spike = spike and ill / among >= usual + LEAST_RISE
        if spike:
            self._alarm_at = at
        if among:
            self._learn(at, plain, mentions, complaints)
        score = max(0.0, strangeness) / (max(0.0, strangeness) + ALARM)
        return Reading(
            at=at, score=round(score if spike else min(score, 0.499), 6), spike=spike, baseline=round(usual, 4)
        )

    def _may_alarm(self, at: datetime) -> bool:
        """Say whether enough is known to call anything strange, and the event before has ceased to echo."""
        if self._first is None or at - self._first < FIRST_LOOK or self._heard < FEWEST_KNOWN:
            return False
        return self._alarm_at is None or at - self._alarm_at >= QUIET_AFTER

    def _learn(self, at: datetime, plain: float, mentions: int, complaints: int) -> None:
        """Move the usual share towards what was seen; an outlier teaches no more than three deviations would."""
        bounded = max(-OUTLIER, min(OUTLIER, plain))
        kept = 0.5 ** (1.0 / HALF_LIFE)
        self._rhythm.learn(at, bounded, 1.0)
        left = bounded - self._rhythm.of_the_hour(at)
        self._rhythm.learn_weekday(at, left, 1.0)
        self._variance += (1.0 - kept) * (left * left - self._variance)
        self._mentions = self._mentions * kept + mentions
        self._complaints = self._complaints * kept + complaints
        self._heard = min(self._heard + mentions, FEWEST_KNOWN)

    def state(self) -> list[Json]:
        """Give all that was learnt as plain values, for `ShareDetector.of`."""
        return [
            *(None if at is None else at.isoformat() for at in (self._first, self._alarm_at)),
            *(self._mentions, self._complaints, self._heard, *self._before, self._variance),
            [list(part) for part in self._rhythm.state()],
        ]

    @classmethod
    def of(cls, state: Sequence[Any]) -> ShareDetector:
        """Give back the detector of a state."""
        first, alarm_at, mentions, complaints, heard, among, ill, variance, rhythm = state
        found = cls()
        found._first, found._alarm_at = (None if at is None else datetime.fromisoformat(at) for at in (first, alarm_at))
        found._mentions, found._complaints, found._heard = mentions, complaints, heard
        found._before, found._variance, found._rhythm = (among, ill), variance, Rhythm.of(rhythm)
        return found
