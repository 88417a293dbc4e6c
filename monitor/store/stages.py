"""How far each stage of the analysis has come, and other counts that must outlive what they count."""

from __future__ import annotations

from sqlalchemy import Connection

from monitor.store import tables
from monitor.store.sql import insert_or_replace, run


def stage_done(connection: Connection, stage: str) -> int:
    """Tell up to which mention a stage is done."""
    rows = run(connection, "SELECT done_to FROM stages WHERE name = ?", (stage,))
    return int(rows[0][0]) if rows else 0


def mark_done(connection: Connection, stage: str, seq: int) -> None:
    """Note up to which mention a stage is done."""
    insert_or_replace(connection, tables.stages, [(stage, seq)])
