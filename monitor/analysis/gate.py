"""Says why a mention must not get an ordinary reply: it belongs to the press office, to legal, to safety, to nobody."""

from __future__ import annotations

from typing import Final

from monitor.analysis.hints import first_of, hinted, hints_agree, is_headline, place_of, tells_a_case
from monitor.analysis.reading import Reading, signal
from monitor.model import Gate, Mention, MentionKind, Signal

BY_CUE: Final = {
    "media": Gate.MEDIA, "legal": Gate.LEGAL, "safety": Gate.SAFETY, "employee": Gate.EMPLOYEE,
    "automatic": Gate.AUTOMATIC, "troll": Gate.TROLL,
}  # fmt: skip
CUES: Final = frozenset(BY_CUE)
DOUBTED: Final = frozenset({"automatic", "troll"})
"""Cues of which one is not enough where somebody tells a case of their own, as customers do."""
HEADLINE: Final = "headline"
"""The name of the evidence that a text was written about the brand and not to it: the page treats it as an article."""
HEADLINE_HINTS: Final = ("headline_label", "headline_verb")

NO_EXPERIENCE: Final = 0.35
"""Below this the author hardly tells an experience of their own (set on the learning half of our own set)."""
STRANGERS: Final = frozenset({Gate.MEDIA, Gate.AUTOMATIC, Gate.TROLL})
"""Gates behind which no customer speaks: that they tell no experience goes without saying, unless they say so."""


def gates(reading: Reading, firsthand: float, own: frozenset[str], employees: frozenset[str]) -> tuple[Gate, ...]:
    """Give every gate that applies, the author's own first."""
    mention = reading.mention
    authors = authors_of(mention)
    found: list[Gate] = []
    if authors & own:
        found.append(Gate.OWN)
    if authors & employees:
        found.append(Gate.EMPLOYEE)
    if mention.kind is MentionKind.ARTICLE or mention.platform == "news":
        found.append(Gate.MEDIA)
    found += [gate for gate in by_words(reading) if gate not in found]
    if firsthand < NO_EXPERIENCE and (STRANGERS.isdisjoint(found) or "outsider" in reading.hits):
        found.append(Gate.NO_EXPERIENCE)
    return tuple(found)


def by_words(reading: Reading) -> tuple[Gate, ...]:
    """Give the gates that the words alone show; worked out once for all who ask."""
    if reading.gates is None:
        kinds = hinted(reading)
        cues = CUES if len(kinds) > 1 else CUES & reading.hits.keys()
        found = [BY_CUE[cue] for cue in BY_CUE if cue in cues and speaks_for(cue, kinds, reading)] if cues else []
        if Gate.MEDIA not in found and is_headline(kinds, reading):
            found.append(Gate.MEDIA)
        reading.gates = tuple(found)
    return reading.gates


def speaks_for(cue: str, kinds: frozenset[str], reading: Reading) -> bool:
    """Say whether a phrase of the cue speaks for its gate, or two kinds of hints do."""
    places = len(reading.hits.get(cue, ()))
    if not places:
        return hints_agree(cue, kinds, reading)
    return places > 1 or cue not in DOUBTED or not tells_a_case(reading)


def authors_of(mention: Mention) -> frozenset[str]:
    """Give what the author is known by: their key, which may be a number, and the account's name that people see."""
    return frozenset(account(name) for name in (mention.author_key, mention.author) if name)


def account(name: str) -> str:
    """Give an account's name without its sign, in small letters."""
    return name.strip().lstrip("@").lower()


def signals(reading: Reading, found: tuple[Gate, ...]) -> list[Signal]:
    """Mark the words behind each gate."""
    if not found:
        return []
    marks = [mark for cue, gate in BY_CUE.items() if gate in found for mark in evidence(cue, reading)]
    if Gate.MEDIA in found and not any(mark.name == "media" for mark in marks):
        place = first_of((HEADLINE, "byline"), reading) or first_of(HEADLINE_HINTS, reading)
        marks += [signal("gate", HEADLINE, *reading.words.span(*place))] if place else []
    return marks


def evidence(cue: str, reading: Reading) -> list[Signal]:
    """Mark the first words of a cue, or else the first hint of it."""
    if cue in reading.hits:
        return reading.signals("gate", cue, cue, 1)
    kinds = hinted(reading)
    place = place_of(cue, reading) if hints_agree(cue, kinds, reading) else None
    return [signal("gate", cue, *reading.words.span(*place))] if place else []
