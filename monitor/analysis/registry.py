"""Which analyzers there are: our own, and those other packages register under `monitor.analyzers`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from monitor.analysis.base import Analyzer, Reader
from monitor.errors import ConfigurationError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

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
    "relevance": "2026.2",
    "language": "2026.2",
}
"""Our own analyzers with their versions."""


def load(names: Sequence[str]) -> tuple[Analyzer, ...]:
    """Load the analyzers and readers of other packages that the configuration names, each a class without arguments.

    Raises ConfigurationError for a name nobody registered, and for one that cannot be imported.
    """
    if not names:
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - 35 ms that a run with our own analyzers saves

    known = {point.name: point for point in entry_points(group=GROUP)}
    absent = [name for name in names if name not in known]
    if absent:
        there = ", ".join(sorted(known)) or "none"
        raise ConfigurationError(
            [f"analysis.extra: there is no analyzer {name!r}; installed: {there}" for name in absent]
        )
    return tuple(_start(known[name]) for name in names)


def _start(point: EntryPoint) -> Analyzer:
    culprit = f"analysis.extra: the analyzer {point.name!r} of {point.value}"
    try:
        started = point.load()()
        needed = ("name", "version", *(("languages",) if isinstance(started, Reader) else ("find",)))
        absent = [f"`{name}`" for name in needed if not hasattr(started, name)]
    except Exception as fault:
        raise ConfigurationError([f"{culprit} cannot be started: {type(fault).__name__}: {fault}"]) from fault
    if absent:
        raise ConfigurationError([f"{culprit} cannot be used: it has no {', '.join(absent)}"])
    return cast("Analyzer", started)
