"""What the customer's words after our reply mean. The sentences are ours."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Outcome
from monitor.outreach.outcome import read_answer, read_answers, read_settlement

SATISFIED = [
    "Thank you so much, all sorted!",
    "It's working now, thank you",
    "Great, thank you!",
    "they actually came back on Sunday, I'm impressed",
    "Got my refund today. Thanks!",
    "Perfect, thanks",
    "It was ridiculous but it's all sorted now, thanks",
    "It's sorted now, the first update didn't work so I started afresh",
    "Thanks for your help, you're the best",
    "The replacement has arrived and it works perfectly",
    "Really happy with how you put this right",
    "Changed my review to 5 stars",
    "Wow that was quick, sorted in 5 minutes. You are legends",
    "The engineer did a great job, thanks",
    "Credit received, thanks for making it right",
]
ACCEPTED = [
    "ok thanks",
    "okay, that's fine",
    "okay, that’s fine, I’ll sort it myself",
    "thanks, I will DM you",
    "Thank you so much, I'll send you a DM",
    "DM sent",
    "Thanks!",
    "Fine. Whatever.",
    "No worries, I'll try again on Monday",
    "Never mind, fixed it myself",
    "thank you for the quick response",
    "👍",
    "No problem, thanks anyway",
    "Understood, thanks for explaining",
]
DISSATISFIED = [
    "thanks for nothing",
    "Thanks so much for ignoring me",
    "Those tips don't help.",
    "Oh great, another copy and paste answer",
    "Are you a bot?",
    "that's not good enough",
    "None of your suggestions worked",
    "great service as always 🙄",
    "You said it was sorted, what a joke",
    "I am not satisfied with that",
    "You obviously didn't read my message",
    "This is the third time you've told me that",
]
WROTE_AGAIN = [
    "Still not working",
    "the second part is wrong too",
    "Thank you so much but it's still broken",
    "Thanks. When will I get my refund?",
    "Is it fixed now?",
    "Please get this fixed",
    "I hope this gets resolved soon",
    "Would be great if it worked",
    "Not resolved",
    "It worked for an hour and then stopped again",
    "Okay but when will it be fixed",
    "I did DM you and nobody got back to me",
    "You said it was fixed and it isn't",
    "I haven't got my refund",
    "It happened on the blue model",
    "I tried everything, nothing works",
    "Can someone get this sorted for me",
    "I'd be happy if you just answered",
]
EXPECTED = [
    *((text, Outcome.SATISFIED) for text in SATISFIED),
    *((text, Outcome.ACCEPTED) for text in ACCEPTED),
    *((text, Outcome.DISSATISFIED) for text in DISSATISFIED),
    *((text, Outcome.WROTE_AGAIN) for text in WROTE_AGAIN),
]


@pytest.mark.parametrize(("text", "outcome"), EXPECTED)
def test_words_mean_what_a_reader_takes_them_for(text: str, outcome: Outcome) -> None:
    assert read_answer(text).outcome is outcome


@pytest.mark.parametrize(
    "text", ["okay, that's fine", "OK, that’s fine.", "that's fine I guess", "Fine, thanks", "ok fine"]
)
def test_okay_that_is_fine_is_never_satisfied(text: str) -> None:
    assert read_answer(text).outcome is not Outcome.SATISFIED


@pytest.mark.parametrize(
    ("text", "words"), [("@brand Thanks, it's sorted now", "it's sorted now"), ("İİ it is STILL broken", "broken")]
)
def test_the_evidence_is_the_words_themselves(text: str, words: str) -> None:
    reading = read_answer(text, "x:1")
    assert words in text[reading.start : reading.end] or text[reading.start : reading.end] in words


def test_thanks_do_not_undo_what_was_said_just_before() -> None:
    reading = read_answers([("x:1", "The new one is broken as well"), ("x:2", "thanks")])
    assert (reading.outcome, reading.mention_id) == (Outcome.WROTE_AGAIN, "x:1")


def test_the_last_word_counts_when_it_says_all_is_well() -> None:
    reading = read_answers([("x:1", "Still broken"), ("x:2", "Works now, thank you so much")])
    assert (reading.outcome, reading.mention_id) == (Outcome.SATISFIED, "x:2")


def test_no_words_are_silence() -> None:
    assert read_answers([]).outcome is Outcome.SILENT


def test_praise_in_general_settles_nothing_where_no_reply_was_seen() -> None:
    assert read_settlement("Best service ever, amazing team", "x:1") is None
    assert read_settlement("Got my bag, thank you so much!", "x:1") is not None


@given(st.text(max_size=400))
def test_any_text_gets_an_outcome_with_a_span_inside_it(text: str) -> None:
    reading = read_answer(text)
    assert 0 <= reading.start <= reading.end <= len(text)
    assert reading.outcome not in {Outcome.SILENT, Outcome.UNANSWERED}


@pytest.mark.parametrize(
    "piece",
    ["send a ", "now all ", "thanks for the ", "not ", "it is ", "@a ", "😡", "\x00", "fixed ", "great, ", "a" * 50],
)
def test_hostile_lengths_cost_little(piece: str) -> None:
    begin = time.process_time()
    read_answer(piece * (200_000 // len(piece)))
    assert time.process_time() - begin < 1.0
