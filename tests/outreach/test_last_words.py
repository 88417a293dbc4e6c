"""How often somebody wrote and with what words they ended: told once, dated, and heeded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor.config import Policy
from monitor.model import Assessed, Kind, Lane, Level, Priority
from monitor.outreach.decide import decide
from tests.outreach.talking import START, build_answer, build_dossier, build_say

NOW = START + timedelta(days=1)
KIND = "Please thank Emily at your desk, she is amazing"


def judge(policy: Policy, *said: Assessed, **more: object) -> Priority:
    decision = decide(build_dossier(*said, **more), policy, NOW)
    assert decision is not None
    return decision.priority


def texts(priority: Priority) -> list[str]:
    return [reason.text for reason in priority.reasons]


def urgent(hours: float = 0.0) -> Assessed:
    return build_say("You left my dad on the kerb", hours, signals={"vulnerable": "my dad"})


def kind_words(text: str = KIND, hours: float = 6.0, **found: object) -> Assessed:
    known: dict[str, Any] = {"negative": 0.03, "signals": {"praise": text[:6]}}
    return build_say(text, hours, kind=Kind.PRAISE, **(known | found))


def test_the_reason_says_when_they_last_wrote_in_the_teams_time(policy: Policy) -> None:
    berlin = replace(policy, zone=ZoneInfo("Europe/Berlin"))
    calls = [build_say("They lost my parcel"), build_say("Hello?", 3), build_say("Anybody there?", 23)]
    [reason] = [reason for reason in judge(berlin, *calls).reasons if reason.text.startswith("Wrote")]
    assert reason.text == "Wrote 3 times, last on Thursday 5 March at 09:00 CET, no answer seen"
    assert reason.mention_id == calls[-1].mention.id


def test_asking_again_is_said_once_and_counted_where_we_counted(policy: Policy) -> None:
    first = build_say("My third email about the parcel", signals={"repeated_contact": "third email"})
    again = "They have already asked more than once"
    assert again in texts(judge(policy, first))
    counted = texts(judge(policy, first, build_say("Hello?", 3)))
    assert again not in counted
    assert sum(text.startswith("Wrote twice") for text in counted) == 1


def test_who_asks_for_nothing_has_not_been_kept_waiting(policy: Policy) -> None:
    lukewarm = build_say("It does the job", kind=Kind.LUKEWARM, signals={"lukewarm": "does the job"})
    priority = judge(policy, lukewarm, build_say("Put a mat under it", 5, kind=Kind.OTHER))
    assert priority.lane is Lane.QUIET
    assert [text for text in texts(priority) if text.startswith("Wrote")] == []


@pytest.mark.parametrize("text", [KIND, "ok, thanks", "All sorted out at the desk, thank you!"])
def test_who_ended_with_kind_words_is_not_at_the_top(policy: Policy, text: str) -> None:
    decision = decide(build_dossier(urgent(), kind_words(text)), policy, NOW)
    assert decision is not None
    assert decision.priority.level is not Level.S2
    assert judge(policy, urgent()).level is Level.S2


def test_the_reader_is_told_that_somebody_may_have_helped(policy: Policy) -> None:
    ended = kind_words()
    priority = judge(policy, urgent(), ended)
    assert (priority.lane, priority.level) == (Lane.REPLY, Level.S3)
    reason = priority.reasons[1]
    assert reason.text == "Their last words are kind: somebody may have helped them where we cannot see"
    assert reason.mention_id == ended.mention.id


@pytest.mark.parametrize(
    "last",
    [
        kind_words(hours=0.1),
        kind_words(misread=0.8),
        kind_words("thanks, but how do I get home?"),
        kind_words("no thank you"),
        kind_words("Thanks for nothing"),
        kind_words(brand="Another brand"),
        build_say("And now the lift is out as well", 6),
    ],
    ids=["at once", "doubtful", "a question", "declined", "not meant", "another brand", "a new failure"],
)
def test_words_that_end_nothing_lower_nobody(policy: Policy, last: Assessed) -> None:
    first = urgent()
    first = replace(first, assessment=replace(first.assessment, brand="Ours"))
    if not last.assessment.brand:
        last = replace(last, assessment=replace(last.assessment, brand="Ours"))
    assert judge(policy, first, last).level is Level.S2


def test_after_our_reply_thanks_do_not_lower_a_second_failure(policy: Policy) -> None:
    first, again = urgent(), build_say("The new one is broken as well", 5)
    priority = judge(policy, first, again, kind_words("thanks", 6), replies=(build_answer(first),))
    assert priority.level is Level.S2
