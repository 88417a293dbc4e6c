"""The contract of an analyzer: it reads one prepared mention and says what it found, with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from monitor.analysis.reading import Reading
from monitor.model import Signal


class Analyzer(Protocol):
    """An analyzer of a third party. `name` is shown with its findings, `version` is stored with every assessment."""

    name: str
    version: str

    def find(self, reading: Reading) -> Iterable[Signal]:
        """Find signals in one mention; every span must lie within the mention's text."""
        ...
