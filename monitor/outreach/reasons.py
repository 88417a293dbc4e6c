"""Reasons in plain words, each with the customer's own words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from monitor.model import Assessed, Gate, Outcome, OutcomeReading, Reason, Signal
from monitor.outreach.matter import has_large_audience

MOST_REASONS = 6
"""Reasons shown for one person: a reader takes in no more at a glance."""

_ADDRESSED = re.compile(r"(?:@\S*+|[.\s])*+")
"""The handles a text begins with."""

_WORDS = {
    "vulnerable": "Someone vulnerable is affected",
    "passed_around": "Passed between departments, so they need one owner",
    "repeated_contact": "They have already asked more than once",
    "waiting": "They say how long they have been waiting",
    "leaving_to": "Leaving for somebody else",
    "leaving": "Leaving now, not some day",
    "amount": "They name the money it cost them",
    "request": "They say exactly what would put it right",
    "loyal_before": "Has been loyal to you until now",
}

_GATES = {
    Gate.SAFETY: "Speaks of danger or injury",
    Gate.LEGAL: "Mentions a lawyer or the law",
    Gate.MEDIA: "Comes from the press, or asks you for a comment",
    Gate.EMPLOYEE: "Seems to be one of your own people",
    Gate.AUTOMATIC: "Likely automatic, not a person",
    Gate.TROLL: "Seems only to provoke or insult: a reply would feed it",
    Gate.NO_EXPERIENCE: "An opinion or a retold story, no experience of their own",
    Gate.OPTED_OUT: "Asked not to be contacted",
}

_GATE_SIGNALS = {Gate.SAFETY: "safety", Gate.LEGAL: "legal", Gate.MEDIA: "media", Gate.TROLL: "troll"}

_ANSWERS = {
    Outcome.DISSATISFIED: "Not satisfied with your reply",
    Outcome.WROTE_AGAIN: "Wrote again after your reply",
    Outcome.ACCEPTED: "Accepted your reply without warmth",
    Outcome.SATISFIED: "Says in their own words that it is settled",
}


def reason_of_signal(name: str, told: Sequence[Assessed]) -> Reason | None:
    """Give the reason behind a finding, with its first evidence; None when nobody said such a thing."""
    for mention, signal in _signals(told, name):
        return _reason(_WORDS[name], mention, signal)
    return None


def reason_of_failure(lead: Assessed) -> Reason:
    """Say that this is an experience and not an opinion, with the words that tell it."""
    for mention, signal in _signals((lead,), "failure"):
        return _reason("Something went wrong for them: an experience, not an opinion", mention, signal)
    start, end = opening_span(lead.mention.text)
    text = "Something went wrong for them: an experience, not an opinion"
    return Reason(text=text, mention_id=lead.mention.id, start=start, end=end)


def reason_of_tone(told: Assessed) -> Reason:
    """Warn of words that are easily misread, without a verdict."""
    text = "Tone is easy to misread. Read it aloud before you answer"
    names = {signal.name for signal in told.assessment.signals}
    if {"praise", "failure"} <= names:
        text = "Tone is easy to misread. The words are warm, the story is not. Read it aloud before you answer"
    for name in ("irony", "praise", "failure"):
        for mention, signal in _signals((told,), name):
            return _reason(text, mention, signal)
    return _whole(text, told)


def reason_of_quiet(told: Assessed) -> Reason:
    """Say that the words are lukewarm, with the words."""
    text = "Lukewarm: polite words, no warmth left"
    for mention, signal in _signals((told,), "lukewarm"):
        return _reason(text, mention, signal)
    return _whole(text, told)


def reason_of_leaving(told: Sequence[Assessed]) -> Reason:
    """Say that somebody leaves; the clearest words first."""
    found = reason_of_signal("leaving_to", told) or reason_of_signal("leaving", told)
    return found or _whole(_WORDS["leaving"], told[-1])


def reason_of_kind_end(told: Assessed) -> Reason:
    """Say that the last we heard was kind, so that somebody may have helped where we cannot see."""
    return _whole("Their last words are kind: somebody may have helped them where we cannot see", told)


def reason_of_gate(gate: Gate, told: Assessed, tellers: int) -> Reason:
    """Say why an ordinary reply would do harm here; `tellers` is how many people tell the same story."""
    if gate is Gate.NO_EXPERIENCE and has_large_audience(told):
        what = "retells a story" if tellers > 1 else "judges without an experience of its own"
        return _whole(f"A large audience: an account with {told.mention.followers:,} followers {what}", told)
    for mention, signal in _signals((told,), _GATE_SIGNALS.get(gate, "")):
        return _reason(_GATES[gate], mention, signal)
    return _whole(_GATES[gate], told)


def reason_of_answer(outcome: Outcome, reading: OutcomeReading, *, failed_again: bool) -> Reason:
    """Say what became of our reply, with the customer's words about it."""
    again = failed_again and outcome is Outcome.WROTE_AGAIN
    text = "It went wrong again after your reply" if again else _ANSWERS[outcome]
    return Reason(text=text, mention_id=reading.mention_id or "", start=reading.start, end=reading.end)


def opening_span(text: str) -> tuple[int, int]:
    """Find the first sentence of a text, past the handles it is addressed to, at most 120 characters of it."""
    addressed = _ADDRESSED.match(text)
    start = addressed.end() if addressed else 0
    limit = min(len(text), start + 120)
    ends = [place + 1 for mark in ".!?\n" if (place := text.find(mark, start, limit)) > start + 15]
    end = min(ends, default=limit)
    return start, max(start, len(text[:end].rstrip()))


def first_reasons(reasons: Iterable[Reason | None]) -> tuple[Reason, ...]:
    """Keep the first reasons that exist, each said once."""
    kept: dict[str, Reason] = {}
    for reason in reasons:
        if reason is not None:
            kept.setdefault(reason.text, reason)
    return tuple(kept.values())[:MOST_REASONS]


def _signals(told: Sequence[Assessed], name: str) -> Iterator[tuple[Assessed, Signal]]:
    for mention in told:
        for signal in mention.assessment.signals:
            if signal.name == name:
                yield mention, signal


def _reason(text: str, told: Assessed, signal: Signal) -> Reason:
    """Cite a finding; a span that does not lie in the text is left out rather than shown wrong."""
    inside = 0 <= signal.start < signal.end <= len(told.mention.text)
    start, end = (signal.start, signal.end) if inside else (0, 0)
    return Reason(text=text, mention_id=told.mention.id, start=start, end=end)


def _whole(text: str, told: Assessed) -> Reason:
    start, end = opening_span(told.mention.text)
    return Reason(text=text, mention_id=told.mention.id, start=start, end=end)
