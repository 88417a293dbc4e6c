"""VADER's scores, equal to those of its package to the last bit, in time that grows with the text and no faster.

The package asks questions about the whole text again at every word and emoji, so a long text stalls it
(11,200 words take it seconds). Here each token is looked at once and remembered.
"""

from __future__ import annotations

import math
from functools import reduce
from heapq import heappop, heappush
from itertools import compress
from operator import or_
from typing import Final

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from monitor.analysis.sentiment_tokens import (
    BOOSTER_PAIRS,
    BUT,
    CAPITALS,
    ENDS_IDIOM,
    PAIRS,
    REVERSED,
    SAYS,
    SHIFTS,
    SMALL,
    UPPER,
    VALUED,
    Token,
    token_of,
)
from monitor.analysis.words import MAX_CHARACTERS, PIECES, Trait, Words
from monitor.model import Sentiment

NOTHING: Final = Sentiment(compound=0.0, neg=0.0, neu=0.0, pos=0.0)
NEUTRAL: Final = Sentiment(compound=0.0, neg=0.0, neu=1.0, pos=0.0)


class Vader(SentimentIntensityAnalyzer):  # type: ignore[misc]  # the package publishes no types
    """VADER with the package's own word lists; `measure` takes the place of `polarity_scores`."""

    def __init__(self) -> None:
        super().__init__()
        self.tones = Trait("tone", lambda piece: token_of(piece.text, self.lexicon))
        """Kept with the pieces and shared by all: every one loads the same lists."""

    def measure(self, text: str) -> Sentiment:
        """Score a text as `polarity_scores` of the package does; of texts beyond 20,000 characters the beginning."""
        text = text[:MAX_CHARACTERS]
        if self.has_emoji(text):
            text = self.with_emoji_described(text)
        return summed_up(text, self.tones.of(list(map(PIECES.__getitem__, text.split()))))

    def measure_words(self, words: Words) -> Sentiment:
        """Score a text that is cut into pieces already."""
        if self.has_emoji(words.text):
            return self.measure(words.text)
        return summed_up(words.text, self.tones.of(words.pieces))

    def has_emoji(self, text: str) -> bool:
        """Say whether a text holds an emoji that VADER describes."""
        return not text.isascii() and not self.emojis.keys().isdisjoint(text)

    def with_emoji_described(self, text: str) -> str:
        """Put VADER's descriptions in place of emoji (Hutto & Gilbert 2014, package 3.3.2), blanks as the package sets them."""
        pieces: list[str] = []
        emojis = self.emojis
        after_blank = True
        for character in text:
            description = emojis.get(character)
            if description is None:
                pieces.append(character)
                after_blank = character == " "
            else:
                pieces.append(description if after_blank else " " + description)
                after_blank = False
        return "".join(pieces)


def summed_up(text: str, tokens: list[Token]) -> Sentiment:
    """Score a text by its tokens."""
    marks = list(map(SAYS, tokens))
    said = reduce(or_, marks, 0)
    if not said & VALUED:
        return NEUTRAL if said else NOTHING
    sentiments = valences(tokens, marks, said)
    if said & BUT:
        weigh_around_but(tokens, sentiments)
    return scored(list(sentiments.values()), len(tokens), text)


def valences(tokens: list[Token], marks: list[int], said: int) -> dict[int, float]:
    """Give the valence of each place whose word carries one, in order; `marks` are those of all words, `said` their sum."""
    some_capitals = said & UPPER > 0 and said & SMALL > 0
    idioms = said & ENDS_IDIOM > 0
    found: dict[int, float] = {}
    for place in compress(range(len(tokens)), map(VALUED.__and__, marks)):
        token = tokens[place]
        if token.lower == "kind" and place + 1 < len(tokens) and tokens[place + 1].lower == "of":
            continue
        if idioms or (said & SHIFTS and reduce(or_, marks[max(0, place - 3) : place + 1]) & SHIFTS):
            found[place] = valence_at(tokens, place, some_capitals, idioms)
        elif some_capitals and marks[place] & UPPER:
            found[place] = token.valence + (CAPITALS if token.valence > 0 else -CAPITALS)
        else:
            found[place] = token.valence
    return found


def valence_at(tokens: list[Token], place: int, some_capitals: bool, idioms: bool) -> float:
    """Give the valence of the word at `place` after capitals, boosters, negations and idioms around it."""
    token = tokens[place]
    valence = before_negation(tokens, place, token.valence)
    if token.upper and some_capitals:
        valence += CAPITALS if valence > 0 else -CAPITALS
    for distance in (1, 2, 3):
        if place < distance:
            break
        earlier = tokens[place - distance]
        if earlier.known:
            continue
        if earlier.boost:
            valence += boosted(earlier, valence, some_capitals, distance)
        if distance == 1:
            if earlier.negates:
                valence *= REVERSED
        else:
            valence = negated(tokens, place, distance, valence)
        if distance == 3 and idioms:
            valence = with_idioms(tokens, place, valence)
    return after_least(tokens, place, valence)


def before_negation(tokens: list[Token], place: int, valence: float) -> float:
    """Apply the rules of "no" beside a word of the lexicon."""
    plain = valence
    if tokens[place].lower == "no" and place + 1 < len(tokens) and tokens[place + 1].known:
        valence = 0.0
    if (
        (place > 0 and tokens[place - 1].lower == "no")
        or (place > 1 and tokens[place - 2].lower == "no")
        or (place > 2 and tokens[place - 3].lower == "no" and tokens[place - 1].lower in ("or", "nor"))
    ):
        valence = plain * REVERSED
    return valence


def boosted(booster: Token, valence: float, some_capitals: bool, distance: int) -> float:
    """Give what a booster or dampener adds, less with distance."""
    scalar = -booster.boost if valence < 0 else booster.boost
    if booster.upper and some_capitals:
        scalar += CAPITALS if valence > 0 else -CAPITALS
    if distance == 2:
        scalar *= 0.95
    elif distance == 3:
        scalar *= 0.9
    return scalar


def negated(tokens: list[Token], place: int, distance: int, valence: float) -> float:
    """Apply a negation two or three words before, or the idioms "never so", "without doubt" that are none."""
    earlier = tokens[place - distance]
    last = tokens[place - 1].lower
    if distance == 2:
        stressed = earlier.lower == "never" and last in ("so", "this")
        sure = earlier.lower == "without" and last == "doubt"
    else:
        middle = tokens[place - 2].lower
        stressed = (earlier.lower == "never" and middle in ("so", "this")) or last in ("so", "this")
        sure = earlier.lower == "without" and "doubt" in (middle, last)
    if stressed:
        return valence * 1.25
    return valence * REVERSED if earlier.negates and not sure else valence


def with_idioms(tokens: list[Token], place: int, valence: float) -> float:
    """Apply idioms that contain the word or stand around it ("the bomb", "kind of")."""
    three, two, one, zero = (tokens[place - distance].lower for distance in (3, 2, 1, 0))
    for sequence in ((one, zero), (two, one, zero), (two, one), (three, two, one), (three, two)):
        if sequence in PAIRS:
            valence = PAIRS[sequence]
            break
    after = [token.lower for token in tokens[place + 1 : place + 3]]
    for count in range(1, len(after) + 1):
        valence = PAIRS.get((zero, *after[:count]), valence)
    for sequence in ((three, two, one), (three, two), (two, one)):
        valence += BOOSTER_PAIRS.get(sequence, 0.0)
    return valence


def after_least(tokens: list[Token], place: int, valence: float) -> float:
    """Apply "least" before a word, unless it is "at least" or "very least"."""
    if place == 0 or tokens[place - 1].lower != "least" or tokens[place - 1].known:
        return valence
    if place > 1 and tokens[place - 2].lower in ("at", "very"):
        return valence
    return valence * REVERSED


def weigh_around_but(tokens: list[Token], sentiments: dict[int, float]) -> None:
    """Halve what stands before the first "but" and raise what stands behind it.

    The package changes the first place that holds an *equal* value, so equal values are weighed at the wrong place;
    a heap of places for each value repeats that without searching the text again.
    """
    turn = next(place for place, token in enumerate(tokens) if token.lower == "but")
    places: dict[float, list[int]] = {}
    for place, value in sentiments.items():
        places.setdefault(value, []).append(place)
    for place in list(sentiments):
        value = sentiments[place]
        if value == 0:
            continue
        first = heappop(places[value])
        if first != turn:
            value *= 0.5 if first < turn else 1.5
        sentiments[first] = value
        heappush(places.setdefault(value, []), first)


def scored(sentiments: list[float], words: int, text: str) -> Sentiment:
    """Sum up the valences of a text of `words` words as the package does, emphasis by ! and ? included."""
    total = float(sum(sentiments))
    emphasis = min(text.count("!"), 4) * 0.292 + question_emphasis(text)
    if total > 0:
        total += emphasis
    elif total < 0:
        total -= emphasis
    positive = negative = 0.0
    neutral = words - len(sentiments)
    for value in sentiments:
        if value > 0:
            positive += value + 1
        elif value < 0:
            negative += value - 1
        else:
            neutral += 1
    if positive > -negative:
        positive += emphasis
    elif positive < -negative:
        negative -= emphasis
    whole = positive - negative + neutral
    return Sentiment(
        compound=round(normalised(total), 4),
        neg=round(abs(negative / whole), 3),
        neu=round(neutral / whole, 3),
        pos=round(positive / whole, 3),
    )


def question_emphasis(text: str) -> float:
    """Give the emphasis of question marks: none for one, .18 each for two or three, .96 for more."""
    marks = text.count("?")
    if marks <= 1:
        return 0
    return marks * 0.18 if marks <= 3 else 0.96


def normalised(total: float) -> float:
    """Bring a sum of valences into -1…1 (alpha 15, as in the package)."""
    return max(-1.0, min(1.0, total / math.sqrt(total * total + 15)))
