"""What Bluesky says about one post, put into our facts; lexicon app.bsky.feed.defs#postView."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from connectors.fields import moment
from connectors.text import Matcher, storable
from monitor.model import EngagementSample, Mention, MentionKind

POST = "app.bsky.feed.post"
_HIDDEN = frozenset({"!hide", "!takedown"})  # atproto.com/specs/label: what nobody is to be shown
_NO_HANDLE = "handle.invalid"  # what is told of an account whose name does not resolve
_ADDRESS = re.compile(r"at://(?P<did>did:[a-z]+:[\w.:%-]+)/(?P<collection>[\w.-]+)/(?P<key>[\w.~:-]+)", re.ASCII)
_HANDLE = re.compile(r"[\w.-]{3,253}", re.ASCII)
_LONGEST_NAME = 500
_LARGEST_COUNT = 2**53
_EXTRAS = 10  # pictures and tags of one post that are looked through for the brand
_LONGEST_EXTRA = 2_000


def mention_of(post: dict[str, Any], source: str) -> Mention | None:
    """Read a post; None when there are no words in it or it is hidden from everybody.

    A KeyError, TypeError or ValueError when what must be there is not.
    """
    uri, record, author = address_of(post), post["record"], post["author"]
    text = words(post)
    if not text or is_hidden(post):
        return None
    handle = author.get("handle")
    known = isinstance(handle, str) and handle != _NO_HANDLE and _HANDLE.fullmatch(handle) is not None
    did = _text(author["did"])
    answer, quoted = record.get("reply"), _quoted(record.get("embed"))
    root = _address(answer["root"]["uri"]) if answer else uri
    return Mention(
        platform="bluesky",
        stable_key=uri,
        external_id=uri,
        source=source,
        text=text,
        posted_at=posted_at(post),
        kind=MentionKind.REPLY if answer else MentionKind.QUOTE if quoted else MentionKind.POST,
        author_key=_bounded(did),
        author=handle if known else None,
        author_name=_name(author.get("displayName")),
        url=f"https://bsky.app/profile/{handle if known else did}/post/{uri.rpartition('/')[2]}",
        in_reply_to=_address(answer["parent"]["uri"]) if answer else quoted,
        thread=root,
        language=_language(record.get("langs")),
    )


def address_of(post: dict[str, Any]) -> str:
    """Give the at:// address of a post, which stays the same whatever happens to it."""
    return _address(post["uri"])


def posted_at(post: dict[str, Any]) -> datetime:
    """Say when a post was written: as its author claims, but never later than Bluesky saw it.

    Searches are ordered by this too (`sortAt`); a claim may lie in the future.
    """
    return min(moment(_text(post["record"]["createdAt"]), UTC), indexed_at(post))


def indexed_at(post: dict[str, Any]) -> datetime:
    """Say when Bluesky took in the post's present wording."""
    return moment(_text(post["indexedAt"]), UTC)


def is_hidden(post: dict[str, Any]) -> bool:
    """Tell whether moderators took a post, or its author, out of everybody's sight."""
    author = post.get("author")
    labels = [post.get("labels"), author.get("labels") if isinstance(author, dict) else None]
    said = [label for several in labels if isinstance(several, list) for label in several if isinstance(label, dict)]
    return any(label.get("val") in _HIDDEN and not label.get("neg") for label in said)


def words(post: dict[str, Any]) -> str:
    """Give what is said; where there are no words, what the pictures and the link show."""
    record = post["record"]
    if record.get("$type", POST) != POST:
        raise ValueError(f"it is a record of another kind: {str(record['$type'])[:60]}")
    return storable(_text(record["text"])).strip() or "\n".join(_shown(record.get("embed")))


def names(matcher: Matcher, text: str, post: dict[str, Any]) -> tuple[str | None, str | None]:
    """Say which brand a post names and by which name; the name only where the text itself holds it."""
    hit = matcher.find(text)
    if hit is not None:
        return hit.brand, hit.matched
    record = post["record"]
    tags = record.get("tags")
    around = [tag[:_LONGEST_EXTRA] for tag in tags[:_EXTRAS] if isinstance(tag, str)] if isinstance(tags, list) else []
    return matcher.brand(text, *_shown(record.get("embed"), addresses=True), *around), None


def sample_of(mention_id: str, post: dict[str, Any], at: datetime) -> EngagementSample | None:
    """Read how a post was received; None when Bluesky does not say at all."""
    counts = [_count(post.get(f"{name}Count")) for name in ("like", "reply", "repost", "quote")]
    if counts.count(None) == len(counts):
        return None
    likes, replies, reposts, quotes = counts
    return EngagementSample(mention_id=mention_id, at=at, likes=likes, replies=replies, reposts=reposts, quotes=quotes)


def _shown(embed: object, *, addresses: bool = False) -> Iterator[str]:
    """Yield what stands under pictures and on the card of a link, also where a post is quoted besides."""
    if not isinstance(embed, dict):
        return
    media = embed.get("media")
    for part in (embed, media if isinstance(media, dict) else {}):
        pictures, card = part.get("images"), part.get("external")
        told = (
            [picture.get("alt") for picture in pictures[:_EXTRAS] if isinstance(picture, dict)]
            if isinstance(pictures, list)
            else []
        )
        told.append(part.get("alt"))
        if isinstance(card, dict):
            told += [card.get(name) for name in ("title", "description", *(("uri",) if addresses else ()))]
        yield from (storable(text[:_LONGEST_EXTRA]).strip() for text in told if isinstance(text, str) and text.strip())


def _quoted(embed: object) -> str | None:
    """Give the address of the post that is quoted; other records (lists, feeds) can be embedded too."""
    record = embed.get("record") if isinstance(embed, dict) else None
    if isinstance(record, dict) and "uri" not in record:
        record = record.get("record")
    uri = record.get("uri") if isinstance(record, dict) else None
    found = _ADDRESS.fullmatch(uri) if isinstance(uri, str) else None
    return uri if found and found["collection"] == POST and len(found[0]) <= _LONGEST_NAME else None


def _address(uri: object) -> str:
    found = _ADDRESS.fullmatch(_text(uri))
    if found is None or found["collection"] != POST:
        raise ValueError("the address is not that of a post")
    return _bounded(found[0])


def _bounded(name: str) -> str:
    if not name or len(name) > _LONGEST_NAME:
        raise ValueError("a name is empty or too long")
    return storable(name)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing or of another kind")
    return value


def _name(value: object) -> str | None:
    return (storable(value).strip()[:_LONGEST_NAME] or None) if isinstance(value, str) else None


def _language(several: object) -> str | None:
    first = several[0] if isinstance(several, list) and several else None
    return first[:2].lower() if isinstance(first, str) and first.isascii() and first[:2].isalpha() else None


def _count(value: object) -> int | None:
    """Take a count as it is; whatever else stands there means unknown, which is not 0."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_COUNT:
        return value
    return None
