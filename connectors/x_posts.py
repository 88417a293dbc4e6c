"""Posts of X API v2 read into mentions (docs.x.com/x-api/fundamentals/data-dictionary).

An edit gives a post a new id; `edit_history_tweet_ids` names all of them. A mention's stable key is the first, its
`external_id` the one whose words it holds. An id tells its time to the millisecond (docs.x.com/resources/fundamentals/x-ids).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from connectors.answers import count, inner, name_or_none
from connectors.text import storable
from monitor.model import EngagementSample, Mention, MentionKind

PLATFORM = "x"
POST_FIELDS = [
    "author_id",
    "conversation_id",
    "edit_history_tweet_ids",
    "in_reply_to_user_id",
    "lang",
    "note_tweet",
    "public_metrics",
    "referenced_tweets",
]
USER_FIELDS = ["name", "public_metrics", "username"]
_EPOCH = datetime.fromtimestamp(1_288_834_974.657, UTC)  # when ids began to hold their time
_FIRST_ID = 29_700_859_247  # of 4 November 2010; ids before it were numbered one by one
_LARGEST = 2**63 - 1
_EDITS_SINCE = datetime(2022, 9, 29, tzinfo=UTC)  # docs.x.com/x-api/fundamentals/edit-posts
_OLD_CODES = {"in": "id", "iw": "he"}  # X writes Indonesian and Hebrew as ISO 639-1 did before 1989
_KINDS = {"replied_to": MentionKind.REPLY, "quoted": MentionKind.QUOTE, "retweeted": MentionKind.REPOST}
_COUNTS = {
    "likes": "like_count",
    "replies": "reply_count",
    "reposts": "retweet_count",
    "quotes": "quote_count",
    "views": "impression_count",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One version of a post: the mention it makes, all its versions' ids (oldest first), when this one was written."""

    mention: Mention
    versions: tuple[str, ...]
    written_at: datetime


def moment(post_id: str) -> datetime:
    """Tell when a post was written from its id; ValueError for one that holds no time."""
    number = int(post_id)
    if number < _FIRST_ID:
        raise ValueError("an id from before ids held their time")
    return _EPOCH + timedelta(milliseconds=number >> 22)


def id_at(when: datetime) -> int:
    """Give the lowest id that a post written at a time can have."""
    return max(0, (when - _EPOCH) // timedelta(milliseconds=1)) << 22


def post_id(value: object) -> str:
    """Give an id that must be there; ValueError when it is none."""
    if not isinstance(value, str) or not (value.isascii() and value.isdecimal()) or len(value) > 19:
        raise ValueError("an id is no number")
    if not 0 < int(value) <= _LARGEST:
        raise ValueError("an id is out of range")
    return value


def versions_of(record: Mapping[str, Any]) -> tuple[str, ...]:
    """List the ids of all versions of a post, oldest first; posts from before there were edits have only the one."""
    this = post_id(record["id"])
    if "edit_history_tweet_ids" not in record and moment(this) < _EDITS_SINCE:
        return (this,)
    told = record["edit_history_tweet_ids"]
    if not isinstance(told, list) or this not in told:
        raise ValueError("`edit_history_tweet_ids` does not name the post itself")
    return tuple(sorted({post_id(each) for each in told}, key=int))


def first_ids(records: Iterable[object]) -> dict[str, str]:
    """Map the id of every version of every readable post to its first one."""
    known: dict[str, str] = {}
    for record in records:
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            versions = versions_of(record)  # type: ignore[arg-type]  # what is no mapping raises
            known |= dict.fromkeys(versions, versions[0])
    return known


def read_post(
    record: Mapping[str, Any], source: str, people: Mapping[str, Mapping[str, Any]], firsts: Mapping[str, str]
) -> Post:
    """Read one post; one of `connectors.walk.Wrong` is raised when what must be there is not.

    `people` are the users X told of with the answer, by id; `firsts` maps ids to the first id of the same post, so far
    as it is known: which post an id belongs to that X only refers to cannot be known.
    """
    this, versions = post_id(record["id"]), versions_of(record)
    kind, parent = _reference(record, versions)
    author_key = _id_or_none(record.get("author_id"))
    person = people.get(author_key or "", {})
    author = _handle(person)
    mention = Mention(
        platform=PLATFORM,
        stable_key=versions[0],
        external_id=this,
        source=source,
        text=_text(record),
        posted_at=moment(versions[0]),
        edited_at=moment(this) if this != versions[0] else None,
        kind=kind,
        author_key=author_key,
        author=author,
        author_name=name_or_none(person, "name"),
        followers=count(_metrics(person), "followers_count"),
        url=permalink(author, this),
        in_reply_to=firsts.get(parent, parent) if parent else None,
        thread=_thread(record, versions, firsts),
        language=_language(record.get("lang")),
    )
    return Post(mention=mention, versions=versions, written_at=moment(this))


def sample_of(record: Mapping[str, Any], mention_id: str, at: datetime) -> EngagementSample | None:
    """Read how a post is received; what X does not tell is unknown, and where it tells nothing there is no sample."""
    metrics = _metrics(record)
    counts = {name: count(metrics, told) for name, told in _COUNTS.items()}
    if all(value is None for value in counts.values()):
        return None
    return EngagementSample(mention_id=mention_id, at=at, **counts)


def quotes_of(record: Mapping[str, Any]) -> int | None:
    """Say how often a post was quoted; None where X does not tell."""
    return count(_metrics(record), "quote_count")


def permalink(author: str | None, this: str) -> str:
    """Give the address of a post; X leads on from one that does not name its author."""
    return f"https://x.com/{author or 'i'}/status/{this}"


def _text(record: Mapping[str, Any]) -> str:
    """Give the whole text: of a long post, `text` holds only the beginning."""
    found = inner(record, "note_tweet").get("text", record["text"])
    if not isinstance(found, str):
        raise TypeError("`text` is no text")
    with suppress(ValueError):  # a numeric reference with more digits than Python converts: hostile, left as it stands
        found = unescape(found)
    found = storable(found)
    if not found.strip():
        raise ValueError("no text")
    return found


def _reference(record: Mapping[str, Any], versions: tuple[str, ...]) -> tuple[MentionKind, str | None]:
    """Tell what a post does with another, and with which one. A reply that also quotes is a reply."""
    told = record.get("referenced_tweets") or []
    if not isinstance(told, list):
        raise TypeError("`referenced_tweets` is no list")
    parents = {each["type"]: post_id(each["id"]) for each in told if each["type"] in _KINDS}
    for name, kind in _KINDS.items():
        if name in parents:
            return kind, parents[name]
    conversation = _id_or_none(record.get("conversation_id"))
    answers = conversation is not None and conversation not in versions
    return (MentionKind.REPLY if answers else MentionKind.POST), None


def _thread(record: Mapping[str, Any], versions: tuple[str, ...], firsts: Mapping[str, str]) -> str | None:
    """Name the conversation; an edit of the post that opened it gives it a new id."""
    told = _id_or_none(record.get("conversation_id"))
    return versions[0] if told in versions else firsts.get(told, told) if told else None


def _metrics(record: Mapping[str, Any]) -> Mapping[str, Any]:
    found = record.get("public_metrics")
    return found if isinstance(found, dict) else {}


def _id_or_none(value: object) -> str | None:
    with suppress(ValueError):
        return post_id(value)
    return None


def _handle(person: Mapping[str, Any]) -> str | None:
    found = name_or_none(person, "username")
    return found if found and found.isascii() and found.replace("_", "").isalnum() else None


def _language(code: object) -> str | None:
    """Give an ISO 639-1 code; X's own codes for no language, only links or only emoji have three letters or are `und`."""
    if not isinstance(code, str) or len(code) != 2 or not code.isascii() or not code.isalpha():
        return None
    return _OLD_CODES.get(code.lower(), code.lower())
