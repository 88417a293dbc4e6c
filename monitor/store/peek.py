"""Looks into a store without changing anything, not even a file beside it: for `check`, which writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine

from monitor.model import InstructionState
from monitor.store.breakers import Breakers
from monitor.store.engine import open_for_looking, reading
from monitor.store.spending import Spending
from monitor.store.sql import moment_or_none, run, to_micros


class Peek:
    """What `check` asks a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.spending = Spending(engine)
        self.breakers = Breakers(engine)

    def mentions_since(self, source: str, since: datetime, until: datetime) -> int:
        """Count the mentions of a source in a stretch of time."""
        sql = "SELECT COUNT(*) FROM mentions WHERE source = ? AND posted_at > ? AND posted_at <= ?"
        with reading(self._engine) as connection:
            return int(run(connection, sql, (source, to_micros(since), to_micros(until)))[0][0])

    def unheeded(self, since: datetime) -> list[tuple[str, str, str]]:
        """Give the letters of colleagues that led to nothing, newest first: why, by whom, about what."""
        sql = "SELECT state, sender, reference FROM instructions WHERE state IN (?, ?, ?) AND written_at > ? ORDER BY written_at DESC, key"
        unheeded = (InstructionState.NOT_UNDERSTOOD, InstructionState.NO_SUCH_CASE, InstructionState.NO_SUCH_PRAISE)
        with reading(self._engine) as connection:
            return [
                (row[0], row[1], row[2])
                for row in run(connection, sql, (*(state.value for state in unheeded), to_micros(since)))
            ]

    def listening_since(self, source: str) -> datetime | None:
        """Give when a source first was heard."""
        with reading(self._engine) as connection:
            rows = run(connection, "SELECT MIN(start_at) FROM heard WHERE source = ?", (source,))
        return moment_or_none(rows[0][0])


@contextmanager
def peeking(url: str) -> Iterator[Peek | None]:
    """Look into a store; None when its schema is not made yet, or older than ours. Raises StoreError or StoreTooNew."""
    engine = open_for_looking(url)
    try:
        yield Peek(engine) if engine else None
    finally:
        if engine:
            engine.dispose()
