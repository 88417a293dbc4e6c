"""What was told to whom: one row a notice and channel, without any of its words.

A key may name a person or a mention, so only its digest is kept: nothing here must be erased when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine

from monitor.model import Delivered, Delivery, Notice, What
from monitor.store import tables
from monitor.store.engine import reading, transaction
from monitor.store.records import storable
from monitor.store.sql import from_micros, insert_new, insert_or_replace, run, select_in, to_micros

REMEMBERED = timedelta(days=120)
"""How long deliveries and told names are kept: far longer than anything is news."""

_COLUMNS = "channel, what, at, state, attempts, tried_at, problem"


class Deliveries:
    """Remembers deliveries, so that none goes out twice and a failed one is tried again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, channel: str, what: What, notice: Notice, now: datetime) -> bool:
        """Note that a notice is about to go out; False, and nothing noted, when it must not (again)."""
        digest = digest_of(notice.key)
        with transaction(self._engine) as connection:
            rows = run(
                connection,
                f"SELECT {_COLUMNS} FROM deliveries WHERE channel = ? AND digest = ?",
                (storable(channel), digest),
            )
            before = _delivery(rows[0]) if rows else None
            if before and before.is_over:
                return False
            attempts = before.attempts + 1 if before else 1
            state = Delivered.TRYING.value
            row = (
                storable(channel),
                digest,
                what.value,
                to_micros(notice.at),
                state,
                attempts,
                to_micros(now),
                "",
            )
            insert_or_replace(connection, tables.deliveries, [row])
        return True

    def fail(self, channel: str, notice: Notice, problem: str) -> None:
        """Note that a notice did not arrive, and why."""
        with transaction(self._engine) as connection:
            _settle(connection, channel, notice, Delivered.FAILED, problem)

    def arrive(self, channel: str, notice: Notice, remark: str = "", told: Iterable[str] = ()) -> None:
        """Note that a notice arrived, what did not work all the same, and whom this channel has heard of with it."""
        with transaction(self._engine) as connection:
            _settle(connection, channel, notice, Delivered.SENT, remark)
            names = [(storable(channel), digest_of(name), to_micros(notice.at)) for name in told]
            insert_new(connection, tables.told, names)
            if names:
                # A report that arrived says what an earlier one, which did not, would have said.
                sql = "DELETE FROM deliveries WHERE channel = ? AND what = ? AND state != ?"
                run(connection, sql, (storable(channel), What.REPORT.value, Delivered.SENT.value))

    def untold(self, channel: str, names: Collection[str]) -> list[str]:
        """Give those of `names` that a channel has not heard of."""
        digests = {digest_of(name): name for name in names}
        sql = "SELECT digest FROM told WHERE digest IN ({marks}) AND channel = ?"
        with reading(self._engine) as connection:
            known = {row[0] for row in select_in(connection, sql, digests, storable(channel))}
        return [name for digest, name in digests.items() if digest not in known]

    def since(self, moment: datetime, limit: int = 100) -> list[Delivery]:
        """Give the newest deliveries tried since a moment, oldest first."""
        sql = f"SELECT {_COLUMNS} FROM deliveries WHERE tried_at >= ? ORDER BY tried_at DESC, channel, digest LIMIT ?"
        with reading(self._engine) as connection:
            return [_delivery(row) for row in reversed(run(connection, sql, (to_micros(moment), limit)))]

    def forget_old(self, now: datetime) -> None:
        """Forget what is long over."""
        before = to_micros(now - REMEMBERED)
        with transaction(self._engine) as connection:
            run(connection, "DELETE FROM deliveries WHERE tried_at < ?", (before,))
            run(connection, "DELETE FROM told WHERE at < ?", (before,))


def _settle(connection: Connection, channel: str, notice: Notice, state: Delivered, problem: str) -> None:
    sql = "UPDATE deliveries SET state = ?, problem = ? WHERE channel = ? AND digest = ?"
    run(connection, sql, (state.value, storable(problem), storable(channel), digest_of(notice.key)))


def digest_of(key: str) -> str:
    """Give the name under which a key is kept."""
    return sha256(key.encode(errors="surrogatepass")).hexdigest()[:32]


def _delivery(row: tuple[str, str, int, str, int, int, str]) -> Delivery:
    channel, what, at, state, attempts, tried_at, problem = row
    return Delivery(
        channel=channel,
        what=What(what),
        at=from_micros(at),
        state=Delivered(state),
        attempts=attempts,
        tried_at=from_micros(tried_at),
        problem=problem,
    )
