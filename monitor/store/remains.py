"""What else in the store tells of an erased mention or its author: cases, unreadable records, names, the last report."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from monitor.store import tables
from monitor.store.cases import ERASED_UP_TO, highest_number
from monitor.store.past import withdraw
from monitor.store.sql import insert_new, insert_or_replace, run, run_many, select_in
from monitor.store.stages import mark_done
from monitor.store.tombstones import digest_of

_WORD = re.compile(r"\w+")


def unlink_cases(connection: Connection, ids: Sequence[str]) -> list[int]:
    """Take mentions out of cases, and erase the cases that rested on them alone; give the numbers of these.

    Everybody else whom the mentions concerned is decided about again: who wrote more, whom our erased reply answered,
    and below whose words they stood.
    """
    linked = select_in(connection, "SELECT case_number FROM case_mentions WHERE mention_id IN ({marks})", ids)
    told_of = select_in(connection, "SELECT case_number FROM case_events WHERE mention_id IN ({marks})", ids)
    insert_new(connection, tables.pending_people, [(person,) for person in sorted(_people(connection, ids))])
    # Whatever a case or an event kept of the mentions goes too; the next run decides about the case anew.
    for table in ("case_mentions", "case_events"):
        select_in(connection, f"DELETE FROM {table} WHERE mention_id IN ({{marks}})", ids)
    resting = "SELECT case_number FROM case_mentions WHERE case_number IN ({marks})"
    numbers = {row[0] for row in linked}
    orphans = sorted(numbers - {row[0] for row in select_in(connection, resting, numbers)})
    erase_cases(connection, orphans)
    left = {row[0] for row in (*linked, *told_of)} - set(orphans)
    people = select_in(connection, "SELECT person FROM cases WHERE number IN ({marks})", sorted(left))
    insert_new(connection, tables.pending_people, people)
    return orphans


def _people(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Find who wrote these mentions, and whose words they answered."""
    rows = select_in(connection, "SELECT person, platform, in_reply_to FROM mentions WHERE id IN ({marks})", ids)
    parents = [f"{platform}:{parent}" for _, platform, parent in rows if parent]
    above = select_in(connection, "SELECT person FROM mentions WHERE id IN ({marks})", parents)
    return {row[0] for row in (*rows, *above) if row[0]}


def erase_cases(connection: Connection, numbers: Sequence[int]) -> None:
    """Erase cases with all that people noted in them. Their numbers are never given again."""
    if numbers:
        people = select_in(connection, "SELECT person FROM cases WHERE number IN ({marks})", numbers)
        withdraw(connection, [row[0] for row in people])
        mark_done(connection, ERASED_UP_TO, highest_number(connection))
    letters = "UPDATE instructions SET tag = '', words = '' WHERE reference IN ({marks})"
    select_in(connection, letters, [f"R-{number}" for number in numbers])
    for table, column in (
        ("case_mentions", "case_number"),
        ("case_events", "case_number"),
        ("conversations", "case_number"),
        ("cases", "number"),
    ):
        select_in(connection, f"DELETE FROM {table} WHERE {column} IN ({{marks}})", numbers)


def forget_authors(connection: Connection, source: str, ids: Sequence[str]) -> list[str]:
    """Forget who wrote these mentions, and all else these people wrote; their words stay, their cases go.

    Gives the mentions whose own name names the author, as on Bluesky: they cannot be kept without naming them.
    """
    people = select_in(connection, "SELECT DISTINCT person FROM mentions WHERE id IN ({marks}) AND person > ''", ids)
    names = sorted(row[0] for row in people)
    withdraw(connection, [*names, *ids])
    columns = "id, person, author_key, author, external_id, thread, in_reply_to, url"
    written = select_in(connection, f"SELECT {columns} FROM mentions WHERE person IN ({{marks}})", names)
    telling = [row[0] for row in written if _tells(row[2:3], (row[0].partition(":")[2], *row[4:7]))]
    kept = [row for row in written if row[0] not in set(telling)]
    rows = [(None if _tells(row[2:4], row[7:]) else row[7], row[0]) for row in kept]
    nobody = "person = NULL, author_key = NULL, author = NULL, author_name = NULL, followers = NULL, place = NULL"
    run_many(connection, f"UPDATE mentions SET {nobody}, url = ? WHERE id = ?", rows)
    run_many(connection, "UPDATE assessments SET person = NULL WHERE mention_id = ?", [(row[0],) for row in kept])
    _forget_people(connection, source, names, [row[0] for row in kept])
    return telling


def _tells(names: Iterable[str | None], texts: Iterable[str | None]) -> bool:
    """Say whether one of the texts holds one of the names, or what stands before the @ of one, as a whole word."""
    bare = [(name or "").removeprefix("u/").removeprefix("@") for name in names]
    wanted = {part for name in bare for part in (name, name.partition("@")[0]) if part}
    if not wanted:
        return False
    held = re.compile("|".join(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" for name in wanted), re.IGNORECASE)
    return any(held.search(text) for text in texts if text)


def _forget_people(connection: Connection, source: str, people: Sequence[str], kept: Sequence[str]) -> None:
    """Forget people about whom nothing can be done any more, and measure the stories they told anew."""
    numbers = select_in(connection, "SELECT number FROM cases WHERE person IN ({marks})", people)
    erase_cases(connection, [row[0] for row in numbers])
    for table in ("pending_people", "opt_outs"):
        select_in(connection, f"DELETE FROM {table} WHERE person IN ({{marks}})", people)
    keys = [f"person:{person}" for person in people]
    select_in(connection, "DELETE FROM story_keys WHERE key IN ({marks})", keys)
    told = select_in(connection, "SELECT DISTINCT story_id FROM story_mentions WHERE mention_id IN ({marks})", kept)
    insert_new(connection, tables.pending_stories, told)
    erase_rejects(connection, [person.partition(":")[2] for person in people], source)


def erase_rejects(connection: Connection, names: Iterable[str], source: str | None = None) -> None:
    """Forget unreadable records that hold one of these names as a whole word, in any case: nobody knows whose they are."""
    patterns: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for name in filter(None, names):
        # Looked up by one of its words first: thousands of names would each be sought in every record otherwise.
        telling = max(_WORD.findall(name.casefold()), key=len, default="")
        patterns[telling].append(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE))
    sql = "SELECT source, place, reason, raw FROM rejects"
    kept = run(connection, f"{sql} WHERE source = ?", (source,)) if source else run(connection, sql)
    gone = [row[:3] for row in kept if _holds(row[3], patterns)]
    run_many(connection, "DELETE FROM rejects WHERE source = ? AND place = ? AND reason = ?", gone)


def _holds(raw: str, patterns: dict[str, list[re.Pattern[str]]]) -> bool:
    words = {"", *_WORD.findall(raw.casefold())}
    return any(name.search(raw) for word in words & patterns.keys() for name in patterns[word])


def forget_references(connection: Connection, ids: Sequence[str]) -> None:
    """Replace, where others answer mentions or speak in their conversations, keys that name who wrote them (Bluesky's do)."""
    sql = "SELECT platform, stable_key, author_key FROM mentions WHERE id IN ({marks}) AND author_key > ''"
    naming = [row[:2] for row in select_in(connection, sql, ids) if _tells(row[2:], row[1:2])]
    for column in ("in_reply_to", "thread"):
        renamed = [(_nameless(key), key, platform) for platform, key in naming]
        run_many(connection, f"UPDATE mentions SET {column} = ? WHERE {column} = ? AND platform = ?", renamed)
    keys = [(f"thread:{platform}:{_nameless(key)}", f"thread:{platform}:{key}") for platform, key in naming]
    run_many(connection, "UPDATE story_keys SET key = ? WHERE key = ?", keys)


def _nameless(key: str) -> str:
    return f"erased {digest_of(key)[:32]}"


def forget_in_summary(connection: Connection) -> None:
    """Take out of the last report's summary the stories that are gone or have another name; forget older ones.

    The page itself is written anew by the next run.
    """
    newest = run(connection, "SELECT made_at, summary FROM reports ORDER BY made_at DESC LIMIT 1")
    if not newest:
        return
    made_at, text = newest[0]
    run(connection, "DELETE FROM reports WHERE made_at < ?", (made_at,))
    summary = json.loads(text)
    told = summary.get("stories") or {}
    names: dict[str, str] = dict(select_in(connection, "SELECT id, name FROM stories WHERE id IN ({marks})", told))
    left = {story_id: known for story_id, known in told.items() if names.get(story_id) == known[0]}
    if len(left) < len(told):
        shown = json.dumps({**summary, "stories": left}, ensure_ascii=False, separators=(",", ":"))
        insert_or_replace(connection, tables.reports, [(made_at, shown)])
