"""Whether a source is asked in this run: a pure rule."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from connectors.base import Capability, Connector
from monitor.breaker import Breaker, is_shut
from monitor.config import SourceConfig

PUNCTUALITY = timedelta(minutes=1)  # cron is not punctual to the second: what is due within a minute is due


class Turn(StrEnum):
    """What happens to a source in a run."""

    ASKED = "asked"
    NOT_YET = "heard well a short while ago"
    LEFT_ALONE = "left alone after failing"


def interval_of(connector: type[Connector] | Connector, settings: SourceConfig) -> timedelta:
    """Say how often a source is asked at most. A local one costs nobody anything, so it always is unless told otherwise."""
    if settings.every_minutes is not None:
        return timedelta(minutes=settings.every_minutes)
    return timedelta() if Capability.LOCAL in connector.capabilities else connector.interval


def patience_of(interval: timedelta) -> timedelta:
    """Say how much time must have passed since the last good run."""
    return interval - min(PUNCTUALITY, interval / 10)


def turn_of(
    connector: Connector, breaker: Breaker | None, last_success: datetime | None, now: datetime, clock: datetime
) -> Turn:
    """Decide about one source; `last_success` is a good run too short a while ago, if there is one.

    `clock` is the moment it really is, when `now` may lie long ago.
    """
    if last_success is not None and last_success <= now:
        return Turn.NOT_YET
    if breaker and Capability.LOCAL not in connector.capabilities and is_shut(breaker, now, clock):
        return Turn.LEFT_ALONE
    return Turn.ASKED
