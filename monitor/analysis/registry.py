"""Which analyzers there are: our own, and those other packages register under `monitor.analyzers`."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Final

from monitor.analysis.base import Analyzer

GROUP: Final = "monitor.analyzers"
VERSIONS: Final = {
    "sentiment": "vader-3.3.2",
    "experience": "2026.1",
    "severity": "2026.1",
    "arousal": "2026.1",
    "leaving": "2026.1",
    "tone": "2026.1",
    "facts": "2026.1",
    "gate": "2026.1",
    "relevance": "2026.1",
    "language": "2026.1",
}
"""Our own analyzers with their versions."""


def extras() -> tuple[Analyzer, ...]:
    """Load the analyzers of other packages, in order of name; each entry point names a class without arguments."""
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return tuple(point.load()() for point in found)
