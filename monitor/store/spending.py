"""What each source has asked and spent, by UTC day; money is counted before it can be spent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Engine

from monitor.purse import Spent, charges_of
from monitor.store import tables
from monitor.store.engine import reading, transaction
from monitor.store.sql import insert_new, insert_or_add, run, select_in


class Spending:
    """Keeps the counts of budgets. Days are YYYY-MM-DD in UTC."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def since(self, source: str, day: str) -> dict[str, Spent]:
        """Give what a source asked and spent on each day from `day` on."""
        sql = "SELECT day, requests, micros FROM spending WHERE source = ? AND day >= ?"
        with reading(self._engine) as connection:
            rows = run(connection, sql, (source, day))
        return {day: Spent(requests=requests, micros=micros) for day, requests, micros in rows}

    def add(self, source: str, day: str, *, requests: int = 0, micros: int = 0) -> None:
        """Add to what a source asked and spent on a day."""
        with transaction(self._engine) as connection:
            insert_or_add(connection, tables.spending, [(source, day, requests, micros)])

    def settle(
        self, source: str, days: Sequence[str], reserved: Mapping[str, int], bill: Mapping[str, int]
    ) -> dict[str, int]:
        """Replace what was set aside on some days by what is really charged; give the change of each day in micros.

        `bill` gives the price of each resource, which counts once a day; `days` are those it may have been billed on.
        """
        sql = "SELECT day, resource FROM charges WHERE resource IN ({marks}) AND source = ? AND day >= ? AND day <= ?"
        with transaction(self._engine) as connection:
            known = {(row[0], row[1]) for row in select_in(connection, sql, bill, source, min(days), max(days))}
            charges = charges_of(bill, days, known)
            rows = [(source, charge.day, charge.resource, charge.micros) for charge in charges]
            insert_new(connection, tables.charges, rows)
            change = Counter({day: -micros for day, micros in reserved.items()})
            for charge in charges:
                change[charge.day] += charge.micros
            insert_or_add(connection, tables.spending, [(source, day, 0, micros) for day, micros in change.items()])
            run(connection, "DELETE FROM charges WHERE source = ? AND day < ?", (source, min(days)))
        return dict(change)
