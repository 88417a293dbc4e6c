"""One record of a file, by field name, into a Mention, an EngagementSample or a span of time; refuses what it cannot read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any

from connectors.base import nearest
from connectors.text import storable
from monitor.errors import SourceChanged
from monitor.model import EngagementSample, Mention, MentionKind, TimeSpan

ENGAGEMENT = ("likes", "replies", "reposts", "quotes", "views")
REQUIRED = ("stable_key", "posted_at", "text")
# Headers by which we know a field when the operator maps nothing; the first one present wins.
KNOWN_HEADERS: dict[str, tuple[str, ...]] = {
    "stable_key": (
        "stable_key",
        "id",
        "tweet_id",
        "post_id",
        "status_id",
        "comment_id",
        "review_id",
        "mention_id",
        "guid",
    ),
    "posted_at": (
        "posted_at",
        "created_at",
        "published_at",
        "date",
        "datetime",
        "timestamp",
        "published",
        "created",
        "time",
    ),
    "text": ("text", "full_text", "content", "message", "body", "tweet", "comment", "review", "snippet"),
    "author": ("author", "username", "user", "screen_name", "handle", "user_name", "author_handle"),
    "author_name": ("author_name", "display_name", "full_name"),
    "author_key": ("author_key", "author_id", "user_id"),
    "external_id": ("external_id",),
    "kind": ("kind", "post_type", "mention_type"),
    "followers": ("followers", "follower_count", "followers_count"),
    "url": ("url", "link", "permalink"),
    "in_reply_to": ("in_reply_to", "in_reply_to_id", "in_reply_to_status_id", "parent_id"),
    "thread": ("thread", "conversation_id", "thread_id"),
    "rating": ("rating", "stars"),
    "language": ("language", "lang"),
    "place": ("place", "location"),
    "query": ("query", "brand"),
    "platform": ("platform",),
    "likes": ("likes", "like_count", "favorites", "favorite_count"),
    "replies": ("replies", "reply_count", "num_comments", "comment_count"),
    "reposts": ("reposts", "retweets", "retweet_count", "shares"),
    "quotes": ("quotes", "quote_count"),
    "views": ("views", "view_count", "impressions"),
}
FIELDS = tuple(KNOWN_HEADERS)
# Nothing of interest was posted before the web, and a date after this century is a slip of the keyboard.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_LONGEST_KEY = 500
_LONGEST_COUNT = 15
_LARGEST_COUNT = 10**_LONGEST_COUNT
_MORE_FORMATS = (
    "%a %b %d %H:%M:%S %z %Y",  # X, API version 1.1
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%d-%b-%Y %H:%M:%S",
    "%d-%b-%Y",
    "%Y-%m-%d %H:%M:%S UTC",
    "%d-%b-%Y %I:%M%p",  # Meltwater
    "%Y-%m-%d %I:%M %p",
)
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_KINDS = {kind.value: kind for kind in MentionKind} | {
    "retweet": MentionKind.REPOST,
    "share": MentionKind.REPOST,
    "comment": MentionKind.REPLY,
}


class Unreadable(ValueError):
    """A record cannot be read; the message is the reason a person will see."""


def plain_header(name: str) -> str:
    """Give a header in the form in which headers are compared."""
    return name.strip().lower().replace(" ", "_")


def columns(header: list[str], mapping: Mapping[str, str], where: str) -> dict[str, int]:
    """Say at which position of the header each field stands; SourceChanged names everything that is missing at once.

    `mapping` gives the operator's column for a field ("" switches a field off); the rest is known by common names.
    """
    plain = [plain_header(name) for name in header]
    found: dict[str, int] = {}
    missing = []
    for field, usual in KNOWN_HEADERS.items():
        if field in mapping:
            wanted = plain_header(mapping[field])
            if wanted and wanted not in plain:
                missing.append(f"`{mapping[field]}` (for {field}{nearest(wanted, plain)})")
            elif wanted:
                found[field] = plain.index(wanted)
        else:
            place = next((plain.index(name) for name in usual if name in plain), None)
            if place is not None:
                found[field] = place
            elif field in REQUIRED:
                missing.append(f"a column for {field}")
    if missing:
        shown = ", ".join(f"`{name[:40]}`" for name in header[:40])
        raise SourceChanged(
            f"{where}: missing {', '.join(missing)}. Found: {shown}. Say which column is which in the option `columns`."
        )
    return found


def moment(value: str, zone: tzinfo, date_format: str = "") -> datetime:
    """Read a date as aware UTC; one without a zone is taken to be in `zone`. Unreadable says what is wrong."""
    value = value.strip()
    if not value:
        raise Unreadable("the date is empty")
    found = _parsed(value, date_format)
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    try:
        found = found.astimezone(UTC)
    except OverflowError:
        raise Unreadable(f"the date `{value[:40]}` is impossible") from None
    if not EARLIEST <= found < LATEST:
        raise Unreadable(f"the date `{value[:40]}` is impossible: the year is {found.year}")
    return found


def _parsed(value: str, date_format: str) -> datetime:
    if date_format:
        return _by_format(value, date_format)
    if value[4:5] == "-":
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    if len(value) in (9, 10, 12, 13) and value.isdecimal():  # seconds or milliseconds since 1970
        return datetime.fromtimestamp(int(value) / (1000 if len(value) > 10 else 1), UTC)
    for known in _MORE_FORMATS:
        try:
            return datetime.strptime(value, known)  # noqa: DTZ007 - a missing zone is filled in by the caller
        except ValueError:
            continue
    if _SLASHED.match(value):
        raise Unreadable(f"in the date `{value[:40]}` day and month could be swapped: set the option `date_format`")
    try:
        return parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        raise Unreadable(f"the date `{value[:40]}` is impossible or in a form we do not know") from None


def _by_format(value: str, date_format: str) -> datetime:
    try:
        return datetime.strptime(value, date_format)  # noqa: DTZ007 - a missing zone is filled in by the caller
    except ValueError:
        raise Unreadable(f"the date `{value[:40]}` does not follow the option `date_format` ({date_format})") from None


def number(value: object) -> int | None:
    """Read a count; None, which is unknown and not 0, for anything that is none."""
    text = str(value).strip().replace(",", "")
    if not text or len(text) > _LONGEST_COUNT:
        return None
    if text.isdecimal():
        return int(text)
    try:
        found = float(text)
    except ValueError:
        return None
    return int(found) if 0 <= found < _LARGEST_COUNT and found.is_integer() else None


class Fields:
    """Reads records of one file for one source. Empty means unknown; numbers in text keys are taken as text."""

    def __init__(self, source: str, platform: str, zone: tzinfo, date_format: str) -> None:
        self.source = source
        self._platform = platform
        self._zone = UTC if getattr(zone, "key", "") == "UTC" else zone
        self._date_format = date_format

    def time(self, record: Mapping[str, Any], field: str) -> datetime:
        """Read one of the record's times."""
        return moment(_text(record, field) or "", self._zone, self._date_format)

    def mention(self, record: Mapping[str, Any], usual_kind: MentionKind = MentionKind.POST) -> Mention:
        """Read a mention; Unreadable when it has no key, no text or no possible date."""
        key = _key(record)
        text = _text(record, "text")
        if not text:
            raise Unreadable("the text is empty")
        author = _name(record, "author")
        author = author.lstrip("@") if author else None
        parent = _name(record, "in_reply_to")
        if parent and usual_kind is MentionKind.POST:
            usual_kind = MentionKind.REPLY
        kind = _text(record, "kind")
        language = _text(record, "language")
        return Mention(
            platform=(_name(record, "platform") or self._platform).lower(),
            stable_key=key,
            source=self.source,
            text=storable(text),
            posted_at=self.time(record, "posted_at"),
            external_id=_text(record, "external_id") or "",
            kind=_KINDS.get(kind.lower(), usual_kind) if kind else usual_kind,
            author_key=(_name(record, "author_key") or author or "").lower() or None,
            author=author or None,
            author_name=_text(record, "author_name"),
            followers=number(record["followers"]) if "followers" in record else None,
            url=_address(record),
            in_reply_to=parent,
            thread=_name(record, "thread"),
            rating=_rating(record),
            language=language.lower()[:2] if language else None,
            place=_text(record, "place"),
            query=_text(record, "query"),
        )

    def sample(self, record: Mapping[str, Any], mention_id: str, at: datetime) -> EngagementSample | None:
        """Read how a mention was received; None when the record holds no count at all."""
        counts = [number(record[name]) if name in record else None for name in ENGAGEMENT]
        if counts.count(None) == len(counts):
            return None
        likes, replies, reposts, quotes, views = counts
        return EngagementSample(
            mention_id=mention_id, at=at, likes=likes, replies=replies, reposts=reposts, quotes=quotes, views=views
        )

    def mention_id(self, record: Mapping[str, Any]) -> str:
        """Name the mention a sample belongs to: `mention_id`, or `platform` and `stable_key`."""
        whole = _text(record, "mention_id")
        return whole or f"{(_text(record, 'platform') or self._platform).lower()}:{_key(record)}"

    def span(self, record: Mapping[str, Any]) -> TimeSpan:
        """Read `start` and `end`."""
        span = TimeSpan(start=self.time(record, "start"), end=self.time(record, "end"))
        if span.start >= span.end:
            raise Unreadable("the end is not after the start")
        return span


def _text(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, bool | dict | list):
        raise Unreadable(f"the field {field} is neither text nor number")
    return (value if isinstance(value, str) else str(value)).strip() or None


def _key(record: Mapping[str, Any]) -> str:
    key = _name(record, "stable_key")
    if not key:
        raise Unreadable("the key is empty")
    return key


def _name(record: Mapping[str, Any], field: str) -> str | None:
    """Read a text that identifies something: no store can look up one of any length."""
    name = _text(record, field)
    if name and len(name) > _LONGEST_KEY:
        raise Unreadable(f"the field {field} is longer than {_LONGEST_KEY} characters")
    return name


def _address(record: Mapping[str, Any]) -> str | None:
    """Keep an address only if a browser would open it as a web page."""
    url = _text(record, "url")
    return url if url and url.lower().startswith(("https://", "http://")) and url.isprintable() else None


def _rating(record: Mapping[str, Any]) -> float | None:
    written = record.get("rating")
    if not written:
        return None
    try:
        stars = float(written)
    except (ValueError, TypeError):
        return None
    return stars if 1 <= stars <= 5 else None
