"""Stories: one experience and all that repeats it, and how it spreads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """Where a story stands in its life."""

    NEW = "new"
    GROWING = "growing"
    PEAKING = "peaking"
    FADING = "fading"
    RESURFACED = "resurfaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """An estimate with its 80 % interval."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One experience and all that repeats it. `id` is the id of its first mention and survives regrouping."""

    id: str
    name: str
    brand: str
    started_at: datetime
    last_at: datetime
    mentions: int
    alias_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """What a story is about: the sum of its mentions' vectors, packed, and when the last of these mentions was made."""

    packed: bytes
    told_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stored story that something new may belong to: what grouping needs to know of it."""

    story: Story
    keys: frozenset[str]
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Stories that share a key with a batch of new mentions or were told lately, and how common each key is among all mentions."""

    stories: Mapping[str, Candidate]
    key_counts: Mapping[str, int]
    grouped_mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """One mention belongs to one story, because …, in words."""

    mention_id: str
    story_id: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two stories turned out to be one; `absorbed` lives on as an alias of `kept`.

    `mention_id` is the mention that belonged to both, made at `at`, and `because` why; both are empty once it is erased.
    """

    absorbed: str
    kept: str
    mention_id: str
    because: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingChanges:
    """What grouping decided about a batch: stories new or changed, who joined which, keys to remember."""

    stories: tuple[Story, ...] = ()
    joins: tuple[Join, ...] = ()
    merges: tuple[Merge, ...] = ()
    postings: tuple[tuple[str, str], ...] = ()
    """(key, story id) pairs to add to the index."""
    key_counts: Mapping[str, int] = field(default_factory=dict)
    """How many of the batch's mentions carry each key, to be added to the stored counts."""
    directions: Mapping[str, Direction] = field(default_factory=dict)
    """By story id: what stories that were read by the net are about now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far and how fast a story has gone, at one moment.

    `pace` counts mentions and reshares per hour over the last hours, `acceleration` is its change per hour,
    `reach` is people, `coverage` the share of mentions whose author's followers are known,
    `expected_*` what is still to come until `horizon`, with 80 % intervals. `series` is the pace of each of the
    last twelve hours, oldest first. `reshares` counts reposts, quotes and replies seen only as numbers,
    `will_spread` is the probability of growing tenfold until `horizon`.
    """

    story_id: str
    at: datetime
    mentions: int
    tellers: int
    platforms: tuple[str, ...]
    pace: float
    acceleration: float
    doubling_hours: float | None
    reach: Range
    coverage: float
    phase: Phase
    arousal: float
    expected_mentions: Range
    expected_reach: Range
    horizon: datetime
    series: tuple[float, ...] = ()
    reshares: float = 0.0
    will_spread: float = 0.0
