"""Counts what is said of each brand by the hour, in the transaction of whatever adds to it or takes from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from monitor.model import Assessed, Kind
from monitor.store import tables
from monitor.store.records import ASSESSMENT_COLUMNS, assessment_of
from monitor.store.sql import insert_or_add, run_many, select_in, to_micros
from monitor.stories.weather import counts

MICROS_AN_HOUR = 3_600_000_000


def count_in(connection: Connection, assessed: Sequence[Assessed]) -> None:
    """Count mentions in."""
    found: Counter[tuple[str, int, bool]] = Counter(
        (
            each.assessment.brand,
            to_micros(each.mention.posted_at) // MICROS_AN_HOUR,
            each.assessment.kind is Kind.COMPLAINT,
        )
        for each in assessed
        if counts(each.assessment)
    )
    insert_or_add(connection, tables.brand_hours, _rows(found))


def count_out(connection: Connection, mention_ids: Sequence[str]) -> None:
    """Count mentions out, before their assessments are replaced or go."""
    sql = f"SELECT {ASSESSMENT_COLUMNS}, posted_at FROM assessments WHERE mention_id IN ({{marks}})"
    found: Counter[tuple[str, int, bool]] = Counter()
    for row in select_in(connection, sql, mention_ids):
        assessment = assessment_of(row[:-1])
        if counts(assessment):
            found[assessment.brand, row[-1] // MICROS_AN_HOUR, assessment.kind is Kind.COMPLAINT] += 1
    less = "UPDATE brand_hours SET mentions = mentions - ?, complaints = complaints - ? WHERE brand = ? AND hour = ?"
    run_many(
        connection, less, [(mentions, complaints, brand, hour) for brand, hour, mentions, complaints in _rows(found)]
    )


def _rows(found: Counter[tuple[str, int, bool]]) -> list[tuple[str, int, int, int]]:
    hours = sorted({(brand, hour) for brand, hour, _ in found})
    return [
        (brand, hour, found[brand, hour, True] + found[brand, hour, False], found[brand, hour, True])
        for brand, hour in hours
    ]
