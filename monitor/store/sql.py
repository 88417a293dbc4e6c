"""The few statements that must be fast, written once for SQLite and PostgreSQL.

SQLAlchemy's own `insert()` of many rows is 20 to 30 times slower than handing tuples to the driver (see
docs/decisions/0003-store.md), so rows go to the driver as tuples, in SQL built from the table definitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MARKS = {"sqlite": "?", "postgresql": "%s"}
CHUNK = 5_000
"""Values in one IN list and rows in one write: well under SQLite's 32,766 and PostgreSQL's 65,535 parameters."""

Row = tuple[Any, ...]


def to_micros(moment: datetime) -> int:
    """Give a moment as microseconds since 1970 UTC."""
    return round(moment.timestamp() * 1_000_000)


def from_micros(micros: int) -> datetime:
    """Give back the moment of `to_micros`."""
    return EPOCH + timedelta(microseconds=micros)


def moment_or_none(micros: int | None) -> datetime | None:
    """Give back a moment that may be absent."""
    return None if micros is None else from_micros(micros)


def micros_or_none(moment: datetime | None) -> int | None:
    """Give a moment that may be absent as microseconds."""
    return None if moment is None else to_micros(moment)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert whole rows (every column but a counted key, in the order of the table); leave those that exist alone.

    Gives the number of rows that are new.
    """
    return _write(connection, _insert_sql(table, connection.dialect.name, "nothing"), rows)


def insert_or_replace(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert whole rows; where the primary key exists, every other column takes the new value."""
    return _write(connection, _insert_sql(table, connection.dialect.name, "replace"), rows)


def insert_or_add(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert (key, count) rows; where the key exists, the counts add up."""
    return _write(connection, _insert_sql(table, connection.dialect.name, "add"), rows)


def select_in(connection: Connection, sql: str, values: Iterable[Any], *more: object) -> list[Row]:
    """Run `sql`, whose `{marks}` stands for the values of an IN list, over any number of `values`.

    `more` are the parameters after the list; `?` marks them on every database.
    """
    wanted = list(dict.fromkeys(values))
    found: list[Row] = []
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        statement = sql.replace("{marks}", ",".join("?" * len(chunk)))
        found += run(connection, statement, (*chunk, *more))
    return found


def run(connection: Connection, sql: str, parameters: Row = ()) -> list[Row]:
    """Run one statement written with `?` marks; give its rows, if it has any."""
    result = connection.exec_driver_sql(_for(connection, sql), parameters)
    if not result.returns_rows:
        return []
    # The driver's own tuples: SQLAlchemy's Row objects cost as much again as reading the rows.
    rows = result.cursor.fetchall()
    result.close()
    return list(rows)


def run_many(connection: Connection, sql: str, rows: Sequence[Row]) -> None:
    """Run one statement written with `?` marks once for each row of parameters."""
    for start in range(0, len(rows), CHUNK):
        connection.exec_driver_sql(_for(connection, sql), list(rows[start : start + CHUNK]))


def _write(connection: Connection, sql: str, rows: Sequence[Row]) -> int:
    written = 0
    for start in range(0, len(rows), CHUNK):
        written += connection.exec_driver_sql(sql, list(rows[start : start + CHUNK])).rowcount
    return written


def _for(connection: Connection, sql: str) -> str:
    mark = MARKS[connection.dialect.name]
    return sql if mark == "?" else sql.replace("%", "%%").replace("?", mark)


@cache
def _insert_sql(table: Table, dialect: str, on_conflict: str) -> str:
    names = [column.name for column in table.columns if column.autoincrement is not True]
    keys = [column.name for column in table.primary_key.columns]
    rest = [name for name in names if name not in keys]
    actions = {
        "nothing": "ON CONFLICT DO NOTHING",
        "replace": f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in rest),
        "add": f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET "
        + ", ".join(f"{name} = {table.name}.{name} + excluded.{name}" for name in rest),
    }
    marks = ", ".join([MARKS[dialect]] * len(names))
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks}) {actions[on_conflict]}"
