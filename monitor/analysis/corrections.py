"""Takes back what a phrase alone would suggest: an idiom is no failure, an age counts only when it is a person's."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from monitor.analysis.phrases import Hits
from monitor.analysis.words import PAUSE, STOP, Words, listed

TAKEN_BACK: Final = (
    "failure", "negated_service", "unanswered", "waiting", "hint", "judgement", "low", "vulnerable", "leaving", "safety",
    "repeated_contact", "passed_around", "loyal_before", "missed_event", "stranded", "money", "anger", "disgust", "resolved",
)  # fmt: skip
"""Cues that an idiom can hold without meaning them."""
GATED: Final = ("media", "legal", "safety", "employee", "automatic", "troll", "headline")
"""Cues that what only sounds like a gate can hold."""
NOT_THEIRS: Final = ("retold", "expert")
WENT_WRONG: Final = (
    "failure",
    "negated_service",
    "unanswered",
    "waiting",
    "stranded",
    "repeated_contact",
    "why_question",
)
"""Who tells one of these asks for help, not before buying."""
DENIALS: Final = frozenset({"not", "isn't", "wasn't", "aren't", "weren't", "ain't"})
CHILD: Final = 12
"""The oldest age, in years, at which somebody counts as a child in need of care."""
OLD: Final = range(65, 111)
VALUES: Final = {
    word: value
    for value, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"seventy": 70, "eighty": 80, "ninety": 90}
AFTER_AGE: Final = listed(
    ". , and but with who so now or years year yr yrs on in at for is was has alone living lives needs baby son daughter child "
    "kid girl boy twins grandson granddaughter mother father mum mom dad nan gran lady woman man"
)
"""What may stand behind an age; anything else is a thing of that age or a count."""
POSSESSED: Final = listed("my our her his their a with and")


def correct(hits: Hits, words: Words) -> None:
    """Take back cues inside idioms and in the stories of others, and turn the ages of the old and the small into a cue."""
    idioms = hits.get("harmless")
    if idioms:
        for cue in TAKEN_BACK:
            take_back(hits, cue, idioms)
    if "no_gate" in hits:
        for cue in GATED:
            take_back(hits, cue, hits["no_gate"])
    take_back_told(hits)
    if "prospect" in hits and not hits.keys().isdisjoint(WENT_WRONG):
        del hits["prospect"]
    if "praise" in hits:
        unpraise(hits, words.keys)
    if "age" in hits:
        ages = [place for place in hits["age"] if vulnerable_age(words, *place)]
        if ages:
            hits["vulnerable"] = sorted(hits.get("vulnerable", []) + ages)


def take_back_told(hits: Hits) -> None:
    """Take back what is told as of oneself inside of what others lived through or of what the author's trade is."""
    if "told" in hits:
        for cue in NOT_THEIRS:
            if cue in hits:
                take_back(hits, "told", hits[cue])


def unpraise(hits: Hits, keys: list[str]) -> None:
    """Take back praise that is denied ("not at all happy with")."""
    places = hits["praise"]
    kept = [place for place in places if DENIALS.isdisjoint(keys[max(0, place[0] - 3) : place[1]])]
    if not kept:
        del hits["praise"]
    elif len(kept) < len(places):
        hits["praise"] = kept


def take_back(hits: Hits, cue: str, spans: list[tuple[int, int]]) -> None:
    """Remove the places of a cue that begin or end inside one of the spans, unless they reach over it to its right."""
    places = hits.get(cue)
    if places is None:
        return
    stops = [stop for _, stop in spans]
    kept = [place for place in places if not is_within_any(place, spans, bisect_right(stops, place[0]))]
    if not kept:
        del hits[cue]
    elif len(kept) < len(places):
        hits[cue] = kept


def is_within_any(place: tuple[int, int], spans: list[tuple[int, int]], at: int) -> bool:
    """Say whether a place begins or ends inside one of the spans from span `at` on, the first that ends behind its beginning."""
    first, end = place
    while at < len(spans) and spans[at][0] < end:
        start, stop = spans[at]
        if first > start or end <= stop:
            return True
        at += 1
    return False


def vulnerable_age(words: Words, first: int, end: int) -> bool:
    """Say whether the number in a phrase is the age of an old person or of a small child."""
    keys = words.keys
    behind = keys[end] if end < len(keys) else STOP
    if behind not in AFTER_AGE:
        return False
    value = next((number(words.tokens[at]) for at in range(first, end) if keys[at] == "#"), 0)
    if value in OLD:
        return True
    old = keys[end - 1] in ("old", "olds", "yo")
    return old and 0 < value <= CHILD and first > 0 and keys[first - 1] in POSSESSED and behind != PAUSE


def number(token: str) -> int:
    """Read a whole number written in digits or as a word; 0 for any other."""
    return int(token) if token.isascii() and token.isdigit() and len(token) < 4 else VALUES.get(token.lower(), 0)
