"""The threads that listen, the queue between, and the one writer, which is the calling thread."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeAlias

from connectors.base import Capability, Connector, Window
from monitor.clock import current_time
from monitor.collect.conclusion import conclude
from monitor.collect.contract import without_secrets, wrong_with
from monitor.collect.faults import sentence_of
from monitor.collect.hearing import Ended, Errand, Hearing, Message, Pulled, TookTooLong
from monitor.collect.ledger import Ledger
from monitor.collect.prints import prints_caught
from monitor.collect.store import CollectStore
from monitor.collect.turn import Turn, interval_of, patience_of, turn_of
from monitor.config import SourceConfig
from monitor.errors import SourceChanged, SourceUnreachable
from monitor.model import Batch, Gap, GapReason, Plan, Query, Revisited, SourceRun
from monitor.revisit import revisit

_WAITING_MESSAGES = 2  # a source; more would only hold memory, because one writer stores them one after the other
_LOOK = 0.2  # seconds between two looks whether the run is over
_LAST_WORDS = 0.05  # of the time allowed, 1 second at most, is left to a source for saying why it is not done

Progress: TypeAlias = Callable[[str, int], None]


def collect(  # noqa: PLR0913 - the values of one run, each used once
    connectors: Sequence[Connector],
    queries: Sequence[Query],
    store: CollectStore,
    now: datetime,
    *,
    settings: Sequence[SourceConfig] = (),
    deadline_seconds: float,
    progress: Progress | None = None,
) -> list[SourceRun]:
    """Ask every source whose turn it is, store what it tells, and say how each fared, in the order of `connectors`.

    What goes wrong in a source becomes the error and the gap of its run. A source that is not done after
    `deadline_seconds` is given up; what it had handed over by then is stored. Faults of the store are raised.
    `settings` gives what the host is to obey for each source, found by its name. `progress` is told a source's name and
    the number of new mentions after every batch.
    """
    collection = _Collection(queries, store, now, deadline_seconds)
    known = {each.name: each for each in settings}
    hearings = [collection.open(connector, known.get(connector.name)) for connector in connectors]
    with prints_caught(collection.threads):
        try:
            collection.start()
            collection.write(progress or (lambda _source, _new: None))
        finally:
            collection.over.set()
    return [conclude(hearing, store, now) for hearing in hearings]


class _Collection:
    """One run over all sources."""

    def __init__(self, queries: Sequence[Query], store: CollectStore, now: datetime, deadline_seconds: float) -> None:
        self.over = threading.Event()
        self.threads: dict[int, Hearing] = {}
        self._hearings: list[Hearing] = []
        self._queries = queries
        self._store = store
        self._now = now
        self._allowed = deadline_seconds
        self._begun = time.monotonic()
        self._deadline = self._begun + deadline_seconds
        self._last_words = min(1.0, deadline_seconds * _LAST_WORDS)
        self._messages: queue.Queue[tuple[Hearing, Message]] = queue.Queue()

    def open(self, connector: Connector, settings: SourceConfig | None) -> Hearing:
        """Look up all a source's thread will need: the store is only asked from this thread."""
        settings = settings or SourceConfig(name=connector.name, connector="", options={})
        store, name, now = self._store, connector.name, self._now
        interval = interval_of(connector, settings)
        success = store.sources.last_success(name, now - patience_of(interval), now) if interval else None
        breaker = store.breakers.of(name)
        turn = turn_of(connector, breaker, success, now, current_time())
        hearing = Hearing(
            connector=connector,
            settings=settings,
            turn=turn,
            ledger=Ledger(settings, store.spending, self._today),
            breaker=breaker,
            ended=turn is not Turn.ASKED,
        )
        if turn is Turn.ASKED:
            hearing.heard_until = store.sources.heard_until(name)
            hearing.checkpoint = store.sources.checkpoint(name)
            if settings.refresh and Capability.LOCAL not in connector.capabilities:  # files say all they know at once
                hearing.plan = store.revisits.plan(name, now, connector)
        self._hearings.append(hearing)
        return hearing

    def start(self) -> None:
        """Let every source begin whose turn it is."""
        asked = [hearing for hearing in self._hearings if not hearing.ended]
        self._messages = queue.Queue(maxsize=max(1, _WAITING_MESSAGES * len(asked)))
        for hearing in asked:
            connector = hearing.connector
            connector.hurry(self._deadline - self._last_words)
            connector.count_requests(hearing.ledger.ask)
            connector.purse = _Purse(self, hearing)
            threading.Thread(target=self._listen, args=(hearing,), name=f"source {hearing.name}", daemon=True).start()

    def _listen(self, hearing: Hearing) -> None:
        """Hear one source to its end. Whatever a connector does, even asking to exit, ends only its own source."""
        self.threads[threading.get_ident()] = hearing
        fault = _fault_of(lambda: self._pull(hearing))
        later = None
        if self._offer(hearing, Pulled(fault)) and (fault is None or isinstance(fault, SourceChanged)):
            later = _fault_of(lambda: self._look_again(hearing))
        with suppress(BaseException):  # all was heard or is lost already: a plugin that closes badly changes neither
            hearing.connector.close()
        del self.threads[threading.get_ident()]  # what is left there at the end was given up, and may print still
        self._offer(hearing, Ended(later))

    def _pull(self, hearing: Hearing) -> None:
        window = Window(start=hearing.heard_until, now=self._now)
        for batch in hearing.connector.pull(self._queries, hearing.checkpoint, window):
            if not self._offer(hearing, batch):
                return

    def _look_again(self, hearing: Hearing) -> None:
        if hearing.plan == Plan():
            return
        for found in revisit(hearing.connector, hearing.plan, self._now):
            if not self._offer(hearing, found):
                return

    def _offer(self, hearing: Hearing, message: Message) -> bool:
        """Wait until the writer has room; False when it no longer wants anything from this source."""
        while not (self.over.is_set() or hearing.ended):
            try:
                self._messages.put((hearing, message), timeout=_LOOK)
            except queue.Full:
                continue
            return True
        return False

    def ask_writer(self, hearing: Hearing, work: Callable[[], None]) -> None:
        """Have the writer do something with the store, and wait until it is done. Raises what it refuses with."""
        errand = Errand(work)
        if self._offer(hearing, errand):
            while not errand.done.wait(_LOOK) and not (self.over.is_set() or hearing.ended):
                pass
        if not errand.done.is_set():
            raise _time_is_up()
        if errand.fault:
            raise errand.fault

    def is_late(self) -> bool:
        """Tell whether the run's time is up."""
        return time.monotonic() >= self._deadline

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
                late = TookTooLong(f"It was not done after {self._allowed:g} seconds and was given up.")
                self._end(hearing, late)

    def _receive(self, hearing: Hearing, message: Message, progress: Progress) -> None:
        if hearing.ended:
            return
        if isinstance(message, Errand):
            message.run()
        elif isinstance(message, Pulled):
            self._note_pulled(hearing, message.fault)
        elif isinstance(message, Ended):
            self._end(hearing, message.fault)
        elif wrong := wrong_with(message, hearing.name):
            self._end(hearing, SourceChanged(f"The connector broke its contract: {wrong}."))
        else:
            hearing.ledger.save_requests()
            self._store_facts(hearing, message, progress)

    def _store_facts(self, hearing: Hearing, found: Batch | Revisited, progress: Progress) -> None:
        if isinstance(found, Revisited):
            self._store.revisits.save(hearing.name, found, self._now)
            return
        batch = without_secrets(found, hearing.connector)
        new = self._store.sources.save_batch(hearing.name, batch, self._now)
        hearing.batches += 1
        hearing.new += new
        hearing.rejected += len(batch.rejects)
        if batch.rejects and not hearing.first_reject:
            hearing.first_reject = f"{batch.rejects[0].place}: {batch.rejects[0].reason}"
        hearing.notes += [gap.detail for gap in batch.gaps if gap.detail]
        hearing.unheard += [gap.detail or gap.reason for gap in batch.gaps if _stands(gap, self._now)]
        progress(hearing.name, new)

    def _note_pulled(self, hearing: Hearing, fault: BaseException | None) -> None:
        hearing.pulled, hearing.fault = True, fault
        hearing.seconds = time.monotonic() - self._begun
        hearing.out_of_time = hearing.seconds >= self._allowed - self._last_words

    def _end(self, hearing: Hearing, fault: BaseException | None) -> None:
        """Note that a source is done; what goes wrong after the pull never loses what it brought."""
        if not hearing.pulled:
            self._note_pulled(hearing, fault)
        elif fault:
            hearing.later_fault = fault
            words = f"Not all of what is known could be looked at again: {sentence_of(hearing.connector, fault)}"
            hearing.notes.append(words)
            hearing.unheard.append(words)
        hearing.ended = True
        hearing.seconds = time.monotonic() - self._begun

    def _today(self) -> str:
        """Give the day in UTC, as YYYY-MM-DD, that it is in this run."""
        return (self._now + timedelta(seconds=time.monotonic() - self._begun)).date().isoformat()


class _Purse:
    """What a source may spend: asks the writer, so that money is set aside in the store before it can be spent."""

    def __init__(self, collection: _Collection, hearing: Hearing) -> None:
        self._collection = collection
        self._hearing = hearing

    def reserve(self, micros: int) -> None:
        """Set aside the most that the next question can cost; raise SourceBudgetSpent when that is more than is left."""
        if not isinstance(micros, int) or micros < 0:
            raise ValueError(f"{micros!r} is no amount of money")
        if micros:
            self._collection.ask_writer(self._hearing, lambda: self._reserve(micros))

    def _reserve(self, micros: int) -> None:
        if self._collection.is_late():
            raise _time_is_up()
        self._hearing.ledger.reserve(micros)

    def settle(self, bill: Mapping[str, int]) -> None:
        """Replace what was set aside by the bill: price by resource, each charged at most once a UTC day."""
        if not all(isinstance(micros, int) and micros >= 0 for micros in bill.values()):
            raise ValueError("a bill with a price that is no amount of money")
        charged = {resource: micros for resource, micros in bill.items() if micros}
        self._collection.ask_writer(self._hearing, lambda: self._hearing.ledger.settle(charged))


def _fault_of(part: Callable[[], None]) -> BaseException | None:
    try:
        part()
    except BaseException as caught:  # noqa: BLE001 - the one place where any fault of any plugin is survived
        return caught
    return None


def _time_is_up() -> SourceUnreachable:
    return SourceUnreachable("The time of this run was up before everything was asked. The next run goes on.")


def _stands(gap: Gap, now: datetime) -> bool:
    """Tell whether a part of a source cannot be heard at this moment; what a source never shows is no failure."""
    return gap.span.end >= now and gap.reason is not GapReason.LIMIT
