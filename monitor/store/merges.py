"""Why stories became one: noted when grouping says so, never changed, forgotten with the mentions that say it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from monitor.model import Merge
from monitor.store import tables
from monitor.store.records import storable
from monitor.store.sql import from_micros, insert_or_replace, run, select_in, to_micros


def save_merges(connection: Connection, merges: Sequence[Merge]) -> None:
    """Note which stories became one, by which mention, when it was made, and why."""
    rows = [(each.absorbed, each.kept, each.mention_id, storable(each.because), to_micros(each.at)) for each in merges]
    insert_or_replace(connection, tables.story_merges, rows)


def merges_of(connection: Connection, story_id: str) -> list[Merge]:
    """Give what a story was made one of, also by way of stories that were absorbed themselves later, first told first."""
    sql = (
        "SELECT absorbed, kept, mention_id, because, at FROM story_merges "
        "WHERE absorbed IN (SELECT id FROM stories WHERE alias_of = ?) ORDER BY at, absorbed"
    )
    return [
        Merge(absorbed=absorbed, kept=kept, mention_id=mention_id, because=because, at=from_micros(at))
        for absorbed, kept, mention_id, because, at in run(connection, sql, (story_id,))
    ]


def forget_merges_into(connection: Connection, story_id: str) -> None:
    """Forget all that a story was made one of; to be called while its aliases are still there."""
    sql = "DELETE FROM story_merges WHERE absorbed IN (SELECT id FROM stories WHERE alias_of = ?)"
    run(connection, sql, (story_id,))


def forget_in_merges(connection: Connection, story_id: str, gone: Sequence[str]) -> None:
    """Forget what merges into a story say of mentions that are gone: their names, and the words that were theirs.

    That the stories became one stays known where the first mentions of both are left.
    """
    select_in(connection, "DELETE FROM story_merges WHERE absorbed IN ({marks})", gone)
    select_in(connection, "UPDATE story_merges SET mention_id = '', because = '' WHERE mention_id IN ({marks})", gone)
    rows = run(
        connection,
        "SELECT absorbed, kept FROM story_merges WHERE absorbed IN (SELECT id FROM stories WHERE alias_of = ?)",
        (story_id,),
    )
    for absorbed, kept in rows:
        if kept in set(gone) - {story_id}:
            run(connection, "UPDATE story_merges SET kept = ? WHERE absorbed = ?", (story_id, absorbed))
