"""A clause states a failure by what rules see in it and by what its words usually tell. All sentences were written for these tests."""

from __future__ import annotations

import math

import pytest

from monitor.analysis.failing_words import DEEP, FEW, MOST_OF_WORDS, bounded, known, odds, opening, taught
from monitor.analysis.gist_choice import strongest
from monitor.analysis.words import Words
from tests.analysis.facts_in import marked, reading_of


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        ("I paid. Your lorry parked across our gate until noon.", "Your lorry parked across our gate until noon"),
        ("Opened it up and half the screws were from another kit", "half the screws were from another kit"),
    ],
)
def test_words_tell_a_failure_that_no_phrase_knows(text: str, failed: str) -> None:
    assert not reading_of(text).any("failure", "negated_service", "unanswered", "missed_event", "stranded")
    assert marked(text, "failure") == [failed]


def test_who_is_spoken_to_stands_before_the_beginning() -> None:
    assert opening(Words("@larkfield @moorcote, the oven smokes").keys) == 3
    assert opening(Words("The oven smokes").keys) == 0
    assert opening(Words("@larkfield").keys) == 0


def test_odds_are_the_sum_of_all_that_was_taught() -> None:
    words = Words("I asked twice. The oven smokes")
    weights = taught()
    told = known(words)
    assert told == [weights.words.get(key, 0.0) for key in words.keys]
    expected = weights.start + weights.rules * 1.2 + sum(told[4:7]) / math.sqrt(FEW)
    assert odds(told[4:7], 4, 1.2) == pytest.approx(expected + weights.deep * 4 / DEEP)
    assert odds(told[4:7], 0, 1.2) == pytest.approx(expected + weights.opens)
    assert odds(told[4:7], 9_999, 1.2) == pytest.approx(expected + weights.deep)


def test_words_outweigh_rules_within_bounds_only() -> None:
    weights = taught()
    assert odds([50.0] * 9, 0, 0.0) == pytest.approx(weights.start + weights.opens + MOST_OF_WORDS)
    assert odds([-50.0] * 9, 0, 0.0) == pytest.approx(weights.start + weights.opens - MOST_OF_WORDS)


def test_rules_are_believed_within_bounds_only() -> None:
    assert bounded(-9.0) == -3.0
    assert bounded(99.0) == 6.0
    assert bounded(0.4) == 0.4


def test_a_word_in_capitals_and_an_account_weigh_as_they_were_taught() -> None:
    assert known(Words("BROKEN broken")) == [taught().words["broken"]] * 2
    assert known(Words("@ann @bob")) == [taught().words.get("@", 0.0)] * 2


def test_what_rules_are_sure_of_is_a_failure_beside_a_heavier_one() -> None:
    told = "They clipped his nails too short and it bled all over the car"
    assert set(marked(told, "failure")) == {"They clipped his nails too short", "it bled all over the car"}


def test_a_clause_that_only_says_when_is_no_headline() -> None:
    reading = reading_of("They kept my deposit when my mother died.")
    first, end = strongest(reading) or (0, 0)
    assert " ".join(reading.words.tokens[first:end]) == "They kept my deposit"
