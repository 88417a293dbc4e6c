"""Finds the clauses that state what went wrong, also where no phrase of the lexicon knows the mishap.

Every clause is weighed twice. Rules ask what it says: a denial, a word of damage, who acts, what of it belongs to another
fact; their weights were fitted as a logistic regression on 1,132 clauses of texts to learn from and rounded by hand. Then
what each of its words usually tells is added (`failing_words.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from itertools import compress, pairwise
from operator import or_
from typing import Final, NamedTuple

from monitor.analysis.clauses import LONGEST, SUBJECTS, Place, clauses, trimmed
from monitor.analysis.cues_failings import (
    DATES,
    DENIED,
    FIRM,
    HEADS,
    LEADING,
    OPINION,
    ORDERS,
    SHORTFALL,
    SUFFERED,
    TELLING,
    TRAILING,
)
from monitor.analysis.experience import FAILURE_CUES
from monitor.analysis.failing_words import known, odds, opening
from monitor.analysis.reading import Reading
from monitor.analysis.speaking import (
    ADDRESSED,
    BEYOND_DENIAL,
    BREAK,
    DEED,
    DENIAL,
    HIT,
    MISHAP,
    OWN,
    PAIRED,
    PAST,
    SHORT_FORM,
    STATED,
    SWAP,
    TOLD,
    UNSURE,
    WARM,
    Marks,
)
from monitor.analysis.words import PAUSE, Words

MOST: Final = 3
"""No more failures of one text are marked."""
SURE: Final = -0.9
"""From these log odds on a clause states a failure: where F1 is best on marked texts, each author's read by weights the other's taught."""
RULED: Final = 0.5
"""And from this weight by rules on, whatever its words usually tell."""
LIKELY: Final = -2.2
"""Where no clause is sure, the heaviest is taken from these on: a complaint that nothing explains tells something."""
START: Final = -2.2
ASKED: Final = 1.2
"""Facts of this weight leave no failure beside them in their clause."""


QUOTED: Final = frozenset({PAUSE})
WORDY: Final = DEED | SWAP | PAST | SHORT_FORM | STATED | UNSURE | WARM | DENIAL
EVIDENCE: Final = HIT | DENIAL | MISHAP | PAIRED | DEED | SWAP | PAST | STATED
"""Without one of these a clause states nothing that went wrong."""
NOTHING: Final = -9.0
TELLS: Final = MISHAP | DENIAL | HIT
FRAMES: Final = frozenset({"that", "why", "how"})
TURNS: Final = frozenset({"turns", "turned", "found"})


class Other(NamedTuple):
    """A place that tells another fact, and how much that speaks against a failure there."""

    first: int
    end: int
    weight: float


def failings(reading: Reading, marks: Marks, others: Sequence[Other]) -> list[Place]:
    """Give the clauses that state a failure, as token positions, the heaviest first."""
    words, told = reading.words, known(reading.words)
    begun = opening(words.keys)
    weighed = [
        (odds(told[slice(*place)], place[0] - begun, by_rules), by_rules, place)
        for place, by_rules in candidates(reading, marks, others)
    ]
    if not weighed:
        return []
    weighed.sort(key=lambda each: -each[0])
    chosen = [place for score, by_rules, place in weighed if score >= SURE or by_rules >= RULED][:MOST] or [
        place for score, _, place in weighed[:1] if score >= LIKELY
    ]
    shortened = [shown(words, place, tellings(marks.each, place), others) for place in chosen]
    return [place for place in shortened if place[1] - place[0] > 1]


def candidates(reading: Reading, marks: Marks, others: Sequence[Other]) -> list[tuple[Place, float]]:
    """Give the clauses that may state a failure, in their order, each with its weight by rules, as log odds."""
    words, each = reading.words, marks.each
    for cue in FAILURE_CUES:
        for first, _ in reading.hits.get(cue, ()):
            each[first] |= HIT
    asked = [other for other in others if other.weight >= ASKED]
    return [
        (place, weight(words, place, each, others))
        for place in clauses(words, marks.places(BREAK))
        if not (asked and is_asked(place, asked))
    ]


def tellings(marks: Sequence[int], place: Place) -> list[int]:
    """Give the places of the words of a clause that speak of a failure."""
    return list(compress(range(*place), map(TELLS.__and__, marks[slice(*place)])))


def is_asked(place: Place, asked: Sequence[Other]) -> bool:
    """Say whether a clause is a request as a whole: what is wanted is not what failed."""
    return any(other.first <= place[0] + 1 and other.end >= place[1] for other in asked)


def weight(words: Words, place: Place, marks: Sequence[int], others: Sequence[Other]) -> float:
    """Weigh one clause for a failure by rules, as log odds; `marks` say what each word of the text speaks of."""
    first, end = place
    speaking = marks[first:end]
    said = reduce(or_, speaking)
    if not said & EVIDENCE:
        return NOTHING
    mishaps = sum(map(MISHAP.__and__, speaking)) // MISHAP if said & MISHAP else 0
    hits = sum(map(HIT.__and__, speaking)) // HIT if said & HIT else 0
    keys = words.keys[first:end]
    score = START + of_words(said & WORDY, min(2, mishaps), min(2, hits)) + teller(keys, said)
    score += (0.55 if not first else 0.0) + (0.7 if end - first > 4 else 0.0)
    if said & DENIAL and said & BEYOND_DENIAL:
        score += denial(words.keys, marks, first, end)
    if said & PAIRED and not SHORTFALL.isdisjoint(pairwise(keys)):
        score += 1.35
    if end < len(words.tokens) and words.tokens[end][0] == "?":
        score -= 0.5
    if first and words.keys[first - 1] == "if":
        score -= 2.0
    for begins, stops, weighs in others:
        if begins < end and first < stops:
            score -= weighs
    return score


@cache
def of_words(said: int, mishaps: int, hits: int) -> float:
    """Weigh what the words of a clause speak of, each kind once, mishaps and phrases of the lexicon twice at most."""
    score = 1.5 * mishaps + 1.0 * hits
    if said & DEED:
        score += 0.8
    if said & SWAP:
        score += 0.6
    if said & PAST:
        score += 0.5
    if said & SHORT_FORM and said & STATED:
        score += 0.6
    if said & UNSURE:
        score -= 0.7
    if said & WARM and not said & DENIAL:
        score -= 0.6
    return score


def denial(keys: Sequence[str], marks: Sequence[int], first: int, end: int) -> float:
    """Weigh a denial, unless it only says what the author thinks ("not happy", "don't know")."""
    position = next(place for place in range(first, end) if marks[place] & DENIAL)
    if not OPINION.isdisjoint(keys[position + 1 : min(end, position + 4)]):
        return -0.5
    return 1.65 if position == first else 1.05


def teller(keys: Sequence[str], said: int) -> float:
    """Weigh who acts: the firm or a thing speaks for a failure, the author against it, unless it was done to them."""
    place = 0
    while place + 1 < len(keys) and keys[place] in LEADING:
        place += 1
    head, behind = keys[place], keys[place + 1 : place + 2]
    score = -0.9 if said & TOLD else 0.0
    if said & ADDRESSED or head in FIRM:
        score += 0.1
    if head in ORDERS and behind and behind[0] not in DENIED:
        score -= 0.8
    if head in HEADS or (head.endswith("ed") and behind and behind[0] in ("my", "our", "it")):
        suffered = not SUFFERED.isdisjoint(keys[place : place + 3]) and said & (PAST | DEED | MISHAP)
        return score + (-0.4 if suffered else -1.8)
    return score - 0.2 if said & OWN else score


def shown(words: Words, place: Place, telling: Sequence[int], others: Sequence[Other]) -> Place:
    """Shorten a clause to what is highlighted: without little words, other facts and a frame at its ends, not too long.

    `telling` are the places of its words that speak of a failure.
    """
    keys = words.keys
    first, end = unframed(keys, place)
    telling = [position for position in telling if first <= position]
    for other in others:
        closes = other.end >= end - 1 or keys[other.end] in TRAILING
        if (
            closes
            and first + 1 < other.first < end
            and telling
            and telling[0] < other.first
            and telling[-1] < other.end
        ):
            end = other.first
        elif other.first <= first < other.end < end - 1 and keys[other.end] in SUBJECTS:
            first = other.end
    while end - 1 > first and words.tokens[end - 1][0] == "#" and len(words.tokens[end - 1]) > 1:
        end -= 1
    cut = end < place[1]
    first, end = trimmed(keys, (undated(keys, first, end), end), LEADING, TRAILING if cut else QUOTED)
    return fitted(words, (first, end), [position for position in telling if first <= position < end])


def undated(keys: Sequence[str], first: int, end: int) -> int:
    """Give where a clause begins behind its date ("last Friday the bleach …", "in October they …")."""
    if end - first > 4 and keys[first] in ("last", "this", "in", "on", "each", "every") and keys[first + 1] in DATES:
        return first + 2
    return first


def unframed(keys: Sequence[str], place: Place) -> Place:
    """Cut off who tells it ("I was informed that", "I don't know why") where the failure is what is told."""
    first, end = place
    for position in range(first + 1, min(end - 2, first + 8)):
        framed = keys[position] in FRAMES and not TELLING.isdisjoint(keys[first:position])
        if framed or (keys[position] == "out" and keys[position - 1] in TURNS):
            return position + 1, end
    return place


def fitted(words: Words, place: Place, spots: Sequence[int]) -> Place:
    """Shorten a place that is longer than a reader takes in, around what tells the failure."""
    first, end = place
    places = words.places
    if places[end - 1][1] - places[first][0] <= LONGEST:
        return place
    last = max([*spots[:1], first])
    while places[min(last + 2, end - 1)][1] - places[first][0] > LONGEST and first < last:
        first += 1
    if first > place[0]:
        first = next((position for position in range(first, last) if words.keys[position] in SUBJECTS), first)
    while places[end - 1][1] - places[first][0] > LONGEST and end > first + 1:
        end -= 1
    return trimmed(words.keys, (first, end), LEADING, TRAILING)
