"""Which mentions are due is known without looking at all that is stored, and the most urgent come first."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from conftest import server_later
from making import NOON

from monitor.model import EngagementSample, Mention, Plan, Revisited
from monitor.store import Store
from monitor.store import revisits as rules
from tests.revisit.remembering import ALL, analyze, hear, look, lose, planned, post, rows

HOUR = timedelta(hours=1)
TROUBLE = "my larkfield parcel never arrived and nobody answers the phone, three weeks now"


def _plain(key: str, hours: float = 0.0) -> Mention:
    return post(key, f"Passing the Larkfield shop on my way home, number {key}.", NOON - hours * HOUR)


def test_a_complaint_is_looked_at_by_the_dense_plan_and_other_words_after_a_day(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON), _plain("ben")], NOON)
    analyze(store, NOON)
    assert look(store, NOON + HOUR / 6) == []
    seen = {hours: look(store, NOON + hours * HOUR) for hours in (0.25, 0.5, 1, 2, 3, 6, 12, 23.75, 24, 45, 46, 48)}
    assert {hours: names for hours, names in seen.items() if names} == {
        0.25: ["x:ann"],
        1: ["x:ann"],
        3: ["x:ann"],
        6: ["x:ann"],
        12: ["x:ann"],
        24: ["x:ann", "x:ben"],
        46: ["x:ann"],
        48: ["x:ann", "x:ben"],
    }


def test_a_source_without_answers_is_asked_nothing_and_costs_nothing(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON)], NOON)
    analyze(store, NOON)
    assert planned(store, NOON + HOUR, capabilities=frozenset({"search", "keyless"})) == Plan()
    assert rows(store, "SELECT * FROM revisits") == []
    plan = planned(store, NOON + HOUR, capabilities=frozenset({"threads"}))
    assert [each.id for each in plan.threads] == ["x:ann"]
    assert plan.refresh == ()
    assert rows(store, "SELECT * FROM revisits") == []
    assert planned(store, NOON + HOUR, capabilities=frozenset({"deletions"})).threads == ()


def test_only_what_a_source_heard_itself_is_asked_of_it(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON)], NOON)
    hear(store, [post("t3_a", TROUBLE + " in Leeds", NOON, source="reddit", platform="reddit")], NOON, "reddit")
    analyze(store, NOON)
    assert [each.id for each in planned(store, NOON + HOUR, "reddit").refresh] == ["reddit:t3_a"]
    assert [each.id for each in planned(store, NOON + HOUR, "x").refresh] == ["x:ann"]


def test_what_was_not_looked_at_because_the_source_failed_stays_due(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON)], NOON)
    analyze(store, NOON)
    for hours in (1, 2, 40):
        assert [each.id for each in planned(store, NOON + hours * HOUR).refresh] == ["x:ann"]


def test_a_growing_story_is_looked_at_in_every_run_and_a_fading_one_is_not(store: Store) -> None:
    story = [
        post(f"p{number}", f"same here, {number}", NOON - HOUR / 2, in_reply_to="p0", thread="t")
        for number in range(1, 8)
    ]
    hear(store, [post("p0", TROUBLE, NOON - HOUR, thread="t"), *story], NOON)
    analyze(store, NOON)
    assert rows(store, "SELECT phase FROM stories") == [("growing",)]
    every = [len(look(store, NOON + minutes * HOUR / 60)) for minutes in (15, 20, 25, 30, 35)]
    assert every == [8] * 5
    later = NOON + 20 * HOUR
    analyze(store, later)
    assert rows(store, "SELECT phase FROM stories") == [("fading",)]
    assert len(look(store, later)) == 8
    assert look(store, later + HOUR / 4) == []


@server_later
def test_the_page_is_swept_within_every_24_hours_for_thirty_days_and_all_else_every_thirty(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON), _plain("ben")], NOON)
    looked: dict[str, list[float]] = {"x:ann": [0.0], "x:ben": [0.0]}
    for hours in range(0, 24 * 75, 2):
        now = NOON + hours * HOUR
        if hours % 12 == 0:
            analyze(store, now)
        for name in look(store, now):
            looked[name].append(hours)
    shown = [hours for hours in looked["x:ann"] if hours <= 24 * 30]
    assert max(later - earlier for earlier, later in itertools.pairwise(shown)) <= 24
    assert shown[-1] >= 24 * 29
    assert len(looked["x:ann"]) - len(shown) <= 3
    assert looked["x:ben"] == [0, 24, 48, 168, 168 + 720, 168 + 1440]


def test_praise_on_the_page_is_swept_daily_though_it_belongs_to_no_story(store: Store) -> None:
    hear(store, [post("ben", "I love my Larkfield kettle, wonderful service, thank you!", NOON)], NOON)
    analyze(store, NOON)
    looked = []
    for hours in range(0, 24 * 8, 2):
        now = NOON + hours * HOUR
        looked += [hours for _ in look(store, now)]
        if hours < 24 * 7:
            store.revisits.keep_watch(["x:ben"], now)  # what the report does with what it shows
    assert max(later - earlier for earlier, later in itertools.pairwise(looked)) <= 24
    assert len(looked) >= 7


def test_a_story_told_again_after_a_long_silence_brings_its_old_mentions_back_under_watch(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON, thread="t")], NOON)
    analyze(store, NOON)
    for days in range(1, 60):
        look(store, NOON + timedelta(days=days))
    again = NOON + timedelta(days=61)
    look(store, again)
    assert look(store, again + HOUR) == []
    hear(store, [post("eve", "same here", again, thread="t", in_reply_to="ann")], again)
    analyze(store, again)
    assert "x:ann" in look(store, again + HOUR)


def test_what_joins_a_story_late_follows_the_dense_plan_from_then_on(store: Store) -> None:
    hear(store, [_plain("ben")], NOON)
    analyze(store, NOON)
    assert look(store, NOON + HOUR) == []
    said = post("ben", TROUBLE, NOON, edited_at=NOON + HOUR)
    hear(store, [said], NOON + HOUR)
    analyze(store, NOON + HOUR)
    assert look(store, NOON + 1.25 * HOUR) == ["x:ben"]
    assert look(store, NOON + 3 * HOUR) == ["x:ben"]


def test_a_run_is_bounded_and_takes_moving_stories_then_what_is_due_longest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_LOOKS", 20)
    monkeypatch.setattr(rules, "LEFT_FOR_THE_REST", 5)
    monkeypatch.setattr(rules, "MOST_MOVING", 4)
    troubles = [
        "kettle broke",
        "oven smokes",
        "fridge leaks",
        "toaster melted",
        "lamp burst",
        "sofa tore",
        "drill jammed",
    ]
    many = [
        post(
            f"c{number:02}",
            f"my larkfield {troubles[number % 7]} again in week {number}, want my money back",
            NOON - number * HOUR,
        )
        for number in range(30)
    ]
    hear(store, [*many, *(_plain(f"r{number:02}") for number in range(30))], NOON)
    analyze(store, NOON)
    moving = [post(f"m{number}", "same here", NOON, in_reply_to="m0", thread="m") for number in range(1, 6)]
    hear(store, [post("m0", TROUBLE, NOON - HOUR, thread="m"), *moving], NOON + HOUR)
    analyze(store, NOON + HOUR)
    names = look(store, NOON + 30 * HOUR)
    assert len(names) == 20
    assert {name[2] for name in names[:4]} == {"m"}
    assert sum(name.startswith("x:r") for name in names) == 5
    # Whatever waits longest is never left behind: all are looked at within a few runs.
    seen = set(names)
    for _ in range(4):
        seen |= set(look(store, NOON + 30 * HOUR))
    assert len(seen) == 66


def test_samples_are_kept_and_wake_their_story_only_when_the_counts_changed(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON)], NOON)
    analyze(store, NOON)
    woken = []
    for hours, likes in ((1, 5), (2, 5), (3, None), (4, 6)):
        at = NOON + hours * HOUR
        sample = EngagementSample(mention_id="x:ann", at=at, likes=likes)
        store.revisits.save("x", Revisited(samples=(sample,), looked_at=("x:ann",)), at)
        woken.append(len(rows(store, "SELECT * FROM pending_stories")))
        store.stories.save_spreads([], ["x:ann"], [])
    assert rows(store, "SELECT likes FROM engagement ORDER BY at") == [(5,), (5,), (None,), (6,)]
    assert woken == [1, 0, 1, 1]


def test_a_sample_of_what_is_gone_is_not_kept(store: Store) -> None:
    hear(store, [post("ann", TROUBLE, NOON)], NOON)
    lose(store, ["x:ann"], NOON + HOUR)
    sample = EngagementSample(mention_id="x:ann", at=NOON, likes=1)
    store.revisits.save("x", Revisited(samples=(sample,), looked_at=("x:ann",)), NOON + HOUR)
    assert rows(store, "SELECT * FROM engagement") == []
    assert rows(store, "SELECT * FROM revisits") == []


def test_an_old_store_enters_the_plan_bit_by_bit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "ENTERED_AT_ONCE", 100)
    hear(store, [_plain(f"r{number}") for number in range(250)], NOON - timedelta(days=100))
    entered = []
    for _ in range(4):
        assert planned(store, NOON).refresh == ()
        entered.append(rows(store, "SELECT COUNT(*) FROM revisits")[0][0])
    assert entered == [100, 200, 250, 250]


def test_all_capabilities_are_spelled_as_the_contract_spells_them() -> None:
    from connectors.base import Capability

    assert set(Capability) >= ALL
    assert rules._LOOKS | {rules._THREADS} == ALL
