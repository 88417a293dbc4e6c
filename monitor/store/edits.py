"""Stores mentions that are new, and replaces the words of those that were edited since (terms of the platforms: modify).

An edited mention is taken out of its story before its old words go, and left to be assessed and grouped anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from monitor.model import Mention
from monitor.store import tables
from monitor.store.mentions import ASSESS
from monitor.store.past import withdraw
from monitor.store.records import mention_row, storable
from monitor.store.sql import insert_new, insert_or_replace, micros_or_none, run_many, select_in, to_micros
from monitor.store.stages import stage_done
from monitor.store.ungrouping import take_out

_SAID = "text, url, external_id, rating, language, matched"
_BY_WHOM = "author, author_name"
_KNOWN = f"SELECT id, edited_at, seq, {_SAID}, {_BY_WHOM}, person FROM mentions WHERE id IN ({{marks}})"
# Who has asked, or whose account is gone, is not named again by an edit.
_EDIT = (
    f"UPDATE mentions SET edited_at = ?, {', '.join(f'{name} = ?' for name in _SAID.split(', '))}, "
    "author = CASE WHEN person IS NULL THEN NULL ELSE ? END, "
    "author_name = CASE WHEN person IS NULL THEN NULL ELSE ? END WHERE id = ?"
)


def keep_mentions(connection: Connection, mentions: Sequence[Mention], now: datetime) -> int:
    """Store mentions, and what those that are stored already say since they were edited; give the number of new ones."""
    seen_at = to_micros(now)
    new = insert_new(connection, tables.mentions, [mention_row(mention, seen_at) for mention in mentions])
    edit_mentions(connection, [mention for mention in mentions if mention.edited_at], now)
    return new


def edit_mentions(connection: Connection, edited: Iterable[Mention], now: datetime) -> None:
    """Replace what stored mentions say where the edit is newer than the one they have; one without a time is of `now`."""
    newest: dict[str, tuple[int, Mention]] = {}
    for mention in edited:
        at = micros_or_none(mention.edited_at) or to_micros(now)
        name = storable(mention.id)
        if name not in newest or newest[name][0] < at:
            newest[name] = (at, mention)
    known = {row[0]: row for row in select_in(connection, _KNOWN, newest)}
    newer = [
        (at, mention, known[name])
        for name, (at, mention) in newest.items()
        if name in known and (known[name][1] is None or known[name][1] < at)
    ]
    changed = [(mention, row) for _, mention, row in newer if _says_otherwise(mention, row)]
    _leave_to_be_read(connection, [row for _, row in changed])
    run_many(connection, _EDIT, [(at, *_said(mention), *_by_whom(mention), row[0]) for at, mention, row in newer])


def _says_otherwise(mention: Mention, row: Sequence[Any]) -> bool:
    """Tell whether an edit changed anything the analysis reads."""
    by_whom = _by_whom(mention) if row[-1] is not None else (None, None)
    return (*_said(mention), *by_whom) != tuple(row[3:-1])


def _said(mention: Mention) -> tuple[str | float | None, ...]:
    """Give what an edit replaces, in the order of `_SAID`."""
    return (
        storable(mention.text),
        mention.url and storable(mention.url),
        storable(mention.external_id),
        mention.rating,
        mention.language,
        mention.matched and storable(mention.matched),
    )


def _by_whom(mention: Mention) -> tuple[str | None, str | None]:
    return mention.author and storable(mention.author), mention.author_name and storable(mention.author_name)


def _leave_to_be_read(connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
    """Take mentions out of their stories, and leave those that were assessed already to be assessed anew."""
    assessed_up_to = stage_done(connection, "assess")
    ids = [row[0] for row in rows]
    withdraw(connection, ids)
    take_out(connection, ids, regroup=True)
    again = [(row[0], ASSESS) for row in rows if row[2] <= assessed_up_to]
    insert_or_replace(connection, tables.pending_mentions, again)
