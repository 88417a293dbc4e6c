"""A case's number names one case for ever, also after it was erased."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from making import NOON, assessor, mention

from monitor.config import Brand, Policy
from monitor.model import Batch
from monitor.pipeline import assess, decide
from monitor.store import Store

POLICY = Policy(zone=ZoneInfo("UTC"))
WORDS = "My larkfield parcel never arrived, three weeks now, and nobody answers the phone."


def _hear(store: Store, key: str) -> None:
    store.sources.save_batch("reddit", Batch(mentions=(mention(key, WORDS),)), NOON)
    assess(store, assessor(Brand(name="Larkfield")), lambda _stage, _count: None)
    decide(store, POLICY, NOON, lambda _stage, _count: None)


def _numbers(store: Store) -> list[int]:
    return [case.number for case in store.reading.queue(NOON, 10)]


def test_the_number_of_an_erased_case_is_never_given_again(store: Store) -> None:
    _hear(store, "ann")
    assert _numbers(store) == [1001]
    store.erasure.erase_person("reddit:ann", NOON)
    _hear(store, "ben")
    assert _numbers(store) == [1002]
    store.mentions.start_over()
    store.erasure.erase_person("reddit:ben", NOON)
    _hear(store, "cat")
    assert _numbers(store) == [1003]
