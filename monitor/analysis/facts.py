"""Finds the facts of a story as typed stretches of text, tight enough to be highlighted for a reader.

Each type has a module beside this one. Their word lists were chosen by hand, from general knowledge and from texts to learn
from; they are no part of the lexicon, so that no score of a mention hangs on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from monitor.analysis import asks, contacts, elsewhere, lengths, money, needs, passing, places, things, times
from monitor.analysis.clauses import Place
from monitor.analysis.failings import Other, failings
from monitor.analysis.reading import Reading, signal
from monitor.analysis.speaking import (
    ASKING,
    AWAY,
    DEPARTING,
    MONEY,
    MONEY_WORD,
    NEED,
    REPEAT,
    REQUEST,
    SAYING,
    SPEAKER,
    THING,
    TIME,
    WHERE,
    Marks,
)
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.model import Signal

NAME: Final = "facts"
LEAVING: Final = 1.9
"""How much words of leaving do ("never again"): what the author will do is not what went wrong."""
MOST: Final = 4
TIMES: Final = lengths.UNITS | {"#"}
FAITHFUL: Final = frozenset(
    {"loyal", "longtime", "lifelong", "always", "frequent", "platinum", "elite", "diamond", "premier", "long", "used"}
)
"""The fixed phrases of a faithful customer begin with these."""
NEEDED: Final = {
    "always": frozenset({"flown", "bought", "used", "recommended", "fly", "use", "buy", "loved"}),
    "long": frozenset({"customer", "user", "member", "flyer"}),
    "used": frozenset({"love", "rave", "recommend"}),
}
"""What a phrase that begins so must hold to tell of a customer."""
UNLIKELY: Final = 0.1
"""Below this nobody was passed around or had to ask again."""
LIKELY: Final = 0.3
"""From this probability of a complaint on failures and requests are looked for."""
NOBODY: Final[frozenset[str]] = frozenset()
Found: TypeAlias = "tuple[str, Place]"
"""A fact by its type, as token positions."""
AGAINST: Final = {
    "passed_around": 1.4, "request": 1.4, "amount": 0.9, "leaving_to": 0.6, "place": 0.4, "vulnerable": 0.4, "waiting": 0.3,
    "loyal_before": 0.3, "repeated_contact": 0.3,
}  # fmt: skip
"""How much another fact in a clause speaks against a failure there."""


def facts(reading: Reading, complains: float, brand: Brand | None) -> list[Signal]:
    """Find all facts of one mention; failures and requests only where somebody complains or asks."""
    return facts_of([(reading, complains, brand)])[0]


def facts_of(told_by: Sequence[tuple[Reading, float, Brand | None]]) -> list[list[Signal]]:
    """Find the facts of several mentions, one kind in all of them before the next, which is quicker (see Assessor.assess)."""
    marks = [Marks(reading.words) for reading, _, _ in told_by]
    owns = [brand_words(brand.name, brand.aliases, brand.handles) if brand else NOBODY for _, _, brand in told_by]
    for (reading, complains, _), speaks, own in zip(told_by, marks, owns, strict=True):
        reading.facts = told(reading, speaks, complains, own)
    for (reading, complains, _), speaks in zip(told_by, marks, strict=True):
        if complains >= LIKELY:
            add_failures(reading, speaks)
    configured = [named(reading.words, "product", brand.products) if brand else [] for reading, _, brand in told_by]
    for (reading, _, _), speaks, own, products in zip(told_by, marks, owns, configured, strict=True):
        if not products and speaks.together & THING:
            bought = things.things(reading.words, speaks.places(THING), own)
            reading.facts += [("product", place) for place in bought if stands_free(place, reading.facts)]
    return [
        [signal(NAME, name, *reading.words.span(*place)) for name, place in reading.facts] + products
        for (reading, _, _), products in zip(told_by, configured, strict=True)
    ]


def add_failures(reading: Reading, marks: Marks) -> None:
    """Add what failed, and who is in need, to the facts of a complaint."""
    if marks.together & NEED or "vulnerable" in reading.hits:
        needy = needs.vulnerable(reading.words, marks.places(NEED), cues(reading, "vulnerable"))
        reading.facts += unless_inside("vulnerable", needy, reading.facts)
    reading.clauses = failings(reading, marks, others(reading, reading.facts))
    reading.facts += [("failure", place) for place in sorted(reading.clauses)]


@lru_cache(maxsize=256)
def brand_words(name: str, aliases: tuple[str, ...], handles: tuple[str, ...]) -> frozenset[str]:
    """Give the words of a brand's names, which name nobody else."""
    return elsewhere.brand_words((name, *aliases, *handles))


def cues(reading: Reading, name: str) -> Sequence[Place]:
    """Give the places of a cue of the lexicon."""
    return reading.hits.get(name, ())


def others(reading: Reading, found: list[Found]) -> list[Other]:
    """Give what was found, and words of leaving, as what speaks against a failure in the same clause."""
    leaving = [Other(*place, LEAVING) for place in cues(reading, "leaving")[:MOST]]
    return [Other(*place, AGAINST.get(name, 0.0)) for name, place in found] + leaving


def told(reading: Reading, marks: Marks, complains: float, own: frozenset[str]) -> list[Found]:
    """Find the facts that stand for themselves, whatever failed."""
    words, speaks = reading.words, marks.together
    passed = passed_around(reading, marks) if complains >= UNLIKELY else []
    found = [("passed_around", place) for place in passed]
    if speaks & TIME:
        lasted = times.times(words, marks.places(TIME), complains)
        found += [("waiting", place) for place in lasted.waiting]
        found += [("loyal_before", place) for place in lasted.loyal_before]
    found += unless_inside("loyal_before", gladly(reading), found)
    if complains >= UNLIKELY and speaks & ASKING and speaks & REPEAT:
        found += unless_inside("repeated_contact", contacts.repeated_contact(words, marks.places(ASKING)), found)
    if speaks & MONEY and (speaks & MONEY_WORD or "$" in words.vocabulary):
        found += [("amount", place) for place in money.amounts(words, marks.places(MONEY))]
    if complains >= LIKELY and speaks & REQUEST:
        asked = asks.requests(words, marks.places(REQUEST | SPEAKER))
        found += unless_inside("request", asked, [("passed_around", place) for place in passed])
    if speaks & AWAY and (speaks & DEPARTING or "leaving" in reading.hits):
        away = elsewhere.leaving_to(words, marks.places(AWAY), own, leaves="leaving" in reading.hits)
        found += [("leaving_to", place) for place in away]
    if speaks & WHERE:
        found += unless_inside("place", places.places(words, marks.places(WHERE), own), found)
    return found


def gladly(reading: Reading) -> list[Place]:
    """Give the fixed phrases of a glad or faithful customer ("loyal customer", "always bought") that name no length of time."""
    keys = reading.words.keys
    return [place for place in cues(reading, "loyal_before")[:MOST] if is_glad(keys[slice(*place)])]


def is_glad(keys: Sequence[str]) -> bool:
    """Say whether a fixed phrase tells of a faithful customer and of nothing else."""
    if not TIMES.isdisjoint(keys) or keys[0] not in FAITHFUL:
        return False
    needed = NEEDED.get(keys[0])
    return needed is None or not needed.isdisjoint(keys)


def passed_around(reading: Reading, marks: Marks) -> list[Place]:
    """Find how they were passed on, where anybody says or sends anything."""
    idioms = cues(reading, "passed_around")
    if not (marks.together & SAYING or idioms or ":" in reading.words.text):
        return []
    return passing.passed_around(reading.words, marks.places(SAYING), idioms)


def unless_inside(name: str, new: list[Place], found: list[Found]) -> list[Found]:
    """Give new places by their type, without those that lie within what was found already: a fact is told once."""
    return [
        (name, (first, end))
        for first, end in new
        if not any(start < end and first < stop for _, (start, stop) in found)
    ]


def stands_free(thing: Place, found: list[Found]) -> bool:
    """Say whether a thing lies in no other fact, or opens a failure, whose subject it is then."""
    first, end = thing
    return all(
        first - 2 <= start <= first if name == "failure" else False
        for name, (start, stop) in found
        if start < end and first < stop
    )


def failures(reading: Reading) -> list[Place]:
    """Give the clauses that state a failure, as token positions, the heaviest first."""
    if reading.clauses is None:
        marks = Marks(reading.words)
        reading.clauses = failings(reading, marks, others(reading, told(reading, marks, 1.0, NOBODY)))
    return reading.clauses


def named(words: Words, name: str, choices: Sequence[str]) -> list[Signal]:
    """Mark the first place of each of the names given, whatever their case."""
    if not choices:
        return []
    lower = words.text.lower()
    if len(lower) != len(words.text):  # a letter that changes its length would shift every place behind it
        return []
    starts = ((lower.find(choice.lower()), len(choice)) for choice in choices)
    return [signal(NAME, name, start, start + length) for start, length in starts if start >= 0]
