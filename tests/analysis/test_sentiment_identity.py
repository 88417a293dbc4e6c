"""VADER's scores are those of its package, and long texts do not stall us."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from monitor.analysis.sentiment import Vader
from monitor.analysis.words import MAX_CHARACTERS

PACKAGE = SentimentIntensityAnalyzer()
OURS = Vader()

TRICKY_WORDS = (
    "not no never none nor neither without doubt least at very kind of sort so this just enough the shit bomb bad ass "
    "badass yeah right kiss death to die for good GOOD great Great terrible TERRIBLE but BUT But okay :) :D :-( !! ??? ? ! "
    "hardly barely extremely SO kinda isn't can't dont 😁 💔 😁😁 x😁y 👍🏽 ❤️ , . 'good' \"bad\" (nice) good. #fail @x http://t.co/x "
    "lol LOL happy sad no, or win WIN won't cut mustard İ ß ﬁ ✓ good,bad no\u00a0good\u2003bad"
)
TRICKY = TRICKY_WORDS.split(" ")


def same(text: str) -> bool:
    """Compare ours with the package's, all four scores."""
    ours = OURS.measure(text)
    theirs = PACKAGE.polarity_scores(text)
    return {"compound": ours.compound, "neg": ours.neg, "neu": ours.neu, "pos": ours.pos} == theirs


def public_texts(folder: Path) -> Iterator[str]:
    columns = (("airline/mentions.csv", "text"), ("complaints/dev.csv", "text"), ("cesamard/dev.csv", "text"))
    for name, column in (*columns, ("brands/sxsw.csv", "tweet_text")):
        with (folder / name).open(encoding="latin-1" if "sxsw" in name else "utf-8", newline="") as lines:
            yield from (row[column] for row in csv.DictReader(lines))
    for path in sorted((*folder.glob("vader_ground_truth/*.txt"), *folder.glob("irony/*text.txt"))):
        yield from path.read_text(encoding="latin-1").split("\n")
    for talk in json.loads((folder / "customer_care" / "dev.json").read_text(encoding="utf-8")):
        yield from (turn["message"] for turn in talk["dialogContent"] if "message" in turn)


# The default run compares one text of five, from all the files; `-m faults` every one.
@pytest.mark.parametrize("share", [5, pytest.param(1, marks=pytest.mark.faults)])
def test_every_public_text_scores_as_in_the_package(labelled: Path, share: int) -> None:
    # The package needs time in the square of the length, so the few very long reviews are compared by their beginning.
    different = [text for text in islice(public_texts(labelled), 0, None, share) if not same(text[:1_500])]
    assert different == []


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*TRICKY, *sorted(PACKAGE.lexicon)[::97]]), max_size=14),
    st.sampled_from([" ", "  ", "\n"]),
)
def test_any_order_of_tricky_words_scores_as_in_the_package(words: list[str], between: str) -> None:
    assert same(between.join(words))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_any_text_scores_as_in_the_package(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "but",
        "good but bad but good",
        "bad bad but bad bad",
        "kind of good",
        "the least good",
        "no good or bad",
        "NO good",
    ],
)
def test_known_corners_score_as_in_the_package(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize(
    "text",
    ["good bad but " * 7_000, "😁" * 5_000, "not kind of " * 6_700, "word " * 20_000, "good,bad!" * 3_000],
    ids=["words", "emoji", "idioms", "plain", "one token"],
)
def test_a_text_meant_to_stall_us_takes_no_time(text: str) -> None:
    started = time.process_time()
    OURS.measure(text)
    assert time.process_time() - started < 0.1


def test_a_text_beyond_the_limit_is_scored_by_its_beginning() -> None:
    beginning = ("fine " * MAX_CHARACTERS)[:MAX_CHARACTERS]
    assert OURS.measure(beginning + " terrible") == OURS.measure(beginning)
