"""Who must not get an ordinary reply, and to whom their words go instead."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.config import Policy
from monitor.model import Assessed, Dossier, Gate
from monitor.outreach.matter import Cause, cause_of, has_large_audience

_RECIPIENTS = {
    Gate.SAFETY: "the duty manager",
    Gate.LEGAL: "the legal department",
    Gate.MEDIA: "the press office",
    Gate.EMPLOYEE: "the people team",
    Gate.AUTOMATIC: "whoever watches for misuse",
    Gate.TROLL: "",
    Gate.NO_EXPERIENCE: "the community manager",
    Gate.OPTED_OUT: "the head of customer care",
}
"""Whom to tell where the operator named nobody; a troll is only read. In this order the first gate found decides."""

URGENT = (Gate.SAFETY, Gate.LEGAL, Gate.MEDIA)
"""Gates that also make a case most urgent, for the person named."""


def gated(dossier: Dossier, told: Sequence[Assessed], policy: Policy) -> tuple[Gate, Assessed] | None:
    """Find the gravest gate among what a person said, and the mention behind it; None when an ordinary reply is right."""
    behind: dict[Gate, Assessed] = {}
    for mention in told:
        if (mention.assessment.gates or has_large_audience(mention)) and cause_of(mention) is Cause.GATED:
            # A complaint that is gated without a gate is somebody else's, told to a large audience.
            for gate in mention.assessment.gates or (Gate.NO_EXPERIENCE,):
                behind.setdefault(gate, mention)
    if told and _wants_no_contact(dossier, policy):
        behind.setdefault(Gate.OPTED_OUT, told[-1])
    if not behind:
        return None
    # A gate that only says "not theirs" or "a machine" must not hide that the same person told a failure of their own.
    if not any(gate in behind for gate in (*URGENT, Gate.EMPLOYEE, Gate.OPTED_OUT)) and _has_own_failure(told):
        return None
    return next(((gate, behind[gate]) for gate in _RECIPIENTS if gate in behind), None)


def recipient_of(gate: Gate, behind: Assessed, told: Sequence[Assessed], policy: Policy) -> str:
    """Name who gets the words behind a gate. Danger that is also a matter of law goes to both.

    A story retold to a large audience is the press office's, as an article would be.
    """
    if gate is Gate.NO_EXPERIENCE and has_large_audience(behind):
        return _named(Gate.MEDIA, policy)
    gates = [gate]
    gates += [other for other in URGENT if other is not gate and any(other in said.assessment.gates for said in told)]
    wanted = gates if gate in URGENT else gates[:1]
    return " and ".join(dict.fromkeys(_named(each, policy) for each in wanted))


def _named(gate: Gate, policy: Policy) -> str:
    return policy.recipients.get(gate.value) or policy.recipients.get(gate.name.lower()) or _RECIPIENTS[gate]


def _wants_no_contact(dossier: Dossier, policy: Policy) -> bool:
    if dossier.opted_out or not policy.never_contact:
        return dossier.opted_out
    author = dossier.mentions[-1].mention
    names = {dossier.person, author.author_key, author.author}
    shunned = {name.casefold().lstrip("@") for name in policy.never_contact}
    return any(name and name.casefold().lstrip("@") in shunned for name in names)


def _has_own_failure(told: Sequence[Assessed]) -> bool:
    return any(cause_of(said) is Cause.FAILURE for said in told)
