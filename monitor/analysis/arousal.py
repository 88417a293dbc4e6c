"""Says how stirred up the words are: anger, fear and disgust are passed on, sadness is not.

High-arousal negative posts spread, low-arousal ones less (Herhausen et al., Journal of Marketing 2019).
"""

from __future__ import annotations

import re
from typing import Final

from monitor.analysis.reading import Reading
from monitor.analysis.words import Words

STIRRED: Final = {"anger": 0.35, "profanity": 0.25, "disgust": 0.3, "fear": 0.2, "safety": 0.2, "judgement": 0.12}
"""The share of what is left of 1 that each feeling takes (set by hand)."""
CAPITALS: Final = re.compile("[A-Z]{3}")
"""Where this is not found nobody shouts."""
LOUD: Final = 3
"""Fewer words in capitals are names or stress."""


def arousal(reading: Reading) -> float:
    """Give the arousal from 0 to 1; sad and tired words calm it."""
    left = 1.0
    for cue, share in STIRRED.items():
        places = reading.hits.get(cue)
        if places:
            left *= 1 - (share if len(places) == 1 else share * 1.4)
    left *= (1 - 0.08) ** min(reading.words.text.count("!"), 5)
    if shouts(reading.words):
        left *= 1 - 0.25
    if "low" in reading.hits:
        left += (1 - left) * 0.25
    return round(1 - left, 3)


def shouts(words: Words) -> bool:
    """Say whether at least three words, and a fifth of all, are written in capitals."""
    tokens = words.tokens
    if not CAPITALS.search(words.text) or sum(map(str.isupper, tokens)) < LOUD:
        return False
    capitals = sum(len(token) > 2 and token.isupper() for token in tokens)
    return capitals >= LOUD and capitals * 5 >= len(tokens)
