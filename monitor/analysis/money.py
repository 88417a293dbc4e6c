"""Finds amounts of money: "£340", "two hundred quid", "$1.2k", "40 euros", "paid 7.95"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.analysis.clauses import Place
from monitor.analysis.words import Words, listed

CURRENCIES: Final = listed(
    "dollars dollar pounds pound euros euro bucks buck quid rupees rupee usd gbp eur aud cad inr p pence cents cent grand naira rand "
    "shillings francs chf kr kronor kroner zloty yen lakh lakhs crore € £ $ ₹ ₦ aed sgd nzd sar"
)
BEFORE: Final = listed("rs inr usd eur gbp aud cad aed sgd nzd sar chf zar ngn kes ₦ ₵ ₱")
SCALES: Final = listed("k m bn million billion thousand hundred grand lakh lakhs crore")
LOOSE: Final = listed("fiver tenner")
PAID: Final = listed(
    "paid pay paying cost costs costing charged charge charges price prices priced fee fees bill billed refund extra owe refunded only"
)
"""Near these a bare number with two decimals is a price."""
MONEY_WORDS: Final = CURRENCIES | BEFORE | PAID | LOOSE
"""Without one of these a number is no money."""
ANCHORS: Final = LOOSE | {"$", "#"}
LONGEST: Final = 8
"""An amount has no more words than this."""
MOST: Final = 4
"""No more of one text are marked."""
REACH: Final = 8


def amounts(words: Words, spots: Sequence[int]) -> list[Place]:
    """Find the amounts of money, in order, at the numbers and signs at `spots`."""
    keys, tokens = words.keys, words.tokens
    found: list[Place] = []
    counts = not MONEY_WORDS.isdisjoint(words.vocabulary)
    for position in spots:
        key = keys[position]
        if found and position < found[-1][1]:
            continue
        if key == "$":
            found.append((position, scaled(keys, position + 1)))
        elif key in LOOSE:
            found.append((position - 1 if position and keys[position - 1] == "a" else position, position + 1))
        elif key == "#" and counts:
            end = priced(keys, tokens, position)
            if end is not None:
                first = position - 1 if position and keys[position - 1] in BEFORE else position
                found.append((first, end))
        if len(found) == MOST:
            break
    return found


def scaled(keys: Sequence[str], end: int) -> int:
    """Widen an amount over "k", "million" and, behind a bare sign, nothing else."""
    return end + 1 if end < len(keys) and keys[end] in SCALES else end


def priced(keys: Sequence[str], tokens: Sequence[str], position: int) -> int | None:
    """Give where the amount ends that a number at a position begins; None when the number is no money."""
    end = position + 1
    while end < min(len(keys), position + LONGEST) and (
        keys[end] == "#" or keys[end] in SCALES or (keys[end] in ("and", "odd") and is_number(keys, end + 1))
    ):
        end += 1
    if end < len(keys) and keys[end] in CURRENCIES:
        return end + 1
    if keys[end - 1] == "grand" or (position and keys[position - 1] in BEFORE):
        return end
    return position + 1 if is_price(keys, tokens, position) else None


def is_number(keys: Sequence[str], position: int) -> bool:
    """Say whether a number stands at a position."""
    return position < len(keys) and keys[position] == "#"


def is_price(keys: Sequence[str], tokens: Sequence[str], position: int) -> bool:
    """Say whether a bare number has two decimals and stands near words of paying."""
    number = tokens[position].replace(",", ".")
    whole, _, rest = number.rpartition(".")
    if len(rest) != 2 or not whole.isdigit() or not rest.isdigit():
        return False
    return not PAID.isdisjoint(keys[max(0, position - REACH) : position])
