"""Says whether a name that many things bear means the brand: "Delta" the airline, the river or the variant.

Asked only for brands whose `trade` or `context` is configured. Each piece of evidence moves the certainty; the weights
were set by hand on one half of our own labelled set, `reputation-monitor evaluate` measures the other.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from monitor.analysis.trades import CONTEXT, CUSTOMER
from monitor.analysis.words import PAUSE, STOP, Words, key_of, listed
from monitor.config import Brand

BARE: Final = 0.4
"""How surely a bare name means us, when nothing around it speaks for or against."""

FOR_CONTEXT: Final = (0.0, 0.3, 0.45)
"""What none, one, or several words of our trade add."""

FOR_CUSTOMER: Final = (0.0, 0.15, 0.25)
"""The same for words that customers of any company use."""

FOR_OPINION: Final = 0.15
AGAINST_ARTICLE: Final = 0.35
AGAINST_LONGER_NAME: Final = 0.45
AGAINST_SMALL_LETTER: Final = 0.3
SUREST: Final = 0.95
LEAST: Final = 0.1

_ARTICLES: Final = listed("a an every any this that our their her his some")
_OPINION: Final = listed(
    "appalling avoid awful awesome best broken disgrace disgraceful disgusting dreadful fail furious garbage great hate hated "
    "horrible incompetent joke love loved never nightmare pathetic ridiculous rubbish ruined scam shame shambles shocking sort "
    "terrible thank thanks thieves trash ugh unacceptable useless worst wtf"
)
_BEFORE_A_BRAND: Final = listed(
    "at by with from to via for on of and hey dear hi hello thanks thank come ditch dump leaving my the is are why does did has"
)


class Judged(NamedTuple):
    """How surely the brand is meant, and the tokens that say so: (what for, first, end)."""

    certainty: float
    marks: tuple[tuple[str, int, int], ...] = ()
    is_ambiguous: bool = False
    """Whether only a name that other things bear too speaks for the brand."""


def context_of(brand: Brand) -> frozenset[str]:
    """Give the words that show that this brand is meant; empty when its name needs none."""
    own = {key for words in (*brand.context, *brand.products, *brand.competitors) for key in Words(words).keys}
    trade = CONTEXT.get(brand.trade, frozenset())
    return trade | own if brand.trade or brand.context else frozenset()


def judge(words: Words, first: int, length: int, context: frozenset[str]) -> Judged:
    """Judge the name that stands at token `first` and is `length` tokens long."""
    name = set(words.keys[first : first + length])
    ours = [at for at, key in enumerate(words.keys) if key in context and key not in name]
    customers = {key for key in words.vocabulary & CUSTOMER if key not in name and key not in context}
    found = {words.keys[at] for at in ours}
    certainty = BARE + FOR_CONTEXT[min(2, len(found))] + FOR_CUSTOMER[min(2, len(customers))]
    certainty += FOR_OPINION if words.vocabulary & _OPINION else 0.0
    against = _against(words, first, length, context)
    certainty = round(min(SUREST, max(LEAST, certainty - against)), 2)
    marks = [("about_us", at, at + 1) for at in ours[:2]]
    if against:
        marks.append(("other_sense", max(0, first - 1), min(len(words.keys), first + length + 1)))
    return Judged(certainty, tuple(marks))


def _against(words: Words, first: int, length: int, context: frozenset[str]) -> float:
    """Weigh what speaks for another thing of that name."""
    tokens, keys, end = words.tokens, words.keys, first + length
    before = keys[first - 1] if first else STOP
    after = tokens[end] if end < len(tokens) else "."
    name = tokens[first].lstrip("#@")
    cased = any(token[:1].isupper() for token in tokens) and not words.text.isupper()
    starts = before in (STOP, PAUSE)
    weight = 0.0
    if before in _ARTICLES:
        weight += AGAINST_ARTICLE
    if cased and name[:1].islower():
        weight += AGAINST_SMALL_LETTER
    if cased and name[:1].isupper() and _is_part(after, context):
        weight += AGAINST_LONGER_NAME
    if cased and not starts and name[:1].isupper() and _is_part(tokens[first - 1], context):
        weight += AGAINST_LONGER_NAME
    return weight


def _is_part(token: str, context: frozenset[str]) -> bool:
    """Say whether the token beside our name makes a longer name with it, such as "Delta Force"."""
    key = key_of(token)
    is_name = token[:1].isupper() and (len(token) == 1 or not token.isupper())
    return is_name and token.isalpha() and key not in context and key not in CUSTOMER and key not in _BEFORE_A_BRAND
