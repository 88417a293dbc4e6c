"""What a good reply acknowledges and avoids, from the facts of the case; never a reply, never stock text.

Why these points: content that is personal matters most, canned warmth backfires (Decock et al. 2021); empathy first
limits the spread of a bad story, compensation first feeds it (Herhausen et al., Journal of Marketing 2019).
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import Assessed, CaseFile, CaseState, Coaching, CoachingPoint, Lane
from monitor.outreach.matter import is_leaving, is_misread_easily
from monitor.outreach.reasons import opening_span
from monitor.outreach.states import FAILED_AGAIN

MOST_POINTS = 4
"""Points of each kind: more than a person keeps in mind while writing."""

_ACKNOWLEDGE = {
    "vulnerable": "Ask how they are before anything else",
    "failure": "Say back what went wrong, so that they see you read it",
    "passed_around": "Give them one name that stays with this to the end",
    "repeated_contact": "They have explained it before and must not have to again",
    "waiting": "Say that you know how long it has taken",
    "lukewarm": "It fell short of what they hoped for: ask, do not defend",
    "leaving_to": "They are going: be useful to them even so",
    "leaving": "They are going: be useful to them even so",
    "loyal_before": "They stood by you: thank them for that, once",
    "amount": "Say what becomes of this money, after the rest",
}
_REQUEST = "Answer exactly this: who does it, and by when"

_Points = Iterator[CoachingPoint | None]


def coach(file: CaseFile) -> Coaching:
    """Give two to four things a good reply acknowledges and as many it avoids; none where nobody should reply."""
    if file.case.priority.lane is Lane.HELD or not file.mentions:
        return Coaching()
    told = _lead_first(file)
    return Coaching(acknowledge=_first(_to_acknowledge(file, told)), avoid=_first(_to_avoid(file, told)))


def _lead_first(file: CaseFile) -> tuple[Assessed, ...]:
    """Order what they said by what matters now: the mention on the card, then the newest."""
    lead = file.case.priority.lead_mention_id
    newest = sorted(file.mentions, key=lambda said: said.mention.posted_at, reverse=True)
    return tuple(sorted(newest, key=lambda said: said.mention.id != lead))


def _to_acknowledge(file: CaseFile, told: tuple[Assessed, ...]) -> _Points:
    request = _quoting(_REQUEST, "request", told)
    facts = [
        _again(file, told, "It went wrong after your reply too: own that first"),
        *(_quoting(text, name, told) for name, text in _ACKNOWLEDGE.items()),
        _past(file),
    ]
    found = [point for point in facts if point is not None]
    # What they ask for closes the list whatever else there is to say: it is what a reply is measured by.
    yield from found[: MOST_POINTS - 1] if request else found
    yield request
    if not found:
        yield _own_words("Say back what they tell, before you explain anything", told[0])
    if request is None:
        yield CoachingPoint(text="Say what happens next, who does it and by when")


def _to_avoid(file: CaseFile, told: tuple[Assessed, ...]) -> _Points:
    if is_misread_easily(told[0]):
        yield _quoting("Thanking them for the kind words, or joking back", "praise", told[:1]) or _own_words(
            "Taking the words at their face, or joking back", told[0]
        )
    leaving = [said for said in told if is_leaving(said)]
    if leaving:
        point = _quoting("A discount to change their mind", "leaving_to", leaving)
        yield (
            point
            or _quoting("A discount to change their mind", "leaving", leaving)
            or _own_words("A discount to change their mind", leaving[0])
        )
    yield _again(file, told, "The words of your first reply once more")
    yield _quoting("Sending them on to one more department or form", "passed_around", told) or _quoting(
        "Sending them back to a form or a queue", "repeated_contact", told
    )
    if not leaving:
        yield _quoting("Money first: offered before they feel heard, it makes the story bigger", "amount", told)
    yield CoachingPoint(text="Asking for an order or booking number in public")
    yield CoachingPoint(text="“Sorry for any inconvenience”: it fits everybody, so it is meant for nobody")


def _again(file: CaseFile, told: tuple[Assessed, ...], text: str) -> CoachingPoint | None:
    """Make a point of a failure after our reply, with what they said last."""
    unhappy = file.case.state is CaseState.DISSATISFIED
    reopened = file.case.state is CaseState.OPEN and any(event.detail == FAILED_AGAIN for event in file.events)
    if not unhappy and not reopened:
        return None
    return _own_words(text, max(told, key=lambda said: said.mention.posted_at))


def _past(file: CaseFile) -> CoachingPoint | None:
    if not file.history.praise:
        return None
    return CoachingPoint(text="They praised you in public before: it is worth a word")


def _quoting(text: str, name: str, told: tuple[Assessed, ...] | list[Assessed]) -> CoachingPoint | None:
    """Make a point of a finding in the customer's words; None when they said no such thing."""
    for said in told:
        for signal in said.assessment.signals:
            quote = said.mention.text[signal.start : signal.end] if signal.name == name else ""
            if quote.strip():
                return CoachingPoint(text=text, quote=quote, mention_id=said.mention.id)
    return None


def _own_words(text: str, said: Assessed) -> CoachingPoint:
    start, end = opening_span(said.mention.text)
    return CoachingPoint(text=text, quote=said.mention.text[start:end], mention_id=said.mention.id)


def _first(points: _Points) -> tuple[CoachingPoint, ...]:
    """Keep the first points there are, at most one for the same words of the customer."""
    kept: dict[str, CoachingPoint] = {}
    for point in points:
        if point is not None:
            kept.setdefault(point.quote or point.text, point)
    return tuple(kept.values())[:MOST_POINTS]
