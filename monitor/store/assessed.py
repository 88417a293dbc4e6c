"""Reads mentions with their assessments, and remembers those this run assessed itself: the next stages ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from monitor.model import Assessed
from monitor.store.records import ASSESSMENT_COLUMNS, MENTION_COLUMNS, assessment_of, mention_of
from monitor.store.sql import select_in

MOST_REMEMBERED = 10_000
"""Some 30 MB at most, however much is read in one run."""

_WIDTH = MENTION_COLUMNS.count(",") + 1
_COLUMNS = ", ".join(
    [f"m.{name.strip()}" for name in MENTION_COLUMNS.split(",")]
    + [f"a.{name.strip()}" for name in ASSESSMENT_COLUMNS.split(",")]
)
_BY_ID = f"SELECT {_COLUMNS} FROM mentions m JOIN assessments a ON a.mention_id = m.id WHERE m.id IN ({{marks}})"


class AssessedReader:
    """Gives assessed mentions by id. What it remembers is a copy of stored rows that never change within a run."""

    def __init__(self) -> None:
        self._remembered: dict[str, Assessed] = {}

    def remember(self, assessed: Sequence[Assessed]) -> None:
        """Keep what was just stored, up to MOST_REMEMBERED."""
        if len(self._remembered) + len(assessed) > MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered.update((each.mention.id, each) for each in assessed[-MOST_REMEMBERED:])

    def forget(self) -> None:
        """Remember nothing."""
        self._remembered.clear()

    def read(self, connection: Connection, ids: Iterable[str]) -> dict[str, Assessed]:
        """Give the assessed mentions of these ids; those not stored, or not assessed yet, are absent."""
        wanted = list(dict.fromkeys(ids))
        found = {mention_id: known for mention_id in wanted if (known := self._remembered.get(mention_id))}
        for row in select_in(connection, _BY_ID, [mention_id for mention_id in wanted if mention_id not in found]):
            assessed = Assessed(mention=mention_of(row[:_WIDTH]), assessment=assessment_of(row[_WIDTH:]))
            found[assessed.mention.id] = assessed
        return found

    def in_order(self, connection: Connection, ids: Iterable[str]) -> list[Assessed]:
        """Give the assessed mentions of these ids, in their order."""
        wanted = list(ids)
        found = self.read(connection, wanted)
        return [found[mention_id] for mention_id in wanted if mention_id in found]
