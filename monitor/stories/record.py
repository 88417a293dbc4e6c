"""Says how a forecast turned out, and how often forecasts hold their range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from monitor.model import Assessed, EngagementSample, ShownForecast, Spread, Story, TrackRecord
from monitor.stories.spread import measure

GRACE = timedelta(hours=1)
"""So long after its horizon a forecast is judged: what was told in time may be heard a little later."""
ENOUGH = 20
"""Of fewer forecasts nothing is said: three of four would look like a promise."""


def shown(spread: Spread) -> ShownForecast:
    """Give the forecast that a page shows of a story."""
    return ShownForecast(
        story_id=spread.story_id,
        at=spread.at,
        horizon=spread.horizon,
        expected=spread.expected_mentions,
        before=_retellings(spread),
    )


def came(
    forecast: ShownForecast,
    story: Story,
    mentions: Sequence[Assessed],
    samples: Mapping[str, Sequence[EngagementSample]],
) -> float | None:
    """Count the retellings that came until the horizon, as the product itself would have seen them then.

    None when it cannot be known: nothing is left of the story, or it is too long to be read whole.
    """
    told = [each for each in mentions if each.mention.posted_at <= forecast.horizon]
    if not told or story.mentions > len(mentions):
        return None
    return float(round(max(0.0, _retellings(measure(story, told, samples, forecast.horizon)) - forecast.before)))


def _retellings(spread: Spread) -> float:
    return round(spread.tellers - 1 + spread.reshares, 2)


def record_words(record: TrackRecord) -> str:
    """Say how often the forecasts held their range."""
    if record.judged < ENOUGH:
        return (
            f"Too few forecasts have come due yet to say how often they hold: {record.judged} of the {ENOUGH} it takes."
        )
    share = record.held / record.judged
    return f"Of the last {record.judged:,} forecasts, {share:.0%} held their range; 80 % should."
