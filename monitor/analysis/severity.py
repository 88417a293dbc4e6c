"""Says how grave a complaint is: what the customer lost, and how openly they reproach."""

from __future__ import annotations

from typing import Final

from monitor.analysis.reading import Reading

LOSS: Final = {
    "failure": 0.22, "negated_service": 0.18, "waiting": 0.18, "unanswered": 0.15, "repeated_contact": 0.18,
    "passed_around": 0.15, "still": 0.08, "money": 0.15, "amount": 0.10, "missed_event": 0.25, "stranded": 0.25,
    "vulnerable": 0.20, "safety": 0.45, "legal": 0.20, "leaving": 0.18, "judgement": 0.18, "anger": 0.18,
    "loyal_before": 0.05,
}  # fmt: skip
"""The share of what is left of 1 that each kind of loss takes (set by hand)."""
COMPLAINS: Final = 0.5
GREAT: Final = 0.75
"""From this loss on a complaint is graver than its words (set by hand)."""
SERIOUS: Final = 2
"""No loss lifts a complaint above the level of disapproval plus one: blame is for the words to lay."""


def severity(reading: Reading, complains: float, reproach: float) -> float:
    """Give the gravity from 0 to 1; below .2 (level 0) where no complaint is likelier than not.

    `reproach` is how openly the words accuse (Jin & Aletras 2021), 0.2 to 1 in four levels. What was lost decides with it
    where in its level a complaint lies, and a great loss politely told is a level graver than its words.
    """
    if complains < COMPLAINS:
        return round(0.2 * complains * reproach, 3)
    lost = loss(reading)
    level, within = divmod(5 * reproach, 1)
    if lost >= GREAT and level < SERIOUS:
        level += 1
    return round((level + min(0.99, (within + lost) / 2)) / 5, 3)


def loss(reading: Reading) -> float:
    """Give what the customer lost, 0 to 1: several losses add up without passing 1."""
    left = 1.0
    for cue, places in reading.hits.items():
        share = LOSS.get(cue)
        if share is not None:
            left *= 1 - (share if len(places) == 1 else share * 1.4)
    return 1 - left
