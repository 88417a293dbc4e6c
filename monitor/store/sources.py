"""What each source brought: batches with their checkpoints, gaps, and how every run of it went."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, Engine

from monitor.model import Batch, Json, SourceRun
from monitor.store import tables
from monitor.store.edits import keep_mentions
from monitor.store.engine import reading, transaction
from monitor.store.instructions import keep_instructions
from monitor.store.records import sample_row, storable
from monitor.store.sql import from_micros, insert_new, insert_or_replace, run, select_in, to_micros
from monitor.store.tombstones import without_buried

RAW_LENGTH = 2_000


class Sources:
    """Keeps checkpoints and everything collected."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def checkpoint(self, source: str) -> dict[str, Json] | None:
        """Give the checkpoint of `source`, None before its first batch."""
        with reading(self._engine) as connection:
            rows = run(connection, "SELECT state FROM checkpoints WHERE source = ?", (source,))
        return json.loads(rows[0][0]) if rows else None

    def heard_until(self, source: str) -> datetime | None:
        """Give the end of the last stretch of time in which `source` was heard."""
        with reading(self._engine) as connection:
            rows = run(connection, "SELECT MAX(end_at) FROM heard WHERE source = ?", (source,))
        return from_micros(rows[0][0]) if rows[0][0] is not None else None

    def last_success(self, source: str, since: datetime, until: datetime) -> datetime | None:
        """Give when the last run of `source` that went well began, if that was after `since` and not after `until`."""
        sql = (
            "SELECT MAX(started_at) FROM source_runs "
            "WHERE source = ? AND started_at > ? AND started_at <= ? AND error IS NULL"
        )
        with reading(self._engine) as connection:
            rows = run(connection, sql, (source, to_micros(since), to_micros(until)))
        return from_micros(rows[0][0]) if rows[0][0] is not None else None

    def save_batch(self, source: str, batch: Batch, now: datetime) -> int:
        """Store a batch and its checkpoint in one transaction; give the number of mentions that are new.

        What is already stored stays as it is, unless it was edited since, so the same batch may come any number of times.
        """
        with transaction(self._engine) as connection:
            wanted = without_buried(connection, batch.mentions)
            new = keep_mentions(connection, wanted, now)
            erased = {mention.id for mention in batch.mentions} - {mention.id for mention in wanted}
            samples = [sample for sample in batch.samples if sample.mention_id not in erased]
            insert_new(connection, tables.engagement, [sample_row(sample) for sample in samples])
            _remeasure(connection, [sample.mention_id for sample in samples])
            _save_hearing(connection, source, batch, now)
            keep_instructions(connection, batch.instructions)
            if batch.checkpoint is not None:
                state = json.dumps(batch.checkpoint, separators=(",", ":"))
                insert_or_replace(connection, tables.checkpoints, [(source, state, to_micros(now))])
        return new

    def save_source_run(self, source_run: SourceRun) -> None:
        """Store how a source fared, with the gap its failure left."""
        row = (
            source_run.source,
            to_micros(source_run.started_at),
            to_micros(source_run.ended_at),
            source_run.new_mentions,
            source_run.rejected,
            source_run.error,
            json.dumps(source_run.notes, ensure_ascii=False),
        )
        with transaction(self._engine) as connection:
            insert_or_replace(connection, tables.source_runs, [row])
            if gap := source_run.gap:
                batch = Batch(gaps=(gap,))
                _save_hearing(connection, source_run.source, batch, source_run.ended_at)


def _remeasure(connection: Connection, mention_ids: list[str]) -> None:
    """Leave the stories of mentions with new samples to be measured again."""
    sql = "SELECT DISTINCT story_id FROM story_mentions WHERE mention_id IN ({marks})"
    rows = select_in(connection, sql, mention_ids)
    insert_new(connection, tables.pending_stories, [(row[0],) for row in rows])


def _save_hearing(connection: Connection, source: str, batch: Batch, now: datetime) -> None:
    gaps = [
        (source, to_micros(gap.span.start), to_micros(gap.span.end), gap.reason.value, storable(gap.detail))
        for gap in batch.gaps
    ]
    insert_new(connection, tables.gaps, gaps)
    if batch.heard:
        span = (source, to_micros(batch.heard.start), to_micros(batch.heard.end))
        insert_new(connection, tables.heard, [span])
    rejects = [
        (source, storable(reject.place), storable(reject.reason), storable(reject.raw[:RAW_LENGTH]), to_micros(now))
        for reject in batch.rejects
    ]
    insert_new(connection, tables.rejects, rejects)
