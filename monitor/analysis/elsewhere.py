"""Finds the name of whom somebody leaves for: "switching to Brightcell", "Argos it is", "test driving a Skoda"."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from monitor.analysis.clauses import Place
from monitor.analysis.things import GOODS
from monitor.analysis.towns import TOWNS
from monitor.analysis.words import PAUSE, STOP, Words, listed

TURNING: Final = listed(
    "switching switched switch moving moved move going gone go went off changing changed change jumping jumped back over defecting "
    "defected migrating migrated transferring transferred heading headed porting ported taken taking leaving"
)
"""Words that, with "to", say where somebody turns."""
GAINS: Final = listed(
    "has have gets get got will can deserves is are took welcomed sorted quoted gave found did starts start"
)
"""What another does who gains a customer."""
GAINED: Final = listed("business money custom account")
"""What another gains ("X will get my money", "X has that business now")."""
MINE: Final = listed("my our that the his her their")
FANCYING: Final = listed("fancy fancying eyeing considering")
RESCUES: Final = frozenset(
    {
        ("took", "me"),
        ("took", "us"),
        ("took", "pity"),
        ("welcomed", "me"),
        ("welcomed", "us"),
        ("quoted", "me"),
        ("quoted", "us"),
        ("can", "have"),
    }
)
"""What another did who helped in the brand's place."""
BIDS: Final = listed("trial quote importer migration")
"""Behind another's name these are what somebody takes of it ("the Slotwise trial starts Friday")."""
TAKEN_ALONG: Final = listed("my our the his her all everything both mum's mom's dad's")
"""These begin what somebody takes along to another."""
HAILS: Final = listed("hello hi trialling trialing trialed trialled testing piloting picked")
"""Right before a name these greet another, or try it out."""
FAREWELLS: Final = listed("bye goodbye farewell adios cya ta-ra")
SENT: Final = listed("sent passed bounced transferred referred put handed")
"""Who was "sent over to" another was passed on and left nobody."""
CLOSERS: Final = frozenset({"soon"})
BIDDING: Final = listed("starts start begins started installed ready downloaded signed is arrives sat open")
CLOSE_BY: Final = frozenset({("soon", "as")})
"""Behind a name that opens a sentence these announce it."""
ENTERED: Final = listed("walked went popped drove headed nipped marched strolled")
"""Who walked into another's shop where a leaving is told."""
SURELY: Final = listed(
    "switching switched switch defecting defected migrating migrated porting ported jumping jumped changing changed"
)
"""Of these only leaving is meant, even for a name in small letters."""
CHOOSING: Final = listed(
    "give giving quote try trying tried ordered order buy buying bought booked book booking get getting choose chose join "
    "joining joined opened "
    "fly flying stay bank off eyeing considering using use driving queue shop shopping chosen picked took going gone went "
    "signed fancy fancying rebooked insured insuring opting opted plumped plumping "
    "downloaded downloading subscribed enrolled rejoined renewed"
)
"""Words that choose another, where leaving is told beside them."""
FROM: Final = listed(
    "quote ordered order buy buying bought booked book booking opened shop shopping took picked signed going gone went fly "
    "flying stay bank insured insuring renewed rebooked ported"
)
"""Of these the other is told behind "from", "with" or "at"."""
DIRECT: Final = listed(
    "fancy fancying downloaded downloading rejoined give giving try trying join joining joined choose choosing chose use "
    "using considering"
)
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
    "across", "house", "whole", "lot", "stuff", "banking", "broadband", "energy", "electricity", "gas", "phone", "phones", "sim",
    "the", "supplier", "provider", "everyone", "us", "me", "them", "domain", "site", "subscription", "prescriptions", "membership",
    "everything", "all", "it", "car", "account", "accounts", "business", "custom", "money", "contract", "number", "shop", "house",
    "mortgage", "savings", "pension", "family", "insurance", "policy",
)  # fmt: skip
"""What stands between turning and "to": a direction, or what somebody takes along."""
LINKS: Final = listed("with from at a an the for")
BEHIND: Final = (
    ("here", "i"),
    ("here", "we"),
    ("next", "time"),
    ("next", "year"),
    ("next", "month"),
    ("next", "week"),
    ("instead", "."),
    ("it", "is"),
    ("it's", "then"),
    ("here", "we"),
)
"""What makes a leaving of the name before it ("Ocado here I come")."""
OPENING: Final = frozenset(behind[0] for behind in BEHIND)
DEPARTING: Final = listed(
    "leaving leave left switch switching switched moving moved cancelled cancelling cancel instead elsewhere next bye "
    "goodbye never rather "
    "again gonna off done closing closed joined signed ta ordered bought changed gone took opened taken eyeing back better "
    "competitor test"
)
"""Without one of these in the text nobody leaves by choosing."""
COMING: Final = listed("you us this here yours")
NO_NAMES: Final = listed(
    "think maybe perhaps hopefully see try will won't lady ladies staff garden mondays tuesdays wednesdays thursdays "
    "fridays saturdays sundays everybody everyone another both either probably bring same definitely until come book guess "
    "still just also even only english french german spanish great good best bad lovely sad sorry well yes yeah absolutely "
    "really honestly next last first download follow win dear hi hello hey done not if there here that's it's let let's get "
    "got going gone back off over up one two three customer service services support mr mrs ms dr god mum mom dad "
    "i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december the a an my your our their it they he she we you and but so no not is was then this that "
    "these those never what why how who when where today tomorrow tonight christmas easter twitter facebook instagram google dm "
    "customer please thanks thank ok okay lol omg uk usa us eu tv pc new old london paris"
)
GENERIC: Final = listed(
    "a an the my your our their his her this that another other someone somebody anyone some any different something it them him you "
    "u us me bed sleep work home school court town hospital hell get be see use speak talk do have make a&e church paper back "
    "pay contact buy go new plan check ask find call"
)
"""Behind "switching to" these name nobody."""
ANCHORS: Final = (
    TURNING
    | CHOOSING
    | BIDS
    | ENTERED
    | GAINED
    | CLOSERS
    | HAILS
    | listed("here instead next is now took quoted welcomed sorted")
)


def leaving_to(words: Words, spots: Sequence[int], own: AbstractSet[str], *, leaves: bool) -> list[Place]:
    """Find whom the author goes to, beside the words at `spots`.

    `own` are the words of the brand's name; `leaves` says that leaving is told.
    """
    departs = leaves or not DEPARTING.isdisjoint(words.vocabulary) or not GIVING.isdisjoint(words.vocabulary)
    for position in spots:
        place = announced(words, position, own)
        if place is None:
            place = told(words, position, own, departs=departs)
        if place is not None:
            return [place]
    return []


def told(words: Words, position: int, own: AbstractSet[str], *, departs: bool) -> Place | None:
    """Ask each reader that knows the word at a position; those of leaving only where somebody departs."""
    for read in READERS.get(words.keys[position], ()):
        place = read(words, position, own) if departs or read in ANYWHERE else None
        if place is not None:
            return place
    return None


def gaining(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "X will get my money", "X has that business now", "my business goes to X"."""
    keys = words.keys
    if keys[position] not in GAINED or not position or keys[position - 1] not in MINE:
        return None
    if keys[position + 1 : position + 3] in (["goes", "to"], ["is", "with"], ["went", "to"], ["to"]):
        return name_at(words, position + 3, own)
    place = position - 2
    while place > 0 and keys[place] in GAINS and position - place < 5:
        place -= 1
    return name_before(words, place + 1, own) if place < position - 2 else None


def rescuing(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "X took us in", "X quoted me half": another helps in the brand's place."""
    if (words.keys[position], *words.keys[position + 1 : position + 2]) not in RESCUES:
        return None
    return name_before(words, position, own)


def bidding(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "X trial starts Friday", "got the X app downloaded"."""
    keys = words.keys
    if keys[position] not in BIDS or BIDDING.isdisjoint(keys[position + 1 : position + 3]):
        return None
    return name_before(words, position, own)


def soon(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "X as soon as I can", "X for me from now on", where the name opens the sentence."""
    keys = words.keys
    if (keys[position], *keys[position + 1 : position + 2]) not in CLOSE_BY:
        return None
    place = name_before(words, position - (keys[position - 1 : position] == ["as"]), own)
    return place if place and (not place[0] or keys[place[0] - 1] == STOP) else None


def entered(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "walked into X", a shop's name."""
    if words.keys[position] not in ENTERED or words.keys[position + 1 : position + 2] != ["into"]:
        return None
    return name_at(words, position + 2, own)


def name_before(words: Words, end: int, own: AbstractSet[str]) -> Place | None:
    """Read a name of one to three words right before a position; a town is none, nor is a single common word."""
    first = end
    while first > 0 and end - first < 3 and is_name(words, first - 1, own):
        first -= 1
    if (
        first == end
        or words.keys[first] in TOWNS
        or words.keys[first] in GENERIC
        or not words.tokens[first][0].isupper()
    ):
        return None
    return first, end


def turned(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "switching to X", "off to X", "gone over to X"."""
    keys = words.keys
    if keys[position] not in TURNING or not SENT.isdisjoint(keys[max(0, position - 2) : position]):
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
    if keys[place : place + 1] and keys[place] in TAKEN_ALONG:
        place = behind_taken(keys, place)
    if place + 1 >= len(keys) or keys[place] not in ("to", "onto"):
        return None
    surely = keys[position] in SURELY
    if not surely and (travels(words) or (place + 1 < len(keys) and keys[place + 1] in TOWNS)):
        return None
    return name_at(words, place + 1, own, small=surely)


def behind_taken(keys: Sequence[str], place: int) -> int:
    """Give where "to" stands behind what somebody takes along ("my mum's prescriptions to"); the same place when nowhere."""
    for end in range(place + 1, min(len(keys), place + 5)):
        if keys[end] in ("to", "onto"):
            return end
        if keys[end] in (STOP, PAUSE):
            break
    return place


def hailed(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "hello X" behind a farewell, "bring on X", "I'll be ringing X"."""
    keys = words.keys
    if keys[position] not in HAILS or position + 1 >= len(keys):
        return None
    if keys[position] in ("hello", "hi") and FAREWELLS.isdisjoint(keys[max(0, position - 6) : position]):
        return None
    return name_at(words, position + 1, own) if words.tokens[position + 1][0].isupper() else None


def in_place_of(words: Words, position: int, own: AbstractSet[str]) -> Place | None:
    """Read "X instead"."""
    return name_before(words, position, own) if words.keys[position] == "instead" else None


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
        if link == "the" and place + 1 < len(keys) and keys[place + 1] in GOODS:
            return None
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


ANYWHERE: Final = (gaining, bidding, soon)
"""What tells by itself that somebody leaves."""
EACH: Final = (
    (GAINED, gaining), (BIDS, bidding), (CLOSERS, soon), (HAILS, hailed), ({"instead"}, in_place_of), (TURNING, turned),
    (CHOOSING, chosen), ({"next"}, next_one), (frozenset(first for first, _ in RESCUES), rescuing), (ENTERED, entered),
)  # fmt: skip
READERS: Final = {
    key: tuple(read for words, read in EACH if key in words) for key in frozenset().union(*(words for words, _ in EACH))
}
"""What tells of another, by the word that it begins with."""
