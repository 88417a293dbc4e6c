"""What our own account answered is a case, and what the customer says after that is its outcome."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.config import Policy
from monitor.model import Assessed, CaseEventKind, CaseState, Decision, Gate, Kind, Lane, Level, Outcome
from monitor.outreach.decide import decide
from tests.outreach.talking import START, build_answer, build_dossier, build_say

DAY = timedelta(days=1)
PLAIN = "The lamp from you has a green shade, I was promised a white one"
"""A failure the analysis does not see: it calls it `other`."""


def conversation(
    policy: Policy, first: Assessed, *after: Assessed, reply: str = "We will swap it", days: float = 2
) -> Decision | None:
    """Decide about somebody who spoke, was answered an hour later, and spoke on; None when there is no case."""
    return decide(build_dossier(first, *after, replies=(build_answer(first, reply),)), policy, START + days * DAY)


def test_what_our_team_answered_is_a_case_whatever_the_analysis_called_it(policy: Policy) -> None:
    told = build_say(PLAIN, kind=Kind.OTHER)
    assert decide(build_dossier(told), policy, START + DAY) is None
    decision = conversation(policy, told)
    assert decision is not None
    assert (decision.state, decision.opened_at, decision.first_reply_at) == (
        CaseState.REPLIED, START, START + timedelta(hours=1),
    )  # fmt: skip
    assert [event.kind for event in decision.events] == [CaseEventKind.OPENED, CaseEventKind.REPLIED]


def test_an_answered_word_falls_silent_like_any_case(policy: Policy) -> None:
    decision = conversation(policy, build_say(PLAIN, kind=Kind.OTHER), days=5)
    assert decision is not None
    assert (decision.state, decision.outcome, decision.priority.lane) == (
        CaseState.SILENT, Outcome.SILENT, Lane.ANSWERED,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.PRAISE, "Your lamps are lovely"), (Kind.QUESTION, "Do you sell bulbs for it?")]
)
def test_praise_and_plain_questions_we_answered_are_no_cases(policy: Policy, kind: Kind, text: str) -> None:
    assert conversation(policy, build_say(text, kind=kind), reply="We do, they are by the till") is None


def test_praise_we_apologised_for_is_a_case(policy: Policy) -> None:
    mixed = build_say("Two days, fair play to you. Only it is the shade for the other lamp", kind=Kind.PRAISE)
    decision = conversation(policy, mixed, reply="That one is our mistake, sorry Tom")
    assert decision is not None
    assert decision.state is CaseState.REPLIED


def test_a_question_whose_answer_disappointed_is_a_case_from_the_question_on(policy: Policy) -> None:
    asked = build_say("Can I swap a lamp without paying the postage?", kind=Kind.QUESTION)
    reply = build_answer(asked, "Only within a week")
    shrug = build_say("ok. I will live with it I suppose", 3, kind=Kind.LUKEWARM, in_reply_to=reply.mention.stable_key)
    decision = decide(build_dossier(asked, shrug, replies=(reply,)), policy, START + DAY)
    assert decision is not None
    assert (decision.opened_at, decision.state, decision.outcome) == (START, CaseState.ACCEPTED, Outcome.ACCEPTED)


@pytest.mark.parametrize(
    "told",
    [build_say(PLAIN, kind=Kind.OTHER, readable=False), build_say(PLAIN, kind=Kind.OTHER, gates=(Gate.NO_EXPERIENCE,))],
    ids=["unread", "not theirs"],
)
def test_words_nobody_could_judge_or_that_are_not_their_own_stay_no_case(policy: Policy, told: Assessed) -> None:
    assert conversation(policy, told) is None


def test_who_writes_back_about_it_waits_for_a_reply(policy: Policy) -> None:
    told = build_say(PLAIN, kind=Kind.OTHER)
    decision = conversation(policy, told, build_say("Which of the two dates was it again?", 3, kind=Kind.OTHER))
    assert decision is not None
    assert (decision.state, decision.outcome) == (CaseState.OPEN, Outcome.WROTE_AGAIN)
    assert (decision.priority.lane, decision.priority.level) == (Lane.REPLY, Level.S3)


def test_a_failure_after_our_answer_is_the_second(policy: Policy) -> None:
    decision = conversation(policy, build_say(PLAIN, kind=Kind.OTHER), build_say("The second is green as well", 30))
    assert decision is not None
    assert decision.priority.level is Level.S2
    assert "It went wrong again after your reply" in [reason.text for reason in decision.priority.reasons]


@pytest.mark.parametrize("words", ["Sent. Cheers Lena.", "DM sent, thanks", "thanks, I will message you", "Emailed"])
def test_doing_what_we_asked_is_neither_an_ending_nor_a_call(policy: Policy, words: str) -> None:
    told = build_say("They lost my parcel")
    sent = build_say(words, 40, kind=Kind.OTHER)
    decision = conversation(policy, told, sent, reply="Please send us a DM", days=3.5)
    assert decision is not None
    assert (decision.state, decision.outcome, decision.priority.lane) == (CaseState.REPLIED, None, Lane.ANSWERED)
    assert decision.look_again_at == sent.mention.posted_at + 3 * DAY
    later = conversation(policy, told, sent, reply="Please send us a DM", days=6)
    assert later is not None
    assert later.outcome is Outcome.SILENT


GLAD = "The parcel came, though I had to ring twice. Thank you, that was properly sorted"
SHARDS = "Another box of shards on the step. Thank you so much"


@pytest.mark.parametrize(
    ("words", "misread", "failure", "state"),
    [
        (GLAD, 0.51, "I had to ring twice", CaseState.SATISFIED),
        (GLAD, 0.69, "", CaseState.SATISFIED),
        (GLAD, 0.71, "", CaseState.OPEN),
        (f"{GLAD}, into a puddle", 0.51, "into a puddle", CaseState.OPEN),
        (f"{GLAD}, into a puddle", 0.0, "into a puddle", CaseState.SATISFIED),
        (SHARDS, 0.51, "box of shards", CaseState.OPEN),
        (SHARDS, 0.51, "", CaseState.SATISFIED),
    ],
    ids=["in passing", "weak doubt", "strong doubt", "told after it", "no doubt", "mere thanks", "mere thanks alone"],
)
def test_a_weak_doubt_needs_a_fresh_failure_and_not_a_word_in_passing(
    policy: Policy, words: str, misread: float, failure: str, state: CaseState
) -> None:
    signals = {"failure": failure} if failure else {}
    after = build_say(words, 20, kind=Kind.PRAISE, misread=misread, signals=signals)
    decision = conversation(policy, build_say("They lost my parcel"), after)
    assert decision is not None
    assert decision.state is state
