"""Says which news did not arrive: whoever waits for a message should not take its absence for calm."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Delivered, Delivery, What
from reports.tidying import short_name
from reports.wording import Times, count

NEWS = {
    What.REPORT: "The report",
    What.ALERTS: "An alert",
    What.TROUBLE: "The message that a source is deaf",
}
NAMED = 3
"""How many are told one by one."""


def undelivered_lines(deliveries: Sequence[Delivery], times: Times) -> tuple[str, ...]:
    """Say what did not arrive, newest first; of many the first, and how many more."""
    lines = [_line(each, times) for each in reversed(deliveries)]
    more = len(lines) - NAMED
    rest = f"{more:,} more messages did not arrive."
    return tuple(lines) if more <= 1 else (*lines[:NAMED], rest)


def _line(delivery: Delivery, times: Times) -> str:
    news, to = NEWS[delivery.what], f"“{short_name(delivery.channel)}”"
    when, why = times.moment(delivery.at).words, short_name(delivery.problem, 300)
    if delivery.state is Delivered.SENT:
        return f"{news} of {when} reached {to} only in part: {why}."
    if delivery.state is Delivered.TRYING:
        return f"{news} of {when} may not have reached {to}: the run was stopped while it was on its way."
    tried = count(delivery.attempts, "attempt")
    end = f"Given up after {tried}." if delivery.is_over else "The next run tries again."
    return f"{news} of {when} did not reach {to}: {why}. {end}"
