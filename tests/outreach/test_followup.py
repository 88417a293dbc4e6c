"""The life of a case: replies found, words read, silence noticed, nothing told twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import Policy
from monitor.model import (
    Assessed,
    Case,
    CaseEvent,
    CaseEventKind,
    CaseState,
    Decision,
    Dossier,
    Gate,
    Kind,
    Lane,
    Level,
    MentionKind,
    Outcome,
)
from monitor.outreach.decide import decide
from monitor.outreach.states import FAILED_AGAIN, fold
from monitor.outreach.walk import CLOSE_SETTLED_AFTER, CLOSE_UNANSWERED_AFTER
from tests.outreach.talking import START, build_answer, build_dossier, build_say

Say = Callable[..., Assessed]
Answer = Callable[..., Assessed]
MakeDossier = Callable[..., Dossier]

DAY = timedelta(days=1)


def remember(decision: Decision, dossier: Dossier) -> Dossier:
    """Give the dossier as it is found the next time, with what was decided stored."""
    case = Case(
        number=1042, person=decision.person, platform="x", author="Tom", story_id=None, opened_at=decision.opened_at,
        state=decision.state, owner=decision.priority.owner, priority=decision.priority,
        first_reply_at=decision.first_reply_at, outcome=decision.outcome,
    )  # fmt: skip
    return replace(dossier, case=case, events=(*dossier.events, *decision.events))


def note(dossier: Dossier, kind: CaseEventKind, at: datetime, detail: str = "") -> Dossier:
    return replace(dossier, events=(*dossier.events, CaseEvent(at=at, kind=kind, actor="priya", detail=detail)))


def test_a_new_failure_opens_a_case_when_the_customer_spoke(say: Say, dossier: MakeDossier, policy: Policy) -> None:
    decision = decide(dossier(say("My parcel is lost")), policy, START + DAY)
    assert decision is not None
    assert (decision.state, decision.opened_at, decision.case_number) == (CaseState.OPEN, START, None)
    assert [event.kind for event in decision.events] == [CaseEventKind.OPENED]


def test_praise_opens_no_case(say: Say, dossier: MakeDossier, policy: Policy) -> None:
    assert decide(dossier(say("Lovely people", kind=Kind.PRAISE)), policy, START + DAY) is None


def test_a_question_without_a_failure_opens_no_case(say: Say, dossier: MakeDossier, policy: Policy) -> None:
    assert decide(dossier(say("Do you ship to Norway?", kind=Kind.QUESTION)), policy, START + DAY) is None


def test_a_repost_of_others_words_opens_no_case(say: Say, dossier: MakeDossier, policy: Policy) -> None:
    assert decide(dossier(say("My parcel is lost", mention_kind=MentionKind.REPOST)), policy, START + DAY) is None


def test_the_first_reply_stops_the_clock_at_its_own_time(
    say: Say, answer: Answer, dossier: MakeDossier, policy: Policy
) -> None:
    lost = say("My parcel is lost")
    replies = (answer(lost, hours=2), answer(lost, "Any news yet?", hours=3))
    decision = decide(dossier(lost, replies=replies), policy, START + DAY)
    assert decision is not None
    assert (decision.state, decision.first_reply_at) == (CaseState.REPLIED, START + timedelta(hours=2))
    assert (decision.priority.lane, decision.priority.gate, decision.priority.due_at) == (
        Lane.ANSWERED,
        Gate.ANSWERED,
        None,
    )
    assert [event.kind for event in decision.events].count(CaseEventKind.REPLIED) == 1


def test_a_reply_that_sends_them_elsewhere_counts_and_is_noted(
    say: Say, answer: Answer, dossier: MakeDossier, policy: Policy
) -> None:
    lost = say("My parcel is lost")
    decision = decide(dossier(lost, replies=(answer(lost, "Please DM us your details"),)), policy, START + DAY)
    assert decision is not None
    assert decision.events[-1].detail == "asked them to write in private"


def test_a_reply_to_somebody_else_in_the_thread_does_not_stop_the_clock(
    say: Say, answer: Answer, dossier: MakeDossier, policy: Policy
) -> None:
    lost = say("Mine is lost too", thread="t1", in_reply_to="root")
    other = answer(say("Where is mine", author="ann"), "@ann We found yours")
    in_thread = replace(other, mention=replace(other.mention, thread="t1"))
    decision = decide(dossier(lost, replies=(in_thread,)), policy, START + DAY)
    assert decision is not None
    assert decision.state is CaseState.OPEN


def test_a_reply_before_the_failure_does_not_count(
    say: Say, answer: Answer, dossier: MakeDossier, policy: Policy
) -> None:
    asked, lost = say("Do you ship to Norway?", 0, kind=Kind.QUESTION), say("It never came", 48)
    decision = decide(dossier(asked, lost, replies=(answer(asked, hours=1),)), policy, START + 3 * DAY)
    assert decision is not None
    assert (decision.state, decision.first_reply_at) == (CaseState.OPEN, None)


@pytest.mark.parametrize(
    ("words", "state", "outcome"),
    [
        ("Thank you so much, all sorted!", CaseState.SATISFIED, Outcome.SATISFIED),
        ("okay, that's fine", CaseState.ACCEPTED, Outcome.ACCEPTED),
        ("That does not help, thanks for nothing", CaseState.DISSATISFIED, Outcome.DISSATISFIED),
        ("It is the blue one, order of Monday", CaseState.OPEN, Outcome.WROTE_AGAIN),
    ],
)
def test_the_customers_words_after_our_reply_decide(
    policy: Policy, words: str, state: CaseState, outcome: Outcome
) -> None:
    lost, after = build_say("My parcel is lost"), build_say(words, 2, kind=Kind.OTHER)
    decision = decide(build_dossier(lost, after, replies=(build_answer(lost),)), policy, START + DAY)
    assert decision is not None
    assert (decision.state, decision.outcome) == (state, outcome)


def test_our_reply_alone_never_satisfies(say: Say, answer: Answer, dossier: MakeDossier, policy: Policy) -> None:
    lost = say("My parcel is lost")
    for days in (0.2, 2, 5, 20, 400):
        decision = decide(dossier(lost, replies=(answer(lost),)), policy, START + days * DAY)
        assert decision is not None
        assert decision.outcome in {None, Outcome.SILENT}


def test_thanks_whose_tone_is_doubtful_go_to_a_person(
    say: Say, answer: Answer, dossier: MakeDossier, policy: Policy
) -> None:
    lost = say("My parcel is lost")
    after = say("Brilliant, all sorted, thank you so much", 2, kind=Kind.PRAISE, misread=0.8)
    decision = decide(dossier(lost, after, replies=(answer(lost),)), policy, START + DAY)
    assert decision is not None
    assert (decision.state, decision.priority.lane) == (CaseState.OPEN, Lane.REPLY)


def test_a_second_failure_after_our_reply_ranks_above_a_first(
    say: Say, answer: Answer, dossier: MakeDossier, policy: Policy
) -> None:
    lost, again = say("My parcel is lost"), say("The second one is broken", 30)
    second = decide(dossier(lost, again, replies=(answer(lost),)), policy, START + 2 * DAY)
    first = decide(dossier(lost), policy, START + 2 * DAY)
    assert second is not None
    assert first is not None
    assert (first.priority.level, second.priority.level) == (Level.S3, Level.S2)
    assert any(event.kind is CaseEventKind.REOPENED and event.detail == FAILED_AGAIN for event in second.events)
    assert second.priority.due_at == START + timedelta(hours=31)


def test_silence_is_noticed_when_the_days_have_passed(
    say: Say, answer: Answer, dossier: MakeDossier, policy: Policy
) -> None:
    lost = say("My parcel is lost")
    known = dossier(lost, replies=(answer(lost),))
    early = decide(known, policy, START + 3 * DAY)
    assert early is not None
    assert (early.state, early.look_again_at) == (CaseState.REPLIED, START + timedelta(hours=1) + 3 * DAY)
    late = decide(remember(early, known), policy, START + 4 * DAY)
    assert late is not None
    assert (late.state, late.outcome) == (CaseState.SILENT, Outcome.SILENT)
    assert late.look_again_at == START + timedelta(hours=1) + CLOSE_SETTLED_AFTER


def test_words_heard_late_break_a_silence_that_was_noted() -> None:
    kinds = [(CaseEventKind.OPENED, ""), (CaseEventKind.REPLIED, ""), (CaseEventKind.OUTCOME, "satisfied")]
    noted = [*kinds, (CaseEventKind.OUTCOME, "silent")]
    events = [CaseEvent(at=START + day * DAY, kind=kind, detail=detail) for day, (kind, detail) in enumerate(noted)]
    assert fold(events) is CaseState.SATISFIED


def test_a_silent_customer_who_speaks_is_heard(say: Say, answer: Answer, dossier: MakeDossier, policy: Policy) -> None:
    lost = say("My parcel is lost")
    known = dossier(lost, replies=(answer(lost),))
    silent = decide(known, policy, START + 5 * DAY)
    assert silent is not None
    spoke = replace(remember(silent, known), mentions=(lost, say("It is still lost", 24 * 6)))
    decision = decide(spoke, policy, START + 7 * DAY)
    assert decision is not None
    assert decision.state in {CaseState.OPEN, CaseState.DISSATISFIED}
    assert decision.priority.lane is Lane.REPLY


def test_a_case_nobody_answered_is_closed_and_says_so(say: Say, dossier: MakeDossier, policy: Policy) -> None:
    decision = decide(dossier(say("My parcel is lost")), policy, START + CLOSE_UNANSWERED_AFTER + DAY)
    assert decision is not None
    assert (decision.state, decision.outcome, decision.priority.lane) == (
        CaseState.CLOSED,
        Outcome.UNANSWERED,
        Lane.NOTHING,
    )


def test_a_closed_case_opens_again_for_a_new_failure_but_not_for_a_greeting(
    say: Say, dossier: MakeDossier, policy: Policy
) -> None:
    lost = say("My parcel is lost")
    known = dossier(lost)
    opened = decide(known, policy, START + DAY)
    assert opened is not None
    closed = note(remember(opened, known), CaseEventKind.CLOSED, START + 2 * DAY)
    hello = decide(replace(closed, mentions=(lost, say("Hello again", 60, kind=Kind.OTHER))), policy, START + 3 * DAY)
    broken = decide(replace(closed, mentions=(lost, say("The new one is broken", 60))), policy, START + 3 * DAY)
    assert hello is not None
    assert broken is not None
    assert (hello.state, broken.state) == (CaseState.CLOSED, CaseState.OPEN)


def test_handing_over_changes_the_owner_and_never_the_clock(say: Say, dossier: MakeDossier, policy: Policy) -> None:
    known = dossier(say("My parcel is lost"))
    before = decide(known, policy, START + DAY)
    assert before is not None
    handed = note(remember(before, known), CaseEventKind.HANDED_OVER, START + timedelta(hours=2), "Refunds")
    after = decide(handed, policy, START + DAY)
    assert after is not None
    assert (before.priority.owner, after.priority.owner) == ("Deliveries", "Refunds")
    assert (after.priority.due_at, after.opened_at) == (before.priority.due_at, before.opened_at)


def test_a_person_can_confirm_that_a_customer_is_satisfied(
    say: Say, answer: Answer, dossier: MakeDossier, policy: Policy
) -> None:
    lost = say("My parcel is lost")
    known = dossier(lost, replies=(answer(lost),))
    replied = decide(known, policy, START + DAY)
    assert replied is not None
    decision = decide(note(remember(replied, known), CaseEventKind.CONFIRMED, START + DAY), policy, START + 2 * DAY)
    assert decision is not None
    assert (decision.state, decision.outcome) == (CaseState.SATISFIED, Outcome.SATISFIED)


def test_not_one_for_us_leaves_the_page(say: Say, dossier: MakeDossier, policy: Policy) -> None:
    known = dossier(say("My parcel is lost"))
    opened = decide(known, policy, START + DAY)
    assert opened is not None
    decision = decide(note(remember(opened, known), CaseEventKind.NOT_FOR_US, START + DAY), policy, START + 2 * DAY)
    assert decision is not None
    assert (decision.state, decision.priority.lane) == (CaseState.CLOSED, Lane.NOTHING)


def test_a_case_put_off_comes_back_and_wakes_when_they_write(say: Say, dossier: MakeDossier, policy: Policy) -> None:
    lost = say("My parcel is lost")
    known = dossier(lost)
    opened = decide(known, policy, START + timedelta(hours=1))
    assert opened is not None
    asleep = note(remember(opened, known), CaseEventKind.SNOOZED, START + timedelta(hours=2))
    assert asleep.case is not None
    asleep = replace(asleep, case=replace(asleep.case, snoozed_until=START + 2 * DAY))
    awake = replace(asleep, mentions=(lost, say("Hello? Anybody?", 5)))
    lanes = [
        decision.priority.lane if (decision := decide(known, policy, at)) else None
        for known, at in ((asleep, START + DAY), (asleep, START + 3 * DAY), (awake, START + DAY))
    ]
    assert lanes == [Lane.NOTHING, Lane.REPLY, Lane.REPLY]


def test_what_a_customer_calls_settled_is_settled_though_no_reply_was_seen(
    say: Say, dossier: MakeDossier, policy: Policy
) -> None:
    lost, found = say("My parcel is lost"), say("It has arrived, thank you so much!", 9, kind=Kind.PRAISE)
    decision = decide(dossier(lost, found), policy, START + DAY)
    assert decision is not None
    assert (decision.state, decision.first_reply_at) == (CaseState.SATISFIED, None)


def test_a_failure_heard_late_moves_the_opening_back_and_opens_no_second_case(
    say: Say, dossier: MakeDossier, policy: Policy
) -> None:
    later = say("My second parcel is lost", 10)
    known = dossier(later)
    opened = decide(known, policy, START + DAY)
    assert opened is not None
    decision = decide(replace(remember(opened, known), mentions=(say("My parcel is lost"), later)), policy, START + DAY)
    assert decision is not None
    assert decision.opened_at == START
    assert CaseEventKind.OPENED not in {event.kind for event in decision.events}


SCRIPT = {
    "failure": ("My parcel is lost", Kind.COMPLAINT),
    "thanks": ("Thank you so much, all sorted!", Kind.PRAISE),
    "fine": ("okay, that's fine", Kind.LUKEWARM),
    "angry": ("Useless. Thanks for nothing", Kind.COMPLAINT),
    "detail": ("It is the blue one", Kind.OTHER),
    "praise": ("Lovely people in the shop", Kind.PRAISE),
}
lines = st.lists(st.tuples(st.sampled_from([*SCRIPT, "reply", "look"]), st.integers(1, 400)), min_size=1, max_size=12)


def play(script: list[tuple[str, int]], policy: Policy, *, looks: bool) -> tuple[Dossier, Decision | None, datetime]:
    """Let a conversation happen hour by hour, looking at it on the way or only at its end."""
    known, decision, hour = build_dossier(), None, 0
    for line, hours in script:
        hour += hours
        now = START + timedelta(hours=hour)
        if line in SCRIPT:
            text, kind = SCRIPT[line]
            known = replace(known, mentions=(*known.mentions, build_say(text, hour, kind=kind)))
        elif line == "reply" and known.mentions:
            known = replace(known, replies=(*known.replies, build_answer(known.mentions[-1], hours=hour)))
        if looks and (seen := decide(known, policy, now)):
            known = remember(seen, known)
    now = START + timedelta(hours=hour)
    decision = decide(known, policy, now)
    return known, decision, now


@settings(max_examples=70, deadline=None)
@given(script=lines)
def test_deciding_twice_says_the_same_and_tells_nothing_twice(script: list[tuple[str, int]]) -> None:
    policy = Policy(zone=ZoneInfo("UTC"))
    known, first, now = play(script, policy, looks=False)
    if first is None:
        return
    second = decide(remember(first, known), policy, now)
    assert second is not None
    assert second.events == ()
    assert second.events_known == len(first.events)
    assert replace(second, case_number=None, events_known=0) == replace(first, events=())


@settings(max_examples=70, deadline=None)
@given(script=lines)
def test_the_stored_events_alone_give_the_state(script: list[tuple[str, int]]) -> None:
    known, decision, _ = play(script, Policy(zone=ZoneInfo("UTC")), looks=True)
    if decision is not None:
        assert fold((*known.events, *decision.events)) is decision.state


@settings(max_examples=70, deadline=None)
@given(script=lines)
def test_a_decision_never_waits_for_a_negative_time(script: list[tuple[str, int]]) -> None:
    _, decision, _ = play(script, Policy(zone=ZoneInfo("UTC")), looks=True)
    if decision is not None and decision.priority.due_at is not None:
        assert decision.priority.due_at >= decision.opened_at
    if decision is not None and decision.first_reply_at is not None:
        assert decision.first_reply_at >= decision.opened_at
