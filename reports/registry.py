"""Formats by name: our own by module, those of third parties by entry point; only what is asked for is imported."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from monitor.errors import UsageError
from reports.base import Format
from reports.document import Report

GROUP = "monitor.reports"
BUILT_IN = {
    "html": "reports.html",
    "text": "reports.text",
    "json": "reports.json_format",
    "csv": "reports.csv_format",
    "email": "reports.email_format",
}


def formats() -> tuple[str, ...]:
    """Name every format that can be asked for, ours first."""
    return (*BUILT_IN, *sorted(set(_entry_points()) - set(BUILT_IN)))


@cache
def load(name: str) -> Format:
    """Find a format. Raises UsageError, naming those there are, when there is none of this name."""
    if name in BUILT_IN:
        return cast("Format", import_module(BUILT_IN[name]).FORMAT)
    where = _entry_points().get(name)
    if where is None:
        raise UsageError(f"there is no report format {name!r}; there are: {', '.join(formats())}")
    module, _, attribute = where.partition(":")
    return cast("Format", getattr(import_module(module), attribute or "FORMAT"))


def render(name: str, report: Report) -> bytes:
    """Render a report in the format of this name. Raises UsageError when there is none."""
    return load(name).render(report)


def suffix(name: str) -> str:
    """Say how a file of this format ends, with the dot. Raises UsageError when there is none."""
    return load(name).suffix


def _entry_points() -> dict[str, str]:
    # Imported late: it costs 20 ms, and a run that asks for our own formats needs none of it.
    from importlib.metadata import entry_points  # noqa: PLC0415

    return {point.name: point.value for point in entry_points(group=GROUP)}
