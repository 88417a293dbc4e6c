"""What a report is made from: everything the page needs, already chosen and counted, nothing rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.model.alerts import Alert
from monitor.model.cases import Case, CaseEvent, Coaching, History
from monitor.model.facts import Gap, TimeSpan
from monitor.model.figures import LeadFigures
from monitor.model.findings import Assessed
from monitor.model.locale import Locale
from monitor.model.notices import Delivery
from monitor.model.praise import Praise
from monitor.model.stories import Spread, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One person on the page: the case, their mentions (oldest first; the lead is `case.priority.lead_mention_id`)."""

    case: Case
    mentions: tuple[Assessed, ...]
    replies: tuple[Assessed, ...] = ()
    story: Story | None = None
    spread: Spread | None = None
    history: History = field(default_factory=History)
    coaching: Coaching = field(default_factory=Coaching)
    events: tuple[CaseEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFile:
    """One story on the page, with its mentions (oldest first, thinned for very long stories) and why they joined.

    `reach_of` gives the people one mention may have reached (followers of its author), where known.
    """

    story: Story
    spread: Spread
    mentions: tuple[Assessed, ...]
    because: Mapping[str, str]
    total_mentions: int
    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed since the last page: `tag` is a plain word (Alert, Spike, New, Worse, Again, Calmer, Resolved, Deleted).

    `people` are those whom `text` names.
    """

    tag: str
    text: str
    case_number: int | None = None
    story_id: str | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPage:
    """The last page of a day (YYYY-MM-DD in the reader's zone): what it said, and whether it had to be withdrawn.

    `waiting` counts the people who waited that day, later ones too; `deaf` the sources that could not be heard.
    """

    day: str
    made_at: datetime
    headline: str
    waiting: int
    deaf: int
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """The figures under "After you replied", over the last `days` days."""

    days: int
    replied: int
    satisfied: int
    accepted_or_silent: int
    wrote_again: int
    typical_wait_seconds: float | None
    previous_wait_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHearing:
    """What was heard of one source: `heard` and `gaps` are clipped to the last 24 hours, oldest first.

    `listening_since` is when the source first was heard; `usual_mentions` the average of a day before, if known. It is
    asked at most every `asked_every`: what was said since it was last asked is not missing yet.
    """

    source: str
    title: str
    platform: str
    mentions: int
    usual_mentions: float | None
    heard: tuple[TimeSpan, ...]
    gaps: tuple[Gap, ...]
    rejected: int
    listening_since: datetime | None
    last_error: str | None = None
    asked_every: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything one report is made from, at one moment, for the brands of one configuration.

    `waiting` is today's queue in order, already cut to the team's capacity; `later` counts those beyond it by level.
    `unread_languages` counts mentions of the window that were not in English, by language; `namesakes` those that
    hold a brand's name but mean something else by it.
    """

    title: str
    brands: tuple[str, ...]
    now: datetime
    timezone: str
    locale: Locale
    window: TimeSpan
    previous_report_at: datetime | None
    run: str
    sample: bool
    waiting: tuple[CaseFile, ...]
    later: Mapping[str, int]
    next_later: tuple[CaseFile, ...]
    held: tuple[CaseFile, ...]
    held_total: int
    stories: tuple[StoryFile, ...]
    stories_total: int
    changes: tuple[Change, ...]
    quiet: tuple[CaseFile, ...]
    quiet_total: int
    praise: tuple[Praise, ...]
    praise_total: int
    outcomes: tuple[CaseFile, ...]
    outcome_facts: OutcomeFacts
    hearing: tuple[SourceHearing, ...]
    mentions_in_window: int
    questions_in_window: int
    unread_languages: Mapping[str, int]
    measured_error: tuple[str, ...]
    forecast_record: str = ""
    """In words, how often the forecasts of earlier pages held."""
    mailbox: str = ""
    address: str = ""
    """Where people open the page, when it has an address."""
    keeps_past: bool = False
    """Whether past pages are kept."""
    figures: LeadFigures = field(default_factory=LeadFigures)
    undelivered: tuple[Delivery, ...] = ()
    """Notices of the last day that did not arrive, or of which nobody knows."""
    namesakes: int = 0
    put_off: int = 0
    """People owed a reply who are put off for now."""
    contacts: Mapping[str, str] = field(default_factory=dict)
    """The e-mail address of each owner that has one."""
    owners: Mapping[str, str] = field(default_factory=dict)
