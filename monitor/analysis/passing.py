"""Finds how somebody was sent from one to the next: "the shop told me to ring the maker, the maker says ask the shop"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from monitor.analysis.clauses import Place, forward, opens
from monitor.analysis.words import ADDRESS, PAUSE, STOP, Words, listed

SAYS: Final = listed(
    "says said say saying told tells tell telling blames blamed blame blaming referred refers refer points pointed suggested advised "
    "reckons reckon"
)
"""What those do who pass somebody on."""
GO: Final = listed(
    "ring call contact ask email mail go try speak see use take write message visit phone talk raise dm tweet check "
    "chase complain"
)
"""What they tell to do."""
NOT_ON: Final = listed("back again later tomorrow me us today monday tuesday wednesday thursday friday nicely")
"""Behind "ring" or "call" these pass nobody on."""
OBJECTS: Final = listed("me us to i we that it's its you him her them he she")
ORDERED: Final = GO | {"it's", "its", "not"}
"""What stands behind the colon after one who passes on."""
SHORT: Final = 4
"""So few words before the saying name who speaks."""
BRIEF: Final = 8
"""Behind one who passes on, so short a saying is the other half ("and they said ask him")."""
WIDEST: Final = 25
"""No clause is followed further than so many words to either side."""
MOST: Final = 20
"""No more clauses and idioms of one text are looked at closely, which keeps a hostile text cheap."""
ELSEWHERE: Final = (
    frozenset(
        (said, who)
        for said in ("it's", "its", "is")
        for who in ("them", "theirs", "with", "not", "someone", "somebody", "nobody's", "down")
    )
    | frozenset(("it's", who) for who in ("you", "your"))
    | frozenset(("not", who) for who in ("us", "our", "their", "my", "them"))
)
OTHERS: Final = frozenset(
    {("the", "other"), ("the", "others"), ("each", "other"), ("someone", "else's"), ("somebody", "else's")}
)
"""Behind "it's" these name another to whom somebody is sent."""
EMPTY: Final = listed(
    "the a an to and or it's its i me my you your we us our they them is was be for of in on at with that this not no "
    "have has her his their ur said says say told tells tell sent ask ring call contact back who he she it go try"
) | {STOP, PAUSE, "#", "$"}
"""Words that two sentences share without speaking of the same."""
LOOSE: Final = listed("# different another wrong other every back blame blames blaming")
"""Fixed phrases that begin with these may speak of something else."""
PASSED: Final = listed("me us around between department departments pillar times twice again")
"""With one of these a phrase of moving is about somebody."""
NOT_SAID: Final = (["i'd"], ["i"], ["would"], ["wouldn't"], ["can't"], ["i've"])
"""Right before "say" these are the author's own words."""
JOINTS: Final = frozenset({STOP, PAUSE, ADDRESS, "and", "but", "then", "so", "because", "when"})
MOVES: Final = listed(
    "sent send sends sending passed passing passes bounced bouncing bounces bounce referred refer refers transferred transfer "
    "transfers transferring shunted shunting redirected redirect redirects pushed pushing moved forwarded forward forwards "
    "forwarding directed directs pointed points packed palmed palming fobbed fobbing fobs booted kicked batted batting lobbed "
    "volleyed tossed handed shipped marched shuffled shoved steered signposted dispatched flung ferried "
    "pinged shooed diverted routed"
)
"""What is done with somebody who is passed on."""
SURELY_MOVED: Final = listed(
    "passed bounced referred transferred shunted redirected forwarded directed pointed packed palmed fobbed booted batted lobbed "
    "volleyed shuffled shoved signposted marched pinged shooed"
)
"""Who was "passed to" somebody was passed on; who was "sent to" or "moved to" may only have travelled."""
WAYS: Final = listed("to onto on over back between round around at from off straight along next till")
OFF: Final = listed("off over straight back along on right through")
"""Between the moving and its "to"."""
WERE: Final = listed("was were been being be got get getting i'm we're is are keep")
NOT_PASSED: Final = listed(
    "with voucher bank account hotel flight spam prison sleep bed hospital collections court debt tears"
)
"""Behind "fobbed me off" and "sent me to" these tell something else."""
ANOTHER: Final = listed("another other different else next someone")
MOVED_ON: Final = MOVES | SAYS
GIVES: Final = listed("gives gave given")
"""What those do who hand out somebody else's number."""
TELLING: Final = SAYS | MOVES | GIVES | listed("escalates escalate escalated")
TELLERS: Final = listed("the your my our ur their his her a an i we they she he you i've we've they've")
"""Words that begin the naming of who speaks."""
WHO: Final = listed("i we i've we've i'm we're i'd we'd")
"""Who is passed on."""
LONGEST: Final = 100
"""In characters: the two halves of being sent there and back fit into it."""


def passed_around(words: Words, spots: Sequence[int], idioms: Sequence[Place]) -> list[Place]:
    """Find the clauses that tell of being passed on.

    `spots` are the places of words of saying and sending, `idioms` those of fixed phrases ("pillar to post").
    """
    keys = words.keys
    found = colons(words) if words.text.count(":") > 1 else []
    if not spots and not idioms:
        return found
    if not spots:
        return with_idioms(words, found, idioms)
    parts = portions(keys, spots[:MOST])
    told = [passes(keys, part) for part in parts]
    for number, part in enumerate(parts):
        if any(part[0] < end and first < part[1] for first, end in found):
            continue
        follows = parts[number + 1] if number + 1 < len(parts) else part
        near = follows[0] - part[1] in (1, 2)
        if near and is_pair(keys, part, follows, (told[number], told[number + 1])):
            found.append(fitting(words, (begun(keys, part), follows[1])))
        elif told[number]:
            found.append(fitting(words, (begun(keys, part), onward(keys, parts, number))))
    return with_idioms(words, found, idioms)


def onward(keys: Sequence[str], parts: Sequence[Place], number: int) -> int:
    """Give where a passing on ends: also over the one behind who passes on again (", who sent us back")."""
    end = parts[number][1]
    if number + 1 < len(parts):
        first, stop = parts[number + 1]
        if first - end in (1, 2) and keys[first] in ("who", "which") and not MOVED_ON.isdisjoint(keys[first:stop]):
            return stop
    return end


def with_idioms(words: Words, found: list[Place], idioms: Sequence[Place]) -> list[Place]:
    """Add the fixed phrases that lie in nothing found."""
    keys = words.keys
    found += [
        (idiom[0], forward(words, *idiom, 40)[1])
        for idiom in idioms[:MOST]
        if is_passing(keys[slice(*idiom)]) and not any(first < idiom[1] and idiom[0] < end for first, end in found)
    ]
    return sorted(found)


def is_passing(keys: Sequence[str]) -> bool:
    """Say whether a fixed phrase tells of being passed on and of nothing else ("different agents", "transferred money")."""
    if "wait" in keys or not LOOSE.isdisjoint(keys[:2]):
        return False
    return keys[0] not in MOVES or not PASSED.isdisjoint(keys)


def colons(words: Words) -> list[Place]:
    """Read "Tech line: ring sales. Sales: ring tech." as one."""
    keys = words.keys
    spots = [
        place
        for place, key in enumerate(keys)
        if key == PAUSE and words.tokens[place] == ":" and 0 < place < len(keys) - 1 and keys[place + 1] in ORDERED
    ]
    found: list[Place] = []
    for one, other in pairwise(spots[:MOST]):
        if other - one < 10 and not (found and one < found[-1][1]):
            first = max(
                (place + 1 for place in range(max(0, one - 3), one) if keys[place] in (STOP, PAUSE)), default=one - 3
            )
            found.append(fitting(words, (max(0, first), forward(words, one, other + 1, LONGEST)[1])))
    return found


def portions(keys: Sequence[str], spots: Sequence[int]) -> list[Place]:
    """Give the portions between punctuation, accounts and joining words that hold a word of saying or sending."""
    found: list[Place] = []
    for spot in spots:
        if found and spot < found[-1][1]:
            continue
        first, end = spot, spot + 1
        while first > 0 and spot - first < WIDEST and not is_joint(keys[first - 1]):
            first -= 1
        while end < len(keys) and end - spot < WIDEST and not is_joint(keys[end]):
            end += 1
        found.append((first, end))
    return found


def is_joint(key: str) -> bool:
    """Say whether a portion ends at a word."""
    return key in JOINTS or key[0] == "@"


def begun(keys: Sequence[str], part: Place) -> int:
    """Give where in a clause the teller stands ("your fitter" told me, "I was" told)."""
    first, end = part
    spoken = next((place for place in range(first, end) if keys[place] in TELLING), first)
    for place in range(spoken - 1, max(first - 1, spoken - 5), -1):
        if keys[place] in TELLERS:
            return place
    return first if spoken - first <= SHORT else max(first, spoken - 1)


def passes(keys: Sequence[str], part: Place) -> bool:
    """Say whether one clause alone tells of being passed on."""
    first, end = part
    for position in range(first, end):
        if (
            keys[position] in SAYS
            and keys[position - 1 : position] not in NOT_SAID
            and directs(keys, position + 1, end)
        ):
            return True
        if keys[position] in MOVES and is_moved(keys, position, end):
            return True
        if keys[position] in GIVES and is_number_given(keys[position + 1 : end]):
            return True
    return False


def is_moved(keys: Sequence[str], position: int, end: int) -> bool:
    """Say whether somebody is sent on ("sent me to billing", "palmed me off on", "I was passed to", "from one to another")."""
    behind = keys[position + 1 : end]
    if behind[:1] == ["from"] and "to" in behind:
        return True
    if behind[:1] and behind[0] in ("me", "us"):
        return is_onward(behind[1:])
    if not position or keys[position - 1] not in WERE:
        return False
    before = keys[max(0, position - 4) : position]
    if WHO.isdisjoint(before) and position > 1 and not is_joint(keys[position - 2]):
        return False
    if behind.count("to") > 1:
        return True
    return (keys[position] in SURELY_MOVED or behind[:1] == ["over"]) and is_onward(behind)


def is_number_given(behind: Sequence[str]) -> bool:
    """Say whether the number of somebody else is handed out ("gave me another number", "gives out head office's number")."""
    said = [place for place, key in enumerate(behind[:7]) if key in ("number", "email")]
    if not said or behind[0] not in ("me", "us", "out", "you"):
        return False
    return not ANOTHER.isdisjoint(behind[: said[0]]) or (behind[0] == "out" and said[0] > 1)


def is_onward(behind: Sequence[str]) -> bool:
    """Say whether what stands behind "sent me" leads to somebody else ("off to the butcher", "back to the shop")."""
    place = 0
    while place + 1 < len(behind) and behind[place] in OFF and behind[place + 1] in WAYS:
        place += 1
    return len(behind) > place + 1 and behind[place] in WAYS and NOT_PASSED.isdisjoint(behind[place + 1 : place + 3])


def directs(keys: Sequence[str], position: int, end: int) -> bool:
    """Say whether, from a position on, somebody is told to go to another, or that it is another's."""
    if OTHERS.intersection(pairwise(keys[position : min(end, position + 5)])):
        return True
    while (
        position < end
        and keys[position] in OBJECTS
        and (keys[position], keys[min(position + 1, end - 1)]) not in ELSEWHERE
    ):
        position += 1
    if position + 1 >= end:
        return False
    if keys[position] in GO:
        return keys[position + 1] not in NOT_ON
    return (keys[position], keys[position + 1]) in ELSEWHERE


def is_pair(keys: Sequence[str], one: Place, other: Place, told: tuple[bool, bool]) -> bool:
    """Say whether two clauses behind each other send there and back."""
    if all(told) or (told[0] and other[1] - other[0] <= BRIEF):
        return True
    first, second = spoken(keys, one), spoken(keys, other)
    return bool((first[1] & second[0] | first[0] & second[1]) - EMPTY)


def spoken(keys: Sequence[str], part: Place) -> tuple[set[str], set[str]]:
    """Give the words before and behind the word of saying in a clause: who says, and of whom."""
    first, end = part
    said = next((place for place in range(first, end) if keys[place] in SAYS), end)
    return set(keys[first:said]), set(keys[said + 1 : end])


def fitting(words: Words, place: Place) -> Place:
    """Shorten a place that is longer than a reader takes in, at its end."""
    first, end = place
    places = words.places
    while end > first + 1 and places[end - 1][1] - places[first][0] > LONGEST:
        end -= 1
    while end > first + 1 and not opens(words.keys[end - 1]):
        end -= 1
    return first, end
