"""Triage: gate, then level, then the factors of the order, for one person (product design, "Triage")."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.config import Policy
from monitor.model import Assessed, CaseState, Dossier, Gate, Kind, Lane, Level, Outcome, Priority, Reason
from monitor.outreach import reasons as say
from monitor.outreach.explain import explain, explain_answer
from monitor.outreach.gates import URGENT, gated, recipient_of
from monitor.outreach.matter import Cause, cause_of, signal_names
from monitor.outreach.order import hopeless_at
from monitor.outreach.promise import due_at
from monitor.outreach.routing import find_owner
from monitor.outreach.states import WAITING
from monitor.outreach.view import View, choose_lead, kind_last_words, look
from monitor.outreach.walk import Standing

SERIOUS, GRAVE = 2, 3
"""Levels of severity, out of 4, from which harm counts as serious and as grave inside a level."""

_URGENT_LEVELS = frozenset({Level.S1, Level.S2})
_GIVEN_UP = frozenset({"lukewarm", "leaving", "leaving_to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What triage concluded, before clock and owner."""

    lane: Lane
    level: Level
    lead: Assessed | None
    reasons: tuple[Reason, ...] = ()
    gate: Gate | None = None
    recipient: str = ""


def triage(dossier: Dossier, standing: Standing, policy: Policy) -> Priority:
    """Decide lane, level, reasons and promise of one person whose case stands as given."""
    verdict = _judge(dossier, standing, policy)
    waits = standing.state in WAITING and verdict.level is not Level.NONE
    since = standing.waiting_since or standing.opened_at
    last_call = standing.calls[-1].mention.posted_at if standing.calls else since
    promised = policy.urgent_hours if verdict.level in _URGENT_LEVELS else policy.slow_hours
    spread = dossier.story.spread if dossier.story else None
    expected = spread.expected_reach.likely if spread else 0.0
    return Priority(
        lane=verdict.lane,
        level=verdict.level,
        reasons=verdict.reasons,
        due_at=due_at(since, promised, policy) if waits else None,
        promise_hours=min(promised, policy.ceiling_hours),
        expected_reach=expected,
        contacts=len(standing.mentions) + dossier.history.unanswered,
        gate=verdict.gate,
        recipient=verdict.recipient,
        lead_mention_id=verdict.lead.mention.id if verdict.lead else "",
        owner=standing.owner or find_owner((said.mention.text for said in standing.mentions), policy.owners),
        gravity=_gravity(standing),
        hopeless_at=hopeless_at(last_call, verdict.level, expected, policy) if waits else None,
    )


def _judge(dossier: Dossier, standing: Standing, policy: Policy) -> _Verdict:
    if not standing.mentions:
        return _Verdict(lane=Lane.NOTHING, level=Level.NONE, lead=None)
    if standing.state not in WAITING:
        return _judge_settled(standing)
    view = look(dossier, standing)
    held = gated(dossier, standing.mentions, policy)
    if held:
        return _hold(view, *held, policy)
    if all(cause_of(said) is Cause.NONE for said in view.told) and standing.first_reply_at is None:
        return _Verdict(lane=Lane.NOTHING, level=Level.NONE, lead=choose_lead(view.told))
    level, lead = _level(view), choose_lead(standing.mentions)
    ended_well = kind_last_words(standing) if level is Level.S2 else None
    if ended_well:
        level = Level.S3
    lane = Lane.QUIET if level is Level.S4 else Lane.REPLY
    return _Verdict(lane=lane, level=level, lead=lead, reasons=explain(view, lead, ended_well, policy))


def _level(view: View) -> Level:
    """Give the level; words without a failure of their own are quiet unless they ask for something.

    A story raises to the top only those it surely happened to and who carry it, the others in it to the next level;
    kind words in doubt are looked at without urgency. See docs/decisions/outreach-who-carries-a-story.md.
    """
    failed_again = view.standing.failed_again
    if not view.failures and not failed_again:
        return Level.S3 if "request" in view.names or _came_back(view.standing) else Level.S4
    in_public = view.certain and (view.viral or view.press)
    if in_public and _carries(view):
        return Level.S1
    if not failed_again and all(said.assessment.kind is not Kind.COMPLAINT for said in view.failures):
        return Level.S3
    worse = in_public or view.spreading or view.leaving or _is_wronged_twice(view)
    return Level.S2 if worse else Level.S3


def _carries(view: View) -> bool:
    """Tell whether a story rests on this person: they told it first, it wronged them twice or hit somebody vulnerable."""
    first = view.dossier.story.story.id if view.dossier.story else ""
    return any(said.mention.id == first for said in view.told) or _is_wronged_twice(view)


def _is_wronged_twice(view: View) -> bool:
    """Tell whether it is more than a failure: somebody vulnerable, calls that nobody answered, or it failed again."""
    return "vulnerable" in view.names or view.repeated or view.standing.failed_again


def _came_back(standing: Standing) -> bool:
    """Tell whether they wrote back to our reply and did not merely shrug: it is our turn."""
    again = standing.outcome is Outcome.WROTE_AGAIN and standing.answer is not None
    return again and standing.answer is not None and cause_of(standing.answer) is not Cause.QUIET


def _hold(view: View, gate: Gate, behind: Assessed, policy: Policy) -> _Verdict:
    standing = view.standing
    told = (behind, *standing.mentions)
    tellers = view.spread.tellers if view.spread else 1
    return _Verdict(
        lane=Lane.HELD,
        level=Level.S1 if gate in URGENT else Level.NONE,
        lead=behind,
        reasons=say.first_reasons(
            [say.reason_of_gate(gate, behind, tellers), say.reason_of_signal("vulnerable", told)]
        ),
        gate=gate,
        recipient=recipient_of(gate, behind, standing.mentions, policy),
    )


def _judge_settled(standing: Standing) -> _Verdict:
    """Place a case in which nobody waits: answered, gone quiet after our reply, or closed."""
    lead, reasons = choose_lead(standing.mentions), explain_answer(standing)
    if standing.state is CaseState.CLOSED:
        return _Verdict(lane=Lane.NOTHING, level=Level.NONE, lead=lead, reasons=reasons)
    if standing.state is CaseState.ACCEPTED and standing.answer and _GIVEN_UP & signal_names(standing.answer):
        return _Verdict(lane=Lane.QUIET, level=Level.S4, lead=standing.answer, reasons=reasons)
    return _Verdict(lane=Lane.ANSWERED, level=Level.NONE, lead=lead, reasons=reasons, gate=Gate.ANSWERED)


def _gravity(standing: Standing) -> int:
    """Weigh the harm: 2 grave or somebody vulnerable, 1 serious, 0 a nuisance."""
    gravest = max(standing.mentions, key=lambda said: said.assessment.severity, default=None)
    worst = gravest.assessment.severity_level if gravest else 0
    if worst >= GRAVE or any(
        signal.name == "vulnerable" for said in standing.mentions for signal in said.assessment.signals
    ):
        return 2
    return 1 if worst >= SERIOUS else 0
