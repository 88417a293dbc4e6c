"""Says how surely a mention and a story tell the same, from likeness in sense and in rare words together: two ways."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

ROUNDING = 1e-6
"""By so much a cosine in four bytes may be off."""


class Near(NamedTuple):
    """How near in sense a story is to a mention."""

    story_id: str
    cosine: float
    """With the story as a whole."""
    mean_cosine: float
    """The mean over those of its mentions that the net has read."""


class Crowd(NamedTuple):
    """How near all stories compared are to a mention: their number, and mean and deviation of the mean cosines."""

    stories: int
    mean: float
    swing: float


class InWords(StrEnum):
    """How it is counted how alike a mention and a story are in rare words."""

    COSINE = "cosine"
    RARITY = "rarity"
    """The nats of rarity of the telling words they share."""


class Told(NamedTuple):
    """How often a story was told, how many days ago last, and whether a mention names other numbers than it does."""

    mentions: int
    days: float
    other_numbers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OneExperience:
    """Whether they tell one experience: the log odds of that, against being near by chance.

    How near is near depends on the brand: where all talk of flights, two texts are alike for that alone. So nearness counts
    in standard deviations of all its stories' nearness, and the more stories there are the more it takes, because the
    nearest of many is near by chance. The mean over a story's mentions counts, for a large story as a whole is near to
    everything. Chosen on the halves to learn from of retellings and of copies, where a brand has two or three stories, and on
    the tweets of an airline weekend, which are all about flights and hardly ever about the same one: there few may be
    joined (docs/stories.md).
    """

    in_words: ClassVar[InWords] = InWords.RARITY
    first: float = 6.5
    """The log odds for a story as near as stories usually are, before the crowd is counted."""
    sense: float = 1.2
    """For each standard deviation nearer than usual."""
    words: float = 0.3
    """For each nat of rarity of shared words that customers do not usually say."""
    most_words: float = 20.0
    """Beyond so many nats shared words say no more."""
    crowd: float = -2.75
    """For each e-fold of stories that it could be instead."""
    day: float = -0.3
    """For each day since the story's last mention."""
    other_numbers: float = -6.0
    """When both name numbers, and none is the same."""
    least: float = 2.5
    """From here on a mention joins."""
    usual: float = 0.12
    usual_swing: float = 0.13
    imagined: int = 20
    """Mean and deviation of the cosine of two texts about different things, believed like so many stories seen."""

    def sure(self, near: Near, crowd: Crowd, words: float, told: Told) -> float:
        """Give the log odds."""
        stories, mean, swing = self._with_imagined(crowd)
        odds = self.first + self.sense * (near.mean_cosine - mean) / swing
        odds += self.words * min(words, self.most_words) + self.crowd * math.log(stories)
        return odds + self.day * told.days + self.other_numbers * told.other_numbers

    def nearest_worth_it(self, crowd: Crowd, rarity: float) -> float:
        """Give the mean cosine below which no story is sure enough, whatever words of that `rarity` it shares."""
        stories, mean, swing = self._with_imagined(crowd)
        missing = self.least - self.first - self.crowd * math.log(stories)
        missing -= self.words * min(rarity, self.most_words)
        return mean + swing * missing / self.sense - ROUNDING

    def _with_imagined(self, crowd: Crowd) -> Crowd:
        """Add the imagined stories to a crowd."""
        stories = crowd.stories + self.imagined
        mean = (crowd.stories * crowd.mean + self.imagined * self.usual) / stories
        apart = crowd.stories * (crowd.swing**2 + (crowd.mean - mean) ** 2)
        apart += self.imagined * (self.usual_swing**2 + (self.usual - mean) ** 2)
        return Crowd(stories, mean, math.sqrt(apart / stories))


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTopic:
    """Whether they are about one thing: a mean of the cosines in sense and in words (chosen on GoogleNews)."""

    in_words: ClassVar[InWords] = InWords.COSINE
    words: float = 0.4
    """The share of likeness in words; the rest is likeness in sense."""
    size: float = 0.02
    """For each e-fold of mentions the story has: what many tell of is told again."""
    half_life_days: float = 3.0
    least: float = 0.3
    """From here on a text joins."""

    def sure(self, near: Near, _: Crowd, words: float, told: Told) -> float:
        """Give the likeness."""
        alike = (1.0 - self.words) * near.cosine + self.words * words + self.size * math.log(told.mentions)
        return float(alike * 0.5 ** (told.days / self.half_life_days))

    def nearest_worth_it(self, _: Crowd, __: float) -> float:
        """Give the mean cosine below which no story is alike enough: words alone may be enough, so none."""
        return 0.0
