"""The alerts that were decided: added to, never changed, but for the id of a story that became part of another."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from monitor.model import Alert, AlertCause
from monitor.store import tables
from monitor.store.engine import reading
from monitor.store.sql import from_micros, insert_new, run, select_in, to_micros
from monitor.store.stages import mark_done, stage_done

NUMBERED_UP_TO = "alerts numbered"
"""The stage under which stands the highest number given: that of an erased alert never comes again."""

REMEMBERED = 50
"""The newest alerts of one story that are read to decide about another: a bound, whatever is stored."""

_COLUMNS = "number, brand, story_id, decided_at, wake_at, causes, reasons, size, recipient"


class Alerts:
    """Hands out alerts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_stories(self, story_ids: Collection[str]) -> dict[str, list[Alert]]:
        """Give the newest alerts of each of these stories, oldest first; a story without any is absent."""
        ranked = (
            f"SELECT {_COLUMNS} FROM (SELECT {_COLUMNS}, ROW_NUMBER() OVER (PARTITION BY story_id ORDER BY number DESC) "
            "AS place FROM alerts WHERE story_id IN ({marks})) AS newest WHERE place <= ? ORDER BY number"
        )
        with reading(self._engine) as connection:
            rows = select_in(connection, ranked, story_ids, REMEMBERED)
        found: dict[str, list[Alert]] = defaultdict(list)
        for alert in map(_alert_of, rows):
            found[str(alert.story_id)].append(alert)
        return dict(found)

    def newest(self, until: datetime, limit: int) -> list[tuple[Alert, str]]:
        """Give the newest alerts decided up to a moment, newest first, each with the name its story has now (or none)."""
        columns = ", ".join(f"a.{name}" for name in _COLUMNS.split(", "))
        sql = (
            f"SELECT {columns}, s.name FROM alerts a LEFT JOIN stories s ON s.id = a.story_id "
            "WHERE a.decided_at <= ? ORDER BY a.decided_at DESC, a.number DESC LIMIT ?"
        )
        with reading(self._engine) as connection:
            rows = run(connection, sql, (to_micros(until), limit))
        return [(_alert_of(row), row[-1] or "") for row in rows]

    def since(self, since: datetime, until: datetime, limit: int) -> list[tuple[Alert, str]]:
        """Give the newest alerts decided after one moment and up to another, newest first, each with its story's name."""
        return [(alert, name) for alert, name in self.newest(until, limit) if alert.decided_at > since]


def keep_alerts(connection: Connection, alerts: Sequence[Alert]) -> None:
    """Add alerts, in the transaction of what led to them, and number them on from the last."""
    if not alerts:
        return
    last = stage_done(connection, NUMBERED_UP_TO)
    rows = [
        (
            number,
            alert.brand,
            alert.story_id,
            to_micros(alert.decided_at),
            to_micros(alert.wake_at),
            json.dumps(alert.causes),
            json.dumps(alert.reasons, ensure_ascii=False),
            alert.size,
            alert.recipient,
        )
        for number, alert in enumerate(alerts, last + 1)
    ]
    insert_new(connection, tables.alerts, rows)
    mark_done(connection, NUMBERED_UP_TO, last + len(rows))


def _alert_of(row: Sequence[Any]) -> Alert:
    number, brand, story_id, decided_at, wake_at, causes, reasons, size, recipient, *_ = row
    return Alert(
        number=number,
        brand=brand,
        story_id=story_id,
        decided_at=from_micros(decided_at),
        wake_at=from_micros(wake_at),
        causes=tuple(map(AlertCause, json.loads(causes))),
        reasons=tuple(json.loads(reasons)),
        size=size,
        recipient=recipient,
    )
