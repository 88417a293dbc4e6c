"""A record that could not be read, put aside so that a person can see what was wrong with it."""

from __future__ import annotations

from connectors.base import RAW_LIMIT
from monitor.model import Reject

_LONGEST_REASON = 200


def put_aside(place: str, record: object, fault: Exception) -> Reject:
    """Keep the beginning of a record, where it stood and why it could not be read."""
    reason = f"{type(fault).__name__}: {fault}"[:_LONGEST_REASON]
    return Reject(place=place, reason=reason, raw=str(record)[:RAW_LIMIT])
