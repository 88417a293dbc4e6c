"""Finds the facts of a story as typed stretches of text, tight enough to be highlighted for a reader.

Each type has a module beside this one. Their word lists were chosen by hand, from general knowledge and from texts to learn
from; they are no part of the lexicon, so that no score of a mention hangs on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
ANYTHING: Final = 1 << 30
"""Stands for any word: beyond the bits of speaking."""
Found: TypeAlias = "tuple[str, Place]"
"""A fact by its type, as token positions."""
Finder: TypeAlias = "Callable[[Search], None]"
AGAINST: Final = {
    "passed_around": 1.4, "request": 1.4, "amount": 0.9, "leaving_to": 0.6, "place": 0.4, "vulnerable": 0.4, "waiting": 0.3,
    "loyal_before": 0.3, "repeated_contact": 0.3,
}  # fmt: skip
"""How much another fact in a clause speaks against a failure there."""


class Search:
    """One mention while its facts are looked for."""

    __slots__ = ("complains", "found", "marks", "own", "products", "reading", "speaks")

    def __init__(self, reading: Reading, complains: float, brand: Brand | None) -> None:
        self.reading = reading
        self.complains = complains
        """How likely somebody complains."""
        self.marks = Marks(reading.words)
        self.speaks = self.marks.together | ANYTHING
        self.own = brand_words(brand.name, brand.aliases, brand.handles) if brand else NOBODY
        self.products = brand.products if brand else ()
        self.found: list[Found] = []

    def note(self, name: str, places: Iterable[Place]) -> None:
        """Add facts of one type."""
        self.found += [(name, place) for place in places]

    def note_new(self, name: str, places: list[Place]) -> None:
        """Add facts of one type that lie outside of what was found already: a fact is told once."""
        self.found += [(name, place) for place in places if stands_apart(place, self.found)]


def facts_of(asked: Sequence[tuple[Reading, float, Brand | None]]) -> list[list[Signal]]:
    """Find all facts of mentions; failures and requests only where somebody complains (how likely, is given) or asks.

    One type is looked for in all of them before the next, which is cheaper (see Assessor.assess).
    """
    searches = [Search(*each) for each in asked]
    look(FINDERS, searches)
    return [marked(search) for search in searches]


def marked(search: Search) -> list[Signal]:
    """Leave the facts found with the reading, and give them as stretches of its text."""
    words = search.reading.words
    search.reading.facts = search.found
    signals = [signal(NAME, name, *words.span(*place)) for name, place in search.found]
    return signals + named(words, "product", search.products)


def look(finders: Sequence[tuple[int, Finder]], searches: Sequence[Search]) -> None:
    """Let each finder look at the mentions with a word that it needs."""
    for needed, find in finders:
        for search in searches:
            if search.speaks & needed:
                find(search)


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


def stands_apart(place: Place, found: Iterable[Found]) -> bool:
    """Say whether a place lies outside of what was found."""
    first, end = place
    return not any(start < end and first < stop for _, (start, stop) in found)


def stands_free(thing: Place, found: list[Found]) -> bool:
    """Say whether a thing lies in no other fact, or opens a failure, whose subject it is then."""
    first, end = thing
    return all(
        first - 2 <= start <= first if name == "failure" else False
        for name, (start, stop) in found
        if start < end and first < stop
    )


def find_passed_around(search: Search) -> None:
    """Find how they were passed on, where anybody says or sends anything."""
    idioms = cues(search.reading, "passed_around")
    words = search.reading.words
    if search.complains >= UNLIKELY and (search.speaks & SAYING or idioms or ":" in words.text):
        search.note("passed_around", passing.passed_around(words, search.marks.places(SAYING), idioms))


def find_times(search: Search) -> None:
    """Find how long they waited, and how long they have been a customer."""
    lasted = times.times(search.reading.words, search.marks.places(TIME), search.complains)
    search.note("waiting", lasted.waiting)
    search.note("loyal_before", lasted.loyal_before)


def find_gladness(search: Search) -> None:
    """Find the fixed phrases of a faithful customer."""
    if "loyal_before" in search.reading.hits:
        search.note_new("loyal_before", gladly(search.reading))


def find_contacts(search: Search) -> None:
    """Find how often they asked."""
    if search.complains >= UNLIKELY and search.speaks & REPEAT:
        asked = contacts.repeated_contact(search.reading.words, search.marks.places(ASKING))
        search.note_new("repeated_contact", asked)


def find_amounts(search: Search) -> None:
    """Find amounts of money."""
    words = search.reading.words
    if search.speaks & MONEY_WORD or "$" in words.vocabulary:
        search.note("amount", money.amounts(words, search.marks.places(MONEY)))


def find_requests(search: Search) -> None:
    """Find what a complaint asks for, outside of how they were passed on."""
    if search.complains >= LIKELY:
        asked = asks.requests(search.reading.words, search.marks.places(REQUEST | SPEAKER))
        passed = [fact for fact in search.found if fact[0] == "passed_around"]
        search.note("request", [place for place in asked if stands_apart(place, passed)])


def find_leaving(search: Search) -> None:
    """Find whom they go to."""
    leaves = "leaving" in search.reading.hits
    if leaves or search.speaks & DEPARTING:
        away = elsewhere.leaving_to(search.reading.words, search.marks.places(AWAY), search.own, leaves=leaves)
        search.note("leaving_to", away)


def find_places(search: Search) -> None:
    """Find where it happened."""
    search.note_new("place", places.places(search.reading.words, search.marks.places(WHERE), search.own))


def find_vulnerable(search: Search) -> None:
    """Find who is in need, where somebody complains."""
    if search.complains >= LIKELY and (search.speaks & NEED or "vulnerable" in search.reading.hits):
        hinted = cues(search.reading, "vulnerable")
        search.note_new("vulnerable", needs.vulnerable(search.reading.words, search.marks.places(NEED), hinted))


def find_failures(search: Search) -> None:
    """Find what failed, where somebody complains."""
    if search.complains >= LIKELY:
        reading = search.reading
        reading.clauses = failings(reading, search.marks, others(reading, search.found))
        search.note("failure", sorted(reading.clauses))


def find_things(search: Search) -> None:
    """Find what it is about, where no product that was configured is named."""
    words = search.reading.words
    if not (search.products and named(words, "product", search.products)):
        bought = things.things(words, search.marks.places(THING), search.own)
        search.note("product", [place for place in bought if stands_free(place, search.found)])


TELLING: Final[tuple[tuple[int, Finder], ...]] = (
    (ANYTHING, find_passed_around),
    (TIME, find_times),
    (ANYTHING, find_gladness),
    (ASKING, find_contacts),
    (MONEY, find_amounts),
    (REQUEST, find_requests),
    (AWAY, find_leaving),
    (WHERE, find_places),
)
"""What stands for itself, whatever failed, with the words that each needs; those behind know what those before found."""
FINDERS: Final = (*TELLING, (ANYTHING, find_vulnerable), (ANYTHING, find_failures), (THING, find_things))


def failures(reading: Reading) -> list[Place]:
    """Give the clauses that state a failure, as token positions, the heaviest first."""
    if reading.clauses is None:
        reading.clauses = failings(reading, *beside_failures(reading))
    return reading.clauses


def beside_failures(reading: Reading) -> tuple[Marks, list[Other]]:
    """Give what the words of a complaint speak of, and what it tells beside its failures."""
    search = Search(reading, 1.0, None)
    look(TELLING, [search])
    return search.marks, others(reading, search.found)


def named(words: Words, name: str, choices: Sequence[str]) -> list[Signal]:
    """Mark the first place of each of the names given, whatever their case."""
    if not choices:
        return []
    lower = words.text.lower()
    if len(lower) != len(words.text):  # a letter that changes its length would shift every place behind it
        return []
    starts = ((lower.find(choice.lower()), len(choice)) for choice in choices)
    return [signal(NAME, name, start, start + length) for start, length in starts if start >= 0]
