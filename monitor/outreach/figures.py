"""What is remembered of a case for a lead's figures, derived from the dossier like everything else about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from monitor.config import Policy
from monitor.model import Assessed, CaseFigures, CaseState, Dossier, Priority
from monitor.outreach.followup import follow
from monitor.outreach.product import product_of
from monitor.outreach.triage import triage
from monitor.outreach.walk import Standing


def figures_of(dossier: Dossier, standing: Standing, priority: Priority, policy: Policy) -> CaseFigures:
    """Sum up one case: what it is about, when the first reply was due, and how they wrote before and after it."""
    replied = standing.first_reply_at
    before = [said for said in standing.mentions if replied is None or said.mention.posted_at <= replied]
    after = [said for said in standing.mentions if replied is not None and said.mention.posted_at > replied]
    return CaseFigures(
        brand=next((said.assessment.brand for said in standing.mentions if said.assessment.brand), ""),
        product=product_of(standing.mentions),
        promised_at=priority.due_at if replied is None else promised_before(dossier, replied, policy),
        negative_before=_mean(before),
        negative_after=_mean(after),
    )


def promised_before(dossier: Dossier, replied: datetime, policy: Policy) -> datetime | None:
    """Say when a person was due a reply just before they got the first one: what triage would have said then.

    Their story is taken as far as it has spread by now, which is all that is stored: a promise may come out shorter than
    the one that was shown, never because of what the person wrote later. None when nobody would have been owed one.
    """
    case = dossier.case
    if case is not None:
        case = replace(case, state=CaseState.OPEN, first_reply_at=None, outcome=None, snoozed_until=None)
    then = replace(
        dossier,
        case=case,
        mentions=tuple(said for said in dossier.mentions if said.mention.posted_at < replied),
        replies=(),
        events=tuple(event for event in dossier.events if event.at < replied),
    )
    standing = follow(then, policy, replied) if then.mentions else None
    return triage(then, standing, policy).due_at if standing else None


def _mean(mentions: list[Assessed]) -> float | None:
    return sum(said.assessment.negative for said in mentions) / len(mentions) if mentions else None
