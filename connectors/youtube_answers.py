"""Reads comment threads, comments and videos as the YouTube Data API v3 tells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from connectors.answers import count, inner, moment, moment_or_none, name, name_or_none, records, together, words
from connectors.text import storable
from connectors.walk import Wrong
from monitor.model import EngagementSample, Mention, MentionKind

PLATFORM = "youtube"
VIDEO = "video:"
"""What the stable key of a video begins with; comments have none of it."""

_ID = re.compile(r"[\w.=-]{1,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment under a video and what is known around it; `parts` are its replies given with it, then itself."""

    key: str
    video: str = ""
    channel: str = ""
    replies: int = 0
    given: int = 0
    at: datetime | None = None
    parts: list[dict[str, Any]] = field(default_factory=list)

    def record(self, comment: object, parent: str | None, replies: int | None = None) -> dict[str, Any]:
        """Put a comment together with what its answer leaves unsaid."""
        around = {"thread": self.key, "video": self.video, "channel": self.channel, "parent": parent}
        told = comment if isinstance(comment, dict) else {"not a record": str(comment)[:200]}
        return {"id": told.get("id"), "comment": told, "replies": replies, **around}


def comments_in(answer: Mapping[str, Any]) -> list[Any]:
    """Give the comments, threads or videos of an answer."""
    return records(answer, "items", "YouTube")


def threads_in(answer: Mapping[str, Any]) -> list[Thread]:
    """Give the threads of an answer; one that cannot be read becomes a record that cannot be read either."""
    return [_thread(each) for each in comments_in(answer)]


def _thread(found: Any) -> Thread:  # noqa: ANN401 - JSON is whatever the server says
    try:
        snippet, key = found["snippet"], found["id"]
        top = snippet["topLevelComment"]
        published = moment(top["snippet"], "publishedAt")
        replies = [] if found.get("replies") is None else list(found["replies"].get("comments") or [])
        total = count(snippet, "totalReplyCount") or 0
    except Wrong:
        return Thread(key="", parts=[{"id": str(found)[:40], "comment": found}])
    if not isinstance(key, str) or not _ID.fullmatch(key):
        return Thread(key="", parts=[{"id": str(key)[:40], "comment": found}])
    video, channel = _plain_id(snippet.get("videoId")), _plain_id(snippet.get("channelId"))
    around = Thread(key=key, video=video, channel=channel)
    parts = [around.record(reply, key) for reply in replies]
    parts.append(around.record(top, None, count(snippet, "totalReplyCount")))
    return Thread(key=key, video=video, channel=channel, replies=total, given=len(replies), at=published, parts=parts)


def _plain_id(found: object) -> str:
    return found if isinstance(found, str) and _ID.fullmatch(found) else ""


def comment_of(source: str, record: Mapping[str, Any]) -> Mention:
    """Read a comment; raises one of `connectors.walk.Wrong` when what must be there is not."""
    comment = record["comment"]
    snippet, key = comment["snippet"], name(comment, "id")
    published, updated = moment(snippet, "publishedAt"), moment_or_none(snippet, "updatedAt")
    author = name_or_none(snippet, "authorDisplayName")
    video, parent = record["video"], record["parent"]
    return Mention(
        platform=PLATFORM,
        stable_key=key,
        external_id=key,
        source=source,
        text=_said(snippet),
        posted_at=published,
        edited_at=updated if updated and updated > published else None,
        kind=MentionKind.REPLY if parent else MentionKind.POST,
        author_key=name_or_none(inner(snippet, "authorChannelId"), "value"),
        author=author,
        author_name=author,
        url=f"https://www.youtube.com/watch?v={video}&lc={key}" if video and _ID.fullmatch(key) else None,
        in_reply_to=parent,
        thread=record["thread"],
    )


def _said(snippet: Mapping[str, Any]) -> str:
    """Give a comment's words. They are plain text, because we ask for that: "<" is a letter in them."""
    found = snippet.get("textOriginal")
    text = found if isinstance(found, str) else snippet["textDisplay"]
    if not text.strip():
        raise ValueError("no text")
    return storable(text)


def sample_of(mention: Mention, record: Mapping[str, Any], now: datetime) -> EngagementSample | None:
    """Read how a comment was received; None where the answer says nothing of it."""
    likes, replies = count(record["comment"]["snippet"], "likeCount"), record["replies"]
    if likes is None and replies is None:
        return None
    return EngagementSample(mention_id=mention.id, at=now.astimezone(UTC), likes=likes, replies=replies)


def video_of(source: str, record: Mapping[str, Any]) -> Mention:
    """Read a video from a hit of the search, or from a question for it by its id."""
    snippet, told = record["snippet"], record["id"]
    key = name(told, "videoId") if isinstance(told, dict) else name(record, "id")
    if not _ID.fullmatch(key):
        raise ValueError("the video's id is none")
    author = words(snippet, "channelTitle")[:200] or None
    return Mention(
        platform=PLATFORM,
        stable_key=f"{VIDEO}{key}",
        external_id=key,
        source=source,
        text=together(words(snippet, "title"), words(snippet, "description")),
        posted_at=moment(snippet, "publishedAt"),
        author_key=name_or_none(snippet, "channelId"),
        author=author,
        author_name=author,
        url=f"https://www.youtube.com/watch?v={key}",
        thread=f"{VIDEO}{key}",
    )


def video_sample_of(mention: Mention, record: Mapping[str, Any], now: datetime) -> EngagementSample | None:
    """Read a video's counts, which come as texts; None where none is public."""
    counts = [_told(record.get("statistics"), key) for key in ("likeCount", "commentCount", "viewCount")]
    if counts == [None, None, None]:
        return None
    likes, replies, views = counts
    return EngagementSample(mention_id=mention.id, at=now.astimezone(UTC), likes=likes, replies=replies, views=views)


def _told(statistics: object, key: str) -> int | None:
    found = statistics.get(key) if isinstance(statistics, dict) else None
    if not isinstance(found, str) or not found.isascii() or not found.isdecimal() or len(found) > 18:
        return None
    return int(found)
