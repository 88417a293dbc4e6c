"""Invents mentions to measure with: texts of words as rare as real ones, retellings among them, and what each is about."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.model import Assessed, Mention
from monitor.stories.sense import NUMBERS, Sense
from monitor.stories.stateless import as_complaint

WORDS, SUBJECTS = 50_000, 2_000
RETOLD, COPIED = 0.10, 0.01
"""Shares of the mentions that tell another one again in other words, or copy it."""
RECENT = 500
"""So many mentions back at most lies what is told again."""
FEWEST, MOST = 8, 30
"""Words of a text."""
SPREAD = 1.2
"""How far a mention lies from its subject, in lengths of the subject: two of one subject have a cosine of about 0.4."""
BRAND = "Larkfield"
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """Texts, and the direction of each."""

    texts: list[str]
    directions: Vectors


class Drawn(Sense):
    """A net that knows its answers, so that only what is made of them is measured."""

    def __init__(self, invented: Invented) -> None:
        super().__init__(Path())
        self._answers = dict(zip(invented.texts, invented.directions, strict=True))

    def of(self, text: str) -> NDArray[np.float32] | None:
        """Give the direction of a text; None when it was not invented here."""
        return self._answers.get(text)


def invent(count: int, seed: int) -> Invented:
    """Invent texts by Zipf's law (Zipf 1949): the word of rank r comes up as one over r."""
    draw = np.random.default_rng(seed)
    words, cumulated = vocabulary(seed), zipf()
    subjects = draw.normal(size=(SUBJECTS, NUMBERS)).astype(np.float32)
    about = subjects[draw.integers(SUBJECTS, size=count)]
    about += SPREAD * draw.normal(size=about.shape).astype(np.float32)
    lengths, fate = draw.integers(FEWEST, MOST + 1, size=count), draw.random(count)
    back = draw.integers(1, RECENT + 1, size=count)
    ranks: list[list[int]] = []
    for place in range(count):
        drawn = np.searchsorted(cumulated, draw.random(lengths[place])).tolist()
        source = place - int(back[place])
        if source >= 0 and fate[place] < COPIED:
            drawn, about[place] = ranks[source], about[source]
        elif source >= 0 and fate[place] < COPIED + RETOLD:
            rarest = sorted(ranks[source])[-3:]
            drawn[: len(rarest)] = rarest
            about[place] = about[source] + 0.5 * about[place]
        ranks.append(drawn)
    about /= np.linalg.norm(about, axis=1, keepdims=True)
    return Invented(texts=[" ".join([words[rank] for rank in each]) for each in ranks], directions=about)


def vocabulary(seed: int) -> list[str]:
    """Invent different words of two or three syllables, the most common first."""
    several = [["".join(parts) for parts in product(SYLLABLES, repeat=count)] for count in (2, 3)]
    return random.Random(seed).sample([word for words in several for word in words], WORDS)  # noqa: S311 - no secret


def zipf() -> NDArray[np.float64]:
    """Give how likely a word of each rank or a more common one is."""
    likely = 1.0 / np.arange(1, WORDS + 1)
    return np.asarray(np.cumsum(likely / likely.sum()))


def as_mentions(texts: Sequence[str], began: datetime, apart: timedelta, prefix: str) -> list[Assessed]:
    """Take texts for complaints, each by somebody else, so long after one another."""
    found = []
    for place, text in enumerate(texts):
        name = f"{prefix}{place:07d}"
        mention = Mention(
            platform="x",
            stable_key=name,
            external_id=name,
            source="invented",
            text=text,
            posted_at=began + place * apart,
            author_key=f"author of {name}",
        )
        found.append(Assessed(mention=mention, assessment=as_complaint(mention.id, BRAND)))
    return found


BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
