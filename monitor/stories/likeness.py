"""Finds the stories most like a mention in rare words.

Words weigh by inverse document frequency (Spärck Jones 1972), counted as the stream goes by, so that a batch gives what
one mention at a time would give. A story is the sum of its mentions, each word counted in powers of two, so that a store
keeps it as a few plain keys: "word:hob" when first told, "word:hob*2", "word:hob*4" as it is told again. For a story
taken from the store only the power is known, so the next one is reached after as many tellings as the power says, on
average (approximate counting, Morris 1978); which telling it is depends on the mention's id alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from zlib import crc32

from monitor.stories.keys import NUMBER, WORD
from monitor.stories.rules import Rules
from monitor.stories.sameness import ROUNDING, InWords
from monitor.stories.usual import usual
from monitor.stories.working import WorkingStory


class Before(dict[str, int]):
    """How many mentions carried a word before this stream: those stored, and the imagined ones of what is usual."""

    def __init__(self, stored: Mapping[str, int], imagined: Mapping[str, int]) -> None:
        super().__init__()
        self.stored = stored
        self.imagined = imagined

    def __missing__(self, word: str) -> int:
        """Add them up for a word that is met for the first time."""
        self[word] = count = self.stored.get(word, 0) + self.imagined.get(word, 0)
        return count


class Weights(dict[str, float]):
    """The rarity of each word of a mention."""

    __slots__ = ("telling",)

    def __init__(self) -> None:
        super().__init__()
        self.telling: list[str] = []
        """Those words that not too many mentions carry."""


class Likeness:
    """An index of stories by word, with how common each word is."""

    def __init__(self, rules: Rules, stored_counts: Mapping[str, int], total: int) -> None:
        self.rules = rules
        self.before = Before(stored_counts, usual() if rules.usual_words else {})
        self.total = total
        self.counted: dict[str, int] = {}
        self._stories: dict[str, list[WorkingStory]] = {}
        """The latest stories under a word."""
        self._told: dict[str, dict[WorkingStory, int]] = {}
        """Every story under a word, with the power of two of its count."""

    def remember(self, working: WorkingStory, known: Iterable[str]) -> None:
        """Take up a stored story: words into the index, other keys into `working.keys`."""
        working.stored = True
        for key in known:
            if not key.startswith(WORD):
                working.keys.add(key)
                continue
            word, _, times = key.partition("*")
            count = int(times) if times.isdecimal() else 1
            working.words[word] = max(count, working.words.get(word, 0))
        for word in sorted(working.words):
            power = _power(working.words[word])
            working.norm += (self._rarity(word) * power) ** 2
            if self.rules.words_alone:
                self._told.setdefault(word, {})[working] = power
                self._stories.setdefault(word, []).append(working)

    def weigh(self, words: Sequence[str]) -> Weights:
        """Give the rarity of each word of a mention, and count the mention."""
        weights = Weights()
        self.total += 1
        counted, before, total = self.counted, self.before, self.total + self.rules.prior_mentions
        most, telling = self.rules.telling_most(self.total), weights.telling
        for word in words:
            seen, earlier = counted.get(word, 0), before[word]
            weights[word] = math.log(total / (seen + earlier + 1.0))  # _rarity, called too often
            counted[word] = seen = seen + 1
            if seen + earlier <= most or seen + before.stored.get(word, 0) <= most:  # the imagined ones do not count
                telling.append(word)
        return weights

    def compare(self, weights: Weights, stories: Iterable[WorkingStory], counted: InWords) -> Iterator[float]:
        """Say how alike a mention and each of some stories are in rare words, counted in one way or the other."""
        return self._cosines(weights, stories) if counted is InWords.COSINE else self._rarities(weights, stories)

    def _cosines(self, weights: Mapping[str, float], stories: Iterable[WorkingStory]) -> Iterator[float]:
        squares = _squares(weights)
        norm = math.sqrt(sum(squares.values()))
        for working in stories:
            yield 0.0 if squares.keys().isdisjoint(working.words.keys()) else _likeness(squares, working) / norm

    def _rarities(self, weights: Weights, stories: Iterable[WorkingStory]) -> Iterator[float]:
        most, before = self.rules.telling_most(self.total), self.before
        telling = [word for word in _apart(weights.telling) if before[word] <= most]
        for working in stories:
            yield sum([weights[word] for word in telling if word in working.words])

    def _rarity(self, word: str) -> float:
        seen = self.counted.get(word, 0) + self.before[word]
        return math.log((self.total + self.rules.prior_mentions) / (seen + 1.0))

    def alike(self, weights: Weights, telling: int) -> Iterator[tuple[str, float]]:
        """Give the stories that share at least `telling` telling words and are like enough, each with its likeness.

        Numbers do not count as telling, though they weigh: all who ring one line share three of them.
        """
        most = self.rules.stories_a_key
        words = weights.telling
        if telling > 1:
            words = [word for word in _apart(words) if not word.startswith(NUMBER)]
        latest = [stories[-most:] for stories in map(self._stories.get, words) if stories]
        if len(latest) < telling:
            return
        shared = Counter(chain.from_iterable(latest))
        found = [working for working, count in shared.items() if count >= telling] if telling > 1 else list(shared)
        if not found:
            return
        squares = _squares(weights)
        norm = math.sqrt(sum(squares.values()))
        least = (min(self.rules.alike, self.rules.alike_few) * norm * (1.0 - ROUNDING)) ** 2
        for working, product in self._products(squares, found).items():
            if product * product >= least * working.norm:  # a root for each would take as long as all else
                likeness = product / math.sqrt(working.norm) / norm
                few = shared[working] < self.rules.shared_words
                if likeness >= (self.rules.alike_few if few else self.rules.alike):
                    yield working.id, likeness

    def _products(self, squares: Mapping[str, float], stories: Sequence[WorkingStory]) -> dict[WorkingStory, float]:
        """Multiply a mention by many stories, word by word: most stories tell few of its words, so few are touched."""
        products = dict.fromkeys(stories, 0.0)
        for word, square in squares.items():
            told = self._told.get(word)
            if told is None:
                continue
            if len(told) < len(products):  # nearly all of them are among the many
                for working, power in told.items():
                    if working in products:
                        products[working] += square * power
            else:
                for working in products.keys() & told.keys():
                    products[working] += square * told[working]
        return products

    def post(self, working: WorkingStory, weights: Mapping[str, float], mention_id: str) -> None:
        """Let a story be found under the rarest words of one of its mentions."""
        rarest = [word for word in weights if not word.startswith(NUMBER)]
        numbers = [word for word in weights if word.startswith(NUMBER)] if len(rarest) < len(weights) else []
        if len(rarest) > self.rules.posted_words:
            rarest.sort()  # one sort after another: half the time of one by both at once
            rarest.sort(key=weights.__getitem__, reverse=True)
            del rarest[self.rules.posted_words :]
        known = working.words
        for word in rarest + numbers:
            if word in known:
                self._count(working, word, weights[word], mention_id)
            elif len(known) < self.rules.most_words:
                self._begin(working, word, weights[word])

    def _begin(self, working: WorkingStory, word: str, weight: float) -> None:
        """Count the first telling of a word."""
        working.words[word] = 1
        working.norm += weight * weight
        working.postings.append(word)
        if not self.rules.words_alone:
            return
        stories = self._stories.get(word)
        if stories is None:
            self._stories[word], self._told[word] = [working], {working: 1}
            return
        if len(stories) >= 4 * self.rules.stories_a_key:
            del stories[: 1 - 2 * self.rules.stories_a_key]
        stories.append(working)
        self._told[word][working] = 1

    def _count(self, working: WorkingStory, word: str, weight: float, mention_id: str) -> None:
        """Count one more telling of a word."""
        count = working.words[word]
        if self.rules.words_alone:
            self._make_latest(working, word)
        self._raise(working, word, weight, count + 1 if not working.stored else _next_count(count, mention_id, word))

    def _raise(self, working: WorkingStory, word: str, weight: float, count: int) -> None:
        """Take a word of a story to a higher count; a new power of two is posted."""
        before = working.words.get(word, 0)
        working.words[word] = count
        if count.bit_length() > before.bit_length():
            power, power_before = _power(count), _power(before)
            working.norm += weight * weight * (power * power - power_before * power_before)
            working.postings.append(word if power == 1 else f"{word}*{power}")
            if self.rules.words_alone:
                self._told.setdefault(word, {})[working] = power

    def _make_latest(self, working: WorkingStory, word: str) -> None:
        """Let the story told last be the first to be compared."""
        stories = self._stories[word]
        if stories[-1] is not working:
            if working in stories:
                stories.remove(working)
            stories.append(working)

    def absorb(self, kept: WorkingStory, absorbed: WorkingStory) -> None:
        """Take over the words of a story that turned out to be the same."""
        for word, count in absorbed.words.items():
            if self.rules.words_alone:
                stories = [each for each in self._stories.get(word, ()) if each is not absorbed and each is not kept]
                self._stories[word] = [*stories, kept]
                self._told[word].pop(absorbed, None)
            if count > kept.words.get(word, 0):
                self._raise(kept, word, self._rarity(word), count)


def _apart(words: Sequence[str]) -> list[str]:
    """Leave out a name that stands there with its number as well: "brisk" beside "brisk 45"."""
    numbered = {word.partition(" ")[0] for word in words if " " in word}
    return [word for word in words if word not in numbered] if numbered else list(words)


def _squares(weights: Mapping[str, float]) -> dict[str, float]:
    return {word: weight * weight for word, weight in weights.items()}


def _likeness(squares: Mapping[str, float], working: WorkingStory) -> float:
    """Multiply a mention by a story: the cosine but for the mention's own length."""
    words, product = working.words, 0.0
    for word, square in squares.items():
        if word in words:
            count = words[word]
            product += square if count == 1 else square * (1 << (count.bit_length() - 1))  # _power, called too often
    return product / math.sqrt(working.norm) if working.norm > 0 else 0.0


def _next_count(power: int, mention_id: str, word: str) -> int:
    """Give the power of two a stored word has after one more telling: the next one, every `power`-th time."""
    if power < 2:
        return power + 1
    return 2 * power if crc32(f"{mention_id} {word}".encode("utf-8", "replace")) % power == 0 else power


def _power(count: int) -> int:
    """Give the largest power of two that is not above a count; 0 for 0."""
    return 1 << (count.bit_length() - 1) if count else 0
