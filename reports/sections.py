"""The quieter sections: held back, what changed, leaving, praise, and what became of replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.model import CaseFile, CaseState, Change, Gate, Mention, Outcome, OutcomeFacts, Passing, Praise
from reports.document import ChangeLine, Figure, OutcomeRow, PassedOn, Row, Tag, Tone, Utterance
from reports.evidence import FOLD_ROW, Mark, utter
from reports.links import praise_link
from reports.naming import person_of
from reports.people import Setting, brand_of, lead_of, named, past_of, waits
from reports.tidying import short_name
from reports.wording import GATES, count, duration

LONGEST_NAME = 60
"""Characters of a colleague's name, which may be an address, that are shown."""

CHANGE_TONES = {
    "alert": Tone.LATE,
    "spike": Tone.LATE,
    "new": Tone.LATE,
    "worse": Tone.LATE,
    "again": Tone.SOON,
    "resolved": Tone.GOOD,
}
STANDING = {
    Outcome.SATISFIED: Tag(text="Satisfied", tone=Tone.GOOD),
    Outcome.ACCEPTED: Tag(text="Accepted, without warmth", tone=Tone.SOON),
    Outcome.DISSATISFIED: Tag(text="Not satisfied", tone=Tone.LATE),
    Outcome.SILENT: Tag(text="Silent", tone=Tone.SOON),
    Outcome.WROTE_AGAIN: Tag(text="Open again", tone=Tone.LATE),
    Outcome.UNANSWERED: Tag(text="Not answered yet", tone=Tone.LATE),
}


def held_row(file: CaseFile, setting: Setting) -> Row:
    """Put together one line of those who must not get an ordinary reply: to whom it goes instead."""
    priority = file.case.priority
    title = GATES[priority.gate] if priority.gate else "Held back"
    details = [reason.text for reason in priority.reasons]
    accounts = file.spread.tellers if file.spread else 1
    if priority.gate is Gate.AUTOMATIC and accounts > 1:
        title, details = "Copies of one text", [f"{accounts} accounts, almost the same words", *details]
    return replace(
        _row(file, setting),
        title=title,
        tag=Tag(text=f"To {priority.recipient}", tone=_pressing(priority.gate)) if priority.recipient else None,
        remark="" if priority.recipient else "No reply needed",
        detail=". ".join(details),
    )


def _pressing(gate: Gate | None) -> Tone:
    """Say how pressing it is that somebody else reads it: danger, the law and the press cannot wait."""
    return Tone.LATE if gate in {Gate.SAFETY, Gate.LEGAL, Gate.MEDIA} else Tone.CALM


def quiet_row(file: CaseFile, setting: Setting) -> Row:
    """Put together one line of those who are leaving without a word: why we think so, and their past with us."""
    reasons = file.case.priority.reasons
    lead = lead_of(file).mention.id
    marks = [
        (reason.start, reason.end, 0) for reason in reasons if reason.mention_id == lead and reason.start < reason.end
    ]
    past = [past_of(file.history, setting)[0]] if file.history.mentions else []
    return replace(
        _row(file, setting, marks),
        remark=reasons[0].text if reasons else "Lukewarm",
        detail=". ".join([*(reason.text for reason in reasons[1:]), *past]),
    )


def _row(file: CaseFile, setting: Setting, marks: Sequence[Mark] = ()) -> Row:
    lead = lead_of(file)
    return Row(
        reference=file.case.reference,
        title="",
        person=named(file, setting),
        brand=brand_of(lead, setting),
        words=utter(lead.mention, setting.times, marks, fold=FOLD_ROW),
        tag=None,
        remark="",
        detail="",
    )


def praise_row(praise: Praise, setting: Setting) -> Row:
    """Put together one line of praise: the words that praise, and who passed it on, or a letter that does."""
    mention = praise.said.mention
    signals = praise.said.assessment.signals
    marks = [(signal.start, signal.end, 0) for signal in signals if signal.name == "praise"]
    named = [mention.text[signal.start : signal.end] for signal in signals if signal.name in {"product", "place"}]
    about = list(dict.fromkeys(named))
    words = utter(mention, setting.times, marks, fold=FOLD_ROW)
    contact = setting.material.contacts.get(praise.owner, "")
    return Row(
        reference=praise.reference,
        title=f"For {praise.owner}" if praise.owner else "",
        person=person_of(mention, setting.material.brands),
        brand=brand_of(praise.said, setting),
        words=words,
        tag=None,
        remark=f"About {', '.join(about[:3])}" if about else "",
        detail="",
        mail="" if praise.passed_on else _letter(praise, words, contact, setting),
        mail_words=f"Pass it on to {praise.owner}" if praise.owner and contact else "Pass it on",
        passed_on=_passed_on(praise.passed_on, setting) if praise.passed_on else None,
    )


def _letter(praise: Praise, words: Utterance, contact: str, setting: Setting) -> str:
    """Open a letter with the customer's own words; a copy goes to our mailbox, where the next run reads who sent it."""
    subject = f"{praise.reference} Praise from a customer"
    return praise_link(contact, setting.material.mailbox, subject, words.text, words.link.url if words.link else "")


def _passed_on(passing: Passing, setting: Setting) -> PassedOn:
    who, whom = (short_name(name, LONGEST_NAME) for name in (passing.actor, passing.recipient))
    return PassedOn(who=who, whom=whom, when=setting.times.moment(passing.at))


def change_line(change: Change, cards: Mapping[int, str], stories: Mapping[str, str]) -> ChangeLine:
    """Put together one line of what changed, leading to the person or story it is about where that is on the page."""
    anchor = cards.get(change.case_number or -1, "") or stories.get(change.story_id or "", "")
    tone = CHANGE_TONES.get(change.tag.casefold(), Tone.CALM)
    return ChangeLine(tag=Tag(text=change.tag, tone=tone), text=change.text, anchor=anchor)


def outcome_row(file: CaseFile, setting: Setting) -> OutcomeRow:
    """Put together what became of one reply, with the customer's own last word."""
    case, now = file.case, setting.material.now
    last = _last_word(file)
    replied = case.first_reply_at
    tag = _standing(file)
    return OutcomeRow(
        reference=case.reference,
        person=named(file, setting),
        first_reply=duration(replied - case.opened_at) if replied else "not yet" if waits(case) else "none seen",
        last=utter(last, setting.times, fold=FOLD_ROW) if last else None,
        silence="" if last or replied is None else f"No word for {duration(now - replied)}",
        tag=tag,
        detail=_look_again(file, setting),
    )


def _last_word(file: CaseFile) -> Mention | None:
    replied = file.case.first_reply_at
    later = [one.mention for one in file.mentions if replied is not None and one.mention.posted_at > replied]
    return later[-1] if later else None


def _standing(file: CaseFile) -> Tag:
    if file.case.outcome is not None:
        return STANDING[file.case.outcome]
    if file.case.state is CaseState.CLOSED:
        return Tag(text="Closed", tone=Tone.CALM)
    if file.case.state is CaseState.OPEN:
        return STANDING[Outcome.WROTE_AGAIN] if file.case.first_reply_at else STANDING[Outcome.UNANSWERED]
    return Tag(text="Waiting for their word", tone=Tone.CALM)


def _look_again(file: CaseFile, setting: Setting) -> str:
    until = file.case.snoozed_until
    return f"look in on them {setting.times.moment(until).words}" if until and until > setting.material.now else ""


def outcome_figures(facts: OutcomeFacts) -> tuple[Figure, ...]:
    """Put together the figures over the last days; none when nobody was answered."""
    if facts.replied <= 0:
        return ()
    whole = f"of {facts.replied:,}"
    return (
        Figure(value=_wait(facts.typical_wait_seconds) or "not known", label=_wait_label(facts)),
        Figure(value=f"{facts.satisfied:,} {whole}", label="said they were satisfied"),
        Figure(value=f"{facts.accepted_or_silent:,} {whole}", label="accepted it without warmth, or went silent"),
        Figure(value=f"{facts.wrote_again:,} {whole}", label="wrote again about the same thing"),
    )


def _wait(seconds: float | None) -> str:
    return "" if seconds is None else duration(timedelta(seconds=seconds))


def _wait_label(facts: OutcomeFacts) -> str:
    before = _wait(facts.previous_wait_seconds)
    return "typical wait for a first reply" + (f", was {before}" if before else "")


def unread_words(unread: Mapping[str, int], language: Mapping[str, str]) -> str:
    """Say what was written in languages we do not read."""
    total = sum(unread.values())
    if total <= 0:
        return ""
    ordered = sorted(unread.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{number:,} {language.get(code, code)}" for code, number in ordered[:5]]
    rest = sum(number for _, number in ordered[5:])
    parts = ", ".join([*shown, *([f"{rest:,} in others"] if rest else [])])
    verb = "is" if total == 1 else "are"
    return f"{count(total, 'mention')} in other languages {verb} not read: {parts}. We read English only."


def namesake_words(namesakes: int) -> str:
    """Say how many mentions were set aside because they seem to mean something else by the brand's name."""
    if namesakes <= 0:
        return ""
    verb = "seems" if namesakes == 1 else "seem"
    means = "was" if namesakes == 1 else "were"
    return f"{count(namesakes, 'mention')} {verb} to mean something else by your name and {means} set aside."
