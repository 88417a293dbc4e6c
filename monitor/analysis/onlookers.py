"""Tells who only looks on, and gives advice, an explanation or sympathy, from whoever tells something of their own beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from monitor.analysis.cues_onlookers import TRADES
from monitor.analysis.experience import answers, starts_with_account
from monitor.analysis.reading import Reading
from monitor.analysis.words import NUMBER, PAUSE, STOP, Words, listed

SPEAKING: Final = ("expert", "advice", "general", "sympathy")
"""Cues by which somebody speaks from outside; a trade is known anywhere, the others in answers to somebody."""
OF_A_TRADE: Final = frozenset(TRADES.split("|"))
FORMERLY: Final = listed("retired former ex fellow qualified trained chartered certified lapsed professional")
ANOTHERS: Final = listed(
    "the your their this that no our my his her some any had got you by how do with from are is to #"
)
"""Before a trade these name the firm's people and not the author."""
BY_TRADE: Final = OF_A_TRADE | FORMERLY | {f"{trade}'s" for trade in OF_A_TRADE}
"""Without one of these nobody speaks as of a trade."""
BEHIND_TRADE: Final = listed("by since speaking myself")
OPENING: Final = 6
"""Whoever speaks as somebody of the trade says so in so many words at the beginning."""
ORDERS: Final = listed(
    "ask ring call phone email contact check take send try put turn switch unplug cancel film photograph fill leave log run swap "
    "report hold look make insist record open drain boil empty write chase dispute reject demand read use bring move go "
    "cut escalate return tell wait reset restart measure clean get give don't"
)
"""Verbs that begin what somebody is told to do."""
OWN_OBJECT: Final = listed(
    "me us my our i we mine ours again back . , you guys it's is was isn't wasn't has think bother buy waste use fly trust money"
)
"""Behind such a verb these speak to the firm, or of oneself ("don't you", "never again")."""
OPENERS: Final = listed("please pls and but so then oh well just maybe or also yes no yeah aye hi hello first")
"""Little words before what a sentence begins with."""
ASKING: Final = listed("did have has had was were what which how hasn't haven't didn't")
ASKED: Final = listed("they she he anybody anyone somebody someone she's he's yours your theirs her his")
"""Of whom the teller of a story is asked; of "you", whom we may be ourselves, only with a deed of theirs behind it."""
THEIR_DEEDS: Final = listed(
    "order buy keep try check ask ring call phone contact pay sign take film get book go tried checked kept asked rung called phoned "
    "contacted booked bought photographed"
)
POSSESSIVES: Final = listed("my our")
TALKED_OF: Final = listed(
    "twenties thirties forties working life trade job line day days opinion view experience book books advice guess bet mate mates heart "
    "hat circus monkeys problem place god goodness word thoughts customers clients industry time years career friend hunch money tip"
)
"""Behind "my" these are nothing that could have failed."""
ONESELF: Final = listed("me us myself ourselves")
SPEECH: Final = listed("tell tells let lets beats beat believe trust excuse forgive ask makes like correct from")
"""Behind these "me" was not wronged."""
TO: Final = listed("happened happening happens did done doing said sent lied sold gave charged delivered came")
"""Only behind these "to me" tells what befell the author ("looks like the pump to me")."""
PERSONS: Final = listed("i we i've we've i'm we're i'd we'd")
HALVES: Final = listed(
    "still also just even only too never then both all finally already had have am are was were been got now once did do"
)
"""Little words between the author and what they did or suffered."""
TOLD: Final = listed(
    "bought paid got had was were rang sent went came left lost sat stood spent took told found gave put wrote said saw kept ate drove "
    "waiting stuck using stranded paying holding being trying getting looking still without out eating frying living sitting chasing "
    "missed signed fell broke met held felt thought did tried can't couldn't made flew slept read wore worn caught chose switched have"
)
NO_DEEDS: Final = listed("retired trained qualified chartered certified experienced used need indeed")
"""Words in -ed with which nobody begins to tell what they did."""
BEHIND_DEED: Final = listed(
    "in out it them the a an # my mine ours our for to on at from with by up off away back twice again all both there here this that one me us and , ."
)
"""What follows a deed; a noun behind a form in -ed makes a property of it ("toughened glass")."""
SEEN: Final = listed(
    "seen heard read known noticed wondered used worked retired trained learned learnt guessed expected wanted done met"
)
"""What an onlooker has done as well."""
SAID: Final = listed("a an no sorry afraid so not sure glad told assuming guessing suspect think")


def looks_on(reading: Reading) -> bool:
    """Say whether the author speaks from outside, as somebody of the trade, an adviser or a comforter, and tells nothing of their own.

    Advice, explanations and sympathy count in answers to somebody who is not the brand: who writes to it, orders and asks as a customer.
    """
    hits = reading.hits
    if "same_here" in hits or "mine" in hits or reading.mention.rating is not None:
        return False
    if "expert" in hits or opens_with_trade(reading.words):
        return not tells_of_self(reading)
    if not answers(reading.mention) or (reading.certainty >= 1 and starts_with_account(reading)):
        return False
    return (reading.any(*SPEAKING) or advises_or_asks(reading)) and not tells_of_self(reading)


def opens_with_trade(words: Words) -> bool:
    """Say whether a text begins with the author's trade ("Retired spark here", "As a former pilot", "Gas engineer, thirty years")."""
    if words.vocabulary.isdisjoint(BY_TRADE):
        return False
    keys = words.keys
    start = next(beginnings(keys), 0)
    opening = keys[start : start + OPENING]
    for place, key in enumerate(opening):
        if key in ANOTHERS or key == STOP:
            return False
        if key in OF_A_TRADE:
            return names_self(opening[:place], keys[start + place + 1 : start + place + 3])
        if (key in FORMERLY or key.removesuffix("'s") in OF_A_TRADE) and "here" in opening:
            return True
    return False


def names_self(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Say whether the words around a trade make it the author's own, and not that of somebody the firm sent."""
    if not FORMERLY.isdisjoint(before) or "as" in before[:1] or not behind or behind[0] in BEHIND_TRADE:
        return True
    after = behind[1] if len(behind) > 1 else STOP
    if behind[0] == "here":
        return after in (STOP, PAUSE, "and", "so")
    if behind[0] in (PAUSE, "for", "in", "of"):
        return after in (NUMBER, "not", "with", "my")
    return behind[0] == STOP


def advises_or_asks(reading: Reading) -> bool:
    """Say whether a sentence tells somebody what to do ("Ring the depot first") or asks the teller ("Did they refund you?")."""
    vocabulary = reading.words.vocabulary
    if vocabulary.isdisjoint(ORDERS) and vocabulary.isdisjoint(ASKING):
        return False
    keys = reading.words.keys
    return any(is_order(keys, first) or asks_teller(reading, first) for first in beginnings(keys))


def beginnings(keys: Sequence[str]) -> Iterator[int]:
    """Give the places of the words by which sentences begin, behind accounts and little words."""
    opening = True
    for place, key in enumerate(keys):
        if key == STOP:
            opening = True
        elif opening and key not in OPENERS and key != PAUSE and key[0] != "@":
            opening = False
            yield place


def is_order(keys: Sequence[str], first: int) -> bool:
    """Say whether a sentence begins with what somebody else should do."""
    if keys[first] in ("i'd", "do") and first + 1 < len(keys):  # "I'd ring them", "do not sign"
        first += 2 if keys[first + 1] in ("not", "just", "always") else 1
    return first + 1 < len(keys) and keys[first] in ORDERS and keys[first + 1] not in OWN_OBJECT


def asks_teller(reading: Reading, first: int) -> bool:
    """Say whether a sentence asks the teller of a story about it, and not the firm."""
    keys = reading.words.keys
    if keys[first] not in ASKING:
        return False
    end = next((place for place in range(first, len(keys)) if keys[place] == STOP), len(keys))
    if end == len(keys) or "?" not in reading.words.tokens[end]:
        return False
    asked = keys[first + 1 : min(end, first + 5)]
    if "else" in asked:
        return False
    return not ASKED.isdisjoint(asked) or any(one == "you" and two in THEIR_DEEDS for one, two in pairwise(asked))


def tells_of_self(reading: Reading) -> bool:
    """Say whether a text tells what the author had, did or suffered as a customer, outside of what they say of their trade."""
    keys = reading.words.keys
    if any(begins_own(keys, first) for first in beginnings(keys)):
        return True
    outside = [*reading.hits.get("expert", ()), *reading.hits.get("retold", ())]
    return any(
        is_own(keys, place) and not any(first <= place < end for first, end in outside) for place in range(len(keys))
    )


def begins_own(keys: Sequence[str], first: int) -> bool:
    """Say whether a sentence begins with a deed or a wait of the author's, the "I" left out ("Filled in that form in May")."""
    key = keys[first]
    if key == "still":
        return keys[first + 1 : first + 2] != [] and keys[first + 1] in ("waiting", "no", "nothing", "not", "here")
    if key in ASKING or key in ORDERS:
        return False
    return key in TOLD or (
        key.endswith("ed") and key not in NO_DEEDS and not BEHIND_DEED.isdisjoint(keys[first + 1 : first + 2])
    )


def is_own(keys: Sequence[str], place: int) -> bool:
    """Say whether one word speaks of the author as of whom something happened to."""
    key = keys[place]
    before = keys[place - 1] if place else STOP
    behind = keys[place + 1 : place + 4]
    if key in ("mine", "ours"):
        return before != "of"
    if key in POSSESSIVES:
        return TALKED_OF.isdisjoint(behind[:2])
    if key in ONESELF:
        return before not in SPEECH and (before != "to" or not TO.isdisjoint(keys[max(0, place - 4) : place - 1]))
    return key in PERSONS and has_done(key, behind)


def has_done(person: str, behind: Sequence[str]) -> bool:
    """Say whether what stands behind "I" or "we" tells a deed or a mishap of theirs."""
    if not behind or (person in ("i'd", "we'd") and behind[0] not in TOLD) or behind[:1] == ["have"]:
        return False
    verb = next((key for key in behind if key not in HALVES), STOP)
    if behind[0] in SAID or behind[0] in SEEN or verb in SEEN:
        return False
    return behind[0] in TOLD or verb in TOLD or verb.endswith("ed")
