"""Addresses from outside: only those that are safe to follow and show where they truly lead become links."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from urllib.parse import quote, urlsplit

from reports.document import Link
from reports.tidying import plain_text

LONGEST = 2000
LETTER = 1500
"""Characters, percent-encoded, of the words and the link in a letter that passes praise on."""

LEAST_WORDS = 300
"""Characters of these that are the customer's words, however long the link is."""

# Controls, blanks, quotes, backslash, and every character that hides or reorders its neighbours.
_FORBIDDEN = re.compile(
    "[\x00-\x20\x7f-\xa0\"'<>\\\\^`{|}\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")
_ADDRESS = re.compile(r"[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9.-]{1,190}\Z")


def safe_link(url: str | None) -> Link | None:
    """Make a link of a web address; None unless it is plain http or https to a named host, without credentials.

    The host is given as it is resolved (IDNA, lower case), so that look-alike letters show as "xn--…".
    """
    if not url or len(url) > LONGEST or _FORBIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc or not parts.hostname:
        return None
    host = _true_host(parts.hostname)
    if host is None or "//" not in url[:8]:
        return None
    # The same address again, but with the host as it is resolved: what is shown is what is followed.
    rest = quote(f"{parts.path}{'?' + parts.query if parts.query else ''}", safe="/?&=;:@!$()*+,.~%-_[]")
    fragment = "#" + quote(parts.fragment, safe="/?&=;:@!$()*+,.~%-_") if parts.fragment else ""
    where = host if port is None else f"{host}:{port}"
    return Link(url=f"{parts.scheme.lower()}://{where}{rest}{fragment}", host=where)


def _true_host(host: str) -> str | None:
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    plain = plain.lower().removesuffix(".")
    return plain if _HOST.match(plain) and ".." not in plain else None


def mail_link(mailbox: str, subject: str) -> str:
    """Make a mailto address, percent-encoded; empty when the mailbox is no plain address."""
    return f"mailto:{quote(mailbox, safe='@+')}?subject={quote(subject, safe='')}" if _ADDRESS.match(mailbox) else ""


def praise_link(to: str, copy_to: str, subject: str, words: str, link: str) -> str:
    """Make a mailto address of a letter that passes a customer's `words` on; without a plain address `to` the reader chooses whom.

    Words without end are cut so that the whole fits what mail programs take: Windows hands over 2,048 characters.
    """
    below = quote(f"”\r\n\r\n{link}", safe="")
    body = quote("“", safe="") + _cut_to_fit(words, max(LEAST_WORDS, LETTER - len(below))) + below
    copy = f"cc={quote(copy_to, safe='@+')}&" if _ADDRESS.match(copy_to) else ""
    to = quote(to, safe="@+") if _ADDRESS.match(to) else ""
    return f"mailto:{to}?{copy}subject={quote(subject, safe='')}&body={body}"


def _cut_to_fit(words: str, room: int) -> str:
    """Percent-encode words, as many as fit; lines end as letters have it (RFC 6068, section 5)."""
    letters = ["%0D%0A" if letter == "\n" else quote(letter, safe="") for letter in plain_text(words)]
    fitting = bisect_right(list(accumulate(map(len, letters))), room)
    return "".join(letters[:fitting]) + (quote("…", safe="") if fitting < len(letters) else "")
