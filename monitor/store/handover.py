"""Hands what a source heard that is no longer configured to one that listens to the same platform.

Otherwise nobody would ask again about what it heard, and what its authors take down would stay on the page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from monitor.store.sql import run, to_micros

_NEWEST = "SELECT platform FROM mentions WHERE source = ? ORDER BY posted_at DESC LIMIT 1"
_ENTER = (
    "INSERT INTO revisits (mention_id, source, rank, due_at) SELECT id, ?, 0, ? FROM mentions "
    "WHERE source = ? AND platform = ? ON CONFLICT DO NOTHING"
)
_LOOKS = (
    "UPDATE revisits SET source = ? WHERE source = ? "
    "AND mention_id IN (SELECT id FROM mentions WHERE source = ? AND platform = ?)"
)
_CONVERSATIONS = (
    "INSERT INTO conversations (case_number, source, since_at, due_at) "
    "SELECT case_number, ?, since_at, due_at FROM conversations WHERE source = ? ON CONFLICT DO NOTHING"
)


def hand_over(connection: Connection, present: Collection[str], heirs: Mapping[str, str], now: datetime) -> None:
    """Give each absent source's mentions to the heir of their platform; `heirs` names a present source by platform.

    Only what could be looked at again is handed over: the keys of a file need not be those of the platform.
    """
    for (source,) in run(connection, "SELECT source FROM checkpoints"):
        if source in present or not run(connection, "SELECT 1 FROM revisits WHERE source = ? LIMIT 1", (source,)):
            continue
        newest = run(connection, _NEWEST, (source,))
        heir = heirs.get(newest[0][0]) if newest else None
        if heir:
            _move(connection, source, heir, newest[0][0], now)


def _move(connection: Connection, source: str, heir: str, platform: str, now: datetime) -> None:
    run(connection, _ENTER, (heir, to_micros(now), source, platform))
    run(connection, _LOOKS, (heir, source, source, platform))
    run(connection, "UPDATE mentions SET source = ? WHERE source = ? AND platform = ?", (heir, source, platform))
    run(connection, _CONVERSATIONS, (heir, source))
    run(connection, "DELETE FROM conversations WHERE source = ?", (source,))
