"""What the hour of the day and the day of the week usually add to a brand's level: learnt as it goes, believed slowly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

DAYS_REMEMBERED = 14
ENOUGH_DAYS = 3
"""Days of an hour after which what it usually adds is half believed."""
WEEKS_REMEMBERED = 8
FIRST_WEEKS = 2
"""Weeks of a weekday before which nothing is believed of it: one storm is no habit."""
ENOUGH_WEEKS = 3
"""Weeks of a weekday after these after which what it usually adds is half believed."""
NOISE = 0.5
"""In square roots: what mere counting brings. A weekday that stands out by less is no habit."""
SHORTEST_STEP = 1e-3
"""Hours. The first reading of a series teaches hardly anything."""


@dataclass(slots=True, kw_only=True)
class Rhythm:
    """What each hour and weekday (UTC; Monday 0) adds, and for how many days and weeks it was listened to.

    The hour is part of the baseline. The weekday only excuses: a day that is usually busier than the level of the last
    days makes a rise less strange, and a day that is usually calmer makes none stranger. (Taken into the level itself,
    or against a calm day, it cost accuracy on the NAB tweet series.)
    """

    hours: list[float] = field(default_factory=lambda: [0.0] * 24)
    days_heard: list[float] = field(default_factory=lambda: [0.0] * 24)
    weekdays: list[float] = field(default_factory=lambda: [0.0] * 7)
    weeks_heard: list[float] = field(default_factory=lambda: [0.0] * 7)

    def of_the_hour(self, at: datetime) -> float:
        """Give what this hour of the day usually adds to the level."""
        days = self.days_heard[at.hour]
        return self.hours[at.hour] * days / (days + ENOUGH_DAYS)

    def excused(self, at: datetime) -> float:
        """Give how far above level and hour this weekday usually is; never below 0."""
        weeks = max(0.0, self.weeks_heard[at.weekday()] - FIRST_WEEKS)
        return max(0.0, self.weekdays[at.weekday()] - NOISE) * weeks / (weeks + ENOUGH_WEEKS)

    def learn(self, at: datetime, above: float, hours: float) -> None:
        """Learn the hour of the day from `hours` that were `above` the level."""
        step = max(hours, SHORTEST_STEP)
        days = self.days_heard[at.hour] = min(self.days_heard[at.hour] + step, float(DAYS_REMEMBERED))
        self.hours[at.hour] += (above - self.hours[at.hour]) * min(1.0, step / days)

    def learn_weekday(self, at: datetime, above: float, hours: float) -> None:
        """Learn the weekday from `hours` that were `above` level and hour."""
        days, day = max(hours, SHORTEST_STEP) / 24.0, at.weekday()
        weeks = self.weeks_heard[day] = min(self.weeks_heard[day] + days, float(WEEKS_REMEMBERED))
        self.weekdays[day] += (above - self.weekdays[day]) * min(1.0, days / weeks)

    def state(self) -> list[list[float]]:
        """Give all that was learnt, for `Rhythm.of`."""
        return [self.hours, self.days_heard, self.weekdays, self.weeks_heard]

    @classmethod
    def of(cls, state: Sequence[Sequence[float]]) -> Rhythm:
        """Give back the rhythm of a state."""
        hours, days, weekdays, weeks = (list(part) for part in state)
        return cls(hours=hours, days_heard=days, weekdays=weekdays, weeks_heard=weeks)
