"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime


def current_time() -> datetime:
    """Give the present moment, aware, in UTC."""
    return datetime.now(UTC)


def parse_moment(text: str) -> datetime:
    """Read a moment such as 2026-03-04T09:00:00Z; a moment without a zone is UTC.

    Raises ValueError when it is none.
    """
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
