"""Asks one source again about what is known of it: how it is received now, whether it is still there, what was said below.

Runs in the source's thread and knows no store. Deleted, removed and edited mentions must be found out within a day
(the platforms' terms), so one question that fails never keeps the others from being asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from connectors.base import THREAD_LIMIT, Connector
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import Edited, EngagementSample, Gone, Mention, Plan, Revisited

__all__ = ["Plan", "Revisited", "revisit"]

MOST_FAULTS = 3
"""After so many failed questions in a row the source is left alone until the next run."""

MOST_ANSWERS = 1_000
"""More answers than these to one question are not read: a bound on what a connector can make us hold. A platform lets
us ask about 100 mentions at most, and gives each a sample, an edit or its end."""


def revisit(connector: Connector, plan: Plan, now: datetime) -> Iterator[Revisited]:
    """Read the conversations of the plan one by one, then ask about its mentions in chunks of `connector.together`.

    A question that fails is left for the next run and the others are asked, until MOST_FAULTS in a row have failed; the
    first fault is raised at the end, at once when the budget is spent. Raises SourceError.
    """
    first: SourceError | None = None
    in_a_row = 0
    for question, spare in _questions(connector, plan, now):
        try:
            yield from question
            in_a_row = 0
        except SourceBudgetSpent:
            raise
        except SourceError as fault:
            first, in_a_row = first or fault, in_a_row + 1
            if isinstance(fault, SourceRefused | SourceChanged):
                yield spare
            if in_a_row >= MOST_FAULTS:
                break
    if first:
        raise first


def _questions(connector: Connector, plan: Plan, now: datetime) -> Iterator[tuple[Iterator[Revisited], Revisited]]:
    """Give every question with what is to be noted when the source will not answer it.

    A conversation that is closed to us counts as read: it must not stand before the others for ever. Whether a mention
    is still there must be found out, so its question stays due.
    """
    for mention in plan.threads:
        yield _read_thread(connector, mention, now), Revisited(read_threads=(mention.id,))
    together = max(1, connector.together)
    for start in range(0, len(plan.refresh), together):
        yield _refresh(connector, plan.refresh[start : start + together], now), Revisited()


def _read_thread(connector: Connector, mention: Mention, now: datetime) -> Iterator[Revisited]:
    said = tuple(each for each in islice(connector.thread(mention), THREAD_LIMIT) if each.posted_at <= now)
    yield Revisited(mentions=said, read_threads=(mention.id,))


def _refresh(connector: Connector, mentions: Sequence[Mention], now: datetime) -> Iterator[Revisited]:
    """Ask about some mentions at once; what is said of others than these is not believed."""
    asked = {mention.id for mention in mentions}
    answers = list(islice(connector.refresh(mentions, now), max(MOST_ANSWERS, 4 * len(mentions))))
    yield Revisited(
        samples=tuple(each for each in answers if isinstance(each, EngagementSample) and each.mention_id in asked),
        gone=tuple(each for each in answers if isinstance(each, Gone) and each.mention_id in asked),
        edited=tuple(each for each in answers if isinstance(each, Edited) and each.mention.id in asked),
        looked_at=tuple(mention.id for mention in mentions),
    )
