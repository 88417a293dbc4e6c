"""Takes mentions out of their stories again, as if grouping had never met them: because they are gone, or say something else.

A story is known by keys from its mentions' words and named after its first mention, and rare words weigh by how many
mentions carry them. All of that is undone here; what the mentions that stay carry as well is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from monitor.model import Assessed
from monitor.store import tables
from monitor.store.assessed import AssessedReader
from monitor.store.directions import forget_directions
from monitor.store.mentions import GROUP
from monitor.store.merges import forget_in_merges, forget_merges_into
from monitor.store.records import storable
from monitor.store.sql import insert_new, run, run_many, select_in
from monitor.store.stages import mark_done, stage_done
from monitor.stories.keys import WORD, keys, may_be_story
from monitor.stories.naming import name_of

REGROUPED = 200
"""A story of at most so many mentions is grouped anew as a whole when one of them was edited. In a larger one nobody
would see the difference, and a run must not cost more the more is stored."""

CARRIERS = 400
"""So many of the newest mentions of a story are asked whether they carry a key as well."""

_REANCHOR = (
    "UPDATE stories SET alias_of = ? WHERE alias_of = ?",
    "UPDATE story_merges SET kept = ? WHERE kept = ?",
    "UPDATE story_mentions SET story_id = ? WHERE story_id = ?",
    "UPDATE story_keys SET story_id = ? WHERE story_id = ?",
    "UPDATE cases SET story_id = ? WHERE story_id = ?",
    "UPDATE alerts SET story_id = ? WHERE story_id = ?",
    "UPDATE spikes SET story_id = ? WHERE story_id = ?",
    "UPDATE forecasts SET story_id = ? WHERE story_id = ?",
)


def take_out(connection: Connection, mention_ids: Sequence[str], *, regroup: bool) -> None:
    """Take mentions out of their stories, before their words change or go.

    With `regroup` the others of a small story are left to be grouped anew: perhaps only the old words joined them.
    Without it the story stays together, under the name of the first mention that is left.
    """
    grouped = _grouped(connection, mention_ids)
    _uncount(connection, grouped.values())
    for story_id, members in _members(connection, grouped).items():
        taken = [grouped[each] for each in members]
        left = _first_left(connection, story_id, members)
        if left is None:
            _drop(connection, story_id)
        elif not (regroup and dissolve_if_small(connection, story_id)):
            _shrink(connection, story_id, taken, left)


def _grouped(connection: Connection, mention_ids: Sequence[str]) -> dict[str, Assessed]:
    """Read those of the mentions that grouping has met; those it is to meet again were taken out already."""
    sql = "SELECT id FROM mentions WHERE id IN ({marks}) AND seq <= ?"
    met = [row[0] for row in select_in(connection, sql, mention_ids, stage_done(connection, "group"))]
    waiting = select_in(connection, "SELECT mention_id FROM pending_mentions WHERE mention_id IN ({marks})", met)
    taken_out = {row[0] for row in waiting}
    # What another reader remembers may be older than what was edited since.
    return AssessedReader().read(connection, [mention_id for mention_id in met if mention_id not in taken_out])


def _uncount(connection: Connection, assessed: Iterable[Assessed]) -> None:
    """Forget that grouping has met these mentions and how many carried each word."""
    told = [each for each in assessed if may_be_story(each)]
    counts = Counter(storable(key) for each in told for key in keys(each) if key.startswith(WORD))
    lower = "UPDATE key_counts SET mentions = mentions - ? WHERE key = ?"
    run_many(connection, lower, [(count, key) for key, count in counts.items()])
    select_in(connection, "DELETE FROM key_counts WHERE key IN ({marks}) AND mentions <= 0", counts)
    mark_done(connection, "grouped mentions", max(0, stage_done(connection, "grouped mentions") - len(told)))


def _members(connection: Connection, mention_ids: Collection[str]) -> dict[str, list[str]]:
    """Tell which story each of the mentions belongs to, by story."""
    found: dict[str, list[str]] = defaultdict(list)
    sql = "SELECT story_id, mention_id FROM story_mentions WHERE mention_id IN ({marks})"
    for story_id, mention_id in sorted(select_in(connection, sql, mention_ids)):
        found[story_id].append(mention_id)
    return found


def _first_left(connection: Connection, story_id: str, members: Sequence[str]) -> str | None:
    """Take members out of a story and give the first mention that is left."""
    select_in(connection, "DELETE FROM story_mentions WHERE mention_id IN ({marks})", members)
    sql = "SELECT mention_id FROM story_mentions WHERE story_id = ? ORDER BY posted_at, mention_id LIMIT 1"
    rows = run(connection, sql, (story_id,))
    return str(rows[0][0]) if rows else None


def _drop(connection: Connection, story_id: str) -> None:
    """Forget a story."""
    _decide_again(connection, story_id)
    run(connection, "UPDATE cases SET story_id = NULL WHERE story_id = ?", (story_id,))
    forget_merges_into(connection, story_id)
    run(connection, "DELETE FROM stories WHERE id = ?", (story_id,))
    run(connection, "DELETE FROM stories WHERE alias_of = ?", (story_id,))
    run(connection, "DELETE FROM story_keys WHERE story_id = ?", (story_id,))
    forget_directions(connection, [story_id])
    run(connection, "DELETE FROM pending_stories WHERE story_id = ?", (story_id,))


def _decide_again(connection: Connection, story_id: str) -> None:
    """Leave the people with a case in a story to be decided about: their reasons may tell of what is gone."""
    people = run(connection, "SELECT DISTINCT person FROM cases WHERE story_id = ?", (story_id,))
    insert_new(connection, tables.pending_people, people)


def dissolve_if_small(connection: Connection, story_id: str) -> bool:
    """Forget a story of few mentions and leave them to be grouped anew; say whether it was one."""
    sql = "SELECT mention_id FROM story_mentions WHERE story_id = ? LIMIT ?"
    rows = run(connection, sql, (story_id, REGROUPED + 1))
    if len(rows) > REGROUPED:
        return False
    left = [row[0] for row in rows]
    _uncount(connection, AssessedReader().read(connection, left).values())
    run(connection, "DELETE FROM story_mentions WHERE story_id = ?", (story_id,))
    _drop(connection, story_id)
    insert_new(connection, tables.pending_mentions, [(mention_id, GROUP) for mention_id in left])
    return True


def _shrink(connection: Connection, story_id: str, taken: Sequence[Assessed], first_left: str) -> None:
    """Keep a story that lost some mentions: without the keys only they carried, and named after one that is left."""
    _forget_keys(connection, story_id, taken)
    forget_directions(connection, [story_id])
    ids = [each.mention.id for each in taken]
    forget_in_merges(connection, story_id, ids)
    select_in(connection, "DELETE FROM stories WHERE id IN ({marks}) AND alias_of IS NOT NULL", ids)
    if story_id in ids:
        _reanchor(connection, story_id, first_left)
        story_id = first_left
    sql = "SELECT COUNT(*), MIN(posted_at), MAX(posted_at) FROM story_mentions WHERE story_id = ?"
    left, started_at, last_at = run(connection, sql, (story_id,))[0]
    sql = "UPDATE stories SET mentions = ?, started_at = ?, last_at = ? WHERE id = ?"
    run(connection, sql, (left, started_at, last_at, story_id))
    insert_new(connection, tables.pending_stories, [(story_id,)])


def _reanchor(connection: Connection, story_id: str, first_left: str) -> None:
    """Give a story the id and the name of the first mention that is left: those it had are of one that is gone."""
    name = storable(name_of(AssessedReader().read(connection, [first_left])[first_left]))
    _decide_again(connection, story_id)
    run(connection, "DELETE FROM story_merges WHERE absorbed = ?", (first_left,))
    run(connection, "DELETE FROM stories WHERE id = ?", (first_left,))  # the name of a story that was merged into this
    run(connection, "UPDATE stories SET id = ?, name = ? WHERE id = ?", (first_left, name, story_id))
    for sql in _REANCHOR:
        run(connection, sql, (first_left, story_id))
    run(connection, "DELETE FROM pending_stories WHERE story_id = ?", (story_id,))


def _forget_keys(connection: Connection, story_id: str, taken: Sequence[Assessed]) -> None:
    """Forget the keys of a story that none of its newest mentions carries any more."""
    sql = "SELECT mention_id FROM story_mentions WHERE story_id = ? ORDER BY posted_at DESC, mention_id DESC LIMIT ?"
    newest = [row[0] for row in run(connection, sql, (story_id, CARRIERS))]
    carried = {storable(key) for each in AssessedReader().read(connection, newest).values() for key in keys(each)}
    gone = {storable(key) for each in taken for key in keys(each)} - carried
    known = [row[0] for row in run(connection, "SELECT key FROM story_keys WHERE story_id = ?", (story_id,))]
    sql = "DELETE FROM story_keys WHERE key = ? AND story_id = ?"
    run_many(connection, sql, [(key, story_id) for key in known if key in gone or _word_of(key) in gone])


def _word_of(key: str) -> str:
    """Give the word of a key that also says how often it was told (see monitor.stories.likeness)."""
    return key.partition("*")[0] if key.startswith(WORD) else key
