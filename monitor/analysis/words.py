"""Cuts a text into words once, so that every analyzer looks words up instead of searching the text again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

CardT = TypeVar("CardT", bound="Word | Piece")
KnownT = TypeVar("KnownT")

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
MEMORY: Final = 50_000
"""How many different words, and pieces of text, are remembered before memory starts anew."""
LONGEST: Final = 40
"""A longer word is no word and is not remembered."""


class Word:
    """One token as written, and the key under which lexicons know it: one look-up tells all analyzers all of it."""

    __slots__ = ("failing", "key", "row", "speaks", "token")

    failing: float
    """What it tells of a failure, see failing_words."""
    row: int
    """Its row in the table of the fast tier, see features."""
    speaks: int
    """What it speaks of, see speaking."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.key = key_of(token)


class Piece:
    """What stands between two blanks: most texts are cut there first, and only a piece never met is cut further."""

    __slots__ = ("is_bound", "text", "tone", "words")

    tone: Any
    """What VADER makes of it, see sentiment."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tuple(map(WORDS.__getitem__, TOKEN.findall(text)))
        self.is_bound = text == "-" or text[-1] in "$£€₹¥"
        """Whether it is cut one way or another by what stands beside it."""


class Trait(Generic[KnownT]):
    """Something known of every word or piece: worked out when it is first asked for, and kept in its slot of that name."""

    def __init__(self, name: str, learn: Callable[[Any], KnownT]) -> None:
        self.name = name
        self.get = attrgetter(name)
        self.learn = learn

    def of(self, cards: Sequence[Word] | Sequence[Piece]) -> list[KnownT]:
        """Give it of each word or piece."""
        try:
            return list(map(self.get, cards))
        except AttributeError:
            for card in cards:
                if not hasattr(card, self.name):
                    setattr(card, self.name, self.learn(card))
            return list(map(self.get, cards))


class Memory(dict[str, CardT], Generic[CardT]):
    """Remembers the card of everything met, up to a bound."""

    def __init__(self, made: Callable[[str], CardT]) -> None:
        super().__init__()
        self.made = made

    def __missing__(self, text: str) -> CardT:
        if len(self) >= MEMORY:
            self.clear()
        card = self.made(text)
        if len(text) <= LONGEST:
            self[text] = card
        return card


WORDS: Final = Memory(Word)
PIECES: Final = Memory(Piece)
ITS_WORDS: Final = attrgetter("words")
IS_BOUND: Final = attrgetter("is_bound")
ITS_TOKEN: Final = attrgetter("token")
ITS_KEY: Final = attrgetter("key")
"""Taken of all cards at once, which is quicker than asking one after the other."""


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


class Words:
    """A text cut into tokens: `tokens` as written, `keys` as looked up; places are worked out only when asked for."""

    __slots__ = ("cards", "found_places", "keys", "pieces", "text", "tokens", "vocabulary")

    def __init__(self, text: str) -> None:
        self.text = text[:MAX_CHARACTERS]
        self.pieces = list(map(PIECES.__getitem__, self.text.split()))
        self.cards = cards_of(self.text, self.pieces)
        self.tokens: list[str] = list(map(ITS_TOKEN, self.cards))
        self.keys: list[str] = list(map(ITS_KEY, self.cards))
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


def cards_of(text: str, pieces: list[Piece]) -> list[Word]:
    """Give the words of a text: those of its pieces, unless one may be joined to what stands beside it."""
    if "\n" in text or any(map(IS_BOUND, pieces)):
        tokens = (PLAIN if text.isascii() else TOKEN).findall(text)
        return list(map(WORDS.__getitem__, tokens))
    return list(chain.from_iterable(map(ITS_WORDS, pieces)))


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
