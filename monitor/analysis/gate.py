"""Says why a mention must not get an ordinary reply: it belongs to the press office, to legal, to safety, to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

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
RAISING: Final = frozenset({"legal", "safety"})
"""Cues of what may be true of a customer: they hand a case to others and turn nobody away."""
HEADLINE: Final = "headline"
"""The name of the evidence that a text was written about the brand and not to it: the page treats it as an article."""
HEADLINE_HINTS: Final = ("headline_label", "headline_verb")


class Learnt(NamedTuple):
    """A gate that the tiers find, and the tokens that speak for it most: from `first` up to, not including, `end`."""

    cue: str
    first: int
    end: int


NO_EXPERIENCE: Final = 0.35
"""Below this the author hardly tells an experience of their own (set on the learning half of our own set)."""
STRANGERS: Final = frozenset({Gate.MEDIA, Gate.AUTOMATIC, Gate.TROLL})
"""Gates behind which no customer speaks: that they tell no experience goes without saying, unless they say so."""


def credible(reading: Reading, cues: Sequence[str]) -> list[str]:
    """Give the gates found by the tiers that are believed: law and danger always, another only where the rules find none.

    A customer's own case speaks against a machine and a troll.
    """
    if not cues:
        return []
    ruled, refused = by_words(reading), DOUBTED if tells_a_case(reading) else frozenset()
    return [cue for cue in cues if cue not in refused and (cue in RAISING or not ruled)]


def gates(
    reading: Reading, firsthand: float, own: frozenset[str], employees: frozenset[str], learnt: Sequence[Learnt] = ()
) -> tuple[Gate, ...]:
    """Give every gate that applies, the author's own first; `learnt` are those that the tiers find."""
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
    found += [BY_CUE[each.cue] for each in learnt if BY_CUE[each.cue] not in found]
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


def signals(reading: Reading, found: tuple[Gate, ...], learnt: Sequence[Learnt] = ()) -> list[Signal]:
    """Mark the words behind each gate: those of the rules, or else those that weighed most."""
    if not found:
        return []
    marks = [mark for cue, gate in BY_CUE.items() if gate in found for mark in evidence(cue, reading)]
    if Gate.MEDIA in found and not any(mark.name == "media" for mark in marks):
        place = first_of((HEADLINE, "byline"), reading) or first_of(HEADLINE_HINTS, reading)
        marks += [signal("gate", HEADLINE, *reading.words.span(*place))] if place else []
    marked = {BY_CUE.get(mark.name, Gate.MEDIA) for mark in marks}
    marks += [
        signal("gate", each.cue, *reading.words.span(each.first, each.end))
        for each in learnt
        if BY_CUE[each.cue] not in marked
    ]
    return marks


def evidence(cue: str, reading: Reading) -> list[Signal]:
    """Mark the first words of a cue, or else the first hint of it."""
    if cue in reading.hits:
        return reading.signals("gate", cue, cue, 1)
    kinds = hinted(reading)
    place = place_of(cue, reading) if hints_agree(cue, kinds, reading) else None
    return [signal("gate", cue, *reading.words.span(*place))] if place else []
