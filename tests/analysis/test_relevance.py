"""A name that many things bear is told from the brand, with a reason; a name that only the brand bears costs nothing more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from making import NOON, assessor, mention
from running import monitor

from monitor.analysis.reasons import REASONS
from monitor.analysis.trades import CONTEXT
from monitor.config import Brand
from monitor.config.load import TRADES
from monitor.evaluation import relevance
from monitor.evaluation.base import OURS
from monitor.evaluation.halves import HALVES
from monitor.model import Assessed, Assessment
from monitor.outreach.matter import ABOUT_US, Cause, cause_of
from monitor.stories.keys import may_be_story

DELTA = Brand(name="Delta", handles=("@delta",), trade="airline")


def judged(text: str, brand: Brand = DELTA) -> Assessment:
    return assessor(brand).assess([mention("1", text)])[0]


def evidence(found: Assessment, text: str) -> dict[str, str]:
    return {each.name: text[each.start : each.end] for each in found.signals if each.analyzer == "relevance"}


def test_the_airline_is_told_from_the_river_and_the_variant() -> None:
    assert judged("Delta lost my bag at the gate").relevance >= ABOUT_US
    assert judged("Salt water creeps into the Mekong Delta").relevance < ABOUT_US
    assert judged("she caught a delta strain in June, Sam said").relevance < ABOUT_US


def test_the_words_that_decided_are_the_reason() -> None:
    text = "Delta lost my bag"
    assert evidence(judged(text), text) == {"about_us": "bag"}
    text = "A new season of Delta Force is out"
    assert evidence(judged(text), text) == {"other_sense": "of Delta Force"}
    assert {"about_us", "other_sense"} <= set(REASONS)


def test_the_brands_own_account_settles_it() -> None:
    assert judged("@delta a new season of Delta Force is out").relevance == 1.0


def test_a_name_that_only_the_brand_bears_is_not_doubted() -> None:
    text = "A new season of Delta Force is out"
    found = judged(text, Brand(name="Delta"))
    assert (found.relevance, evidence(found, text)) == (0.9, {})


def test_words_of_ones_own_show_it_too() -> None:
    text = "the gap in the lobby bar is closed"
    assert judged(text, Brand(name="Gap", context=("fitting room",))).relevance < ABOUT_US
    assert judged("gap's fitting room was filthy", Brand(name="Gap", context=("fitting room",))).relevance >= ABOUT_US


def test_what_means_something_else_opens_no_case_and_joins_no_story() -> None:
    said = mention("1", "Our guide on the Mekong Delta never turned up, I want my money back")
    found = assessor(DELTA).assess([said])[0]
    ours = assessor(Brand(name="Delta")).assess([said])[0]
    assert cause_of(Assessed(mention=said, assessment=ours)) is Cause.FAILURE, "without the doubt it would"
    assert found.relevance < ABOUT_US
    assert cause_of(Assessed(mention=said, assessment=found)) is Cause.NONE
    assert not may_be_story(Assessed(mention=said, assessment=found))


def test_every_trade_of_the_configuration_has_its_words() -> None:
    assert set(TRADES) == set(CONTEXT)
    assert list(TRADES) == sorted(TRADES)
    assert all(len(words) >= 15 for words in CONTEXT.values())


def rightly_told(half: str) -> float:
    rows = relevance.labelled(half)
    meant = [each.certainty >= ABOUT_US for each in relevance.by_rules(rows)]
    return sum(each is bool(row["about"]) for each, row in zip(meant, rows, strict=True)) / len(rows)


def test_on_the_half_to_learn_from_nine_of_ten_are_right() -> None:
    assert rightly_told("train") >= 0.9


def test_on_the_untouched_half_it_does_not_get_worse_than_was_measured() -> None:
    # .57 when the half was written, where taking every hit is right in .50: a floor, and no claim that it is good
    assert rightly_told("test") >= 0.55


def test_the_halves_share_no_text_and_every_row_can_be_measured() -> None:
    halves = [relevance.labelled(half) for half in HALVES]
    texts = [row["text"] for rows in halves for row in rows]
    assert len(texts) == len(set(texts)), "a text twice"
    for rows in halves:
        assert len({row["id"] for row in rows}) == len(rows)
        assert {row["trade"] for row in rows} <= set(TRADES)
        assert sum(row["about"] for row in rows) * 2 == len(rows), "as many meant as not"
        assert all(row["brand"].casefold() in row["text"].casefold() for row in rows)


def test_both_halves_are_measured_beside_taking_every_hit(tmp_path: Path) -> None:
    found = {(each.subject, each.measure): each for each in relevance.measure(tmp_path)}
    for half, rows in (("train", 156), ("test", 200)):
        plain = found["every hit", f"precision, {half} half"]
        assert (plain.value, plain.rows) == (0.5, rows)
        assert (OURS, f"recall, {half} half") in found


def test_the_page_counts_what_was_set_aside(tmp_path: Path) -> None:
    texts = ["Delta lost my bag at the gate", "Rain over the Mekong Delta today", "Delta Force is out on Friday"]
    rows = [
        {"stable_key": str(number), "text": text, "posted_at": NOON.isoformat(), "author": f"a{number}"}
        for number, text in enumerate(texts)
    ]
    (tmp_path / "said.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "monitor.toml").write_text(
        '[[brands]]\nname = "Delta"\ntrade = "airline"\n[sources.said]\nconnector = "file"\npath = "said.jsonl"\n',
        encoding="utf-8",
    )
    ran = monitor("run", "--config", tmp_path / "monitor.toml", "--now", "2026-03-04T13:00:00Z")
    assert ran.returncode == 0, ran.stderr
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "2 mentions seem to mean something else by your name and were set aside." in page


def test_an_unknown_trade_is_an_error_that_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "monitor.toml").write_text('[[brands]]\nname = "Delta"\ntrade = "airlines"\n', encoding="utf-8")
    ran = monitor("check", "--config", tmp_path / "monitor.toml")
    assert ran.returncode == 78
    assert "did you mean “airline”" in ran.stderr


@pytest.mark.parametrize("text", ["Delta " * 5_000, "delta" + "!" * 20_000, "Delta\x00Force", "Ｄelta"])
def test_hostile_text_is_judged_in_bounded_work(text: str) -> None:
    assert 0.0 <= judged(text).relevance <= 1.0
