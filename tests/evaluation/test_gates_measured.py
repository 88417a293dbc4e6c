"""The measure of gates counts what it says: per gate, over all, whose experience it is, and customers turned away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.evaluation.base import OURS
from monitor.evaluation.gates import Judged, figures_of_half, is_customer, keywords, over_gates, over_people
from monitor.evaluation.labelled import Row
from monitor.evaluation.room import Room
from monitor.model import Gate, Kind


def row(text: str, *gates: Gate, kind: Kind = Kind.OTHER, firsthand: bool = True) -> Row:
    return Row(text=text, register="tweet", kind=kind, gates=gates, firsthand=firsthand)


def says(*gates: Gate, own: bool = True) -> Judged:
    return Judged(frozenset(gates), own)


def test_precision_and_recall_are_counted_for_each_gate_and_over_all() -> None:
    rows = [row("a", Gate.LEGAL, Gate.SAFETY), row("b", Gate.LEGAL), row("c")]
    values = over_gates(rows, [says(Gate.LEGAL), says(), says(Gate.LEGAL, Gate.MEDIA)])
    assert values["legal: precision"] == (0.5, 2)
    assert values["legal: recall"] == (0.5, 2)
    assert values["safety: recall"] == (0.0, 1)
    assert values["micro-F1"] == (pytest.approx(2 * 1 / (3 + 3)), 3)
    assert values["all gates right"] == (0.0, 3)


def test_who_tells_nothing_of_their_own_is_the_class_that_is_measured() -> None:
    rows = [row("a", firsthand=False), row("b", firsthand=False), row("c")]
    values = over_people(rows, [says(own=False), says(), says(own=False)], [], [])
    assert values["not their own: precision"] == (0.5, 3)
    assert values["not their own: recall"] == (0.5, 3)


def test_only_customers_of_the_kinds_count_as_turned_away_or_raised() -> None:
    others = [
        row("a", kind=Kind.COMPLAINT),
        row("b", kind=Kind.PRAISE),
        row("c"),
        row("d", kind=Kind.PRAISE, firsthand=False),
    ]
    judged = [says(Gate.LEGAL), says(Gate.TROLL), says(Gate.TROLL), says(Gate.TROLL)]
    values = over_people([], [], others, judged)
    assert values["customers turned away"] == (0.5, 2)
    assert values["customers raised"] == (0.5, 2)
    assert [is_customer(each) for each in others] == [True, True, False, False]


def test_the_plain_list_hears_its_words_and_nothing_else() -> None:
    assert keywords("My lawyer says win") == says(Gate.LEGAL, Gate.AUTOMATIC, own=False)
    assert keywords("My parcel is late") == says()


def test_all_three_answer_the_same_rows_and_only_ours_was_seen(tmp_path: Path) -> None:
    common = {"register": "tweet", "trade": "parcels", "brand": "Zippo Parcels"}
    gates = {"id": "1", "text": "My solicitor has the photos.", "kind": "complaint", "gates": ["legal"]} | common
    kinds = {"id": "2", "text": "lovely shop, thank you", "kind": "praise"} | common
    (tmp_path / "gates_train.jsonl").write_text(json.dumps(gates), encoding="utf-8")
    (tmp_path / "kinds_train.jsonl").write_text(json.dumps(kinds), encoding="utf-8")
    figures = figures_of_half(Room(tmp_path, tmp_path), "train")
    found = {(each.subject, each.measure): each for each in figures}
    assert found[OURS, "micro-F1"].value == 1.0
    assert found["keyword list", "micro-F1"].value == 1.0
    assert found["no gate ever", "micro-F1"].value == 0.0
    assert [found[subject, "micro-F1"].seen for subject in (OURS, "keyword list")] == [True, False]


def test_a_half_that_is_absent_has_no_figures_that_pretend(tmp_path: Path) -> None:
    assert figures_of_half(Room(tmp_path, tmp_path), "test") == []
