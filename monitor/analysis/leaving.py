"""Says how likely the author is leaving, also behind polite or positive words ("switch to us" is the opposite)."""

from __future__ import annotations

from monitor.analysis.experience import logistic
from monitor.analysis.reading import Reading
from monitor.model import Signal


def leaving(reading: Reading, complains: float) -> float:
    """Give the probability that the author is leaving or has left."""
    found = reading.count("leaving")
    if not found:
        return 0.05 if complains >= 0.5 and reading.any("judgement") else 0.02
    score = 0.3 + 0.6 * min(found - 1, 2) + 1.2 * complains
    score += 0.5 * reading.any("loyal_before") + 0.3 * reading.any("judgement", "lukewarm")
    score -= 3.0 * reading.any("joining") + 1.0 * reading.any("automatic", "news")
    return round(logistic(score), 3)


def signals(reading: Reading, probability: float) -> list[Signal]:
    """Mark the words of leaving where leaving is likelier than not."""
    return reading.signals("leaving", "leaving", "leaving", 2) if probability >= 0.5 else []
