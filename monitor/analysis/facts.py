"""Finds the facts of a story as typed stretches of text, tight enough to be highlighted for a reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.analysis.experience import FAILURE_CUES
from monitor.analysis.reading import Reading, signal
from monitor.analysis.words import ADDRESS, PAUSE, STOP, Words, listed
from monitor.config import Brand
from monitor.model import Signal

NAME: Final = "facts"
LONGEST: Final = 60
"""A highlighted failure is no longer than this, in characters."""
MOST: Final = 4
"""No more failures of one text are marked."""
BREAKS: Final = frozenset(
    {STOP, PAUSE, ADDRESS, "and", "but", "because", "so", "which", "then", "while", "although", "&", "when", "if"}
)
PLAIN: Final = (
    ("waiting", "waiting"),
    ("repeated_contact", "repeated_contact"),
    ("passed_around", "passed_around"),
    ("loyal_before", "loyal_before"),
    ("amount", "amount"),
)


def facts(reading: Reading, complains: float, brand: Brand | None) -> list[Signal]:
    """Find all facts of one mention; failures and requests only where somebody complains or asks."""
    hits = reading.hits
    found: list[Signal] = []
    for name, cue in PLAIN:
        if cue in hits:
            found += reading.signals(NAME, name, cue)
    if complains >= 0.3:
        found += [signal(NAME, "failure", *reading.words.span(*clause)) for clause in failures(reading)]
        if "vulnerable" in hits:
            found += reading.signals(NAME, "vulnerable", "vulnerable", 2)
        found += requests(reading)
    if brand is not None:
        found += named(reading.words, "product", brand.products)
    return found + places(reading.words)


def failures(reading: Reading) -> list[tuple[int, int]]:
    """Give the clauses that state a failure, as token positions in order of the text."""
    if reading.clauses is not None:
        return reading.clauses
    spots = sorted(place for cue in FAILURE_CUES for place in reading.hits.get(cue, ()))
    own_doing = reading.hits.get("leaving", ())
    clauses: list[tuple[int, int]] = []
    for first, end in spots:
        if (clauses and first < clauses[-1][1]) or any(start < end and first < stop for start, stop in own_doing):
            continue
        start, stop = clause(reading.words, first, end)
        clauses.append((max(start, clauses[-1][1]) if clauses else start, stop))
        if len(clauses) == MOST:
            break
    reading.clauses = clauses
    return clauses


def clause(words: Words, first: int, end: int) -> tuple[int, int]:
    """Widen a hit to the clause it stands in, as far as a reader can take it in at a glance."""
    keys, places = words.keys, words.places
    start, stop = places[first][0], places[end - 1][1]
    while first > 0 and opens(keys[first - 1]) and stop - places[first - 1][0] <= LONGEST:
        first -= 1
        start = places[first][0]
    while end < len(keys) and opens(keys[end]) and places[end][1] - start <= LONGEST:
        end += 1
    return first, end


def opens(key: str) -> bool:
    """Say whether a clause goes on over this word."""
    return key not in BREAKS and key[0] != "@"


def requests(reading: Reading) -> list[Signal]:
    """Mark what the customer asks for, from the asking words to the end of the clause."""
    words = reading.words
    found = []
    for first, end in reading.hits.get("please_help", ())[:2]:
        stop = end
        while (
            stop < len(words.keys)
            and opens(words.keys[stop])
            and words.places[stop][1] - words.places[first][0] <= LONGEST
        ):
            stop += 1
        found.append(signal(NAME, "request", *words.span(first, stop)))
    return found


def named(words: Words, name: str, choices: Sequence[str]) -> list[Signal]:
    """Mark the first place of each of the names given, whatever their case."""
    if not choices:
        return []
    lower = words.text.lower()
    if len(lower) != len(words.text):  # a letter that changes its length would shift every place behind it
        return []
    starts = ((lower.find(choice.lower()), len(choice)) for choice in choices)
    return [signal(NAME, name, start, start + length) for start, length in starts if start >= 0]


def places(words: Words) -> list[Signal]:
    """Mark a place: a name after "in" or "at", an airport's code after "from" or "to" as well."""
    found: list[Signal] = []
    if words.vocabulary.isdisjoint(BEFORE_PLACES):
        return found
    tokens, keys = words.tokens, words.keys
    for position in range(len(keys) - 1):
        if keys[position] in BEFORE_PLACES and is_place(tokens[position + 1], keys[position + 1], keys[position]):
            found.append(signal(NAME, "place", *words.span(position + 1, position + 2)))
            if len(found) == 2:
                break
    return found


def is_place(token: str, key: str, before: str) -> bool:
    """Say whether a word looks like the name of a place after the word before it."""
    if not token[0].isupper() or not token.isalpha() or len(token) < 3 or key in NOT_PLACES:
        return False
    return before in ("in", "at") or (len(token) == 3 and token.isupper())


BEFORE_PLACES: Final = frozenset({"in", "at", "from", "to"})

NOT_PLACES: Final = listed(
    "the this that you your our they monday tuesday wednesday thursday friday saturday sunday january february march april "
    "june july august september october november december customer get make see all any least first last what jan feb mar apr "
    "jun jul aug sep sept oct nov dec and not speak call english twitter facebook"
)
