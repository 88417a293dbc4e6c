"""Everything the page and the lists ask for. Every question is answered from an index, never by reading all there is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from monitor.model import (
    Assessed,
    Case,
    CaseEvent,
    CaseEventKind,
    CaseFile,
    Gap,
    GapReason,
    Json,
    Lane,
    Merge,
    OutcomeFacts,
    ShownForecast,
    SourceRun,
    Spread,
    Story,
    TimeSpan,
)
from monitor.store import tables
from monitor.store.assessed import AssessedReader
from monitor.store.cases import CASE_COLUMNS, case_of, dossiers_of, events_of
from monitor.store.engine import reading, transaction
from monitor.store.forecasts import keep_forecasts
from monitor.store.merges import merges_of
from monitor.store.records import (
    ASSESSMENT_COLUMNS,
    STORY_COLUMNS,
    assessment_of,
    spread_of,
    storable,
    story_of,
)
from monitor.store.sql import from_micros, insert_or_replace, run, select_in, to_micros

STORY_DAYS = timedelta(days=7)
STORY_MENTIONS = 400
"""The newest mentions of a story that its lane shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardOf:
    """What is stored about how one source was heard in a stretch of time."""

    heard: tuple[TimeSpan, ...]
    gaps: tuple[Gap, ...]
    mentions: int
    mentions_before: int
    rejected: int
    listening_since: datetime | None
    last_run: SourceRun | None


class Reading:
    """Answers the questions of the page."""

    def __init__(self, engine: Engine, reader: AssessedReader) -> None:
        self._engine = engine
        self._reader = reader

    def queue(self, now: datetime, limit: int) -> list[Case]:
        """Give the people waiting for a reply, most urgent first (docs/decisions: order of the queue)."""
        sql = (
            f"SELECT {CASE_COLUMNS} FROM cases WHERE lane = ? AND (snoozed_until IS NULL OR snoozed_until <= ?) "
            "ORDER BY level, CASE WHEN hopeless_at <= ? THEN 1 ELSE 0 END, gravity DESC, due_at, expected_reach DESC, contacts DESC, number LIMIT ?"
        )
        with reading(self._engine) as connection:
            return [
                case_of(row) for row in run(connection, sql, (Lane.REPLY.value, to_micros(now), to_micros(now), limit))
            ]

    def waiting_by_level(self, now: datetime) -> dict[str, int]:
        """Count the people waiting for a reply at each level."""
        sql = (
            "SELECT level, COUNT(*) FROM cases WHERE lane = ? AND (snoozed_until IS NULL OR snoozed_until <= ?) "
            "GROUP BY level ORDER BY level"
        )
        with reading(self._engine) as connection:
            return dict(run(connection, sql, (Lane.REPLY.value, to_micros(now))))

    def put_off(self, now: datetime) -> int:
        """Count the people owed a reply who are put off for now."""
        sql = "SELECT COUNT(*) FROM cases WHERE lane = ? AND snoozed_until > ?"
        with reading(self._engine) as connection:
            return int(run(connection, sql, (Lane.REPLY.value, to_micros(now)))[0][0])

    def in_lane(self, lane: Lane, since: datetime, limit: int) -> tuple[list[Case], int]:
        """Give the newest cases of a lane opened since a moment, and how many there are."""
        where = "FROM cases WHERE lane = ? AND opened_at >= ?"
        with reading(self._engine) as connection:
            sql = f"SELECT {CASE_COLUMNS} {where} ORDER BY CASE WHEN level = '-' THEN 1 ELSE 0 END, level, opened_at DESC, number LIMIT ?"
            rows = run(connection, sql, (lane.value, to_micros(since), limit))
            total = run(connection, f"SELECT COUNT(*) {where}", (lane.value, to_micros(since)))[0][0]
        return [case_of(row) for row in rows], total

    def replied_since(self, since: datetime, limit: int) -> list[Case]:
        """Give the cases first answered since a moment, newest first."""
        sql = f"SELECT {CASE_COLUMNS} FROM cases WHERE first_reply_at >= ? ORDER BY first_reply_at DESC, number LIMIT ?"
        with reading(self._engine) as connection:
            return [case_of(row) for row in run(connection, sql, (to_micros(since), limit))]

    def case_files(self, cases: Sequence[Case], now: datetime) -> list[CaseFile]:
        """Fill each case with its mentions, our replies, its story and the person's past, in the given order."""
        with reading(self._engine) as connection:
            dossiers = {
                each.person: each
                for each in dossiers_of(connection, self._reader, [case.person for case in cases], now)
            }
            links: dict[int, set[str]] = defaultdict(set)
            sql = "SELECT case_number, mention_id FROM case_mentions WHERE case_number IN ({marks})"
            for number, mention_id in select_in(connection, sql, [case.number for case in cases]):
                links[number].add(mention_id)
            events = events_of(connection, [case.number for case in cases])
        files = []
        for case in cases:
            dossier = dossiers.get(case.person)
            if dossier is None:
                continue
            mentions = tuple(each for each in dossier.mentions if each.mention.id in links[case.number])
            files.append(
                CaseFile(
                    case=case,
                    mentions=mentions or dossier.mentions,
                    replies=dossier.replies,
                    story=dossier.story.story if dossier.story else None,
                    spread=dossier.story.spread if dossier.story else None,
                    history=dossier.history,
                    events=tuple(events[case.number]),
                )
            )
        return files

    def stories(self, now: datetime, limit: int) -> tuple[list[tuple[Story, Spread]], int]:
        """Give the stories of the last seven days that more than one person tells, weightiest first, and their number."""
        where = "FROM stories WHERE weight > 0 AND last_at >= ? AND COALESCE(alias_of, '') = '' AND spread IS NOT NULL"
        since = to_micros(now - STORY_DAYS)
        with reading(self._engine) as connection:
            sql = f"SELECT {STORY_COLUMNS}, spread {where} ORDER BY weight DESC, started_at, id LIMIT ?"
            rows = run(connection, sql, (since, limit))
            total = run(connection, f"SELECT COUNT(*) {where}", (since,))[0][0]
        return [(story_of(row[:-1]), spread) for row in rows if (spread := spread_of(row[0], row[-1]))], total

    def story(self, story_id: str) -> tuple[Story, Spread | None] | None:
        """Find a story by its id, or by that of a story that became part of it; its spread is None until it is measured."""
        sql = f"SELECT {STORY_COLUMNS}, spread FROM stories WHERE id = ?"
        with reading(self._engine) as connection:
            rows = run(connection, sql, (storable(story_id),))
            if rows and rows[0][-2] is not None:
                rows = run(connection, sql, (rows[0][-2],))
        return (story_of(rows[0][:-1]), spread_of(rows[0][0], rows[0][-1])) if rows else None

    def merges(self, story_id: str) -> list[Merge]:
        """Give which stories became one in this one, and why, first told first."""
        with reading(self._engine) as connection:
            return merges_of(connection, story_id)

    def story_mentions(self, ids: Sequence[str], now: datetime) -> dict[str, list[tuple[Assessed, str]]]:
        """Give the first and the newest mentions of each story, oldest first, each with why it joined."""
        told = "SELECT mention_id, story_id, because FROM story_mentions WHERE story_id = ? AND posted_at <= ?"
        found: dict[str, list[tuple[Assessed, str]]] = defaultdict(list)
        joined = {}
        with reading(self._engine) as connection:
            for story_id in ids:
                rows = run(connection, f"{told} ORDER BY posted_at, mention_id LIMIT 1", (story_id, to_micros(now)))
                newest = f"{told} ORDER BY posted_at DESC, mention_id DESC LIMIT {STORY_MENTIONS}"
                rows += run(connection, newest, (story_id, to_micros(now)))
                joined.update({mention_id: (story, because) for mention_id, story, because in rows})
            for each in sorted(self._reader.read(connection, joined).values(), key=_when):
                story_id, because = joined[each.mention.id]
                found[story_id].append((each, because))
        return found

    def counts(self, window: TimeSpan) -> tuple[int, int, dict[str, int]]:
        """Count the mentions and the questions of a stretch of time, and by language those we cannot read."""
        span = (to_micros(window.start), to_micros(window.end))
        with reading(self._engine) as connection:
            within = "FROM assessments WHERE posted_at >= ? AND posted_at <= ? AND own = 0"
            mentions = run(connection, "SELECT COUNT(*) FROM mentions WHERE posted_at >= ? AND posted_at <= ?", span)[
                0
            ][0]
            questions = run(connection, f"SELECT COUNT(*) {within} AND kind = 'question'", span)[0][0]
            sql = f"SELECT COALESCE(language, 'und'), COUNT(*) {within} AND kind = 'other' AND readable = 0 GROUP BY 1 ORDER BY 1"
            unread: dict[str, int] = dict(run(connection, sql, span))
        return mentions, questions, unread

    def namesakes(self, brands: Sequence[str], window: TimeSpan, threshold: float) -> int:
        """Count the mentions of a stretch of time that hold the name of one of `brands` but mean something else by it."""
        span = (to_micros(window.start), to_micros(window.end))
        columns = f"SELECT {ASSESSMENT_COLUMNS} FROM assessments WHERE posted_at >= ? AND posted_at <= ? AND brand = ?"
        with reading(self._engine) as connection:
            found = [row for brand in brands for row in run(connection, columns, (*span, brand))]
        return sum(0 < assessment_of(row).relevance < threshold for row in found)

    def hearing(self, source: str, window: TimeSpan) -> HeardOf:
        """Tell how a source was heard in a stretch of time."""
        span = (source, to_micros(window.start), to_micros(window.end))
        long = to_micros(window.end - STORY_DAYS)
        with reading(self._engine) as connection:
            heard = run(
                connection,
                "SELECT start_at, end_at FROM heard WHERE source = ? AND end_at > ? ORDER BY 1, 2",
                span[:2],
            )
            sql = "SELECT start_at, end_at, reason, detail FROM gaps WHERE source = ? AND end_at > ? ORDER BY 1, 2"
            gaps = run(connection, sql, span[:2])
            count = "SELECT COUNT(*) FROM mentions WHERE posted_at >= ? AND posted_at < ? AND source = ?"
            mentions = run(connection, count, (span[1], span[2] + 1, source))[0][0]
            before = run(connection, count, (long, span[1], source))[0][0]
            rejected = run(
                connection, "SELECT COUNT(*) FROM rejects WHERE source = ? AND seen_at >= ? AND seen_at <= ?", span
            )[0][0]
            since = run(connection, "SELECT MIN(start_at) FROM heard WHERE source = ?", (source,))[0][0]
            sql = (
                "SELECT started_at, ended_at, new_mentions, rejected, error, notes FROM source_runs "
                "WHERE source = ? AND started_at <= ? ORDER BY started_at DESC LIMIT 1"
            )
            last = run(connection, sql, (source, span[2]))
        return HeardOf(
            heard=tuple(
                TimeSpan(start=from_micros(start), end=from_micros(end)) for start, end in heard if start < span[2]
            ),
            gaps=tuple(_gap(source, *gap) for gap in gaps if gap[0] < span[2]),
            mentions=mentions,
            mentions_before=before,
            rejected=rejected,
            listening_since=from_micros(since) if since is not None else None,
            last_run=_source_run(source, last[0]) if last else None,
        )

    def events_since(
        self, since: datetime, until: datetime, kinds: Sequence[CaseEventKind], limit: int
    ) -> list[tuple[Case, CaseEvent]]:
        """Give what was noted about cases after `since`, oldest first."""
        sql = (
            "SELECT e.case_number, e.at, e.kind, e.mention_id, e.actor, e.detail FROM case_events e "
            "WHERE e.kind IN ({marks}) AND e.noted_at > ? AND e.noted_at <= ? ORDER BY e.noted_at, e.case_number, e.at, e.kind, e.mention_id LIMIT ?"
        )
        with reading(self._engine) as connection:
            rows = select_in(connection, sql, [kind.value for kind in kinds], to_micros(since), to_micros(until), limit)
            wanted = f"SELECT {CASE_COLUMNS} FROM cases WHERE number IN ({{marks}})"
            cases = {
                case.number: case for case in map(case_of, select_in(connection, wanted, [row[0] for row in rows]))
            }
        return [
            (
                cases[number],
                CaseEvent(
                    at=from_micros(at), kind=CaseEventKind(kind), mention_id=mention or None, actor=actor, detail=detail
                ),
            )
            for number, at, kind, mention, actor, detail in rows
            if number in cases
        ]

    def outcome_facts(self, now: datetime, days: int) -> OutcomeFacts:
        """Sum up what became of the cases answered in the last `days` days."""
        sql = "SELECT opened_at, first_reply_at, outcome FROM cases WHERE first_reply_at > ? AND first_reply_at <= ?"
        length = timedelta(days=days)
        with reading(self._engine) as connection:
            rows = run(connection, sql, (to_micros(now - length), to_micros(now)))
            before = run(connection, sql, (to_micros(now - 2 * length), to_micros(now - length)))
        outcomes = [row[2] for row in rows]
        return OutcomeFacts(
            days=days,
            replied=len(rows),
            satisfied=outcomes.count("satisfied"),
            accepted_or_silent=outcomes.count("accepted") + outcomes.count("silent"),
            wrote_again=outcomes.count("wrote_again") + outcomes.count("dissatisfied"),
            typical_wait_seconds=_median_wait(rows),
            previous_wait_seconds=_median_wait(before),
        )

    def previous_report(self, before: datetime) -> tuple[datetime, dict[str, Json]] | None:
        """Give when the last report before a moment was made, and its summary."""
        sql = "SELECT made_at, summary FROM reports WHERE made_at < ? ORDER BY made_at DESC LIMIT 1"
        with reading(self._engine) as connection:
            rows = run(connection, sql, (to_micros(before),))
        return (from_micros(rows[0][0]), json.loads(rows[0][1])) if rows else None

    def save_report(self, made_at: datetime, summary: dict[str, Json], forecasts: Sequence[ShownForecast] = ()) -> None:
        """Remember what a report said and foretold, so that the next one can tell what changed and what came true."""
        text = json.dumps(summary, ensure_ascii=False, separators=(",", ":"))
        with transaction(self._engine) as connection:
            insert_or_replace(connection, tables.reports, [(to_micros(made_at), text)])
            keep_forecasts(connection, forecasts)


def _when(assessed: Assessed) -> tuple[datetime, str]:
    return assessed.mention.posted_at, assessed.mention.id


def _gap(source: str, start: int, end: int, reason: str, detail: str) -> Gap:
    span = TimeSpan(start=from_micros(start), end=from_micros(end))
    return Gap(source=source, span=span, reason=GapReason(reason), detail=detail)


def _source_run(source: str, row: Sequence[Any]) -> SourceRun:
    started, ended, new, rejected, error, notes = row
    return SourceRun(
        source=source,
        started_at=from_micros(started),
        ended_at=from_micros(ended),
        new_mentions=new,
        rejected=rejected,
        error=error,
        notes=tuple(json.loads(notes)),
    )


def _median_wait(rows: Sequence[Sequence[int]]) -> float | None:
    waits = sorted((row[1] - row[0]) / 1_000_000 for row in rows)
    return waits[len(waits) // 2] if waits else None
