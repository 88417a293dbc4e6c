"""The numbers by which mentions are joined into stories, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.stories.sameness import OneExperience, OneTopic

STORIES_IN_SENSE = 1_000
"""The stories of a brand told last that a mention is compared with in sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When two mentions tell one story. How the numbers were found: docs/stories.md."""

    alike: float
    """The least likeness in rare words (cosine, 0 to 1) when at least `shared_words` are shared."""
    alike_few: float
    """The least likeness when fewer words are shared."""
    shared_words: int
    telling_words: int
    """How many telling words must be shared at least: words that few mentions carry."""
    telling_to_merge: int
    """The same, when a mention belongs to one story already and would make one of it and another."""
    telling_share: float
    """A word that a larger share of all mentions carry is not telling."""
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
    telling_mentions: int = 20
    """A word is telling up to this many mentions, however few there are in all."""
    most_telling: int = 1_000
    """Nor is a word that more mentions than these ever carried: it bounds what is looked up, whatever is stored."""
    stories_a_key: int = 20
    """The latest stories under one key that are compared."""
    words_alone: bool = True
    """Whether words alone may join a mention to a story."""
    alike_in_sense: OneExperience | OneTopic
    """How likeness in sense and words together is judged, where the net reads along."""
    prior_mentions: float = 10_000.0
    """Imagined mentions behind every word, so that the first hundred of a stream are weighed sensibly too."""
    usual_words: bool = False
    """Whether the imagined mentions speak as customers usually do (`usual.py`): else no word is in them."""

    def telling_most(self, total: int) -> float:
        """Give how many of `total` mentions may carry a word that is still telling."""
        return max(self.telling_mentions, min(total * self.telling_share, self.most_telling))


EXPERIENCES = Rules(
    alike=0.25,
    alike_few=1.01,
    shared_words=3,
    telling_words=3,
    telling_to_merge=4,
    telling_share=0.0025,
    half_life_hours=24.0,
    posted_words=6,
    usual_words=True,
    alike_in_sense=OneExperience(),
)
"""For mentions of one brand: two people's failures of one kind stay two stories."""

TOPICS = Rules(
    alike=0.10,
    alike_few=0.15,
    shared_words=2,
    telling_words=1,
    telling_to_merge=99,
    telling_share=1.0,
    most_telling=1_000_000_000,
    half_life_hours=72.0,
    posted_words=10,
    stories_a_key=10,
    alike_in_sense=OneTopic(),
)
"""For bare texts about anything, where what shares rare words is about the same thing."""

TOPICS_IN_SENSE = replace(TOPICS, words_alone=False)
"""The same where the net reads along."""
