"""Facts are marked tightly, in the customer's words, and look-alikes are not. All sentences were written for these tests."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from monitor.analysis.facts import facts_of
from monitor.analysis.speaking import Marks
from monitor.analysis.words import Words
from tests.analysis.facts_in import MOORCOTE, marked, reading_of


@pytest.mark.parametrize(
    ("text", "waited"),
    [
        ("Been waiting since Tuesday for a parcel", "since Tuesday"),
        ("going on a month now and no sign of the sofa", "a month"),
        ("it's been 3 wks and still no refund", "3 wks"),
        ("nearly half an hour on hold, then cut off", "nearly half an hour"),
        ("On hold for 55 minutes", "55 minutes"),
        ("stood in the queue for an hour & a half", "an hour & a half"),
        ("no hot water for six days", "six days"),
        ("Day 12 without an oven", "Day 12"),
        ("refund was promised in 5 days, today is day sixteen", "day sixteen"),
        ("waited over two hours for a taxi", "over two hours"),
        ("It took nineteen days to get here", "nineteen days"),
        ("@moorcote Seventy minutes for one coffee", "Seventy minutes"),
        ("a good 20+ minutes waiting for anybody", "20+ minutes"),
        ("3 hour delay, no news", "3 hour"),
        ("Ordered 3 weeks ago and nothing has come", "3 weeks"),
    ],
)
def test_a_wait_is_marked_and_no_longer_than_its_length(text: str, waited: str) -> None:
    (found,) = marked(text, "waiting")
    assert waited in found
    assert len(found) <= len(waited) + len("a good ")


@pytest.mark.parametrize(
    "text",
    [
        "My 4 year old laptop died",
        "I'm 7 months pregnant and the lift is broken",
        "You sold me a 24 month contract with no signal",
        "Our two week holiday in Spain was ruined",
        "The kettle broke after two years",
        "It costs £20 a month and never works",
        "The zip went on day one",
        "Customer for 12 years and you broke it",
    ],
)
def test_other_lengths_of_time_are_no_wait(text: str) -> None:
    assert marked(text, "waiting") == []


@pytest.mark.parametrize(
    ("text", "loyal"),
    [
        ("I have been a customer for 12 years", "customer for 12 years"),
        ("Been with you since 2009 and this is the thanks", "since 2009"),
        ("I've shopped here for the best part of twenty years", "for the best part of twenty years"),
        ("We have used the salon since it opened", "since it opened"),
        ("25 years we've been coming here", "25 years we've been coming here"),
    ],
)
def test_the_years_of_a_customer_are_loyalty_and_no_wait(text: str, loyal: str) -> None:
    assert marked(text, "loyal_before") == [loyal]
    assert marked(text, "waiting") == []


def test_years_without_service_are_no_loyalty() -> None:
    assert marked("The street light has been broken since 2019", "loyal_before") == []


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("I'm on my 5th chat with you", "5th chat"),
        ("emailed twice, rang once", "emailed twice, rang once"),
        ("I asked on four separate occasions", "asked on four separate occasions"),
        ("Rang Monday, Wednesday and this morning", "Rang Monday, Wednesday and this morning"),
        ("that's the 4th time I've chased it", "4th time I've chased"),
        ("6 emails, 3 calls and nothing", "6 emails, 3 calls"),
        ("had to ring them every day", "ring them every day"),
        ("I have asked again and again", "asked again and again"),
    ],
)
def test_how_often_they_asked_is_marked(text: str, often: str) -> None:
    assert marked(text, "repeated_contact") == [often]


@pytest.mark.parametrize(
    "text",
    [
        "You called me four times today, stop it",
        "Brown door next to the chippy, ring twice, nobody came",
        "Bought two tickets and the barcodes did not scan",
        "my kids keep asking for the pool and it was shut",
    ],
)
def test_what_others_did_more_than_once_is_no_repeated_contact(text: str) -> None:
    assert marked(text, "repeated_contact") == []


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("The shop told me to ring the maker.", "The shop told me to ring the maker"),
        ("Airport says airline, airline says the handlers.", "Airport says airline, airline says the handlers"),
        ("Tech line: ring sales. Sales: ring tech.", "Tech line: ring sales. Sales: ring tech"),
        ("He said it's not their problem", "He said it's not their problem"),
        ("they keep passing me from one department to another", "they keep passing me from one department to another"),
    ],
)
def test_being_passed_around_is_marked_with_both_halves(text: str, passed: str) -> None:
    assert marked(text, "passed_around") == [passed]


@pytest.mark.parametrize(
    "text", ["They told me to wait outside", "He said call back tomorrow", "You sent it to a stranger in Luton"]
)
def test_what_sends_nobody_on_is_not_passed_around(text: str) -> None:
    assert marked(text, "passed_around") == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("It broke. I want my money back", "I want my money back"),
        ("It broke. I'd like a replacement, not a voucher", "I'd like a replacement"),
        ("It broke. Can you please send me a new one?", "Can you please send me a new one"),
        ("It broke. Somebody ring her please", "Somebody ring her please"),
        ("It broke. just sort it out", "just sort it out"),
        ("It broke. Send an engineer today", "Send an engineer today"),
        ("It broke. A new one before Friday, please", "A new one before Friday, please"),
    ],
)
def test_what_they_ask_for_is_marked_from_the_asking_word(text: str, asked: str) -> None:
    assert marked(text, "request") == [asked]


@pytest.mark.parametrize(
    "text",
    ["I like the red one", "Let me be clear. It broke", "The refund was supposed to come", "Kindly note that it broke"],
)
def test_no_request_is_read_into_other_words(text: str) -> None:
    assert marked(text, "request") == []


def test_requests_and_failures_belong_to_a_complaint() -> None:
    text = "Could you send me a new lid? The old one broke"
    assert marked(text, "request", complains=0.1) == marked(text, "failure", complains=0.1) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("my 84 year old dad cannot get up", "my 84 year old dad"),
        ("My mum (81) was left at the stop", "My mum (81)"),
        ("I'm a widow of 79 and it leaks", "a widow of 79"),
        ("my husband has just had chemo and you cancelled", "my husband has just had chemo"),
        ("I'm 7 months pregnant and the lock is broken", "7 months pregnant"),
        ("two small kids and no heating", "two small kids"),
        ("My parents are senior citizens and you never came", "My parents are senior citizens"),
    ],
)
def test_who_needs_care_is_named_as_the_author_names_them(text: str, who: str) -> None:
    assert any(who in found for found in marked(text, "vulnerable"))


@pytest.mark.parametrize(
    "text",
    [
        "My 4 year old laptop died",
        "The baby wipes arrived open",
        "my kids were bored and the pool was shut",
        "a blind date, and your app crashed",
    ],
)
def test_things_and_healthy_children_are_not_in_need(text: str) -> None:
    assert marked(text, "vulnerable") == []


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Off to Brightcell then, bye", "Brightcell"),
        ("no more, moving my account to Ferrow Bank", "Ferrow Bank"),
        ("thinking of switching to octavia", "octavia"),
        ("the app is down. Havers here I come", "Havers"),
        ("Test driving a Corda on Saturday instead, never again", "Corda"),
        ("Lily's Larder from now on", "Lily's Larder"),
    ],
)
def test_whom_they_leave_for_is_named(text: str, whom: str) -> None:
    assert marked(text, "leaving_to") == [whom]


@pytest.mark.parametrize(
    "text",
    [
        "Going to London on the train, gone again",
        "I switched to Moorcote and never looked back",
        "switched to a later flight",
        "back to you on Monday, never mind",
    ],
)
def test_a_journey_and_the_brand_itself_are_nobody_to_leave_for(text: str) -> None:
    assert marked(text, "leaving_to") == []


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("Two hundred quid for that", "Two hundred quid"),
        ("lost $1.2k on it", "$1.2k"),
        ("it cost 40 euros", "40 euros"),
        ("paid 29.99 for nothing", "29.99"),
        ("Rs 4,999 gone", "Rs 4,999"),
        ("a tenner a pint", "a tenner"),
        ("₦52,000 missing", "₦52,000"),
    ],
)
def test_money_is_marked_however_it_is_written(text: str, money: str) -> None:
    assert marked(text, "amount") == [money]


@pytest.mark.parametrize(
    "text", ["The 9.14 never stopped", "At 7.30 nobody came", "version 4.12 crashes", "4 of 5 were broken"]
)
def test_times_and_counts_are_no_money(text: str) -> None:
    assert marked(text, "amount") == []


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("my Aria 2 kettle stopped", "Aria 2 kettle"),
        ("Does the Trek-lite 30L fit under a seat?", "Trek-lite 30L"),
        ("Our trampoline arrived with 95 of 96 springs", "trampoline"),
        ("bought a hair dryer and it smells", "hair dryer"),
        ("Moorcote bulbs, three houses, not one has died", "Moorcote bulbs"),
    ],
)
def test_a_product_is_found_without_configuration(text: str, product: str) -> None:
    assert marked(text, "product") == [product]


@pytest.mark.parametrize(
    "text", ["Two hours in a chair", "On the phone for 20 minutes", "see you on 4 May 2026", "flight UA1510 was late"]
)
def test_where_somebody_sits_is_no_product(text: str) -> None:
    assert marked(text, "product", complains=0.1) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the Leeds branch was shut", ["Leeds"]),
        ("stuck at Heathrow T3", ["Heathrow T3"]),
        ("from Lyon to Turin", ["Lyon", "Turin"]),
        ("flight to LHR", ["LHR"]),
        ("Lovely stay at the Bath hotel", ["Bath"]),
        ("in January at Christmas in English", []),
    ],
)
def test_places_are_named(text: str, place: list[str]) -> None:
    assert marked(text, "place") == place


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        ("The oven door shattered.", "The oven door shattered"),
        ("It wouldn't let me log in.", "It wouldn't let me log in"),
        ("came without a charger", "came without a charger"),
        ("flight cancelled at the gate in Lisbon", "flight cancelled at the gate"),
        ("Router reboots itself hourly for the last fortnight.", "Router reboots itself hourly"),
        ("I was informed that the doctor had gone home.", "the doctor had gone home"),
        ("last Friday the bleach was left on too long", "the bleach was left on too long"),
        ("App says delivered.", "App says delivered"),
        ("I was refused my own cash today", "I was refused my own cash today"),
    ],
)
def test_a_failure_is_the_clause_that_states_it(text: str, failed: str) -> None:
    assert marked(text, "failure") == [failed]


def test_a_complaint_that_no_phrase_explains_still_shows_what_went_wrong() -> None:
    text = "Paid for two, drove an hour. Your driver ate my chips."
    assert not reading_of(text).any("failure", "negated_service", "unanswered", "missed_event", "stranded")
    assert marked(text, "failure") == ["Your driver ate my chips"]


@pytest.mark.parametrize(
    "text",
    [
        "I'm gutted",
        "never again, never ever",
        "I will never fly with you again",
        "Thanks a lot",
        "What a week",
        "please refund me",
    ],
)
def test_feelings_and_farewells_state_no_failure(text: str) -> None:
    assert marked(text, "failure") == []


@pytest.mark.parametrize(
    "text",
    [
        "no signal in my own kitchen since Tuesday, off to Brightcell, emailed twice, I want my £40 back from the Leeds shop",
        "The shop told me to ring the maker, the maker told me to ask the shop, three weeks now, my 84 year old dad waits",
    ],
)
def test_facts_beside_each_other_do_not_overlap(text: str) -> None:
    found = sorted(
        (signal.start, signal.end, signal.name) for signal in facts_of([(reading_of(text), 0.9, MOORCOTE)])[0]
    )
    nested = {"amount", "product"}
    kept = [span for span in found if span[2] not in nested]
    assert all(one[1] <= other[0] for one, other in pairwise(kept)), kept


@pytest.mark.parametrize(
    "word",
    [
        "x: ask y. ",
        "£5 ",
        "1 paid ",
        "told me to ring ",
        "since ",
        "day ",
        "my mum ",
        "switching to to ",
        "please ",
        "not ",
        "and ",
    ],
)
def test_the_work_grows_with_the_length_of_a_hostile_text_and_no_faster(word: str) -> None:
    def words_looked_at(text: str) -> int:
        reading = reading_of(text)
        found = facts_of([(reading, 0.9, MOORCOTE)])[0]
        assert len(found) <= 60
        return sum(len(text[signal.start : signal.end]) for signal in found)

    assert words_looked_at(word * 100) <= words_looked_at(word * 1_000) + 400
    assert len(facts_of([(reading_of(word * 1_500), 0.9, MOORCOTE)])[0]) <= 60


def test_every_word_speaks_of_the_same_however_often_it_is_met() -> None:
    text = "Nobody came, the oven door shattered and I emailed twice"
    assert Marks(Words(text)).each == Marks(Words(text)).each
    assert Marks(Words(text)).together


def test_no_mark_ends_within_a_word() -> None:
    text = "My mum's Aria 2 kettle leaked at the Leeds branch, I've rung 4 times, Admiral's next"
    for signal in facts_of([(reading_of(text), 0.9, MOORCOTE)])[0]:
        assert re.match(r"\W|$|'s", text[signal.end :]), text[signal.start : signal.end]
