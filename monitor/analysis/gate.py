"""Says why a mention must not get an ordinary reply: it belongs to the press office, to legal, to safety, to nobody."""

from __future__ import annotations

from typing import Final

from monitor.analysis.reading import Reading
from monitor.model import Gate, Mention, MentionKind, Signal

BY_CUE: Final = {
    "media": Gate.MEDIA, "legal": Gate.LEGAL, "safety": Gate.SAFETY, "employee": Gate.EMPLOYEE, "automatic": Gate.AUTOMATIC,
}  # fmt: skip

NO_EXPERIENCE: Final = 0.25
"""Below this the author hardly tells an experience of their own (set by reading a hundred texts on either side)."""


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
    found += [gate for cue, gate in BY_CUE.items() if cue in reading.hits and gate not in found]
    if firsthand < NO_EXPERIENCE:
        found.append(Gate.NO_EXPERIENCE)
    return tuple(found)


def authors_of(mention: Mention) -> frozenset[str]:
    """Give what the author is known by: their key, which may be a number, and the account's name that people see."""
    return frozenset(account(name) for name in (mention.author_key, mention.author) if name)


def account(name: str) -> str:
    """Give an account's name without its sign, in small letters."""
    return name.strip().lstrip("@").lower()


def signals(reading: Reading, found: tuple[Gate, ...]) -> list[Signal]:
    """Mark the words behind each gate."""
    return [
        mark
        for cue, gate in BY_CUE.items()
        if gate in found and cue in reading.hits
        for mark in reading.signals("gate", cue, cue, 1)
    ]
