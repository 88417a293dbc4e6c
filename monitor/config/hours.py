"""Reads stretches of the day, as in 09:00-17:30."""

from __future__ import annotations

from datetime import time


def clock_span(text: str) -> tuple[time, time]:
    """Read where a stretch of the day starts and ends; 24:00 is given as midnight. Raises ValueError."""
    start, end = (_clock_time(part) for part in text.split("-"))
    return start, end


def _clock_time(text: str) -> time:
    hour, minute = (int(part) for part in text.strip().split(":"))
    return time(0, 0) if (hour, minute) == (24, 0) else time(hour, minute)
