"""Says how much room a story deserves on the page, and whether its people must be looked at again."""

from __future__ import annotations

import math

from monitor.model import Phase, Spread

PHASE_WEIGHT = {Phase.GROWING: 3.0, Phase.RESURFACED: 2.0, Phase.PEAKING: 1.5, Phase.NEW: 1.0, Phase.FADING: 0.5}
FEWEST_TELLERS = 2
FEWEST_RESHARES = 10
"""One person's post that at least so many passed on or answered is a story too, though nobody else tells it."""


def weight(spread: Spread) -> float:
    """Rank a story for the page: more tellers, more platforms and more growth first; 0 keeps it off the page.

    What one person tells and nobody takes up is on that person's card and nowhere else.
    """
    if spread.tellers < FEWEST_TELLERS and spread.reshares < FEWEST_RESHARES:
        return 0.0
    size = math.log2(1 + spread.tellers) + 0.5 * math.log2(1 + spread.reshares) + len(spread.platforms) - 1
    return round(size * PHASE_WEIGHT[spread.phase] + math.log2(1 + spread.pace), 3)


def is_in_motion(spread: Spread) -> bool:
    """Tell whether a story moves so much that the people in it must be looked at again."""
    return weight(spread) > 0 and spread.phase in (Phase.GROWING, Phase.RESURFACED)
