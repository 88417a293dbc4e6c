"""Which sources are left alone after failing, and until when."""

from __future__ import annotations

from sqlalchemy import Engine

from monitor.breaker import Breaker
from monitor.model import GapReason
from monitor.store import tables
from monitor.store.engine import reading, transaction
from monitor.store.records import storable
from monitor.store.sql import from_micros, insert_or_replace, run, to_micros


class Breakers:
    """Keeps the breaker of every source that failed in its last run."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, source: str) -> Breaker | None:
        """Give the breaker of a source; None when its last run was fine."""
        sql = "SELECT failures, retry_at, reason, detail FROM breakers WHERE source = ?"
        with reading(self._engine) as connection:
            rows = run(connection, sql, (source,))
        if not rows:
            return None
        failures, retry_at, reason, detail = rows[0]
        return Breaker(failures=failures, retry_at=from_micros(retry_at), reason=GapReason(reason), detail=detail)

    def save(self, source: str, breaker: Breaker | None) -> None:
        """Remember that a source failed, or with None that it is well again."""
        with transaction(self._engine) as connection:
            if breaker is None:
                run(connection, "DELETE FROM breakers WHERE source = ?", (source,))
                return
            row = (
                source,
                breaker.failures,
                to_micros(breaker.retry_at),
                breaker.reason.value,
                storable(breaker.detail),
            )
            insert_or_replace(connection, tables.breakers, [row])
