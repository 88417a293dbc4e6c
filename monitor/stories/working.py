"""A story while mentions are being put to it."""

from __future__ import annotations

from datetime import datetime

from monitor.model import Direction, Story


class WorkingStory:
    """A story with what it is known by: sure keys, and words with how often each was told."""

    __slots__ = (
        "changed",
        "direction",
        "first_at",
        "id",
        "keys",
        "last_at",
        "mentions",
        "norm",
        "postings",
        "stored",
        "story",
        "words",
    )

    def __init__(self, story: Story) -> None:
        self.id = story.id
        self.story = story
        self.first_at = story.started_at
        self.last_at = story.last_at
        self.mentions = story.mentions
        self.changed = False
        self.keys: set[str] = set()
        self.words: dict[str, int] = {}
        self.norm = 0.0
        self.direction: Direction | None = None
        self.stored = False
        self.postings: list[str] = []

    def add(self, at: datetime) -> None:
        """Count one more mention, made at `at`."""
        self.first_at = min(self.first_at, at)
        self.last_at = max(self.last_at, at)
        self.mentions += 1
        self.changed = True

    def absorb(self, other: WorkingStory) -> None:
        """Take over the mentions of another story."""
        self.first_at = min(self.first_at, other.first_at)
        self.last_at = max(self.last_at, other.last_at)
        self.mentions += other.mentions
        self.changed = other.changed = True

    def hours_from(self, at: datetime) -> float:
        """Give how many hours after the story's last mention (or before its first) `at` is; 0 within its life."""
        if at > self.last_at:
            return (at - self.last_at).total_seconds() / 3600.0
        if at < self.first_at:
            return (self.first_at - at).total_seconds() / 3600.0
        return 0.0
