"""Says which brand a mention is about, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from monitor.analysis.namesakes import Judged, context_of, judge
from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.model import Mention

BY_ACCOUNT = 1.0
EXCLUDED = 0.05
"""A name beside a word that excludes it means something else; 0 would say that nothing named the brand at all."""
NAMED_BY_WORDS = 0.7
MOST_PLACES = 20
"""No more places of a name are looked at in one text."""

Keys: TypeAlias = "tuple[str, ...]"


class Name(NamedTuple):
    """One name of a brand as it stands in a text, and how surely it means the brand (0: it means something else)."""

    brand: str
    keys: Keys
    certainty: float


class Names:
    """All names of all brands, ready to be looked for."""

    def __init__(self, brands: Sequence[Brand]) -> None:
        self.brands = {brand.name.casefold(): brand.name for brand in brands}
        self.by_first: dict[str, list[Name]] = {}
        for brand in brands:
            for name in names_of(brand):
                self.by_first.setdefault(name.keys[0], []).append(name)
        self.firsts = frozenset(self.by_first)
        self.contexts = {brand.name: context for brand in brands if (context := context_of(brand))}

    def find(self, mention: Mention, words: Words) -> tuple[str, float]:
        """Name the likeliest brand and how surely it is meant.

        Certainty is 1 for the brand's account, .9 for its name, .7 for a product. Where no name is in the text, the
        query that found the mention decides (.6), then the only brand there is (.5).
        """
        seen = self.firsts & words.vocabulary
        best = self.best_of(words, seen) if seen else None
        if best:
            return best
        asked = self.brands.get((mention.query or "").casefold())
        if asked:
            return asked, 0.6
        return (next(iter(self.brands.values())), 0.5) if len(self.brands) == 1 and not seen else ("", 0.0)

    def judge(self, mention: Mention, words: Words) -> tuple[str, Judged]:
        """Name the likeliest brand, and how surely it is meant, with the words that decide about a name many things bear."""
        brand, certainty = self.find(mention, words)
        return brand, self.doubt(brand, certainty, words) if brand in self.contexts else Judged(certainty)

    def doubt(self, brand: str, certainty: float, words: Words) -> Judged:
        """Look closer at a name that other things bear too: the likeliest of its places in the text decides."""
        context = self.contexts.get(brand)
        if context is None or not NAMED_BY_WORDS <= certainty < BY_ACCOUNT:
            return Judged(certainty)
        judged = [
            judge(words, at, len(name.keys), context)
            for name in self.named(brand)
            for at in places(words, name.keys)[:MOST_PLACES]
        ]
        return max(judged, key=lambda each: each.certainty, default=Judged(certainty))._replace(is_ambiguous=True)

    def named(self, brand: str) -> list[Name]:
        """Give the names of a brand that are words, neither accounts nor excluded."""
        return [
            name
            for names in self.by_first.values()
            for name in names
            if name.brand == brand and NAMED_BY_WORDS <= name.certainty < BY_ACCOUNT
        ]

    def best_of(self, words: Words, seen: frozenset[str]) -> tuple[str, float] | None:
        """Give the surest brand among the names that begin with a word of the text, unless an excluded word is there."""
        found = [name for first in sorted(seen) for name in self.by_first[first] if holds(words, name.keys)]
        excluded = {name.brand for name in found if not name.certainty}
        sure = [name for name in found if name.brand not in excluded]
        if not sure:
            return ("", EXCLUDED) if excluded else None
        if len(sure) == 1:
            return sure[0].brand, sure[0].certainty
        top = max(name.certainty for name in sure)
        likeliest = {name.brand for name in sure if name.certainty == top}
        return next(brand for brand in self.brands.values() if brand in likeliest), top


def names_of(brand: Brand) -> list[Name]:
    """Give every name of a brand with its certainty; excluded words have none."""
    groups = (
        (["@" + name.strip().lstrip("@") for name in brand.handles], 1.0),
        ([brand.name, *brand.aliases], 0.9),
        (list(brand.products), 0.7),
        (list(brand.exclude), 0.0),
    )
    names = [Name(brand.name, tuple(Words(name).keys), certainty) for group, certainty in groups for name in group]
    return [name for name in names if name.keys]


def places(words: Words, keys: Keys) -> list[int]:
    """Give every token at which the words contain `keys` one after the other."""
    count = len(keys)
    return [at for at, key in enumerate(words.keys) if key == keys[0] and tuple(words.keys[at : at + count]) == keys]


def holds(words: Words, keys: Keys) -> bool:
    """Say whether the words contain `keys` one after the other."""
    count = len(keys)
    if count == 1:
        return keys[0] in words.vocabulary
    return any(tuple(words.keys[at : at + count]) == keys for at, key in enumerate(words.keys) if key == keys[0])
