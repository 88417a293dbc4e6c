"""A store in memory and connectors that do what a test tells them."""

from __future__ import annotations

import copy
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from connectors.base import Connector, Option, Window
from monitor.breaker import Breaker
from monitor.collect import collect
from monitor.config import SourceConfig
from monitor.errors import StoreError
from monitor.model import Batch, Gap, Mention, Plan, Query, Reject, Revisited, SourceRun, TimeSpan
from monitor.purse import Spent, charges_of

Checkpoint: TypeAlias = dict[str, Any] | None
Script: TypeAlias = Callable[[Connector], Iterator[Batch]]
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class MemoryStore:
    """Keeps what a real store keeps: a batch and its checkpoint together or not at all, one thread only."""

    def __init__(self) -> None:
        self.mentions: dict[str, Mention] = {}
        self.checkpoints: dict[str, dict] = {}
        self.heard: dict[str, datetime] = {}
        self.rejects: list[Reject] = []
        self.gaps: list[Gap] = []
        self.runs: list[SourceRun] = []
        self.looked: list[tuple[str, Revisited]] = []
        self.plans: dict[str, Plan] = {}
        self.fail_on = ""
        self.owner = threading.get_ident()
        self.spending = MemorySpending(self)
        self.breakers = MemoryBreakers(self)
        self.revisits = MemoryRevisits(self)

    @property
    def sources(self) -> MemoryStore:
        return self

    def ours(self) -> None:
        assert threading.get_ident() == self.owner, "the store was touched by another thread"

    def checkpoint(self, source: str) -> Checkpoint:
        self.ours()
        return copy.deepcopy(self.checkpoints.get(source))

    def heard_until(self, source: str) -> datetime | None:
        self.ours()
        return self.heard.get(source)

    def last_success(self, source: str, since: datetime, until: datetime) -> datetime | None:
        self.ours()
        good = [run.started_at for run in self.runs if run.source == source and run.error is None]
        return max((at for at in good if since < at <= until), default=None)

    def save_batch(self, source: str, batch: Batch, now: datetime) -> int:
        self.ours()
        if source == self.fail_on:
            raise StoreError("the disk is full")
        new = [mention for mention in batch.mentions if mention.id not in self.mentions]
        self.mentions |= {mention.id: mention for mention in new}
        self.gaps += batch.gaps
        self.rejects += batch.rejects
        if batch.heard:
            self.heard[source] = max(batch.heard.end, self.heard.get(source, batch.heard.end))
        if batch.checkpoint is not None:
            self.checkpoints[source] = copy.deepcopy(batch.checkpoint)
        return len(new)

    def save_source_run(self, source_run: SourceRun) -> None:
        self.ours()
        self.runs.append(source_run)


class MemorySpending:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.days: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self.charged: set[tuple[str, str, str]] = set()

    def since(self, source: str, day: str) -> dict[str, Spent]:
        self._store.ours()
        days = self.days[source].items()
        return {each: Spent(requests=of["requests"], micros=of["micros"]) for each, of in days if each >= day}

    def add(self, source: str, day: str, *, requests: int = 0, micros: int = 0) -> None:
        self._store.ours()
        if source == self._store.fail_on:
            raise StoreError("the disk is full")
        self.days[source][day].update(requests=requests, micros=micros)

    def settle(
        self, source: str, days: Sequence[str], reserved: Mapping[str, int], bill: Mapping[str, int]
    ) -> dict[str, int]:
        self._store.ours()
        known = {(day, resource) for each, day, resource in self.charged if each == source}
        change = Counter({day: -micros for day, micros in reserved.items()})
        for charge in charges_of(bill, days, known):
            self.charged.add((source, charge.day, charge.resource))
            change[charge.day] += charge.micros
        for day, micros in change.items():
            self.days[source][day].update(micros=micros)
        return dict(change)

    def total(self, source: str, what: str) -> int:
        return sum(of[what] for of in self.days[source].values())


class MemoryBreakers:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.kept: dict[str, Breaker] = {}

    def of(self, source: str) -> Breaker | None:
        self._store.ours()
        return self.kept.get(source)

    def save(self, source: str, breaker: Breaker | None) -> None:
        self._store.ours()
        if breaker is None:
            del self.kept[source]
        else:
            self.kept[source] = breaker


class MemoryRevisits:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def plan(self, source: str, now: datetime, connector: Connector) -> Plan:
        self._store.ours()
        return self._store.plans.get(source, Plan())

    def save(self, source: str, found: Revisited, now: datetime) -> None:
        self._store.ours()
        self._store.looked.append((source, found))


def mention(source: str, number: int, posted_at: datetime = NOW - HOUR) -> Mention:
    return Mention(platform="here", stable_key=f"{source}-{number}", source=source, text="hello", posted_at=posted_at)


class Scripted(Connector):
    """Does what a test tells it."""

    title = "Scripted"
    platform = "here"
    options = (Option(name="key", help="a key", secret=True),)

    def __init__(self, name: str, script: Script, key: str = "") -> None:
        super().__init__(name, {"key": key})
        self.script = script
        self.asked = None

    def pull(self, queries: Sequence[Query], checkpoint: Checkpoint, window: Window) -> Iterator[Batch]:
        self.asked = (queries, checkpoint, window)
        yield from self.script(self)


def good(connector: Connector) -> Iterator[Batch]:
    for number in range(3):
        heard = TimeSpan(start=NOW - HOUR, end=NOW) if number == 2 else None
        yield Batch(mentions=(mention(connector.name, number),), heard=heard, checkpoint={"read": number + 1})


def failing(fault: BaseException) -> Script:
    def script(connector: Connector) -> Iterator[Batch]:
        yield Batch(mentions=(mention(connector.name, 0),), checkpoint={"read": 1})
        raise fault

    return script


def run(
    store: MemoryStore,
    *connectors: Connector,
    now: datetime = NOW,
    seconds: float = 20.0,
    settings: Sequence[SourceConfig] = (),
    progress: Callable[[str, int], object] | None = None,
) -> list[SourceRun]:
    query = Query(brand="B", terms=("b",))
    return collect(
        connectors, (query,), store, now, settings=settings, deadline_seconds=seconds, progress=progress
    )  # fmt: skip
