"""Finds what somebody asks for, from the asking word to the end of the clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.analysis.clauses import ENDS, Place
from monitor.analysis.words import PAUSE, STOP, Words, listed

POLITE: Final = listed("please pls plz kindly abeg")
DEEDS: Final = listed(
    "send fix sort refund give return replace ring call phone find change swap turn reverse restore credit cancel "
    "close collect correct explain tell let get answer reply put stop look reimburse bring book honour honor resolve "
    "deliver ship issue have email respond contact help do make pay update rebook escalate unlock unblock remove "
    "delete amend confirm compensate see investigate repair check waive post pick speak talk arrange provide advise "
    "reopen reinstate extend sign transfer move be drop take teach hire train charge knock leave come reconnect "
    "recalculate unsubscribe uninstall undo withdraw redo resend reprint reorder reduce lower raise switch employ "
    "test clean empty repaint retrain apologise apologize lift wipe install redeliver reschedule own process release "
    "forward supply match direct refill mend admit backdate unfreeze reactivate renew review treat hand keep quote "
    "add"
)
"""What a company is asked to do."""
ORDERS: Final = DEEDS - listed("have see be sign move speak talk leave come keep own add treat test")
"""Deeds that are asked for at the beginning of a sentence."""
AFTER_ORDER: Final = listed("me us my our it this that them him her someone somebody out back these one your")
WISHED: Final = listed("refund help answers answer update reply response compensation callback advice")
"""Alone before "please" these ask for themselves."""
GIVEN: Final = listed(
    "refund reimburse replace credit reverse restore send give return issue find provide answer change cancel close fix "
    "collect get put turn correct "
    "swap repair drop pay bring switch honour honor mend undo withdraw release unlock unblock reconnect reinstate redeliver "
    "resend train "
    "hire teach compensate remove delete amend update reopen lift retrain clean empty match deliver ship book sort explain stop waive"
)
"""Deeds that ask when a thing follows."""
THINGS: Final = frozenset(
    {"a", "an", "the", "$", "every", "all", "#", "some", "for", "both", "everyone", "charging", "sending", "another"}
)
ASKED: Final = listed("you u someone somebody anyone anybody ya i we yous")
MODALS: Final = listed("can could would will may")
NOT_ASKING: Final = listed("what how who when that as which why and where than if way")
"""Right before "can you" these make another question of it."""
WISHES: Final = listed("want need demand expect require request ask insist like appreciate love prefer settle")
BETWEEN: Final = listed("just really would still only do also now simply again should be")
WANTED: Final = listed(
    "my our the it this that you someone somebody answers answer compensation refund refunds replacement money a an "
    "some your every what them both all someone's compensated refunded $"
)
ASKED_FOR: Final = listed("the a my an some that this")
BARE_WISHES: Final = listed("want need demand expecting requesting demanding would")
VAGUE: Final = listed("this that it you what them every")
TO_DO: Final = listed("know speak talk cancel return see hear have be complain understand get exchange swap claim")
SPEAKERS: Final = listed("i we i'd we'd i'll id")
NOTING: Final = listed("note be bear find")
"""Behind "kindly" or "please" these ask for nothing that could be done."""
MORE_ENDS: Final = ENDS | listed("but because although otherwise or so")
TITLED: Final = listed("mr mrs ms miss dr a an your the one")
"""Behind "can" or "could" these name whom of the firm is asked."""
CHANCES: Final = listed("of you someone somebody i we to anyone")
ANCHORS: Final = POLITE | DEEDS | MODALS | SPEAKERS | BARE_WISHES | {"needful", "all", "chance"}
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
        asked = before not in NOT_ASKING and (is_asked(keys, position, behind) or is_named(keys, position, before))
        return position if asked else None
    if key == "let" and keys[position + 2 : position + 3] != ["have"] and keys[position + 2 : position + 3] != ["know"]:
        return None
    if key in ORDERS and (behind in AFTER_ORDER or (key in GIVEN and behind in THINGS)):
        return order(keys, position, before)
    return other_wish(keys, position, before, behind)


def other_wish(keys: Sequence[str], position: int, before: str, behind: str) -> int | None:
    """Begin at "all I want is", "any chance of", "do the needful", "want my money back"."""
    if keys[position] in BARE_WISHES and is_bare_wish(keys, position, before):
        return position
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
    if position - first == 1:
        return first if keys[first] in WISHED | ORDERS else None
    return first if 1 < position - first <= 9 else None


def order(keys: Sequence[str], position: int, before: str) -> int | None:
    """Begin at an order when it opens a sentence or a clause ("refund me", "somebody ring her", "just reverse one")."""
    first = position
    if before in ("just", "someone", "somebody", "now", "then", "either", "so"):
        first -= 1
        before = keys[first - 1] if first else STOP
    opened = before in (STOP, PAUSE, "so", "and", "http", "either") or before[0] == "@"
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
    if keys[place] in ("ask", "asking") and keys[place + 1] == "for":
        return place == position + 1 and keys[place + 2 : place + 3] != [] and keys[place + 2] in ASKED_FOR
    if keys[place] not in WISHES or (
        keys[place] in ("like", "appreciate", "love", "prefer") and not polite_form(keys, position, place)
    ):
        return False
    behind = keys[place + 1]
    return behind in WANTED or (behind == "to" and place + 2 < len(keys) and keys[place + 2] in TO_DO)


def is_asked(keys: Sequence[str], position: int, behind: str) -> bool:
    """Say whether somebody is asked to do something ("could you refund")."""
    return behind in ASKED and "not" not in keys[position : position + 5] and asks_deed(keys, position + 2)


def is_named(keys: Sequence[str], position: int, before: str) -> bool:
    """Say whether one of the firm's is asked at the beginning of a sentence ("can a manager ring", "could Mr Lee phone me")."""
    if before not in (STOP, PAUSE, "and", "please") and before[0] != "@":
        return False
    titled = keys[position + 1 : position + 2] and keys[position + 1] in TITLED
    return (
        bool(titled)
        and not DEEDS.isdisjoint(keys[position + 3 : position + 6])
        and PAUSE not in keys[position : position + 4]
    )


def is_bare_wish(keys: Sequence[str], position: int, before: str) -> bool:
    """Say whether a sentence begins with a wish ("Want my money back", "Would like a refund")."""
    if before not in (STOP, PAUSE) and before[0] != "@":
        return False
    place = position + 1
    if keys[position] == "would":
        if keys[place : place + 1] not in (["like"], ["love"], ["appreciate"]):
            return False
        place += 1
    return place + 1 < len(keys) and (
        keys[place] in WANTED - VAGUE or keys[place : place + 2] in (["to", "speak"], ["to", "cancel"])
    )


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
