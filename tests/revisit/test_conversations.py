"""The conversation around a case is read until nothing more is expected of it: our reply stands there, and what was made of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import server_later
from making import NOON

from connectors.base import Connector
from monitor.model import Batch, CaseEvent, CaseEventKind, Mention, Revisited
from monitor.revisit import revisit
from monitor.store import Store
from monitor.store import conversations as rules
from tests.revisit.remembering import ALL, analyze, hear, planned, post, rows

HOUR = timedelta(hours=1)
TROUBLE = "my larkfield parcel never arrived and nobody answers the phone, three weeks now"


class _Public(Connector):
    """A platform on which everything said so far can be read below a mention."""

    title = "X"
    platform = "x"
    capabilities = ALL  # type: ignore[assignment]

    def __init__(self, said: Sequence[Mention]) -> None:
        super().__init__("x", {})
        self.said = said
        self.read: list[str] = []

    def pull(self, *_: object) -> Iterator[Batch]:  # type: ignore[override]
        return iter(())

    def thread(self, mention: Mention) -> Iterator[Mention]:
        self.read.append(mention.stable_key)
        yield from (each for each in self.said if each.thread == mention.thread)


def _run(store: Store, source: _Public, now: object) -> None:
    """Look again and conclude, as a run does after its pull."""
    for found in revisit(source, store.revisits.plan("x", now, source), now):  # type: ignore[arg-type]
        store.revisits.save("x", found, now)  # type: ignore[arg-type]
    analyze(store, now)  # type: ignore[arg-type]


def _asked(text: str, minutes: float, key: str, parent: str | None, author: str = "larkfieldhome") -> Mention:
    at = NOON + minutes * HOUR / 60
    return post(key, text, at, author=f"@{author}", author_key=author, in_reply_to=parent, thread="ann")


def test_our_reply_read_in_the_conversation_makes_the_case_replied_with_its_exact_time(store: Store) -> None:
    said = post("ann", TROUBLE, NOON, thread="ann")
    reply = _asked("We are sorry. Please send us your order number.", 17.25, "own", "ann")
    hear(store, [said], NOON)
    analyze(store, NOON)
    assert rows(store, "SELECT state, first_reply_at FROM cases") == [("open", None)]
    source = _Public([said, reply])
    _run(store, source, NOON + HOUR / 2)
    assert source.read == ["ann"]
    (case,) = store.reading.replied_since(NOON, 9)
    assert (case.state, case.first_reply_at) == ("replied", NOON + 17.25 * HOUR / 60)
    happened = [(event.kind, event.at, event.mention_id) for event in store.cases.events(case.number)]
    assert (CaseEventKind.REPLIED, NOON + 17.25 * HOUR / 60, "x:own") in happened


def test_what_the_customer_says_below_our_reply_is_heard_and_settles_the_case(store: Store) -> None:
    said = post("ann", TROUBLE, NOON, thread="ann")
    hear(store, [said], NOON)
    analyze(store, NOON)
    source = _Public([said])
    _run(store, source, NOON + HOUR / 2)
    source.said = [said, _asked("We are sorry. It is on its way now.", 40, "own", "ann")]
    _run(store, source, NOON + HOUR)
    source.said = [*source.said, _asked("thank you so much, it arrived, all sorted!", 300, "thanks", "own", "ann")]
    _run(store, source, NOON + 8 * HOUR)
    assert rows(store, "SELECT state, outcome FROM cases") == [("satisfied", "satisfied")]
    assert source.read == ["ann"] * 3


@server_later
def test_a_conversation_is_read_at_once_then_by_the_plan_and_ever_less(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON, thread="ann")], NOON)
    analyze(store, NOON)
    (due_at,) = rows(store, "SELECT due_at FROM cases")[0]
    read = []
    for quarter in range(1, 4 * 24 * 20):
        now = NOON + quarter * HOUR / 4
        plan = planned(store, now)
        if plan.threads:
            store.revisits.save("x", Revisited(read_threads=("x:ann",)), now)
            read.append(quarter / 4)
    clock = (due_at / 1e6 - NOON.timestamp()) / 3600
    assert 0 < clock < 24
    running = [hours for hours in read if hours < clock]
    assert running == [0.25 + number / 2 for number in range(len(running))]
    assert len(running) >= 2
    after = [hours for hours in read if hours >= clock]
    assert {later - earlier for earlier, later in itertools.pairwise(after)} == {6, 24}
    assert 24 * 13 < read[-1] < clock + 24 * 15
    assert rows(store, "SELECT * FROM conversations") == []


def test_new_words_of_the_customer_start_the_reading_anew_and_a_closed_case_ends_it(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON, thread="ann")], NOON)
    analyze(store, NOON)
    planned(store, NOON)
    late = NOON + timedelta(days=10)
    store.revisits.save("x", Revisited(read_threads=("x:ann",)), late)
    assert planned(store, late + HOUR).threads == ()
    hear(
        store, [post("more", "larkfield: still no parcel!", late, author_key="ann", author="@ann", thread="more")], late
    )
    analyze(store, late)
    (thread,) = planned(store, late + HOUR).threads
    assert thread.id in {"x:ann", "x:more"}
    (number,) = rows(store, "SELECT number FROM cases")[0]
    store.cases.record(number, [CaseEvent(at=late + HOUR / 2, kind=CaseEventKind.CLOSED, actor="kim")], late + HOUR)
    analyze(store, late + HOUR)
    assert planned(store, late + 2 * HOUR).threads == ()
    store.revisits.save("x", Revisited(read_threads=("x:more",)), late + HOUR)
    assert rows(store, "SELECT * FROM conversations") == []
    back = late + timedelta(days=3)
    hear(store, [post("back", TROUBLE + " again", back, author_key="ann", author="@ann", thread="back")], back)
    analyze(store, back)
    assert rows(store, "SELECT state FROM cases") == [("open",)]
    assert len(planned(store, back + HOUR).threads) == 1


def test_two_cases_in_one_conversation_are_read_by_one_question(store: Store) -> None:
    told = [post(f"p{number}", f"{TROUBLE}, box {number}", NOON, thread="t") for number in range(3)]
    hear(store, [*told, post("else", TROUBLE + " (Leeds)", NOON, thread="u")], NOON)
    analyze(store, NOON)
    assert len(rows(store, "SELECT * FROM cases")) == 4
    plan = planned(store, NOON + HOUR)
    assert sorted(str(each.thread) for each in plan.threads) == ["t", "u"]
    asked = next(each.id for each in plan.threads if each.thread == "t")
    store.revisits.save("x", Revisited(read_threads=(asked,)), NOON + HOUR)
    assert [each.thread for each in planned(store, NOON + HOUR).threads] == ["u"]


def test_the_most_urgent_cases_come_first_and_a_run_reads_no_more_than_it_may(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_READ", 3)
    quiet = [
        post(f"q{number}", "larkfield is okay I guess, could be better", NOON - HOUR, thread=f"q{number}")
        for number in range(4)
    ]
    told = [
        post(f"p{number}", f"{TROUBLE}, box {number}", NOON - number * HOUR, thread=f"p{number}") for number in range(4)
    ]
    hear(store, [*quiet, *told], NOON)
    analyze(store, NOON)
    lanes = dict(rows(store, "SELECT person, lane FROM cases"))
    assert {lanes["x:p0"], lanes["x:q0"]} == {"reply", "quiet"}
    read = []
    for _ in range(3):
        names = tuple(each.id for each in planned(store, NOON).threads)
        store.revisits.save("x", Revisited(read_threads=names), NOON)
        read.append(names)
    assert [len(names) for names in read] == [3, 3, 2]
    assert read[0] == ("x:p3", "x:p2", "x:p1")
    assert set(read[1][1:] + read[2]) == {f"x:q{number}" for number in range(4)}


def test_a_case_without_a_thread_is_read_by_its_newest_mention_and_one_with_a_thread_by_that(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON), post("ben", TROUBLE + " in Leeds", NOON, thread="t")], NOON)
    hear(store, [post("ben2", "larkfield, hello? " + TROUBLE, NOON, author_key="ben", author="@ben")], NOON)
    analyze(store, NOON)
    assert sorted(each.id for each in planned(store, NOON + HOUR).threads) == ["x:ann", "x:ben"]
    store.revisits.save("x", Revisited(read_threads=("x:ann", "x:ben")), NOON + HOUR)
    assert planned(store, NOON + HOUR).threads == ()


def test_a_case_put_off_is_still_read_for_its_customer_may_write_more(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON, thread="t")], NOON)
    analyze(store, NOON)
    until = NOON + timedelta(days=2)
    (number,) = rows(store, "SELECT number FROM cases")[0]
    asleep = CaseEvent(at=NOON, kind=CaseEventKind.SNOOZED, actor="kim", detail=until.isoformat())
    store.cases.record(number, [asleep], NOON)
    analyze(store, NOON)
    store.cases.record(number, [CaseEvent(at=NOON, kind=CaseEventKind.NOTED, actor="kim")], NOON)
    analyze(store, NOON)
    assert rows(store, "SELECT lane FROM cases") == [("nothing",)]
    assert len(planned(store, NOON + HOUR).threads) == 1


def test_a_case_that_calls_for_nothing_is_not_read(store: Store) -> None:
    said = post("ann", TROUBLE, NOON, thread="t")
    hear(store, [said], NOON)
    analyze(store, NOON)
    hear(store, [replace(said, text="Passing the Larkfield shop", edited_at=NOON)], NOON)
    analyze(store, NOON)
    assert rows(store, "SELECT state, lane FROM cases") == [("open", "nothing")]
    assert planned(store, NOON + HOUR).threads == ()
    assert rows(store, "SELECT * FROM conversations") == []


def test_what_strangers_say_in_a_conversation_is_stored_once_and_like_anything_else(store: Store) -> None:
    said = post("ann", TROUBLE, NOON, thread="ann")
    hear(store, [said], NOON)
    analyze(store, NOON)
    source = _Public([said, _asked("same here, larkfield lost mine too", 5, "eve", "ann", "eve")])
    _run(store, source, NOON + HOUR / 2)
    _run(store, source, NOON + HOUR)
    assert sorted(rows(store, "SELECT id, first_seen_at > posted_at FROM mentions")) == [
        ("x:ann", rows(store, "SELECT 1 = 2")[0][0]),
        ("x:eve", rows(store, "SELECT 1 = 1")[0][0]),
    ]
    assert rows(store, "SELECT story_id FROM story_mentions") == [("x:ann",)] * 2


def test_an_edit_seen_in_a_conversation_counts_like_one_seen_elsewhere(store: Store) -> None:
    said = post("ann", TROUBLE, NOON, thread="ann")
    hear(store, [said], NOON)
    analyze(store, NOON)
    source = _Public([replace(said, text="Larkfield found my parcel, all good", edited_at=NOON + HOUR / 4)])
    _run(store, source, NOON + HOUR / 2)
    assert rows(store, "SELECT text FROM mentions") == [("Larkfield found my parcel, all good",)]
    assert store.reading.queue(NOON + HOUR / 2, 9) == []
