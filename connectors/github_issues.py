"""Reads the issues and comments of GitHub (docs.github.com/rest/issues), and what its answers say about waiting."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from connectors.answers import (
    count,
    inner,
    moment,
    moment_or_none,
    name,
    name_or_none,
    number,
    number_or_none,
    together,
    web_address,
    words,
    words_if_any,
)
from connectors.base import Answer
from connectors.text import plain
from connectors.walk import Wrong
from monitor.errors import SourceError
from monitor.model import Absence, Edited, EngagementSample, Gone, Mention, MentionKind

PLATFORM = "github"
_PATH = re.compile(r"/(repos/([^/?#\s]+/[^/?#\s]+)/issues/(?:comments/)?[0-9]+)$")
_GHOST = "ghost"  # the account that stands for all deleted ones


def read_issue(source: str, record: Any) -> Mention:  # noqa: ANN401 - JSON is whatever the server says
    """Read an issue; one of `Wrong` when what must be there is not.

    `external_id` is the path under which the API gives it again. GitHub does not tell when a text was edited.
    """
    path = _path(record)
    return Mention(
        platform=PLATFORM,
        stable_key=str(number(record, "id")),
        external_id=path[1],
        source=source,
        text=together(words(record, "title"), words_if_any(record, "body")),
        posted_at=moment(record, "created_at"),
        author_key=_author(record)[0],
        author=_author(record)[1],
        url=web_address(record.get("html_url")),
        thread=path[1],
        place=path[2],
    )


def read_comment(issue: Mention, record: Any) -> Mention:  # noqa: ANN401
    """Read a comment on an issue; comments have numbers of their own, so their keys say what they are."""
    path = _path(record)
    return Mention(
        platform=PLATFORM,
        stable_key=f"comment-{number(record, 'id')}",
        external_id=path[1],
        source=issue.source,
        text=together(words(record, "body")),
        posted_at=moment(record, "created_at"),
        kind=MentionKind.REPLY,
        author_key=_author(record)[0],
        author=_author(record)[1],
        url=web_address(record.get("html_url")),
        in_reply_to=issue.stable_key,
        thread=issue.thread,
        place=path[2],
    )


def news_of(known: Mention, record: Any, now: datetime) -> Iterator[EngagementSample | Gone | Edited]:  # noqa: ANN401
    """Compare a known issue or comment with what it is now; nothing when that cannot be read."""
    with suppress(*Wrong):
        heading = words(record, "title") if "/comments/" not in known.external_id else ""
        text = together(heading, words_if_any(record, "body"))
        changed = moment_or_none(record, "updated_at")
        if sample := sample_of(known, record, now):
            yield sample
        if known.author_key and _is_ghost(record):
            yield Gone(mention_id=known.id, why=Absence.AUTHOR_GONE)
        if text != known.text:
            # The time of the last change of anything: the text was edited then or before.
            yield Edited(mention=replace(known, text=text, edited_at=changed))


def sample_of(mention: Mention, record: Any, now: datetime) -> EngagementSample | None:  # noqa: ANN401
    """Take reactions as likes, and the number of comments, which comments themselves do not have."""
    likes, replies = count(inner(record, "reactions"), "total_count"), count(record, "comments")
    if likes is None and replies is None:
        return None
    return EngagementSample(mention_id=mention.id, at=now, likes=likes, replies=replies)


def seconds_of(record: Any) -> int:  # noqa: ANN401
    """Give the second an issue was written; -1, which no search asks for, where it does not say."""
    with suppress(*Wrong):
        return int(moment(record, "created_at").timestamp())
    return -1


def told_wait(answer: Answer) -> float | None:
    """Give the seconds to wait before the next question, by the server's own clock; None where it does not say."""
    after = answer.headers.get("retry-after", "")
    if after.isdecimal() and answer.status != 200:
        return float(after[:9])
    reset = answer.headers.get("x-ratelimit-reset", "")
    if answer.headers.get("x-ratelimit-remaining") == "0" and reset.isdecimal():
        return max(0.0, float(reset[:12]) - _clock(answer))
    return None


def is_limit(answer: Answer) -> bool:
    """Tell a refusal because of too many questions (429, or 403 that says so) from one for good."""
    spent = answer.headers.get("x-ratelimit-remaining") == "0" or "retry-after" in answer.headers
    return answer.status == 429 or (answer.status == 403 and (spent or "rate limit" in said_in(answer).lower()))


def said_in(answer: Answer) -> str:
    """Give what an answer says in words: its message and those of its errors."""
    with suppress(SourceError, *Wrong):
        found = answer.json()
        errors = [each["message"] for each in found.get("errors") or [] if isinstance(each, dict) and "message" in each]
        return plain(" ".join(str(each) for each in [found["message"], *errors]))[:300]
    return ""


def _clock(answer: Answer) -> float:
    with suppress(KeyError, ValueError, IndexError, OverflowError):
        return parsedate_to_datetime(answer.headers["date"]).timestamp()
    return time.time()


def _path(record: Any) -> re.Match[str]:  # noqa: ANN401
    found = _PATH.search(name(record, "url"))
    if found is None:
        raise ValueError("`url` leads to no issue")
    return found


def _author(record: Any) -> tuple[str | None, str | None]:  # noqa: ANN401
    """Give number and name of who wrote it; nobody where the account is gone."""
    user = inner(record, "user")
    login, key = name_or_none(user, "login"), number_or_none(user, "id")
    if login is None or _is_ghost(record):
        return None, None
    return (None if key is None else str(key)), login


def _is_ghost(record: Any) -> bool:  # noqa: ANN401
    return record.get("user", "") is None or inner(record, "user").get("login") == _GHOST
