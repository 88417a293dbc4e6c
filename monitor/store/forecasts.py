"""The forecasts that pages showed: each written once, and judged once when its time has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from monitor.model import Range, ShownForecast, TrackRecord
from monitor.store import tables
from monitor.store.engine import reading, transaction
from monitor.store.sql import from_micros, insert_new, run, run_many, select_in, to_micros

WAITING, JUDGED, DROPPED = 0, 1, 2
"""States of a forecast; dropped is one that nobody can judge, because its story is gone or became part of another."""

APART = timedelta(hours=1)
"""Between two kept forecasts of one story: pages minutes apart say the same, and one story would fill the record."""

COUNTED, KEPT = 1_000, 5_000
"""The last forecasts that the record counts, and those that are kept at all."""

_COLUMNS = "story_id, at, horizon_at, low, likely, high, before, came"


class Forecasts:
    """Hands out forecasts to judge, and the record."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, until: datetime, limit: int) -> list[tuple[int, ShownForecast]]:
        """Give waiting forecasts whose horizon lies before a moment, oldest first, each with its number."""
        sql = f"SELECT {_COLUMNS}, seq FROM forecasts WHERE state = ? AND horizon_at <= ? ORDER BY horizon_at, seq LIMIT ?"
        with reading(self._engine) as connection:
            return [(row[-1], _forecast_of(row)) for row in run(connection, sql, (WAITING, to_micros(until), limit))]

    def judge(self, came: Sequence[tuple[int, float | None]]) -> None:
        """Note how forecasts (by number) turned out, None where nobody can know; forget the oldest beyond those kept."""
        rows = [(count, DROPPED if count is None else JUDGED, number) for number, count in came]
        oldest = (
            "DELETE FROM forecasts WHERE state = ? AND horizon_at < COALESCE((SELECT horizon_at FROM forecasts "
            "WHERE state = ? ORDER BY horizon_at DESC LIMIT 1 OFFSET ?), 0)"
        )
        with transaction(self._engine) as connection:
            run_many(connection, "UPDATE forecasts SET came = ?, state = ? WHERE seq = ?", rows)
            for state in (JUDGED, DROPPED):
                run(connection, oldest, (state, state, KEPT))

    def record(self) -> TrackRecord:
        """Count how many of the last forecasts held their range."""
        sql = (
            "SELECT COUNT(*), SUM(CASE WHEN came >= low AND came <= high THEN 1 ELSE 0 END) FROM "
            "(SELECT came, low, high FROM forecasts WHERE state = ? ORDER BY horizon_at DESC, seq DESC LIMIT ?) AS last"
        )
        with reading(self._engine) as connection:
            judged, held = run(connection, sql, (JUDGED, COUNTED))[0]
        return TrackRecord(judged=judged, held=int(held or 0))

    def of_story(self, story_id: str, until: datetime, limit: int) -> list[ShownForecast]:
        """Give the newest forecasts of one story made up to a moment, newest first."""
        sql = f"SELECT {_COLUMNS} FROM forecasts WHERE story_id = ? AND at <= ? ORDER BY at DESC LIMIT ?"
        with reading(self._engine) as connection:
            return [_forecast_of(row) for row in run(connection, sql, (story_id, to_micros(until), limit))]


def keep_forecasts(connection: Connection, shown: Sequence[ShownForecast]) -> None:
    """Keep the forecasts of a page, but those of stories one was kept of within the hour."""
    sql = "SELECT story_id, MAX(at) FROM forecasts WHERE story_id IN ({marks}) GROUP BY story_id"
    last: dict[str, int] = dict(select_in(connection, sql, [each.story_id for each in shown]))
    new = [
        each
        for each in shown
        if each.story_id not in last or to_micros(each.at) >= last[each.story_id] + APART // timedelta(microseconds=1)
    ]
    insert_new(connection, tables.forecasts, [_row(each) for each in new])


def _row(forecast: ShownForecast) -> tuple[object, ...]:
    expected = forecast.expected
    return (
        forecast.story_id,
        to_micros(forecast.at),
        to_micros(forecast.horizon),
        expected.low,
        expected.likely,
        expected.high,
        forecast.before,
        None,
        WAITING,
    )


def _forecast_of(row: Sequence[Any]) -> ShownForecast:
    story_id, at, horizon, low, likely, high, before, came, *_ = row
    return ShownForecast(
        story_id=story_id,
        at=from_micros(at),
        horizon=from_micros(horizon),
        expected=Range(low=low, likely=likely, high=high),
        before=before,
        came=came,
    )
