"""Reads media and comments of Instagram as the Graph API tells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from connectors.answers import count, inner, moment, name, name_or_none, web_address
from connectors.graph import following, records_in
from connectors.text import storable
from connectors.walk import Page, Wrong
from monitor.errors import SourceChanged
from monitor.model import EngagementSample, Mention, MentionKind

PLATFORM = "instagram"
ID = re.compile(r"\w{1,100}")
INNER = 25  # comments that a medium brings along, and replies that a comment does

HASHTAG_FIELDS = "id,caption,permalink,timestamp,like_count,comments_count"
"""Who made a medium is not told (ig-hashtag/recent-media)."""

MEDIUM_FIELDS = f"{HASHTAG_FIELDS},username"
"""developers.facebook.com/docs/instagram-platform/reference/instagram-media"""

_COMMENT = "id,text,timestamp,username,from,like_count"
COMMENT_FIELDS = f"{_COMMENT},replies.limit({INNER}){{{_COMMENT},parent_id}}"
"""developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment"""

LISTING_FIELDS = f"{MEDIUM_FIELDS},comments.limit({INNER}){{{COMMENT_FIELDS}}}"


def made(record: Mapping[str, Any]) -> datetime:
    """Give the time at which a medium or comment was made."""
    return moment(record, "timestamp")


def medium_of(source: str, record: Mapping[str, Any]) -> Mention | None:
    """Read a medium; None where it has no words."""
    key, text = name(record, "id"), _words(record, "caption")
    if not text:
        return None
    return Mention(
        platform=PLATFORM,
        stable_key=key,
        external_id=key,
        source=source,
        text=text,
        posted_at=made(record),
        url=web_address(record.get("permalink")),
        thread=key,
        **_author(record),
    )


def comment_of(source: str, record: Mapping[str, Any], medium: str, parent: str | None) -> Mention | None:
    """Read a comment under a medium, or the reply to one; None where it has no words."""
    key, text = name(record, "id"), _words(record, "text")
    if not text:
        return None
    told = record.get("parent_id")
    return Mention(
        platform=PLATFORM,
        stable_key=key,
        external_id=key,
        source=source,
        text=text,
        posted_at=made(record),
        kind=MentionKind.REPLY,
        in_reply_to=next((one for one in (parent, told, medium) if isinstance(one, str) and 0 < len(one) <= 200), None),
        thread=medium or None,
        **_author(record),
    )


def _author(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read who wrote it. The name of the account is what identifies it everywhere: its number is only told at times."""
    shown = name_or_none(record, "username") or name_or_none(inner(record, "from"), "username")
    return {"author_key": shown.lower() if shown else None, "author": shown, "author_name": None}


def _words(record: Mapping[str, Any], key: str) -> str:
    found = record.get(key)
    if found is not None and not isinstance(found, str):
        raise TypeError(f"`{key}` is {type(found).__name__}")
    return storable(found or "").strip()


def sample_of(mention: Mention, record: Mapping[str, Any], now: datetime) -> EngagementSample | None:
    """Read how a medium or comment was received; None where the answer says nothing of it."""
    likes, replies = count(record, "like_count"), count(record, "comments_count")
    if likes is None and replies is None:
        return None
    return EngagementSample(mention_id=mention.id, at=now.astimezone(UTC), likes=likes, replies=replies)


def with_comments(media: list[Any], further: str | None, lower: datetime) -> Page:
    """Put the new comments of our own media together with these; `further` is the place of older media."""
    records: list[dict[str, Any]] = []
    within: list[str] = []
    for medium in media:
        key = medium.get("id") if isinstance(medium, dict) else None
        if isinstance(key, str) and ID.fullmatch(key):
            comments, places = _brought_along(key, medium, lower)
            records += comments
            within += places
        records.append({"medium": medium})
    return Page(records=records, following=further, within=within)


def _brought_along(key: str, medium: Mapping[str, Any], lower: datetime) -> tuple[list[dict[str, Any]], list[str]]:
    """Give the new comments that a medium brings along and the place of more, if there may be some.

    A medium without comments brings no list of them; its count then says whether that can be right.
    """
    edge, total = medium.get("comments"), count(medium, "comments_count") or 0
    comments: list[dict[str, Any]] = []
    places: list[str] = []
    try:
        if edge is not None:
            comments, places = new_comments(key, edge, lower)
        held_back = not places and len(comments) == _number_in(edge) < total
    except SourceChanged:
        held_back = True
    return comments, [f"comments {key} "] if held_back else places


def _number_in(edge: Any) -> int:  # noqa: ANN401 - JSON is whatever the server says
    """Count the comments and replies that a medium brings along."""
    if edge is None:
        return 0
    comments = records_in(edge)
    replies = [each.get("replies") for each in comments if isinstance(each, dict)]
    return len(comments) + sum(len(records_in(each)) for each in replies if each)


def new_comments(medium: str, edge: Any, lower: datetime) -> tuple[list[dict[str, Any]], list[str]]:  # noqa: ANN401 - JSON
    """Give the comments and replies not older than asked for, and the place of more comments.

    Comments come newest first (ig-media/comments); a comment that is older may have a newer reply.
    """
    comments = records_in(edge)
    kept: list[dict[str, Any]] = []
    for comment in comments:
        replies = comment.get("replies") if isinstance(comment, dict) else None
        parent = comment.get("id") if isinstance(comment, dict) else None
        said = [(reply, parent) for reply in (records_in(replies) if replies else [])] + [(comment, None)]
        kept += [
            {"comment": each, "of": medium, "parent": answered}
            for each, answered in said
            if not _is_before(each, lower)
        ]
    all_new = not comments or not _is_before(comments[-1], lower)
    place = following(edge) if all_new else None
    return kept, [f"comments {medium} {place}"] if place else []


def when(medium: Any) -> float:  # noqa: ANN401 - JSON is whatever the server says
    """Give the time of a medium to sort by; one that cannot be read comes first."""
    try:
        return made(medium).timestamp()
    except Wrong:
        return 0.0


def _is_before(record: Any, lower: datetime) -> bool:  # noqa: ANN401 - JSON is whatever the server says
    """Tell whether a comment is surely older than asked for."""
    try:
        return made(record) < lower
    except Wrong:
        return False
