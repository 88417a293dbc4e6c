"""Looks up once all that VADER wants to know of a word: the word lists and constants are those of its package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from string import punctuation
from typing import Final

from vaderSentiment.vaderSentiment import BOOSTER_DICT, C_INCR, N_SCALAR, NEGATE, SPECIAL_CASES

PAIRS: Final = {tuple(phrase.split()): value for phrase, value in SPECIAL_CASES.items()}
"""Idioms as word tuples."""
BOOSTER_PAIRS: Final = {tuple(phrase.split()): value for phrase, value in BOOSTER_DICT.items() if " " in phrase}
IDIOM_WORDS: Final = frozenset(phrase[-1] for phrase in [*PAIRS, *BOOSTER_PAIRS])
"""Without one of these words a text holds no idiom."""
REVERSED: Final[float] = N_SCALAR
CAPITALS: Final[float] = C_INCR
BOOSTERS: Final[dict[str, float]] = BOOSTER_DICT
NEGATIONS: Final = frozenset(NEGATE)


WORD: Final = 1
"""Any word: a text without one is empty."""
VALUED: Final = 2
UPPER: Final = 4
SMALL: Final = 8
"""A word that is not in capitals."""
SHIFTS: Final = 16
"""A word that may change the valence of the words beside it."""
BUT: Final = 32
ENDS_IDIOM: Final = 64
SHIFTING: Final = NEGATIONS | BOOSTERS.keys() | {"no", "so", "this", "least", "kind"}
"""Words that do; a phrase of several words among them is known by its last word."""
SPOKEN_OF: Final = (
    IDIOM_WORDS | SHIFTING | {"but", "or", "nor", "of", "at", "very", "doubt"}.union(*PAIRS, *BOOSTER_PAIRS)
)
"""All words that a rule names."""


@dataclass(frozen=True, slots=True)
class Token:
    """All that VADER wants to know about one token."""

    lower: str
    """Its letters in small; empty where no rule asks for them."""
    says: int
    """Which of the marks above it bears."""
    valence: float = 0.0
    boost: float = 0.0
    negates: bool = False
    known: bool = False
    """Whether the token is in the lexicon, even where another rule hides its valence."""

    @property
    def upper(self) -> bool:
        """Say whether it is written in capitals."""
        return bool(self.says & UPPER)


SAYS: Final = attrgetter("says")
"""Taken of all at once, which is quicker than asking one after the other."""
PLAIN: Final = {mark: Token("", WORD | mark) for mark in (UPPER, SMALL)}
"""The tokens of all words that say nothing to VADER."""


def token_of(written: str, lexicon: Mapping[str, float]) -> Token:
    """Look up what stands between two blanks."""
    stripped = written.strip(punctuation)
    word = stripped if len(stripped) > 2 else written  # an emoticon, as the package has it
    lower = word.lower()
    case = UPPER if word.isupper() else SMALL
    valence = lexicon.get(lower)
    boost = BOOSTERS.get(lower, 0.0)
    negates = lower in NEGATIONS or "n't" in lower
    if valence is None and not boost and not negates and lower not in SPOKEN_OF:
        return PLAIN[case]
    says = WORD | case | VALUED * (valence is not None and not boost) | SHIFTS * (negates or lower in SHIFTING)
    says |= BUT * (lower == "but") | ENDS_IDIOM * (lower in IDIOM_WORDS)
    return Token(lower, says, valence or 0.0, boost, negates, valence is not None)
