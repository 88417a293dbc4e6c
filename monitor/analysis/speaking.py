"""Says of each word what it speaks of (a denial, a mishap, a wait …) as one number.

One look-up a word tells which facts a text may hold at all, and lets a clause be weighed by adding bits.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from monitor.analysis import asks, contacts, elsewhere, lengths, money, needs, passing, places, things
from monitor.analysis import cues_failings as cues
from monitor.analysis.clauses import BREAKS
from monitor.analysis.words import Trait, Words, listed

DENIAL: Final = 1
MISHAP: Final = 2
DEED: Final = 4
SWAP: Final = 8
PAST: Final = 1 << 4
"""A form in -ed that tells something that happened."""
SHORT_FORM: Final = 1 << 5
"""A word in 's ("the power's off")."""
UNSURE: Final = 1 << 6
WARM: Final = 1 << 7
ADDRESSED: Final = 1 << 8
OWN: Final = 1 << 9
TOLD: Final = 1 << 10
PAIRED: Final = 1 << 11
"""A word that begins one of the pairs that state a mishap."""
BEYOND_DENIAL: Final = 1 << 12
"""A word that is more than a denial."""
STATED: Final = 1 << 13
"""With one of these a short form tells what has happened."""
BREAK: Final = 1 << 14
"""A word or sign at which a clause may end."""
HIT: Final = 1 << 28
"""A word at which the lexicon found a failure."""
TIME: Final = 1 << 15
ASKING: Final = 1 << 16
REPEAT: Final = 1 << 17
SAYING: Final = 1 << 18
REQUEST: Final = 1 << 19
SPEAKER: Final = 1 << 20
NEED: Final = 1 << 21
AWAY: Final = 1 << 22
DEPARTING: Final = 1 << 23
MONEY: Final = 1 << 24
MONEY_WORD: Final = 1 << 25
THING: Final = 1 << 26
WHERE: Final = 1 << 27

OF: Final = (
    (DENIAL, cues.DENIED), (MISHAP, cues.MISHAPS), (DEED, cues.DONE), (SWAP, cues.SWAPPED), (UNSURE, cues.UNREAL),
    (WARM, cues.FINE), (ADDRESSED, listed("you u they")), (OWN, cues.SELF), (TOLD, listed("told")),
    (PAIRED, frozenset(first for first, _ in cues.SHORTFALL)), (STATED, cues.THIRD),
    (TIME, lengths.ANCHORS), (ASKING, contacts.ANCHORS), (REPEAT, contacts.REPEATS), (SAYING, passing.TELLING),
    (REQUEST, asks.ANCHORS - asks.SPEAKERS | asks.WISHES), (SPEAKER, asks.SPEAKERS), (NEED, needs.ANCHORS),
    (AWAY, elsewhere.ANCHORS), (DEPARTING, elsewhere.DEPARTING | elsewhere.GIVING | elsewhere.OPENING | {"now"}), (MONEY, money.ANCHORS),
    (MONEY_WORD, money.MONEY_WORDS), (THING, things.ANCHORS), (WHERE, places.ANCHORS),
)  # fmt: skip


def speaks_of(key: str) -> int:
    """Say what a word speaks of."""
    found = sum(bit for bit, words in OF if key in words)
    found += PAST * (key.endswith("ed") and key not in cues.FEELINGS)
    found += SHORT_FORM * (key.endswith("'s") and key not in cues.TELLING)
    found += BEYOND_DENIAL * (key not in cues.DENIALS)
    found += BREAK * (key in BREAKS or key[0] == "@")
    return found


SPEAKS: Final = Trait("speaks", lambda word: speaks_of(word.key))


class Marks:
    """What each word of a text speaks of, and what any of them does."""

    __slots__ = ("each", "together")

    def __init__(self, words: Words) -> None:
        each = self.each = SPEAKS.of(words.cards)
        self.together = reduce(or_, each, 0)

    def places(self, bits: int) -> list[int]:
        """Give the places of all words that speak of one of these."""
        return [place for place, speaks in enumerate(self.each) if speaks & bits]
