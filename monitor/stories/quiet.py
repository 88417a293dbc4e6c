"""Says until when nobody is to be woken, on the clock of the reader's zone, whatever that clock does in spring and autumn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from monitor.config import AlertRules


def quiet_until(now: datetime, rules: AlertRules) -> datetime:
    """Give the end of the quiet hours that `now` lies in, in UTC; `now` itself when it lies in none."""
    quiet, local = rules.quiet, now.astimezone(rules.zone)
    over_midnight = quiet.start > quiet.end
    since_start, before_end = local.time() >= quiet.start, local.time() < quiet.end
    if not (since_start or before_end if over_midnight else since_start and before_end):
        return now
    day = local.date() + timedelta(days=1) if over_midnight and since_start else local.date()
    end = datetime.combine(day, quiet.end, tzinfo=rules.zone)
    # Where the clock is set back the hour comes twice: whoever is in the second one waits for its end.
    later = end if end.astimezone(UTC) > now else end.replace(fold=1)
    return later.astimezone(UTC)
