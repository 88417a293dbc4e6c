"""Praise among what was said, whom it is about, and the event of somebody passing it on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from monitor.config import Owner
from monitor.model import Assessed, Kind, Passing, PraiseAbout
from monitor.outreach.acts import name_of, one_line
from monitor.outreach.product import product_of
from monitor.outreach.routing import find_owner

LIKELY = 0.5
"""Praise is passed on when it is likelier than all else together (set on 482 labelled texts that the weights had not learnt: of the surer ones
56 of 73 were praise, of those only likelier than any other kind 6 of 16)."""
PRAISE = tuple(Kind).index(Kind.PRAISE)


def praise_in(assessed: Iterable[Assessed], owners: tuple[Owner, ...]) -> list[PraiseAbout]:
    """Find what praises us and say whom it is about, oldest first: numbers do not tell which source was read first.

    Who only retells, works here, is a machine or speaks of danger praises nobody: what a gate holds is left out.
    """
    found = [each for each in assessed if each.assessment.kinds[PRAISE] >= LIKELY and not each.assessment.gates]
    return [
        about_of(each, owners) for each in sorted(found, key=lambda each: (each.mention.posted_at, each.mention.id))
    ]


def about_of(praising: Assessed, owners: tuple[Owner, ...]) -> PraiseAbout:
    """Say whom (by the routing rules) and which product praise is about."""
    said = praising.mention
    return PraiseAbout(mention_id=said.id, owner=find_owner([said.text], owners), product=product_of([praising]))


def passing_of(actor: str, recipient: str, at: datetime) -> Passing:
    """Put into the event that is kept that somebody passed praise on, to `recipient` where that is known."""
    return Passing(at=at, actor=name_of(actor), recipient=one_line(recipient))
