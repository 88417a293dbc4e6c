"""A source that is renamed or left out of the configuration leaves what it heard to one of the same platform."""

from __future__ import annotations

from datetime import timedelta

from making import NOON

from monitor.model import Absence, Batch
from monitor.store import Store
from tests.revisit.remembering import analyze, hear, lose, planned, post, rows

TROUBLE = "my larkfield parcel {} never arrived and nobody answers the phone, three weeks now"
DAY = timedelta(days=1)


def _heard(store: Store, source: str, *keys: str, checkpoint: bool = True) -> None:
    hear(store, [post(key, TROUBLE.format(key), NOON, source=source) for key in keys], NOON, source)
    if checkpoint:
        store.sources.save_batch(source, Batch(checkpoint={"version": 1}), NOON)
    analyze(store, NOON)


def test_the_heir_asks_about_it_and_finds_out_what_is_gone(store: Store) -> None:
    _heard(store, "old name", "a", "b")
    planned(store, NOON, "old name")
    _heard(store, "old name", "late", checkpoint=False)
    assert planned(store, NOON + DAY, "new name").refresh == ()
    store.revisits.hand_over({"new name"}, {"x": "new name"}, NOON + DAY)
    plan = planned(store, NOON + DAY, "new name")
    assert {each.id for each in plan.refresh} == {"x:a", "x:b", "x:late"}
    assert {each.source for each in plan.refresh} == {"new name"}
    assert plan.threads
    lose(store, ["x:a"], NOON + DAY, why=Absence.DELETED, source="new name")
    assert {name for (name,) in rows(store, "SELECT id FROM mentions")} == {"x:b", "x:late"}
    assert rows(store, "SELECT COUNT(*) FROM conversations WHERE source = 'old name'") == [(0,)]


def test_what_is_present_keeps_its_own_and_another_platform_inherits_nothing(store: Store) -> None:
    _heard(store, "x", "a")
    planned(store, NOON)
    store.revisits.hand_over({"x", "second"}, {"x": "second"}, NOON)
    assert rows(store, "SELECT source FROM mentions") == [("x",)]
    store.revisits.hand_over({"other"}, {"reddit": "other"}, NOON)
    assert rows(store, "SELECT source FROM mentions") == [("x",)]


def test_what_a_file_brought_is_not_asked_about_under_keys_that_may_be_made_up(store: Store) -> None:
    _heard(store, "export", "a")
    store.revisits.hand_over({"live"}, {"x": "live"}, NOON)
    assert rows(store, "SELECT source FROM mentions") == [("export",)]
    assert rows(store, "SELECT * FROM revisits") == []
