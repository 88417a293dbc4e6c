"""Reads what is worth waking somebody for, and when nobody is to be woken."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from monitor.config.hours import clock_span
from monitor.config.table import Table
from monitor.config.values import LIKELY, AlertRules, QuietHours
from monitor.model import AlertCause

CAUSES = tuple(cause.value for cause in AlertCause)
WAKING = tuple(cause.value for cause in AlertCause if cause in {AlertCause.SAFETY, AlertCause.FORECAST})


def take_alerts(top: Table, zone: ZoneInfo, recipients: Mapping[str, str]) -> AlertRules:
    """Read the table `alerts`; safety and the press go to whom `recipients` names for what must not be answered."""
    table = top.take_table("alerts")
    rules = AlertRules(
        zone=zone,
        causes=_causes(table, "causes", CAUSES),
        tellers=int(table.take_number("tellers", 3, least=2, most=10_000)),
        doubling_hours=table.take_number("doubling_hours", 3.0, least=0.1, most=24),
        likely=table.take_number("likely", LIKELY, least=0, most=1),
        people=int(table.take_number("people", 100_000, least=100, most=1_000_000_000)),
        arousal=table.take_number("arousal", 0.6, least=0.1, most=1),
        cool_down_hours=table.take_number("cool_down_hours", 6.0, least=0, most=168),
        quiet=_quiet_hours(table),
        wake_for=_causes(table, "wake_for", WAKING),
        recipient=table.take_text("recipient"),
        recipients={
            cause: name
            for cause, key in ((AlertCause.SAFETY, "safety"), (AlertCause.PRESS, "media"))
            if (name := recipients.get(key))
        },
    )
    table.refuse_unknown()
    return rules


def _causes(table: Table, key: str, default: tuple[str, ...]) -> frozenset[AlertCause]:
    return frozenset(map(AlertCause, table.take_choices(key, default, CAUSES)))


def _quiet_hours(table: Table) -> QuietHours:
    """Read the quiet hours; an empty text, like 00:00-00:00, is none."""
    hours = table.take_text("quiet_hours", "22:00-07:00")
    if not hours.strip():
        hours = "00:00-00:00"
    try:
        start, end = clock_span(hours)
    except ValueError:
        table.note("quiet_hours", f"must look like 22:00-07:00, or be empty for none, not “{hours}”")
        return QuietHours()
    return QuietHours(start=start, end=end)
