"""How people really say it: stars, idioms, other people's stories, mild words, danger told calmly. Sentences written for this."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.model import Assessment, Gate, Kind, Mention, MentionKind

MOORCOTE = Brand(name="Moorcote", handles=("moorcote",), products=("Heron 2",), competitors=("Bosch", "Fellside"))
ASSESSOR = Assessor((MOORCOTE,))
WHEN = datetime(2026, 3, 4, 9, tzinfo=UTC)


def assess(text: str, **fields: object) -> Assessment:
    given = {"platform": "x", "stable_key": "1", "source": "test", "text": text, "posted_at": WHEN} | fields
    return ASSESSOR.assess([Mention(**given)])[0]  # type: ignore[arg-type]


def reply(text: str) -> Assessment:
    return assess(text, kind=MentionKind.REPLY, in_reply_to="parent")


def review(text: str, stars: float) -> Assessment:
    return assess(text, kind=MentionKind.REVIEW, rating=stars)


def vulnerable(found: Assessment) -> bool:
    return any(signal.name == "vulnerable" for signal in found.signals)


@pytest.mark.parametrize(
    ("text", "stars", "kind"),
    [
        ("The parcel sat in the communal hall for two days with the flap open.", 1, Kind.COMPLAINT),
        ("Two visits, two different men, one dishwasher still in its cardboard.", 2, Kind.COMPLAINT),
        ("Screen dims itself when the sun is out.", 2, Kind.COMPLAINT),
        ("Good enough for the spare room.", 3, Kind.LUKEWARM),
        ("The engineer spotted our boiler was leaking and tightened it while he was there.", 5, Kind.PRAISE),
        ("Cracked lens on arrival, new one in the post the same afternoon.", 5, Kind.PRAISE),
        ("Fits in the glovebox and charges from the car.", 4, Kind.PRAISE),
    ],
)
def test_the_stars_say_what_plain_words_do_not(text: str, stars: float, kind: Kind) -> None:
    assert review(text, stars).kind is kind


def test_the_same_words_are_worse_with_one_star_than_with_five() -> None:
    low, bare, high = (review("Arrived in the afternoon.", stars) for stars in (1, 3, 5))
    assert low.negative > bare.negative > high.negative


@pytest.mark.parametrize(
    "text",
    [
        "Sunday roast done: slow roasted shoulder, six hours at 140, then rest it. Moorcote oven earned its keep.",
        "Weekend deals: Moorcote 15% off blenders until midnight, free delivery over £30, nothing yet at Fellside.",
        "After nineteen years the old Moorcote freezer has retired. It never missed a day. New one arrived by lunch.",
        pytest.param(
            "Ordered from them four times and every parcel was early.",
            marks=pytest.mark.xfail(reason="the encoder reads four orders as four attempts: docs/model-card.md"),
        ),
        "For a first laptop I'd go to Moorcote, the shop talks you out of what you don't need.",
        "Nobody was rude, the van was on time and nothing was broken.",
        "You can't fault the drivers, no problem with the stairs either",
        "the helpline sorted it without me having to ask twice",
    ],
)
def test_a_failure_word_in_an_idiom_an_offer_or_a_denial_is_no_complaint(text: str) -> None:
    assert assess(text).kind is not Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        "Six months with my Heron 2 now. Slight hum at night, nothing that bothers me. Very happy.",
        "Never had a problem with mine in five years, can't complain.",
    ],
)
def test_praise_that_mentions_a_fault_in_passing_stays_praise(text: str) -> None:
    found = assess(text)
    assert found.kind is Kind.PRAISE
    assert found.misread < 0.3


@pytest.mark.parametrize(
    "text",
    [
        "@moorcote will the Heron 2 ever come in black? Don't want to regret buying white",
        "@moorcote do you ship to Jersey",
        "Is the Moorcote care plan worth it for a phone you keep two years?",
        "Which is quieter, the Heron 2 or the Bosch? Bedroom is right above the kitchen",
        "Can the Heron 2 run on 110 volts?",
    ],
)
def test_a_question_before_buying_is_a_question(text: str) -> None:
    assert assess(text).kind is Kind.QUESTION


@pytest.mark.parametrize(
    "text",
    ["@moorcote why has my order been cancelled?", "@moorcote do you have any idea when the app works? can't log in"],
)
def test_a_question_about_what_went_wrong_stays_a_complaint(text: str) -> None:
    assert assess(text).kind is Kind.COMPLAINT


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("Never shopped at Moorcote in my life but a company that size should answer its phones", 0.25),
        ("Just read a thread about a woman whose fridge was left in the road by Moorcote. Shameful.", 0.5),
        ("I used to drive for a courier. Wrong address on a label happens every day.", 0.5),
        ("Reading this on the bus and I'm livid for her. Ring her back!", 0.5),
        ("@moorcote @sal_h the poor man is 84 and you leave him without heating for a fortnight", 0.5),
        ("Big companies, they are all the same once you have paid", 0.5),
    ],
)
def test_a_strangers_story_retold_is_not_their_own(text: str, below: float) -> None:
    assert assess(text).firsthand < below


@pytest.mark.parametrize(
    "text",
    [
        "My mum's boiler has been off since Tuesday and I have rung four times. Please send someone.",
        "My gran's cooker was meant to come on Friday. It's Thursday week and she's living on sandwiches.",
        "Ours too. Ordered on the 3rd and a left-hand door turned up.",
        "had the same a week ago, three calls and nobody rang back",
    ],
)
def test_acting_for_a_relative_or_telling_the_same_is_an_experience_and_a_complaint(text: str) -> None:
    found = reply(text)
    assert found.firsthand >= 0.5
    assert found.kind is Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    ["Worst company I have ever dealt with, avoid!!! http://x.example/1", "Disgusting. Never again. http://a.example"],
)
def test_the_angry_are_never_put_aside_as_having_no_experience(text: str) -> None:
    assert Gate.NO_EXPERIENCE not in assess(text).gates


@pytest.mark.parametrize(
    "text",
    [
        "same here",
        "Mine did it too",
        "Ours as well, both of them",
        "We had this as well, the pump went after a month",
        "mine has the crack in the same spot",
    ],
)
def test_who_agrees_under_a_story_tells_their_own_bad_experience(text: str) -> None:
    found = reply(text)
    assert found.negative >= 0.4
    assert found.firsthand >= 0.5


@pytest.mark.parametrize("text", ["Same here, love mine!", "me too, best thing I ever bought"])
def test_who_agrees_with_warm_words_does_not_complain(text: str) -> None:
    assert reply(text).negative < 0.4


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("Priya Nair, Denby Courier. We're running a piece on late vans, could you send a comment by 4pm?", Gate.MEDIA),
        ("I'm writing an article about late refunds, is there someone in your press office?", Gate.MEDIA),
        ("I work in their warehouse in Hull and we were told not to open the boxes", Gate.EMPLOYEE),
        ("I'm on the tills at your Leeds shop, we get this every day", Gate.EMPLOYEE),
        ("We noticed a smell of burning and the plug had gone brown", Gate.SAFETY),
        ("the handle broke off and boiling water burnt my arm", Gate.SAFETY),
        ("there were sparks coming out of the back of it", Gate.SAFETY),
        ("smoking plug on my new heater, switched it off at the wall", Gate.SAFETY),
        ("got an electric shock from the tap", Gate.SAFETY),
    ],
)
def test_press_staff_and_danger_are_heard_as_people_say_it(text: str, gate: Gate) -> None:
    assert gate in assess(text).gates


@pytest.mark.parametrize(
    "text",
    [
        "Saw the piece in the Denby Courier about you. No comment needed, I'm cancelling.",
        "I work nights so a delivery at 7 in the morning is no good to me",
        "This little speaker sparks joy every morning, love it",
        "The queue burnt through my whole lunch break, useless",
    ],
)
def test_words_of_press_work_and_fire_meant_otherwise_gate_nobody(text: str) -> None:
    assert not set(assess(text).gates) & {Gate.MEDIA, Gate.EMPLOYEE, Gate.SAFETY}


@pytest.mark.parametrize(
    "text",
    [
        "Fantastic customer care as usual, only took five phone calls and a missed afternoon to get a spanner.",
        "What a treat, another Saturday waiting in for nobody. Brilliant service.",
    ],
)
def test_praise_for_what_took_too_long_is_doubted(text: str) -> None:
    assert assess(text).misread >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The new pump came Friday, it works, and Sam rang to check. Thank you, sorted without me having to chase.",
        "replacement's arrived, all in one piece and the lad took the broken one away. Cheers!",
        "Lovely machine, the lid rattles a bit but the coffee is superb. Thanks",
        pytest.param(
            "Great help from Joan on the phone after my parcel got lost, new one here today.",
            marks=pytest.mark.xfail(reason="the encoder takes the loss for the story: docs/model-card.md"),
        ),
    ],
)
def test_thanks_after_a_repair_are_taken_at_their_word(text: str) -> None:
    assert assess(text).misread < 0.4, "the page shows no doubt"


@pytest.mark.parametrize(
    "text",
    [
        "@moorcote my daughter is type 1 diabetic and the fridge with her insulin has stopped working",
        "He's 83 and still has no heating, nobody came",
        "You lost my suit and the funeral is tomorrow",
        "no hot water with a 2 year old in the house, third day, nobody came",
        "@moorcote I am 71, on my own, and nobody has called back",
        "my 90 year old neighbour cannot get through, nobody answers",
    ],
)
def test_the_old_the_small_and_the_ill_are_seen(text: str) -> None:
    assert vulnerable(assess(text))


@pytest.mark.parametrize(
    "text",
    [
        "@moorcote my battery died after a month and nobody answers",
        "The limit is 20 and you blocked my card, no explanation",
        "Went on a blind date, your app crashed twice, no refund",
        "My 4 year old laptop died, no help from you",
        "@moorcote he's 80 minutes late and nobody answers",
        "@moorcote the dishwasher is eleven months old and it leaks, nobody answers",
    ],
)
def test_the_age_of_a_thing_and_a_dead_battery_are_not_a_person_in_need(text: str) -> None:
    assert not vulnerable(assess(text))


@pytest.mark.parametrize(
    "text",
    [
        "Lovely phone, four happy years. My next one will be a Fellside.",
        "Decent bank, but we've opened an account elsewhere and are moving our money to Fellside",
        "I've stopped bothering with them, I buy from whoever is cheapest",
    ],
)
def test_friendly_leavers_are_heard(text: str) -> None:
    assert assess(text).leaving >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "moving to the gate now, flight delayed again",
        "I tried to cancel the delivery and your site crashed",
        "Not going to get there in time because you delayed my flight",
        "My neighbour had enough, she gave up and bought elsewhere",
    ],
)
def test_moving_about_cancelling_a_delivery_and_others_who_left_are_not_leaving(text: str) -> None:
    assert assess(text).leaving < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "It's alright, does what it does. Wouldn't cross the road for it.",
        "It's fine. No complaints, no fireworks. Expected a little more at that price.",
        "Not in any hurry to go back, to be honest. It was ok.",
        "Wouldn't say I'd recommend it, wouldn't say I wouldn't.",
    ],
)
def test_polite_words_without_warmth_are_lukewarm(text: str) -> None:
    assert assess(text).kind is Kind.LUKEWARM


def test_a_gist_neither_quotes_a_denied_failure_nor_breaks_off() -> None:
    assert "miss" not in assess("@moorcote I didn't miss my slot. Your crew left without fitting it.").gist
    unsaid = assess("@moorcote nobody could say when the part comes. It has been a fortnight.")
    assert unsaid.gist == "Nobody could say when the part comes"


@pytest.mark.parametrize(
    "piece",
    [
        "can't fault it, not happy with no problem he's 81, had it since ",
        "no problem ",
        "great service broken ",
        "my 3 year old , same here ",
        "never late. Ordered. ",
    ],
)
def test_very_many_idioms_and_praises_take_no_long_time(piece: str) -> None:
    assess("warm up")
    started = time.process_time()
    assess(piece * (20_000 // len(piece)))
    assert time.process_time() - started < 0.6
