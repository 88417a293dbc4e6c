"""What a good reply acknowledges and avoids, in the customer's own words."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.config import Policy
from monitor.model import Assessed, Case, CaseEvent, CaseEventKind, CaseFile, CaseState, Coaching, Gate, History
from monitor.outreach.coaching import coach
from monitor.outreach.decide import decide
from monitor.outreach.states import FAILED_AGAIN
from tests.outreach.talking import START, build_dossier, build_say


def advise(policy: Policy, *mentions: Assessed, state: CaseState | None = None, **more: object) -> Coaching:
    decision = decide(build_dossier(*mentions), policy, START)
    assert decision is not None
    case = Case(
        number=1, person="x:tom", platform="x", author="Tom", story_id=None, opened_at=START,
        state=state or decision.state, owner="", priority=decision.priority,
    )  # fmt: skip
    known: dict[str, Any] = {"case": case, "mentions": mentions} | more
    return coach(CaseFile(**known))


def said(points: tuple[Any, ...]) -> str:
    return " | ".join(f"{point.text}: {point.quote}" for point in points)


WORDS = {
    "failure": "sent the wrong hob twice", "vulnerable": "my dad, 81,", "passed_around": "not their department",
    "repeated_contact": "rung four times", "waiting": "Nine weeks", "request": "somebody to ring him",
}  # fmt: skip
TEXT = "Nine weeks! They sent the wrong hob twice to my dad, 81, and I have rung four times, each time it is not their department. I want somebody to ring him. £80 gone."


def test_a_good_reply_acknowledges_what_the_customer_said_and_asked(policy: Policy) -> None:
    found = advise(policy, build_say(TEXT, signals=WORDS))
    quotes = [point.quote for point in found.acknowledge]
    assert {"my dad, 81,", "sent the wrong hob twice", "somebody to ring him"} <= set(quotes)
    assert 2 <= len(found.acknowledge) <= 4
    assert all(point.quote in TEXT for point in (*found.acknowledge, *found.avoid))


def test_every_case_gets_two_points_of_each_kind(policy: Policy) -> None:
    found = advise(policy, build_say("@brand you let me down"))
    assert len(found.acknowledge) >= 2
    assert len(found.avoid) >= 2
    assert found.acknowledge[0].quote == "you let me down"


@pytest.mark.parametrize(
    ("more", "warning"),
    [
        ({"signals": {"amount": "£80"}}, "Money first"),
        ({"signals": {"passed_around": "not their department"}}, "department"),
        ({"signals": {"repeated_contact": "rung four times"}}, "form"),
        ({"leaving": 0.9}, "A discount"),
        ({"misread": 0.9}, "joking back"),
        ({"misread": 0.9, "signals": {"praise": "good"}}, "kind words"),
        ({}, "inconvenience"),
        ({}, "number in public"),
    ],
)
def test_it_warns_of_what_would_make_it_worse(policy: Policy, more: dict[str, Any], warning: str) -> None:
    text = "So good: £80, rung four times, not their department"
    assert warning in said(advise(policy, build_say(text, **more)).avoid)


def test_money_is_not_offered_to_somebody_who_leaves_nor_named_first(policy: Policy) -> None:
    found = advise(policy, build_say("They took £80 and I am gone", leaving=0.9, signals={"amount": "£80"}))
    assert "Money first" not in said(found.avoid)
    assert "discount" in said(found.avoid)


def test_after_a_second_failure_it_begins_with_that(policy: Policy) -> None:
    first, second = build_say("They lost my parcel"), build_say("The new one is broken", 5)
    event = CaseEvent(at=START, kind=CaseEventKind.REOPENED, detail=FAILED_AGAIN)
    found = advise(policy, first, second, state=CaseState.OPEN, events=(event,))
    assert found.acknowledge[0].quote == "The new one is broken"
    assert "first reply once more" in said(found.avoid)


def test_earlier_praise_is_worth_a_word(policy: Policy) -> None:
    assert "praised you" in said(
        advise(policy, build_say("They lost my parcel"), history=History(praise=2)).acknowledge
    )


def test_nobody_is_coached_to_answer_where_nobody_should(policy: Policy) -> None:
    assert advise(policy, build_say("The plug caught fire", gates=(Gate.SAFETY,))) == Coaching()
