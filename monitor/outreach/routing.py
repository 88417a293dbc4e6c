"""Routing: exactly one owner a case, found by the person's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from monitor.config import Owner

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_LONGEST_TEXT = 20_000
"""Characters looked at: nobody names a department later than that, and a hostile text must not cost more."""

_Phrase = tuple[tuple[str, ...], int]


def find_owner(texts: Iterable[str], owners: tuple[Owner, ...]) -> str:
    """Name the first owner one of whose words occurs in the texts, word by word, whatever the case; "" when none.

    The order of `owners` decides, not the order of the words: the operator puts the most particular owner first.
    """
    if not owners:
        return ""
    phrases = _phrases(owners)
    best = len(owners)
    for text in texts:
        words = _WORD.findall(text[:_LONGEST_TEXT].casefold())
        best = min(best, _first_owner(words, phrases, best))
    return owners[best].name if best < len(owners) else ""


def _first_owner(words: list[str], phrases: dict[str, list[_Phrase]], best: int) -> int:
    for place, word in enumerate(words):
        for phrase, number in phrases.get(word, ()):
            if number < best and tuple(words[place : place + len(phrase)]) == phrase:
                best = number
    return best


@lru_cache(maxsize=64)
def _phrases(owners: tuple[Owner, ...]) -> dict[str, list[_Phrase]]:
    """Index every owner's words by their first word."""
    index: dict[str, list[_Phrase]] = {}
    for number, owner in enumerate(owners):
        for words in owner.words:
            phrase = tuple(_WORD.findall(words.casefold()))
            if phrase:
                index.setdefault(phrase[0], []).append((phrase, number))
    return index
