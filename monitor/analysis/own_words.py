"""Gives the words of a mention that its author wrote for a reader, and where they stand in the text.

Quoted parts, markup, hidden signs and what machines wrote are set aside before anything is looked for, so that nobody is
taken to complain of what they only quote. Everything found is brought back to its place in the text as it was written
(docs/decisions/analysis-own-words.md).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, NamedTuple

from monitor.analysis.cut import Cut
from monitor.analysis.markup import unread
from monitor.analysis.quotes import quoted, says_something

LONGEST: Final = 100_000
"""No more of a text is looked through; the connectors keep no more of any."""
SIGNS: Final = re.compile("[<>&{|`“\\[]")
RETWEETED: Final = "RT"
QUOTED_ACCOUNT: Final = '"@'
"""Without one of these, a row of hashtags, a sign that cannot be printed or great length, all is the author's own."""
DRESSED: Final = re.compile("[\u0300-\u036f\uff01-\uff5e\U0001d400-\U0001d7ff]")
"""What stands in the place of plain letters, or above them."""
HASHTAGS: Final = 5
SHORT: Final = 400


class OwnWords(NamedTuple):
    """The author's own words."""

    text: str
    starts: tuple[int, ...]
    """Where each piece of `text` begins in it; a piece stands in the source as it is, or in another form."""
    sources: tuple[tuple[int, int], ...]
    """Where each piece begins and ends in the source."""
    passes_on: bool
    """Whether the author adds nothing to what they quote; then `text` is what they quote."""
    quotes: bool
    """Whether words of somebody else were set aside."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give where a stretch of `text` stands in the source."""
        first, last = self._piece(start), self._piece(max(start, end - 1))
        begin, stop = self.sources[first], self.sources[last]
        if self._stands_as_it_is(first):
            begin = (min(begin[0] + start - self.starts[first], begin[1]), begin[1])
        if self._stands_as_it_is(last):
            stop = (stop[0], min(stop[0] + end - self.starts[last], stop[1]))
        return begin[0], stop[1]

    def _piece(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def _stands_as_it_is(self, piece: int) -> bool:
        end = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        begin, stop = self.sources[piece]
        return end - self.starts[piece] == stop - begin


def own_words(text: str, *, answers: bool = True) -> OwnWords | None:
    """Give the author's own words of a text; None when that is all of it. `answers` says that it may quote lines."""
    if is_plain(text):
        return None
    text = text[:LONGEST]
    others = quoted(text, answers=answers)
    remains = unread(text)
    if not others and not remains:
        return None
    own = OwnWords(*without(text, others + remains), passes_on=False, quotes=bool(others))
    if others and not says_something(own.text):
        return OwnWords(*without(text, remains), passes_on=True, quotes=False)
    return own


def is_plain(text: str) -> bool:
    """Say at one look, as can be done of most short texts, that there is nothing to set aside."""
    if len(text) > SHORT or not text.isprintable() or text.count("#") > HASHTAGS:
        return False
    if SIGNS.search(text) or RETWEETED in text or QUOTED_ACCOUNT in text:
        return False
    return text.isascii() or not DRESSED.search(text)


def without(text: str, cuts: Iterable[Cut]) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Leave stretches out of a text: what is left, where its pieces begin, and where they stand in the text.

    Of stretches that overlap the one that begins first and reaches farthest counts.
    """
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[tuple[int, int]] = []
    length = place = 0
    for cut in sorted(cuts, key=lambda each: (each.start, -each.end)):
        if cut.end <= place:
            continue
        for piece, begin, end in (
            (text[place : cut.start], place, cut.start),
            (cut.instead, max(place, cut.start), cut.end),
        ):
            if piece:
                pieces.append(piece)
                starts.append(length)
                sources.append((begin, end))
                length += len(piece)
        place = cut.end
    pieces.append(text[place:])
    starts.append(length)
    sources.append((place, len(text)))
    return "".join(pieces), tuple(starts), tuple(sources)
