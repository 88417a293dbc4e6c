"""Remembers, without its content, what was taken down or erased on request: it must not come back with the next pull."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from monitor.model import Mention
from monitor.store import tables
from monitor.store.records import storable
from monitor.store.sql import insert_new, run, select_in, to_micros


def digest_of(name: str) -> str:
    """Give the contentless name a tombstone keeps of a mention's or person's id."""
    return sha256(storable(name).encode()).hexdigest()


def bury(connection: Connection, names: Iterable[str], now: datetime) -> None:
    """Keep the mentions, or all that the people, of these names wrote from ever being stored again."""
    insert_new(connection, tables.tombstones, [(digest_of(name), to_micros(now)) for name in names])


def without_buried(connection: Connection, mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out what was buried, or was written by somebody who was."""
    if not run(connection, "SELECT 1 FROM tombstones LIMIT 1"):
        return list(mentions)
    digests = {mention.id: {digest_of(mention.id), digest_of(mention.person or "")} for mention in mentions}
    wanted = {digest for pair in digests.values() for digest in pair}
    buried = {
        row[0] for row in select_in(connection, "SELECT digest FROM tombstones WHERE digest IN ({marks})", wanted)
    }
    return [mention for mention in mentions if not digests[mention.id] & buried]
