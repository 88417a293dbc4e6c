"""Reads one mail: who wrote it, when, in which conversation, and the words that are new in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from connectors.text import plain, storable

_LATE = timedelta(days=2)  # a mail may be this much older than its arrival; what says more has a wrong clock
_PARTS = 200  # parts of a mail that are looked at
_ID = re.compile(r"<([^<>\s]{1,400})>")
_REPLY = re.compile(r"^\s*((re|aw|sv|antw|rif|res|tr|fwd?|wg)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_WROTE = re.compile(
    r"^\s*(on|am|le|el|il|op|em)\b.{5,300}\b(wrote|schrieb|écrit|escribió|scritto|schreef|escreveu)\b.{0,80}:\s*$",
    re.IGNORECASE,
)
_OLD_MAIL = re.compile(
    r"^\s*-{2,}\s*(original message|original appointment|ursprüngliche nachricht|message d'origine|mensaje original)\s*-{2,}",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\W{0,3}(from|von|de|da|van)\W{0,3}:", re.IGNORECASE)
_SENT = re.compile(r"^\W{0,3}(sent|date|gesendet|datum|envoyé|enviado|inviato|verzonden)\W{0,3}:", re.IGNORECASE)
_LINES = 2_000  # lines of a mail that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a mail says. `address` is in small letters; `automatic` says that no person wrote it to us alone.

    `disowned` says that our own server did not believe its sender.
    """

    key: str
    text: str
    posted_at: datetime
    address: str | None
    name: str | None
    thread: str
    in_reply_to: str | None
    automatic: bool
    subject: str
    body: str
    disowned: bool


def read(raw: bytes, arrived: datetime) -> Said:
    """Read a mail that arrived at a time; ValueError when it holds no words."""
    try:
        mail = message_from_bytes(raw)
        body = new_words(_body(mail))
    except (RecursionError, MessageError, LookupError) as fault:
        raise ValueError(f"it cannot be taken apart: {type(fault).__name__}") from None
    answered, earlier = _ids(mail, "In-Reply-To"), _ids(mail, "References")
    subject = _header(mail, "Subject")
    # The subject of an answer is what somebody else had said.
    title = "" if _REPLY.match(subject) and (answered or earlier) and body else _REPLY.sub("", subject)
    text = "\n\n".join(part for part in (title, body) if part)
    if not text:
        raise ValueError("no words")
    own = _ids(mail, "Message-ID")
    key = own[0] if own else _mark(raw)
    name, address = parseaddr(_header(mail, "From", 2_000))
    address = address.strip().lower()
    parent = answered[0] if answered else earlier[-1] if earlier else None
    return Said(
        key=key,
        text=text,
        posted_at=_written(mail, arrived),
        address=address if 3 <= len(address) <= 320 and "@" in address and address.isprintable() else None,
        name=" ".join(name.split())[:200] or None,
        thread=earlier[0] if earlier else parent or key,
        in_reply_to=parent,
        automatic=_is_automatic(mail),
        subject=subject,
        body=body,
        disowned=_is_disowned(mail),
    )


def new_words(text: str) -> str:
    """Leave out what a mail only repeats: quoted lines, the mail it answers, and the signature."""
    lines = text.splitlines()[:_LINES]
    kept: list[str] = []
    for place, line in enumerate(lines):
        stripped = line.strip()
        if line.rstrip("\r\n") in ("-- ", "--") and kept:
            break
        if stripped.startswith(">"):
            continue
        if _OLD_MAIL.match(line) or _begins_headers(lines, place):
            break
        if _is_attribution(lines, place):
            if _is_quoted_below(lines, place):
                continue
            break
        if not _ends_attribution(lines, place):
            kept.append(line)
    while kept and not kept[-1].strip(" _-\t"):
        kept.pop()
    said = "\n".join(kept).strip()
    return said or "\n".join(line.lstrip("> ") for line in lines).strip()


def _is_attribution(lines: list[str], place: int) -> bool:
    """Tell whether “On Monday, Ann wrote:” stands here, be it broken into two lines."""
    two = " ".join(line.strip() for line in lines[place : place + 2])
    return bool(_WROTE.match(lines[place][:300]) or (_WROTE.match(two[:300]) and not _WROTE.match(lines[place + 1])))


def _ends_attribution(lines: list[str], place: int) -> bool:
    """Tell whether the second half of a broken “On Monday, Ann wrote:” stands here."""
    return (
        place > 0
        and not _WROTE.match(lines[place][:300])
        and _is_attribution(lines, place - 1)
        and bool(_WROTE.match(f"{lines[place - 1].strip()} {lines[place].strip()}"[:300]))
    )


def _is_quoted_below(lines: list[str], place: int) -> bool:
    """Tell whether quoted lines follow: then the answer may stand below them."""
    following = (line.strip() for line in lines[place + 1 : place + 6])
    return any(line.startswith(">") for line in following)


def _begins_headers(lines: list[str], place: int) -> bool:
    """Tell whether the headers of an older mail stand here, as Outlook writes them above it."""
    if not _FROM.match(lines[place][:300]):
        return False
    return any(_SENT.match(line[:300]) for line in lines[place + 1 : place + 4])


def _body(mail: Message) -> str:
    """Give the first part that a person reads: text if there is some, else HTML as text."""
    html = ""
    for part in islice(_parts(mail), _PARTS):
        kind = part.get_content_type()
        if kind == "text/plain" and (text := _decoded(part).strip()):
            return storable(text)
        if kind == "text/html" and not html:
            html = plain(_decoded(part))
    return html


def _parts(mail: Message) -> Iterator[Message]:
    """Yield every part that is no attachment and no mail within the mail, without going deep by recursion."""
    waiting = [mail]
    while waiting:
        part = waiting.pop(0)
        inner = part.get_payload()
        if isinstance(inner, list):
            if part.get_content_maintype() == "multipart":
                waiting[:0] = [each for each in inner if isinstance(each, Message)][:_PARTS]
        elif part.get_content_disposition() != "attachment":
            yield part


def _decoded(part: Message) -> str:
    """Give the text of a part, whatever it claims to be written in."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    return _text(content, str(part.get_content_charset("us-ascii")))


def _text(content: bytes, charset: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        # Text encodings only: others (zip, rot13) are known to Python, too.
        return content.decode(charset if charset.lower() != "us-ascii" else "cp1252", "replace")
    except (LookupError, ValueError):
        return content.decode("cp1252", "replace")


def _header(mail: Message, name: str, most: int = 500) -> str:
    """Give a header with its encoded words written out, in one line."""
    found = mail.get(name)
    if found is None:
        return ""
    try:
        pieces = decode_header(str(found)[: 8 * most])
    except (MessageError, ValueError):
        pieces = [(str(found), None)]
    text = "".join(piece if isinstance(piece, str) else _text(piece, charset or "utf-8") for piece, charset in pieces)
    return storable(" ".join(text.split())[:most])


def _ids(mail: Message, name: str) -> list[str]:
    """List the ids of mails in a header, without their brackets."""
    return [storable(each) for each in _ID.findall(str(mail.get(name) or "")[:20_000]) if each.isprintable()]


def _written(mail: Message, arrived: datetime) -> datetime:
    """Give the time of writing; that of arrival where the writer's clock is plainly wrong."""
    try:
        told = parsedate_to_datetime(str(mail.get("Date") or ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return arrived
    told = told.replace(tzinfo=UTC) if told.tzinfo is None else told
    try:
        told = told.astimezone(UTC)
    except (OverflowError, ValueError):
        return arrived
    return told if arrived - _LATE <= told <= arrived else arrived


def _is_automatic(mail: Message) -> bool:
    """Tell replies of machines, bounces, lists and newsletters (RFC 3834, RFC 2369, RFC 3464)."""
    submitted = str(mail.get("Auto-Submitted") or "no").strip().lower()
    precedence = str(mail.get("Precedence") or "").strip().lower()
    return (
        not submitted.startswith("no")
        or precedence in ("bulk", "junk", "list", "auto_reply")
        or any(
            mail.get(name) is not None
            for name in ("X-Autoreply", "X-Auto-Response-Suppress-By", "List-Id", "List-Unsubscribe")
        )
        or str(mail.get("Return-Path") or "").strip() == "<>"
        or mail.get_content_type() == "multipart/report"
    )


def _is_disowned(mail: Message) -> bool:
    """Tell whether the server that took the mail found its sender forged (RFC 8601); it writes its word above all others."""
    return "dmarc=fail" in str(mail.get("Authentication-Results") or "").lower()


def _mark(raw: bytes) -> str:
    """Make a key for a mail that brings none: from its headers, which every copy of it shares."""
    head = raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    lasting = sorted(line for line in head.split(b"\n") if line[:5].lower() in (b"from:", b"date:", b"subje"))
    return f"{hashlib.sha256(b'|'.join(lasting)).hexdigest()[:32]}@no-message-id"
