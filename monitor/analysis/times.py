"""Tells the lengths of time that were waited from those somebody was a customer, and from all others.

"Three weeks" may be a wait, an age, a contract or a holiday: the words around it decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from monitor.analysis.clauses import Place, forward
from monitor.analysis.lengths import RATES, YEARS, Length, lengths
from monitor.analysis.needs import BABIES, PEOPLE
from monitor.analysis.words import PAUSE, STOP, Words, listed

AGO: Final = listed("ago after off old olds earlier early younger older pregnant from back")
THINGS: Final = listed(
    "stroll further away walk into drive contract contracts warranty guarantee guarantees plan trial subscription "
    "notice stay trip holiday vacation flight journey course break return returns policy mortgage deal supply pass "
    "ticket membership tenancy lease term cruise window battery limit slot appointment promise delivery rental "
    "anniversary helpline line service support clock supermarket lessons session sessions cooking cook bake shift "
    "shifts run video clip episode meeting call sentence sleep kip nap worth"
)
"""A noun right behind a length that makes it the length of a thing, not of a wait."""
STRONG: Final = listed(
    "wait waits waiting waited hold holding queue queues queued queuing queueing delay delays delayed late overdue stuck stranded "
    "tarmac runway counting stood standing"
)
"""Words that make a length beside them a wait whatever else is said."""
WEAK: Final = listed(
    "sat sitting sit took taken takes taking spent wasted without still nothing nobody already trying tried chasing ignored "
    "down off out missing gone no not never hasn't haven't isn't wasn't aren't weren't won't can't cannot couldn't didn't "
    "lay lying laid hanging hung pacing shivering stewing doesn't don't disconnected broken dead unread phone been it's its "
    "that's going on coming now later behind silence"
)
"""Words that make a length beside them a wait where somebody complains."""
LOYAL: Final = listed(
    "customer customers member members subscriber subscribers client clients patient passenger regular fan loyal loyalty "
    "shopper shopped shopping buying flown flying banked banking insured insuring subscribed subscribing custom membership used "
    "using stayed going worn wearing recommending recommended driven owner married trusted faithful supporter played playing "
    "paying renewed renewing supporting supported visiting visited travelled travelling traveled commuting hiring hired rented "
    "renting dining dined drinking drunk wore driving ridden riding watched watching listened listening holidayed attended "
    "trained training drank ate sworn shop "
    "loyally happily bought pair coming eaten eating ordering reader tenant resident defended reordered"
)
"""Words beside a length that speak of a customer's years."""
TITLES: Final = listed(
    "holder customer member subscriber client patient passenger regular fan user shopper supporter reader loyal"
)
"""What a customer is called: part of the words that tell how long they were one."""
PROMISES: Final = listed(
    "said says promised quoted advised estimated in inside within every per by under each once than until till next times twice x"
)
"""Right before a length these mean a promise, a pace or a comparison."""
OWNED: Final = listed("after lasted lasts had owned bought only just old aged every first")
"""Right before years these tell how long a thing was used or lasted."""
ORDERED: Final = listed(
    "ordered paid applied sent returned reported complained booked emailed requested asked wrote raised cancelled"
)
"""What was done some weeks "ago" and is waited for since."""
ANYBODY: Final = listed("anyone anybody someone somebody we i they it being any a")
"""Behind "40 minutes before" these tell what was waited for."""
BROKEN: Final = listed("broken down off out wrong dead missing leaking gone")
NEGATIVE: Final = listed("no not never nothing nobody hasn't haven't isn't didn't don't without still")
BOUNDARY: Final = frozenset({STOP, PAUSE})
ILL: Final = listed("ill sick puking vomiting company supplier slept sleep eaten")
"""What is since then and is no wait."""
FIRMS: Final = listed("you u them ye yous your the this my same one")
"""Behind "with" these are whom somebody is a customer of."""
FRAGMENTS: Final = listed("no i've we've as loyal here customer")
"""Behind years that begin a sentence these make them a customer's."""
HERE: Final = listed("this that's you i've we've")
"""Behind years and "and" these make them a customer's ("twelve years and this is how it ends")."""
CUSTOM: Final = listed("insurance loyalty custom membership business premiums payments service")
LIKELY: Final = 0.3
"""From this probability of a complaint on a bare length of time is read as a wait."""
MONTHS: Final = listed("month months mth mths week weeks wk wks")
"""Shorter than years, and yet long enough to be a customer for."""
BEGUN: Final = frozenset({"moment", "year number", "day number", "lately", "before"})
"""The units of a beginning ("since Tuesday"), of a count ("day 12") and of "the last fortnight"."""
DATED: Final = frozenset({"in", "on", "by", "from", "until", "till", "every", "for"})
"""Before "day 12" these make a date of it."""
ALL_DAY: Final = STRONG | listed("in trying on")
"""Beside "all day" these speak of waiting."""
CHANGES: Final = listed(
    "update updates upgrade upgraded updated merger changed change changes storm outage refurb refurbishment takeover moved move "
    "switch switched install installed delivery fault error stopped broke broken left new fitted"
)
"""What happened since then and made nobody a customer."""
STAYS: Final = listed(
    "stay stayed staying booked away hired hire lasted lasts last worked works used using use owned visiting holiday hotel rent "
    "rented paid pay lived here slept sleep free trial good valid open charged charge fixed add lend renewed comfortable "
    "swore billed renew extended looked"
)
"""Before "for two weeks" these make no wait of it."""
SITTING: Final = listed("sat sit sitting wait waited waiting stayed stay stood in queue queued home off hung")
"""Before "8 till 6" these make a wait of it."""
STILL_IN: Final = listed("i'm we're now still am are it's into")
"""Before "in week four", "on day 12" these make a wait of it."""
TO_BE: Final = listed("is he's she's who's was turned turning aged")
"""Before a length these may tell an age."""
SMALL: Final = listed("days weeks months day week month wks mths year years yrs")
MOST: Final = 4
"""No more of one text are marked."""


class Times(NamedTuple):
    """What the lengths of time of a text tell, as token places."""

    waiting: list[Place]
    loyal_before: list[Place]


def times(words: Words, spots: Sequence[int], complains: float) -> Times:
    """Find how long somebody waits or waited, and how long they were a customer, beside the words at `spots`."""
    found = Times([], [])
    for length in lengths(words, spots):
        before, after = surroundings(words.keys, length)
        if is_loyal(length, before, after) and not is_change(words, length):
            found.loyal_before.append(with_title(words, length))
        elif length.unit in ("clause", "event") or is_age(words, length):
            continue
        elif is_waited(length, before, after, complains):
            found.waiting.append((length.first, length.end))
        if len(found.waiting) + len(found.loyal_before) == MOST:
            break
    return found


def is_change(words: Words, length: Length) -> bool:
    """Say whether what happened since made nobody a customer ("since your last update")."""
    return length.unit == "event" and not CHANGES.isdisjoint(words.keys[length.first : length.end])


def is_age(words: Words, length: Length) -> bool:
    """Say whether a length is how old somebody is ("baby's 5 weeks", "Ottilie, 18 months")."""
    if length.unit not in SMALL or length.first < 2:
        return False
    last, token = words.keys[length.first - 1], words.tokens[length.first - 2]
    if last == PAUSE:
        begins = length.first < 3 or words.keys[length.first - 3] in BOUNDARY
        closed = length.end >= len(words.keys) or words.keys[length.end] in BOUNDARY
        return (
            closed
            and not begins
            and token[0].isupper()
            and token[1:].islower()
            and words.tokens[length.first - 1] == ","
        )
    return last in BABIES or (last in TO_BE and words.keys[length.first - 2] in PEOPLE)


def surroundings(keys: Sequence[str], length: Length) -> tuple[list[str], list[str]]:
    """Give the words of the sentence before a length, up to ten, and up to four behind it."""
    before = list(keys[max(0, length.first - 10) : length.first])
    while STOP in before:
        del before[: before.index(STOP) + 1]
    after = list(keys[length.end : length.end + 4])
    return before, after[: after.index(STOP)] if STOP in after else after


def is_loyal(length: Length, before: list[str], after: list[str]) -> bool:
    """Say whether a length tells for how long somebody was a customer."""
    if after[:1] and (after[0] in AGO or after[0] in THINGS or after[0] in STRONG):
        return False
    if length.unit in ("moment", "before") or length.unit in MONTHS:
        return not TITLES.isdisjoint(before[-4:]) or is_with(before[-4:], [])
    if length.unit not in YEARS and length.unit not in ("clause", "event", "year number"):
        return False
    waited = not STRONG.isdisjoint(before) or (before and before[-1] in PROMISES)
    failed = is_denied(before[-6:]) or not BROKEN.isdisjoint(before[-4:])
    return not (waited or failed) and is_customers(length, before, after)


def is_customers(length: Length, before: list[str], after: list[str]) -> bool:
    """Say whether years, or a beginning long ago, are a customer's by the words beside them."""
    if length.unit == "event":
        return not LOYAL.isdisjoint(before) or is_with(before, [])
    if not LOYAL.isdisjoint(before) or not LOYAL.isdisjoint(after[:3]) or is_with(before, after):
        return True
    if length.unit == "clause":
        return "had" in before
    if length.unit == "year number" or before[-1:] == ["of"] or (after[:1] == ["of"] and is_custom(after[1:])):
        return True
    return is_fragment(before, after) or after[:3] == ["in", "a", "row"] or after[:1] == ["running"]


def is_with(before: Sequence[str], after: Sequence[str]) -> bool:
    """Say whether somebody is with the firm ("with you for ten years", "five years with the same bank")."""
    joined = any(one == "with" and other in FIRMS for one, other in pairwise([*before, *after]))
    return joined or (after[:1] == ["with"] and len(after) > 1)


def is_denied(before: Sequence[str]) -> bool:
    """Say whether something is denied: years without service are no years of a customer."""
    return any(key in NEGATIVE or key.endswith("n't") for key in before) or "first" in before


def is_fragment(before: list[str], after: list[str]) -> bool:
    """Say whether a length of years stands for itself ("26 decent years.", "Twenty two years of car insurance")."""
    opened = not before or before[-1] == PAUSE
    return opened and (not after or after[0] in FRAGMENTS or (after[0] == "and" and not HERE.isdisjoint(after[1:2])))


def is_custom(words: Sequence[str]) -> bool:
    """Say whether years "of" something are those of a customer."""
    return any(key.endswith("ing") or key in CUSTOM for key in words)


def is_waited(length: Length, before: list[str], after: list[str], complains: float) -> bool:
    """Say whether a length of time was waited."""
    last = before[-1] if before and before[-1][0] != "@" else PAUSE
    if is_of_something(length, last, after):
        return False
    if after and after[0] in AGO:
        return is_ordered(length, before, after[0], complains)
    beside = [*before, *after[:3]]
    if length.unit in ("all", "hours of day"):
        return complains >= LIKELY and is_sat_out(length, before, beside)
    if not STRONG.isdisjoint(beside):
        return last not in PROMISES or last == "in" or not STRONG.isdisjoint(before[-2:])
    if complains < LIKELY or not TITLES.isdisjoint(before[-4:]):
        return False
    return is_suffered(length, last, before, beside)


def is_sat_out(length: Length, before: list[str], beside: list[str]) -> bool:
    """Say whether "all day" or "8 till 6" is told of a wait."""
    if length.unit == "hours of day":
        return not SITTING.isdisjoint(before)
    return not (ALL_DAY.isdisjoint(beside) and WEAK.isdisjoint(before))


def is_of_something(length: Length, last: str, after: list[str]) -> bool:
    """Say whether it is the length of a thing, a rate ("£5 a month"), or the time before an event."""
    if after[:1] == ["before"] and after[1:2] and after[1] not in ANYBODY:
        return True
    if after[:1] == ["in"] and (len(after) == 1 or after[1] == PAUSE):
        return True
    return bool(after and after[0] in THINGS) or (last in RATES and length.unit not in BEGUN)


def is_ordered(length: Length, before: list[str], following: str, complains: float) -> bool:
    """Say whether something was ordered so long ago and is still waited for."""
    if following != "ago" or length.unit in YEARS or complains < LIKELY:
        return False
    return not ORDERED.isdisjoint(before)


def is_suffered(length: Length, last: str, before: list[str], beside: list[str]) -> bool:
    """Say whether a length in a complaint was waited though no word of waiting stands beside it."""
    if length.unit in BEGUN:
        dated = length.unit == "day number" and last in DATED
        return ILL.isdisjoint(before) and (not dated or not STILL_IN.isdisjoint(before[-3:]))
    denied = not NEGATIVE.isdisjoint(before)
    if last in PROMISES or last in ("after", "first", "the"):
        return (denied and last in ("in", "the")) or (last == "after" and "still" in before)
    if length.unit in YEARS:
        return denied and last not in OWNED
    if last == "for" and STAYS.isdisjoint(before):
        return True
    return last in BOUNDARY or last == "was" or not WEAK.isdisjoint(beside)


def with_title(words: Words, length: Length) -> Place:
    """Widen a length over "for" or "since" and over what the customer is called ("customer for 12 years")."""
    keys, first, end = words.keys, length.first, length.end
    while first > 0 and keys[first - 1] in ("for", "of", "the", "last", "past", "these"):
        first -= 1
    while first > 0 and keys[first - 1] in TITLES:
        first -= 1
    if keys[end : end + 1] == ["a"] and keys[end + 1 : end + 2] and keys[end + 1] in TITLES:
        return first, end + 2
    if end < len(keys) and keys[end] in ("of", "i've", "we've"):
        return first, forward(words, first, end)[1]
    while end < len(keys) and keys[end] in ("running", "loyal", "loyalty", "custom"):
        end += 1
    return first, end
