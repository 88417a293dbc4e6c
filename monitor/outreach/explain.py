"""Why a person is on the page: the reasons of a verdict, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.config import Policy
from monitor.dates import time_of, weekday_and_day
from monitor.model import Assessed, Kind, Reason
from monitor.outreach import reasons as say
from monitor.outreach.matter import is_leaving, is_misread_easily
from monitor.outreach.view import View
from monitor.outreach.walk import Standing


def explain(view: View, lead: Assessed, ended_well: Assessed | None, policy: Policy) -> tuple[Reason, ...]:
    """Give the reasons why somebody waits for a reply, at most as many as a reader takes in.

    `ended_well` are kind words they ended with; times are told in the zone and locale of `policy`.
    """
    return say.first_reasons(_reasons(view, lead, ended_well, policy))


def explain_answer(standing: Standing) -> tuple[Reason, ...]:
    """Give the customer's last words about our reply as the one reason; nothing while they have not spoken."""
    if standing.reading is None or standing.outcome is None:
        return ()
    return (say.reason_of_answer(standing.outcome, standing.reading, failed_again=standing.failed_again),)


def _reasons(view: View, lead: Assessed, ended_well: Assessed | None, policy: Policy) -> Iterator[Reason | None]:
    told = (lead, *(said for said in reversed(view.told) if said is not lead))
    if view.failures:
        yield say.reason_of_failure(lead)
    if ended_well:
        yield say.reason_of_kind_end(ended_well)
    yield from _facts(("vulnerable",), view, told)
    if view.standing.first_reply_at:
        yield from explain_answer(view.standing)
    if view.failures:
        yield from _reasons_of_spread(view, lead)
    if is_misread_easily(lead):
        yield say.reason_of_tone(lead)
    if view.leaving:
        yield say.reason_of_leaving([said for said in told if is_leaving(said)])
    counted = _reason_of_calls(view, policy)
    yield counted
    if lead.assessment.kind is Kind.LUKEWARM:
        yield say.reason_of_quiet(lead)
    # That they asked before is said once: counted where we counted it, else in their words.
    again = () if counted else ("repeated_contact",)
    yield from _facts(("passed_around", *again, "waiting", "request", "loyal_before", "amount"), view, told)
    yield from _reasons_of_others(view, lead)


def _facts(names: Sequence[str], view: View, told: Sequence[Assessed]) -> Iterator[Reason | None]:
    return (say.reason_of_signal(name, told) for name in names if name in view.names)


def _reasons_of_spread(view: View, lead: Assessed) -> Iterator[Reason]:
    spread = view.spread
    if view.press:
        yield Reason(text="A news site has picked the story up", mention_id=lead.mention.id)
    if spread is None or not (view.viral or view.spreading):
        return
    hours = spread.doubling_hours
    pace = f", twice as many every {hours:.0f} h" if hours is not None and hours >= 1 else ""
    tellers = f"{spread.tellers} people tell this story" if spread.tellers > 1 else "The story is being passed on"
    yield Reason(text=tellers + pace, mention_id=lead.mention.id)


def _reason_of_calls(view: View, policy: Policy) -> Reason | None:
    """Say how often they wrote without an answer and when last; the evidence is the last time they did.

    The time is told as a date: the case is read again on later days without being decided again.
    """
    # Who neither complains nor asks has not been waiting for an answer, however often they wrote.
    asks = bool(view.failures) or "request" in view.names or view.standing.first_reply_at is not None
    calls, unanswered = view.standing.calls, view.dossier.history.unanswered
    if len(calls) > 1 and asks:
        start, end = say.opening_span(calls[-1].mention.text)
        times = "twice" if len(calls) == 2 else f"{len(calls)} times"
        last = calls[-1].mention.posted_at.astimezone(policy.zone)
        day = weekday_and_day(last, policy.locale, year=False)
        text = f"Wrote {times}, last on {day} at {time_of(last, policy.locale)} {last:%Z}, no answer seen"
        return Reason(text=text, mention_id=calls[-1].mention.id, start=start, end=end)
    if unanswered:
        earlier = "an earlier complaint" if unanswered == 1 else f"{unanswered} earlier complaints"
        return Reason(text=f"Wrote {earlier} that nobody answered in public", mention_id=view.told[0].mention.id)
    return None


def _reasons_of_others(view: View, lead: Assessed) -> Iterator[Reason]:
    if view.dossier.history.praise:
        yield Reason(text="Has praised you in public before", mention_id=lead.mention.id)
    if view.dossier.bystanders:
        count = view.dossier.bystanders
        others = "One other person agrees" if count == 1 else f"{count} others agree"
        yield Reason(text=f"{others} below their words", mention_id=lead.mention.id)
