"""Fills a store with grouped mentions at once: the real program stores one, and its rows are copied with variations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table

from benchmarks.invented import BEGAN, Drawn, Invented, as_mentions, vocabulary, zipf
from monitor.model import Assessed, Batch
from monitor.pipeline import group
from monitor.store import Store, tables
from monitor.store.engine import transaction
from monitor.store.mentions import mark_done
from monitor.store.sql import Row, insert_new, run, run_many, to_micros
from monitor.stories.keys import MOST_WORDS, WORD
from monitor.stories.rules import EXPERIENCES
from monitor.stories.sense import pack
from monitor.stories.words import normal

APART = timedelta(minutes=3)
"""Time between two mentions: a larger store is one that has listened for longer."""
BLOCK = 50_000
COPIED = (tables.mentions, tables.assessments, tables.stories, tables.story_mentions, tables.story_directions)
COUNTED = {"assess": 1, "group": 1, "grouped mentions": 1}
PATTERN = "p0000000"


def fill(url: str, count: int, invented: Invented, seed: int) -> datetime:
    """Make a store of `count` grouped mentions, each a story of its own; give the moment after the last."""
    store = Store(url)
    put_in(store, as_mentions(invented.texts[:1], BEGAN, APART, "p"))
    group(store, lambda _stage, _count: None, Drawn(invented))
    with transaction(store._engine) as connection:  # noqa: SLF001 - the benchmark writes what no program would
        patterns = {table: _pattern(connection, table) for table in COPIED}
        sure = [row[0] for row in run(connection, "SELECT key FROM story_keys") if not row[0].startswith(WORD)]
        directions = [pack(each, 1) for each in invented.directions[:256]]
        for start in range(1, count, BLOCK):
            places = range(start, min(start + BLOCK, count))
            for table, pattern in patterns.items():
                insert_new(connection, table, [_varied(pattern, place, directions) for place in places])
        _fill_keys(connection, count, sure, seed)
        for stage in COUNTED:
            mark_done(connection, stage, count)
    store.close()
    return BEGAN + count * APART


def put_in(store: Store, told: list[Assessed]) -> None:
    """Store assessed mentions, ready to be grouped."""
    store.sources.save_batch("invented", Batch(mentions=tuple(each.mention for each in told)), BEGAN)
    _, seq = store.mentions.unassessed(len(told))
    store.mentions.save_assessments(told, [], seq)


def _pattern(connection: Connection, table: Table) -> Row:
    names = [column.name for column in table.columns if column.autoincrement is not True]
    return run(connection, f"SELECT {', '.join(names)} FROM {table.name}")[0]  # noqa: S608 - our own tables


def _varied(pattern: Row, place: int, directions: list[bytes]) -> Row:
    """Copy a row for another mention: its names, its times and what it is about are others."""
    name, at = f"p{place:07d}", to_micros(BEGAN)

    def vary(value: Any) -> Any:  # noqa: ANN401 - whatever a database holds
        if isinstance(value, str):
            return value.replace(PATTERN, name)
        if isinstance(value, bytes):
            return directions[place % len(directions)]
        return value + place * (APART // timedelta(microseconds=1)) if value == at else value

    return tuple(map(vary, pattern))


def _fill_keys(connection: Connection, count: int, sure: list[str], seed: int) -> None:
    """Write the keys under which the stories are found, and how common their words are, in the order they lie."""
    draw, cumulated = np.random.default_rng(seed), zipf()
    words = [WORD + normal(word) for word in vocabulary(seed)]
    carried = np.zeros(len(words), np.int64)
    for index in tables.story_keys.indexes:
        index.drop(connection)
    run(connection, "CREATE TEMP TABLE heap (story_id TEXT, key TEXT, last_at INTEGER)")
    for start in range(1, count, BLOCK):
        places = range(start, min(start + BLOCK, count))
        ranks = np.sort(np.searchsorted(cumulated, draw.random((len(places), MOST_WORDS))), axis=1)
        carried += np.bincount(ranks.ravel(), minlength=len(words))
        rarest = ranks[:, -EXPERIENCES.posted_words :].tolist()
        rows = [row for place, own in zip(places, rarest, strict=True) for row in _keys_of(place, own, words, sure)]
        run_many(connection, "INSERT INTO heap VALUES (?, ?, ?)", rows)
    run(
        connection, "INSERT INTO story_keys SELECT * FROM heap WHERE true ORDER BY story_id, key ON CONFLICT DO NOTHING"
    )
    run(connection, "DROP TABLE heap")
    for index in tables.story_keys.indexes:
        index.create(connection)
    common = dict(zip(words, carried.tolist(), strict=True))
    insert_new(connection, tables.key_counts, sorted((word, number) for word, number in common.items() if number))


def _keys_of(place: int, ranks: list[int], words: list[str], sure: list[str]) -> Iterator[Row]:
    name, at = f"p{place:07d}", to_micros(BEGAN + place * APART)
    for key in sure:
        yield f"x:{name}", (f"copy:{place:016x}" if key.startswith("copy:") else key.replace(PATTERN, name)), at
    for rank in ranks:
        yield f"x:{name}", words[rank], at
