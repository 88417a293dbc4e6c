"""A lead's figures: in lines to read, on a page of their own, and as a table for a spreadsheet.

Never a ranking: owners stand by name, and how fast stands behind how well.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

from monitor.dates import week_of
from monitor.model import LeadFigures, Locale, StoryFates, Tally, WeekTally
from reports.csv_format import defused
from reports.document import Figure, FigureLine, LeadPage, Report
from reports.html import environment, style_digest
from reports.wording import duration

FEWEST = 5
"""People below whom a share says nothing: one of two satisfied is no half."""

COLUMNS = (
    "by", "name", "people", "answered", "satisfied", "in_time", "typical_wait_hours", "reopened", "silent", "compared",
    "unkind_before", "unkind_after", "praise", "praise_passed_on",
)  # fmt: skip


def lead_page(figures: LeadFigures, locale: Locale) -> LeadPage:
    """Put the figures into lines, the days of their weeks as the locale has them."""
    return LeadPage(
        weeks=tuple(_week(week, locale) for week in figures.weeks),
        owners=tuple(line_of(tally, tally.name or "No owner yet") for tally in figures.owners),
        products=tuple(line_of(tally, tally.name) for tally in figures.products),
        stories=_fates(figures.stories),
    )


def line_of(tally: Tally, name: str) -> FigureLine:
    """Put the sums of some people and praise into a line."""
    few = tally.answered < FEWEST
    return FigureLine(
        name=name,
        people=tally.people,
        answered=tally.answered,
        satisfied=None if few else tally.satisfied / tally.answered,
        in_time=None if tally.promised < FEWEST else tally.kept / tally.promised,
        typical_wait="" if few or tally.typical_wait_seconds is None else _hours(tally.typical_wait_seconds),
        typical_wait_seconds=None if few else tally.typical_wait_seconds,
        reopened=None if few else tally.reopened / tally.answered,
        silent=None if few else tally.silent / tally.answered,
        compared=tally.compared,
        unkind_before=None if tally.compared < FEWEST else tally.negative_before,
        unkind_after=None if tally.compared < FEWEST else tally.negative_after,
        praise=tally.praise,
        passed_on=tally.passed_on,
    )


def _week(week: WeekTally, locale: Locale) -> FigureLine:
    return line_of(week.tally, week_of(week.monday, week.monday + timedelta(days=6), locale))


def _hours(seconds: float) -> str:
    return duration(timedelta(seconds=seconds))


def _fates(stories: StoryFates) -> tuple[Figure, ...]:
    """Say how stories went on after our first reply; nothing when we replied in none."""
    counts = (
        (stories.stopped, "nobody new told a day after your first reply"),
        (stories.slowed, "told on, by fewer people than before it"),
        (stories.grew, "told by as many again, or more"),
        (stories.too_early, "too early to say"),
    )
    total = sum(number for number, _ in counts)
    return tuple(Figure(value=f"{number:,} of {total:,}", label=label) for number, label in counts) if total else ()


def figures_page(report: Report) -> bytes:
    """Render the page of figures, as it stands beside the page."""
    return environment().get_template("figures.html").render(report=report, digest=style_digest()).encode()


def figures_table(report: Report) -> bytes:
    """Render the figures as UTF-8 CSV with a byte order mark: one row a week, owner and product; shares from 0 to 1."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for row in _rows(report.figures):
        writer.writerow({column: defused(cell) for column, cell in row.items()})
    return out.getvalue().encode("utf-8-sig", "replace")


def _rows(figures: LeadPage) -> Iterator[dict[str, str]]:
    for by, lines in (("week", figures.weeks), ("owner", figures.owners), ("product", figures.products)):
        for line in lines:
            hours = None if line.typical_wait_seconds is None else line.typical_wait_seconds / 3600
            yield {
                "by": by,
                "name": line.name,
                "people": str(line.people),
                "answered": str(line.answered),
                "satisfied": _number(line.satisfied),
                "in_time": _number(line.in_time),
                "typical_wait_hours": _number(hours),
                "reopened": _number(line.reopened),
                "silent": _number(line.silent),
                "compared": str(line.compared),
                "unkind_before": _number(line.unkind_before),
                "unkind_after": _number(line.unkind_after),
                "praise": str(line.praise),
                "praise_passed_on": str(line.passed_on),
            }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
