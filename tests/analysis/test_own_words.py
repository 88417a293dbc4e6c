"""What somebody only quotes is not theirs, and everything found stands at its place in the text as it was written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analysis.assess import Assessor
from monitor.analysis.own_words import own_words
from monitor.analysis.sentiment import Vader
from monitor.config import Brand
from monitor.model import Assessment, Gate, Kind, Mention, MentionKind

ASSESSOR = Assessor((Brand(name="Larkfield", handles=("larkfield",)),))
LOST = "my order never arrived and nobody answers, absolutely useless"


def assessed(text: str) -> Assessment:
    mention = Mention(platform="x", stable_key="1", source="t", text=text, posted_at=datetime(2026, 1, 1, tzinfo=UTC))
    return ASSESSOR.assess([mention])[0]


def own(text: str) -> str:
    found = own_words(text)
    return " ".join((text if found is None else found.text).split())


QUOTING = {
    "quoted lines": f"Glad it worked out for you!\n> {LOST}\n> I want my money back",
    "escaped quoted lines": f"Glad it worked out for you!\n&gt; {LOST}\n&gt;&gt; deeper still: useless",
    "an answer between quoted lines": f"> {LOST}\nGlad it worked out for you!\n> useless",
    "the mail that is answered": f"Glad it worked out for you!\n\nOn Mon, 3 Feb 2025 at 10:12, Bob <bob@x.example> wrote:\n{LOST}",
    "an attribution in two lines": f"Glad it worked out for you!\n\nOn Mon, 3 Feb 2025 at 10:12, Bob Long\n<bob@x.example> wrote:\n> {LOST}",
    "an older mail": f"Glad it worked out for you!\n-----Original Message-----\nFrom: Bob\nSubject: lost\n\n{LOST}",
    "headers of an older mail": f"Glad it worked out for you!\n\nFrom: Bob\nSent: Monday\nTo: Help\n\n{LOST}",
    "a signature": "Glad it worked out for you!\n-- \nBob, Lost & Broken Ltd. We never fail to disappoint",
    "a notice of lawyers": "Glad it worked out for you!\n\nThis email and any attachments may be lost, broken or harmful. Useless if delayed.",
    "a retweet behind own words": f"Glad it worked out for you! RT @bob: {LOST}",
    "a chain of retweets": f"Glad it worked out for you! RT @ann: RT @bob: {LOST}",
    "a quoted account": f"“@bob: {LOST}” Glad it worked out for you!",
    "a quoted account between straight marks": f'"@bob: {LOST}" Glad it worked out for you!',
    "a quote of a forum": f"[quote=bob]{LOST}[/quote]\nGlad it worked out for you!",
    "a quote in tags": f"<blockquote>{LOST}</blockquote><p>Glad it worked out for you!</p>",
}


@pytest.mark.parametrize("text", QUOTING.values(), ids=QUOTING)
def test_the_complaint_one_quotes_is_not_ones_own(text: str) -> None:
    assert own(text) == "Glad it worked out for you!"
    found = assessed(text)
    assert found.kind is not Kind.COMPLAINT
    assert found.kinds[0] < 0.2
    assert "order" not in found.gist


@pytest.mark.parametrize(
    "text",
    [
        f"RT @bob: {LOST} @larkfield",
        f"RT @ann: RT @bob: {LOST}",
        f"> {LOST}",
        f"“@bob: {LOST}”",
        f"@ann RT @bob {LOST}",
    ],
)
def test_who_only_passes_on_a_complaint_has_none_but_the_words_stay_unkind(text: str) -> None:
    found = assessed(text)
    assert found.kind is Kind.OTHER
    assert found.kinds[0] <= 0.05
    assert Gate.NO_EXPERIENCE in found.gates
    assert (found.severity, found.leaving) == (0.0, 0.0)
    assert found.negative > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "> 3 hours on hold and nobody answers @larkfield",
        ">_< my order never arrived",
        "can somebody give this a RT @larkfield my order never arrived",
        "I love you <3 but my order never arrived -> useless",
        "my order never arrived :> @larkfield",
        'they said "we are sorry" and my order never arrived',
        "Dear <name>, my order never arrived",
        "My order never arrived\n- rang twice\n- mailed three times\nNobody answers",
        "for 3 weeks I waited (no answer)\nif I ring them they hang up (rude)",
        "ordered it -> late\nasked them -> nothing",
        "Disclaimer: I had a printer before. My order never arrived",
        ">>> my order never arrived <<<",
        "1)reset it ,but the same\n2)updated it,but the same",
        "Waited, no answer\nRang, no answer\nWrote, no answer",
        "If this is an error, return it; I want my refund;\nFor 3 weeks nobody answers (why?)",
        "#fail #late #lost my order never arrived",
        "the gap (x < y and y > z) in your app loses my order",
    ],
)
def test_what_only_looks_like_a_quote_is_read(text: str) -> None:
    assert own(text) == " ".join(text.split())


def test_a_review_quotes_nobody() -> None:
    text = "Not for me:\n> arrived three weeks late\n> broke on the second day"
    assert own_words(text, answers=False) is None
    found = ASSESSOR.assess(
        [
            Mention(
                platform="appstore", stable_key="1", source="t", text=text, posted_at=datetime(2026, 1, 1, tzinfo=UTC),
                kind=MentionKind.REVIEW, rating=1.0,
            )
        ]
    )[0]  # fmt: skip
    assert "late" in found.gist or "broke" in found.gist


def test_evidence_stands_in_the_text_as_it_was_written() -> None:
    text = "> where is it?\nI don&#39;t know.<br>On hold 2&nbsp;hours, my bag nev\u200ber arrived &amp; nobody answers"
    found = assessed(text)
    stretches = [(mark.name, text[mark.start : mark.end]) for mark in found.signals]
    assert ("waiting", "2&nbsp;hours") in stretches
    assert any(name == "failure" and "nev\u200ber arrived" in told for name, told in stretches)
    assert all(mark.start > text.index("I don") for mark in found.signals)


def test_the_brand_may_be_named_in_what_is_quoted() -> None:
    found = assessed(f"Glad it worked out for you! RT @bob: {LOST} @larkfield")
    assert (found.brand, found.relevance) == ("Larkfield", 1.0)


@pytest.mark.parametrize("text", [*QUOTING.values(), "My order &amp; bag are lost &lt;3", f"RT @bob: {LOST}"])
def test_sentiment_is_that_of_the_whole_text_to_the_last_bit(text: str) -> None:
    assert assessed(text).sentiment == Vader().measure(text)


def test_plain_posts_are_done_with_one_look() -> None:
    assert (
        own_words("@larkfield on hold 2 hours, bag still missing 😡 https://x.example/a #fail £29.99 'really'") is None
    )


PIECES = (
    "my bag never arrived", "> lost", "\n", "&amp;", "&#39;", "<br>", "<b>", "</b>", "RT @a: ", "“@a: ", "”", '"@a: ', "\u200b", "\x00",
    "\ud83d", "ｗａｉｔ", "e\u0301", "#a #b #c #d #e #f #g", "| a | b |\n", '{"a": 1}', "```", "On Mon, Bob wrote:", "-- \n", "[quote]", "[/quote]",
    "A" * 70, "😡", "waiting 3 hours", "thanks", "<script>", "</script>", "<!--", "-->",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25))
def test_every_place_in_the_own_words_leads_back_to_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = own_words(text)
    if found is None:
        return
    before = 0
    for at in range(len(found.text)):
        start, end = found.place(at, at + 1)
        assert before <= start <= end <= len(text)
        before = start
        if text[start:end] != found.text[at]:
            assert found.text[at] in "\n " or text[start] == "&" or not text[start:end].isascii()
    assert all(0 <= mark.start < mark.end <= len(text) for mark in assessed(text).signals)
