"""When the conversations around cases are read again: our reply stands there, and the customer's later words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from monitor.looks import next_reading
from monitor.store import tables
from monitor.store.records import priority_of
from monitor.store.sql import Row, from_micros, insert_new, insert_or_replace, moment_or_none, run, select_in, to_micros
from monitor.store.stages import mark_done, stage_done

MOST_READ = 50
"""Conversations of one source that are read in one run."""

ENTERED_AT_ONCE = 5_000
"""Cases that are entered in one run."""

_WAITING = ("open", "dissatisfied")

# COALESCE: the index of sources would otherwise be taken, and nearly every mention may be of one source.
_NEW_CASES = (
    "SELECT DISTINCT c.number FROM cases c JOIN case_mentions cm ON cm.case_number = c.number "
    "JOIN mentions m ON m.id = cm.mention_id "
    "WHERE c.number > ? AND c.number <= ? AND c.state != 'closed' AND COALESCE(m.source, '') = ?"
)
_SPEAKERS = (
    "SELECT DISTINCT c.number FROM mentions m JOIN cases c ON c.person = m.person "
    "WHERE m.seq > ? AND m.seq <= ? AND COALESCE(m.source, '') = ? AND c.state != 'closed'"
)
_DUE = (
    "SELECT v.case_number FROM conversations v JOIN cases c ON c.number = v.case_number "
    "WHERE v.source = ? AND v.due_at <= ? "
    "ORDER BY CASE WHEN c.lane = 'reply' THEN 0 ELSE 1 END, c.level, c.due_at, v.due_at, v.case_number LIMIT ?"
)
_FORGET_SETTLED = (
    "DELETE FROM conversations WHERE source = ? AND due_at <= ? AND NOT EXISTS (SELECT 1 FROM cases c "
    "WHERE c.number = case_number AND c.state != 'closed' AND (c.lane != 'nothing' OR c.snoozed_until > ?))"
)
_IN_SAME = (
    "SELECT DISTINCT cm.case_number FROM mentions m JOIN case_mentions cm ON cm.mention_id = m.id "
    "WHERE m.thread IN ({marks}) AND COALESCE(m.source, '') = ?"
)
_OF_CASES = (
    "SELECT cm.case_number, m.id, m.thread, m.posted_at FROM case_mentions cm JOIN mentions m ON m.id = cm.mention_id "
    "WHERE cm.case_number IN ({marks}) AND COALESCE(m.source, '') = ?"
)
_STANDING = (
    "SELECT v.case_number, v.since_at, c.state, c.due_at, c.first_reply_at FROM conversations v "
    "JOIN cases c ON c.number = v.case_number WHERE v.case_number IN ({marks}) AND v.source = ?"
)
_FORGET = "DELETE FROM conversations WHERE case_number IN ({marks}) AND source = ?"


def enter_cases(connection: Connection, source: str, now: datetime) -> None:
    """Let the conversations around new cases be read at once."""
    stage = f"conversations of {source}"
    done = stage_done(connection, stage)
    highest = int(run(connection, "SELECT COALESCE(MAX(number), 0) FROM cases")[0][0])
    if highest <= done:
        return
    # The first number is far from 0, and the numbers of erased cases are missing: the next ones are sought.
    sql = "SELECT MAX(number) FROM (SELECT number FROM cases WHERE number > ? ORDER BY number LIMIT ?) AS next"
    up_to = int(run(connection, sql, (done, ENTERED_AT_ONCE))[0][0])
    at = to_micros(now)
    new = run(connection, _NEW_CASES, (done, up_to, source))
    insert_new(connection, tables.conversations, [(row[0], source, at, at) for row in new])
    mark_done(connection, stage, up_to)


def enter_speakers(connection: Connection, source: str, span: tuple[int, int], now: datetime) -> None:
    """Let the conversations around cases be read at once whose customers wrote more: `span` numbers the new mentions."""
    at = to_micros(now)
    found = run(connection, _SPEAKERS, (*span, source)) if span[0] < span[1] else []
    insert_or_replace(connection, tables.conversations, [(row[0], source, at, at) for row in found])


def due_conversations(connection: Connection, source: str, now: datetime) -> list[str]:
    """Name the mentions around which conversations are read, those of the most urgent cases first, each once."""
    at = to_micros(now)
    run(connection, _FORGET_SETTLED, (source, at, at))  # they are entered again when their customers write more
    said: dict[int, list[Row]] = {row[0]: [] for row in run(connection, _DUE, (source, at, 4 * MOST_READ))}
    for row in select_in(connection, _OF_CASES, said, source):
        said[row[0]].append(row)
    elsewhere = [number for number, rows in said.items() if not rows]
    select_in(connection, _FORGET, elsewhere, source)
    priorities: dict[int, str] = dict(
        select_in(connection, "SELECT number, priority FROM cases WHERE number IN ({marks})", said)
    )
    chosen: dict[str, str] = {}
    for number, rows in said.items():
        if rows:
            row = _with_conversation(rows, priority_of(priorities[number]).lead_mention_id)
            chosen.setdefault(row[2] or row[1], row[1])
    return list(chosen.values())[:MOST_READ]


def _with_conversation(said: Sequence[Row], lead: str) -> Row:
    """Choose by which of a case's mentions its conversation is read: the lead, else the newest; one with a thread first."""
    return max(said, key=lambda row: (row[2] is not None, row[1] == lead, row[3], row[1]))


def note_read(connection: Connection, source: str, mention_ids: Sequence[str], now: datetime) -> None:
    """Note when conversations just read are read next, for all cases in them; forget those of which nothing is expected."""
    asked = select_in(connection, "SELECT id, thread FROM mentions WHERE id IN ({marks})", mention_ids)
    linked = "SELECT case_number FROM case_mentions WHERE mention_id IN ({marks})"
    found = select_in(connection, linked, [row[0] for row in asked])
    found += select_in(connection, _IN_SAME, [row[1] for row in asked if row[1] is not None], source)
    rows, over = [], []
    for number, since_at, state, due_at, first_reply_at in select_in(
        connection, _STANDING, [row[0] for row in found], source
    ):
        since = from_micros(max(since_at, first_reply_at or 0))
        at = next_reading(now, since, moment_or_none(due_at) if state in _WAITING else None)
        if at is None or state == "closed":
            over.append(number)
        else:
            rows.append((number, source, since_at, to_micros(at)))
    insert_or_replace(connection, tables.conversations, rows)
    select_in(connection, _FORGET, over, source)
