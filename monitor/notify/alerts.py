"""Turns alerts whose hour has come into notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.model import Alert, Notice
from monitor.notify.delivery import STALE
from monitor.store import Store

DECIDED_BEFORE = 2 * STALE
"""An alert that waits for the end of the quiet hours was decided at most a day before."""
MOST = 50
"""The newest alerts that are looked at in a run."""


def notices_of_alerts(store: Store, now: datetime, link: str) -> list[Notice]:
    """Give a notice for each alert of the last days that has not to wait any longer."""
    return notices(
        [each for each in store.alerts.since(now - DECIDED_BEFORE, now, MOST) if each[0].wake_at <= now], link
    )


def notices(alerts: Sequence[tuple[Alert, str]], link: str) -> list[Notice]:
    """Say each alert, given with its story's name (or none), in plain words; it is news from when it may wake somebody."""
    return [
        Notice(
            key=f"alert A-{alert.number} {alert.decided_at.isoformat()}",
            title=f"{alert.brand}: {name}" if name else alert.brand,
            body="\n".join(
                [*(f"{reason}." for reason in alert.reasons), *([f"For {alert.recipient}."] * bool(alert.recipient))]
            ),
            at=alert.wake_at,
            link=link,
        )
        for alert, name in alerts
    ]
