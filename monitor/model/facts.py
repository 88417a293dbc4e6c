"""Facts: what was said, how it was received, and when we could not listen. Never rewritten but by who said it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class MentionKind(StrEnum):
    """What sort of utterance a mention is, in words that fit every platform."""

    POST = "post"
    REPLY = "reply"
    QUOTE = "quote"
    REPOST = "repost"
    REVIEW = "review"
    ARTICLE = "article"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One public utterance.

    `platform` says where it was said ("x", "reddit", "news"), `source` which configured source heard it.
    `stable_key` identifies it on its platform for ever, even when an edit gives it a new `external_id`.
    `in_reply_to` is the stable key of its parent, `thread` the platform's id of the whole conversation.
    `author_key` identifies the author on the platform (lower-case handle where there is nothing better).
    `followers` is what the author had when we saw the mention; None is unknown, never 0.
    `rating` is the number of stars from 1 to 5. `query` is the brand that was listened for, `matched` the name of it
    that the mention holds. `edited_at` is when the text got its present wording. Every time is aware UTC.
    """

    platform: str
    stable_key: str
    source: str
    text: str
    posted_at: datetime
    external_id: str = ""
    kind: MentionKind = MentionKind.POST
    author_key: str | None = None
    author: str | None = None
    author_name: str | None = None
    followers: int | None = None
    url: str | None = None
    in_reply_to: str | None = None
    thread: str | None = None
    rating: float | None = None
    language: str | None = None
    place: str | None = None
    query: str | None = None
    matched: str | None = None
    edited_at: datetime | None = None

    @property
    def id(self) -> str:
        """Name the mention across the whole product."""
        return f"{self.platform}:{self.stable_key}"

    @property
    def person(self) -> str | None:
        """Name the author across the whole product; None where the platform hides them."""
        return f"{self.platform}:{self.author_key}" if self.author_key else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementSample:
    """How a mention was received at one moment. None means the platform did not say, which is not 0."""

    mention_id: str
    at: datetime
    likes: int | None = None
    replies: int | None = None
    reposts: int | None = None
    quotes: int | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A stretch of time from `start` up to, not including, `end`."""

    start: datetime
    end: datetime


class GapReason(StrEnum):
    """Why a source could not be heard."""

    FAILED = "failed"
    REFUSED = "refused"
    SLOWED = "slowed"
    BUDGET = "budget"
    LIMIT = "limit"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of time in which a source could not be heard, why, and in words what that means for the reader."""

    source: str
    span: TimeSpan
    reason: GapReason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One record of a source that could not be read: kept aside with its place and the reason."""

    place: str
    reason: str
    raw: str


class InstructionState(StrEnum):
    """What became of a colleague's letter about a case or praise."""

    NEW = "new"
    DONE = "done"
    NOT_UNDERSTOOD = "not understood"
    NO_SUCH_CASE = "no such case"
    NO_SUCH_PRAISE = "no such praise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """A colleague's letter about a case (R-1042) or praise (P-311), its `reference`.

    `key` names the letter; `tag` is the subject without the reference.
    """

    key: str
    sender: str
    reference: str
    tag: str
    words: str
    written_at: datetime

    @property
    def number(self) -> int:
        """Give the number of the case or praise it is about."""
        return int(self.reference[2:])

    @property
    def is_about_praise(self) -> bool:
        """Tell whether it is about praise; else it is about a case."""
        return self.reference.startswith("P-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to listen for: the names of one brand, its products and accounts, and the words that make a hit not ours.

    `context` are words that show that a name many things bear means this brand; `competitors` are those of the brand.
    """

    brand: str
    terms: tuple[str, ...]
    handles: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one page of a source brought, and the checkpoint that is valid once all of it is stored.

    `heard` is the stretch of time this batch vouches for; None when a later batch will vouch for it.
    `checkpoint` None means: keep the one there is.
    """

    mentions: tuple[Mention, ...] = ()
    samples: tuple[EngagementSample, ...] = ()
    gaps: tuple[Gap, ...] = ()
    rejects: tuple[Reject, ...] = ()
    heard: TimeSpan | None = None
    checkpoint: dict[str, Json] | None = None
    instructions: tuple[Instruction, ...] = ()


class FindingKind(StrEnum):
    """What `check` can find about a source."""

    FINE = "ok"
    NO_KEY = "no key"
    NOT_APPROVED = "not approved"
    WRONG_SCOPE = "wrong scope"
    UNSUPPORTED = "unsupported search"
    NO_BUDGET = "no budget"
    UNREACHABLE = "unreachable"
    WRONG_SETTING = "wrong setting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing `check` found about a source, and how to fix it (empty when all is well)."""

    kind: FindingKind
    what: str
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """How one source fared in one run. `unheard` says of each part of it that failed why, when the rest could be heard."""

    source: str
    started_at: datetime
    ended_at: datetime
    new_mentions: int = 0
    rejected: int = 0
    error: str | None = None
    gap: Gap | None = None
    notes: tuple[str, ...] = field(default=())
    unheard: tuple[str, ...] = field(default=())
