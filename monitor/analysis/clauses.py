"""Cuts the words of a text into clauses, and widens or trims a finding to what a reader takes in at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from monitor.analysis.words import ADDRESS, PAUSE, STOP, Words, listed

Place: TypeAlias = "tuple[int, int]"
"""Token positions: the first, and the one behind the last."""

LONGEST: Final = 60
"""A highlighted clause is no longer than this, in characters."""
BREAKS: Final = frozenset(
    {STOP, PAUSE, ADDRESS, "and", "but", "because", "so", "which", "then", "while", "although", "&", "when", "if", "n"}
)
"""Words at which a clause ends; the full stop and the comma stand for all signs of their kind."""
LINKS: Final = frozenset({"to", "from", "with", "by", "on", "of", "than", "at", "for", "like"})
MOST: Final = 60
"""No more breaks of one text are looked at: a longer story has told by then what failed."""
SUBJECTS: Final = listed(
    "i we you they it he she the my your our this that now there i'm we're i've we've it's no nobody"
)
"""Behind "so" these begin a new clause."""
QUOTES: Final = frozenset('"“”')
ENDS: Final = frozenset({STOP, PAUSE, ADDRESS})


def opens(key: str) -> bool:
    """Say whether a clause goes on over this word."""
    return key not in BREAKS and key[0] != "@"


def clause(words: Words, first: int, end: int) -> Place:
    """Widen a hit to the clause it stands in, as far as a reader can take it in at a glance."""
    keys, places = words.keys, words.places
    start, stop = places[first][0], places[end - 1][1]
    while first > 0 and opens(keys[first - 1]) and stop - places[first - 1][0] <= LONGEST:
        first -= 1
        start = places[first][0]
    while end < len(keys) and opens(keys[end]) and places[end][1] - start <= LONGEST:
        end += 1
    return first, end


def forward(words: Words, first: int, end: int, longest: int = LONGEST) -> Place:
    """Widen a hit to the end of its clause only."""
    keys, places = words.keys, words.places
    start = places[first][0]
    while end < len(keys) and opens(keys[end]) and places[end][1] - start <= longest:
        end += 1
    return first, end


def clauses(words: Words, breaks: Sequence[int]) -> list[Place]:
    """Cut a text at `breaks`, the places of words at which a clause may end, into clauses of two words and more."""
    found: list[Place] = []
    first = 0
    for position in breaks[:MOST]:
        if position == first or is_break(words, position):
            if position - first > 1:
                found.append((first, position))
            first = position + 1
    if len(breaks) <= MOST and len(words.keys) - first > 1:
        found.append((first, len(words.keys)))
    return found


def is_break(words: Words, position: int) -> bool:
    """Say whether a clause ends here: a quotation mark ends none, nor does "so much", nor an account behind "to"."""
    token = words.tokens[position]
    if token[0] == "@":
        return not position or words.keys[position - 1] not in LINKS
    if words.keys[position] in ("and", "&"):
        return words.keys[position + 1 : position + 3] not in (["a", "half"], ["a", "quarter"])
    if words.keys[position] == "so":
        return words.keys[position + 1 : position + 2] != [] and words.keys[position + 1] in SUBJECTS
    return token not in QUOTES


def trimmed(keys: Sequence[str], place: Place, before: AbstractSet[str], behind: AbstractSet[str]) -> Place:
    """Take little words off both ends, as long as something is left."""
    first, end = place
    while first < end - 1 and keys[first] in before:
        first += 1
    while end > first + 1 and keys[end - 1] in behind:
        end -= 1
    return first, end
