"""What collecting needs of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from connectors.base import Connector
from monitor.breaker import Breaker
from monitor.model import Batch, Json, Plan, Revisited, SourceRun
from monitor.purse import Spent


class SourcesStore(Protocol):
    """Keeps what was heard."""

    def checkpoint(self, source: str) -> dict[str, Json] | None:
        """Give the checkpoint of the last batch stored for a source."""

    def heard_until(self, source: str) -> datetime | None:
        """Give the end of the last stretch a source vouched for."""

    def last_success(self, source: str, since: datetime, until: datetime) -> datetime | None:
        """Give when the last run of a source that went well began, if it did in this time."""

    def save_batch(self, source: str, batch: Batch, now: datetime) -> int:
        """Store a batch and its checkpoint in one transaction and give the number of new mentions."""

    def save_source_run(self, source_run: SourceRun) -> None:
        """Store how a source fared, and its gap."""


class SpendingStore(Protocol):
    """Keeps what was asked and spent, by UTC day as YYYY-MM-DD; money in millionths of a US dollar."""

    def since(self, source: str, day: str) -> dict[str, Spent]:
        """Give what a source asked and spent on each day from `day` on."""

    def add(self, source: str, day: str, *, requests: int = 0, micros: int = 0) -> None:
        """Add to what a source asked and spent on a day."""

    def settle(
        self, source: str, days: Sequence[str], reserved: Mapping[str, int], bill: Mapping[str, int]
    ) -> dict[str, int]:
        """Replace what was set aside on some days by what is really charged; give the change of each day."""


class BreakersStore(Protocol):
    """Keeps which sources are left alone after failing."""

    def of(self, source: str) -> Breaker | None:
        """Give the breaker of a source; None when its last run was fine."""

    def save(self, source: str, breaker: Breaker | None) -> None:
        """Remember that a source failed, or with None that it is well again."""


class RevisitsStore(Protocol):
    """Keeps which known mentions are looked at again, and when."""

    def plan(self, source: str, now: datetime, connector: Connector) -> Plan:
        """Give what is due."""

    def save(self, source: str, found: Revisited, now: datetime) -> object:
        """Store what was found, in one transaction."""


class CollectStore(Protocol):
    """The store, by subject."""

    @property
    def sources(self) -> SourcesStore:
        """What was heard."""

    @property
    def spending(self) -> SpendingStore:
        """What was asked and spent."""

    @property
    def breakers(self) -> BreakersStore:
        """Who is left alone."""

    @property
    def revisits(self) -> RevisitsStore:
        """What is looked at again."""
