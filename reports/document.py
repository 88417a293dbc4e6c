"""The report itself: one plain, versioned value that every format renders.

Nothing here is markup. Words are ready to read, figures and times stand beside them for machines. Text that came from
outside keeps its own field (or a `Part` with `outside`), so that a format can isolate it from our own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model import Locale

SCHEMA = 1


class Tone(StrEnum):
    """How pressing something is; a format may show it as a colour, never as a colour alone."""

    LATE = "late"
    SOON = "soon"
    CALM = "calm"
    GOOD = "good"


class Hour(StrEnum):
    """How one hour of one source went."""

    HEARD = "heard"
    SLOWED = "slowed"
    DEAF = "not heard"
    BEFORE = "not listening yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a sentence; `outside` says that somebody else wrote it."""

    text: str
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time: aware UTC, the words for a reader near it in time, and in full with the name of its zone."""

    at: datetime
    words: str
    full: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A web address that is safe to follow, and the host it truly leads to."""

    url: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word or two about where something stands."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of somebody's words. `reasons` rest on it; those in `ends` have their evidence end here."""

    text: str
    reasons: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody as the page names them. `name` is whole, `short` fits into a line of ours, both as they wrote it."""

    name: str
    short: str
    handle: str
    platform: str
    place: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What somebody wrote, whole. `opening` is shown at once, `rest` after unfolding; together they are the text."""

    mention_id: str
    opening: tuple[Piece, ...]
    rest: tuple[Piece, ...]
    written: Moment
    platform: str
    ours: bool = False
    stars: str = ""
    link: Link | None = None
    unsafe_link: str = ""

    @property
    def text(self) -> str:
        """Give the whole text."""
        return "".join(piece.text for piece in (*self.opening, *self.rest))

    @property
    def rest_length(self) -> int:
        """Count the characters that are folded away."""
        return sum(len(piece.text) for piece in self.rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for a person's place; `number` matches the marks in their words, None where there is nothing to mark."""

    number: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The promise to one person. `used` and `overdue` are shares (0…1) of the bar drawn under it."""

    words: str
    tone: Tone
    waiting: str
    since: Moment
    promise: str
    due: Moment | None
    used: float
    overdue: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with its range, and both in words. None where nobody can know."""

    low: float | None
    likely: float | None
    high: float | None
    words: str
    between: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """An expected pace: (hours from now, tellings and reshares an hour), straight between its points."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """How fast a story went in the last hours (oldest first) and how it may go on, in tellings and reshares an hour."""

    past: tuple[float, ...]
    low: Path
    likely: Path
    high: Path
    until: Moment
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing a good reply does or avoids, with the customer's words behind it (may be empty)."""

    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """The story a person belongs to; `anchor` is empty when the story has no place of its own on the page."""

    name: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything about one person who waits for a reply. Of `more`, the oldest `earlier` may be folded away.

    `waits` is false on the page of its own of a case to which no reply is owed (any more). `told_above` names the first card of the same story, whose chart need not be drawn again.
    """

    anchor: str
    reference: str
    level: str
    brand: str
    person: Person
    gist: str
    clock: Clock
    owner: str
    on_shift: str
    words: Utterance
    more: tuple[Utterance, ...]
    earlier: int
    why: str
    reasons: tuple[Reason, ...]
    spreading: str
    curve: Curve | None
    seen: Estimate
    expected: Estimate | None
    expected_by: str
    route: tuple[str, ...]
    story: StoryLink | None
    past: str
    past_detail: str
    acknowledge: tuple[Advice, ...]
    avoid: tuple[Advice, ...]
    hand_over: str
    not_for_us: str
    status: str
    told_above: StoryLink | None = None
    waits: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """Who passed praise on first, and to whom where they said so; both as they named themselves, cut to a line of ours."""

    who: str
    whom: str
    when: Moment

    @property
    def words(self) -> str:
        """Say it in one line."""
        return f"Passed on by {self.who}{f' to {self.whom}' if self.whom else ''}, {self.when.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person in a list: who, their words, and what to know. `mail` is a letter that passes praise on."""

    reference: str
    title: str
    person: Person
    brand: str
    words: Utterance
    tag: Tag | None
    remark: str
    detail: str
    mail: str = ""
    mail_words: str = ""
    passed_on: PassedOn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """One person who can wait until today's are answered."""

    reference: str
    person: Person
    brand: str
    gist: str
    clock: Clock
    owner: str
    words: Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One telling of a story in time; `followers` None is unknown, `note` is set at a turning point."""

    at: datetime
    lane: int
    followers: int | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One telling of a story to read, and why it belongs to it; `anchor` leads to the card that shows the same words."""

    person: Person
    words: Utterance
    because: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTold:
    """One story: how far it has gone and everything said, a lane a platform.

    `alerted` says when it was last found worth waking somebody for, and why; empty when it was not.
    `members` are a few tellings, `unlisted` counts the others; a long story gives in `told` what stands on its own page.
    """

    anchor: str
    story_id: str
    name: str
    brand: str
    tag: Tag
    summary: str
    lanes: tuple[str, ...]
    dots: tuple[Dot, ...]
    start: Moment
    middle: Moment
    seen: Estimate
    expected: Estimate | None
    expected_by: str
    members: tuple[Member, ...]
    unlisted: int
    alerted: str = ""
    told: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One thing that is different from the page before."""

    tag: Tag
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """What became of one reply. `last` is their last word to it, None when they have not written since."""

    reference: str
    person: Person
    first_reply: str
    last: Utterance | None
    silence: str
    tag: Tag
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """The figures of some people, for one week, owner or product. Shares are None where too few make a figure mean little.

    `in_time`, `satisfied`, `reopened` and `silent` are shares (0…1); `unkind_before` and `unkind_after` are the mean
    probability of unkind words before and after our reply, over the `compared` people who wrote both. Of the `praise`,
    `passed_on` was passed on.
    """

    name: str
    people: int
    answered: int
    satisfied: float | None
    in_time: float | None
    typical_wait: str
    typical_wait_seconds: float | None
    reopened: float | None
    silent: float | None
    compared: int
    unkind_before: float | None
    unkind_after: float | None
    praise: int
    passed_on: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """What a lead wants to know, over the last weeks: weeks newest first, owners by name, products by people."""

    weeks: tuple[FigureLine, ...]
    owners: tuple[FigureLine, ...]
    products: tuple[FigureLine, ...]
    stories: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHours:
    """What we heard of one source in the last 24 hours, oldest first, and what that means."""

    title: str
    platform: str
    hours: tuple[Hour, ...]
    heard_hours: int
    mentions: int
    usual: str
    meaning: str
    detail: str
    deaf: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the reader must know within a minute."""

    headline: str
    lede: tuple[Part, ...]
    not_the_whole: tuple[str, ...]
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a reader sees, at one moment. `schema` rises when a field changes its meaning or goes."""

    schema: int
    title: str
    brands: tuple[str, ...]
    sample: bool
    run: str
    made: Moment
    zone: str
    locale: Locale
    window_start: Moment
    window_end: Moment
    opening: Opening
    cards: tuple[Card, ...]
    chart_top: float
    later_total: int
    later_words: str
    later: tuple[Later, ...]
    held: tuple[Row, ...]
    held_total: int
    stories: tuple[StoryTold, ...]
    stories_total: int
    changed_since: str
    changes: tuple[ChangeLine, ...]
    quiet: tuple[Row, ...]
    quiet_total: int
    praise: tuple[Row, ...]
    praise_total: int
    outcome_days: int
    outcome_figures: tuple[Figure, ...]
    outcomes: tuple[OutcomeRow, ...]
    outcomes_total: int
    hearing: tuple[SourceHours, ...]
    unread: str
    measured_error: tuple[str, ...]
    forecast_record: str = ""
    figures: LeadPage = LeadPage(weeks=(), owners=(), products=(), stories=())
    address: str = ""
    """Where people open the page, when it has an address."""
    past: str = ""
    """Where past pages are listed, seen from the page; empty when none are kept."""
    undelivered: tuple[str, ...] = ()
    """News that did not reach whom it was for, a sentence each."""

    @property
    def as_heard(self) -> str:
        """Give the words by which a line that says "none" stays true when not everything could be heard."""
        return " that we could hear" if self.opening.not_the_whole else ""
