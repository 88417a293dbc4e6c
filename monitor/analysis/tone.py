"""Says how easily the tone is misread: warm words beside a failure, and the turns of phrase irony likes.

Readers get the tone of a sarcastic message right little more than half of the time and believe they always do
(Kruger et al. 2005), so this is a doubt to show and never a verdict.
"""

from __future__ import annotations

from monitor.analysis.experience import FAILURE_CUES
from monitor.analysis.reading import Reading
from monitor.model import Signal


def misread(reading: Reading) -> float:
    """Give from 0 to 1 how easily the tone is misread."""
    bitter = reading.any("bitter")
    ironic = reading.any("irony")
    warm = reading.any("praise")
    if not bitter and not ironic and not warm and reading.sentiment.compound < 0.4:
        return 0.0
    failed = reading.any(*FAILURE_CUES, "waiting", "passed_around") and not reading.any("resolved")
    left = 1.0
    if bitter:
        left *= 0.4
    if ironic:
        left *= 0.5 if failed else 0.75
    if warm and failed:
        left *= 0.75
    if (failed or bitter) and reading.sentiment.compound >= 0.4:
        left *= 0.65
    return round(1 - left, 3)


def signals(reading: Reading, doubt: float) -> list[Signal]:
    """Mark the words that make the tone doubtful."""
    if doubt < 0.4:
        return []
    ironic = reading.signals("tone", "irony", "bitter", 2) + reading.signals("tone", "irony", "irony", 2)
    return ironic or reading.signals("tone", "irony", "praise", 1)
