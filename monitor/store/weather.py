"""A brand's hours, its baseline, and the spikes that were found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from monitor.model import Alert, Hour, Json, Spike, SpikeKind
from monitor.store import tables
from monitor.store.alerts import keep_alerts
from monitor.store.engine import reading, transaction
from monitor.store.hours import MICROS_AN_HOUR
from monitor.store.sql import from_micros, insert_or_replace, run, select_in, to_micros
from monitor.stories.weather import HOUR, SPIKE_HOURS, USUAL_HOURS

_COLUMNS = "s.brand, s.kind, s.at, s.count, s.usual, s.score, s.story_id, s.share"


class Weather:
    """Hands out what a brand's weather is read from, and keeps what was read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def baseline(self, brand: str) -> tuple[list[Any] | None, datetime | None]:
        """Give the state of a brand's baseline and the hour it goes on from; None and None when there is none yet."""
        with reading(self._engine) as connection:
            rows = run(connection, "SELECT until, state FROM baselines WHERE brand = ?", (brand,))
        return (json.loads(rows[0][1]), from_micros(rows[0][0])) if rows else (None, None)

    def hours(self, brand: str, since: datetime | None, until: datetime) -> list[Hour]:
        """Give the hours from `since` (None: all) to the one of `until` in which somebody spoke of a brand, oldest first."""
        sql = "SELECT hour, mentions, complaints FROM brand_hours WHERE brand = ? AND hour >= ? AND hour <= ? AND mentions > 0 ORDER BY hour"
        first = -(2**40) if since is None else to_micros(since) // MICROS_AN_HOUR
        with reading(self._engine) as connection:
            rows = run(connection, sql, (brand, first, to_micros(until) // MICROS_AN_HOUR))
        return [
            Hour(at=from_micros(hour * MICROS_AN_HOUR), mentions=mentions, complaints=complaints)
            for hour, mentions, complaints in rows
        ]

    def known_spikes(self, since: datetime | None, like: Sequence[Spike]) -> list[Spike]:
        """Give the stored spikes of the brands of these, from an hour on (None: ever)."""
        sql = f"SELECT {_COLUMNS} FROM spikes s WHERE s.brand IN ({{marks}}) AND s.at >= ? ORDER BY s.at, s.kind"
        first = -(2**62) if since is None else to_micros(since)
        with reading(self._engine) as connection:
            return [_spike_of(row) for row in select_in(connection, sql, [each.brand for each in like], first)]

    def told_during(self, spike: Spike) -> dict[str, tuple[int, int]]:
        """Count each story's mentions in the hours of a spike, and in the day before them."""
        sql = (
            "SELECT sm.story_id, SUM(CASE WHEN m.posted_at >= ? THEN 1 ELSE 0 END), "
            "SUM(CASE WHEN m.posted_at < ? THEN 1 ELSE 0 END) FROM mentions m JOIN assessments a ON a.mention_id = m.id "
            "JOIN story_mentions sm ON sm.mention_id = m.id WHERE m.posted_at >= ? AND m.posted_at < ? AND a.brand = ? GROUP BY 1"
        )
        start = spike.at + HOUR * (1 - SPIKE_HOURS)
        usual = start - timedelta(hours=USUAL_HOURS)
        span = (to_micros(start), to_micros(start), to_micros(usual), to_micros(spike.at + HOUR), spike.brand)
        with reading(self._engine) as connection:
            return {story_id: (int(during), int(before)) for story_id, during, before in run(connection, sql, span)}

    def save(
        self, brand: str, state: list[Json], since: datetime | None, spikes: Sequence[Spike], alerts: Sequence[Alert]
    ) -> None:
        """Store a baseline, the alerts decided, and the spikes from `since` (None: ever) in place of those known there."""
        if state[0] is None:
            return
        until = datetime.fromisoformat(str(state[0]))
        with transaction(self._engine) as connection:
            insert_or_replace(connection, tables.baselines, [(brand, to_micros(until), json.dumps(state))])
            _replace_spikes(connection, brand, since, spikes)
            keep_alerts(connection, alerts)

    def newest_spikes(self, since: datetime, until: datetime, limit: int) -> list[tuple[Spike, str]]:
        """Give the newest spikes of all brands in a stretch of time, newest first, each with its story's name (or none)."""
        sql = (
            f"SELECT {_COLUMNS}, t.name FROM spikes s LEFT JOIN stories t ON t.id = s.story_id "
            "WHERE s.at >= ? AND s.at <= ? ORDER BY s.at DESC, s.brand, s.kind LIMIT ?"
        )
        with reading(self._engine) as connection:
            rows = run(connection, sql, (to_micros(since), to_micros(until), limit))
        return [(_spike_of(row), row[-1] or "") for row in rows]


def _replace_spikes(connection: Connection, brand: str, since: datetime | None, spikes: Sequence[Spike]) -> None:
    first = -(2**62) if since is None else to_micros(since)
    run(connection, "DELETE FROM spikes WHERE brand = ? AND at >= ?", (brand, first))
    rows = [
        (each.brand, each.kind.value, to_micros(each.at), each.count, each.usual, each.score, each.story_id, each.share)
        for each in spikes
    ]
    insert_or_replace(connection, tables.spikes, rows)


def _spike_of(row: Sequence[Any]) -> Spike:
    brand, kind, at, count, usual, score, story_id, share, *_ = row
    return Spike(
        brand=brand,
        kind=SpikeKind(kind),
        at=from_micros(at),
        count=count,
        usual=usual,
        score=score,
        story_id=story_id,
        share=share,
    )
