"""Says how likely the author is leaving, also behind polite or positive words ("switch to us" is the opposite)."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from monitor.analysis.experience import logistic
from monitor.analysis.facts import named
from monitor.analysis.reading import Reading, signal
from monitor.model import Signal

US: Final = frozenset({"us", "you", "u", "yours", "this", "here"})

OTHERS: Final = frozenset({"he", "she", "they", "who"})
OWN: Final = frozenset({"i", "we", "i'm", "we're", "i've", "we've", "i'll", "we'll"})


class Turn(NamedTuple):
    """Where somebody switches to, told as "switched to …": away with the name's token, or towards us."""

    away: int | None = None
    towards: bool = False


NOWHERE: Final = Turn()


def turn(reading: Reading, own: AbstractSet[str]) -> Turn:
    """Read whom a "switched to" names: the brand (`own` are the words its names begin with), or somebody else.

    Somebody else is an account or a word with a capital; "switched to a later flight" names nobody.
    """
    tokens, keys = reading.words.tokens, reading.words.keys
    for _, end in reading.hits.get("switch_to", ()):
        if end < len(keys):
            if keys[end] in US or keys[end] in own:
                return Turn(towards=True)
            if tokens[end][0] == "@" or tokens[end][0].isupper():
                return Turn(away=end)
    return NOWHERE


def leaving(reading: Reading, complains: float, turned: Turn) -> float:
    """Give the probability that the author is leaving or has left."""
    found = sum(not somebody_else(reading, first) for first, _ in reading.hits.get("leaving", ()))
    found += turned.away is not None
    if turned.towards or not found:
        return 0.05 if complains >= 0.5 and reading.any("judgement") else 0.02
    score = 0.3 + 0.6 * min(found - 1, 2) + 1.2 * complains + 0.6 * (turned.away is not None)
    score += 0.5 * reading.any("loyal_before") + 0.3 * reading.any("judgement", "lukewarm")
    score -= 3.0 * reading.any("joining") + 1.0 * reading.any("automatic", "news")
    return round(logistic(score), 3)


def only_others(reading: Reading) -> bool:
    """Say whether all who are told of as leaving are others."""
    found = reading.hits.get("leaving", ())
    return bool(found) and all(somebody_else(reading, first) for first, _ in found)


def somebody_else(reading: Reading, first: int) -> bool:
    """Say whether those who leave are others, told of ("she gave up and bought elsewhere")."""
    before = reading.words.keys[max(0, first - 4) : first]
    return not OTHERS.isdisjoint(before) and OWN.isdisjoint(before)


def signals(reading: Reading, probability: float, turned: Turn, rivals: Sequence[str]) -> list[Signal]:
    """Mark the words of leaving, and whom the author goes to, where leaving is likelier than not."""
    if probability < 0.5:
        return []
    found = reading.signals("leaving", "leaving", "leaving", 2)
    told = any(name == "leaving_to" for name, _ in reading.facts)
    found += [] if told else named(reading.words, "leaving_to", rivals)
    if turned.away is not None:
        found += reading.signals("leaving", "leaving", "switch_to", 1)
    if turned.away is not None and not told:
        chosen = signal("facts", "leaving_to", *reading.words.span(turned.away, turned.away + 1))
        found += [] if chosen in found else [chosen]
    return found
