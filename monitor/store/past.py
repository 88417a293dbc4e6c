"""Past pages: what their index says of each, and whose words stand on it, so that none keeps what was taken down.

Names are kept as digests; a page on which a name stands that is erased is withdrawn, and its file goes with the next report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Engine

from monitor.model import PastPage
from monitor.store import tables
from monitor.store.engine import transaction
from monitor.store.sql import from_micros, insert_new, insert_or_replace, run, select_in, to_micros
from monitor.store.tombstones import digest_of

_COLUMNS = "day, made_at, headline, waiting, deaf, withdrawn"


class Past:
    """Remembers the last page of each day."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, page: PastPage, names: Iterable[str], days: int) -> list[PastPage]:
        """Note the newest page of its day and who stands on it; give the pages of the newest `days` days, newest first.

        Everything older is forgotten; with 0 days all of it. To be called before the page is written: from then on an
        erasure knows of it.
        """
        row = (page.day, to_micros(page.made_at), page.headline, page.waiting, page.deaf, 0)
        with transaction(self._engine) as connection:
            if days > 0:
                # What stood there before it was withdrawn is not on it any more.
                gone = (
                    "DELETE FROM past_names WHERE day IN (SELECT day FROM past_pages WHERE day = ? AND withdrawn = 1)"
                )
                run(connection, gone, (page.day,))
                insert_or_replace(connection, tables.past_pages, [row])
                insert_new(connection, tables.past_names, [(digest_of(name), page.day) for name in sorted(set(names))])
            kept = run(connection, f"SELECT {_COLUMNS} FROM past_pages ORDER BY day DESC LIMIT ?", (days,))
            for table in ("past_pages", "past_names"):
                run(connection, f"DELETE FROM {table} WHERE day < ?", (kept[-1][0] if kept else "9999",))
        return [_page(each) for each in kept]


def withdraw(connection: Connection, names: Collection[str]) -> None:
    """Withdraw every past page on which one of these people or mentions stands."""
    digests = [digest_of(name) for name in names]
    rows = select_in(connection, "SELECT DISTINCT day FROM past_names WHERE digest IN ({marks})", digests)
    select_in(connection, "UPDATE past_pages SET withdrawn = 1 WHERE day IN ({marks})", [row[0] for row in rows])


def _page(row: tuple[str, int, str, int, int, int]) -> PastPage:
    day, made_at, headline, waiting, deaf, withdrawn = row
    return PastPage(
        day=day,
        made_at=from_micros(made_at),
        headline=headline,
        waiting=waiting,
        deaf=deaf,
        is_withdrawn=bool(withdrawn),
    )
