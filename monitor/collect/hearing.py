"""One source in one run, and the messages its thread sends to the writer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from connectors.base import Connector
from monitor.breaker import Breaker
from monitor.collect.ledger import Ledger
from monitor.collect.turn import Turn
from monitor.config import SourceConfig
from monitor.errors import MonitorError, SourceError
from monitor.model import Batch, Json, Plan, Revisited


@dataclass(slots=True, kw_only=True)
class Hearing:
    """One source in this run. Only the writer changes it, except `printed`, which belongs to the source's thread.

    `pulled` says that what is new was read to its end or to its `fault`; what follows looks again at what is known, and
    ends with `later_fault` if with any. `seconds` is how long the source took.
    """

    connector: Connector
    settings: SourceConfig
    turn: Turn
    ledger: Ledger
    breaker: Breaker | None = None
    heard_until: datetime | None = None
    checkpoint: dict[str, Json] | None = None
    plan: Plan = field(default_factory=Plan)
    new: int = 0
    rejected: int = 0
    first_reject: str = ""
    batches: int = 0
    pulled: bool = False
    ended: bool = False
    seconds: float = 0.0
    out_of_time: bool = False
    fault: BaseException | None = None
    later_fault: BaseException | None = None
    notes: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    printed: str = ""

    @property
    def name(self) -> str:
        """Name the source."""
        return self.connector.name


@dataclass(frozen=True, slots=True)
class Pulled:
    """A source has no more batches, because of `fault` if there is one."""

    fault: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A source is done, also with looking again at what is known; `fault` is what went wrong there."""

    fault: BaseException | None = None


class Errand:
    """Something a source's thread asks the writer to do with the store, and waits for."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.done = threading.Event()
        self.fault: SourceError | None = None
        self._work = work

    def run(self) -> None:
        """Do it; the source is told of a refusal, faults of the store are raised here."""
        try:
            self._work()
        except SourceError as refusal:
            self.fault = refusal
        self.done.set()


class TookTooLong(MonitorError):
    """A source was not done when the run's time was up."""


Message: TypeAlias = Batch | Revisited | Pulled | Ended | Errand
