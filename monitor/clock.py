"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime

EARLIEST_YEAR = 1990
LATEST_YEAR = 2100


def current_time() -> datetime:
    """Give the present moment, aware, in UTC."""
    return datetime.now(UTC)


def parse_moment(text: str) -> datetime:
    """Read a moment such as 2026-03-04T09:00:00Z; a moment without a zone is UTC.

    Raises ValueError when it is none, or so far from our days that no span of time can be counted from it.
    """
    moment = datetime.fromisoformat(text)
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise ValueError(f"the year {moment.year} is out of reach")
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
