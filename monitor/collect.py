"""Drive the connectors: a thread a source, one writer, one transaction a batch; a bad source never hides the others."""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TextIO, TypeAlias, cast

from connectors.base import Connector, SourceSlowed, Window
from monitor.errors import MonitorError, SourceBudgetSpent, SourceChanged, SourceRefused
from monitor.model import Batch, EngagementSample, Gap, GapReason, Json, Mention, Query, SourceRun, TimeSpan

CHECKPOINT_LIMIT = 64 * 1024  # bytes of JSON
NEVER_HEARD = timedelta(hours=24)  # the gap of a source that was never heard: what the page shows of every source
_WAITING_BATCHES = 2  # a source; more would only hold memory, because one writer stores them one after the other
_PRINT_LIMIT = 200
LONGEST_NAME = 500
"""Characters of a key, which PostgreSQL must be able to index: 2,704 bytes at most."""

MOST = 2**63 - 1
"""The largest number a database column holds."""

Progress: TypeAlias = Callable[[str, int], None]


class CollectStore(Protocol):
    """What collecting needs of the store."""

    def checkpoint(self, source: str) -> dict[str, Json] | None:
        """Give the checkpoint of the last batch stored for a source."""

    def heard_until(self, source: str) -> datetime | None:
        """Give the end of the last stretch a source vouched for."""

    def save_batch(self, source: str, batch: Batch, now: datetime) -> int:
        """Store a batch and its checkpoint in one transaction and give the number of new mentions."""

    def save_source_run(self, source_run: SourceRun) -> None:
        """Store how a source fared, and its gap."""


@dataclass(slots=True, kw_only=True)
class _Hearing:
    """One source in this run. Only the writer changes it, except `printed`, which belongs to the source's thread."""

    connector: Connector
    new: int = 0
    rejected: int = 0
    first_reject: str = ""
    ended: bool = False
    seconds: float = 0.0
    fault: BaseException | None = None
    notes: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    printed: str = ""


@dataclass(frozen=True, slots=True)
class _Ended:
    """A source has no more batches, because of `fault` if there is one."""

    fault: BaseException | None = None


class _TookTooLong(MonitorError):
    """A source was not done when the run's time was up."""


def collect(  # noqa: PLR0913 - the values of one run, each used once
    connectors: Sequence[Connector],
    queries: Sequence[Query],
    store: CollectStore,
    now: datetime,
    *,
    deadline_seconds: float,
    progress: Progress | None = None,
) -> list[SourceRun]:
    """Pull every source into the store and say how each fared, in the order of `connectors`.

    What goes wrong in a source becomes the error and the gap of its run. A source that is not done after
    `deadline_seconds` is given up; what it had handed over by then is stored. Faults of the store are raised.
    `progress` is told a source's name and the number of new mentions after every batch.
    """
    hearings = [_Hearing(connector=connector) for connector in connectors]
    collection = _Collection(hearings, queries, store, now, deadline_seconds)
    with _prints_caught(collection.threads):
        try:
            collection.start()
            collection.write(progress or (lambda _source, _new: None))
        finally:
            collection.over.set()
    runs = [_concluded(hearing, store, now) for hearing in hearings]
    for run in runs:
        store.save_source_run(run)
    return runs


class _Collection:
    """The threads that listen, the queue between, and the one writer, which is the calling thread."""

    def __init__(
        self,
        hearings: list[_Hearing],
        queries: Sequence[Query],
        store: CollectStore,
        now: datetime,
        deadline_seconds: float,
    ) -> None:
        self.over = threading.Event()
        self.threads: dict[int, _Hearing] = {}
        self._hearings = hearings
        self._queries = queries
        self._store = store
        self._now = now
        self._begun = time.monotonic()
        self._deadline = self._begun + deadline_seconds
        self._messages: queue.Queue[tuple[_Hearing, Batch | _Ended]] = queue.Queue(
            maxsize=max(1, _WAITING_BATCHES * len(hearings))
        )

    def start(self) -> None:
        """Let every source begin; the store is only asked from this thread."""
        for hearing in self._hearings:
            name = hearing.connector.name
            hearing.connector.hurry(self._deadline)
            window = Window(start=self._store.heard_until(name), now=self._now)
            arguments = (hearing, self._store.checkpoint(name), window)
            threading.Thread(target=self._listen, args=arguments, name=f"source {name}", daemon=True).start()

    def _listen(self, hearing: _Hearing, checkpoint: dict[str, Json] | None, window: Window) -> None:
        """Pull one source to its end. Whatever a connector does, even asking to exit, ends only its own source."""
        self.threads[threading.get_ident()] = hearing
        fault: BaseException | None = None
        try:
            for batch in hearing.connector.pull(self._queries, checkpoint, window):
                if not self._offer(hearing, batch):
                    break
        except BaseException as caught:  # noqa: BLE001 - the one place where any fault of any plugin is survived
            fault = caught
        with suppress(BaseException):  # all was heard or is lost already: a plugin that closes badly changes neither
            hearing.connector.close()
        self._offer(hearing, _Ended(fault))

    def _offer(self, hearing: _Hearing, message: Batch | _Ended) -> bool:
        """Wait until the writer has room; False when it no longer wants anything from this source."""
        while not (self.over.is_set() or hearing.ended):
            try:
                self._messages.put((hearing, message), timeout=0.2)
            except queue.Full:
                continue
            return True
        return False

    def write(self, progress: Progress) -> None:
        """Store what arrives until every source has ended or the time is up."""
        while not all(hearing.ended for hearing in self._hearings):
            left = self._deadline - time.monotonic()
            if left <= 0:
                break
            try:
                self._receive(*self._messages.get(timeout=left), progress)
            except queue.Empty:
                break
        self._give_up(progress)

    def _give_up(self, progress: Progress) -> None:
        """Store what is waiting already, then part from the sources that are not done."""
        for _ in range(self._messages.qsize()):
            self._receive(*self._messages.get_nowait(), progress)
        for hearing in self._hearings:
            if not hearing.ended:
                allowed = self._deadline - self._begun
                self._end(hearing, _TookTooLong(f"It was not done after {allowed:.0f} seconds and was given up."))

    def _receive(self, hearing: _Hearing, message: Batch | _Ended, progress: Progress) -> None:
        if hearing.ended:
            return
        if isinstance(message, _Ended):
            self._end(hearing, message.fault)
            return
        source = hearing.connector.name
        wrong = _wrong_with(message, source)
        if wrong:
            self._end(hearing, SourceChanged(f"The connector broke its contract: {wrong}."))
            return
        new = self._store.save_batch(source, message, self._now)
        hearing.new += new
        hearing.rejected += len(message.rejects)
        if message.rejects and not hearing.first_reject:
            hearing.first_reject = f"{message.rejects[0].place}: {message.rejects[0].reason}"
        hearing.notes += [gap.detail for gap in message.gaps if gap.detail]
        hearing.unheard += [gap.detail or gap.reason for gap in message.gaps if _stands(gap, self._now)]
        progress(source, new)

    def _end(self, hearing: _Hearing, fault: BaseException | None) -> None:
        hearing.ended, hearing.fault = True, fault
        hearing.seconds = time.monotonic() - self._begun


def _stands(gap: Gap, now: datetime) -> bool:
    """Tell whether a part of a source cannot be heard at this moment; what a source never shows is no failure."""
    return gap.span.end >= now and gap.reason is not GapReason.LIMIT


def _wrong_with(batch: object, source: str) -> str:
    """Say how a batch breaks the contract, before it can do harm in the store; empty when it does not."""
    if not isinstance(batch, Batch):
        return f"it handed over a {type(batch).__name__} instead of a Batch"
    wrong = next(filter(None, (_wrong_with_mention(mention, source) for mention in batch.mentions)), "")
    if wrong or any(_is_unstorable(count) for sample in batch.samples for count in _counts(sample)):
        return wrong or "a count that is no number of people"
    if batch.checkpoint is not None:
        try:
            size = len(json.dumps(batch.checkpoint))
        except (TypeError, ValueError):
            return "a checkpoint that is no JSON"
        if size > CHECKPOINT_LIMIT:
            return f"a checkpoint of {size:,} bytes; {CHECKPOINT_LIMIT:,} are allowed"
    return ""


def _wrong_with_mention(mention: Mention, source: str) -> str:
    if mention.posted_at.tzinfo is None:
        return "a time without a zone"
    if mention.source != source:
        return f"a mention of the source `{mention.source}`"
    if not (isinstance(mention.text, str) and isinstance(mention.stable_key, str) and mention.stable_key):
        return "a mention without a text or a key"
    names = (mention.platform, mention.stable_key, mention.author_key, mention.in_reply_to, mention.thread)
    if any(name is not None and not (isinstance(name, str) and len(name) <= LONGEST_NAME) for name in names):
        return f"a key, author or thread that is no text or longer than {LONGEST_NAME} characters"
    return "a number of followers that is none" if _is_unstorable(mention.followers) else ""


def _counts(sample: EngagementSample) -> tuple[int | None, ...]:
    return sample.likes, sample.replies, sample.reposts, sample.quotes, sample.views


def _is_unstorable(count: object) -> bool:
    return count is not None and not (isinstance(count, int) and -MOST <= count <= MOST)


def _concluded(hearing: _Hearing, store: CollectStore, now: datetime) -> SourceRun:
    """Say how a source fared; what it could not hear since it was last heard is its gap."""
    connector, fault = hearing.connector, hearing.fault
    error = connector.redact(_sentence(connector, fault)) if fault else None
    gap = None
    if fault and error:
        start = store.heard_until(connector.name) or now - NEVER_HEARD
        if start < now:
            span = TimeSpan(start=start, end=now)
            gap = Gap(source=connector.name, span=span, reason=_reason(fault), detail=error)
    notes = list(hearing.notes)
    if hearing.rejected:
        notes.insert(0, connector.redact(_rejected(hearing)))
    if hearing.printed:
        notes.append(connector.redact(f"The connector printed: {hearing.printed.strip()}"))
    return SourceRun(
        source=connector.name,
        started_at=now,
        ended_at=now + timedelta(seconds=hearing.seconds),
        new_mentions=hearing.new,
        rejected=hearing.rejected,
        error=error,
        gap=gap,
        notes=tuple(notes),
        unheard=tuple(hearing.unheard),
    )


def _rejected(hearing: _Hearing) -> str:
    if hearing.rejected == 1:
        return f"1 record could not be read and was kept aside: {hearing.first_reject}"
    return f"{hearing.rejected:,} records could not be read and were kept aside; the first: {hearing.first_reject}"


def _sentence(connector: Connector, fault: BaseException) -> str:
    """Say what went wrong; for a bug in a connector also where."""
    if isinstance(fault, MonitorError):
        return str(fault)
    if isinstance(fault, ModuleNotFoundError) and connector.install:
        return f"{connector.title} needs a library that is not installed: {connector.install}"
    place = fault.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" in line {place.tb_lineno} of {place.tb_frame.f_globals.get('__name__', '?')}" if place else ""
    culprit = f"{type(connector).__module__}.{type(connector).__qualname__}"
    if isinstance(fault, SystemExit):
        return f"The connector {culprit} asked the whole program to exit{where}."
    return f"The connector {culprit} failed{where}: {type(fault).__name__}: {str(fault)[:300]}"


def _reason(fault: BaseException) -> GapReason:
    reasons: tuple[tuple[type[BaseException], GapReason], ...] = (
        (SourceSlowed, GapReason.SLOWED),
        (SourceBudgetSpent, GapReason.BUDGET),
        (SourceRefused, GapReason.REFUSED),
        (SourceChanged, GapReason.CHANGED),
    )
    return next((reason for kind, reason in reasons if isinstance(fault, kind)), GapReason.FAILED)


class _Muffler:
    """Stands before standard output: what a source's thread prints is kept for the operator instead of mailed by cron."""

    def __init__(self, real: TextIO, threads: Mapping[int, _Hearing]) -> None:
        self._real = real
        self._threads = threads

    def write(self, text: str) -> int:
        """Keep what a source prints, up to a limit; let all else through."""
        hearing = self._threads.get(threading.get_ident())
        if hearing is None:
            return self._real.write(text)
        hearing.printed = (hearing.printed + text)[:_PRINT_LIMIT]
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


@contextmanager
def _prints_caught(threads: Mapping[int, _Hearing]) -> Iterator[None]:
    output, errors = sys.stdout, sys.stderr
    sys.stdout = cast("TextIO", _Muffler(output, threads))
    sys.stderr = cast("TextIO", _Muffler(errors, threads))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = output, errors
