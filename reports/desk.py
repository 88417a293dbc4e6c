"""What a served page has beyond the report: who is looking, what they may do, and what people did about each case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model import Case, CaseEvent, CaseEventKind, CaseState, Lane, Material
from reports.document import Moment
from reports.people import put_off_until
from reports.wording import GATES, Times

OBSERVED = "observed"
"""The actor of events that nobody did."""

DEEDS = {
    CaseEventKind.HANDED_OVER: "handed it to",
    CaseEventKind.REPLIED: "answered it",
    CaseEventKind.NOT_FOR_US: "said that it is not for us",
    CaseEventKind.SNOOZED: "put it off",
    CaseEventKind.NOTED: "noted",
    CaseEventKind.CONFIRMED: "noted that they are satisfied",
    CaseEventKind.CLOSED: "closed it",
}
STANDINGS = {
    CaseState.REPLIED: "You replied, and they have said nothing since.",
    CaseState.SATISFIED: "They are satisfied.",
    CaseState.ACCEPTED: "They accepted your reply, without warmth.",
    CaseState.SILENT: "You replied, and they fell silent.",
    CaseState.CLOSED: "This case is closed. It opens again when they write again.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One thing a person did about a case; `whom` and `note` are as they typed them."""

    who: str
    what: str
    when: Moment
    whom: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What to tell whoever has just done something; `page` leads to a case that is not on this page."""

    words: str
    reference: str
    anchor: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who looks at a served page and what they may do; `done` holds what was done, by case. `token` goes with every form."""

    visitor: str
    may_act: bool
    token: str
    signs_out: bool = False
    owners: tuple[str, ...] = ()
    done: Mapping[str, tuple[Done, ...]]
    notice: Notice | None = None
    standing: str = ""
    """Where the one case of a page of its own stands; empty when it waits."""


def done_in(material: Material) -> dict[str, tuple[Done, ...]]:
    """Tell what people did about each case that waits, newest first."""
    times = Times.of(material)
    return {file.case.reference: done_of(file.events, times) for file in material.waiting}


def standing_of(case: Case, material: Material) -> str:
    """Say where a case stands that does not wait now; empty when it does."""
    priority = case.priority
    if until := put_off_until(case, material.now):
        times = Times.of(material)
        return f"Put off until {times.moment(until).words}, or until they write again."
    if priority.lane is Lane.HELD:
        reason = f" {GATES[priority.gate]}." if priority.gate else ""
        return f"Read, but don’t reply.{reason}{f' This goes to {priority.recipient}.' if priority.recipient else ''}"
    if priority.lane is Lane.QUIET:
        return "Quietly leaving. They have not asked for anything, so a short personal note is enough."
    return STANDINGS.get(case.state, "")


def done_of(events: Sequence[CaseEvent], times: Times) -> tuple[Done, ...]:
    """Put what people did into words, newest first."""
    return tuple(_done(event, times) for event in reversed(events) if event.actor != OBSERVED)


def _done(event: CaseEvent, times: Times) -> Done:
    when, what = times.moment(event.at), DEEDS.get(event.kind, event.kind.value)
    match event.kind:
        case CaseEventKind.HANDED_OVER if event.detail == event.actor:
            return Done(who=event.actor, what="took it", when=when)
        case CaseEventKind.HANDED_OVER:
            return Done(who=event.actor, what=what, when=when, whom=event.detail)
        case CaseEventKind.SNOOZED:
            until = times.moment(datetime.fromisoformat(event.detail)).words
            return Done(who=event.actor, what=f"{what} until {until}", when=when)
        case _:
            return Done(who=event.actor, what=what, when=when, note=event.detail)
