"""Gate, level, reasons and promise of one person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.config import Policy
from monitor.model import (
    Assessed,
    Decision,
    Dossier,
    Gate,
    History,
    Kind,
    Lane,
    Level,
    MentionKind,
    Phase,
    Priority,
    Range,
    Spread,
    Story,
    StoryView,
)
from monitor.outreach.decide import decide
from tests.outreach.talking import START, build_answer, build_dossier, build_say

Say = Callable[..., Assessed]
MakeDossier = Callable[..., Dossier]
NOW = START + timedelta(hours=12)


def judge(policy: Policy, *mentions: Assessed, **more: object) -> Priority:
    decision = decide(build_dossier(*mentions, **more), policy, NOW)
    assert isinstance(decision, Decision)
    texts = {said.mention.id: said.mention.text for said in mentions}
    for reason in decision.priority.reasons:
        assert 0 <= reason.start <= reason.end <= len(texts[reason.mention_id])
    return decision.priority


def texts(priority: Priority) -> str:
    return " | ".join(reason.text for reason in priority.reasons)


def story(
    tellers: int = 1, doubling: float | None = None, expected: float = 0.0, platforms: tuple[str, ...] = ("x",)
) -> StoryView:
    still = Range(low=0, likely=0, high=0)
    spread = Spread(
        story_id="x:1", at=NOW, mentions=tellers + 1, tellers=tellers, platforms=platforms, pace=1, acceleration=0,
        doubling_hours=doubling, reach=still, coverage=1, phase=Phase.GROWING if doubling else Phase.FADING, arousal=0.5,
        expected_mentions=still, expected_reach=Range(low=0, likely=expected, high=expected * 2), horizon=NOW,
    )  # fmt: skip
    told = Story(id="x:1", name="lost", brand="b", started_at=START, last_at=NOW, mentions=tellers + 1)
    return StoryView(story=told, spread=spread)


def test_a_first_hand_failure_waits_for_a_reply(policy: Policy) -> None:
    priority = judge(policy, build_say("They lost my parcel", signals={"failure": "lost my parcel"}))
    assert (priority.lane, priority.level, priority.promise_hours) == (Lane.REPLY, Level.S3, 8.0)
    assert (priority.due_at, priority.owner, priority.lead_mention_id) == (
        START + timedelta(hours=8),
        "Deliveries",
        "x:tom-1772614800",
    )
    assert "an experience, not an opinion" in texts(priority)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"signals": {"vulnerable": "my dad"}}, "Someone vulnerable is affected"),
        ({"leaving": 0.9, "signals": {"leaving_to": "my dad"}}, "Leaving for somebody else"),
        ({"leaving": 0.9}, "Leaving now, not some day"),
    ],
)
def test_what_makes_a_failure_worse_makes_it_urgent(policy: Policy, more: dict[str, Any], reason: str) -> None:
    priority = judge(policy, build_say("They lost the parcel for my dad", **more))
    assert (priority.level, priority.promise_hours) == (Level.S2, 1.0)
    assert reason in texts(priority)


def test_calling_again_without_an_answer_makes_it_urgent(policy: Policy) -> None:
    calls = [build_say("They lost my parcel", 0), build_say("Hello? My parcel?", 3), build_say("Anybody there?", 5)]
    priority = judge(policy, *calls)
    assert (priority.level, priority.contacts) == (Level.S2, 3)
    assert "Wrote 3 times, last on Wednesday 4 March at 14:00 GMT, no answer seen" in texts(priority)


def test_one_story_told_in_five_posts_is_one_call(policy: Policy) -> None:
    posts = [build_say(f"They lost my parcel, part {part}", part / 60) for part in range(5)]
    assert judge(policy, *posts).level is Level.S3


def test_an_earlier_complaint_nobody_answered_makes_it_urgent(policy: Policy) -> None:
    priority = judge(policy, build_say("They lost my parcel"), history=History(complaints=2, unanswered=2))
    assert priority.level is Level.S2
    assert "2 earlier complaints that nobody answered" in texts(priority)


@pytest.mark.parametrize(
    ("view", "level"),
    [
        (story(tellers=3, doubling=3.0), Level.S1),
        (story(tellers=2, doubling=3.0), Level.S2),
        (story(tellers=9), Level.S3),
        (story(expected=5_000), Level.S2),
        (story(platforms=("x", "news")), Level.S1),
    ],
)
def test_a_spreading_story_raises_who_told_it_first(policy: Policy, view: StoryView, level: Level) -> None:
    said = build_say("They lost my parcel")
    first = replace(view, story=replace(view.story, id=said.mention.id))
    assert judge(policy, said, story=first).level is level


@pytest.mark.parametrize("view", [story(tellers=9, doubling=3.0), story(platforms=("x", "news"))])
def test_of_the_other_tellers_only_those_hit_worse_are_most_urgent(policy: Policy, view: StoryView) -> None:
    plain = build_say("They lost my parcel")
    worse = build_say("They lost my mum's parcel", signals={"vulnerable": "my mum's"})
    assert judge(policy, plain, story=view).level is Level.S2
    assert judge(policy, worse, story=view).level is Level.S1
    again = (build_say("They lost my parcel"), build_say("Still no parcel", 5))
    assert judge(policy, *again, story=view).level is Level.S1


def test_many_followers_never_push_anybody_down(policy: Policy) -> None:
    known, unknown = build_say("They lost my parcel"), build_say("They lost my parcel")
    famous = replace(known, mention=replace(known.mention, followers=2_000_000))
    assert judge(policy, famous).level is judge(policy, unknown).level


@pytest.mark.parametrize(
    ("gate", "recipient"),
    [(Gate.SAFETY, "the duty manager"), (Gate.LEGAL, "the legal department"), (Gate.MEDIA, "Jo in the press office")],
)
def test_danger_law_and_press_are_raised_to_a_named_recipient(policy: Policy, gate: Gate, recipient: str) -> None:
    priority = judge(policy, build_say("The plug caught fire", gates=(gate,)))
    assert (priority.lane, priority.level, priority.gate, priority.recipient) == (Lane.HELD, Level.S1, gate, recipient)
    assert priority.promise_hours == 1.0


def test_danger_and_law_together_go_to_both(policy: Policy) -> None:
    priority = judge(
        policy, build_say("The plug caught fire, my solicitor will write", gates=(Gate.LEGAL, Gate.SAFETY))
    )
    assert (priority.gate, priority.recipient) == (Gate.SAFETY, "the duty manager and the legal department")


@pytest.mark.parametrize("gate", [Gate.EMPLOYEE, Gate.AUTOMATIC, Gate.NO_EXPERIENCE])
def test_words_that_are_no_customers_are_read_and_not_answered(policy: Policy, gate: Gate) -> None:
    priority = judge(policy, build_say("They are hopeless", gates=(gate,)))
    assert (priority.lane, priority.level, priority.due_at) == (Lane.HELD, Level.NONE, None)
    assert priority.recipient


def test_a_troll_is_read_and_nobody_is_told_unless_the_team_names_somebody(policy: Policy) -> None:
    troll = build_say(
        "lol you smell", gates=(Gate.TROLL, Gate.NO_EXPERIENCE), kind=Kind.OTHER, signals={"troll": "you smell"}
    )
    held = judge(policy, troll)
    assert (held.lane, held.level, held.gate, held.recipient) == (Lane.HELD, Level.NONE, Gate.TROLL, "")
    assert (held.reasons[0].text, held.due_at) == ("Seems only to provoke or insult: a reply would feed it", None)
    named = replace(policy, recipients={"troll": "Mo"})
    assert judge(named, troll).recipient == "Mo"


def test_insults_do_not_hide_a_failure_of_their_own(policy: Policy) -> None:
    troll = build_say("lol you smell", 0, gates=(Gate.TROLL,), kind=Kind.OTHER)
    assert judge(policy, troll, build_say("They lost my parcel", 1)).lane is Lane.REPLY


def test_a_post_that_reads_like_the_news_is_an_article_and_no_question_from_the_press(
    policy: Policy, say: Say, dossier: MakeDossier
) -> None:
    news = say("Norbank shares rise", gates=(Gate.MEDIA,), kind=Kind.OTHER, signals={"headline": "shares rise"})
    assert decide(dossier(news), policy, NOW) is None
    asks = say("Can we use your photo?", gates=(Gate.MEDIA,), kind=Kind.OTHER, signals={"media": "use your photo"})
    priority = judge(policy, asks)
    assert (priority.lane, priority.gate, priority.level) == (Lane.HELD, Gate.MEDIA, Level.S1)


def test_an_own_failure_is_not_hidden_by_an_opinion_beside_it(policy: Policy) -> None:
    opinion = build_say("They are all hopeless", 0, gates=(Gate.NO_EXPERIENCE,))
    assert judge(policy, opinion, build_say("They lost my parcel", 1)).lane is Lane.REPLY


def test_the_brands_own_words_open_nothing(policy: Policy, say: Say, dossier: MakeDossier) -> None:
    assert decide(dossier(say("We lost it, sorry", gates=(Gate.OWN,))), policy, NOW) is None


def test_a_friendly_article_is_not_held(policy: Policy, say: Say, dossier: MakeDossier) -> None:
    article = say("New shop opens", gates=(Gate.MEDIA,), kind=Kind.OTHER, mention_kind=MentionKind.ARTICLE)
    assert decide(dossier(article), policy, NOW) is None


@pytest.mark.parametrize("shunned", ["tom", "@Tom", "x:tom"])
def test_who_asked_not_to_be_contacted_is_held(policy: Policy, shunned: str) -> None:
    strict = replace(policy, never_contact=(shunned,))
    assert judge(strict, build_say("They lost my parcel")).gate is Gate.OPTED_OUT
    assert judge(policy, build_say("They lost my parcel"), opted_out=True).gate is Gate.OPTED_OUT


@pytest.mark.parametrize("kind", [Kind.PRAISE, Kind.OTHER, Kind.LUKEWARM])
def test_a_doubtful_tone_is_never_dropped(policy: Policy, kind: Kind) -> None:
    told = build_say(
        "Love how they left it in the rain",
        kind=kind,
        misread=0.8,
        signals={"praise": "Love how", "failure": "left it in the rain"},
    )
    priority = judge(policy, told)
    assert priority.lane is Lane.REPLY
    assert "The words are warm, the story is not" in texts(priority)


def test_lukewarm_words_are_quiet(policy: Policy) -> None:
    priority = judge(policy, build_say("It does the job, I guess", kind=Kind.LUKEWARM, signals={"lukewarm": "I guess"}))
    assert (priority.lane, priority.level, priority.promise_hours) == (Lane.QUIET, Level.S4, 8.0)
    assert "Lukewarm" in texts(priority)


def test_praise_from_somebody_who_leaves_is_quiet_and_not_lost(policy: Policy) -> None:
    priority = judge(policy, build_say("Lovely people, but I moved to the other shop", kind=Kind.PRAISE, leaving=0.8))
    assert (priority.lane, priority.level) == (Lane.QUIET, Level.S4)


def test_who_leaves_and_asks_for_something_gets_a_reply(policy: Policy) -> None:
    told = build_say(
        "I am going, please close my account",
        kind=Kind.OTHER,
        leaving=0.8,
        signals={"request": "please close my account"},
    )
    assert judge(policy, told).lane is Lane.REPLY


def test_a_giving_up_after_our_reply_is_quietly_leaving(policy: Policy) -> None:
    lost = build_say("They lost my parcel")
    fine = build_say(
        "okay, that's fine, I'll sort it myself", 2, kind=Kind.LUKEWARM, signals={"lukewarm": "that's fine"}
    )
    priority = judge(policy, lost, fine, replies=(build_answer(lost),))
    assert (priority.lane, priority.level, priority.lead_mention_id) == (Lane.QUIET, Level.S4, fine.mention.id)


def test_the_lead_is_the_mention_that_tells_most(policy: Policy) -> None:
    weak = build_say("You are hopeless", 0)
    strong = build_say(
        "They lost my parcel twice in nine weeks",
        1,
        severity=0.7,
        signals={"waiting": "nine weeks", "failure": "lost my parcel"},
    )
    last = build_say("Sent you the number", 2, kind=Kind.OTHER)
    assert judge(policy, weak, strong, last).lead_mention_id == strong.mention.id


def test_a_text_full_of_findings_gets_few_reasons(policy: Policy) -> None:
    words = (
        "My dad was passed around, rang four times, waited nine weeks, lost £80, wants a call, after ten loyal years"
    )
    told = build_say(words, signals={
        "failure": "lost £80", "vulnerable": "My dad", "passed_around": "passed around", "repeated_contact": "four times",
        "waiting": "nine weeks", "request": "wants a call", "amount": "£80", "loyal_before": "ten loyal years",
    }, leaving=0.9, misread=0.9)  # fmt: skip
    assert 3 <= len(judge(policy, told).reasons) <= 6


def test_a_finding_outside_the_text_is_not_shown_as_evidence(policy: Policy, say: Say) -> None:
    told = say("They lost my parcel", signals={"vulnerable": "parcel"})
    wrong = replace(told.assessment.signals[0], start=400, end=500)
    told = replace(told, assessment=replace(told.assessment, signals=(wrong,)))
    reasons = {reason.text: (reason.start, reason.end) for reason in judge(policy, told).reasons}
    assert reasons["Someone vulnerable is affected"] == (0, 0)


def test_a_mention_from_the_future_is_not_late(policy: Policy, say: Say, dossier: MakeDossier) -> None:
    decision = decide(dossier(say("They lost my parcel", 300)), policy, NOW)
    assert decision is not None
    assert decision.priority.due_at is not None
    assert decision.priority.due_at > NOW
