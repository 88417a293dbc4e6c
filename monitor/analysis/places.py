"""Finds where it happened: a name after "in" or "at", before "branch" or "station", or an airport's code."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from monitor.analysis.clauses import Place
from monitor.analysis.towns import PLAIN, TOWNS
from monitor.analysis.words import Words, listed

BEFORE: Final = listed("in at from to near outside around through into towards round past via")
FREELY: Final = listed("in at near outside around round")
"""After these any name is a place; after the others a code, or a journey's other end."""
SITES: Final = listed(
    "street road lane avenue branch store shop station airport office depot salon clinic hotel gym showroom site "
    "services counter desk dealer dealership garage surgery hospital estate restaurant cafe pub inn studio nursery "
    "school pool library park mall outlet warehouse terminal pharmacy centre center team practice theatre theater "
    "cinema resort campsite marina kiosk stop roundabout superstore supermarket lounge location club clubs yard "
    "workshop close crescent gardens terrace square mews parade bay bar campus stand stadium house place one"
)
"""What a brand has at a place."""
STREETS: Final = frozenset({"street", "road", "lane", "avenue", "crescent", "terrace", "mews", "parade"})
"""These belong to the name before them."""
NAMED_ONLY: Final = listed("close gardens square bay")
"""These are part of a street's name only where they are written with a capital."""
DESKS: Final = frozenset({"desk", "counter", "stand"})
"""Before these a name is a place when it is a town's, or somebody was "at" it."""
EVERYDAY: Final = frozenset({"one", "house", "place", "team", "bar", "stand"})
"""Before these a name is a place only behind "the", "your" and the like."""
DETERMINERS: Final = listed("the your our my this their yr ur")
NOT_PLACES: Final = listed(
    "second third fourth standard basic advanced polish gaelic hindi welsh irish dutch portuguese italian chinese "
    "japanese korean arabic latin punjabi urdu tamil russian great front failed worst terrible lovely nice poor bad "
    "good excellent awful horrible filthy dirty busy quiet met post truck fantastic brilliant amazing paypal amazon "
    "ebay reddit netflix uber google apple microsoft person general particular full total part fairness theory the "
    "this that you your our they monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december customer get make see all any least first last "
    "what jan feb mar apr jun jul aug sep sept oct nov dec and not speak call english stock office order hours date "
    "action control reach pocket touch north south east west twitter facebook my his her its a an i we he she it me "
    "us christmas easter summer winter spring autumn black white head main online instagram whatsapp tiktok youtube "
    "word excel spanish french german new old big little local nearest other another same business economy premium "
    "whole only next no one two three best every which mon tue wed thu fri sat sun hospital god house fact spite dear "
    "dr mr mrs ms sir madam mum dad work home school app ios android pdf dm bst gmt am pm asap please thanks bank "
    "lost baggage live plus pro guest premier"
)
MOST: Final = 2
CODE: Final = 4
"""A word in capitals that is longer is shouted."""
LETTERS: Final = 3
"""The first word of a place has so many letters."""
LONGEST: Final = 3
"""A place has no more words than this."""
ANCHORS: Final = BEFORE | SITES | PLAIN
ONLY_TOWNS: Final = frozenset({"past", "via"})
"""Behind these only a town is a place."""


def places(words: Words, spots: Sequence[int], own: AbstractSet[str]) -> list[Place]:
    """Find the first places of a text, beside the words at `spots`; `own` are the words of the brand's name."""
    keys = words.keys
    found: list[Place] = []
    for position in spots:
        if found and position < found[-1][1]:
            continue
        key, place = keys[position], None
        if key in BEFORE:
            place = after_word(words, position, own)
        elif key in PLAIN:
            place = alone(words, position, own)
        elif key in SITES and position:
            place = before_site(words, position, own)
        if place is not None and not (found and place[0] < found[-1][1]):
            if key == "to" and not found and keys[position - 1] in TOWNS and keys[position - 1] not in own:
                found.append((position - 1, position))
            found.append(place)
            if len(found) >= MOST:
                break
    return found


def after_word(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "in Leeds", "at Heathrow T3", "to LHR", "from Lyon to Turin"."""
    keys, tokens = words.keys, words.tokens
    first = position + 1
    if first < len(keys) and keys[first] in TOWNS and keys[first] not in own and not is_named(words, first, own):
        return first, first + 1
    if words.text.isupper():
        return (first, first + 1) if first < len(keys) and keys[first] in TOWNS else None
    if keys[position] in ONLY_TOWNS:
        return None
    if first >= len(keys) or len(tokens[first]) < LETTERS or not is_named(words, first, own):
        return None
    end = first + 1
    while end < len(keys) and end - first < LONGEST and is_named(words, end, own):
        end += 1
    if end + 1 < len(keys) and keys[end] in ("t", "terminal") and tokens[end + 1].isdigit():
        end += 2
    if keys[position] in FREELY or is_code(tokens[first]) or travels(keys, position, end):
        return first, end
    return None


def alone(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Take a town written with a capital wherever it stands ("Ironbarn Stockport", "Budapest, twin room")."""
    token, key = words.tokens[position], words.keys[position]
    if not token[0].isupper() or key in own or words.text.isupper():
        return None
    beside = words.tokens[position + 1] if position + 1 < len(words.tokens) else "."
    if beside[0].isupper() and beside.isalpha() and words.keys[position + 1] not in SITES:
        return None  # a longer name
    airport = words.keys[position + 1 : position + 2] == ["airport"]
    return position, position + 1 + airport


def travels(keys: list[str], position: int, end: int) -> bool:
    """Say whether a name is one end of a journey ("from Lyon to", "ship to")."""
    if keys[position] == "to" and position and keys[position - 1] in TOWNS:
        return True
    if keys[position] == "from":
        return end < len(keys) and keys[end] == "to"
    before = keys[max(0, position - 3) : position]
    return keys[position] == "to" and ("from" in before or (bool(before) and before[-1] in TRAVELS))


TRAVELS: Final = listed(
    "came come drive drove trek trekked trip walked walk cycled taxi commute brought ship deliver fly flying flight "
    "flights train travel travelling holiday flew bus ferry way back"
)


def before_site(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "the Leeds branch", "your quayside place"."""
    keys = words.keys
    first = position
    while first > 0 and position - first < LONGEST and is_named(words, first - 1, own):
        first -= 1
    if first == position and keys[position - 1] in TOWNS and keys[position - 1] not in own:
        first = position - 1
    if keys[position] in NAMED_ONLY and not words.tokens[position][0].isupper():
        return None
    if keys[position] in DESKS and not is_at(keys, first):
        return None
    owned = first > 0 and keys[first - 1] in DETERMINERS
    end = position + (keys[position] in STREETS or words.tokens[position][0].isupper())
    if first == position:
        return None
    return (first, end) if owned or keys[position] not in EVERYDAY else None


def is_at(keys: list[str], first: int) -> bool:
    """Say whether somebody is at the desk of a name that begins at a position, or the name is a town's."""
    return keys[first] in TOWNS or "at" in keys[max(0, first - 2) : first]


def is_named(words: Words, position: int, own: AbstractSet[str]) -> bool:
    """Say whether a word looks like part of a place's name."""
    token, key = words.tokens[position], words.keys[position]
    if not token[0].isupper() or not token.replace("'", "").replace("’", "").isalpha():
        return False
    if token.isupper() and len(token) > CODE and key not in TOWNS:
        return False
    return key not in NOT_PLACES and key not in own and (len(token) > 2 or is_terminal(token))


def is_terminal(token: str) -> bool:
    """Say whether two letters stand for a terminal or a state."""
    return len(token) == 2 and token.isupper()


def is_code(token: str) -> bool:
    """Say whether a word is an airport's code."""
    return len(token) == 3 and token.isupper()
