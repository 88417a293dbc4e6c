"""Reads the sources: what the host obeys whatever the connector, and the rest, which only the connector understands."""

from __future__ import annotations

from pathlib import Path

from monitor.config.secrets import resolve_secrets
from monitor.config.table import Findings, Table
from monitor.config.values import Budget, Period, SourceConfig

GENERIC = ("enabled", "connector", "title", "every_minutes", "refresh", "keep_days", "budget")
"""Settings every source may have: no connector may give an option one of these names."""

REQUESTS = {Period.RUN: "requests_per_run", Period.DAY: "requests_per_day", Period.MONTH: "requests_per_month"}
DOLLARS = {Period.RUN: "dollars_per_run", Period.DAY: "dollars_per_day", Period.MONTH: "dollars_per_month"}
MOST_REQUESTS, MOST_DOLLARS = 1_000_000_000, 1_000_000
DAY = 24 * 60
"""Minutes. The page shows a day, and what was taken down must be found out within one: no source is asked more rarely."""

CENTURY = 36_525  # days


def take_sources(top: Table, folder: Path, findings: Findings) -> tuple[SourceConfig, ...]:
    """Read every source that is switched on; secrets in files are looked up from `folder`."""
    sources = []
    for name, table in top.take_table("sources").take_named_tables().items():
        if table.take_flag("enabled", default=True):
            sources.append(_source(name, table, folder, findings))
    return tuple(sources)


def _source(name: str, table: Table, folder: Path, findings: Findings) -> SourceConfig:
    prefix = f"sources.{name}."
    lines = {path.removeprefix(prefix): line for path, line in findings.lines.items() if path.startswith(prefix)}
    return SourceConfig(
        name=name,
        connector=table.take_text("connector", name),
        title=table.take_text("title"),
        budget=_budget(table),
        every_minutes=table.take_limit("every_minutes", least=0, most=DAY),
        refresh=table.take_flag("refresh", default=True),
        keep_days=table.take_limit("keep_days", least=1, most=CENTURY),
        options=resolve_secrets(table.take_rest(), folder, table.note),
        lines=lines,
    )


def _budget(source: Table) -> Budget:
    table = source.take_table("budget")
    requests = {
        period: int(most)
        for period, name in REQUESTS.items()
        if (most := table.take_limit(name, least=1, most=MOST_REQUESTS, whole=True)) is not None
    }
    micros = {
        period: round(most * 1_000_000)
        for period, name in DOLLARS.items()
        if (most := table.take_limit(name, least=0, most=MOST_DOLLARS)) is not None
    }
    table.refuse_unknown()
    return Budget(requests=requests, micros=micros)
