"""What every list of people shares: their mention that leads, their name, their clock, their past with us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.model import Assessed, Assessment, Case, CaseFile, History, Kind, Material, Mention, Sentiment
from reports.document import Clock, Person, Tone
from reports.naming import person_of
from reports.tidying import short_name
from reports.wording import Times, count, duration, hours_words

SOON = timedelta(hours=1)
"""With less than this left a promise is shown as pressing: the shortest promise by default is one hour."""


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


def clock_of(case: Case, setting: Setting) -> Clock:
    """Say how long a person has waited and what is left of our promise. A post from the future has not waited."""
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
    late = now > due
    whole = max((max(now, due) - case.opened_at).total_seconds(), 1.0)
    within = max(0.0, (min(now, due) - case.opened_at).total_seconds()) / whole
    return Clock(
        words=f"Late by {duration(now - due)}" if late else f"{duration(due - now)} left",
        tone=Tone.LATE if late else Tone.SOON if due - now <= SOON else Tone.CALM,
        waiting=waiting,
        since=since,
        promise=promise,
        due=setting.times.moment(due),
        used=within,
        overdue=1.0 - within if late else 0.0,
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
    text = "; ".join(details)
    return line, text[:1].upper() + text[1:]
