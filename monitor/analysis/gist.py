"""Puts the heart of a mention into one line, in the author's own words: cut out, never invented."""

from __future__ import annotations

import re
from typing import Final

from monitor.analysis.facts import failures
from monitor.analysis.reading import Reading

LONGEST: Final = 60
NOISE: Final = re.compile(r"https?://\S+|www\.\S+|@\w+|#(?=\w)|&\w+;|[^\w\s.,;:!?'’\"“”$£€%&/()+-]+")
BLANKS: Final = re.compile(r"\s+")


def gist(reading: Reading, complains: float) -> str:
    """Give at most 60 characters of the author's words: the strongest failure, otherwise the beginning."""
    words = reading.words
    if complains >= 0.3:
        clauses = failures(reading)
        if clauses:
            return headline(words.text[slice(*words.span(*clauses[0]))])
    return headline(words.text[:400])


def headline(text: str) -> str:
    """Clean a stretch of text of accounts, addresses and signs, begin it with a capital and cut it between words."""
    plain = BLANKS.sub(" ", NOISE.sub(" ", text)).strip(" .,;:-!?\"'")
    if len(plain) > LONGEST:
        plain = plain[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" .,;:-") + "…"
    return plain[:1].upper() + plain[1:]
