"""Says which brand a mention is about, and how surely."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.analysis.words import Words
from monitor.config import Brand
from monitor.model import Mention


class Names:
    """The names of one brand, ready to be looked for."""

    def __init__(self, brand: Brand) -> None:
        self.brand = brand
        self.accounts = frozenset("@" + name.strip().lstrip("@").lower() for name in brand.handles)
        names = [tuple(Words(name).keys) for name in (brand.name, *brand.aliases)]
        products = [tuple(Words(name).keys) for name in brand.products]
        self.single = frozenset(keys[0] for keys in names if len(keys) == 1)
        self.several = tuple(keys for keys in names if len(keys) > 1)
        self.products = tuple(keys for keys in products if keys)
        self.excluded = tuple(keys for keys in (tuple(Words(name).keys) for name in brand.exclude) if keys)

    def certainty(self, words: Words) -> float:
        """Give 1 for the brand's account, .9 for its name, .7 for a product, 0 for nothing or an excluded word."""
        vocabulary = words.vocabulary
        if any(holds(words, keys) for keys in self.excluded):
            return 0.0
        if not self.accounts.isdisjoint(vocabulary):
            return 1.0
        if not self.single.isdisjoint(vocabulary) or any(holds(words, keys) for keys in self.several):
            return 0.9
        return 0.7 if any(holds(words, keys) for keys in self.products) else 0.0


def holds(words: Words, keys: tuple[str, ...]) -> bool:
    """Say whether the words contain `keys` one after the other."""
    if keys[0] not in words.vocabulary:
        return False
    count = len(keys)
    return count == 1 or any(tuple(words.keys[at : at + count]) == keys for at in range(len(words.keys) - count + 1))


def relevance(mention: Mention, words: Words, brands: Sequence[Names]) -> tuple[str, float]:
    """Name the likeliest brand and how surely it is meant.

    Where no name is in the text, the query that found the mention decides, then the only brand there is.
    """
    best, certainty = "", 0.0
    for names in brands:
        found = names.certainty(words)
        if found > certainty:
            best, certainty = names.brand.name, found
    if certainty:
        return best, certainty
    asked = (mention.query or "").casefold()
    for names in brands:
        if asked and asked == names.brand.name.casefold():
            return names.brand.name, 0.6
    return (brands[0].brand.name, 0.5) if len(brands) == 1 else ("", 0.0)
