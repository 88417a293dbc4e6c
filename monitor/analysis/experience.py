"""Weighs by rules whether a text complains or speaks ill, also where a complaint is stated as a plain fact.

Every weight says how much one cue speaks for a complaint. They were fitted as a logistic regression on the development
tweets and reviews named in docs/analysis.md and then rounded. The tiers judge with these scores beside the words.
"""

from __future__ import annotations

from math import exp, log
from typing import Final, NamedTuple

from monitor.analysis.reading import Reading
from monitor.model import Kind, Mention, MentionKind, Signal

FAILURE_CUES: Final = ("failure", "negated_service", "unanswered", "missed_event", "stranded")
"""Cues that state something going wrong."""

TELLING: Final = frozenset((
    *FAILURE_CUES, "judgement", "why_question", "waiting", "repeated_contact", "passed_around", "money", "still", "bitter",
    "leaving", "anger", "safety", "same_here", "mine",
))  # fmt: skip
"""Without any of these nothing is told that could be a complaint."""
KINDS: Final = tuple(Kind)
STARS: Final = {1: 3.0, 2: 2.4, 3: 0.4, 4: -2.0, 5: -3.4}
"""How much a number of stars speaks for a complaint (set by hand): the author's own summary, whatever the words."""
WARM_STARS: Final = {1: -2.0, 2: -1.5, 3: -0.5, 4: 2.2, 5: 3.2}
"""How much a number of stars speaks for praise."""
MIDDLING: Final = 3
FEW: Final = 2
"""Up to so many stars the number itself says that something went wrong."""
LONG: Final = 60
"""Beyond so many words a text is read as a review or a story: there one failure among much else weighs little."""
VERY_LONG: Final = 200
LIVED: Final = 3
"""A very long text that says so often what the author did is no description but a story, and smooth days make short ones."""
COMPLAINT: Final = {
    "negated_service": 1.7, "failure": 1.2, "judgement": 1.2, "why_question": 1.0, "waiting": 1.0, "repeated_contact": 0.6,
    "money": 0.6, "stranded": 0.6, "still": 0.5, "missed_event": 0.4, "unanswered": 0.6, "passed_around": 0.4,
    "please_help": 0.5, "told": 0.4, "anger": 0.3, "fear": 0.3, "disgust": 0.3, "leaving": 0.4, "irony": 0.4, "bitter": 1.6,
    "safety": 0.9, "legal": 0.3, "praise": -0.8, "resolved": -0.7, "joke": -1.1, "automatic": -0.6, "joining": -0.6,
    "loyal_before": -0.2, "dm": -0.3, "hint": 0.8, "same_here": 0.4, "mine": 0.4, "retold": -0.2, "advice": -1.2,
    "prospect": -1.2, "offer": -2.0, "pastime": -1.6,
}  # fmt: skip
STORY: Final = {
    "judgement": 1.0, "why_question": 0.8, "waiting": 0.1, "repeated_contact": 0.7, "unanswered": 0.4, "passed_around": 0.5,
    "please_help": 0.4, "bitter": 1.0, "leaving": 0.4, "money": 0.4, "stranded": 0.3, "failure": 0.1, "negated_service": 0.3,
    "safety": 1.2, "praise": -0.9, "resolved": -0.5, "loyal_before": -0.3, "same_here": 0.8, "advice": -0.4,
    "prospect": -0.4, "offer": -1.0, "pastime": -1.0,
}  # fmt: skip
DENSE: Final = ("failure", "negated_service", "judgement", "waiting")
"""In a long text it counts how much of it tells of failure."""


def logistic(score: float) -> float:
    """Bring a sum of weights into 0…1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def weighed(weights: dict[str, float], reading: Reading) -> float:
    """Add up the weights of the cues found; a cue found again counts once more by .41, a third time not."""
    score = 0.0
    for cue, places in reading.hits.items():
        weight = weights.get(cue)
        if weight is not None:
            score += weight if len(places) == 1 else weight * 1.41
    return score


BARE: Final = 3.0
FEWEST: Final = 3
"""A text of fewer words is lukewarm only when it says so (set by hand)."""
SAME: Final = 3.0
"""How much a "same here" under another's post speaks for a complaint (set by hand): its own words hold none."""


class Beyond(NamedTuple):
    """What speaks for a kind beside the words, as log odds."""

    complaint: float = 0.0
    negative: float = 0.0
    praise: float = 0.0
    lukewarm: float = 0.0
    addressed: float = 0.0
    """1 for a text that speaks to an account; what that adds is fitted (`weights/blend.json`)."""


NOTHING_BEYOND: Final = Beyond()
ADDRESSED: Final = Beyond(addressed=1.0)


def beyond_words(reading: Reading) -> Beyond:
    """Weigh what no model of words sees: stars, a "same here" under another's post, whom it speaks to, that two words are no opinion."""
    same = (
        SAME if "same_here" in reading.hits and answers(reading.mention) and reading.sentiment.compound < 0.4 else 0.0
    )
    lukewarm = -BARE if len(reading.words.keys) < FEWEST and "lukewarm" not in reading.hits else 0.0
    rating = reading.mention.rating
    if rating is None:
        plain = ADDRESSED if starts_with_account(reading) else NOTHING_BEYOND
        return plain._replace(complaint=same, negative=same, lukewarm=lukewarm) if same or lukewarm else plain
    stars = round(rating)
    lukewarm += 1.4 if stars == MIDDLING else 0.0
    speaks = same + STARS.get(stars, 0.0)
    return Beyond(speaks, speaks, WARM_STARS.get(stars, 0.0), lukewarm)


def complaint_by_words(reading: Reading) -> float:
    """Weigh the words for a complaint, as log odds."""
    words = len(reading.words.keys)
    score = weighed_story(reading, words) if words > LONG else weighed_post(reading, words)
    rating = reading.mention.rating
    sentiment = reading.sentiment
    score -= 1.2 * max(sentiment.compound, 0.0) + 1.2 * sentiment.pos
    if "safety" in reading.hits or mocks(reading):
        score += 1.2 * max(sentiment.compound, 0.0) + 1.2 * sentiment.pos + 0.8 * reading.any("praise")
    if "?" in reading.words.text and "prospect" not in reading.hits:
        score += 0.6
    if reading.certainty >= 0.9 or starts_with_account(reading):
        score += 0.3
    if TELLING.isdisjoint(reading.hits) and (rating is None or rating > FEW):
        score -= 1.0
    if "http" in reading.words.vocabulary:
        score -= 1.2
    return score


def answers(mention: Mention) -> bool:
    """Say whether a mention stands under another one, so that "same here" repeats what was told there."""
    return mention.in_reply_to is not None or mention.kind in (MentionKind.REPLY, MentionKind.QUOTE)


def mocks(reading: Reading) -> bool:
    """Say whether warm words are meant the other way round: then they speak against no complaint."""
    return "bitter" in reading.hits or ("irony" in reading.hits and reading.any(*FAILURE_CUES, "waiting"))


def weighed_post(reading: Reading, words: int) -> float:
    """Weigh a short mention: one stated failure may be all it says."""
    score = weighed(COMPLAINT, reading) - 0.9 + 1.0 * reading.sentiment.neg
    if words < 8:
        return score - (0.5 if reading.any(*FAILURE_CUES, "same_here", "mine") else 1.2)
    return score + (0.7 if words > 30 else 0.0)


def weighed_story(reading: Reading, words: int) -> float:
    """Weigh a long mention by how dense failures are in it (as if on every twenty words) and how cold its tone is."""
    told = sum(len(reading.hits.get(cue, ())) for cue in DENSE)
    score = weighed(STORY, reading) - 0.7 + 1.9 * told * 20 / words + 8.0 * reading.sentiment.neg
    return score + (1.8 if words > VERY_LONG and told > LIVED and reading.count("told") > LIVED else 0.0)


def starts_with_account(reading: Reading) -> bool:
    """Say whether the mention speaks to an account."""
    keys = reading.words.keys
    return bool(keys) and keys[0][0] == "@"


def negative(reading: Reading, complains: float) -> float:
    """Give the probability that the mention speaks ill of something: a complaint, or plainly negative words.

    Fitted as a logistic regression on the complaint sets and on VADER's own ground truth (docs/analysis.md).
    """
    sentiment = reading.sentiment
    odds = log(max(complains, 1e-6) / max(1 - complains, 1e-6))
    compound, neg = plain_tone(reading)
    if "same_here" in reading.hits and answers(reading.mention) and compound < 0.4:
        odds += 1.6
    addressed = 0.5 if reading.certainty >= 1 or starts_with_account(reading) else 0.0
    rating = reading.mention.rating
    rated = 0.4 * STARS.get(round(rating), 0.0) if rating is not None else 0.0
    return logistic(addressed + rated + 0.65 * odds - 1.5 * compound + 4.8 * neg - sentiment.pos)


def plain_tone(reading: Reading) -> tuple[float, float]:
    """Give VADER's compound and neg, without the blame it reads into idioms ("can't fault them") where nothing failed."""
    sentiment = reading.sentiment
    if "harmless" in reading.hits and TELLING.isdisjoint(reading.hits):
        return max(sentiment.compound, 0.0), 0.0
    return sentiment.compound, sentiment.neg


def kind_of(probabilities: tuple[float, ...]) -> Kind:
    """Name the likeliest kind; a complaint must be likelier than not."""
    if probabilities[0] >= 0.5:
        return Kind.COMPLAINT
    return KINDS[max(range(1, len(KINDS)), key=probabilities.__getitem__)]


def signals(reading: Reading, kind: Kind) -> list[Signal]:
    """Mark the words of praise (also those beside a failure), lukewarm words and questions, and the first words told of oneself where there is a kind."""
    found: list[Signal] = []
    if kind is Kind.PRAISE or reading.any("resolved", *FAILURE_CUES):
        found += reading.signals("experience", "praise", "praise", 2)
    if kind in (Kind.LUKEWARM, Kind.OTHER):
        found += reading.signals("experience", "lukewarm", "lukewarm", 2)
    if kind is Kind.QUESTION:
        found += reading.signals("experience", "question", "question", 1)
    if kind is not Kind.OTHER:
        found += reading.signals("experience", "first_person", "told", 1)
    return found
