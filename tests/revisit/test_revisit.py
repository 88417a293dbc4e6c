"""One source is asked about what is known; one question that fails never keeps the others from being asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from making import NOON, mention

from connectors.base import THREAD_LIMIT, Absence, Connector, Edited, Gone, SourceSlowed
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import Batch, EngagementSample, Mention, Plan, Revisited
from monitor.revisit import revisit


class _Known(Connector):
    """Answers as told: `faults` by the stable key of the first mention of a question."""

    title = "Known"
    platform = "reddit"
    together = 3

    def __init__(self, faults: Mapping[str, SourceError] | None = None) -> None:
        super().__init__("reddit", {})
        self.faults = faults or {}
        self.asked: list[list[str]] = []
        self.read: list[str] = []
        self.answers: list[EngagementSample | Gone | Edited] = []

    def pull(self, *_: object) -> Iterator[Batch]:  # type: ignore[override]
        return iter(())

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        self.asked.append([each.stable_key for each in mentions])
        for each in mentions:
            if each.stable_key in self.faults:
                raise self.faults[each.stable_key]
            yield EngagementSample(mention_id=each.id, at=now, likes=1)
        yield from self.answers

    def thread(self, mention: Mention) -> Iterator[Mention]:
        self.read.append(mention.stable_key)
        if mention.stable_key in self.faults:
            raise self.faults[mention.stable_key]
        yield replace(mention, stable_key=f"below {mention.stable_key}")


def _known(*keys: str) -> tuple[Mention, ...]:
    return tuple(mention(key) for key in keys)


def _run(connector: Connector, plan: Plan) -> tuple[list[Revisited], SourceError | None]:
    found = []
    try:
        for each in revisit(connector, plan, NOON):
            found.append(each)  # noqa: PERF402 - what came before a fault counts too
    except SourceError as fault:
        return found, fault
    return found, None


def test_mentions_are_asked_about_in_chunks_and_conversations_one_by_one() -> None:
    source = _Known()
    found, fault = _run(source, Plan(refresh=_known(*"abcdefg"), threads=_known("p", "q")))
    assert fault is None
    assert source.read == ["p", "q"]
    assert source.asked == [list("abc"), list("def"), ["g"]]
    assert [each.read_threads for each in found] == [("reddit:p",), ("reddit:q",), (), (), ()]
    assert [each.looked_at for each in found][-1] == ("reddit:g",)
    assert [len(each.samples) for each in found] == [0, 0, 3, 3, 1]
    assert [said.stable_key for each in found for said in each.mentions] == ["below p", "below q"]


def test_a_chunk_that_fails_stays_due_and_the_others_are_asked() -> None:
    source = _Known({"b": SourceChanged("no sense")})
    found, fault = _run(source, Plan(refresh=_known(*"abcdefg")))
    assert str(fault) == "no sense"
    assert [each.looked_at for each in found if each.looked_at] == [
        ("reddit:d", "reddit:e", "reddit:f"),
        ("reddit:g",),
    ]


def test_a_conversation_closed_to_us_counts_as_read_and_one_that_could_not_be_reached_does_not() -> None:
    source = _Known({"p": SourceRefused("private"), "r": SourceUnreachable("timed out")})
    found, fault = _run(source, Plan(threads=_known("p", "q", "r", "s")))
    assert str(fault) == "private"
    assert [name for each in found for name in each.read_threads] == ["reddit:p", "reddit:q", "reddit:s"]


@pytest.mark.parametrize("spent", [SourceBudgetSpent("spent"), SourceSlowed("wait", retry_after=900.0)])
def test_a_spent_budget_ends_it_at_once(spent: SourceError) -> None:
    source = _Known({"d": spent})
    found, fault = _run(source, Plan(refresh=_known(*"abcdefg")))
    assert fault is spent
    assert len(source.asked) == 2
    assert [each.looked_at for each in found] == [("reddit:a", "reddit:b", "reddit:c")]


def test_a_source_that_fails_three_times_in_a_row_is_left_alone() -> None:
    source = _Known({key: SourceUnreachable(f"no answer about {key}") for key in "adgk"})
    _, fault = _run(source, Plan(refresh=_known(*"abcdefghijklm")))
    assert str(fault) == "no answer about a"
    assert len(source.asked) == 3
    # Faults that are not in a row do not add up: d is answered, so all of them are asked.
    source = _Known({key: SourceUnreachable("no answer") for key in "agk"})
    _run(source, Plan(refresh=_known(*"abcdefghijklm")))
    assert len(source.asked) == 5


def test_what_is_said_of_mentions_nobody_asked_about_is_not_believed() -> None:
    source = _Known()
    stranger = mention("stranger", edited_at=NOON)
    source.answers = [
        Gone(mention_id=stranger.id, why=Absence.DELETED),
        Edited(mention=stranger),
        EngagementSample(mention_id=stranger.id, at=NOON, likes=9),
        Gone(mention_id="reddit:a", why=Absence.DELETED),
    ]
    found, _ = _run(source, Plan(refresh=_known("a")))
    assert found[0].gone == (Gone(mention_id="reddit:a", why=Absence.DELETED),)
    assert found[0].edited == ()
    assert [sample.mention_id for sample in found[0].samples] == ["reddit:a"]


def test_an_endless_conversation_is_read_up_to_the_limit_and_nothing_from_the_future() -> None:
    class Endless(_Known):
        def thread(self, mention: Mention) -> Iterator[Mention]:
            number = 0
            while True:
                number += 1
                late = timedelta(hours=1 if number % 2 else -1)
                yield replace(mention, stable_key=str(number), posted_at=NOON + late)

    found, _ = _run(Endless(), Plan(threads=_known("p")))
    assert len(found[0].mentions) == THREAD_LIMIT // 2
    assert max(said.posted_at for said in found[0].mentions) <= NOON


def test_an_endless_answer_is_cut_off() -> None:
    class Endless(_Known):
        def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample]:
            while True:
                yield EngagementSample(mention_id=mentions[0].id, at=now, likes=1)

    found, _ = _run(Endless(), Plan(refresh=_known("a")))
    assert 0 < len(found[0].samples) <= 1_000


def test_nothing_due_asks_nothing() -> None:
    source = _Known()
    assert _run(source, Plan()) == ([], None)
    assert (source.asked, source.read) == ([], [])
