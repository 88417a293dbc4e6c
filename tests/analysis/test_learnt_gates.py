"""Gates are found where no rule finds them, by words that stand in the text; ordinary customers stay where they are."""

from __future__ import annotations

import pytest
from making import mention

from monitor.analysis.assess import Assessor, Opened
from monitor.analysis.gate import credible
from monitor.analysis.reasons import REASONS
from monitor.config import Brand
from monitor.evaluation.halves import path_of, rows_of
from monitor.model import Assessment, Gate

BRANDS = (Brand(name="Norbank", handles=("norbankhelp",)),)
UNWORDED = {
    "Doing a segment tomorrow on the brown tap water, would love a mum with kids to say a few words": Gate.MEDIA,
    "Papers get served on your head office Monday. You had your chance to settle.": Gate.LEGAL,
    "lol ur all potato heads, wobble wobble": Gate.TROLL,
}
"""Texts whose gate no rule tells."""


def assessed(texts: list[str]) -> list[Assessment]:
    return Assessor(BRANDS).assess([mention(str(place), text) for place, text in enumerate(texts)])


@pytest.fixture
def by_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Assessor, "learnt_gates", lambda *_: [])


def test_the_rules_find_none_of_them(by_rules_alone: None) -> None:
    for text, found in zip(UNWORDED, assessed([*UNWORDED]), strict=True):
        assert UNWORDED[text] not in found.gates, text


def test_a_gate_is_found_where_no_rule_tells_it_with_words_and_a_reason() -> None:
    for text, found in zip(UNWORDED, assessed([*UNWORDED]), strict=True):
        assert UNWORDED[text] in found.gates, (text, found.gates)
        marks = [mark for mark in found.signals if mark.analyzer == "gate"]
        assert {mark.name for mark in marks} >= {str(UNWORDED[text])}
        assert all(text[mark.start : mark.end].strip() and mark.name in REASONS for mark in marks)


def test_hardly_any_ordinary_customer_meets_a_learnt_gate_that_turns_away() -> None:
    """Fewer than one in a hundred of those who complain, praise or ask."""
    rows = [row for row in rows_of(path_of("kinds", "train")) if row["kind"] != "other" and row.get("firsthand", 1)]
    turned = {Gate.MEDIA, Gate.EMPLOYEE, Gate.AUTOMATIC, Gate.TROLL}
    met = [
        row["text"]
        for row, found in zip(rows, assessed([row["text"] for row in rows]), strict=True)
        if turned & {*found.gates}
    ]
    assert len(rows) > 200
    assert len(met) <= len(rows) / 100, met


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Thirty percent off every sofa, tap the link", ["legal", "automatic", "troll"]),
        ("thirty percent off every sofa it said, but the till charged me in full", ["legal"]),
        ("A reporter from the Echo here, may we use your photo?", ["legal"]),
    ],
)
def test_the_rules_and_a_customers_own_case_speak_before_the_tiers(text: str, left: list[str]) -> None:
    (opened,) = Assessor(BRANDS).open([mention("a", text)])
    assert isinstance(opened, Opened)
    assert credible(opened.reading, ["legal", "automatic", "troll"]) == left
    assert credible(opened.reading, []) == []
