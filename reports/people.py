"""What every list of people shares: their mention that leads, their name, their clock, their past with us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import (
    Assessed,
    Assessment,
    Case,
    CaseFile,
    CaseState,
    History,
    Kind,
    Lane,
    Material,
    Mention,
    Sentiment,
)
from reports.document import Clock, Person, Tone
from reports.naming import person_of
from reports.tidying import short_name
from reports.wording import Times, capitalised, count, duration, hours_words

SOON = timedelta(hours=1)
"""With less than this left a promise is shown as pressing: the shortest promise by default is one hour."""

STOPPED = {
    CaseState.REPLIED: "Answered",
    CaseState.SATISFIED: "Satisfied",
    CaseState.ACCEPTED: "Accepted, without warmth",
    CaseState.SILENT: "Silent since your reply",
    CaseState.CLOSED: "Closed",
}
"""Where a clock stands that has stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every part of the page needs to know: the material, and words for its times."""

    material: Material
    times: Times


def lead_of(file: CaseFile) -> Assessed:
    """Give the mention that speaks for the case: the one triage chose, else the newest."""
    wanted = file.case.priority.lead_mention_id
    found = [one for one in file.mentions if one.mention.id == wanted] or list(file.mentions[-1:])
    return found[0] if found else _wordless(file.case)


def _wordless(case: Case) -> Assessed:
    """Stand in for the words of somebody who has deleted them all: the case remains, what was said does not."""
    mention = Mention(
        platform=case.platform,
        stable_key=case.reference,
        source=case.platform,
        text="",
        posted_at=case.opened_at,
        author=case.author or None,
    )
    nothing = Sentiment(compound=0.0, neg=0.0, neu=0.0, pos=0.0)
    assessment = Assessment(
        mention_id=mention.id,
        kind=Kind.OTHER,
        kinds=(0.0, 0.0, 0.0, 0.0, 1.0),
        sentiment=nothing,
        negative=0.0,
        severity=0.0,
        arousal=0.0,
        leaving=0.0,
        misread=0.0,
        firsthand=0.0,
    )
    return Assessed(mention=mention, assessment=assessment)


def named(file: CaseFile, setting: Setting) -> Person:
    """Name the person of a case."""
    return person_of(lead_of(file).mention, setting.material.brands)


def gist_of(assessed: Assessed) -> str:
    """Give the line that stands for a mention; where there is none, the beginning of its words."""
    return short_name(assessed.assessment.gist or assessed.mention.text, 80) or "No words to read"


def brand_of(assessed: Assessed, setting: Setting) -> str:
    """Name the brand a mention is about, where the page covers several."""
    return assessed.assessment.brand if len(setting.material.brands) > 1 else ""


def waits(case: Case) -> bool:
    """Tell whether a reply is owed: of nobody else may a page say that they wait."""
    return case.priority.lane is Lane.REPLY


def put_off_until(case: Case, now: datetime) -> datetime | None:
    """Give the moment until which somebody who waits is put off; None when they are not."""
    until = case.snoozed_until
    return until if until and until > now and waits(case) else None


def clock_of(case: Case, setting: Setting) -> Clock:
    """Say how long a person has waited and what is left of our promise. A post from the future has not waited."""
    if not waits(case):
        return _stopped(case, setting)
    now, due = setting.material.now, case.priority.due_at
    waited = now - case.opened_at
    promise = f"you promise {hours_words(case.priority.promise_hours)}" if case.priority.promise_hours > 0 else ""
    waiting, since = f"waiting {duration(waited)}", setting.times.moment(min(case.opened_at, now))
    if due is None:
        return Clock(
            words="No promise running",
            tone=Tone.CALM,
            waiting=waiting,
            since=since,
            promise="",
            due=None,
            used=0.0,
            overdue=0.0,
        )
    late, put_off = now > due, put_off_until(case, now)
    whole = max((max(now, due) - case.opened_at).total_seconds(), 1.0)
    within = max(0.0, (min(now, due) - case.opened_at).total_seconds()) / whole
    words = capitalised(f"Late by {duration(now - due)}" if late else f"{duration(due - now)} left")
    return Clock(
        words=f"Put off until {setting.times.moment(put_off).words}" if put_off else words,
        tone=Tone.CALM if put_off else Tone.LATE if late else Tone.SOON if due - now <= SOON else Tone.CALM,
        waiting=waiting,
        since=since,
        promise=promise,
        due=setting.times.moment(due),
        used=within,
        overdue=1.0 - within if late else 0.0,
    )


def _stopped(case: Case, setting: Setting) -> Clock:
    """Say why no clock runs for somebody to whom no reply is owed (any more)."""
    lane, replied = case.priority.lane, case.first_reply_at
    words = "Read, but don’t reply" if lane is Lane.HELD else STOPPED.get(case.state, "No reply is owed")
    return Clock(
        words="No reply is owed" if lane is Lane.QUIET else words,
        tone=Tone.GOOD if case.state is CaseState.SATISFIED else Tone.CALM,
        waiting=f"waited {duration(replied - case.opened_at)} for your reply" if replied else "",
        since=setting.times.moment(case.opened_at),
        promise="",
        due=None,
        used=0.0,
        overdue=0.0,
    )


def past_of(history: History, setting: Setting) -> tuple[str, str]:
    """Say what this person wrote about us in public before: a line, and what stands out of it."""
    if history.mentions <= 0:
        return "First time we hear from them", ""
    since = f" since {setting.times.local(history.first_at).year}" if history.first_at else ""
    kinds = [f"{history.praise:,} of them praise"] if history.praise else []
    kinds += [f"{history.complaints:,} of them {'a complaint' if history.complaints == 1 else 'complaints'}"] * bool(
        history.complaints
    )
    line = ", ".join([f"{count(history.mentions, 'earlier post')}{since}", *kinds])
    details = [f"{count(history.unanswered, 'post')} of theirs never answered"] if history.unanswered else []
    if history.last_praise_at:
        details.append(f"last praised us {setting.times.ago(history.last_praise_at)}")
    return line, capitalised("; ".join(details))
