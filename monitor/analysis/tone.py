"""Says how easily the tone is misread: warm words beside a failure, and the turns of phrase irony likes.

Readers get the tone of a sarcastic message right little more than half of the time and believe they always do
(Kruger et al. 2005), so this is a doubt to show and never a verdict.
"""

from __future__ import annotations

from typing import Final

from monitor.analysis.experience import FAILURE_CUES
from monitor.analysis.reading import Reading
from monitor.analysis.words import listed
from monitor.model import Signal

FAILING: Final = frozenset((*FAILURE_CUES, "waiting", "passed_around"))
TURNS: Final = listed(
    ". but though although however until except despite apart yet still otherwise shame sadly then even"
)
"""Between a praise and a failure these say that both are meant."""
LOOKED_AT: Final = 4
"""So many places of a cue are compared: enough for any post, and no work for who writes a thousand."""


def misread(reading: Reading) -> float:
    """Give from 0 to 1 how easily the tone is misread."""
    bitter = reading.any("bitter")
    ironic = reading.any("irony")
    laughs = reading.any("laugh")
    warm = reading.any("praise")
    if not bitter and not ironic and not laughs and not warm and reading.sentiment.compound < 0.4:
        return 0.0
    failed = not FAILING.isdisjoint(reading.hits) and "resolved" not in reading.hits
    left = 1.0
    if bitter:
        left *= 0.4
    if ironic:
        left *= 0.5 if failed else 0.75
    elif laughs:
        left *= 0.65 if failed else 0.75
    if warm and failed:
        left *= 0.65 if in_one_breath(reading) else 0.8
    if bitter or (failed and (ironic or not warm)):
        left *= 0.65 if reading.sentiment.compound >= 0.4 else 1.0
    return round(1 - left, 3)


def in_one_breath(reading: Reading) -> bool:
    """Say whether praise and failure stand in one sentence that does not turn between them ("but", "until")."""
    hits, keys = reading.hits, reading.words.keys
    failures = [first for cue in FAILING for first, _ in hits.get(cue, ())[:LOOKED_AT]]
    for first, _ in hits["praise"][:LOOKED_AT]:
        for other in failures:
            between = keys[min(first, other) : max(first, other)]
            if TURNS.isdisjoint(between):
                return True
    return False


def signals(reading: Reading, doubt: float) -> list[Signal]:
    """Mark the words that make the tone doubtful."""
    if doubt < 0.4:
        return []
    ironic = [mark for cue in ("bitter", "irony", "laugh") for mark in reading.signals("tone", "irony", cue, 2)]
    return ironic or reading.signals("tone", "irony", "praise", 1)
