"""Finds what no reader of a mention would see as words: tags, entities, hidden signs, program text, tables, rows of hashtags."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from math import inf
from typing import Final

from monitor.analysis.cut import Cut

NAMES: Final = (
    "p|br|div|span|a|b|i|u|s|q|em|strong|ul|ol|li|table|tr|td|th|tbody|thead|h[1-6]|img|hr|font|center|blockquote|pre|code|script|style"
    "|template|html|body|head|meta|link|title|iframe|video|audio|source|section|article|header|footer|nav|main|aside|figure|figcaption"
    "|small|sub|sup|del|ins|cite|abbr|mark|label|input|button|form|select|option|textarea|svg|path|wbr|tt|o:p"
)
"""The tags of HTML that are met in exports; "<name>" written by a person stays."""
TAG: Final = re.compile(
    rf"<!--|<(?P<closing>/?)(?P<name>{NAMES})\b(?:[^<>]*+)>|&lt;/?(?:{NAMES})\b[^<>&]{{0,200}}+&gt;|\[(?P<ended>/?)(?P<quote>quote)\b[^\[\]]*+\]",
    re.IGNORECASE,
)
BREAKS: Final = frozenset(
    {"p", "br", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table", "ul", "ol"}
)
HIDING: Final = frozenset({"script", "style", "template", "head", "blockquote", "pre", "code", "svg", "quote"})
"""Tags between which stands program text, or somebody else's words."""
ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,24});")
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]+"
    "|[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)
"""Control characters and halves of signs, which part words, and signs of no width, which do not."""
PARTS: Final = re.compile("[\x00-\x9f\ud800-\udfff]")
STYLED: Final = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]+")
"""Letters in another dress: as wide as Chinese ones, or those of mathematics, which some take for bold and italics."""
COMPOSED: Final = re.compile("[A-Za-z][\u0300-\u036f](?![\u0300-\u036f])")
"""A letter and its accent written one after the other. Heaps of accents are no letter any more."""
HASHTAGS: Final = re.compile(r"(?:#\w++[\s,;·|]*+){6,}")
"""So many hashtags in a row make a text easy to find; they tell nothing."""
LUMP: Final = re.compile(r"(?<![^\s\"'(=:,])[A-Za-z0-9+/=_-]{40,}+(?![^\s\"'),.])")
"""Letters and digits without a blank, as machines write them."""
FENCED: Final = "```"
OBJECT: Final = re.compile(r"[{\[]\s*+\"[^{}\[]{0,4000}+[}\]]")
"""A piece of JSON without another within."""
DOCUMENT: Final = re.compile(r"\s*+[{\[][\s{\[]*+\"")
"""How a text begins that is JSON altogether."""
TRACE: Final = "Traceback (most recent call last):"
PROGRAM: Final = re.compile(
    r"\s*(?:(?:def|class|import|from|return|if|elif|for|while|raise|print|#include|function|var|let|const|public|private|static|void|int|try"
    r"|except|else|catch|finally|throw|await|async|with|SELECT|INSERT|UPDATE|DELETE)\b.*(?:\w\(|[:;{]$|\w =)|.*(?:=>|:=| == )|[{}]+[,;]?$"
    r"|at [\w.$<>]+\(|File \"|\w+(?:\.\w+)*(?:Error|Exception)\b.*:)"
)
"""A line of a program or of what it prints when it fails."""
LOGGED: Final = re.compile(
    r"\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|.{0,60}\b(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)\b|\s*\[?\d\d:\d\d:\d\d"
)
ROW: Final = re.compile(r"\s*(?:\|.*\||[+|][-=+|\s]{3,}[+|])\s*$")
CELLS: Final = re.compile(r"[^,;\t]{1,25}(?:[,;\t][^\s,;\t][^,;\t]{0,24})+$")
LONGEST_LINE: Final = 400
CODE_SIGNS: Final = frozenset("(){}[]=")
MOST_LINES: Final = 2_000
"""No more lines are looked at, as of a mail."""
PROGRAM_LINES: Final = "program"
FEWEST: Final = 2
"""So many lines of a program, a log or a table in a row are none of the author's sentences."""
FEWEST_CELLS: Final = 3
"""The same for lines that have only as many commas as each other."""


def unread(text: str) -> list[Cut]:
    """Find the stretches of a text that are no words to its reader, in no order; they may overlap."""
    cuts: list[Cut] = []
    if "<" in text or "&lt;" in text or "[" in text:
        cuts += tags(text)
    if "&" in text:
        cuts += entities(text)
    if text.count("#") > 5:
        cuts += [Cut(*found.span(), " ") for found in HASHTAGS.finditer(text)]
    if "{" in text or '["' in text:
        cuts += objects(text)
    if "\n" in text:
        cuts += machine_lines(text)
    if len(text) > 40:
        cuts += [Cut(*found.span(), " ") for found in LUMP.finditer(text)]
    return cuts + list(signs(text))


def tags(text: str) -> Iterator[Cut]:
    """Yield tags, and what stands between those that hide it."""
    lower = text.lower()
    closed: dict[str, int] = {}
    found = TAG.search(text)
    while found:
        name = (found["name"] or found["quote"] or "").lower()
        opens = not (found["closing"] or found["ended"])
        end = found.end()
        if found[0] == "<!--":
            end = closing_of(lower, "-->", end, closed)
        elif opens and name in HIDING:
            close = f"[/{name}]" if found["quote"] else f"</{name}"
            end = max(end, closing_of(lower, close, end, closed, else_at=end))
        yield Cut(found.start(), end, "\n" if name in BREAKS or name in HIDING or "br" in found[0] else " ")
        found = TAG.search(text, end)


def closing_of(lower: str, close: str, start: int, closed: dict[str, int], else_at: int | None = None) -> int:
    """Give where a closing tag begins behind `start`; the end of the text, or `else_at`, where there is none.

    What is not there once is never looked for again: a text of opening tags stays cheap.
    """
    found = closed.get(close, start)
    if found < 0:
        return len(lower) if else_at is None else else_at
    found = lower.find(close, start)
    closed[close] = found
    if found < 0:
        return len(lower) if else_at is None else else_at
    return found + (len(close) if close[-1] in ">]" else 0)


def objects(text: str) -> list[Cut]:
    """Find JSON: all of a text that begins and ends as JSON does, otherwise the pieces in it."""
    if DOCUMENT.match(text) and text.rstrip()[-1] in "}]":
        return [Cut(0, len(text))]
    return [Cut(*found.span()) for found in OBJECT.finditer(text)]


def entities(text: str) -> Iterator[Cut]:
    """Yield entities with the sign they stand for."""
    for found in ENTITY.finditer(text):
        sign = unescape(found[0])
        if sign != found[0]:
            yield Cut(found.start(), found.end(), " " if sign.isspace() or not sign.isprintable() else sign)


def signs(text: str) -> Iterator[Cut]:
    """Yield hidden signs, and letters in another dress with the letter that is meant."""
    for found in () if text.isprintable() else HIDDEN.finditer(text):
        yield Cut(found.start(), found.end(), " " if PARTS.match(found[0]) else "")
    if text.isascii():
        return
    for found in STYLED.finditer(text):
        yield Cut(found.start(), found.end(), unicodedata.normalize("NFKC", found[0]))
    for found in COMPOSED.finditer(text):
        yield Cut(found.start(), found.end(), unicodedata.normalize("NFC", found[0]))


def machine_lines(text: str) -> Iterator[Cut]:
    """Yield fenced code, and rows of lines that a machine wrote: programs, logs, tables."""
    start = place = run = 0
    before, fenced = "", False
    for line in text.splitlines(keepends=True)[:MOST_LINES]:
        if line.lstrip().startswith(FENCED):
            fenced = not fenced
            sort = FENCED
        elif before == PROGRAM_LINES and line[:1] in " \t":
            sort = before
        else:
            sort = FENCED if fenced else sort_of(line[:LONGEST_LINE].rstrip())
        if sort != before:
            if run >= fewest_of(before):
                yield Cut(start, place)
            start, run = place, 0
        before = sort
        run += 1
        place += len(line)
    if run >= fewest_of(before):
        yield Cut(start, place)


def fewest_of(sort: str) -> float:
    """Give how many lines of a sort in a row a machine must have written; a person's are never set aside."""
    if not sort:
        return inf
    return 1 if sort == FENCED else FEWEST_CELLS if sort.startswith("cells") else FEWEST


def sort_of(line: str) -> str:
    """Name what sort of machine wrote a line; empty for a person. Cells of a table are told by how many there are."""
    if not line:
        return ""
    if ROW.match(line):
        return "table"
    if LOGGED.match(line):
        return "log"
    if line.startswith(TRACE) or PROGRAM.match(line) or (line[-1] in ";{}" and not CODE_SIGNS.isdisjoint(line)):
        return PROGRAM_LINES
    if CELLS.match(line):
        return f"cells {sum(line.count(sign) for sign in ',;' + chr(9))}"
    return ""
