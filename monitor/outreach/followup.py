"""Following up: what happened to a person's case since we last looked, read from what was said and what people noted.

Nothing here asks a platform: our own replies are found among the mentions, so that no click is ever needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.config import Policy
from monitor.model import Assessed, CaseEvent, Dossier
from monitor.outreach.matter import Cause, cause_of, own_words
from monitor.outreach.replies import is_our_reply
from monitor.outreach.walk import Standing, Walk


def follow(dossier: Dossier, policy: Policy, now: datetime) -> Standing | None:
    """Read a person's mentions and our replies in order of time; None when there is no case and no cause for one."""
    told = own_words(dossier.mentions)
    if dossier.case is None and all(cause_of(mention) is Cause.NONE for mention in told):
        return None
    walk = Walk(dossier)
    for _, _, happening in _happenings(dossier, told):
        walk.take(happening)
    return walk.finish(policy, now)


def _happenings(dossier: Dossier, told: Sequence[Assessed]) -> Iterator[tuple[datetime, int, Assessed | CaseEvent]]:
    """Yield stored events, the person's words and our replies in order of time; stored events come first."""
    happenings: list[tuple[datetime, int, Assessed | CaseEvent]] = [(event.at, 0, event) for event in dossier.events]
    happenings += [(said.mention.posted_at, 1, said) for said in told]
    happenings += [(reply.mention.posted_at, 2, reply) for reply in dossier.replies if is_our_reply(reply, told)]
    happenings.sort(key=lambda happening: happening[:2])
    return iter(happenings)
