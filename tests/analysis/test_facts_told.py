"""Facts are found in the many ways customers have of telling them. All sentences were written for these tests."""

from __future__ import annotations

import pytest

from tests.analysis.facts_in import marked


@pytest.mark.parametrize(
    ("text", "waited"),
    [
        ("Stood in your queue the whole morning and nobody came.", "the whole morning"),
        ("Still no heating since before Christmas.", "since before Christmas"),
        ("I sat in from 9 till 5 and no engineer came.", "from 9 till 5"),
        ("We're in week six and the roof is still leaking.", "week six"),
        ("No hot water since new year, fix it.", "since new year"),
        ("Three Fridays running the bins were missed, disgraceful.", "Three Fridays"),
    ],
)
def test_waits_are_told_in_many_ways(text: str, waited: str) -> None:
    assert marked(text, "waiting") == [waited]


@pytest.mark.parametrize("text", ["My daughter's 5 weeks old.", "Broken again, and Maisie, 14 months, is in it."])
def test_an_age_is_no_wait(text: str) -> None:
    assert marked(text, "waiting") == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I appealed three times and got nowhere.", "appealed three times"),
        ("Been round every evening this week about my car.", "Been round every evening this week"),
        ("I rang and rang, no answer.", "rang and rang"),
        ("Twelve calls, no answer.", "Twelve calls"),
        ("Filled in the form once, then again.", "Filled in the form once, then again"),
        ("I send you email after email.", "email after email"),
    ],
)
def test_asking_again_is_told_in_many_ways(text: str, asked: str) -> None:
    assert marked(text, "repeated_contact") == [asked]


@pytest.mark.parametrize(
    "text", ["My coat has been to Norwich twice.", "You keep writing to her, six letters so far, it is broken."]
)
def test_what_the_firm_or_a_parcel_does_is_no_asking(text: str) -> None:
    assert marked(text, "repeated_contact") == []


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("Reception fobbed me off on the surgery.", "Reception fobbed me off on the surgery"),
        ("I was bounced to accounts, who sent me back.", "I was bounced to accounts, who sent me back"),
        ("Sales gave me another number to ring, useless.", "Sales gave me another number to ring"),
        ("Each of them says it's the other.", "Each of them says it's the other"),
    ],
)
def test_who_is_handed_on_was_passed_around(text: str, passed: str) -> None:
    assert marked(text, "passed_around") == [passed]


@pytest.mark.parametrize(
    "text",
    ["They fobbed me off with a voucher.", "Your driver sent me to the hospital.", "The parcel was sent to Hull."],
)
def test_who_is_only_sent_somewhere_is_not_passed_around(text: str) -> None:
    assert marked(text, "passed_around") == []


@pytest.mark.parametrize(
    ("text", "needing"),
    [
        ("Left us in the cold and she's 87.", "she's 87"),
        ("The lift is broken again and my wife has motor neurone disease.", "my wife has motor neurone"),
        ("You charged us again after my father passed away.", "my father passed away"),
        ("No water and the baby's due Friday.", "baby's due Friday"),
        ("You lost the order for Maisie, 14 months.", "Maisie, 14 months"),
        ("No heating, my lad's asthmatic.", "my lad's asthmatic"),
    ],
)
def test_who_is_in_need_is_told_in_many_ways(text: str, needing: str) -> None:
    assert marked(text, "vulnerable") == [needing]


@pytest.mark.parametrize("text", ["Broken gate by the disabled parking.", "He passed the buck and it is still broken."])
def test_a_parking_space_or_an_idiom_names_nobody_in_need(text: str) -> None:
    assert marked(text, "vulnerable") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Moorcote Wrexham is always cold.", ["Wrexham"]),
        ("The 8.15 out of Petersfield was late.", ["Petersfield"]),
        ("Anywhere round Kettering would do.", ["Kettering"]),
        ("Larch Close here, bins missed.", ["Larch Close"]),
    ],
)
def test_a_town_is_a_place_wherever_it_stands(text: str, place: list[str]) -> None:
    assert marked(text, "place") == place


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It broke. Swap the battery this week.", "Swap the battery this week"),
        ("It broke. Could Mr Hale ring me?", "Could Mr Hale ring me"),
        ("It broke. Want my deposit back.", "Want my deposit back"),
        ("It broke, refund pls", "refund pls"),
        ("It broke. I ask for the difference.", "I ask for the difference"),
    ],
)
def test_requests_are_made_in_many_ways(text: str, wanted: str) -> None:
    assert marked(text, "request") == [wanted]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Season ticket is £5,100 and the train is late.", "Season ticket"),
        ("The Corda K40 won't start.", "Corda K40"),
        ("Ordered a garden gnome on Monday.", "garden gnome"),
        ("Hello, my mum's cake was lovely.", "cake"),
    ],
)
def test_more_things_are_found_without_configuration(text: str, thing: str) -> None:
    assert marked(text, "product") == [thing]
