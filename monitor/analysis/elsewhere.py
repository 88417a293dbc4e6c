"""Finds the name of whom somebody leaves for: "switching to Brightcell", "Argos it is", "test driving a Skoda"."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from monitor.analysis.clauses import Place
from monitor.analysis.towns import TOWNS
from monitor.analysis.words import PAUSE, STOP, Words, listed

TURNING: Final = listed(
    "switching switched switch moving moved move going gone go went off changing changed change jumping jumped back over defecting "
    "defected migrating migrated transferring transferred heading headed porting ported taken taking leaving"
)
"""Words that, with "to", say where somebody turns."""
SURELY: Final = listed(
    "switching switched switch defecting defected migrating migrated porting ported jumping jumped changing changed"
)
"""Of these only leaving is meant, even for a name in small letters."""
CHOOSING: Final = listed(
    "give giving quote try trying tried ordered order buy buying bought booked book booking get getting choose chose join joining joined opened "
    "fly flying stay bank off eyeing considering using use driving queue shop shopping chosen picked took going gone went signed"
)
"""Words that choose another, where leaving is told beside them."""
FROM: Final = listed(
    "quote ordered order buy buying bought booked book booking opened shop shopping took picked signed going gone went fly flying stay bank"
)
"""Of these the other is told behind "from", "with" or "at"."""
DIRECT: Final = listed("give giving try trying join joining joined choose choosing chose use using considering")
"""Of these the other may stand right behind."""
JOURNEYS: Final = listed(
    "flight flights train trains bus fly flying flew drive drove travel travelling traveling holiday trip journey airport ferry coach"
)
GIVING: Final = frozenset({"give", "giving"})
TRIAL: Final = frozenset({"try", "go", "chance", "shot"})
"""What is given to another by who thinks of leaving."""
INSTEAD: Final = listed("instead end elsewhere")
"""Behind what was bought these say that it was another's."""
CARRIED: Final = (
    "over", "back", "straight", "my", "our",
    "everything", "all", "it", "car", "account", "accounts", "business", "custom", "money", "contract", "number", "shop", "house",
    "mortgage", "savings", "pension", "family", "insurance", "policy",
)  # fmt: skip
"""What stands between turning and "to": a direction, or what somebody takes along."""
LINKS: Final = listed("with from at a an the")
BEHIND: Final = (
    ("here", "i"),
    ("here", "we"),
    ("next", "time"),
    ("next", "year"),
    ("next", "month"),
    ("next", "week"),
    ("instead", "."),
    ("it", "is"),
)
"""What makes a leaving of the name before it ("Ocado here I come")."""
OPENING: Final = frozenset(behind[0] for behind in BEHIND)
DEPARTING: Final = listed(
    "leaving leave left switch switching switched moving moved cancelled cancelling cancel instead elsewhere next bye "
    "goodbye never rather again gonna off done closing closed joined signed ta ordered bought changed gone took "
    "opened taken eyeing back better competitor test"
)
"""Without one of these in the text nobody leaves by choosing."""
COMING: Final = listed("you us this here yours")
NO_NAMES: Final = listed(
    "think maybe perhaps hopefully see try will won't probably bring same definitely until come book guess still just "
    "also even only english french german spanish great good best bad lovely sad sorry well yes yeah absolutely "
    "really honestly next last first download follow win dear hi hello hey done not if there here that's it's let "
    "let's get got going gone back off over up one two three customer service services support mr mrs ms dr god mum "
    "mom dad i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december the a an my your our their it they he she we you "
    "and but so no is was then this that these those never what why how who when where today tomorrow tonight "
    "christmas easter twitter facebook instagram google dm please thanks thank ok okay lol omg uk usa us eu tv pc new "
    "old london paris"
)
GENERIC: Final = listed(
    "a an the my your our their his her this that another other someone somebody anyone some any different something it them him you "
    "u us me bed sleep work home school court town hospital hell get be see use speak talk do have make church paper back "
    "pay contact buy go new plan check ask find call"
)
"""Behind "switching to" these name nobody."""
ANCHORS: Final = TURNING | CHOOSING | listed("here instead next is now")


def leaving_to(words: Words, spots: Sequence[int], own: AbstractSet[str], *, leaves: bool) -> list[Place]:
    """Find whom the author goes to, beside the words at `spots`.

    `own` are the words of the brand's name; `leaves` says that leaving is told.
    """
    departs = leaves or not DEPARTING.isdisjoint(words.vocabulary) or not GIVING.isdisjoint(words.vocabulary)
    for position in spots:
        place = announced(words, position, own)
        if place is None and departs:
            place = turned(words, position, own) or chosen(words, position, own) or next_one(words, position, own)
        if place is not None:
            return [place]
    return []


def turned(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "switching to X", "off to X", "gone over to X"."""
    keys = words.keys
    if keys[position] not in TURNING:
        return None
    place = position + 1
    if (
        keys[position + 1 : position + 2] == ["from"]
        and "to" in keys[position + 3 : position + 6]
        and not travels(words)
    ):
        place = keys.index("to", position + 3)
    while place < len(keys) and place - position < 4 and keys[place] in CARRIED:
        place += 1
    if place + 1 >= len(keys) or keys[place] != "to":
        return None
    surely = keys[position] in SURELY
    if not surely and (travels(words) or (place + 1 < len(keys) and keys[place + 1] in TOWNS)):
        return None
    return name_at(words, place + 1, own, small=surely)


def travels(words: Words) -> bool:
    """Say whether a journey is told: there, "going to X" names a place."""
    return not JOURNEYS.isdisjoint(words.vocabulary)


def chosen(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "took a policy out with X", "eyeing the X", "ordered from X"."""
    keys = words.keys
    if keys[position] not in CHOOSING or (keys[position] in GIVING and TRIAL.isdisjoint(keys[position : position + 7])):
        return None
    reach = 7 if keys[position] in FROM else 4
    for place in range(position + 1, min(len(keys), position + 1 + reach)):
        if keys[place] in (STOP, PAUSE):
            break
        link = keys[place - 1]
        linked = link in LINKS or link in DIRECT
        if keys[position] in FROM:
            linked = link in ("with", "from", "at") or (link in ("a", "an", "the") and is_instead(keys, place))
        if linked and words.tokens[place][0].isupper():
            return name_at(words, place, own)
    return None


def with_now(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "I'm with X now"."""
    first = position
    while first > 0 and is_name(words, first - 1, own) and position - first < 3:
        first -= 1
    with_name = words.keys[position] == "now" and 0 < first < position and words.keys[first - 1] == "with"
    return (first, position) if with_name else None


def is_instead(keys: Sequence[str], place: int) -> bool:
    """Say whether what was bought was bought in place of another ("bought a Corda in the end")."""
    return not INSTEAD.isdisjoint(keys[place + 1 : place + 6])


def next_one(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "my next one will be a X", "the next phone is a X"."""
    keys = words.keys
    if keys[position] != "next":
        return None
    for place in range(position + 2, min(len(keys) - 1, position + 6)):
        if keys[place] in ("be", "is", "gets", "from", "with"):
            found = name_at(words, place + 1, own)
            if found is not None:
                return found
    return None


def announced(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "X here I come", "X it is", "X next time", "X from now on"."""
    keys = words.keys
    end = position
    if keys[position] in ("now", "is"):
        end -= 1
        if end < 1 or keys[end] != ("from" if keys[position] == "now" else "it"):
            return with_now(words, position, own)
        if keys[max(0, end - 3) : end] in (["down", "the", "road"], ["up", "the", "road"]):
            end -= 3
    elif keys[position] not in OPENING or (keys[position], *keys[position + 1 : position + 2]) not in BEHIND:
        return None
    first = end
    while first > 0 and is_name(words, first - 1, own) and end - first < 3:
        first -= 1
    return (first, end) if first < end else None


def name_at(words: Words, first: int, own: AbstractSet[str], *, small: bool = False) -> Place | None:
    """Read a name of one to three words at a position; `small` allows one word in small letters."""
    keys = words.keys
    while first < len(keys) and keys[first] in ("a", "an", "the"):
        first += 1
        small = False
    if first >= len(keys):
        return None
    end = first
    while end < len(keys) and end - first < 3 and is_name(words, end, own):
        end += 1
    if end == first and small and keys[first].isalpha() and keys[first] not in GENERIC and keys[first] not in own:
        end = first + 1
    return (first, end) if end > first else None


def is_name(words: Words, position: int, own: AbstractSet[str]) -> bool:
    """Say whether a word looks like the name of somebody else."""
    token, key = words.tokens[position], words.keys[position]
    if key.lstrip("@") in own or key in NO_NAMES or key in COMING:
        return False
    if token.isdigit():
        return (
            position > 0
            and words.tokens[position - 1][0].isupper()
            and words.places[position - 1][1] == words.places[position][0]
        )
    return (token[0] == "@" and len(token) > 1) or (token[0].isupper() and token[0].isalpha())


def brand_words(names: Sequence[str]) -> frozenset[str]:
    """Give the words of the brand's names, as they stand in a text."""
    return frozenset(key for name in names for key in Words(name).keys) | frozenset(
        "".join(name.lower().split()) for name in names
    )
