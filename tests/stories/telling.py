"""Builds mentions and assessments for the tests of stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import Assessed, Assessment, Kind, Mention, Sentiment, Story

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
FOUND: dict[str, Any] = {
    "kind": Kind.COMPLAINT,
    "kinds": (1.0, 0.0, 0.0, 0.0, 0.0),
    "sentiment": Sentiment(compound=0.0, neg=0.0, neu=1.0, pos=0.0),
    "negative": 0.8,
    "severity": 0.4,
    "arousal": 0.3,
    "leaving": 0.0,
    "misread": 0.0,
    "firsthand": 1.0,
    "brand": "Larkfield",
}


def tell(key: str, text: str, *, hours: float = 0.0, found: dict[str, Any] | None = None, **fields: Any) -> Assessed:
    """Make a mention told `hours` after 4 March 2026, 09:00 UTC (negative: before), by somebody of its own."""
    given = {"platform": "x", "source": "test", "author_key": f"author of {key}", **fields}
    mention = Mention(stable_key=key, text=text, posted_at=NOW + timedelta(hours=hours), **given)
    return Assessed(mention=mention, assessment=Assessment(mention_id=mention.id, **{**FOUND, **(found or {})}))


def story_of(*mentions: Assessed) -> Story:
    times = [each.mention.posted_at for each in mentions]
    first = min(mentions, key=lambda each: each.mention.posted_at)
    return Story(
        id=first.mention.id,
        name="a story",
        brand="Larkfield",
        started_at=min(times),
        last_at=max(times),
        mentions=len(mentions),
    )
