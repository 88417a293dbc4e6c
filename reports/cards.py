"""One card a person: everything needed to answer them well, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.model import Assessed, CaseFile, CaseState, Coaching, Lane
from reports.curves import curve_of, heading, horizon_of
from reports.document import Advice, Card, Estimate, Later, Reason, StoryLink, Utterance
from reports.evidence import FOLD_CARD, FOLD_ROW, Marks, number_reasons, utter
from reports.links import mail_link
from reports.people import Setting, brand_of, clock_of, gist_of, lead_of, named, past_of, waits
from reports.wording import platform_title, seen_by_then, seen_so_far

NEWEST = 3
"""How many of the newest words beside the lead are always shown."""
UNKNOWN = Estimate(low=None, likely=None, high=None, words="Not known", between="nobody says how many read it")


def card_of(file: CaseFile, place: int, anchors: Mapping[str, str], setting: Setting) -> Card:
    """Put together the card of the person at `place` (from 1); `anchors` say where stories stand on the page."""
    case, lead, spread, is_owed = file.case, lead_of(file), file.spread, waits(file.case)
    person = named(file, setting)
    reasons, marks = _evidence(file, lead)
    more = _more(file, lead, marks, setting)
    past, past_detail = past_of(file.history, setting)
    horizon = horizon_of(spread, setting.material.now) if is_owed else None
    coaching = file.coaching if is_owed or case.priority.lane is Lane.QUIET else Coaching()
    reference, mailbox = case.reference, setting.material.mailbox
    return Card(
        anchor=f"p{place}",
        reference=reference,
        level=str(case.priority.level),
        brand=brand_of(lead, setting),
        person=person,
        gist=gist_of(lead),
        clock=clock_of(case, setting),
        owner=owner_of(file),
        on_shift=setting.material.owners.get(owner_of(file), ""),
        words=utter(lead.mention, setting.times, marks.get(lead.mention.id, ()), fold=FOLD_CARD),
        more=more,
        earlier=_earlier(more),
        why="first" if place == 1 else "here",
        reasons=reasons,
        spreading=heading(spread),
        curve=curve_of(spread, setting.times) if spread else None,
        seen=seen_so_far(spread.reach, spread.coverage) if spread else UNKNOWN,
        expected=seen_by_then(spread.reach, spread.expected_reach, spread.coverage) if spread and horizon else None,
        expected_by=setting.times.until(horizon) if horizon else "",
        route=tuple(platform_title(name) for name in spread.platforms) if spread else (),
        story=_story(file, anchors),
        past=past,
        past_detail=past_detail,
        acknowledge=_advice(coaching, avoid=False),
        avoid=_advice(coaching, avoid=True),
        hand_over=mail_link(mailbox, f"{reference} hand over"),
        not_for_us=mail_link(mailbox, f"{reference} not for us"),
        status=status_of(file, setting),
        waits=is_owed,
    )


def later_of(file: CaseFile, setting: Setting) -> Later:
    """Put together the line of a person who can wait."""
    lead = lead_of(file)
    return Later(
        reference=file.case.reference,
        person=named(file, setting),
        brand=brand_of(lead, setting),
        gist=gist_of(lead),
        clock=clock_of(file.case, setting),
        owner=owner_of(file),
        words=utter(lead.mention, setting.times, fold=FOLD_ROW),
    )


def owner_of(file: CaseFile) -> str:
    """Name the one owner of a case."""
    return file.case.owner or file.case.priority.owner


def status_of(file: CaseFile, setting: Setting) -> str:
    """Say whether somebody has answered."""
    replied = file.case.first_reply_at
    if replied is None:
        return "nobody has replied yet" if waits(file.case) else "no reply of yours was seen"
    again = ", then they wrote again" if file.case.state in {CaseState.OPEN, CaseState.DISSATISFIED} else ""
    return f"you replied {setting.times.moment(replied).words}{again}"


def _evidence(file: CaseFile, lead: Assessed) -> tuple[tuple[Reason, ...], Marks]:
    """Find the evidence of every reason in the lead and in the other words."""
    return number_reasons(file.case.priority.reasons, (lead, *file.mentions))


def _more(file: CaseFile, lead: Assessed, marks: Marks, setting: Setting) -> tuple[Utterance, ...]:
    """Give everything else said between this person and us, oldest first."""
    theirs = [(one.mention, False) for one in file.mentions if one.mention.id != lead.mention.id]
    ours = [(one.mention, True) for one in file.replies]
    said = sorted(theirs + ours, key=lambda pair: (pair[0].posted_at, pair[0].id))
    return tuple(
        utter(mention, setting.times, marks.get(mention.id, ()), fold=FOLD_ROW, ours=is_ours)
        for mention, is_ours in said
    )


def _earlier(more: tuple[Utterance, ...]) -> int:
    """Count the oldest words that can be folded away: none that a reason rests on, and never the newest three."""
    marked = (
        place for place, words in enumerate(more) if any(piece.reasons for piece in (*words.opening, *words.rest))
    )
    old = min(next(marked, len(more)), len(more) - NEWEST)
    return old if old > 1 else 0


def _advice(coaching: Coaching, *, avoid: bool) -> tuple[Advice, ...]:
    points = coaching.avoid if avoid else coaching.acknowledge
    return tuple(Advice(text=point.text, quote=point.quote) for point in points)


def _story(file: CaseFile, anchors: Mapping[str, str]) -> StoryLink | None:
    story = file.story
    if story is None or story.mentions <= 1:
        return None
    return StoryLink(name=story.name, anchor=anchors.get(story.id, ""))
