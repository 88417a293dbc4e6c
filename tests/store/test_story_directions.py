"""What stories are about is written, read back the same, moved by merges and forgotten by erasure, on every database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from monitor.model import Direction, TimeSpan
from monitor.store import Store
from monitor.store.directions import directions_of, told_lately
from monitor.store.engine import reading
from monitor.stories.sense import pack, unpack
from tests.store.told_stories import Answering, put_in, rows, towards
from tests.stories.telling import NOW, tell

FIRST = tell("1", "velvet marmot juggles turnips", thread="a", author_key="ann")
SECOND = tell("2", "copper walrus paints windmills", thread="b", author_key="ben", hours=1, url="https://x.example/p/2")
BOTH = tell("3", "see https://x.example/p/2", thread="a", author_key="cat", hours=2)
NET = Answering({FIRST.mention.text: towards(0), SECOND.mention.text: towards(90)})
NAMES = ["x:1", "x:2", "x:3"]


def hours(start: float, end: float) -> TimeSpan:
    return TimeSpan(start=NOW + timedelta(hours=start), end=NOW + timedelta(hours=end))


def directions(store: Store) -> dict[str, Direction]:
    with reading(store._engine) as connection:
        return directions_of(connection, NAMES)


def test_a_direction_is_read_back_byte_for_byte(store: Store) -> None:
    put_in(store, FIRST, SECOND, sense=NET)
    assert directions(store) == {
        "x:1": Direction(packed=pack(towards(0), 1), told_at=FIRST.mention.posted_at),
        "x:2": Direction(packed=pack(towards(90), 1), told_at=SECOND.mention.posted_at),
    }
    assert all(type(each.packed) is bytes for each in directions(store).values())


def test_the_stories_told_last_come_first_and_only_those_of_the_brand(store: Store) -> None:
    other = tell("4", "tin otter folds maps", thread="d", author_key="dan", found={"brand": "Skylark"})
    net = Answering({**NET.answers, other.mention.text: towards(50)})
    put_in(store, FIRST, SECOND, other, sense=net)
    with reading(store._engine) as connection:
        assert told_lately(connection, ["Larkfield"], hours(-1, 2)) == ["x:2", "x:1"]
        assert told_lately(connection, ["Larkfield"], hours(0.5, 2)) == ["x:2"]
        assert told_lately(connection, ["Larkfield"], hours(-1, 1)) == ["x:1"]
        assert told_lately(connection, ["Skylark"], hours(-1, 2)) == ["x:4"]


def test_stories_from_clocks_years_ahead_do_not_hide_those_of_today(store: Store, monkeypatch: Any) -> None:
    monkeypatch.setattr("monitor.store.directions.STORIES_IN_SENSE", 1)
    ahead = tell("4", "tin otter folds maps", author_key="dan", hours=24 * 365 * 5)
    again = tell("5", "bronze heron mends clocks", author_key="eve", hours=2)
    net = Answering({FIRST.mention.text: towards(0), ahead.mention.text: towards(50), again.mention.text: towards(0)})
    put_in(store, FIRST, sense=net)
    put_in(store, ahead, sense=net)
    put_in(store, again, sense=net)
    assert rows(store, "SELECT story_id FROM story_mentions WHERE mention_id = 'x:5'") == [("x:1",)]


def test_a_merge_moves_the_direction_to_the_story_that_is_kept(store: Store) -> None:
    put_in(store, FIRST, SECOND, sense=NET)
    put_in(store, BOTH, sense=NET)
    assert list(directions(store)) == ["x:1"]
    mean, told = unpack(directions(store)["x:1"].packed)
    assert told == 2
    assert directions(store)["x:1"].told_at == SECOND.mention.posted_at
    expected = (towards(0) + towards(90)) / 2
    assert float(np.abs(mean - expected).max()) < 0.02


def test_a_story_that_lost_a_mention_forgets_what_it_was_about(store: Store) -> None:
    put_in(store, FIRST, SECOND, BOTH, sense=NET)
    assert list(directions(store)) == ["x:1"]
    store.erasure.erase_mention("x:2", NOW)
    assert directions(store) == {}
    assert rows(store, "SELECT COUNT(*) FROM stories WHERE id = 'x:1'") == [(1,)]


def test_a_story_that_is_gone_takes_what_it_was_about_with_it(store: Store) -> None:
    put_in(store, FIRST, SECOND, sense=NET)
    store.erasure.erase_person("x:ann", NOW)
    assert list(directions(store)) == ["x:2"]
    store.mentions.start_over()
    assert directions(store) == {}
