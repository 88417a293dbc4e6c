"""The decision about one person: follow-up first, then triage of what is left to answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from monitor.config import Policy
from monitor.model import CaseEventKind, Decision, Dossier, Lane
from monitor.outreach.figures import figures_of
from monitor.outreach.followup import follow
from monitor.outreach.triage import triage
from monitor.outreach.walk import Standing


def decide(dossier: Dossier, policy: Policy, now: datetime) -> Decision | None:
    """Decide what became of a person's case and how urgent it is; None when there is nothing to remember.

    Everything is read from the dossier, so deciding twice says the same and tells no event twice.
    """
    standing = follow(dossier, policy, now)
    if standing is None:
        return None
    priority = triage(dossier, standing, policy)
    if _is_snoozed(dossier, standing, now):
        priority = replace(priority, lane=Lane.NOTHING)
    case = dossier.case
    author = dossier.mentions[-1].mention if dossier.mentions else None
    return Decision(
        person=dossier.person,
        platform=author.platform if author else case.platform if case else "",
        author=(author.author_name or author.author or author.author_key or "")
        if author
        else case.author
        if case
        else "",
        case_number=case.number if case else None,
        story_id=dossier.story.story.id if dossier.story else case.story_id if case else None,
        opened_at=standing.opened_at,
        state=standing.state,
        priority=priority,
        mention_ids=tuple(said.mention.id for said in standing.mentions),
        events=standing.events,
        first_reply_at=standing.first_reply_at,
        outcome=standing.outcome,
        look_again_at=standing.look_again_at,
        figures=figures_of(dossier, standing, priority, policy),
        events_known=len(dossier.events),
    )


def _is_snoozed(dossier: Dossier, standing: Standing, now: datetime) -> bool:
    """Tell whether a person put the case off; what the customer says after that wakes it up."""
    until = dossier.case.snoozed_until if dossier.case else None
    if until is None or until <= now:
        return False
    asleep_since = max((event.at for event in dossier.events if event.kind is CaseEventKind.SNOOZED), default=None)
    return asleep_since is None or all(said.mention.posted_at <= asleep_since for said in standing.mentions)
