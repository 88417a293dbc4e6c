"""Mentions on their way through the analysis stage: new ones, and those that were edited since they went through it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine

from monitor.model import Assessed, Gate, Mention, PraiseAbout
from monitor.store import tables
from monitor.store.assessed import AssessedReader
from monitor.store.engine import reading, transaction
from monitor.store.hours import count_in, count_out
from monitor.store.praise import number_praise
from monitor.store.records import MENTION_COLUMNS, assessment_row, mention_of
from monitor.store.sql import insert_new, insert_or_replace, run, select_in
from monitor.store.stages import mark_done, stage_done

ASSESS, GROUP = "assess", "group"
"""The stage that a pending mention waits for."""


class Mentions:
    """Hands out mentions to assess and keeps the assessments."""

    def __init__(self, engine: Engine, reader: AssessedReader) -> None:
        self._engine = engine
        self._reader = reader

    def are_unread(self) -> bool:
        """Tell whether any mention waits to be assessed or grouped."""
        with reading(self._engine) as connection:
            done = min(stage_done(connection, ASSESS), stage_done(connection, GROUP))
            new = run(connection, "SELECT 1 FROM mentions WHERE seq > ? LIMIT 1", (done,))
            return bool(new or run(connection, "SELECT 1 FROM pending_mentions LIMIT 1"))

    def unassessed(self, limit: int) -> tuple[list[Mention], int]:
        """Give the next mentions to assess, edited ones first, and the number to hand back with their assessments."""
        edited = (
            f"SELECT {MENTION_COLUMNS} FROM pending_mentions JOIN mentions ON id = mention_id "
            "WHERE stage = ? ORDER BY mention_id LIMIT ?"
        )
        sql = f"SELECT {MENTION_COLUMNS}, seq FROM mentions WHERE seq > ? ORDER BY seq LIMIT ?"
        with reading(self._engine) as connection:
            done = stage_done(connection, "assess")
            if rows := run(connection, edited, (ASSESS, limit)):
                return [mention_of(row) for row in rows], done
            rows = run(connection, sql, (done, limit))
        return [mention_of(row) for row in rows], (rows[-1][-1] if rows else done)

    def save_assessments(
        self, assessed: Sequence[Assessed], pressing: Sequence[str], seq: int, praise: Sequence[PraiseAbout] = ()
    ) -> None:
        """Store assessments; leave the `pressing` people, and all who have a case already, to be decided about.

        The `praise` among them gets numbers in the same transaction.
        """
        with transaction(self._engine) as connection:
            rows = [assessment_row(each.mention, each.assessment) for each in assessed]
            if run(connection, "SELECT 1 FROM pending_mentions LIMIT 1"):  # else all of these are new
                count_out(connection, [each.mention.id for each in assessed])
            insert_or_replace(connection, tables.assessments, rows)
            count_in(connection, assessed)
            number_praise(connection, praise)
            people = {*pressing, *_people_concerned(connection, assessed)}
            insert_new(connection, tables.pending_people, [(person,) for person in sorted(people)])
            _leave_to_group(connection, [each.mention.id for each in assessed])
            mark_done(connection, "assess", seq)
        self._reader.remember(assessed)

    def start_over(self) -> None:
        """Forget everything derived, so that the next analysis builds it anew. Facts and human events stay."""
        self._reader.forget()
        derived = (
            "assessments",
            "stories",
            "story_mentions",
            "story_keys",
            "story_directions",
            "story_merges",
            "key_counts",
            "pending_stories",
            "pending_mentions",
            "brand_hours",
            "baselines",
            "spikes",
        )
        with transaction(self._engine) as connection:
            for table in derived:
                run(connection, f"DELETE FROM {table}")
            run(connection, "DELETE FROM stages WHERE name IN ('assess', 'group', 'grouped mentions')")
            insert = "INSERT INTO pending_people SELECT DISTINCT person FROM cases WHERE true ON CONFLICT DO NOTHING"
            run(connection, insert)


def _leave_to_group(connection: Connection, mention_ids: Sequence[str]) -> None:
    """Leave edited mentions to be grouped anew, but those that grouping is yet to meet for the first time."""
    if not run(connection, "SELECT 1 FROM pending_mentions LIMIT 1"):
        return
    edited = "SELECT mention_id FROM pending_mentions WHERE mention_id IN ({marks})"
    ids = [row[0] for row in select_in(connection, edited, mention_ids)]
    first = "SELECT id FROM mentions WHERE id IN ({marks}) AND seq > ?"
    unmet = [row[0] for row in select_in(connection, first, ids, stage_done(connection, "group"))]
    select_in(connection, "DELETE FROM pending_mentions WHERE mention_id IN ({marks})", unmet)
    waiting = [mention_id for mention_id in ids if mention_id not in set(unmet)]
    insert_or_replace(connection, tables.pending_mentions, [(mention_id, GROUP) for mention_id in waiting])


def _people_concerned(connection: Connection, assessed: Sequence[Assessed]) -> set[str]:
    """Find the people new mentions are about beside their pressing authors.

    These are the authors and addressees who have a case already, and whomever our own account answered: that we
    answered makes it a case.
    """
    said = [each.mention for each in assessed]
    own = [each.mention for each in assessed if Gate.OWN in each.assessment.gates]
    answered = [f"{mention.platform}:{mention.in_reply_to}" for mention in own if mention.in_reply_to]
    found = select_in(connection, "SELECT DISTINCT person FROM mentions WHERE id IN ({marks})", answered)
    if run(connection, "SELECT 1 FROM cases LIMIT 1"):
        parents = [f"{mention.platform}:{mention.in_reply_to}" for mention in said if mention.in_reply_to]
        # What our own account says to nobody in particular answers everyone who spoke before in the thread.
        threads = [mention.thread for mention in own if mention.thread and not mention.in_reply_to]
        asked = "SELECT DISTINCT c.person FROM cases c JOIN mentions m ON m.person = c.person WHERE m."
        authors = [mention.person for mention in said if mention.person]
        found += select_in(connection, "SELECT DISTINCT person FROM cases WHERE person IN ({marks})", authors)
        found += select_in(connection, asked + "id IN ({marks})", parents)
        found += select_in(connection, asked + "thread IN ({marks})", threads)
    return {row[0] for row in found if row[0]}
