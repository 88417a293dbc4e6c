"""The first line a reader sees is cut out of the author's words and reads as a line. All sentences were written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.analysis.corrections import correct
from monitor.analysis.facts import facts_of
from monitor.analysis.gist import NOISE, PLAIN_NOISE, gist
from monitor.analysis.lexicon import lexicon_for
from monitor.analysis.reading import Reading
from monitor.analysis.sentiment import Vader
from monitor.analysis.words import Words
from monitor.model import Mention

LEXICON = lexicon_for(())
VADER = Vader()
WHEN = datetime(2026, 3, 4, 9, tzinfo=UTC)


def gist_of(text: str, complains: float = 0.9) -> str:
    words = Words(text)
    hits = LEXICON.find(words)
    correct(hits, words)
    mention = Mention(platform="x", stable_key="1", source="test", text=text, posted_at=WHEN)
    reading = Reading(mention, words, hits, VADER.measure(words.text), certainty=0.9)
    facts_of([(reading, complains, None)])
    return gist(reading, complains)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@moorcote @other hi, you sent the wrong hob twice! http://t.co/x", "You sent the wrong hob twice"),
        ("6 hours, no agent. Should I keep waiting?", "6 hours, no agent"),
        ("The screen cracked on day two. I emailed twice", "The screen cracked on day two, I emailed twice"),
        ("Cold chips and no cutlery", "Cold chips and no cutlery"),
        ("She is 81 and was left at the stop", "She is 81 and was left at the stop"),
        ("your app is useless compared to @Brightcell", "Your app is useless compared to Brightcell"),
        ("nobody answering the phone #badservice #fail", "Nobody answering the phone"),
        ('Tickets still "processing"', 'Tickets still "processing"'),
        ("flight cancelled at the gate in Lisbon", "Flight cancelled at the gate in Lisbon"),
        ("not a word 😡, and nobody came", "Not a word, and nobody came"),
    ],
)
def test_the_line_is_what_went_wrong_with_what_makes_it_worse(text: str, line: str) -> None:
    assert gist_of(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "Lovely stay at the Bath hotel, would go again, the breakfast was the best we have had in years and the view too",
        "@moorcote " + "the engineer did not come and the office did not ring and the shop did not care " * 9,
        "№ ☎ ✈ " * 40,
        "@a @b @c",
        '"“”"' * 30,
        "",
    ],
)
def test_no_line_is_longer_than_sixty_characters_or_holds_an_account(text: str) -> None:
    for complains in (0.05, 0.9):
        line = gist_of(text, complains)
        assert len(line) <= 60
        assert "@" not in line


def test_every_word_of_the_line_is_the_authors() -> None:
    text = "After the third visit your fitter left without the taps, £300 gone, and I have rung four times since Monday"
    assert set(gist_of(text).lower().rstrip("…").replace(",", "").split()) <= set(text.lower().replace(",", "").split())


def test_a_feeling_is_no_headline_where_something_happened() -> None:
    assert gist_of("I'm gutted. The frame has a dent the size of a thumb") == "The frame has a dent the size of a thumb"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # what it points at stands before it
        (
            "Had this in May. The new hob runs on gas. the fitter never connected it. I am on my own here and it is heavy",
            "The new hob runs on gas. the fitter never connected it",
        ),
        # what only points back says less than what was asked for in vain
        (
            "Yes. Ours came Tuesday. They have booked a van for it, but nobody could tell me when the right one is to come",
            "Nobody could tell me when the right one is to come",
        ),
        # the account is who did it
        (
            "@northline keeps losing the parcels of everyone in our road and nobody at the depot wants to know about any of it",
            "Northline keeps losing the parcels of everyone in our road",
        ),
        # who told it is cut off
        (
            "We were told at the desk, and again at the gate an hour afterwards, that there are no seats left for our children",
            "There are no seats left for our children",
        ),
        # a wait says more than a judgement
        (
            "Worst customer service experience ever. 40 minutes to get a coffee to our table at the Leeds branch. Never saw a manager.",
            "40 minutes to get a coffee to our table at the Leeds branch",
        ),
        # a name keeps its capital behind another fact
        (
            "Nine weeks now, and counting. Larkfield sent the wrong oven twice. He says that he is fine with it, and he is not.",
            "Nine weeks now, Larkfield sent the wrong oven twice",
        ),
    ],
)
def test_a_line_names_what_failed_before_moods_judgements_and_pronouns(text: str, line: str) -> None:
    assert gist_of(text) == line


def test_a_question_to_the_brand_does_not_make_its_account_the_subject() -> None:
    assert not gist_of("@northline is my parcel coming today, or is it lost as the last one was in March?").startswith(
        "Northline"
    )


def test_a_letter_whose_capital_is_two_makes_no_line_too_long() -> None:
    assert len(gist_of("ß0 @larkfield my bag never arrived my bag never arrived 00 00")) <= 60


@given(st.text(alphabet=[chr(code) for code in range(32, 127)]))
@example("a*b ~~ #tag &amp; https://x.y/z www.z <b> {c} `d` ^ | \\ [e] = @f $5 & g")
def test_a_line_in_plain_ascii_is_cleaned_as_any_other(text: str) -> None:
    assert PLAIN_NOISE.sub(" ", text) == NOISE.sub(" ", text)
