"""Says how surely a clause states a failure: its weight by rules, where it stands, and what each of its words usually tells.

The weights are taught by marked texts and by the encoder's view of many more (`training/failures.py`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from monitor.analysis.clauses import ENDS
from monitor.analysis.fast import WEIGHTS
from monitor.analysis.words import Trait, Words

LEAST: Final = -3.0
MOST: Final = 6.0
"""Between these the rules are believed: where they find nothing, the words may still tell a failure."""
MOST_OF_WORDS: Final = 1.5
"""Nor do its words say more than this, either way: some are rare, and rules are not fooled by them."""
DEEP: Final = 30
"""What stands behind so many words stands no deeper behind more."""
FEW: Final = 4
"""A shorter clause counts as one of so many words: a single word is no proof."""


class Taught(NamedTuple):
    """The weights, as log odds: of the rules' own weight, of where a clause stands, and of each word."""

    start: float
    rules: float
    opens: float
    """When the text begins with it, but for accounts."""
    deep: float
    """When it stands behind `DEEP` words; its share when behind fewer."""
    words: dict[str, float]


@cache
def taught() -> Taught:
    """Load the weights when the first complaint is read. Raises OSError where they are missing."""
    return Taught(**json.loads((WEIGHTS / "failing.json").read_text(encoding="utf-8")))


def key_of(key: str) -> str:
    """Give the key under which a word's weight is kept: all accounts share one."""
    return "@" if key[0] == "@" else key


FAILING: Final = Trait("failing", lambda word: taught().words.get(key_of(word.key), 0.0))


def known(words: Words) -> list[float]:
    """Give what each word of a text tells of a failure."""
    return FAILING.of(words.cards)


def opening(keys: Sequence[str]) -> int:
    """Give where a text begins behind the accounts it speaks to."""
    return next((place for place, key in enumerate(keys) if key[0] != "@" and key not in ENDS), 0)


def odds(told: Sequence[float], before: int, by_rules: float) -> float:
    """Give the log odds that a clause states a failure; `told` is of its words, `before` how many stand before it."""
    start, rules, opens, deep, _ = taught()
    by_words = sum(told) / math.sqrt(max(FEW, len(told)))
    by_place = deep * depth(before) if before > 0 else opens
    return start + rules * bounded(by_rules) + by_place + max(-MOST_OF_WORDS, min(MOST_OF_WORDS, by_words))


def depth(before: int) -> float:
    """Give how deep in a text a clause stands, 0 to 1."""
    return max(0, min(DEEP, before)) / DEEP


def bounded(by_rules: float) -> float:
    """Bound a weight by rules."""
    return max(LEAST, min(MOST, by_rules))
