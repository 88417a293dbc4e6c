"""Dates and times of day stand on every page as the configured locale has them, whatever the machine's own locale is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.dates import day_of, time_of, week_of, weekday_and_day
from monitor.model import LeadFigures, Locale, Material, PastPage, StoryFates, Tally, WeekTally
from reports.build import build
from reports.figures import figures_page
from reports.html import own_pages, page_of
from reports.past import past_list
from reports.registry import render
from reports.wording import Times
from tests.reports.larkfield import NOW, crowd, material

BRITISH, AMERICAN = Locale.BRITISH, Locale.AMERICAN
EVENING = datetime(2026, 3, 4, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "british", "american"),
    [(0, "00:05", "12:05 AM"), (9, "09:05", "9:05 AM"), (12, "12:05", "12:05 PM"), (17, "17:05", "5:05 PM")],
)
def test_noon_and_midnight_are_twelve_for_americans(hour: int, british: str, american: str) -> None:
    at = EVENING.replace(hour=hour)
    assert (time_of(at, BRITISH), time_of(at, AMERICAN)) == (british, american)


def test_days_are_written_as_each_locale_has_them() -> None:
    assert day_of(EVENING, BRITISH) == "4 March 2026"
    assert day_of(EVENING, AMERICAN) == "March 4, 2026"
    assert day_of(EVENING, AMERICAN, year=False) == "March 4"
    assert weekday_and_day(EVENING, BRITISH, letters=3) == "Wed 4 March 2026"
    assert weekday_and_day(EVENING, AMERICAN) == "Wednesday, March 4, 2026"


@pytest.mark.parametrize(
    ("monday", "british", "american"),
    [
        (date(2026, 3, 2), "2 – 8 March 2026", "March 2 – 8, 2026"),
        (date(2026, 3, 30), "30 March – 5 April 2026", "March 30 – April 5, 2026"),
        (date(2025, 12, 29), "29 December – 4 January 2026", "December 29 – January 4, 2026"),
    ],
)
def test_a_week_names_both_months_where_they_differ(monday: date, british: str, american: str) -> None:
    sunday = monday + timedelta(days=6)
    assert (week_of(monday, sunday, BRITISH), week_of(monday, sunday, AMERICAN)) == (british, american)


def test_moments_are_told_near_and_in_full() -> None:
    times = Times(EVENING, ZoneInfo("America/New_York"), "America/New_York", AMERICAN)
    assert times.moment(EVENING).words == "today 12:05 PM EST"
    assert times.moment(EVENING).full == "Wednesday, March 4, 2026, 12:05 PM America/New_York"
    assert times.moment(EVENING - timedelta(days=30)).words == "February 2 12:05 PM EST"
    assert times.dated(EVENING).words == "Wed, March 4, 2026, 12:05 PM EST"


def american() -> Material:
    tally = Tally(
        name="", people=60, answered=40, promised=50, kept=30, satisfied=20, reopened=3, silent=9,
        typical_wait_seconds=5400.0, compared=20, negative_before=0.8, negative_after=0.3,
    )  # fmt: skip
    weeks = (WeekTally(monday=date(2026, 3, 2), tally=tally),)
    figures = LeadFigures(weeks=weeks, stories=StoryFates(stopped=0, grew=0))
    return replace(material(waiting=crowd(60)), locale=AMERICAN, figures=figures)


def test_no_day_or_time_on_any_page_of_an_american_report_is_written_the_british_way() -> None:
    report = build(american())
    past = past_list(report, [PastPage(day="2026-03-04", made_at=NOW, headline="x", waiting=3, deaf=1)])
    pages = [page_of(report), past, figures_page(report), *own_pages(report).values()]
    written = "\n".join(map(bytes.decode, [*pages, render("text", report), render("json", report)]))
    machines = r"<style>.*?</style>|<[^>]+>|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?"
    words = re.sub(machines, " ", written, flags=re.DOTALL)
    assert "Wed, March 4, 2026, 9:00 AM" in words
    assert re.findall(r"\b\d{1,2} (?:February|March)\b", words) == []
    assert [found[0] for found in re.finditer(r"\b\d{1,2}:\d\d\b(?!\s+[AP]M)", words)] == []
