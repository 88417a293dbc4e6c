"""Reads the bytes of a feed with feedparser, after making sure that they cannot stall, blow up or open anything."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from connectors.base import Answer
from monitor.errors import SourceChanged, SourceUnreachable

MOST_BYTES = 5 * 1024 * 1024  # the parser needs about a second and 20 times the memory for each 2 MiB
MOST_ENTRIES = 1_000
MOST_ELEMENTS = 60_000
DEEPEST = 100
LONGEST_AUTHOR = 200  # characters
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ENDS = re.compile(rb"</\s*(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>|<(?:rss|feed)[^<>]*/>", re.IGNORECASE)
_TAIL = 4_000  # bytes in which a feed must end: some servers add comments behind it
# Encodings in which "<!DOCTYPE" is written with the bytes of ASCII (or these with NULs between): others could hide it.
_OPEN = re.compile(
    r"utf-?(8|16|32)([-_]?[lb]e)?|us-ascii|ascii|iso-?8859-\d+|latin-?\d|windows-\d+|cp125\d|koi8-[ru]|gb2312|gbk|gb18030"
    r"|big5|euc-(jp|kr|cn|tw)|shift[-_]jis",
    re.IGNORECASE,
)


def parsed(answer: Answer, address: str) -> Any:  # noqa: ANN401 - feedparser has no types
    """Parse a feed; SourceChanged when it is none, is too large or could hurt the parser."""
    where = f"{address[:200]} "
    harm = _harm(answer.body)
    if harm:
        raise SourceChanged(f"{where}{harm}")
    if not _ENDS.search(answer.body[-_TAIL:].replace(b"\0", b"")):
        raise SourceUnreachable(f"{where}was cut short. The next run asks again.")
    import feedparser  # noqa: PLC0415 - 100 ms that a run without feeds saves

    _tame(feedparser.mixin._FeedParserMixin)  # noqa: SLF001 - there is no other way in
    try:
        # A stream, because feedparser takes plain bytes for a file name; no headers, because they could name an encoding.
        feed = feedparser.parse(BytesIO(answer.body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as fault:  # noqa: BLE001 - whatever the parser trips over, the other feeds go on
        raise SourceChanged(f"{where}cannot be parsed ({type(fault).__name__}).") from None
    if not feed["entries"] and not feed.get("version"):
        raise SourceChanged(f"{where}is no RSS or Atom feed.")
    return feed


def _harm(body: bytes) -> str:
    """Say why a body must not reach the feed parser; empty when it may."""
    if len(body) > MOST_BYTES:
        return f"is larger than {MOST_BYTES // 1048576} MiB and was not read."
    letters = body.replace(b"\0", b"")
    declared = _DECLARED.search(letters[:1_000])
    encoding = declared[1].decode() if declared else "utf-8"
    if not _OPEN.fullmatch(encoding):
        return f"is written in an encoding we do not read ({encoding})."
    if not letters.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return "is no RSS or Atom feed."
    upper = letters.upper()
    if b"<!DOCTYPE" in upper or b"<!ENTITY" in upper:
        return "is no feed or holds a document type definition, which we do not open."
    return _shape_of_harm(body)


def _shape_of_harm(body: bytes) -> str:
    """Say whether a body is so deep or of so many elements that the feed parser, which is slow, would be stalled."""
    # Imported here, as feedparser below: a run without feeds saves their 100 ms.
    from xml.sax import SAXException  # noqa: PLC0415
    from xml.sax.handler import ContentHandler  # noqa: PLC0415

    from defusedxml.common import DefusedXmlException  # noqa: PLC0415
    from defusedxml.sax import parseString  # noqa: PLC0415

    class Counting(ContentHandler):
        elements = depth = 0

        def startElement(self, _name: str, _attributes: object) -> None:  # noqa: N802 - the name is the library's
            self.elements += 1
            self.depth += 1
            if self.elements > MOST_ELEMENTS or self.depth > DEEPEST:
                raise OverflowError

        def endElement(self, _name: str) -> None:  # noqa: N802 - the name is the library's
            self.depth -= 1

    try:
        parseString(body, Counting(), forbid_dtd=True)
    except OverflowError:
        return f"has more than {MOST_ELEMENTS:,} elements or is nested more than {DEEPEST} deep."
    except DefusedXmlException:
        return "holds a document type definition or entities, which we do not open."
    except (SAXException, ValueError, LookupError):  # not well-formed: the feed parser may still read it
        return f"is no XML and has more than {MOST_ELEMENTS:,} tags." if body.count(b"<") > MOST_ELEMENTS else ""
    return ""


def _tame(parser: Any) -> None:  # noqa: ANN401 - feedparser has no types
    """Bound the authors that feedparser searches for an e-mail address.

    Its pattern takes time by the square of their length: 120,000 letters in one author stalled it for a minute.
    """
    whole = parser._sync_author_detail  # noqa: SLF001 - there is no other way in
    if getattr(whole, "bounded", False):
        return

    def bounded(self: Any, key: str = "author") -> None:  # noqa: ANN401 - feedparser has no types
        context = self._get_context()
        author = context.get(key)
        if isinstance(author, str):
            context[key] = author[:LONGEST_AUTHOR]
        whole(self, key)

    bounded.bounded = True  # type: ignore[attr-defined]
    parser._sync_author_detail = bounded  # noqa: SLF001 - there is no other way in
