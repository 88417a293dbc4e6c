"""What one story or comment of Hacker News holds, as its search and its items tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from connectors.text import plain
from monitor.model import EngagementSample, Mention, MentionKind

PLATFORM = "hackernews"
_LONGEST_NAME = 100  # characters; Hacker News allows 15
_PAGE = "https://news.ycombinator.com/item?id="


def mention_of(hit: Mapping[str, Any], source: str) -> Mention:
    """Read a hit of the search; KeyError, TypeError or ValueError when what must be there is not."""
    key, author, parent = str(hit["objectID"]), hit.get("author"), _number(hit.get("parent_id"))
    story = _number(hit.get("story_id")) or (key if parent is None else None)
    text = text_of(hit, ("title", "story_text", "comment_text"))
    if not key.isdecimal() or not text:
        raise ValueError("no text" if key.isdecimal() else "objectID is no number")
    if author and len(author) > _LONGEST_NAME:
        raise ValueError("an author's name of that length is none")
    return Mention(
        platform=PLATFORM,
        stable_key=key,
        external_id=key,
        source=source,
        text=text,
        posted_at=moment(hit["created_at_i"]),
        kind=MentionKind.POST if parent is None else MentionKind.REPLY,
        author_key=author.lower() if author else None,
        author=author or None,
        url=f"{_PAGE}{key}",
        in_reply_to=parent,
        thread=story,
    )


def moment(seconds: float) -> datetime:
    """Read a time in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def _number(value: object) -> str | None:
    """Read the number of an item as a key; None when there is none. Raises ValueError for anything else."""
    if value is None:
        return None
    if isinstance(value, bool) or not str(value).isdecimal():
        raise ValueError("the number of an item is none")
    return str(value)


def text_of(told: Mapping[str, Any], names: Sequence[str]) -> str:
    """Put the parts of an item that hold words together."""
    parts = [plain(told.get(name) or "") for name in names]
    return "\n\n".join(part for part in parts if part)


def sample_of(mention_id: str, points: object, comments: object, now: datetime) -> EngagementSample | None:
    """Make a sample of what is told; None when nothing is. What is no number of people is unknown."""
    likes, replies = (count if type(count) is int and 0 <= count < 2**63 else None for count in (points, comments))
    if likes is None and replies is None:
        return None
    return EngagementSample(mention_id=mention_id, at=now, likes=likes, replies=replies)
