"""Cuts a text into words once, so that every analyzer looks words up instead of searching the text again."""

from __future__ import annotations

import re
from typing import Final

MAX_CHARACTERS: Final = 20_000
"""No more of a text than this is read: work on hostile input stays bounded."""


def tokens_of(letter: str, flags: int = 0) -> re.Pattern[str]:
    """Build the pattern of a token, for the letters that match `letter`."""
    return re.compile(
        r"https?://[^\s\x1c-\x1f]+|www\.[^\s\x1c-\x1f]+"  # address
        r"|@\w+(?:[.@-]\w+)*"  # account
        r"|#\w+"  # hashtag
        r"|[$£€₹¥][\s\x1c-\x1f]?\d+(?:[.,]\d+)*"  # money
        r"|\d+(?:[.,:]\d+)*"  # number
        rf"|{letter}+(?:['’]{letter}+)*"  # word
        r"|[.!?…\n]+"  # end of a sentence
        r"|[,;:()\"“”—–]+|(?<=[\s\x1c-\x1f])-+(?=[\s\x1c-\x1f])|--+"  # end of a clause
        r"|[^\w\s\x1c-\x1f-]",  # emoji and the like
        flags,
    )


TOKEN: Final = tokens_of(r"[^\W\d_]")
PLAIN: Final = tokens_of("[A-Za-z]", re.ASCII)
"""Finds the same in a text that is plain ASCII, in half the time."""
REPEATED: Final = re.compile(r"([a-z])\1{2,}")

NUMBER: Final = "#"
MONEY: Final = "$"
ADDRESS: Final = "http"
STOP: Final = "."
PAUSE: Final = ","


def listed(words: str) -> frozenset[str]:
    """Give the words of a list written with blanks between."""
    return frozenset(words.split())


NUMBER_WORDS: Final = listed(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
)
WITHOUT_APOSTROPHE: Final = {
    written.replace("'", ""): written
    for written in listed(
        "aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't shouldn't wasn't weren't won't wouldn't "
        "i'm i've you've they've we've that's what's"
    )
}
MEMORY: Final = 60_000
"""How many different tokens are remembered before memory starts anew."""


class Keys(dict[str, str]):
    """Remembers the key of each token: lower case, plain apostrophes, one key for all numbers, amounts and addresses."""

    def __missing__(self, token: str) -> str:
        if len(self) > MEMORY:
            self.clear()
        key = key_of(token)
        if len(token) <= 40:
            self[token] = key
        return key


def key_of(token: str) -> str:
    """Give the form of a token under which lexicons know it."""
    first = token[0]
    if first.isdigit() or first in "$£€₹¥":
        return NUMBER if first.isdigit() else MONEY
    if not first.isalpha():
        return symbol_key(token)
    key = token.lower().replace("’", "'")
    if key.startswith(("http:", "https:", "www.")):
        return ADDRESS
    key = REPEATED.sub(r"\1", key)
    return NUMBER if key in NUMBER_WORDS else WITHOUT_APOSTROPHE.get(key, key)


def symbol_key(token: str) -> str:
    """Give the key of a token that starts with a sign: account, hashtag (as its word) or punctuation."""
    first = token[0]
    if first == "@" and len(token) > 1:
        return token.lower()
    if first == "#" and len(token) > 1:
        return token[1:].lower()
    if first in ".!?…\n":
        return STOP
    return PAUSE if first in ',;:()"“”—–-' else token


KEYS: Final = Keys()


class Words:
    """A text cut into tokens: `tokens` as written, `keys` as looked up; places are worked out only when asked for."""

    __slots__ = ("found_places", "keys", "text", "tokens", "vocabulary")

    def __init__(self, text: str) -> None:
        self.text = text[:MAX_CHARACTERS]
        self.tokens: list[str] = (PLAIN if self.text.isascii() else TOKEN).findall(self.text)
        self.keys = list(map(KEYS.__getitem__, self.tokens))
        self.vocabulary = frozenset(self.keys)
        self.found_places: list[tuple[int, int]] | None = None

    @property
    def places(self) -> list[tuple[int, int]]:
        """Give start and end of each token in code points."""
        if self.found_places is None:
            self.found_places = located(self.text, self.tokens)
        return self.found_places

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Give the stretch of text from token `first` up to, not including, token `end`."""
        places = self.found_places or self.places
        return places[first][0], places[end - 1][1]

    def sentence(self, first: int, end: int) -> tuple[int, int]:
        """Give the tokens of the sentence around tokens `first` to `end`, without its closing punctuation."""
        keys = self.keys
        while first > 0 and keys[first - 1] != STOP:
            first -= 1
        while end < len(keys) and keys[end] != STOP:
            end += 1
        return first, end


def located(text: str, tokens: list[str]) -> list[tuple[int, int]]:
    """Give start and end of each token of a text, looking for each behind the one before."""
    places: list[tuple[int, int]] = []
    note, index = places.append, text.index  # looked up once: this runs for every word of most texts
    end = 0
    for token in tokens:
        start = index(token, end)
        end = start + len(token)
        note((start, end))
    return places
