"""Reads the posts and topics of a Discourse forum (docs.discourse.org), and what its refusals say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from connectors.answers import count, moment, moment_or_none, name_or_none, number, number_or_none, together, words
from connectors.base import THREAD_LIMIT, Answer
from connectors.text import plain, storable
from connectors.walk import Wrong
from monitor.errors import SourceChanged, SourceError
from monitor.model import Absence, Edited, EngagementSample, Gone, Mention, MentionKind

PLATFORM = "discourse"
_LIKE = 2  # the number of this action in `actions_summary`
_SPOKEN = (1, 2)  # `post_type` of what members and moderators write; others note that a topic was closed and the like


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """One forum: its `address` without a slash at the end. Numbers are its own, so its host is part of every key."""

    source: str
    address: str

    @property
    def host(self) -> str:
        """Name the forum as its keys do."""
        parts = urlsplit(self.address.lower())
        return f"{parts.netloc}{parts.path}"

    def key_of(self, record: Any) -> str:  # noqa: ANN401 - JSON is whatever the server says
        """Give the stable key of a post."""
        return f"{self.host}/{number(record, 'id')}"

    def mention(self, record: Any, title: str | None = None) -> Mention:  # noqa: ANN401
        """Read a post; one of `Wrong` when what must be there is not. The first of a topic begins with its title.

        The title is given where the record does not hold it.

        Which post it answers is told by its number in the topic only: `conversation` finds the key.
        """
        topic, place = number(record, "topic_id"), number(record, "post_number")
        user, username = number_or_none(record, "user_id"), name_or_none(record, "username")
        heading = "" if place != 1 else words(record, "topic_title") if title is None else title
        edited = moment_or_none(record, "updated_at") if (count(record, "version") or 1) > 1 else None
        return Mention(
            platform=PLATFORM,
            stable_key=self.key_of(record),
            external_id=str(number(record, "id")),
            source=self.source,
            text=together(heading, words(record, "cooked")),
            posted_at=moment(record, "created_at"),
            kind=MentionKind.POST if place == 1 else MentionKind.REPLY,
            author_key=None if user is None else f"{self.host}/{user}",
            author=username,
            author_name=name_or_none(record, "name"),
            url=f"{self.address}/t/{topic}/{place}",
            thread=f"{self.host}/{topic}",
            place=storable(self.host),
            edited_at=edited,
        )

    def sample(self, mention: Mention, record: Any, now: datetime) -> EngagementSample:  # noqa: ANN401
        """Take the counts."""
        replies, quotes, views = count(record, "reply_count"), count(record, "quote_count"), count(record, "reads")
        return EngagementSample(
            mention_id=mention.id, at=now, likes=_likes(record), replies=replies, quotes=quotes, views=views
        )

    def news(self, known: Mention, record: Any, now: datetime) -> Iterator[EngagementSample | Gone | Edited]:  # noqa: ANN401
        """Compare a known post with what it is now. A post that is asked for alone does not know its topic's title."""
        if is_withdrawn(record):
            why = Absence.DELETED if record.get("user_deleted") else Absence.REMOVED
            yield Gone(mention_id=known.id, why=why)
            return
        title, _, body = known.text.partition("\n\n")
        seen = self.mention(record, title if body else "")
        yield self.sample(known, record, now)
        if seen.text != known.text:
            yield Edited(mention=replace(known, text=seen.text, edited_at=seen.edited_at))

    def conversation(self, asked: Mention, posts: Sequence[Any], title: str) -> Iterator[Mention]:
        """Put the posts of a topic in order, each with what it answers; what is withdrawn or unreadable is left out."""
        said: dict[int, tuple[Mention, int | None]] = {}
        for record in posts:
            with suppress(*Wrong):
                if is_spoken(record):
                    said[number(record, "post_number")] = self.mention(record, title), _answered(record)
        for _, (each, parent) in sorted(said.items())[:THREAD_LIMIT]:
            answered = said.get(parent or 1)
            above = answered[0].stable_key if answered and answered[0].id != each.id else None
            yield replace(each, in_reply_to=above, query=asked.query, matched=asked.matched)


def is_withdrawn(record: Any) -> bool:  # noqa: ANN401
    """Tell a post whose words are no longer shown."""
    deleted = isinstance(record.get("deleted_at"), str)
    return deleted or record.get("hidden") is True or record.get("user_deleted") is True


def is_spoken(record: Any) -> bool:  # noqa: ANN401
    """Tell a post that a member wrote, that is shown and says something: many hold but a picture."""
    kind = number(record, "post_type") if "post_type" in record else _SPOKEN[0]
    says = record.get("post_number") == 1 or bool(words(record, "cooked"))
    return kind in _SPOKEN and says and not is_withdrawn(record)


def posts_of(topic: Any) -> tuple[list[Any], list[int]]:  # noqa: ANN401
    """Give the posts of a topic that an answer holds, and the numbers of those that are still to be asked for."""
    try:
        stream = topic["post_stream"]
        posts = list(stream["posts"])
        there = {each["id"] for each in posts}
        return posts, [int(each) for each in (stream.get("stream") or [])[:THREAD_LIMIT] if each not in there]
    except Wrong:
        raise SourceChanged(
            "The forum answers in a new shape: a topic has no posts. Look for a newer release."
        ) from None


def title_of(topic: Any) -> str:  # noqa: ANN401
    """Give the title of a topic."""
    with suppress(*Wrong):
        return words(topic, "title")
    return ""


def wait_of(answer: Answer) -> float | None:
    """Give the seconds a refusal asks us to wait, in its header or in its words; None where it does not say."""
    if (after := answer.headers.get("retry-after", "")).isdecimal():
        return float(after[:9])
    with suppress(SourceError, *Wrong):
        seconds = answer.json()["extras"]["wait_seconds"]
        return float(seconds) if 0 <= seconds < 1e8 else None
    return None


def said_in(answer: Answer) -> str:
    """Give what a refusal says in words."""
    with suppress(SourceError, *Wrong):
        return plain(" ".join(str(each) for each in answer.json()["errors"]))[:300]
    return ""


def _likes(record: Any) -> int | None:  # noqa: ANN401
    """Count the likes. An action that nobody took is left out, or stands there only because we could take it.

    A stranger is shown only the actions that somebody took, so an empty list is no likes; to a member all are shown.
    """
    actions = record.get("actions_summary")
    if not isinstance(actions, list) or not all(isinstance(each, dict) and "id" in each for each in actions):
        return None
    for action in actions:
        if action["id"] == _LIKE:
            return 0 if "count" not in action and action.get("can_act") else count(action, "count")
    return None if actions else 0


def _answered(record: Any) -> int | None:  # noqa: ANN401
    return number_or_none(record, "reply_to_post_number")
