"""The order of texts is that of their code points on every database, whatever the locale of its server."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from making import NOON, mention
from sqlalchemy import text

from monitor.errors import StoreError
from monitor.model import Batch
from monitor.store import Store, tables
from monitor.store.engine import _create, transaction
from monitor.store.migrate import upgrade
from monitor.store.sql import insert_new

NAMES = ["x:Zed", "x:_b", "x:al", "x:É", "x:😀"]
"""In the order of their code points; a server set up for English puts _b first and É beside e."""


def test_people_come_in_the_order_of_code_points(store: Store) -> None:
    mentions = tuple(mention(name, author_key=name.removeprefix("x:"), platform="x") for name in reversed(NAMES))
    store.sources.save_batch("reddit", Batch(mentions=mentions), NOON)
    with transaction(store._engine) as connection:
        insert_new(connection, tables.pending_people, [(name,) for name in reversed(NAMES)])
    assert store.cases.undecided(10, NOON)[0] == NAMES
    assert store.cases.undecided(2, NOON, after="x:_b")[0] == ["x:al", "x:É"]


@pytest.mark.postgres
@pytest.mark.parametrize("migrated", [False, True])
def test_no_text_column_follows_the_locale_of_a_server(postgres: str, migrated: bool) -> None:
    if migrated:
        engine = _create(postgres)
        upgrade(engine)
        engine.dispose()
    store = Store(postgres)
    with transaction(store._engine) as connection:
        asked = "SELECT table_name, column_name, collation_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'"
        columns = connection.execute(text(asked)).fetchall()
    store.close()
    assert len(columns) > 70
    assert [column for column in columns if column[2] != "C"] == []


@pytest.mark.postgres
@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_all_text_is_refused_with_what_to_do(postgres: str, encoding: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE narrow ENCODING '{encoding}' TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER libc"
        )
        address = postgres.replace(connection.info.dbname, "narrow")
        try:
            with pytest.raises(StoreError, match="ENCODING 'UTF8'"):
                Store(address)
        finally:
            connection.execute("DROP DATABASE narrow WITH (FORCE)")


@pytest.mark.postgres
def test_a_server_holds_whatever_identifies_a_mention_up_to_the_longest_name(postgres: str) -> None:
    store = Store(postgres)
    names = ["".join(chr(0x1F300 + (place * 7919 + kind * 31) % 700) for place in range(500)) for kind in range(4)]
    said = mention(names[0], author_key=names[1], thread=names[2], in_reply_to=names[3])
    assert store.sources.save_batch("reddit", Batch(mentions=(said,)), NOON + timedelta(hours=1)) == 1
    assert store.mentions.unassessed(1)[0] == [said]
    store.close()
