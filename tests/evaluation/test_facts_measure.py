"""The measure of facts counts what agrees, and counts it once. All sentences were written for these tests."""

from __future__ import annotations

import pytest

from monitor.evaluation import facts
from monitor.evaluation.facts import Span, measures, without_marks


def test_marks_are_taken_out_and_their_places_kept() -> None:
    text, spans = without_marks("On hold for [[waiting|2 hours]] in [[place|Leeds]].")
    assert text == "On hold for 2 hours in Leeds."
    assert [(span.type, text[span.start : span.end]) for span in spans] == [("waiting", "2 hours"), ("place", "Leeds")]


def test_a_mark_of_no_known_type_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        without_marks("a [[colour|red]] door")


def test_a_stretch_over_two_marks_counts_once_and_a_shifted_one_is_not_exact() -> None:
    truth = [[Span("waiting", 0, 5), Span("waiting", 6, 10)]]
    found = {name: value for name, value, _ in measures([[Span("waiting", 0, 10)]], truth)}
    assert found["waiting: precision"] == 1.0
    assert found["waiting: recall"] == 0.5
    assert found["waiting: F1 exact"] == 0.0


def test_the_wrong_type_in_the_right_place_is_wrong() -> None:
    found = {name: value for name, value, _ in measures([[Span("place", 0, 5)]], [[Span("waiting", 0, 5)]])}
    assert found["micro-F1 touching"] == 0.0


def test_on_the_half_to_learn_from_we_are_far_above_one_pattern_a_type() -> None:
    figures = {
        figure.subject: figure.value
        for figure in facts.figures_of_half("train")
        if figure.measure == "micro-F1 touching, train half"
    }
    assert figures["ours"] > 0.75
    assert figures["ours"] > figures["one pattern a type"] + 0.3


def test_every_type_is_marked_often_enough_to_be_measured() -> None:
    rows = facts.marked("train")
    counts = {name: sum(span.type == name for row in rows for span in row.spans) for name in facts.TYPES}
    assert min(counts.values()) >= 25
    assert all(figure.seen for figure in facts.figures_of_half("train"))
