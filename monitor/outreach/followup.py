"""Following up: what happened to a person's case since we last looked, read from what was said and what people noted.

Nothing here asks a platform: our own replies are found among the mentions, so that no click is ever needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.config import Policy
from monitor.model import Assessed, CaseEvent, Dossier
from monitor.outreach.matter import Cause, cause_of, is_advert, own_words
from monitor.outreach.replies import is_our_reply, worth_replying
from monitor.outreach.states import OBSERVED
from monitor.outreach.walk import Standing, Walk

FLOOD = 5
"""Accounts that tell one story from which automatic copies are a flood and no longer a single advert. Our choice."""


def follow(dossier: Dossier, policy: Policy, now: datetime) -> Standing | None:
    """Read a person's mentions and our replies in order of time; None when there is no case and no cause for one."""
    told = own_words(dossier.mentions)
    if not _is_flood(dossier):
        told = tuple(said for said in told if not is_advert(said))
    replies = [reply for reply in dossier.replies if is_our_reply(reply, told)]
    worth = worth_replying(replies, told) if replies else frozenset()
    if dossier.case is None and not worth and all(cause_of(mention) is Cause.NONE for mention in told):
        return None
    walk = Walk(dossier, worth, closely=policy.encoder)
    for _, _, happening in _happenings(dossier, told, replies):
        walk.take(happening)
    return walk.finish(policy, now)


def _is_flood(dossier: Dossier) -> bool:
    """Tell whether so many accounts tell this person's story that even copies by machines are worth knowing of."""
    spread = dossier.story.spread if dossier.story else None
    return spread is not None and spread.tellers >= FLOOD


def _happenings(
    dossier: Dossier, told: Sequence[Assessed], replies: Sequence[Assessed]
) -> Iterator[tuple[datetime, int, Assessed | CaseEvent]]:
    """Yield what people noted, the person's words and our replies in order of time.

    An observed event whose mention is at hand is left out: what it says is read from the mention again, so that better
    reading changes where a case stands. Those whose mention is gone or too old to be at hand still count.
    """
    heard = [(said.mention.posted_at, 1, said) for said in told]
    heard += [(reply.mention.posted_at, 2, reply) for reply in replies]
    at_hand = {said.mention.id for _, _, said in heard}
    happenings: list[tuple[datetime, int, Assessed | CaseEvent]] = [*heard]
    happenings += [
        (event.at, 0, event) for event in dossier.events if event.actor != OBSERVED or event.mention_id not in at_hand
    ]
    happenings.sort(key=lambda happening: happening[:2])
    return iter(happenings)
