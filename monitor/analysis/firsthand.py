"""Tells the author's own experience from an opinion, a stranger's story retold, news, a joke or an advert.

What happened to somebody's mother or household is their own; what they read of somebody else is not. People who write to a
brand mostly tell of themselves: without a sign of the contrary the words count as the author's own.
"""

from __future__ import annotations

from typing import Final

from monitor.analysis.experience import FAILURE_CUES, logistic, starts_with_account, weighed
from monitor.analysis.gate import STRANGERS, by_words
from monitor.analysis.onlookers import looks_on
from monitor.analysis.reading import Reading
from monitor.analysis.words import MONEY, NUMBER, STOP, listed
from monitor.model import MentionKind

FIRSTHAND: Final = {
    "outsider": -2.9, "remark": -2.2, "retold": -2.2, "expert": -0.6, "headline": -1.0, "news": -0.6, "offer": -0.6, "joke": -0.4, "advice": -0.3,
    "told": 0.3, "first_person": 0.6, "failure": 0.5, "negated_service": 0.5, "unanswered": 0.5, "repeated_contact": 0.3,
    "missed_event": 0.2, "praise": 0.6, "prospect": 0.6, "harmless": 0.6, "same_here": 1.0, "mine": 0.6, "bitter": 0.3,
    "employee": 0.5, "leaving": 0.4, "loyal_before": 0.2, "dm": 0.2,
}  # fmt: skip
"""Fitted as a logistic regression on the learning halves of our own sets and the training texts, then rounded by hand."""

STRANGER: Final = 3.6
"""So much less is it their own where a reporter, a machine or a troll speaks."""
ONLOOKER: Final = -1.2
"""Who only looks on scores no more (set by hand): .23, below the gate of those without an experience of their own."""
UNTOLD: Final = 0.95
"""Where nothing speaks for or against: two of three such texts tell of the author."""
DETAILED: Final = 30
"""More words than this mostly tell a story of one's own."""
NOT_OWN: Final = ("retold", "automatic", "media", "offer", "pastime", "joke", "outsider", "headline", "byline")
ANGRY: Final = -0.6
"""Angry words about a failure keep at least this score: hardly anybody rages about what happened to nobody they know."""
DEEDS: Final = listed(
    "ordered bought paid waited rang called phoned booked received recieved got came arrived watched tried spent spoke emailed "
    "messaged asked updated reinstalled left went sent returned collected missed had been rescheduled paying waiting trying"
)
"""Verbs by which somebody tells of themselves when they stand at the beginning of a sentence."""


def firsthand(reading: Reading) -> float:
    """Give how surely the author tells an experience of their own, not an opinion, news, a joke or an advert."""
    if reading.mention.kind is MentionKind.ARTICLE:
        return 0.05
    keys, vocabulary = reading.words.keys, reading.words.vocabulary
    addressed = starts_with_account(reading)
    score = weighed(FIRSTHAND, reading) + UNTOLD + 0.4 * addressed
    if reading.mention.kind is MentionKind.REVIEW:
        score += 1.4
    if keys and keys[0] == "rt":
        score -= 2.0
    if "http" in vocabulary:
        score -= 0.4
    if NUMBER in vocabulary or MONEY in vocabulary:
        score += 0.25
    if len(keys) > DETAILED:
        score += 0.3
    if "told" not in reading.hits and not vocabulary.isdisjoint(DEEDS) and tells_without_i(reading):
        score += 0.9
    if not STRANGERS.isdisjoint(by_words(reading)):
        score -= STRANGER
    return logistic(bounded(reading, score, addressed=addressed))


def bounded(reading: Reading, score: float, *, addressed: bool) -> float:
    """Raise the score of who rages about a failure, and lower that of who only looks on."""
    if score < ANGRY and rages(reading, addressed=addressed):
        score = ANGRY
    return ONLOOKER if score > ONLOOKER and looks_on(reading) else score


def rages(reading: Reading, *, addressed: bool) -> bool:
    """Say whether somebody is angry about a failure that is not plainly another's, nor plainly in the news."""
    if not reading.any("judgement", "anger", *FAILURE_CUES) or reading.any(*NOT_OWN):
        return False
    return addressed or "news" not in reading.hits


def tells_without_i(reading: Reading) -> bool:
    """Say whether a sentence begins with what somebody did, the "I" left out ("Ordered two, got one")."""
    before = STOP
    for key in reading.words.keys:
        if key in DEEDS and before == STOP:
            return True
        if key[0] != "@":
            before = key
    return False
