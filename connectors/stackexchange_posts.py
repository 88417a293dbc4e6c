"""Reads the questions, answers and comments of Stack Exchange (api.stackexchange.com/docs/types/question and the like)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from connectors.answers import count, inner, name_or_none, number, number_or_none, together, web_address, words
from connectors.text import plain, storable
from monitor.model import EngagementSample, Mention, MentionKind

PLATFORM = "stackexchange"
_PARENT = {"question": "", "answer": "question_id", "comment": "post_id"}


def read_post(source: str, site: str, kind: str, record: Any) -> Mention:  # noqa: ANN401 - JSON is whatever the server says
    """Read a `question`, an `answer` or a `comment`; one of `Wrong` when what must be there is not.

    Questions and answers of a site share their numbers, comments have their own.
    """
    key, owner = number(record, f"{kind}_id"), inner(record, "owner")
    parent = number(record, _PARENT[kind]) if _PARENT[kind] else None
    author, edited = number_or_none(owner, "user_id"), number_or_none(record, "last_edit_date")
    return Mention(
        platform=PLATFORM,
        stable_key=f"{site}/{f'comment-{key}' if kind == 'comment' else key}",
        external_id=f"{kind}/{key}",
        source=source,
        text=together(words(record, "title") if kind == "question" else "", words(record, "body")),
        posted_at=_moment(number(record, "creation_date")),
        kind=MentionKind.POST if parent is None else MentionKind.REPLY,
        author_key=None if author is None else f"{site}/{author}",
        author=plain(name_or_none(owner, "display_name") or "") or None,
        url=web_address(record.get("link")),
        in_reply_to=None if parent is None else f"{site}/{parent}",
        thread=f"{site}/{key if parent is None else parent}",
        place=storable(site),
        edited_at=None if edited is None else _moment(edited),
    )


def sample_of(mention: Mention, record: Any, now: datetime) -> EngagementSample | None:  # noqa: ANN401
    """Take the counts; a score below nothing is no number of likes."""
    likes, replies, views = count(record, "score"), count(record, "answer_count"), count(record, "view_count")
    if likes is None and replies is None and views is None:
        return None
    return EngagementSample(mention_id=mention.id, at=now, likes=likes, replies=replies, views=views)


def address_of(said: Mention, question: str | None) -> str | None:
    """Give the permanent address of an answer or a comment, which the API leaves out, from that of its question."""
    kind, _, key = said.external_id.partition("/")
    if question is None or kind == "question":
        return said.url
    if kind == "comment":
        return f"{question}#comment{key}_{(said.in_reply_to or '').rpartition('/')[2]}"
    parts = urlsplit(question)
    return f"{parts.scheme}://{parts.netloc}/a/{key}"


def is_dated(record: Any) -> bool:  # noqa: ANN401
    """Tell whether a record says when it was written."""
    return isinstance(record, dict) and number_or_none(record, "creation_date") is not None


def is_ownerless(record: dict[str, Any]) -> bool:
    """Tell whether the account that wrote it is gone."""
    return inner(record, "owner").get("user_type") == "does_not_exist"


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
