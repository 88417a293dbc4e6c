"""Tells the author's own experience from an opinion, a stranger's story retold, news, a joke or an advert.

What happened to somebody's mother or household is their own; what they read of somebody else is not.
"""

from __future__ import annotations

from typing import Final

from monitor.analysis.experience import FAILURE_CUES, logistic, starts_with_account, weighed
from monitor.analysis.reading import Reading
from monitor.analysis.words import STOP, listed
from monitor.model import MentionKind

FIRSTHAND: Final = {
    "told": 1.2, "first_person": 0.8, "please_help": 0.6, "waiting": 0.6, "repeated_contact": 0.7, "stranded": 0.5,
    "negated_service": 0.3, "failure": 0.3, "unanswered": 0.4, "why_question": 0.3, "news": -1.2, "automatic": -2.0,
    "joke": -0.8, "media": -1.0, "same_here": 1.6, "mine": 0.8, "bitter": 0.8, "retold": -2.2, "advice": -0.6, "offer": -1.2,
}  # fmt: skip

NOT_OWN: Final = ("retold", "automatic", "media", "offer", "pastime", "joke")
ANGRY: Final = -1.0
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
    score = weighed(FIRSTHAND, reading) - 0.9 + 0.7 * addressed
    if reading.mention.kind is MentionKind.REVIEW:
        score += 1.5
    if keys and keys[0] == "rt":
        score -= 2.0
    if "http" in vocabulary:
        score -= 0.5
    if "told" not in reading.hits and not vocabulary.isdisjoint(DEEDS) and tells_without_i(reading):
        score += 0.9
    if score < ANGRY and rages(reading, addressed=addressed):
        score = ANGRY
    return logistic(score)


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
