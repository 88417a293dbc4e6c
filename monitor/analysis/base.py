"""The contracts of analyzers that other packages bring: one finds more in what we read, one reads what we cannot."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from monitor.analysis.reading import Reading
from monitor.model import Gate, Mention, Signal


class Analyzer(Protocol):
    """An analyzer of a third party. `name` is shown with its findings, `version` is stored with every assessment."""

    name: str
    version: str

    def find(self, reading: Reading) -> Iterable[Signal]:
        """Find signals in one mention; every span must lie within the text of the reading."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a reader found in one mention; whatever it cannot tell keeps its default.

    `kinds` are the probabilities of complaint, praise, lukewarm, question and other, in this order; they sum to 1.
    All others lie in 0…1. `signals` name stretches of the mention's text. `gist` is cut out of that text, at most 60 characters.
    """

    kinds: tuple[float, float, float, float, float]
    negative: float
    severity: float = 0.0
    arousal: float = 0.0
    leaving: float = 0.0
    misread: float = 0.0
    firsthand: float = 0.5
    gates: tuple[Gate, ...] = ()
    signals: tuple[Signal, ...] = ()
    gist: str = ""


class Reader(ABC):
    """Reads mentions in languages that we do not read ourselves. It is registered and configured as an analyzer is."""

    name: ClassVar[str]
    version: ClassVar[str]
    languages: ClassVar[Collection[str]]
    """The ISO 639-1 codes of the languages it reads."""

    @abstractmethod
    def read(self, mention: Mention, language: str) -> Findings | None:
        """Read one mention in one of its languages; None leaves it unread. The text may be hostile and long."""

    def find(self, reading: Reading) -> Iterable[Signal]:
        """Find nothing more in what is read already; a reader that can may add signals, as an analyzer does."""
        del reading
        return ()
