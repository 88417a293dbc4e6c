"""What the analysis stage found in a mention: derived, versioned, rebuildable."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from monitor.model.facts import Mention


class Kind(StrEnum):
    """What a customer does with a mention."""

    COMPLAINT = "complaint"
    PRAISE = "praise"
    LUKEWARM = "lukewarm"
    QUESTION = "question"
    OTHER = "other"


class Gate(StrEnum):
    """Why a mention must not get an ordinary reply."""

    OWN = "own account"
    MEDIA = "media"
    LEGAL = "legal"
    SAFETY = "safety"
    EMPLOYEE = "employee"
    AUTOMATIC = "automatic"
    NO_EXPERIENCE = "no experience of their own"
    TROLL = "troll"
    ANSWERED = "already answered"
    OPTED_OUT = "opted out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentiment:
    """VADER's scores, exactly as its package gives them (Hutto & Gilbert 2014)."""

    compound: float
    neg: float
    neu: float
    pos: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One finding in the text: `text[start:end]` is the evidence, in code points."""

    analyzer: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All that the analyzers found in one mention.

    Probabilities and scores lie in 0…1. `kinds` follows the order of `Kind`. `misread` is how easily the tone
    is misread, never a verdict. `firsthand` is how surely the author tells their own experience.
    `language` is an ISO 639-1 code or None when unsure; a text that is not English is not scored (`readable` False).
    """

    mention_id: str
    kind: Kind
    kinds: tuple[float, ...]
    sentiment: Sentiment
    negative: float
    severity: float
    arousal: float
    leaving: float
    misread: float
    firsthand: float
    relevance: float = 1.0
    language: str | None = None
    readable: bool = True
    gates: tuple[Gate, ...] = ()
    signals: tuple[Signal, ...] = field(default=())
    gist: str = ""
    brand: str = ""
    version: str = ""

    @property
    def severity_level(self) -> int:
        """Give the severity as a level from 0 (none) to 4 (grave)."""
        return min(4, int(self.severity * 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A mention together with what was found in it."""

    mention: Mention
    assessment: Assessment
