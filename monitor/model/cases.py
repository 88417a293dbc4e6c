"""Outreach: who is owed a personal reply, why, how urgently, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.model.findings import Assessed, Gate
from monitor.model.stories import Spread, Story


class Level(StrEnum):
    """How urgent a person is, most urgent first (product design, "Triage")."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    NONE = "-"


class Lane(StrEnum):
    """Where on the page a person belongs."""

    REPLY = "reply"
    HELD = "held"
    QUIET = "quiet"
    ANSWERED = "answered"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason in plain words, with the words of the customer it rests on.

    `mention_id`, `start` and `end` point at the evidence; start == end where the evidence is not a stretch of text
    (for example the spread of the story).
    """

    text: str
    mention_id: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """How urgent a person is and why; every factor is visible.

    `gravity` orders people inside a level: 0 a nuisance, 1 serious, 2 grave. After `hopeless_at` a promise ran out so
    long ago that those who can still be reached in time come first; None while it always matters.
    """

    lane: Lane
    level: Level
    reasons: tuple[Reason, ...]
    due_at: datetime | None
    promise_hours: float
    expected_reach: float
    contacts: int
    gate: Gate | None = None
    recipient: str = ""
    lead_mention_id: str = ""
    owner: str = ""
    gravity: int = 0
    hopeless_at: datetime | None = None


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    REPLIED = "replied"
    SATISFIED = "satisfied"
    ACCEPTED = "accepted"
    DISSATISFIED = "dissatisfied"
    SILENT = "silent"
    CLOSED = "closed"


class CaseEventKind(StrEnum):
    """What can happen to a case; the first six are observed, the others are done by a person."""

    OPENED = "opened"
    WROTE_AGAIN = "wrote again"
    REPLIED = "replied"
    OUTCOME = "outcome"
    REOPENED = "reopened"
    CLOSED = "closed"
    HANDED_OVER = "handed over"
    NOT_FOR_US = "not for us"
    SNOOZED = "snoozed"
    NOTED = "noted"
    CONFIRMED = "confirmed satisfied"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """One thing that happened to a case. `actor` is "observed" or the person who did it; `detail` says what."""

    at: datetime
    kind: CaseEventKind
    actor: str = "observed"
    mention_id: str | None = None
    detail: str = ""


class Outcome(StrEnum):
    """What the customer's last words say about our reply."""

    SATISFIED = "satisfied"
    ACCEPTED = "accepted"
    DISSATISFIED = "dissatisfied"
    SILENT = "silent"
    WROTE_AGAIN = "wrote_again"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReading:
    """An outcome with the words it rests on (`start == end` when there are none)."""

    outcome: Outcome
    mention_id: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person who may be owed a personal reply: identity, clock and state.

    `number` is shown as R-1042. `opened_at` is when the customer spoke, not when we heard it.
    """

    number: int
    person: str
    platform: str
    author: str
    story_id: str | None
    opened_at: datetime
    state: CaseState
    owner: str
    priority: Priority
    first_reply_at: datetime | None = None
    outcome: Outcome | None = None
    snoozed_until: datetime | None = None

    @property
    def reference(self) -> str:
        """Name the case as people write it."""
        return f"R-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What this person wrote about us in public before the present matter."""

    mentions: int = 0
    complaints: int = 0
    praise: int = 0
    unanswered: int = 0
    first_at: datetime | None = None
    last_praise_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A person's story as triage sees it."""

    story: Story
    spread: Spread | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All we know about one person now: their recent mentions (oldest first), our replies, their story and past.

    `replies` are mentions of the brand's own accounts in the person's threads, oldest first.
    `bystanders` is how many others agreed below the person's mentions.
    `case` and `events` are None and empty for somebody new.
    """

    person: str
    mentions: tuple[Assessed, ...]
    replies: tuple[Assessed, ...] = ()
    story: StoryView | None = None
    history: History = field(default_factory=History)
    bystanders: int = 0
    case: Case | None = None
    events: tuple[CaseEvent, ...] = ()
    opted_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigures:
    """What a lead's figures need of a case: see `monitor.model.figures.Followed`."""

    brand: str = ""
    product: str = ""
    promised_at: datetime | None = None
    negative_before: float | None = None
    negative_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about one person: what happened meanwhile, where the case stands, how urgent it is.

    `events_known` counts the stored events it rests on: one that somebody adds meanwhile is decided about next.
    """

    person: str
    platform: str
    author: str
    case_number: int | None
    story_id: str | None
    opened_at: datetime
    state: CaseState
    priority: Priority
    mention_ids: tuple[str, ...]
    events: tuple[CaseEvent, ...] = ()
    first_reply_at: datetime | None = None
    outcome: Outcome | None = None
    look_again_at: datetime | None = None
    figures: CaseFigures = CaseFigures()
    events_known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingPoint:
    """One thing a good reply does or avoids; `quote` are the customer's own words behind it (may be empty)."""

    text: str
    quote: str = ""
    mention_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching:
    """What a good reply acknowledges, and what it avoids, taken from the facts of the case."""

    acknowledge: tuple[CoachingPoint, ...] = ()
    avoid: tuple[CoachingPoint, ...] = ()
