"""Reads posts and comments of a Facebook Page as the Graph API tells them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from connectors.answers import count, inner, moment, name, name_or_none, web_address
from connectors.text import storable
from monitor.model import EngagementSample, Mention, MentionKind

PLATFORM = "facebook"
_AROUND_COMMENT = "id,created_time,message,from,parent{id},permalink_url,like_count,comment_count"
_AROUND_POST = "id,created_time,message,from,permalink_url,shares,reactions.summary(total_count).limit(0)"

COMMENT_FIELDS = _AROUND_COMMENT
"""developers.facebook.com/docs/graph-api/reference/comment"""

POST_FIELDS = f"{_AROUND_POST},comments.filter(stream).limit(0).summary(total_count)"
"""developers.facebook.com/docs/graph-api/reference/pagepost"""


def listing_fields(comments: int) -> str:
    """Write the fields of a listing of posts that carries the newest `comments` of each."""
    within = f"comments.order(reverse_chronological).filter(stream).limit({comments}).summary(total_count)"
    return f"{_AROUND_POST},{within}{{{COMMENT_FIELDS}}}"


def created(record: Mapping[str, Any]) -> datetime:
    """Give the time at which a post or comment was made."""
    return moment(record, "created_time")


def post_of(source: str, record: Mapping[str, Any]) -> Mention | None:
    """Read a post; None where it has no words, as a photo alone."""
    text = _words(record)
    key = name(record, "id")
    return (
        Mention(platform=PLATFORM, stable_key=key, thread=key, text=text, **_common(source, record, key))
        if text
        else None
    )


def comment_of(source: str, post: str, record: Mapping[str, Any]) -> Mention | None:
    """Read a comment under a post; None where it has no words, as a sticker alone."""
    text, key = _words(record), comment_key(record)
    parent = inner(record, "parent").get("id")
    if not text:
        return None
    return Mention(
        platform=PLATFORM,
        stable_key=key,
        thread=post,
        text=text,
        kind=MentionKind.REPLY,
        in_reply_to=parent if isinstance(parent, str) and 0 < len(parent) <= 200 else post,
        **_common(source, record, key),
    )


def comment_key(record: Mapping[str, Any]) -> str:
    """Give a comment's id; without the right to moderate only its link tells it."""
    if "id" in record:
        return name(record, "id")
    link = urlsplit(record["permalink_url"])
    told = parse_qs(link.query)
    comment = (told.get("reply_comment_id") or told["comment_id"])[0]
    post = link.path.rstrip("/").rsplit("/", 1)[1]
    if not (comment.isdecimal() and post.isdecimal()):
        raise ValueError("neither an id nor a link that holds one")
    return name({"id": f"{post}_{comment}"}, "id")


def _common(source: str, record: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Read what posts and comments have in common. Who wrote it is only told of those who allowed it, and of Pages."""
    author = inner(record, "from")
    shown = name_or_none(author, "name")
    return {
        "source": source,
        "external_id": key,
        "posted_at": created(record),
        "author_key": name_or_none(author, "id"),
        "author": shown,
        "author_name": shown,
        "url": web_address(record.get("permalink_url")),
    }


def _words(record: Mapping[str, Any]) -> str:
    found = record.get("message")
    if found is not None and not isinstance(found, str):
        raise TypeError(f"`message` is {type(found).__name__}")
    return storable(found or "").strip()


def post_sample(mention: Mention, record: Mapping[str, Any], now: datetime) -> EngagementSample | None:
    """Read how a post was received: all reactions, all comments, all shares."""
    likes, replies = (_total(record.get(edge)) for edge in ("reactions", "comments"))
    return _sample(mention, now, likes, replies, count(inner(record, "shares"), "count"))


def comment_sample(mention: Mention, record: Mapping[str, Any], now: datetime) -> EngagementSample | None:
    """Read how a comment was received."""
    return _sample(mention, now, count(record, "like_count"), count(record, "comment_count"), None)


def _sample(
    mention: Mention, now: datetime, likes: int | None, replies: int | None, reposts: int | None
) -> EngagementSample | None:
    if likes is None and replies is None and reposts is None:
        return None
    at = now.astimezone(UTC)
    return EngagementSample(mention_id=mention.id, at=at, likes=likes, replies=replies, reposts=reposts)


def comment_total(post: Mapping[str, Any]) -> int | None:
    """Give the number of comments that a post says it has."""
    return _total(post.get("comments"))


def _total(edge: object) -> int | None:
    summary = edge.get("summary") if isinstance(edge, dict) else None
    return count(summary, "total_count") if isinstance(summary, dict) else None
