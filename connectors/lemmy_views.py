"""Reads the posts and comments of Lemmy (join-lemmy.org/api, version 3): records that hold a post or comment and all about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from connectors.answers import (
    count,
    inner,
    moment,
    moment_or_none,
    name,
    name_or_none,
    number,
    together,
    web_address,
    words,
    words_if_any,
)
from connectors.base import THREAD_LIMIT
from connectors.walk import Wrong
from monitor.model import Absence, Edited, EngagementSample, Gone, Mention, MentionKind

PLATFORM = "lemmy"
_NEVER = datetime.max.replace(tzinfo=UTC)


def read_view(source: str, view: Any) -> Mention:  # noqa: ANN401 - JSON is whatever the server says
    """Read a post or a comment; one of `Wrong` when what must be there is not.

    `ap_id` names it on every instance alike, the number only here. A comment tells which comment it answers by that
    comment's number here: `in_order` finds the key; a comment on the post itself is known to answer the post.
    """
    kind, said, post = _kind(view), inner(view, _kind(view)), inner(view, "post")
    return Mention(
        platform=PLATFORM,
        stable_key=name(said, "ap_id"),
        external_id=f"{kind}/{number(said, 'id')}",
        source=source,
        text=together(words(said, "name"), words_if_any(said, "body"))
        if kind == "post"
        else together(words(said, "content")),
        posted_at=moment(said, "published"),
        kind=MentionKind.POST if kind == "post" else MentionKind.REPLY,
        author_key=_author(view)[0],
        author=_author(view)[1],
        author_name=name_or_none(inner(view, "creator"), "display_name"),
        url=web_address(said["ap_id"]),
        in_reply_to=name(post, "ap_id") if kind == "comment" and _parent(said) == 0 else None,
        thread=name(post, "ap_id"),
        place=name_or_none(inner(view, "community"), "title"),
        edited_at=moment_or_none(said, "updated"),
    )


def sample_of(mention: Mention, view: Any, now: datetime) -> EngagementSample | None:  # noqa: ANN401
    """Take votes for it as likes, and the comments on a post or below a comment."""
    counts = inner(view, "counts")
    replies = count(counts, "comments" if _kind(view) == "post" else "child_count")
    likes = count(counts, "upvotes")
    if likes is None and replies is None:
        return None
    return EngagementSample(mention_id=mention.id, at=now, likes=likes, replies=replies)


def news_of(known: Mention, view: Any, now: datetime) -> Iterator[EngagementSample | Gone | Edited]:  # noqa: ANN401
    """Compare a known post or comment with what it is now."""
    if (why := absence_of(view)) is not None:
        yield Gone(mention_id=known.id, why=why)
        return
    seen = read_view(known.source, view)
    if sample := sample_of(known, view, now):
        yield sample
    if known.author_key and inner(view, "creator").get("deleted") is True:
        yield Gone(mention_id=known.id, why=Absence.AUTHOR_GONE)
    if seen.text != known.text:
        yield Edited(mention=replace(known, text=seen.text, edited_at=seen.edited_at))


def in_order(source: str, asked: Mention, views: Sequence[Any]) -> Iterator[Mention]:
    """Put a post and its comments in order of time, each with what it answers; what is gone or unreadable is left out."""
    keys: dict[int, str] = {}
    said: list[tuple[Mention, int]] = []
    for view in views:
        with suppress(*Wrong):
            if absence_of(view) is None:
                mention = read_view(source, view)
                parent = _parent(view["comment"]) if mention.kind is MentionKind.REPLY else 0
                if mention.kind is MentionKind.REPLY:
                    keys[number(view["comment"], "id")] = mention.stable_key
                said.append((mention, parent))
    said.sort(key=lambda each: (each[0].posted_at, each[0].stable_key))
    for each, parent in said[:THREAD_LIMIT]:
        above = each.in_reply_to or keys.get(parent)
        yield replace(each, in_reply_to=above, query=asked.query, matched=asked.matched)


def written_at(view: Any) -> datetime:  # noqa: ANN401
    """Give when a post or comment was written; the end of time where it does not say, so that nobody overlooks it."""
    with suppress(*Wrong):
        return moment(inner(view, _kind(view)), "published")
    return _NEVER


def post_number(view: Any) -> int:  # noqa: ANN401
    """Give the number, on this instance, of the post itself or of the one a comment is on."""
    return number(inner(view, "post"), "id")


def _kind(view: Any) -> str:  # noqa: ANN401
    return "comment" if "comment" in view else "post"


def _parent(comment: dict[str, Any]) -> int:
    """Read the number of the comment that is answered from the path `0.12.345`; 0 stands for the post."""
    steps = name(comment, "path").split(".")
    return int(steps[-2]) if len(steps) > 2 else 0


def absence_of(view: Any) -> Absence | None:  # noqa: ANN401
    """Say why the words of a post or comment are gone, if they are."""
    said = inner(view, _kind(view))
    if said.get("deleted") is True:
        return Absence.DELETED
    return Absence.REMOVED if said.get("removed") is True else None


def _author(view: Any) -> tuple[str | None, str | None]:  # noqa: ANN401
    """Give address and name (`name@instance`) of who wrote it; nobody where the account was deleted."""
    creator = inner(view, "creator")
    address, nickname = (
        name_or_none(creator, "actor_id") or name_or_none(creator, "ap_id"),
        name_or_none(creator, "name"),
    )
    if creator.get("deleted") is True or address is None or nickname is None:
        return None, None
    return address.lower(), f"{nickname}@{urlsplit(address).hostname or ''}"
