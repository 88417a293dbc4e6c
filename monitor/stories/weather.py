"""Follows a brand's weather hour by hour: the volume and the complaint share, each against its own baseline.

What is learnt for good ends two days back. The hours since are read anew in every run, so that mentions heard late
still count, and the hour that is not over is read as far as it goes. Whatever the order in which mentions came, the same
hours give the same spikes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import Assessment, Gate, Hour, Json, Spike, SpikeKind
from monitor.stories.share import ShareDetector
from monitor.stories.spikes import SpikeDetector

HOUR = timedelta(hours=1)
SETTLED = timedelta(hours=48)
"""What is heard later than this changes a baseline only when everything is built anew."""
SILENCE = timedelta(days=7)
"""A brand nobody spoke of for so long is got to know anew: a stray old mention is no baseline."""
ABOUT_THE_BRAND = 0.5
"""From this relevance on the brand is meant (as grouping has it)."""
FEWEST_OF_A_CAUSE = 3
LEAST_OF_A_CAUSE = 0.25
"""A story that less of the excess came from is not named as its cause."""
USUAL_HOURS = 24
"""So many hours before a spike tell what a story usually adds."""
SPIKE_HOURS = 2
"""A spike is seen in its hour and the one before, as the detectors smooth."""


def counts(assessment: Assessment) -> bool:
    """Say whether a mention is part of what others say of a brand."""
    return bool(assessment.brand) and Gate.OWN not in assessment.gates and assessment.relevance >= ABOUT_THE_BRAND


def hour_of(at: datetime) -> datetime:
    """Give the beginning of the UTC hour that a moment lies in."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@dataclass(slots=True, kw_only=True)
class Baseline:
    """What is known of a brand's usual weather: all hours before `until`, and when it was last spoken of."""

    volume: SpikeDetector
    share: ShareDetector
    until: datetime | None = None
    spoken_at: datetime | None = None

    @classmethod
    def new(cls) -> Baseline:
        """Know nothing yet."""
        return cls(volume=SpikeDetector(), share=ShareDetector())

    def state(self) -> list[Json]:
        """Give it as plain values, for `Baseline.of`."""
        times = (None if at is None else at.isoformat() for at in (self.until, self.spoken_at))
        return [*times, self.volume.state(), self.share.state()]

    @classmethod
    def of(cls, state: Sequence[Any]) -> Baseline:
        """Give back the baseline of a state."""
        until, spoken_at, volume, share = state
        times = [None if at is None else datetime.fromisoformat(at) for at in (until, spoken_at)]
        return cls(volume=SpikeDetector.of(volume), share=ShareDetector.of(share), until=times[0], spoken_at=times[1])

    def read(self, brand: str, hours: Sequence[Hour], until: datetime) -> list[Spike]:
        """Read every hour before `until`, also those in which nobody spoke; `hours` are those in which somebody did."""
        spoken = {hour.at: hour for hour in hours if hour.at < until}
        found = []
        at = self.until or min(spoken, default=until)
        while at < until:
            if self.spoken_at is not None and at - self.spoken_at > SILENCE:
                at = min((each for each in spoken if each >= at), default=until)
                if at >= until:
                    break
                self.volume, self.share, self.spoken_at = SpikeDetector(), ShareDetector(), None
            hour = spoken.get(at)
            if hour is not None:
                self.spoken_at = at
            found += self._spikes(brand, hour or Hour(at=at, mentions=0, complaints=0))
            at += HOUR
        self.until = until if spoken or self.until else None
        return found

    def _spikes(self, brand: str, hour: Hour) -> list[Spike]:
        volume = self.volume.read(hour.at, hour.mentions)
        share = self.share.read(hour.at, hour.mentions, hour.complaints)
        heights = (hour.mentions, hour.complaints / max(1, hour.mentions))
        return [
            Spike(brand=brand, kind=kind, at=hour.at, count=height, usual=reading.baseline, score=reading.score)
            for kind, reading, height in zip(SpikeKind, (volume, share), heights, strict=True)
            if reading.spike
        ]


def follow(
    brand: str, state: Sequence[Any] | None, hours: Sequence[Hour], now: datetime
) -> tuple[list[Spike], list[Json]]:
    """Read the hours since a state up to `now`; give the spikes in them, and the state to go on from next time."""
    baseline = Baseline.of(state) if state else Baseline.new()
    settled = hour_of(now - SETTLED)
    spikes = baseline.read(brand, hours, settled) if baseline.until is None or baseline.until < settled else []
    kept = baseline.state()
    rest = [hour for hour in hours if baseline.until is None or hour.at >= baseline.until]
    return [*spikes, *Baseline.of(kept).read(brand, rest, hour_of(now) + HOUR)], kept


def origin_of(told: Mapping[str, tuple[int, int]]) -> tuple[str | None, float]:
    """Name the story that most of an excess came from, and its share; None when no story stands out.

    `told` gives for each story its mentions in the SPIKE_HOURS of the spike and in the USUAL_HOURS before.
    """
    excess = {
        story_id: max(0.0, during - before * SPIKE_HOURS / USUAL_HOURS) for story_id, (during, before) in told.items()
    }
    whole = sum(excess.values())
    story_id = max(excess, key=lambda each: (excess[each], each), default=None)
    if story_id is None or told[story_id][0] < FEWEST_OF_A_CAUSE or excess[story_id] < LEAST_OF_A_CAUSE * whole:
        return None, 0.0
    return story_id, round(excess[story_id] / whole, 3)
