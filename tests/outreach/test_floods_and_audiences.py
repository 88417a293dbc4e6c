"""Whom a story raises: its own sufferers to the top, a large audience to the press office, a flood of copies once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.config import Policy
from monitor.model import Assessed, Dossier, Gate, Kind, Lane, Level, Phase, Priority, Range, Spread, Story, StoryView
from monitor.outreach.decide import decide
from monitor.outreach.followup import FLOOD
from monitor.outreach.matter import FIRST_HAND, LARGE_AUDIENCE, Cause, cause_of
from tests.outreach.talking import START, build_dossier, build_say

NOW = START + timedelta(hours=12)
COPY = "they are finished lol get refund here"
SARCASM = "Love how they charge extra for careful hands and careful means dropped in a puddle"


def story(tellers: int, doubling: float | None = None, platforms: tuple[str, ...] = ("x",)) -> StoryView:
    none = Range(low=0, likely=0, high=0)
    spread = Spread(
        story_id="x:1", at=NOW, mentions=tellers, tellers=tellers, platforms=platforms, pace=1, acceleration=0,
        doubling_hours=doubling, reach=none, coverage=1, phase=Phase.GROWING if doubling else Phase.FADING, arousal=0.5,
        expected_mentions=none, expected_reach=none, horizon=NOW,
    )  # fmt: skip
    told = Story(id="x:1", name="lost", brand="b", started_at=START, last_at=NOW, mentions=tellers)
    return StoryView(story=told, spread=spread)


def judge(policy: Policy, said: Assessed, view: StoryView | None = None) -> Priority | None:
    decision = decide(build_dossier(said, story=view), policy, NOW)
    return decision.priority if decision else None


def followed(said: Assessed, followers: int | None) -> Assessed:
    return replace(said, mention=replace(said.mention, followers=followers))


def advert() -> Assessed:
    return build_say(COPY, kind=Kind.OTHER, gates=(Gate.AUTOMATIC, Gate.NO_EXPERIENCE), firsthand=0.0)


def test_copies_by_many_accounts_are_read_and_not_answered(policy: Policy) -> None:
    priority = judge(policy, advert(), story(FLOOD))
    assert priority is not None
    assert (priority.lane, priority.gate, priority.level) == (Lane.HELD, Gate.AUTOMATIC, Level.NONE)


@pytest.mark.parametrize("view", [None, story(1), story(FLOOD - 1)])
def test_an_advert_by_few_accounts_concerns_nobody(policy: Policy, view: StoryView | None) -> None:
    assert cause_of(advert()) is Cause.GATED
    assert judge(policy, advert(), view) is None


def test_a_complaint_that_looks_automatic_is_still_read(policy: Policy) -> None:
    priority = judge(policy, build_say("They lost my parcel", gates=(Gate.AUTOMATIC,), firsthand=0.0))
    assert priority is not None
    assert (priority.lane, priority.gate) == (Lane.HELD, Gate.AUTOMATIC)


def test_an_advert_does_not_hide_its_authors_own_failure(policy: Policy) -> None:
    lost = build_say("They lost my parcel", 1)
    decision = decide(Dossier(person="x:tom", mentions=(advert(), lost), story=story(FLOOD)), policy, NOW)
    assert decision is not None
    assert decision.priority.lane is Lane.REPLY


@pytest.mark.parametrize("view", [story(9, doubling=3.0), story(2, platforms=("x", "news"))])
def test_a_story_makes_only_its_own_sufferers_most_urgent(policy: Policy, view: StoryView) -> None:
    lost = build_say("They lost my parcel", firsthand=FIRST_HAND)
    own = judge(policy, lost, replace(view, story=replace(view.story, id=lost.mention.id)))
    doubtful = judge(policy, build_say(SARCASM, firsthand=0.35, misread=0.9), view)
    assert own is not None
    assert doubtful is not None
    assert own.level is Level.S1
    assert (doubtful.lane, doubtful.level is Level.S1) == (Lane.REPLY, False)


def test_who_only_feels_with_somebody_is_owed_no_reply(policy: Policy) -> None:
    angry = build_say("Reading this and I am furious for him", firsthand=0.4)
    assert judge(policy, angry, story(9, doubling=3.0)) is None


def test_a_sarcastic_complaint_is_never_dropped(policy: Policy) -> None:
    priority = judge(policy, build_say(SARCASM, firsthand=0.1, misread=0.6))
    assert priority is not None
    assert priority.lane is Lane.REPLY


def test_kind_words_in_doubt_are_looked_at_without_urgency(policy: Policy) -> None:
    words = "Wonderful job getting my wife home after the delay"
    complained = build_say(words, misread=0.55, signals={"failure": "the delay", "vulnerable": "my wife"}, leaving=0.9)
    praised = replace(complained, assessment=replace(complained.assessment, kind=Kind.PRAISE))
    levels = [priority.level for said in (praised, complained) if (priority := judge(policy, said))]
    assert levels == [Level.S3, Level.S2]


@pytest.mark.parametrize(
    ("kind", "gates"),
    [(Kind.COMPLAINT, ()), (Kind.COMPLAINT, (Gate.NO_EXPERIENCE,)), (Kind.OTHER, (Gate.NO_EXPERIENCE,))],
)
def test_a_large_audience_that_retells_a_story_goes_to_the_press_office(
    policy: Policy, kind: Kind, gates: tuple[Gate, ...]
) -> None:
    words = "An old man waits nine weeks because they sent the wrong lamp"
    retold = build_say(words, kind=kind, gates=gates, firsthand=0.2, negative=0.8)
    priority = judge(policy, followed(retold, 41_000), story(4))
    assert priority is not None
    assert (priority.lane, priority.gate, priority.level) == (Lane.HELD, Gate.NO_EXPERIENCE, Level.NONE)
    assert priority.recipient == "Jo in the press office"
    assert priority.reasons[0].text == "A large audience: an account with 41,000 followers retells a story"


@pytest.mark.parametrize("followers", [None, 0, LARGE_AUDIENCE - 1])
def test_a_small_audience_that_retells_a_story_is_not_the_press_offices(policy: Policy, followers: int | None) -> None:
    retold = build_say("An old man waits nine weeks", gates=(Gate.NO_EXPERIENCE,), firsthand=0.2)
    priority = judge(policy, followed(retold, followers), story(4))
    assert priority is not None
    assert priority.recipient == "the community manager"


def test_a_large_audience_never_loses_the_reply_to_its_own_failure(policy: Policy) -> None:
    priority = judge(policy, followed(build_say("They lost my parcel"), 2_000_000), story(4))
    assert priority is not None
    assert (priority.lane, priority.gate) == (Lane.REPLY, None)


def test_a_neutral_word_to_a_large_audience_concerns_nobody(policy: Policy) -> None:
    sale = build_say("Their sale starts on Thursday", kind=Kind.OTHER, gates=(Gate.NO_EXPERIENCE,), firsthand=0.1)
    assert judge(policy, followed(sale, 52_000), story(4)) is None
