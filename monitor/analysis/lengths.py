"""Finds lengths of time ("nearly half an hour") and beginnings ("since Tuesday"), whatever they tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from monitor.analysis.clauses import forward, opens
from monitor.analysis.words import STOP, Words, listed

UNITS: Final = listed(
    "second seconds sec secs minute minutes min mins hour hours hr hrs h day days night nights week weeks wk wks fortnight "
    "fortnights weekend weekends month months mth mths year years yr yrs decade decades summer summers winter winters season "
    "seasons christmases generation generations morning mornings afternoon afternoons evening evenings term terms lifetime "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
YEARS: Final = listed(
    "generation generations year years yr yrs decade decades summer summers winter winters season seasons christmases lifetime"
)
BARE: Final = listed("hours hrs days weeks wks months mths years yrs decades ages")
"""Units that stand for a length without a number ("for weeks")."""
WHOLE: Final = listed(
    "day night morning afternoon evening week weekend month summer winter year term half bank monday tuesday wednesday thursday "
    "friday saturday sunday christmas easter spring autumn january february march april may june july august september october "
    "november december"
)
"""What "all" makes a length of ("all day")."""
SINCE: Final = listed("since")
MOMENTS: Final = listed(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun yesterday january "
    "february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec easter christmas xmas morning lunch lunchtime breakfast noon midday midnight dawn last this early late "
    "mid halloween thanksgiving diwali eid ramadan spring summer autumn winter weekend half new bank boxing valentine's mother's "
    "father's bonfire teatime tea dinnertime bedtime payday sunrise sunset holi pongal onam navratri dussehra passover hanukkah "
    "lent whitsun advent memorial labor pancake"
)
"""What a wait may have begun at."""
ENDLESS: Final = listed("ages forever yonks eternity donkeys aeons eons")
"""Lengths that need no number."""
TILL: Final = listed("till until til")
"""Between two hours these make a length of them ("8 till 6")."""
ANCHORS: Final = UNITS | SINCE | ENDLESS | TILL | {"all"}
FILLERS: Final = listed(
    "+ working business whole full long bloody solid flipping odd decent good calendar straight consecutive freaking fucking "
    "damn happy loyal more extra entire fine great"
)
ROUGHLY: Final = listed("over nearly almost about around roughly approximately approx well another some least")
QUANTITIES: Final = listed(
    "# a an half several many few couple dozen thirteen fourteen sixteen seventeen eighteen nineteen"
)
ORDINALS: Final = listed("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
"""Before years, "our fifth year in a row"."""
NUMBERS: Final = listed("# thirteen fourteen sixteen seventeen eighteen nineteen")
"""What counts the days behind "day"."""
BEFORE_BARE: Final = listed(
    "for waiting waited took taken takes taking been after it's its wait hold another queued sat stood spent wasted"
)
"""Before a unit without a number these make a length of it ("for weeks")."""
WAITS: Final = listed("phone hold queue waiting wait late waited overdue delayed")
VAGUE: Final = listed("last this early late mid new bank boxing mother's father's bonfire memorial labor pancake")
"""These name a moment only with another word of time ("since last week")."""
BEFORE_SINGLE: Final = listed(
    ". , for took taken takes taking take wait waits waited waiting over nearly almost about after another been it's "
    "its on within of than and was is by wasted lost hold half an a in done only just around roughly least to spent "
    "now still"
)
"""Before "a month" these leave it a length; behind "boxes" or "£5" it is a rate."""
RATES: Final = listed("$ # x times twice once every quid pounds euros dollars euro bucks pence p each per")
SINGLE: Final = listed("a an")
BEGINNINGS: Final = listed(
    "i we my our it she he they uni university college school childhood launch birth day opening before its first was being"
)
"""What somebody may have been a customer since ("since we were married", "since day one")."""
HOURS: Final = listed("hour hours hr hrs h")
"""Behind these a bare number counts minutes ("1hr 40")."""
NEAR: Final = ROUGHLY | listed("very the at like way back in before just long")
EMPHATIC: Final = listed("whole entire full bloody")
"""With one of these "the afternoon" is a length."""
DEFINITE: Final = listed("the my our this that your")
ROWS: Final = listed("mornings afternoons evenings mondays tuesdays wednesdays thursdays fridays saturdays sundays")
"""A number of these is a length only as a row of them ("three Saturdays running")."""
RUNNING: Final = listed("running in on straight now lost wasted waiting sat")
OVER: Final = listed(
    "silence waiting chasing emails calls excuses nothing promises back waits delays ringing being trying"
)
"""Behind "weeks of" these tell that they were waited."""
DAYS: Final = listed("day week month hour year")
MOMENT_PARTS: Final = MOMENTS | UNITS | listed("# am pm st nd rd th of afternoon evening o'clock oclock holiday eve")
MOST: Final = 60
"""No more words of time are looked at in one text."""


ONCE: Final = listed("day night weekend summer winter second morning afternoon evening")
"""Behind "one" these begin a story."""


class Length(NamedTuple):
    """A length of time, or a beginning ("since Tuesday"), by its tokens and its unit."""

    first: int
    end: int
    unit: str


def lengths(words: Words, spots: Sequence[int]) -> list[Length]:
    """Find all lengths of time and all beginnings, in order, none inside another."""
    keys = words.keys
    found: list[Length] = []
    for position in spots[:MOST]:
        if found and position < found[-1].end:
            continue
        length = since(words, position) if keys[position] == "since" else length_at(keys, position)
        if length is not None:
            if found and length.first < found[-1].end:
                length = Length(found.pop().first, length.end, length.unit)
            found.append(length)
    return found


def length_at(keys: Sequence[str], position: int) -> Length | None:
    """Read the length whose unit stands at a position, with its number and what says roughly."""
    key = keys[position]
    if key == "second":
        return None
    if key not in UNITS:
        return without_unit(keys, position)
    first = None if is_name_of_days(keys, position) else quantity(keys, position)
    if first is not None:
        rate = keys[first] in SINGLE and first > 0 and keys[first - 1] not in BEFORE_SINGLE
        unit = unit_of(keys, first, position)
        return None if rate else Length(roughly(keys, first), completed(keys, position + 1), unit)
    if key in DAYS and position + 1 < len(keys) and keys[position + 1] in NUMBERS:
        return Length(position, position + 2, "day number")
    told = position > 0 and keys[position - 1] in BEFORE_BARE
    return Length(position, position + 1, key) if key in BARE and (told or follows_wait(keys, position)) else None


def without_unit(keys: Sequence[str], position: int) -> Length | None:
    """Read "all day", "8 till 6", "ages"."""
    key = keys[position]
    if key == "all":
        after = keys[position + 1] if position + 1 < len(keys) else STOP
        return Length(position, position + 2, key) if after in WHOLE else None
    return hours_of_day(keys, position) if key in TILL else Length(position, position + 1, key)


def is_name_of_days(keys: Sequence[str], position: int) -> bool:
    """Say whether a unit only names days ("half term", "six mornings") and none of them is told to follow another."""
    if keys[position] in ROWS:
        return RUNNING.isdisjoint(keys[position + 1 : position + 2])
    return position > 0 and keys[position] in ("term", "terms") and keys[position - 1] != "#"


def unit_of(keys: Sequence[str], first: int, position: int) -> str:
    """Name the unit of a length: half a year is a matter of months, "the last month" one of lately."""
    if keys[first] == "half" and keys[position] == "year":
        return "months"
    recent = keys[first] == "the" and keys[first + 1] in ("last", "past")
    return "lately" if recent and keys[position] not in YEARS else keys[position]


def hours_of_day(keys: Sequence[str], position: int) -> Length | None:
    """Read "8 till 6", "from 9 am until half past 1", around the word between."""
    first, end = position, position + 1
    while first > 0 and keys[first - 1] in ("am", "pm", "#"):
        first -= 1
    while end < len(keys) and keys[end] in ("half", "past", "quarter", "#"):
        end += 1
    if first == position or "#" not in keys[first:position] or "#" not in keys[position + 1 : end]:
        return None
    end += keys[end : end + 1] in (["am"], ["pm"])
    return Length(first - (first > 0 and keys[first - 1] == "from"), end, "hours of day")


def follows_wait(keys: Sequence[str], position: int) -> bool:
    """Say whether a bare unit is told of as waited ("weeks I've been waiting", "hours late")."""
    behind = keys[position + 1 : position + 4]
    if behind[:1] in (["now"], ["later"]) or (behind[:1] == ["and"] and behind[1:2] == [keys[position]]):
        return True
    return not WAITS.isdisjoint(behind) or (behind[:1] == ["of"] and not OVER.isdisjoint(behind[1:2]))


def quantity(keys: Sequence[str], position: int) -> int | None:
    """Give where the number before a unit begins; None when there is none."""
    first = position
    while first > 0 and position - first < 2 and keys[first - 1] in FILLERS:
        first -= 1
    if first > 0 and keys[first - 1] == "of":
        first -= 1
    if first > 1 and keys[first - 1] in ("last", "past") and keys[first - 2] == "the":
        return first - 2
    if 0 < first < position and keys[first - 1] in DEFINITE and not EMPHATIC.isdisjoint(keys[first:position]):
        return first - 1
    if first > 0 and keys[first - 1] in ORDINALS and keys[position] in YEARS and position + 1 < len(keys):
        return first - 1 if keys[position + 1] in ("in", "running", "with", "here", "at") else None
    if first == 0 or (keys[first - 1] not in QUANTITIES and not is_one(keys, first, position)):
        return None
    first -= 1
    while first > 0 and (keys[first - 1] in ("#", "half", "a", "couple") or joins(keys, first)):
        first -= 1
    return first


def is_one(keys: Sequence[str], first: int, position: int) -> bool:
    """Say whether "one" counts ("one hour"); "one day" is a story's beginning."""
    return keys[first - 1] == "one" and keys[position] not in ONCE


def joins(keys: Sequence[str], first: int) -> bool:
    """Say whether a number goes on before a joining word ("two and a half", "3 to 4")."""
    return first > 1 and keys[first - 1] in ("and", "to", "or") and keys[first - 2] == "#"


def roughly(keys: Sequence[str], first: int) -> int:
    """Widen a length over the words that say that it is about so much."""
    while first > 0 and keys[first - 1] in ROUGHLY:
        first -= 1
    if list(keys[max(0, first - 2) : first]) in (["more", "than"], ["at", "least"], ["up", "to"]):
        return first - 2
    if list(keys[max(0, first - 4) : first]) in (["the", "best", "part", "of"], ["the", "better", "part", "of"]):
        return first - 4
    if list(keys[max(0, first - 2) : first]) in (["quarters", "of"], ["quarter", "of"]):
        return first - 3 if first > 2 and keys[first - 3] in QUANTITIES else first - 2
    return first


def completed(keys: Sequence[str], end: int) -> int:
    """Widen a length over what completes it: "and a half", "and counting", "20 minutes"."""
    behind = list(keys[end : end + 3])
    if behind[:1] in (["and"], ["&"]) and behind[1:] in (["a", "half"], ["a", "quarter"], ["a", "bit"]):
        return end + 3
    if behind[:2] == ["and", "counting"]:
        return end + 2
    counted = behind[1:] if behind[:1] == ["and"] else behind
    if counted[:1] == ["#"] and keys[end - 1] in HOURS and UNITS.isdisjoint(counted[1:2]):
        return end + 1 + len(behind) - len(counted)
    if behind[:1] == ["#"] and len(behind) > 1 and behind[1] in UNITS:
        return end + 2
    if behind[:2] == ["and", "#"] and len(behind) > 2 and behind[2] in UNITS:
        return end + 3
    return end


def since(words: Words, position: int) -> Length | None:
    """Read "since Tuesday", "since about Easter", "since 2009"; a whole clause may tell of a customer's years."""
    keys = words.keys
    end = position + 1
    while end < len(keys) and keys[end] in NEAR:
        end += 1
    if end >= len(keys):
        return None
    if keys[end - 1] == "before" and opens(keys[end]) and keys[end] not in MOMENTS:
        return Length(*forward(words, position, end), "before")
    if keys[end] == "#":
        number = words.tokens[end]
        year = number[:2] in ("19", "20") if len(number) == 4 else len(number) == 2 and number[0] in "0789"
        unit = "year number" if year else "moment"
        return Length(position, moment_end(keys, end + 1), unit)
    if keys[end] in MOMENTS:
        stop = moment_end(keys, end + 1)
        said = keys[end] not in VAGUE or stop > end + 1
        return Length(position, stop, "moment") if said else None
    if keys[end] in UNITS or not opens(keys[end]):
        return None
    return Length(*forward(words, position, end), "clause" if keys[end] in BEGINNINGS else "event")


def moment_end(keys: Sequence[str], end: int) -> int:
    """Give where a moment ends ("Monday 8 am", "the 3rd of March", "last week")."""
    while end < len(keys) and keys[end] in MOMENT_PARTS:
        end += 1
    while keys[end - 1] == "of":
        end -= 1
    return end
