"""Text from outside, made safe to keep: characters no store can hold, HTML as plain text, and whether a brand is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from monitor.model import Mention, Query

TEXT_LIMIT = 100_000  # characters; the longest post of any platform we know is 40,000 (Reddit)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Possessive, so that no input makes it try twice.
_TAG = re.compile(r"<!--|<(?P<closing>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<[!?][^<>]*+>")
_WORD = re.compile(r"\w+")
_BREAKS = frozenset({"p", "br", "div", "li", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "ul", "ol"})
_SILENT = frozenset({"script", "style", "template"})


def storable(text: str) -> str:
    """Replace NULs and half characters, which PostgreSQL and UTF-8 refuse, by U+FFFD, and bound the length."""
    if len(text) > TEXT_LIMIT:
        text = text[:TEXT_LIMIT]
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def plain(html: str) -> str:
    """Turn a piece of HTML into the text a reader would see, paragraphs apart; linear in its length whatever it holds."""
    html = html[: 4 * TEXT_LIMIT]
    text = "".join(_visible(html)) if "<" in html else html
    with suppress(ValueError):  # a numeric reference with more digits than Python converts: hostile, left as it stands
        text = unescape(text)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return storable("\n".join(line for line in lines if line))


def _visible(html: str) -> Iterator[str]:
    """Yield what lies between the tags and is shown, and a line break for every block."""
    place, silent = 0, ""
    while tag := _TAG.search(html, place):
        if not silent:
            yield html[place : tag.start()]
        place = tag.end()
        closing, name = tag["closing"], (tag["name"] or "").lower()
        if tag[0] == "<!--":
            place = html.find("-->", place) + 3
            if place == 2:
                return
        elif silent:
            silent = "" if closing and name == silent else silent
        elif name in _SILENT and not closing:
            silent = name
        elif name in _BREAKS:
            yield "\n"
    if not silent:
        yield html[place:]


class Hit(NamedTuple):
    """Which brand a text names, and by which of its names."""

    brand: str
    matched: str


class Matcher:
    """Tells which query, if any, names its brand in a text: word by word, whatever the case."""

    def __init__(self, queries: Sequence[Query]) -> None:
        self._phrases = [
            (query.brand, _phrases((*query.terms, *query.handles)), _phrases(query.excluded)) for query in queries
        ]

    def find(self, *texts: str) -> Hit | None:
        """Find the first query one of whose names occurs in the texts and none of whose excluded words does."""
        said = " ".join(texts).casefold()
        words = f" {' '.join(_words(said))} "
        for brand, wanted, unwanted in self._phrases:
            terms = [term for phrase, term in wanted if phrase in words]
            if terms and not any(phrase in words for phrase, _ in unwanted):
                # An account that is spoken to says more than the name; without the sign it is only a name.
                accounts = (term for term in terms if term.startswith("@") and term.casefold() in said)
                return Hit(brand, next(accounts, terms[0]))
        return None

    def brand(self, *texts: str) -> str | None:
        """Give the brand of what `find` finds."""
        hit = self.find(*texts)
        return hit.brand if hit else None


def attributed(mention: Mention, hit: Hit | None, otherwise: str | None) -> Mention:
    """Give a mention with the brand and the name found in it; where none was found, it is about `otherwise`."""
    return replace(mention, query=hit.brand if hit else otherwise, matched=hit.matched if hit else None)


def sole_brand(queries: Sequence[Query]) -> str | None:
    """Give the brand that everything is about where only one is listened for."""
    return queries[0].brand if len(queries) == 1 else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _phrases(terms: Iterable[str]) -> list[tuple[str, str]]:
    return [(f" {' '.join(words)} ", term) for term in terms if (words := _words(term))]
