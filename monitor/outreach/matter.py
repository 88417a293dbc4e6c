"""What a person told us, sorted once for follow-up and triage: failures, quiet words, gated words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from monitor.model import Assessed, Assessment, Gate, Kind, MentionKind

FIRST_HAND = 0.5
"""From here on an experience counts as the author's own."""

MISREAD = 0.5
"""From here on a person should look at the tone before anything is concluded from it."""

NEGATIVE = 0.5
"""From here on words are unkind to the brand."""

ABOUT_US = 0.5
"""Below this a text that holds the brand's name means something else by it."""

LEAVING = 0.5
"""From here on somebody counts as leaving."""

LARGE_AUDIENCE = 10_000
"""Followers from which somebody who retells a bad story is one for the press office. Our choice, not measured."""

_RAISED = frozenset({Gate.SAFETY, Gate.LEGAL, Gate.MEDIA})
_PUT_ASIDE = frozenset({Gate.EMPLOYEE, Gate.NO_EXPERIENCE})
_TROUBLE = frozenset({"failure", "irony", "passed_around"})


class Cause(Enum):
    """Why a mention may call for outreach."""

    GATED = "gated"
    FAILURE = "failure"
    QUIET = "quiet"
    NONE = "none"


def own_words(mentions: Iterable[Assessed]) -> tuple[Assessed, ...]:
    """Keep what the person said themselves, oldest first: no reposts of others' words, nothing of the brand's own."""
    kept = [
        told
        for told in mentions
        if told.mention.kind is not MentionKind.REPOST and Gate.OWN not in told.assessment.gates
    ]
    kept.sort(key=lambda told: told.mention.posted_at)
    return tuple(kept)


def cause_of(told: Assessed) -> Cause:
    """Tell why one mention may call for outreach; unreadable words never do, for nobody has judged them.

    What a machine wrote counts as gated; whether it belongs to a flood only its story tells (see `is_advert`).
    """
    found = told.assessment
    if not found.readable or is_about_another(found):
        return Cause.NONE
    if found.gates:
        return _cause_behind_gate(told)
    if _is_failure(found):
        return Cause.FAILURE
    if found.kind is Kind.COMPLAINT and has_large_audience(told):
        return Cause.GATED
    return Cause.QUIET if found.kind is Kind.LUKEWARM or found.leaving >= LEAVING else Cause.NONE


def is_about_another(found: Assessment) -> bool:
    """Tell whether the brand's name stands there but seems to mean something else; 0 says that nothing named it at all."""
    return 0 < found.relevance < ABOUT_US


def signal_names(told: Assessed) -> frozenset[str]:
    """Name what was found in one mention."""
    return frozenset(signal.name for signal in told.assessment.signals)


def is_leaving(told: Assessed) -> bool:
    """Tell whether the author says they go, or have gone, elsewhere."""
    return told.assessment.leaving >= LEAVING


def is_misread_easily(told: Assessed) -> bool:
    """Tell whether the tone of a mention should be read aloud before it is answered."""
    return told.assessment.misread >= MISREAD


def is_own_failure(told: Assessed) -> bool:
    """Tell whether a failure is surely the author's own, and not only possibly so because the tone is doubtful."""
    found = told.assessment
    return found.kind is Kind.COMPLAINT and found.firsthand >= FIRST_HAND


def has_large_audience(told: Assessed) -> bool:
    """Tell whether so many follow the author that their retelling matters by itself."""
    return (told.mention.followers or 0) >= LARGE_AUDIENCE


def is_advert(told: Assessed) -> bool:
    """Tell whether a machine wrote this without anything having gone wrong: alone it concerns nobody, copied it may."""
    found = told.assessment
    return Gate.AUTOMATIC in found.gates and found.kind is not Kind.COMPLAINT and not _is_failure(found)


def _is_failure(found: Assessment) -> bool:
    """Tell whether something went wrong for the author; words whose tone is doubtful count, so that a person looks.

    Sarcasm hides whose experience it is as well, so that a doubtful complaint need not be surely first-hand.
    """
    if found.kind is Kind.COMPLAINT:
        return found.firsthand >= FIRST_HAND or found.misread >= MISREAD
    return found.misread >= MISREAD and any(signal.name in _TROUBLE for signal in found.signals)


def _cause_behind_gate(told: Assessed) -> Cause:
    """Keep from the reader what nobody needs to read: fond employees, opinions and articles without trouble in them.

    A post that reads like the news is an article; a reporter who asks is not.
    """
    found = told.assessment
    gates = set(found.gates)
    written = told.mention.kind is MentionKind.ARTICLE or "headline" in signal_names(told)
    article = written and not gates & {Gate.SAFETY, Gate.LEGAL}
    if gates & {Gate.AUTOMATIC, Gate.TROLL} or (gates & _RAISED and not article):
        return Cause.GATED
    troubled = found.kind is Kind.COMPLAINT or _is_failure(found)
    if found.negative >= NEGATIVE:  # the news complains of nothing: it tells what failed
        troubled = troubled or has_large_audience(told) or (written and "failure" in signal_names(told))
    return Cause.GATED if troubled and gates & (_RAISED | _PUT_ASIDE) else Cause.NONE
