"""What a Mastodon server says about one status, put into our facts; docs.joinmastodon.org/entities/Status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from connectors.fields import LATEST, moment
from connectors.text import Matcher, plain, storable
from monitor.model import EngagementSample, Mention, MentionKind

OPEN = frozenset({"public", "unlisted"})
"""The visibilities anybody may read; the others are never taken, though our key may see such posts."""

CLOSED = frozenset({"private", "direct", "limited"})
"""The visibilities that show a post to some only."""

_LONGEST_NAME = 500
_LARGEST_COUNT = 2**53
_EXTRAS = 20  # descriptions, options and names of one status that are looked through for the brand
_LONGEST_EXTRA = 2_000
_FIRST_SERVER = datetime(2016, 1, 1, tzinfo=UTC)
_SEQUENCE_BITS = 16  # lib/mastodon/snowflake.rb: 48 bits of milliseconds, then 16 that only tell ids apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """Reads statuses as one source sees them."""

    source: str

    def mention(self, status: dict[str, Any]) -> Mention | None:
        """Read a status; None when it is no utterance of its own or not for everybody's eyes.

        A KeyError, TypeError or ValueError when what must be there is not. `in_reply_to` is left to the caller: a
        status names its parent by the server's own number only.
        """
        if _text(status["visibility"]) not in OPEN or status.get("reblog"):
            return None
        text = words(status)
        if not text:
            return None
        account = status["account"]
        author = full_name(account)
        return Mention(
            platform="mastodon",
            stable_key=key_of(status),
            source=self.source,
            text=text,
            posted_at=moment(_text(status["created_at"]), UTC),
            external_id=number_of(status),
            kind=_kind(status),
            author_key=author.lower(),
            author=author,
            author_name=_name(account.get("display_name")),
            followers=_count(account.get("followers_count")),
            url=_address(status.get("url")) or _address(status["uri"]),
            in_reply_to=_quoted(status) if status.get("in_reply_to_id") is None else None,
            thread=key_of(status) if status.get("in_reply_to_id") is None else None,
            language=_language(status.get("language")),
            edited_at=_edited(status),
        )


def number_of(status: dict[str, Any]) -> str:
    """Give the number the server knows a status by."""
    number = _text(status["id"])
    if not number or len(number) > 64 or not number.isalnum():
        raise ValueError("the id is none")
    return number


def key_of(status: dict[str, Any]) -> str:
    """Give the name of a status that is the same on all servers: its ActivityPub id."""
    uri = _text(status["uri"])
    if not uri or len(uri) > _LONGEST_NAME:
        raise ValueError("the uri is empty or too long to be a name")
    return storable(uri)


def parent_of(status: dict[str, Any]) -> str | None:
    """Give the server's number of the status that is answered."""
    number = status.get("in_reply_to_id")
    return number if isinstance(number, str) and number.isalnum() and len(number) <= 64 else None


def full_name(account: dict[str, Any]) -> str:
    """Name an account in full, `user@server`: the server leaves its own name out."""
    name = storable(_text(account["acct"])).strip()
    if "@" not in name:
        name = f"{name}@{urlsplit(_text(account['url'])).hostname or ''}"
    if not name.split("@")[0] or len(name) > _LONGEST_NAME:
        raise ValueError("the account has no name")
    return name


def words(status: dict[str, Any]) -> str:
    """Give what is said: the warning before it, the text, and where there is no text what the pictures show."""
    parts = [storable(_text(status.get("spoiler_text") or "")).strip(), plain(_text(status["content"]))]
    return "\n\n".join(part for part in parts if part) or "\n".join(_descriptions(status))


def around(status: dict[str, Any]) -> str:
    """Give what stands around the text and may name the brand: pictures, link, poll, tags, accounts spoken to."""
    card = status.get("card")
    parts = _descriptions(status)
    if isinstance(card, dict):
        parts += [card[name] for name in ("title", "url") if isinstance(card.get(name), str)]
    poll = status.get("poll")
    for several, name in (
        (poll.get("options") if isinstance(poll, dict) else None, "title"),
        (status.get("tags"), "name"),
    ):
        parts += _each(several, name)
    parts += _each(status.get("mentions"), "acct")
    return "\n".join(part[:_LONGEST_EXTRA] for part in parts)


def names(matcher: Matcher, mention: Mention, status: dict[str, Any]) -> tuple[str | None, str | None]:
    """Say which brand a status names and by which name; the name only where the text itself holds it."""
    hit = matcher.find(mention.text)
    if hit is not None:
        return hit.brand, hit.matched
    return matcher.brand(mention.text, around(status)), None


def sample(mention_id: str, status: dict[str, Any], at: datetime) -> EngagementSample | None:
    """Read how a status was received, as far as this server knows; None when it does not say at all."""
    counts = [_count(status.get(f"{name}_count")) for name in ("favourites", "replies", "reblogs", "quotes")]
    if counts.count(None) == len(counts):
        return None
    likes, replies, reposts, quotes = counts
    return EngagementSample(mention_id=mention_id, at=at, likes=likes, replies=replies, reposts=reposts, quotes=quotes)


def filed_at(number: str, otherwise: datetime) -> datetime:
    """Say when the server filed a status, which is what its lists are ordered by.

    A Mastodon id holds that time; it is later than `created_at` when another server delivered late. `otherwise` is
    for software with other ids.
    """
    if number.isdecimal() and len(number) <= 20:
        seconds = (int(number) >> _SEQUENCE_BITS) / 1000
        if _FIRST_SERVER.timestamp() <= seconds < LATEST.timestamp():
            return datetime.fromtimestamp(seconds, UTC)
    return otherwise


def bound_above(number: str) -> str:
    """Give the id below which a search is to go on after the status of that id.

    A search turns `max_id` into a time in whole seconds (app/services/statuses_search_service.rb, since 4.2), so the
    rest of that second would be skipped: the bound is the next whole second, and the second is read again.
    """
    filed = filed_at(number, datetime.fromtimestamp(0, UTC))
    if filed.timestamp() == 0:
        return number
    return str((int(filed.timestamp()) + 1) * 1000 << _SEQUENCE_BITS)


def _kind(status: dict[str, Any]) -> MentionKind:
    if status.get("in_reply_to_id") is not None:
        return MentionKind.REPLY
    return MentionKind.QUOTE if isinstance(status.get("quote"), dict) else MentionKind.POST


def _quoted(status: dict[str, Any]) -> str | None:
    quote = status.get("quote")
    quoted = quote.get("quoted_status") if isinstance(quote, dict) else None
    return key_of(quoted) if isinstance(quoted, dict) else None


def _edited(status: dict[str, Any]) -> datetime | None:
    edited = status.get("edited_at")
    return moment(_text(edited), UTC) if edited is not None else None


def _descriptions(status: dict[str, Any]) -> list[str]:
    found = (storable(text[:_LONGEST_EXTRA]).strip() for text in _each(status.get("media_attachments"), "description"))
    return [text for text in found if text]


def _each(several: object, name: str) -> list[str]:
    """Give one text of each of several things, where there are such."""
    if not isinstance(several, list):
        return []
    return [one[name] for one in several[:_EXTRAS] if isinstance(one, dict) and isinstance(one.get(name), str)]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing or of another kind")
    return value


def _name(value: object) -> str | None:
    return (storable(value).strip()[:_LONGEST_NAME] or None) if isinstance(value, str) else None


def _count(value: object) -> int | None:
    """Take a count as it is; whatever else stands there means unknown, which is not 0."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_COUNT:
        return value
    return None


def _language(value: object) -> str | None:
    return value[:2].lower() if isinstance(value, str) and value[:2].isalpha() and value.isascii() else None


def _address(value: object) -> str | None:
    """Keep an address only if a browser would open it as a web page."""
    fits = (
        isinstance(value, str)
        and value.startswith(("https://", "http://"))
        and value.isprintable()
        and len(value) < 2_000
    )
    return str(value) if fits else None
