"""One message on its way, and words made harmless for what shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote

TITLE_LENGTH = 200
BODY_LENGTH = 4_000
HIDDEN = "[hidden]"
_WIDTHLESS = "\u200b"
_NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff]")
_PARTS = re.compile(r"[/:@?&=,;#]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What goes out. `name` is the same whenever the same notice goes out; `letter` is the e-mail of a report."""

    name: str
    title: str
    body: str
    link: str = ""
    letter: EmailMessage | None = None


def shown(text: str, longest: int) -> str:
    """Make a text visible as it is: nothing that hides or reorders its neighbours, at most `longest` characters."""
    plain = _NOT_SHOWN.sub(" ", text.replace("\r\n", "\n")).strip()
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def defanged(text: str) -> str:
    """Make words from outside call nobody and link nowhere in a chat: no @everyone, no <!channel>, no live address."""
    text = text.replace("<", "‹").replace(">", "›").replace("://", f":{_WIDTHLESS}//")
    return re.sub(r"@(?=\w)", f"@{_WIDTHLESS}", text)


def without_secrets(text: str, url: str) -> str:
    """Take out of a text whatever of an address it may quote: any part of it could be a key."""
    found = {part for part in _PARTS.split(url.partition("://")[2]) if len(part) >= 4}
    for secret in sorted({url, *found, *map(unquote, found)}, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text
