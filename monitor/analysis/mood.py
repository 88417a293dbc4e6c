"""Scores a text's sentiment without the names in it: a brand called United, or an account @best, is no praise.

VADER's list gives "united" 1.8 and "best" 3.2, so that whoever wrote to such a brand looked happier than they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from monitor.analysis.masking import ACCOUNT
from monitor.analysis.reading import Reading
from monitor.analysis.sentiment import Vader
from monitor.config import Brand


class Mood:
    """What a text feels, beside what VADER says of it, for the names of some brands."""

    def __init__(self, vader: Vader, brands: Iterable[Brand]) -> None:
        self.vader = vader
        self.names = {name.lower() for brand in brands for name in (brand.name, *brand.aliases)}

    @cached_property
    def charged(self) -> frozenset[str]:
        """Give the words, as a text's keys, behind which a charged name may stand: only then is it scored again."""
        lexicon = self.vader.lexicon
        accounts = {f"@{word}" for word in lexicon if word.isidentifier()}
        return frozenset(accounts.union(word for name in self.names for word in name.split() if word in lexicon))

    @cached_property
    def charged_names(self) -> re.Pattern[str]:
        """Find the brands' names that hold such a word."""
        charged = sorted(name for name in self.names if not self.charged.isdisjoint(name.split()))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, charged)) or '(?!)'})\b", re.IGNORECASE)

    def leave_out_names(self, readings: Iterable[Reading]) -> None:
        """Score the texts again, without names, that hold a charged one."""
        for reading in readings:
            if not reading.words.vocabulary.isdisjoint(self.charged):
                text = ACCOUNT.sub("@user", reading.words.text)
                reading.sentiment = self.vader.measure(self.charged_names.sub("it", text))
