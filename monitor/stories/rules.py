"""The numbers by which mentions are joined into stories, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When two mentions tell one story. How the numbers were found: docs/stories.md."""

    alike: float
    """The least likeness in rare words (cosine, 0 to 1) when at least `shared_words` are shared."""
    alike_one: float
    """The least likeness when only one word is shared."""
    shared_words: int
    half_life_hours: float
    """After this time a likeness counts half."""
    posted_words: int
    """A story is remembered by this many of the rarest words of each of its mentions."""
    person_hours: float = 48.0
    """What one person writes within this time after a story's last word belongs to it."""
    code_hours: float = 18.0
    """A flight number flies again tomorrow."""
    most_words: int = 150
    most_sure_keys: int = 400
    """Bounds on what one story remembers."""
    stories_a_key: int = 20
    """The latest stories under one key that are compared."""
    prior_mentions: float = 10_000.0
    """Imagined mentions behind every word, so that the first hundred of a stream are weighed sensibly too."""


EXPERIENCES = Rules(alike=0.35, alike_one=1.01, shared_words=3, half_life_hours=24.0, posted_words=6)
"""For mentions of one brand: two people's failures of one kind stay two stories."""

TOPICS = Rules(alike=0.10, alike_one=0.15, shared_words=2, half_life_hours=72.0, posted_words=10)
"""For bare texts about anything, where what shares rare words is about the same thing."""
