"""Praise keeps its number for ever, is passed on once however often it is told, and goes with its words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from making import NOON, assessor
from sqlalchemy import text

from monitor.config import Brand, Owner
from monitor.errors import StoreError
from monitor.heeding import heed
from monitor.model import Absence, Batch, Instruction, Mention, Passing, Praise, TimeSpan
from monitor.outreach.praise import passing_of
from monitor.pipeline import assess, route_praise
from monitor.store import Store
from monitor.store.engine import _create
from monitor.store.migrate import upgrade
from tests.revisit.remembering import edit, lose, post, rows

HOUR = timedelta(hours=1)
KIND = "I love my new larkfield kettle, wonderful service, thank you so much!"
OWNERS = (Owner(name="Kettles", words=("kettle",)),)
WEEK = TimeSpan(start=NOON - 7 * 24 * HOUR, end=NOON + 24 * HOUR)


def praise_by(key: str, hours: float = 0, words: str = KIND) -> Mention:
    return post(key, words, NOON + hours * HOUR, author_key=key)


def hear(store: Store, *mentions: Mention) -> None:
    store.sources.save_batch("x", Batch(mentions=mentions), NOON)
    read(store)


def read(store: Store) -> None:
    brand = Brand(name="Larkfield", products=("kettle",))
    assess(store, assessor(brand, use_encoder=False), lambda _stage, _count: None, OWNERS)


def listed(store: Store, limit: int = 7) -> list[Praise]:
    return store.praise.listed(WEEK, limit)[0]


def numbers(store: Store) -> dict[str, int]:
    return {each.said.mention.stable_key: each.number for each in listed(store)}


def pass_on(store: Store, number: int, who: str = "Priya", hours: float = 1, whom: str = "") -> bool:
    return store.praise.pass_on(number, passing_of(who, whom, NOON + hours * HOUR), NOON + 2 * HOUR)


def test_numbers_follow_the_time_of_writing_and_never_change(store: Store) -> None:
    hear(store, praise_by("late", 2), praise_by("early", -2), praise_by("between"))
    assert numbers(store) == {"early": 101, "between": 102, "late": 103}
    hear(store, praise_by("older", -9))
    store.mentions.start_over()
    read(store)
    assert numbers(store) == {"early": 101, "between": 102, "late": 103, "older": 104}


def test_the_number_of_praise_that_is_gone_is_never_given_again(store: Store) -> None:
    hear(store, praise_by("ann"))
    store.erasure.erase_person("x:ann", NOON)
    hear(store, praise_by("ben"))
    assert numbers(store) == {"ben": 102}


def test_what_is_no_praise_has_no_number(store: Store) -> None:
    hear(store, praise_by("ann", words="My larkfield parcel never arrived, three weeks now."))
    assert rows(store, "SELECT * FROM praise") == []


def test_it_knows_whom_and_what_it_is_about(store: Store) -> None:
    hear(store, praise_by("ann"))
    assert rows(store, "SELECT owner, product FROM praise") == [("Kettles", "kettle")]
    assert listed(store)[0].owner == "Kettles"


def test_whoever_passed_it_on_first_counts_and_the_others_are_kept(store: Store) -> None:
    hear(store, praise_by("ann"))
    assert pass_on(store, 101, "Sam", hours=3)
    assert pass_on(store, 101, "Priya", hours=1, whom="Kev")
    assert pass_on(store, 101, "Priya", hours=1, whom="Kev")  # the very same told again, as by a repeated letter
    [praise] = listed(store)
    assert [each.actor for each in praise.passings] == ["Priya", "Sam"]
    assert praise.passed_on == Passing(at=NOON + HOUR, actor="Priya", recipient="Kev")
    figures = store.figures.praised(WEEK.start, WEEK.end)
    assert [each.is_passed_on for each in figures] == [True]


def test_two_at_once_are_both_heard(store: Store) -> None:
    hear(store, praise_by("ann"))
    who = [f"colleague {number}" for number in range(6)]
    with ThreadPoolExecutor(len(who)) as pool:
        assert all(pool.map(lambda name: pass_on(store, 101, name), who))
    assert sorted(each.actor for each in listed(store)[0].passings) == who


def test_what_was_passed_on_stands_behind_what_was_not_and_the_last_of_it_keeps_its_place(store: Store) -> None:
    hear(store, *(praise_by(f"p{number}", number) for number in range(9)))
    for number in (101, 105, 103):
        assert pass_on(store, number, hours=number)
    order = [each.number for each in listed(store, 7)]
    assert order[-2:] == [105, 103]
    assert set(order[:-2]) < {102, 104, 106, 107, 108, 109}
    assert [each.number for each in listed(store, 20)][-3:] == [105, 103, 101]
    assert len(listed(store, 1)) == 1


def test_praise_there_is_not_is_passed_on_by_nobody(store: Store) -> None:
    hear(store, praise_by("ann"))
    assert not pass_on(store, 999)
    assert store.praise.find(999) is None
    assert rows(store, "SELECT * FROM praise_events") == []


def test_words_that_praise_no_more_are_not_found_and_are_again_when_they_do(store: Store) -> None:
    said = praise_by("ann")
    hear(store, said)
    pass_on(store, 101)
    edit(
        store,
        replace(said, text="My larkfield kettle broke, I want my money back.", edited_at=NOON + HOUR),
        NOON + HOUR,
    )
    read(store)
    assert (store.praise.find(101), listed(store), store.figures.praised(WEEK.start, WEEK.end)) == (None, [], [])
    edit(store, replace(said, edited_at=NOON + 2 * HOUR), NOON + 2 * HOUR)
    read(store)
    assert [(each.number, len(each.passings)) for each in listed(store)] == [(101, 1)]


def _deleted(store: Store) -> None:
    lose(store, ["x:ann"], NOON + HOUR)


def _asked(store: Store) -> None:
    store.erasure.erase_person("x:ann", NOON)


def _mention(store: Store) -> None:
    store.erasure.erase_mention("x:ann", NOON)


def _too_old(store: Store) -> None:
    assert store.erasure.retire("x", NOON + HOUR, 10) == 1


@pytest.mark.parametrize("erase", [_deleted, _asked, _mention, _too_old])
def test_erasing_its_words_leaves_nothing_of_it_nor_of_letters_about_it(store: Store, erase: Any) -> None:
    hear(store, praise_by("ann"), praise_by("ben", 2))
    letter = Instruction(
        key="1@x", sender="priya@larkfield.example", reference="P-101", tag="?", words=KIND, written_at=NOON
    )
    store.sources.save_batch("mail", Batch(instructions=(letter,)), NOON)
    store.instructions.settle_praise(letter, None, NOON)
    pass_on(store, 101)
    pass_on(store, 102)
    erase(store)
    assert rows(store, "SELECT number FROM praise") == [(102,)]
    assert rows(store, "SELECT praise_number FROM praise_events") == [(102,)]
    assert rows(store, "SELECT tag, words FROM instructions") == [("", "")]


def test_a_letter_is_heeded_whole_or_not_at_all(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    hear(store, praise_by("ann"))
    letter = Instruction(
        key="1@x", sender="priya@x.example", reference="P-101", tag="", words="passed on", written_at=NOON
    )
    store.sources.save_batch("mail", Batch(instructions=(letter,)), NOON)
    # The last statement of heeding fails, as when the program is killed before it.
    rows(store, "CREATE TRIGGER cut BEFORE UPDATE ON instructions BEGIN SELECT RAISE(ABORT, 'cut off'); END")
    with pytest.raises(StoreError, match="cut off"):
        heed(store, NOON + HOUR)
    assert rows(store, "SELECT * FROM praise_events") == []
    rows(store, "DROP TRIGGER cut")
    heed(store, NOON + HOUR)
    heed(store, NOON + HOUR)
    assert rows(store, "SELECT actor FROM praise_events") == [("priya@x.example",)]
    store.close()


def test_a_gone_account_leaves_the_praise_without_a_name(store: Store) -> None:
    hear(store, post("77", KIND, NOON, author="@ann", author_key="ann"))
    pass_on(store, 101)
    lose(store, ["x:77"], NOON + HOUR, Absence.AUTHOR_GONE)
    [praise] = listed(store)
    assert (praise.number, praise.said.mention.author, praise.passed_on is not None) == (101, None, True)


def test_a_store_of_the_last_release_has_its_praise_numbered_and_its_letters_kept(store_url: str) -> None:
    engine = _create(store_url)
    upgrade(engine, "0011")
    said = "(:id, :kind, '', 0, 1, NULL, :at, NULL, '{}', '')"
    with engine.begin() as connection:
        for place, (name, kind) in enumerate((("x:b", "praise"), ("x:c", "complaint"), ("x:a", "praise"))):
            row = {"id": name, "kind": kind, "at": 1_000 - place}
            connection.execute(text(f"INSERT INTO assessments VALUES {said}"), row)
        letter = "INSERT INTO instructions VALUES ('k', 'priya@x', 1042, 'hand over', 'Sam', 7, 'new')"
        connection.execute(text(letter))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT number, mention_id FROM praise ORDER BY 1")).all() == [
            (101, "x:a"),
            (102, "x:b"),
        ]
        assert connection.execute(text("SELECT reference, words FROM instructions")).all() == [("R-1042", "Sam")]
        assert connection.execute(text("SELECT praise, passed_on FROM praise_figures")).all() == [(2, 0)]
    engine.dispose()
    store = Store(store_url)
    assert pass_on(store, 102)
    hear(store, praise_by("new"))
    assert numbers(store) == {"new": 103}
    store.close()


def test_whom_praise_of_an_older_release_is_about_is_found_once_by_the_next_run(store: Store) -> None:
    hear(store, praise_by("ann"), praise_by("ben", words=KIND.replace("kettle", "mixer")))
    rows(store, "UPDATE praise SET owner = NULL, product = NULL")
    assert [each.owner for each in listed(store)] == ["", ""]
    assert [each.owner for each in store.figures.praised(WEEK.start, WEEK.end)] == ["", ""]
    route_praise(store, OWNERS)
    assert rows(store, "SELECT number, owner, product FROM praise ORDER BY 1") == [
        (101, "Kettles", "kettle"),
        (102, "", "larkfield mixer"),
    ]
    assert store.praise.unrouted(10) == []
