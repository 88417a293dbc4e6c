"""Says how much a customer has lost, from what they tell: time, money, an event, a roof, health."""

from __future__ import annotations

from typing import Final

from monitor.analysis.reading import Reading

LOSS: Final = {
    "failure": 0.22, "negated_service": 0.18, "waiting": 0.18, "unanswered": 0.15, "repeated_contact": 0.18,
    "passed_around": 0.15, "still": 0.08, "money": 0.15, "amount": 0.10, "missed_event": 0.25, "stranded": 0.25,
    "vulnerable": 0.20, "safety": 0.45, "legal": 0.20, "leaving": 0.18, "judgement": 0.18, "anger": 0.18,
    "loyal_before": 0.05,
}  # fmt: skip
"""The share of what is left of 1 that each kind of loss takes (set by hand, checked against labelled severity)."""


def severity(reading: Reading, complains: float) -> float:
    """Give the loss from 0 to 1: several losses add up without passing 1; where nobody complains there is none."""
    left = 1.0
    for cue, places in reading.hits.items():
        share = LOSS.get(cue)
        if share is not None:
            left *= 1 - (share if len(places) == 1 else share * 1.4)
    return round((1 - left) * complains, 3)
