"""What is no customer's sentence gets an honest answer: "other" or "not read", never a crash, never a confident guess."""

from __future__ import annotations

import base64
import json
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType

import pytest

from monitor.analysis.assess import Assessor
from monitor.analysis.doubt import PARTLY_READ
from monitor.analysis.own_words import own_words
from monitor.analysis.stateless import assess_record
from monitor.analysis.words import listed
from monitor.config import Brand
from monitor.model import Assessment, Kind, Mention

ASSESSOR = Assessor((Brand(name="Larkfield", handles=("larkfield",)),))
COMPLAINT = "my order never arrived and nobody answers, absolutely useless @larkfield"
RANDOM = random.Random(4)  # noqa: S311 - the same texts every time
BYTES = base64.b64encode(bytes(RANDOM.randrange(256) for _ in range(3_000))).decode()


def assessed(text: str, rating: float | None = None) -> Assessment:
    mention = Mention(
        platform="x", stable_key="1", source="t", text=text, posted_at=datetime(2026, 1, 1, tzinfo=UTC), rating=rating
    )
    return ASSESSOR.assess([mention])[0]


NO_SENTENCES = {
    "empty": "",
    "blanks": " \n\t \u00a0",
    "emoji": "😡😡😡",
    "a storm of emoji": "😡" * 5_000,
    "signs": "?!" * 4_000,
    "halves of signs": "\udc80\udfff",
    "one word over and over": "useless " * 20_000,
    "two words over and over": "lost bag " * 2_000,
    "a post copied without end": f"{COMPLAINT}. " * 3_000,
    "a salad of words": " ".join(RANDOM.choice(COMPLAINT.split()) for _ in range(20_000)),
    "a storm of hashtags": " ".join(
        f"#{word}" for word in listed("fail lost broken useless late refund scam worst never angry")
    ),
    "a chain letter": "Copy and paste this to your status! Nobody will get a refund. My friend lost everything. Forward to 10 people "
    "or your account will be cancelled!!!",
    "base64": BYTES,
    "base64 in lines": "\n".join(BYTES[place : place + 76] for place in range(0, len(BYTES), 76)),
    "a program": 'def f(x):\n    if not x:\n        raise ValueError("order failed, never arrived")\n    return None  # lost\nprint(f(1))',
    "what a program says": 'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    f()\n'
    "ConnectionError: failed to connect, refused, timed out after 30 seconds",
    "a log": "2025-01-01 10:00:01 ERROR failed to load order 3\n2025-01-01 10:00:02 ERROR connection lost\n" * 40,
    "json": '{"order": 3, "status": "failed", "error": "never arrived", "lines": [{"refund": null}]}',
    "a table": "| order | status | refund |\n|---|---|---|\n| 1 | late | no |\n| 2 | lost | no |\n| 3 | broken | yes |",
    "rows of cells": "id,status\n1,lost\n2,broken\n3,late\n4,cancelled\n",
    "a drawing": "  /\\_/\\\n ( o.o )\n  > ^ <",
    "tags": '<div class="lost broken useless"><a href="http://x.example/lost-bag"><b>1</b></a></div>',
    "a script": '<script>alert("your order failed, never arrived, useless")</script>',
    "heaps of accents": "".join(f"{letter}\u0336\u0301\u0302\u0303" for letter in COMPLAINT),
    "one letter under many": "a" + "\u0301" * 20_000,
    "lorem": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt",
    "letters at random": " ".join("".join(RANDOM.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(30)),
}


@pytest.mark.parametrize("text", NO_SENTENCES.values(), ids=NO_SENTENCES)
def test_what_is_no_sentence_is_never_a_confident_guess(text: str) -> None:
    found = assessed(text)
    assert found.kind is Kind.OTHER
    assert max(found.kinds[:4]) < 0.5
    assert sum(found.kinds) == pytest.approx(1, abs=0.001)
    assert max(found.leaving, found.misread) < 0.5
    assert found.negative < 0.75
    assert len(found.gist) <= 60


@pytest.mark.parametrize("text", ["😡😡😡", "", "..."])
def test_stars_speak_where_words_are_missing(text: str) -> None:
    assert assessed(text, rating=1.0).kind is Kind.COMPLAINT
    assert assessed(text, rating=5.0).kind is not Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    ["\u202emy order never arrived, useless\u202c", "my\x00order\x01never\x02arrived", "lost my bag, useless \ud83d"],
)
def test_what_readers_see_otherwise_is_never_called_surely(text: str) -> None:
    assert max(assessed(text).kinds[:4]) <= PARTLY_READ


def test_a_complaint_stays_one_in_markup_and_among_hidden_signs() -> None:
    plain = assessed("My order never arrived.\nNobody answers & you don't care. Useless")
    for text in (
        "My order never arrived.<br><br/>Nobody answers &amp; you don&#39;t care.<p>Useless</p>",
        "My order never arrived.&lt;br&gt;Nobody answers &amp; you don&rsquo;t care. Useless",
        "My order never arr\u200bived.\nNobody answers & you don\u00ad't care. \u2066Useless\u2069",
        "Ｍｙ ｏｒｄｅｒ 𝗻𝗲𝘃𝗲𝗿 arrived.\nNobody answers & you don't care. Useless",
    ):
        found = assessed(text)
        assert found.kind is plain.kind is Kind.COMPLAINT
        assert found.kinds[0] == pytest.approx(plain.kinds[0], abs=0.1)


def test_lone_surrogates_from_json_are_assessed_and_can_be_written_again() -> None:
    found = assess_record({"text": json.loads('"my order never arrived \\ud83d"')})
    assert found["kind"] == "complaint"
    json.dumps(found).encode("utf-8")


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_a_text_read_only_in_part_is_never_called_surely(size: int) -> None:
    told = [
        "the parcel never came", "nobody answered my mail", "I rang the shop twice", "the driver was rude", "my refund is missing",
        "the oven door shattered", "they lost my suitcase", "support hung up on me", "the app crashed again", "our room was filthy",
    ]  # fmt: skip
    numbered = (f"{told[place % 10]} in week {place}of{place}" for place in range(size // 40))
    found = assessed(". ".join(numbered))
    assert max(found.kinds[:4]) <= PARTLY_READ


LONG = {
    "blanks": " ", "emoji": "😡", "brackets": "(", "digits": "7", "letters": "a ", "exclamation marks": "!!!!!", "words": "lost bag ",
    "idioms": "can't fault late ", "ages": "my 81 year old mum and ", "strangers": "my friend said his order was lost ",
    "quoted lines": "> lost my bag\n", "deeper quotes": "> ", "attributions": "On Mon a wrote:\n", "headers": "From: a\n", "lines": "\n",
    "retweets": "RT @a: ", "quoted accounts": "“@a: ", "straight quotes": '"@a: ', "tags": "<b>", "open tags": "<p ", "scripts": "<script>",
    "escaped tags": "&lt;p ", "comments": "<!-- a", "quotes of a forum": "[quote]", "entities": "&amp;", "ampersands": "&#",
    "hashtags": "#fail ", "json": '{"a": ', "arrays": '["a', "code": "```\n", "braces": "if (a) {\n", "cells": "a,b\n", "bars": "| a |\n",
    "lumps": "QUJD", "accents": "e\u0301", "wide letters": "ｗ", "hidden signs": "a\u200b", "control characters": "\x00", "addresses": "http://a.b ",
    "accounts": "@larkfield ", "names": "larkfield ", "pleas": "please help me refund ", "questions": "why is it still ",
    "waits": "waiting 3 hours on hold ", "money": "£3 ", "foreign": "de la que ", "places": "in Leeds at Leeds ", "turns": "love it but ",
}  # fmt: skip


def repeated(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def steps(text: str) -> int:
    """Count the lines of Python that assessing a text takes: the same on every machine."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        assessed(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    short, long = (steps(repeated(unit, size)) for size in (1_000, 4_000))
    assert long < short * 4 * 1.5 + 2_000


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG)
def test_setting_aside_grows_with_the_text_and_no_faster(unit: str) -> None:
    """The lines counted above say nothing of patterns, so here time is taken, with room for a busy machine."""

    def seconds(size: int) -> float:
        text = repeated(unit, size)
        taken = []
        for _ in range(3):
            started = time.process_time()
            own_words(text)
            taken.append(time.process_time() - started)
        return min(taken)

    assert seconds(96_000) < seconds(6_000) * 16 * 3 + 0.02


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG)
def test_a_hundred_thousand_characters_take_no_time_to_speak_of(unit: str) -> None:
    text = repeated(unit, 100_000)
    started = time.process_time()
    assessed(text)
    assert time.process_time() - started < 2.0
