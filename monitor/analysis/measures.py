"""What the rules say of a text, and what the fast tier weighs of it beside words."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log1p
from typing import Final, NamedTuple

from monitor.analysis import experience, leaving, tone
from monitor.analysis.firsthand import firsthand
from monitor.analysis.reading import Reading

SUREST: Final = 4.0
"""Log odds beyond this are cut off: a rule is never surer than 98 %."""
MIDDLE: Final = 3.0
"""The logarithm of the words of a usual post."""


class Rules(NamedTuple):
    """What the rules say: the complaint as log odds, all others as probabilities."""

    complaint: float
    leaving: float
    misread: float
    firsthand: float


def rules_of(readings: Sequence[Reading], turns: Sequence[leaving.Turn]) -> list[Rules]:
    """Ask the rules about several mentions, each rule about all of them before the next, which is quicker (see Assessor.assess)."""
    scores = [experience.complaint_by_words(reading) for reading in readings]
    complaints = [
        experience.logistic(score + experience.beyond_words(reading).complaint)
        for score, reading in zip(scores, readings, strict=True)
    ]
    goes = list(map(leaving.leaving, readings, complaints, turns))
    doubts = list(map(tone.misread, readings))
    return list(map(Rules, scores, goes, doubts, map(firsthand, readings)))


def measures_of(reading: Reading, rules: Rules) -> tuple[float, ...]:
    """Give the measures named in `features.MEASURES`."""
    sentiment = reading.sentiment
    return (
        max(-SUREST, min(SUREST, rules.complaint)),
        odds(experience.negative(reading, experience.logistic(rules.complaint))),
        odds(rules.leaving),
        rules.misread,
        odds(rules.firsthand),
        sentiment.compound,
        sentiment.neg,
        sentiment.pos,
        log1p(len(reading.words.keys)) - MIDDLE,
        1.0 if "?" in reading.words.text else 0.0,
        1.0 if experience.starts_with_account(reading) else 0.0,
    )


def odds(probability: float) -> float:
    """Give the log odds of a probability, at most `SUREST`."""
    bounded = max(1e-4, min(1 - 1e-4, probability))
    return max(-SUREST, min(SUREST, log(bounded / (1 - bounded))))
