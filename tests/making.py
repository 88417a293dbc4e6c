"""Makes plain values for tests, with little to say unless told otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.model import Mention

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def mention(key: str, text: str = "Three weeks and the parcel is still missing.", **rest: object) -> Mention:
    """Make a mention with little to say."""
    plain: dict[str, object] = {
        "platform": "reddit",
        "source": "reddit",
        "stable_key": key,
        "external_id": key,
        "text": text,
        "posted_at": NOON,
        "author": f"u/{key}",
        "author_key": key,
    }
    return Mention(**(plain | rest))  # type: ignore[arg-type]


@cache
def assessor(*brands: Brand, use_encoder: bool = True) -> Assessor:
    """Give the one assessor of these brands: it keeps nothing of what it read, and loads a third of a second long."""
    return Assessor(brands, use_encoder=use_encoder)
