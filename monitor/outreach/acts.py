"""What a person can do about a case, put into the event that will tell who did it: one rule for every way of doing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.clock import parse_moment
from monitor.model import CaseEvent, CaseEventKind
from monitor.outreach.states import OBSERVED

LONGEST_NAME = 100
LONGEST_WORDS = 2_000
"""Characters of a note that are kept."""

NEVER_AGAIN = "does not want to hear from us, ever"
_SPAN = re.compile(r"(\d{1,4})\s*([hd])$")


class Deed(StrEnum):
    """What can be done about a case."""

    TAKE = "take"
    HAND_OVER = "hand over"
    ANSWERED = "answered"
    NOT_FOR_US = "not for us"
    SNOOZE = "snooze"
    NOTE = "note"
    CONFIRM = "confirm"
    NEVER_CONTACT = "never contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One deed; `words` say to whom, until when, why, or what."""

    deed: Deed
    words: str = ""


def event_of(act: Act, actor: str, now: datetime) -> CaseEvent:
    """Put an act into the event that is kept. Raises ValueError, with a sentence, when the words make no sense."""
    who = name_of(actor)
    return CaseEvent(at=now, kind=_KINDS[act.deed], actor=who, detail=_detail(act, who, now))


def name_of(actor: str) -> str:
    """Name who does something; nobody may pass for what was read from the thread."""
    who = one_line(actor)
    return who if who and who != OBSERVED else "somebody"


def one_line(words: str) -> str:
    """Put a name on one line, and cut it where no name is so long."""
    return " ".join(words.split())[:LONGEST_NAME]


_KINDS = {
    Deed.TAKE: CaseEventKind.HANDED_OVER,
    Deed.HAND_OVER: CaseEventKind.HANDED_OVER,
    Deed.ANSWERED: CaseEventKind.REPLIED,
    Deed.NOT_FOR_US: CaseEventKind.NOT_FOR_US,
    Deed.SNOOZE: CaseEventKind.SNOOZED,
    Deed.NOTE: CaseEventKind.NOTED,
    Deed.CONFIRM: CaseEventKind.CONFIRMED,
    Deed.NEVER_CONTACT: CaseEventKind.NOTED,
}
_UNSAID = {
    Deed.ANSWERED: "where we cannot see it",
    Deed.NOT_FOR_US: "nobody needs to reply",
    Deed.CONFIRM: "the customer said so to us",
}
"""What is kept when no words were given."""


def _detail(act: Act, actor: str, now: datetime) -> str:
    words = act.words.strip()[:LONGEST_WORDS]
    match act.deed:
        case Deed.TAKE:
            return actor
        case Deed.HAND_OVER:
            return one_line(_needed(words, "say to whom the case is handed over"))
        case Deed.SNOOZE:
            return until(words, now).isoformat()
        case Deed.NOTE:
            return _needed(words, "a note needs some words")
        case Deed.NEVER_CONTACT:
            return f"{NEVER_AGAIN}; {words}" if words else NEVER_AGAIN
        case _:
            return words or _UNSAID[act.deed]


def _needed(words: str, what: str) -> str:
    if not words:
        raise ValueError(what)
    return words


def until(words: str, now: datetime) -> datetime:
    """Read until when a case is put off: 4h, 2d, or a moment. Raises ValueError with a sentence."""
    if match := _SPAN.match(words.strip()):
        count = int(match[1])
        return now + (timedelta(hours=count) if match[2] == "h" else timedelta(days=count))
    try:
        moment = parse_moment(words.strip())
    except ValueError:
        shown = words[:LONGEST_NAME]
        raise ValueError(
            f"a case is put off for 4h, 2d, or until a moment as in 2026-03-04T09:00, not {shown!r}"
        ) from None
    if moment <= now:
        raise ValueError(f"a case cannot be put off until {words[:LONGEST_NAME]}, which lies in the past")
    return moment
