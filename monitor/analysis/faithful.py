"""Finds words of faithful custom that name no length of time: a title, a habit, a count, what the family did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from monitor.analysis.clauses import ENDS, Place
from monitor.analysis.words import PAUSE, STOP, listed

RANKS: Final = listed(
    "gold silver platinum diamond bronze founding lifetime lifelong longstanding standing long-standing long-term longterm longtime "
    "loyal regular repeat returning faithful devoted elite charter legacy vip rewards premier annual"
)
"""What a faithful customer is called ("gold member", "regular guest")."""
TITLES: Final = listed(
    "member customer subscriber client guest user fan passenger shopper patient flyer flier traveller traveler holder supporter "
    "listener reader visitor buyer punter diner donor backer regular"
)
MANY_MEMBERS: Final = listed("to for your treat treats treating new the all reward rewards from more attract")
"""Before the rank these speak of what a firm does for customers, not of the author."""
PERIODS: Final = listed(
    "summer winter spring autumn season year month week weekend payday christmas xmas easter thanksgiving birthday friday saturday "
    "sunday monday tuesday wednesday thursday fortnight time anniversary holiday trip half-term diwali eid"
)
HABITS: Final = listed(
    "order ordered ordering buy bought buying book booked booking shop shopped shopping fly flown flew flying stay stayed "
    "staying hire "
    "hired hiring rent rented renew renewed eat eaten ate come came coming visit visited drink drank holiday holidayed commute "
    "travel travelled use used get getting subscribe donate go going been"
)
"""What customers do again and again."""
SLIGHT: Final = listed("use used get getting go going been come came coming")
"""Of these only a habit of seasons, told of the author, tells of custom."""
SEASONS: Final = listed(
    "summer winter spring autumn season year christmas xmas easter thanksgiving birthday payday anniversary holiday friday "
    "saturday sunday"
)
SELF: Final = listed("i we i've we've ive i'd we'd")
DENIALS: Final = listed("not never don't won't can't cannot couldn't didn't has had to stop stopped no more")
ORDINALS: Final = listed(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth umpteenth hundredth"
)
SUFFIXES: Final = listed("nd rd th")
OWNING: Final = frozenset(
    (who, did)
    for who, verbs in (
        ("i've", "had bought owned ordered"),
        ("we've", "had bought owned ordered booked"),
        ("ive", "had bought owned"),
    )
    for did in verbs.split()
)
FROM_THEM: Final = frozenset(
    (link, whom) for link in ("from", "with", "off") for whom in ("you", "them", "u", "yous", "these", "this")
)
BOUGHT_AGAIN: Final = listed(
    "one pair car order stay booking cruise holiday phone visit trip van bike set policy box bag tv laptop machine bed sofa"
)
KIN: Final = listed(
    "mother mum mom mam dad father nan gran grandma grandad grandfather grandmother parents family husband wife"
)
USED_TO: Final = listed(
    "shopped bought used banked flew stayed drove wore swore swears recommended drank ate insured came holidayed always"
)
HERE: Final = listed("here there with from by you yours them your it before all always this")
TIMES_PLACED: Final = listed("times weeks days months years hours minutes nights mins hrs")
ANCHORS: Final = TITLES | listed("every each now always") | ORDINALS | SUFFIXES | KIN
Reader: TypeAlias = "Callable[[Sequence[str], int], Place | None]"
MOST: Final = 2
REACH: Final = 7
LONG: Final = 3
"""So many words may stand between a count and what says that they were bought."""


def faithful(keys: Sequence[str], spots: Sequence[int]) -> list[Place]:
    """Find the first words of faithful custom, beside the words at `spots`."""
    found: list[Place] = []
    for position in spots:
        place = READERS[keys[position]](keys, position)
        if place is not None and not (found and place[0] < found[-1][1]):
            found.append(place)
            if len(found) == MOST:
                break
    return found


def titled(keys: Sequence[str], position: int) -> Place | None:
    """Read "gold member", "long-standing customer", of the author."""
    first = position
    while first > 0 and position - first < LONG and keys[first - 1] in RANKS:
        first -= 1
    if keys[position] not in TITLES or first == position or keys[first] == "standing":
        return None
    if first > 0 and (keys[first - 1] in MANY_MEMBERS or keys[first - 1] == "long"):
        return None
    return first, position + 1


def habitual(keys: Sequence[str], position: int) -> Place | None:
    """Read "I order from you every payday", "hired from Sunvia every summer"."""
    if keys[position] not in ("every", "each") or keys[position + 1 : position + 2] == []:
        return None
    period = keys[position + 1]
    if period not in PERIODS:
        return None
    for place in range(position - 1, max(-1, position - REACH), -1):
        if keys[place] in ENDS:
            return None
        if keys[place] in HABITS:
            return (place, position + 2) if is_habit(keys, place, period) else None
    return None


def is_habit(keys: Sequence[str], place: int, period: str) -> bool:
    """Say whether what is done every so often is the author's own buying."""
    before = keys[max(0, place - 4) : place]
    if not DENIALS.isdisjoint(before) or (keys[place] in SLIGHT and period not in SEASONS):
        return False
    opened = place == 0 or keys[place - 1] in ENDS
    return not SELF.isdisjoint(before) or (opened and keys[place] not in SLIGHT and keys[place].endswith("ed"))


def counted(keys: Sequence[str], position: int) -> Place | None:
    """Read "second one I've had", "our fourth cruise with you", "my 5th order"."""
    first = position - 1 if keys[position] in SUFFIXES and position > 0 and keys[position - 1] == "#" else position
    if keys[position] not in ORDINALS and first == position:
        return None
    for place in range(position + 1, min(len(keys) - 1, position + 2 + LONG)):
        if keys[place] in ENDS or keys[place] in TIMES_PLACED:
            return None
        pair = (keys[place], keys[place + 1])
        if pair in OWNING:
            behind = keys[place + 2] if place + 2 < len(keys) else STOP
            return (first, place + 2) if behind in (STOP, PAUSE, "now", "and", "from", "but") else None
        if pair in FROM_THEM and place > position + 1:
            return (first, place + 2) if not BOUGHT_AGAIN.isdisjoint(keys[position + 1 : place]) else None
    return None


def counted_now(keys: Sequence[str], position: int) -> Place | None:
    """Read "for three dogs now", "our custom for two cars now"."""
    if keys[position] != "now" or position < LONG + 1:
        return None
    noun = keys[position - 1]
    told = keys[position - 3] == "for" and keys[position - 2] == "#" and noun.endswith("s") and noun not in TIMES_PLACED
    return (position - 3, position + 1) if told else None


def of_kin(keys: Sequence[str], position: int) -> Place | None:
    """Read "my mother shopped here", "dad always bought from you"."""
    if keys[position] not in KIN or position + 2 >= len(keys) or keys[position + 1] not in USED_TO:
        return None
    if keys[position + 2] not in HERE and keys[position + 1] not in ("banked", "shopped"):
        return None
    first = position - (position > 0 and keys[position - 1] in ("my", "our"))
    return first, position + 3 if keys[position + 2] in HERE else position + 2


def always(keys: Sequence[str], position: int) -> Place | None:
    """Read "I've always bought", "have always used", of the author."""
    if keys[position] != "always" or position + 1 >= len(keys) or keys[position + 1] not in ALWAYS:
        return None
    return (position, position + 2) if not SELF.isdisjoint(keys[max(0, position - 3) : position]) else None


ALWAYS: Final = listed(
    "bought shopped flown stayed banked used booked recommended ordered loved worn driven sworn chosen hired gone come"
)
EACH: Final[tuple[tuple[AbstractSet[str], Reader], ...]] = (
    (TITLES, titled),
    ({"every", "each"}, habitual),
    (ORDINALS | SUFFIXES, counted),
    ({"now"}, counted_now),
    (KIN, of_kin),
    ({"always"}, always),
)
READERS: Final = {key: read for words, read in EACH for key in words}
"""What reads custom, by its word."""
