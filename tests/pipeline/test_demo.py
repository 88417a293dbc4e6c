"""The sample week, through the whole product, ends where a reader would expect every person of it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest
from running import ROOT

SITUATIONS = json.loads((ROOT / "tests" / "sample" / "situations.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def demo(demo_folder: Path) -> SimpleNamespace:
    """Give the demo's page and report and, for each mention, what became of its author."""
    folder = demo_folder
    connection = sqlite3.connect(folder / "reputation.db")
    person = dict(connection.execute("SELECT id, person FROM mentions"))
    cases = {
        row[0]: SimpleNamespace(lane=row[1], level=row[2], state=row[3], outcome=row[4])
        for row in connection.execute("SELECT person, lane, level, state, outcome FROM cases ORDER BY number")
    }
    assessed = {
        row[0]: SimpleNamespace(kind=row[1], readable=row[2], language=row[3])
        for row in connection.execute("SELECT mention_id, kind, readable, language FROM assessments")
    }
    story = dict(connection.execute("SELECT mention_id, story_id FROM story_mentions"))
    connection.close()
    nobody = SimpleNamespace(lane=None, level=None, state=None, outcome=None)
    return SimpleNamespace(
        folder=folder,
        case=lambda mention: cases.get(person[mention], nobody),
        assessed=assessed,
        story=story,
        page=(folder / "report" / "index.html").read_text(encoding="utf-8"),
        report=json.loads((folder / "report" / "index.json").read_text(encoding="utf-8")),
    )


def test_the_page_says_that_it_is_a_sample_and_stays_within_150_kb(demo: SimpleNamespace) -> None:
    assert "Sample report." in demo.page
    assert len(demo.page.encode()) <= 150 * 1024


def test_every_section_of_the_page_is_alive(demo: SimpleNamespace) -> None:
    for section in ("cards", "later", "held", "stories", "changes", "quiet", "praise", "outcomes", "hearing", "unread"):
        assert demo.report[section], f"the section {section} is empty"


def test_the_page_shows_who_passed_praise_on_behind_what_nobody_did(demo: SimpleNamespace) -> None:
    told = [row["passed_on"] and row["passed_on"]["who"] for row in demo.report["praise"]]
    assert told == [None, None, None, None, None, "Jonah P.", "Priya N."]
    assert sum(week["passed_on"] for week in demo.report["figures"]["weeks"]) == 2


def test_the_first_person_is_the_one_a_reader_would_answer_first(demo: SimpleNamespace) -> None:
    assert demo.report["cards"][0]["person"]["name"] == "Tom"


@pytest.mark.parametrize(
    "situation", ["vulnerable", "passed_around", "repeated", "unanswered_three_times", "second_failure"]
)
def test_nobody_who_plainly_needs_a_reply_is_missing(demo: SimpleNamespace, situation: str) -> None:
    lanes = {mention: demo.case(mention).lane for mention in SITUATIONS[situation]}
    assert set(lanes.values()) <= {"reply", "answered"}, lanes


def test_warm_words_about_a_bad_story_reach_a_person(demo: SimpleNamespace) -> None:
    assert {mention: demo.case(mention).lane for mention in SITUATIONS["misread"]} == dict.fromkeys(
        SITUATIONS["misread"], "reply"
    )


@pytest.mark.parametrize("gate", ["legal", "media", "safety"])
def test_what_belongs_to_somebody_else_is_held_for_them(demo: SimpleNamespace, gate: str) -> None:
    lanes = {mention: demo.case(mention).lane for mention in SITUATIONS[gate]}
    assert set(lanes.values()) == {"held"}, lanes


def test_a_flood_of_copies_is_one_line_and_no_work(demo: SimpleNamespace) -> None:
    assert {demo.case(mention).lane for mention in SITUATIONS["automatic"]} <= {"held", None}
    assert [row["title"] for row in demo.report["held"]].count("Copies of one text") == 1


def test_the_wrong_hob_is_one_story_over_many_platforms(demo: SimpleNamespace) -> None:
    mentions = SITUATIONS["story_wrong_hob"]
    stories = [demo.story.get(mention) for mention in mentions]
    assert max(stories.count(story) for story in set(stories)) >= 0.85 * len(mentions)
    assert len({mention.split(":")[0] for mention in mentions}) >= 5


@pytest.mark.parametrize("outcome", ["satisfied", "accepted"])
def test_what_became_of_a_reply_is_read_from_the_customers_own_words(demo: SimpleNamespace, outcome: str) -> None:
    assert {mention: demo.case(mention).outcome for mention in SITUATIONS[outcome]} == dict.fromkeys(
        SITUATIONS[outcome], outcome
    )


def test_okay_thats_fine_is_never_satisfied(demo: SimpleNamespace) -> None:
    assert demo.case("bluesky:li-2").outcome == "accepted"
    assert demo.case("bluesky:li-2").state != "satisfied"


def test_other_languages_are_counted_and_not_scored(demo: SimpleNamespace) -> None:
    assert {demo.assessed[mention].readable for mention in SITUATIONS["unreadable"]} == {0}


def test_a_village_of_the_same_name_is_nobodys_case(demo: SimpleNamespace) -> None:
    assert {demo.case(mention).lane for mention in SITUATIONS["not_relevant"]} == {None}


def test_the_deaf_source_is_named_where_the_reader_looks_first(demo: SimpleNamespace) -> None:
    assert "YouTube" in json.dumps(demo.report["opening"])
    assert "Not the whole picture" in demo.page
