"""Finds the cues in a customer's answer to our reply, and takes back those that are not meant."""

from __future__ import annotations

from functools import cache
from typing import Final

from monitor.analysis.phrases import Hits, Lexicon
from monitor.analysis.words import PAUSE, STOP, Words, listed
from monitor.outreach.cues_assent import ASSENT
from monitor.outreach.cues_assent import CLASSES as DOING
from monitor.outreach.cues_cross import CROSS
from monitor.outreach.cues_ended import ENDED, LIVING
from monitor.outreach.cues_glad import GLAD, THANKING
from monitor.outreach.cues_goes_on import GOES_ON, GOING
from monitor.outreach.cues_retort import RETORT

PHRASES: Final = {**GLAD, **THANKING, **ENDED, **ASSENT, **CROSS, **RETORT, **GOES_ON}
CLASSES: Final = DOING | LIVING | GOING
KIND: Final = ("glad", "praised", "keeps", "nice", "settled", "solved", "arrived", "warm")
"""Cues of good news and of warmth."""
TROUBLE: Final = ("persists", "turns", "asks", "cross", "retorts", "mocks")
"""Cues after which kind words may not be the last."""
SIDES: Final = (
    (*KIND, "thanks", "kiss"),
    ("okay", "agrees", "plans", "done", "private", "shrugs"),
    ("cross", "retorts", "mocks", "threatens"),
    ("persists", "lapsed", "turns", "asks", "tells"),
)
"""Cues that say much the same; of cues of two sides the longer phrase is meant ("can't be helped")."""
UNREAL: Final = listed(
    "not never no don't doesn't didn't won't isn't wasn't aren't hasn't haven't hadn't can't couldn't wouldn't would could should i'd we'd "
    "it'd that'd if when once until till unless hope hoping hopefully wish want need needs please waiting nothing nobody none without "
    "before yet how why hardly barely supposed said says thought half only ideally"
)
"""Before good news these say that it is denied, wished for or asked."""
OVER: Final = frozenset({
    ("nothing",), ("no",), ("without",), ("old",), ("not", "one"), ("no", "longer"), ("that", "was"), ("that", "were"), ("which", "was"),
})  # fmt: skip
"""Before a trouble these say that there is none, or none any more: "nothing missing", "the light that was broken"."""
WISHED: Final = listed("if would wouldn't i'd we'd it'd that'd wish hope hoping unless could should ideally")
"""Farther before good news in the same clause these still say that it is only wished for ("would be nice to have it sorted")."""
ANEW: Final = listed("but now and then so anyway . ,")
"""Here something else begins to be said."""
INVERTED: Final = listed("had were should")
SUBJECT: Final = listed("it that this you they we i the somebody someone anybody anyone")
TELLER: Final = listed("i we they he she you who have i've we've they've just finally")
"""Behind these "had it fixed" tells what was done."""
UNTRUE: Final = listed("would wouldn't could i'd we'd it'd that'd they'd")
"""Without one of these nothing inverted is a condition."""
DONE: Final = listed("managed able did helped helping help finally")
"""Before "get it working" these say that it was got to work; otherwise it is asked for."""
NEAR: Final = 5
"""So many words before good news are looked at."""
FAR: Final = 15
"""A question mark so many words behind good news makes a question of it."""


@cache
def lexicon() -> Lexicon:
    """Index all phrases once: worth it only when there is an answer to read."""
    return Lexicon(PHRASES, CLASSES)


def words_of(text: str) -> Words:
    """Cut an answer into words, with an end of a sentence before and behind, so that phrases can be tied to them."""
    return Words(f"\n{text}\n")


def cues_in(words: Words) -> tuple[Hits, bool]:
    """Find the cues that are meant, and whether good news was denied, wished for or asked instead."""
    hits = without_inner(lexicon().find(words))
    denied = False
    for cue in KIND[:-1]:
        if cue in hits:
            meant = [place for place in hits[cue] if is_real(words, *place)]
            denied |= len(meant) < len(hits[cue])
            hits[cue] = meant
    if "persists" in hits:
        hits["persists"] = [place for place in hits["persists"] if not is_over(words, place[0])]
    return {cue: places for cue, places in hits.items() if places}, denied


def without_inner(hits: Hits) -> Hits:
    """Leave out the places that lie wholly in longer ones of another side."""
    side = {cue: number for number, cues in enumerate(SIDES) for cue in cues}
    longest: dict[int, tuple[int, int | None]] = {}
    for cue, places in hits.items():
        for first, end in places:
            for word in range(first, end):
                if end - first > longest.get(word, (0, None))[0]:
                    longest[word] = (end - first, side.get(cue))
    return {
        cue: [
            (first, end)
            for first, end in places
            if any(longest[word][0] <= end - first or longest[word][1] == side.get(cue) for word in range(first, end))
        ]
        for cue, places in hits.items()
    }


def is_over(words: Words, first: int) -> bool:
    """Tell whether the trouble that begins at a word is named as gone."""
    return any(tuple(words.keys[first - back : first]) in OVER for back in (1, 2) if first >= back)


def is_real(words: Words, first: int, end: int) -> bool:
    """Tell whether good news is said to be so: not negated or wished for in its clause, and not asked."""
    keys = words.keys
    for word in range(first - 1, max(-1, first - 1 - NEAR), -1):
        if keys[word] in (STOP, PAUSE):
            break
        if keys[word] in UNREAL or is_asked_for(keys, word):
            return False
    if is_wished(words, first):
        return False
    stop = next((word for word in range(end - 1, min(len(keys), end + FAR)) if keys[word] == STOP), None)
    return stop is None or "?" not in words.tokens[stop]


def is_asked_for(keys: list[str], word: int) -> bool:
    """Tell whether a word is the "get" of somebody who asks for good news ("get that working")."""
    return keys[word] == "get" and DONE.isdisjoint(keys[max(0, word - 4) : word])


def is_wished(words: Words, first: int) -> bool:
    """Tell whether good news that begins at a word is wished for, or had only been ("had it worked I'd be happy")."""
    keys = words.keys
    untrue = not words.vocabulary.isdisjoint(UNTRUE)
    for word in range(first, max(-1, first - 1 - FAR), -1):
        key = keys[word]
        if untrue and key in INVERTED and keys[word + 1] in SUBJECT and keys[word - 1] not in TELLER:
            return True
        if word < first and (key in ANEW or key in WISHED):
            return key in WISHED
    return False
