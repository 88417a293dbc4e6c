"""Whoever looks on in another's thread is no waiting customer; whoever tells an own failure there is one, in like words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.model import Assessment, Gate, Kind, Mention, MentionKind

ASSESSOR = Assessor((Brand(name="Larkfield", handles=("larkfield",)),))


def assess(text: str, kind: MentionKind = MentionKind.REPLY) -> Assessment:
    mention = Mention(
        platform="forum",
        stable_key="1",
        source="test",
        text=text,
        posted_at=datetime(2026, 3, 4, 9, tzinfo=UTC),
        kind=kind,
        in_reply_to="0" if kind is MentionKind.REPLY else None,
    )
    return ASSESSOR.assess([mention])[0]


@pytest.mark.parametrize(
    "text",
    [
        "Retired plumber here. A gurgle like that in a new shower is the trap, they fitted it too high.",
        "I used to install these. Two wires crossed behind the panel and it never heats.",
        "As a former courier I'd say it was scanned at the gate and never loaded.",
        "Joiner, twenty two years. That door was hung wet and it will never close.",
        "I repaired washing machines for a living. Bearings gone, scrap it.",
    ],
)
def test_who_speaks_as_one_of_the_trade_tells_no_experience_of_their_own(text: str) -> None:
    for kind in (MentionKind.REPLY, MentionKind.POST):
        assert assess(text, kind).firsthand < 0.5, kind


@pytest.mark.parametrize(
    "text",
    [
        "Ask for the manager of the depot by name, the phone line knows nothing.",
        "Send them the photo again and copy in the shop, somebody always answers the second time.",
        "You could always claim it back from the card company, broken goods are covered.",
        "Usually means the hose was never tightened, it leaks from day one.",
        "If one crate was dropped you'd get cracks in all of them.",
        "Poor thing, three weeks without a fridge in July.",
        "Did they ever refund you for the broken one?",
        "@thistle_and_co what did they say when the box was empty?",
    ],
)
def test_advice_explanation_sympathy_and_questions_to_the_teller_are_an_onlookers(text: str) -> None:
    assert assess(text).firsthand < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Same here, mine came smashed.",
        "Happened to me last week, they left it in the rain.",
        "Plumber myself, and my own shower leaks since they fitted it.",
        "I used to install these and I still got one with the wires crossed. Three weeks without hot water.",
        "Ask for the manager all you like. I did, twice, and nobody rang me back.",
        "Usually means the hose, I know, but ours was replaced and it still leaks.",
        "Poor you. We've been without a fridge since June.",
        "Filled in the form in May, still no refund.",
        "Engineer came twice and the oven is still dead.",
    ],
)
def test_an_own_failure_told_in_like_words_stays_the_authors(text: str) -> None:
    assert assess(text).firsthand >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "@larkfield send somebody today, the boiler is dead.",
        "@larkfield did the driver even ring the bell? Parcel is gone.",
        "@larkfield sounds like a lost parcel to everybody but your drivers",
    ],
)
def test_who_writes_to_the_brand_orders_and_asks_as_a_customer(text: str) -> None:
    assert assess(text).firsthand >= 0.5


def test_what_the_firms_people_did_is_no_trade_of_the_authors() -> None:
    for text in (
        "Driver left it by the bins.",
        "The engineer here is useless, third visit.",
        "Fitter never turned up.",
    ):
        assert assess(text).firsthand >= 0.5, text


def test_an_onlookers_complaint_is_read_and_not_answered() -> None:
    found = assess(
        "I drove for them once. My neighbour's parcel was thrown over the fence and smashed, and they refuse a refund."
    )
    assert found.kind is Kind.COMPLAINT
    assert Gate.NO_EXPERIENCE in found.gates or Gate.EMPLOYEE in found.gates
