"""After what is new was heard, known mentions are looked at again; nothing that goes wrong there loses the pull."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from collect.listening import HOUR, NOW, MemoryStore, Scripted, failing, good, mention, run

from connectors.base import SourceSlowed
from monitor.config import SourceConfig
from monitor.errors import SourceChanged, SourceRefused, SourceUnreachable
from monitor.model import EngagementSample, GapReason, Mention, Plan
from monitor.store import Store


class Looking(Scripted):
    """Pulls as its script says, then answers what it is asked again."""

    together = 2

    def __init__(self, name: str, script: object = good, again: object = None) -> None:
        super().__init__(name, script)  # type: ignore[arg-type] - a script
        self.again = again
        self.closed_after: list[str] = []

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample]:
        self.closed_after.append("refresh")
        if isinstance(self.again, BaseException):
            raise self.again
        if callable(self.again):
            yield from self.again(mentions)
        for each in mentions:
            yield EngagementSample(mention_id=each.id, at=now, likes=1)

    def thread(self, mention: Mention) -> Iterator[Mention]:
        yield replace(mention, stable_key=f"{mention.stable_key}-answer", in_reply_to=mention.stable_key)

    def close(self) -> None:
        self.closed_after.append("close")


@pytest.fixture
def memory() -> MemoryStore:
    opened = MemoryStore()
    known = tuple(mention("a", number) for number in range(5))
    opened.plans["a"] = Plan(refresh=known, threads=known[:1])
    return opened


def test_what_is_found_is_stored_chunk_by_chunk_in_the_writers_thread(memory: MemoryStore) -> None:
    (fine,) = run(memory, Looking("a"))
    assert (fine.error, fine.unheard, fine.new_mentions) == (None, (), 3)
    looked = [found for source, found in memory.looked if source == "a"]
    assert [len(found.looked_at) for found in looked if found.looked_at] == [2, 2, 1]
    assert [found.read_threads for found in looked if found.read_threads] == [("here:a-0",)]


def test_a_source_is_asked_until_all_is_looked_at_and_only_then_closed(memory: MemoryStore) -> None:
    connector = Looking("a")
    run(memory, connector)
    assert connector.closed_after == ["refresh"] * 3 + ["close"]


@pytest.mark.parametrize("settings", [{"refresh": False}, {}])
def test_the_operator_may_switch_it_off(memory: MemoryStore, settings: dict[str, bool]) -> None:
    run(memory, Looking("a"), settings=[SourceConfig(name="a", connector="x", options={}, **settings)])
    assert bool(memory.looked) is not bool(settings)


@pytest.mark.parametrize(
    ("fault", "looks"),
    [
        (None, True),
        (SourceChanged("The search answers in a new shape."), True),
        (SourceUnreachable("no answer"), False),
        (SourceRefused("no key"), False),
        (SourceSlowed("too fast"), False),
        (ZeroDivisionError("a bug"), False),
    ],
)
def test_a_source_that_failed_is_not_asked_more_unless_only_its_search_has_changed(
    memory: MemoryStore, fault: BaseException | None, looks: bool
) -> None:
    run(memory, Looking("a", failing(fault) if fault else good))
    assert bool(memory.looked) is looks


@pytest.mark.parametrize(
    "fault", [SourceUnreachable("gone"), ZeroDivisionError("a bug"), SystemExit(), KeyboardInterrupt()]
)
def test_a_fault_while_looking_again_is_a_note_and_never_loses_the_pull(
    memory: MemoryStore, fault: BaseException
) -> None:
    (partly,) = run(memory, Looking("a", again=fault))
    assert (partly.error, partly.gap, partly.new_mentions) == (None, None, 3)
    assert partly.unheard == partly.notes
    assert partly.unheard[0].startswith("Not all of what is known could be looked at again: ")
    assert memory.checkpoints["a"] == {"read": 3}
    assert memory.breakers.kept == {}


def test_a_wait_asked_for_while_looking_again_is_obeyed_by_the_next_runs(memory: MemoryStore) -> None:
    connector = Looking("a", again=SourceSlowed("slows us down", retry_after=1800))
    run(memory, connector)
    assert memory.breakers.kept["a"].failures == 0
    connector.asked = None
    (skipped,) = run(memory, connector, now=NOW + HOUR / 3)
    assert connector.asked is None
    assert skipped.gap.reason is GapReason.SLOWED
    connector.again = None
    (fine,) = run(memory, connector, now=NOW + HOUR)
    assert (fine.error, memory.breakers.kept) == (None, {})


def test_time_that_is_up_while_looking_again_does_not_make_the_source_deaf(memory: MemoryStore) -> None:
    wake = threading.Event()

    def hanging(_mentions: object) -> Iterator[EngagementSample]:
        wake.wait(30)
        yield from ()

    (partly,) = run(memory, Looking("a", again=hanging), seconds=0.3)
    wake.set()
    assert (partly.error, partly.new_mentions) == (None, 3)
    assert "given up" in partly.unheard[0]
    assert memory.breakers.kept == {}


@pytest.mark.parametrize(
    ("sample", "complaint"),
    [
        (EngagementSample(mention_id="here:a-0", at=NOW, likes=2.5), "no number of people"),  # type: ignore[arg-type]
        (EngagementSample(mention_id="here:a-0", at=NOW.replace(tzinfo=None), likes=2), "without a zone"),
    ],
)
def test_what_breaks_the_contract_there_never_reaches_the_store(
    memory: MemoryStore, sample: EngagementSample, complaint: str
) -> None:
    (partly,) = run(memory, Looking("a", again=lambda _mentions: iter([sample])))
    assert complaint in partly.unheard[0]
    assert (partly.error, partly.new_mentions) == (None, 3)
    assert not any(found.samples for _, found in memory.looked)


def test_conversations_and_counts_reach_a_real_store(store: Store) -> None:
    """What the store itself plans, the host asks and brings back."""
    pulled = Looking("a", lambda _connector: iter(()))
    pulled.capabilities = frozenset({"engagement"})  # type: ignore[misc, arg-type] - what this one can do
    run(store, Looking("a"))  # type: ignore[arg-type] - the real store
    run(store, pulled, now=NOW + 25 * HOUR)  # type: ignore[arg-type] - the real store
    assert pulled.closed_after == ["refresh", "refresh", "close"]
    again = Looking("a", lambda _connector: iter(()))
    again.capabilities = frozenset({"engagement"})  # type: ignore[misc, arg-type] - what this one can do
    run(store, again, now=NOW + 25.5 * HOUR)  # type: ignore[arg-type] - the real store
    assert again.closed_after == ["close"], "they are not due again half an hour later"
