"""Phrases are found as they are written, gaps stay within the sentence."""

from __future__ import annotations

import time

import pytest

from monitor.analysis.lexicon import lexicon_for
from monitor.analysis.phrases import Lexicon
from monitor.analysis.words import Words

LEXICON = Lexicon(
    {
        "wait": "on hold\nwaiting ~2 hours",
        "no": "<not> ~1 work|works",
        "maybe": "very? late",
        "far": "waiting ~4 reply",
    },
    {"not": frozenset({"not", "never"})},
)


def found(text: str) -> dict[str, list[str]]:
    words = Words(text)
    hits = LEXICON.find(words)
    return {cue: [words.text[slice(*words.span(*place))] for place in places] for cue, places in hits.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On hold again", {"wait": ["On hold"]}),
        ("waiting for two hours", {"wait": ["waiting for two hours"]}),
        ("waiting. Two hours", {}),
        ("waiting for more than two hours", {}),
        ("it never really works", {"no": ["never really works"]}),
        ("very late", {"maybe": ["very late"]}),
        ("late", {"maybe": ["late"]}),
    ],
)
def test_a_phrase_is_found_only_as_it_is_written(text: str, expected: dict[str, list[str]]) -> None:
    assert found(text) == expected


def test_a_phrase_that_begins_with_a_gap_is_refused() -> None:
    with pytest.raises(TypeError, match="begins with a gap"):
        Lexicon({"bad": "~2 late"}, {})


def test_a_gap_too_wide_to_be_searched_is_refused() -> None:
    with pytest.raises(TypeError, match="too wide"):
        Lexicon({"bad": "very ~9 late"}, {})


def test_every_phrase_of_the_real_lexicon_can_be_read_and_searched_fast() -> None:
    lexicon = lexicon_for(())
    words = Words("not my waiting for on hold i love how " * 600)
    started = time.process_time()
    lexicon.find(words)
    assert time.process_time() - started < 0.3
