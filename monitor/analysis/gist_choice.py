"""Chooses the clause of a mention that makes the best headline: what failed, before moods, judgements and what others said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.analysis.clauses import Place, clause, opens
from monitor.analysis.experience import FAILURE_CUES
from monitor.analysis.facts import failures
from monitor.analysis.reading import Reading
from monitor.analysis.words import Words, listed

LONGEST: Final = 60
"""A headline is no longer than this, in characters."""
WEIGHTS: Final = {
    "failure": 1.0, "negated_service": 1.1, "waiting": 1.5, "stranded": 1.5, "missed_event": 1.5, "repeated_contact": 0.7,
    "unanswered": 0.7, "passed_around": 0.7, "vulnerable": 1.5, "money": 0.5, "amount": 0.5, "safety": 3.0, "judgement": 0.2,
}  # fmt: skip
"""How much a clause gains as a headline by what it tells (set by hand, by reading headlines)."""
HEAVIEST: Final = 1.5
"""How much the clause gains that states the failure most plainly."""
WEIGHTY: Final = ("safety", "waiting", "stranded", "repeated_contact")
PLAIN: Final = 1.0
"""Where no failure weighs so much, a wait and what was asked for in vain may be the headline as well."""
NOTHING: Final = 0.0
"""A clause that weighs no more says less than the beginning of the text."""
FEW: Final = 3
"""So many more words make a headline of any clause."""
MOODS: Final = listed(
    "thought hope hoping wish wishing feel felt guess suppose honestly wonder wondering love think believe"
)
"""What the author thinks and feels is no headline where something is told of the thing."""
JUDGING: Final = listed(
    "worst terrible horrible awful poor bad lousy pathetic disgraceful shocking ridiculous unacceptable appalling dreadful joke fail customer "
    "service experience airline flight company brand shop staff ever flying the a an this that it is was has been such so by far most very "
    "your you guys i've i we've had have in of my life again absolutely truly just really"
)
"""A clause of nothing but these passes judgement and tells no failure."""
AND: Final = frozenset({"and", "&", "n"})
SUBJECTLESS: Final = listed("was were is are has had have got did does")
"""A clause behind "and" that begins with these lacks who it is about."""
PERSON: Final = listed("she he she's he's")
POINTING: Final = PERSON | listed("it it's them him her ours mine")
"""A clause that begins or ends with one of these points at what stands before it."""
LEANING: Final = listed("once when while after before until although though whereas")
"""A clause that begins with one of these only says when another happened."""
QUOTED: Final = frozenset('"“')


def strongest(reading: Reading) -> Place | None:
    """Give the clause that makes the best headline; None where the beginning of the text says more."""
    places = failures(reading)
    if len(places) == 1 and is_plain(reading, places[0]):
        return places[0]
    found = [(strength(reading, place), place) for place in places]
    plain = any(score >= PLAIN or names_failure(reading, place) for score, place in found)
    for first, end in weighty(reading, plain=plain):
        if not any(start < end and first < stop for _, (start, stop) in found):
            place = clause(reading.words, first, end)
            found.append((strength(reading, place), place))
    score, best = max(found, key=lambda pair: pair[0], default=(NOTHING, (0, 0)))
    return best if score > NOTHING else None


def is_plain(reading: Reading, place: Place) -> bool:
    """Say whether the only failure told needs no weighing: nothing speaks against it, and no danger is told beside it."""
    words = reading.words
    if "safety" in reading.hits or "#" in words.text:
        return False
    return not shortness(words, *place) and not weakness(words, *place)


def weighty(reading: Reading, *, plain: bool) -> Iterator[Place]:
    """Give what may be a headline beside the failures; where one is told plainly, only danger outweighs it."""
    for cue in ("safety",) if plain else WEIGHTY:
        yield from reading.hits.get(cue, ())[:2]
    if not plain:
        yield from [place for kind, place in reading.facts if kind == "waiting"][:2]
        yield from [place for cue in FAILURE_CUES for place in reading.hits.get(cue, ())[:1]]


def names_failure(reading: Reading, place: Place) -> bool:
    """Say whether a phrase of the lexicon tells a failure in a clause, and nothing speaks against it as a headline."""
    return has_cue(reading, FAILURE_CUES, place) and not weakness(reading.words, *place)


def has_cue(reading: Reading, cues: Sequence[str], place: Place) -> bool:
    """Say whether one of the cues begins in a clause."""
    return any(place[0] <= start < place[1] for cue in cues for start, _ in reading.hits.get(cue, ()))


def strength(reading: Reading, place: Place) -> float:
    """Weigh a clause by the cues in it; a word or two, or a row of hashtags, makes no headline."""
    first, end = place
    words = reading.words
    score = HEAVIEST if reading.clauses and place == reading.clauses[0] else 0.0
    hits = reading.hits
    for cue, places in hits.items():
        if cue in WEIGHTS and any(first <= start < end for start, _ in places):
            score += WEIGHTS[cue]
    if "waiting" not in hits:
        score += WEIGHTS["waiting"] * any(kind == "waiting" and first <= at < end for kind, (at, _) in reading.facts)
    if "#" in words.text:
        score -= sum(token[0] == "#" for token in words.tokens[first:end])
    return score - shortness(words, first, end) - weakness(words, first, end)


def shortness(words: Words, first: int, end: int) -> float:
    """Say how much speaks against a clause that is a word or two with what the headline may go on over."""
    if end - first > FEW:
        return 0.0
    few = end + FEW
    while end < few and end < len(words.keys) and opens(words.keys[end]) and words.tokens[end][0] != "#":
        end += 1
    return 2.0 if end - first < 3 else 0.8 if end - first < 4 else 0.0


def weakness(words: Words, first: int, end: int) -> float:
    """Say how much speaks against a clause as a headline: it points at another, tells a mood, or is what somebody else said."""
    keys = words.keys
    weak = 0.6 if keys[first] in POINTING or keys[end - 1] in POINTING else 0.0
    if not MOODS.isdisjoint(keys[first : first + 5]):
        weak += 1.6
    if keys[first] in LEANING or (first and keys[first - 1] in LEANING):
        weak += 0.8
    if JUDGING.issuperset(keys[first:end]):
        weak += 2.0
    if keys[first] in SUBJECTLESS and first and keys[first - 1] in AND and reaches_back(words, first, end) == first:
        weak += 1.0
    if end < len(keys) and words.tokens[end][0] == "?":
        weak += 0.8
    return weak + (1.5 if first and words.tokens[first - 1] in QUOTED else 0.0)


def reaches_back(words: Words, first: int, end: int) -> int:
    """Give where a clause behind "and" begins with what is joined to it, as far as both fit into a headline."""
    if first < 2 or words.keys[first - 1] not in AND:
        return first
    start = clause(words, first - 2, first - 1)[0]
    return start if words.places[end - 1][1] - words.places[start][0] <= LONGEST else first
