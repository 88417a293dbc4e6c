"""Finds what somebody asks for, from the asking word to the end of the clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.analysis.clauses import ENDS, Place
from monitor.analysis.words import PAUSE, STOP, Words, listed

POLITE: Final = listed("please pls plz kindly abeg")
DEEDS: Final = listed(
    "send fix sort refund give return replace ring call phone find change swap turn reverse restore credit cancel close collect "
    "correct explain tell let get answer reply put stop look reimburse bring book honour honor resolve deliver ship issue have "
    "email respond contact help do make pay update rebook escalate unlock unblock remove delete amend confirm compensate see "
    "investigate repair check waive post pick speak talk arrange provide advise reopen reinstate extend sign transfer move be"
)
"""What a company is asked to do."""
ORDERS: Final = DEEDS - listed("have see be sign move speak talk")
"""Deeds that are asked for at the beginning of a sentence."""
AFTER_ORDER: Final = listed("me us my our it this that them him her someone somebody out back these one your")
GIVEN: Final = listed(
    "refund reimburse replace credit reverse restore send give return issue find provide answer change cancel close fix collect get put turn correct"
)
"""Deeds that ask when a thing follows."""
THINGS: Final = frozenset({"a", "an", "the", "$", "every", "all"})
ASKED: Final = listed("you u someone somebody anyone anybody ya i we yous")
MODALS: Final = listed("can could would will may")
NOT_ASKING: Final = listed("what how who when that as which why and where than if way")
"""Right before "can you" these make another question of it."""
WISHES: Final = listed("want need demand expect require request ask insist like appreciate")
BETWEEN: Final = listed("just really would would still only do also now simply again should be")
WANTED: Final = listed(
    "my our the it this that you someone somebody answers answer compensation refund refunds replacement money a an some your "
    "every what them"
)
TO_DO: Final = listed("know speak talk cancel return see hear have be complain understand get exchange swap claim")
SPEAKERS: Final = listed("i we i'd we'd i'll id")
NOTING: Final = listed("note be bear find")
"""Behind "kindly" or "please" these ask for nothing that could be done."""
MORE_ENDS: Final = ENDS | listed("but because although otherwise or so")
CHANCES: Final = listed("of you someone somebody i we to anyone")
ANCHORS: Final = POLITE | DEEDS | MODALS | SPEAKERS | {"needful", "all", "chance"}
MOST: Final = 2
LONGEST: Final = 70


def requests(words: Words, spots: Sequence[int]) -> list[Place]:
    """Find the first requests of a text, beside the words at `spots`."""
    keys = words.keys
    found: list[Place] = []
    for position in spots:
        if found and position < found[-1][1]:
            continue
        first = beginning(keys, position)
        if first is None or (found and first < found[-1][1]):
            continue
        place = to_the_end(words, first, position)
        if place[1] - place[0] > 1:
            found.append(place)
            if len(found) == MOST:
                break
    return found


def beginning(keys: Sequence[str], position: int) -> int | None:
    """Give where the request begins that a word at a position asks for; None when it asks for nothing."""
    key = keys[position]
    before = keys[position - 1] if position else STOP
    behind = keys[position + 1] if position + 1 < len(keys) else STOP
    if key in POLITE:
        return polite(keys, position, behind)
    if key in SPEAKERS:
        return position if wishes(keys, position) and keys[max(0, position - 1)] != "all" else None
    if key in MODALS:
        asks = behind in ASKED and before not in NOT_ASKING and asks_deed(keys, position + 2)
        return position if asks else None
    if key == "let" and keys[position + 2 : position + 3] != ["have"] and keys[position + 2 : position + 3] != ["know"]:
        return None
    if key in ORDERS and (behind in AFTER_ORDER or (key in GIVEN and behind in THINGS)):
        return order(keys, position, before)
    return other_wish(keys, position, before, behind)


def other_wish(keys: Sequence[str], position: int, before: str, behind: str) -> int | None:
    """Begin at "all I want is", "any chance of", "do the needful"."""
    if keys[position] == "needful" and position > 1:
        return position - 2
    if (
        keys[position] == "all"
        and behind in ("i", "we")
        and keys[position + 2 : position + 3]
        and keys[position + 2] in WISHES
    ):
        return position
    return position - 1 if keys[position] == "chance" and before == "any" and behind in CHANCES else None


def polite(keys: Sequence[str], position: int, behind: str) -> int | None:
    """Begin at "please", or, where it closes the clause, at the beginning of the clause when it is short."""
    if behind not in ENDS:
        return position if behind not in NOTING else None
    first = position - 1 if position > 1 and keys[position - 1] == PAUSE else position
    while first > 0 and keys[first - 1] not in (STOP, PAUSE, "and", "but", "so") and keys[first - 1][0] != "@":
        first -= 1
    return first if 1 < position - first <= 9 else None


def order(keys: Sequence[str], position: int, before: str) -> int | None:
    """Begin at an order when it opens a sentence or a clause ("refund me", "somebody ring her", "just reverse one")."""
    first = position
    if before in ("just", "someone", "somebody", "now", "then"):
        first -= 1
        before = keys[first - 1] if first else STOP
    opened = before in (STOP, PAUSE, "so", "and", "http") or before[0] == "@"
    return first if opened else None


def wishes(keys: Sequence[str], position: int) -> bool:
    """Say whether the author says what they want ("I want my money back", "I'd like a replacement")."""
    place = position + 1
    while place < len(keys) and keys[place] in BETWEEN:
        place += 1
    if place + 1 >= len(keys):
        return False
    if keys[place] in ("obliged", "grateful"):
        return True
    if keys[place] not in WISHES or (keys[place] in ("like", "appreciate") and not polite_form(keys, position, place)):
        return False
    behind = keys[place + 1]
    return behind in WANTED or (behind == "to" and place + 2 < len(keys) and keys[place + 2] in TO_DO)


def polite_form(keys: Sequence[str], position: int, place: int) -> bool:
    """Say whether "like" is a wish ("I'd like") and no liking ("I like")."""
    return (
        keys[position] in ("i'd", "we'd", "id") or "would" in keys[position:place] or "should" in keys[position:place]
    )


def asks_deed(keys: Sequence[str], position: int) -> bool:
    """Say whether somebody is asked to do something, or a thing is asked for."""
    return not DEEDS.isdisjoint(keys[position : position + 3])


def to_the_end(words: Words, first: int, position: int) -> Place:
    """Give a request from its first word to the end of its clause."""
    keys, places = words.keys, words.places
    end = position + 1
    start = places[first][0]
    while end < len(keys) and keys[end] not in MORE_ENDS and keys[end][0] != "@" and places[end][1] - start <= LONGEST:
        end += 1
    return first, end
