"""Reddit's records of submissions (t3) and comments (t1), read strictly, and which of five states each is in.

A record without an author is not a deleted one: the account may be gone and its words still stand. Only the words say
whether the words are gone. Scores are net votes, rounded at random ("fuzzed") and sometimes hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from connectors.base import Absence
from connectors.text import storable
from monitor.model import EngagementSample, Mention, MentionKind

PLATFORM = "reddit"
LONGEST_TITLE = 1_000  # characters; Reddit allows 300
_FULLNAME = re.compile(r"t[13]_[0-9a-z]{1,13}")
_COMMUNITY = re.compile(r"[A-Za-z0-9_.-]{2,50}")
_AUTHOR = re.compile(r"[A-Za-z0-9_-]{1,50}")
_DELETED = re.compile(r"\[ ?deleted(?: by user)? ?\]", re.IGNORECASE)
_REMOVED = re.compile(r"\[ ?removed(?: by (?:reddit|moderator).{0,250})? ?\]", re.IGNORECASE | re.DOTALL)
_BY_AUTHOR = frozenset({"deleted", "author"})
_FOUNDED = 1_118_000_000  # June 2005; nothing on Reddit is older
_MOST = 2**63 - 1

Record = Mapping[str, Any]


def is_fullname(text: object, kinds: str = "13") -> bool:
    """Tell whether a text is the full name of a comment (kind 1) or a submission (kind 3)."""
    return isinstance(text, str) and _FULLNAME.fullmatch(text) is not None and text[1] in kinds


def key_of(record: Record) -> str:
    """Give the full name, which is the stable key: a submission and a comment may have the same id."""
    name = record["name"]
    if not is_fullname(name):
        raise ValueError("`name` is no full name of a submission or comment")
    return str(name)


def moment_of(record: Record, field: str = "created_utc") -> datetime:
    """Give a time; `created`, beside it, is that of the server's own zone."""
    seconds = record[field]
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise TypeError(f"`{field}` is no time")
    if seconds < _FOUNDED:
        raise ValueError(f"`{field}` lies before there was a Reddit")
    return datetime.fromtimestamp(seconds, UTC)


def absence_of(record: Record) -> Absence | None:
    """Say why the words of a record are gone; None while they stand, whether or not their author does."""
    category = record.get("removed_by_category")
    if isinstance(category, str) and category:
        return Absence.DELETED if category in _BY_AUTHOR else Absence.REMOVED
    for field in ("body", "selftext", "title"):
        words = record.get(field)
        if not isinstance(words, str) or len(words) > 300:
            continue
        if _DELETED.fullmatch(words.strip()):
            return Absence.DELETED
        if _REMOVED.fullmatch(words.strip()):
            return Absence.REMOVED
    return Absence.PROTECTED if record.get("author") == "[unavailable]" else None


def author_is_gone(record: Record) -> bool:
    """Tell whether the account that wrote this no longer exists."""
    return record.get("author") == "[deleted]"


def mention_of(record: Record, source: str) -> Mention:
    """Read a record whose words stand; KeyError, TypeError or ValueError when what must be there is not."""
    key = key_of(record)
    author = _author(record)
    common: dict[str, Any] = {
        "platform": PLATFORM,
        "stable_key": key,
        "external_id": key,
        "source": source,
        "posted_at": moment_of(record),
        "edited_at": _edited_at(record),
        "author": author,
        "author_key": author.lower() if author else None,
        "place": _place(record),
    }
    if key.startswith("t1_"):
        parent, root = record["parent_id"], record["link_id"]
        if not is_fullname(parent) or not is_fullname(root, "3"):
            raise ValueError("`parent_id` or `link_id` is no full name")
        url = f"{_page(root[3:])}_/{key[3:]}/"
        return Mention(
            **common, text=_words(record, "body"), kind=MentionKind.REPLY, url=url, in_reply_to=parent, thread=root
        )
    parent = record.get("crosspost_parent")
    text, url = _said(record), _page(key[3:])
    if not is_fullname(parent, "3"):
        return Mention(**common, text=text, url=url, thread=key)
    # Without a thread of its own it is taken both for an answer to the original and for the start of what is said below.
    return Mention(**common, text=text, kind=MentionKind.REPOST, url=url, in_reply_to=parent)


def link_of(record: Record) -> str:
    """Give the page a submission links to; empty for one that holds only words."""
    link = record.get("url")
    return link[:2_000] if isinstance(link, str) and record.get("is_self") is not True else ""


def sample_of(record: Record, now: datetime) -> EngagementSample | None:
    """Read how a record was received; what Reddit hides or does not say is unknown, a score below zero is nobody's liking."""
    hidden = record.get("score_hidden") is True or record.get("hide_score") is True
    score = None if hidden else _count(record, "score", lowest=-_MOST)
    likes = None if score is None else max(0, score)
    replies, reposts = _count(record, "num_comments"), _count(record, "num_crossposts")
    if likes is None and replies is None and reposts is None:
        return None
    mention_id = f"{PLATFORM}:{key_of(record)}"
    return EngagementSample(mention_id=mention_id, at=now, likes=likes, replies=replies, reposts=reposts)


def _count(record: Record, field: str, lowest: int = 0) -> int | None:
    count = record.get(field)
    right = isinstance(count, int) and not isinstance(count, bool) and lowest <= count <= _MOST
    return count if right else None


def _words(record: Record, field: str) -> str:
    words = record[field]
    if not isinstance(words, str) or not words.strip():
        raise ValueError(f"`{field}` holds no words")
    return storable(words)


def _said(record: Record) -> str:
    """Join a submission's title and its words."""
    words = record.get("selftext")
    if words is not None and not isinstance(words, str):
        raise TypeError("`selftext` is no text")
    title = _words(record, "title")[:LONGEST_TITLE]
    return f"{title}\n\n{storable(words)}" if words and words.strip() else title


def _author(record: Record) -> str | None:
    author = record.get("author")
    if author is not None and not isinstance(author, str):
        raise TypeError("`author` is no name")
    return author if author and _AUTHOR.fullmatch(author) else None


def _edited_at(record: Record) -> datetime | None:
    """Give the time of the last edit: false where there was none, true for edits before Reddit noted their time."""
    edited = record.get("edited")
    return None if edited is None or isinstance(edited, bool) else moment_of(record, "edited")


def _place(record: Record) -> str | None:
    community = record.get("subreddit")
    return f"r/{community}" if isinstance(community, str) and _COMMUNITY.fullmatch(community) else None


def _page(submission: str) -> str:
    """Give the permanent address, made of ids only: Reddit adds community and title itself."""
    return f"https://www.reddit.com/comments/{submission}/"
