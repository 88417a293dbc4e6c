"""Finds the stories most like a mention in rare words.

Words weigh by inverse document frequency (Spärck Jones 1972), counted as the stream goes by, so that a batch gives what
one mention at a time would give. A story is the sum of its mentions, each word counted in powers of two, so that a store
keeps it as a few plain keys: "word:hob" when first told, "word:hob*2", "word:hob*4" as it is told again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.stories.keys import WORD
from monitor.stories.rules import Rules
from monitor.stories.working import WorkingStory


class Likeness:
    """An index of stories by word, with how common each word is."""

    def __init__(self, rules: Rules, stored_counts: Mapping[str, int], total: int) -> None:
        self.rules = rules
        self.stored_counts = stored_counts
        self.total = total
        self.counted: dict[str, int] = {}
        self._stories: dict[str, list[WorkingStory]] = {}

    def remember(self, working: WorkingStory, known: Iterable[str]) -> None:
        """Take up a stored story: words into the index, other keys into `working.keys`."""
        for key in known:
            if not key.startswith(WORD):
                working.keys.add(key)
                continue
            word, _, times = key.partition("*")
            count = int(times) if times.isdecimal() else 1
            working.words[word] = max(count, working.words.get(word, 0))
        for word in sorted(working.words):
            self._stories.setdefault(word, []).append(working)
            working.norm += (self._rarity(word) * _power(working.words[word])) ** 2

    def weigh(self, words: Sequence[str]) -> dict[str, float]:
        """Give the rarity of each word of a mention, and count the mention."""
        weights = {}
        self.total += 1
        for word in words:
            weights[word] = self._rarity(word)
            self.counted[word] = self.counted.get(word, 0) + 1
        return weights

    def _rarity(self, word: str) -> float:
        seen = self.counted.get(word, 0) + self.stored_counts.get(word, 0)
        return math.log((self.total + self.rules.prior_mentions) / (seen + 1.0))

    def alike(self, weights: Mapping[str, float], telling: int) -> Iterator[tuple[str, float]]:
        """Give the stories that share at least `telling` telling words and are like enough, each with its likeness."""
        shared: dict[WorkingStory, int] = {}
        most = self.rules.telling_most(self.total)
        for word in weights:
            if self.counted.get(word, 0) + self.stored_counts.get(word, 0) <= most:
                for working in self._stories.get(word, ())[-self.rules.stories_a_key :]:
                    shared[working] = shared.get(working, 0) + 1
        norm = math.sqrt(sum(weight * weight for weight in weights.values()))
        for working, count in shared.items():
            if count >= telling:
                likeness = self._likeness(weights, working) / norm
                if likeness >= (self.rules.alike if count >= self.rules.shared_words else self.rules.alike_few):
                    yield working.id, likeness

    @staticmethod
    def _likeness(weights: Mapping[str, float], working: WorkingStory) -> float:
        """Multiply a mention by a story: the cosine but for the mention's own length."""
        words = working.words
        product = sum(weight * weight * _power(words[word]) for word, weight in weights.items() if word in words)
        return product / math.sqrt(working.norm) if working.norm > 0 else 0.0

    def post(self, working: WorkingStory, weights: Mapping[str, float]) -> None:
        """Let a story be found under the rarest words of one of its mentions."""
        rarest = list(weights)
        if len(rarest) > self.rules.posted_words:
            rarest = sorted(weights, key=lambda word: (-weights[word], word))[: self.rules.posted_words]
        for word in rarest:
            self._count(working, word, weights[word])

    def _count(self, working: WorkingStory, word: str, weight: float) -> None:
        """Count one more telling of a word; each power of two is posted."""
        count = working.words.get(word, 0) + 1
        stories = self._stories.setdefault(word, [])
        if count == 1:
            if len(working.words) >= self.rules.most_words:
                return
            stories.append(working)
            if len(stories) > 4 * self.rules.stories_a_key:
                del stories[: -2 * self.rules.stories_a_key]
            working.norm += weight * weight
            working.postings.append(word)
        else:
            self._move_up(stories, working)
            if count & (count - 1) == 0:
                working.norm += weight * weight * (count * count - count * count // 4)
                working.postings.append(f"{word}*{count}")
        working.words[word] = count

    @staticmethod
    def _move_up(stories: list[WorkingStory], working: WorkingStory) -> None:
        """Let the story told last be the first to be compared."""
        if stories and stories[-1] is not working:
            if working in stories:
                stories.remove(working)
            stories.append(working)

    def absorb(self, kept: WorkingStory, absorbed: WorkingStory) -> None:
        """Take over the words of a story that turned out to be the same."""
        for word, count in absorbed.words.items():
            self._stories[word] = [each for each in self._stories.get(word, ()) if each is not absorbed]
            for _ in range(_power(count).bit_length()):
                self._count(kept, word, self._rarity(word))


def _power(count: int) -> int:
    """Give the largest power of two that is not above a count."""
    return 1 << (count.bit_length() - 1)
