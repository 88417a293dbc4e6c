"""Lists what was worth waking somebody for."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.commands.options import configuration, limit, moment, print_json, print_line, print_table
from monitor.errors import Exit
from monitor.model import Alert
from monitor.session import reading_store


def alerts(options: argparse.Namespace) -> Exit:
    """List the alerts that were decided, newest first."""
    config, now = configuration(options), moment(options)
    with reading_store(config) as store:
        found = store.alerts.newest(now, limit(options))
    if options.json:
        for alert, name in found:
            print_json(_record(alert, name))
        return Exit.FINE
    if not found:
        print_line("Nothing was worth waking anybody for yet.")
        return Exit.FINE
    heads = ["alert", "decided", "wake", "who", "about", "why"]
    print_table(heads, [_row(alert, name, config.zone, now) for alert, name in found])
    return Exit.FINE


def _row(alert: Alert, name: str, zone: ZoneInfo, now: datetime) -> list[str]:
    waits = alert.wake_at > alert.decided_at
    return [
        f"A-{alert.number}",
        _when(alert.decided_at, zone, now),
        _when(alert.wake_at, zone, now) if waits else "at once",
        alert.recipient or "nobody named",
        f"{alert.brand}: {name}" if name else alert.brand,
        "; ".join(alert.reasons),
    ]


def _when(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    is_near = abs(now - at) < timedelta(hours=20)
    return f"{at.astimezone(zone):%H:%M}" if is_near else f"{at.astimezone(zone):%d %b %H:%M}"


def _record(alert: Alert, name: str) -> dict[str, object]:
    return {
        "alert": alert.number,
        "decided_at": alert.decided_at.isoformat(),
        "wake_at": alert.wake_at.isoformat(),
        "recipient": alert.recipient,
        "brand": alert.brand,
        "story": alert.story_id,
        "name": name,
        "causes": [cause.value for cause in alert.causes],
        "reasons": list(alert.reasons),
        "size": alert.size,
    }
