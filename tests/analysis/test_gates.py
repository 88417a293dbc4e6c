"""Press, law, danger, staff, machines and trolls are heard in many wordings; what only sounds like them turns nobody away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.analysis import hints
from monitor.analysis.assess import Assessor
from monitor.analysis.cues_hints import HINTS
from monitor.analysis.hints import BY_HINTS, KINDS
from monitor.analysis.lexicon import all_cues
from monitor.analysis.reasons import REASONS
from monitor.config import Brand
from monitor.model import Assessment, Gate, Mention

ASSESSOR = Assessor((Brand(name="Norbank", handles=("norbankhelp",)),), use_encoder=False)
WHEN = datetime(2026, 3, 4, 9, tzinfo=UTC)


def assess(text: str) -> Assessment:
    return ASSESSOR.assess([Mention(platform="x", stable_key="1", source="test", text=text, posted_at=WHEN)])[0]


MEDIA = (
    "Producer on the Breakfast show here. Did this happen to you today? Would you come on the programme?",
    "Consumer champion here. A viewer has been in touch about her cancelled holiday; please send your response by noon tomorrow",
    "who's your head of comms? need a line for the 10pm",
    "Norbank names new chief executive",
    "Regulator opens inquiry into Voltic over billing",
)
LEGAL = (
    "You leave me no choice but to instruct a solicitor.",
    "Have sent a formal notice through my advocate. You have 15 days.",
    "Ofgem has my complaint now",
    "I know my rights under the Consumer Rights Act and I am rejecting the car",
    "the bailiffs are coming to YOU now, I got my judgment on Tuesday",
)
SAFETY = (
    "after eating your chicken wrap my whole family was throwing up",
    "the balcony railing came away in my hand, 4th floor",
    "You've sent me somebody else's heart pills",
    "my e-bike battery caught alight in the hallway",
    "I can't take this any more, I might as well be dead",
    "I swear I will hurt somebody in that branch",
)
EMPLOYEE = (
    "I'm a barista at one of your shops, ask me anything",
    "our area manager told us to smile more. on minimum wage",
    "Speaking as one of the drivers: we don't choose the routes",
    "they cut my hours again and I've got rent to pay",
    "Delighted to have joined the Norbank graduate scheme!",
)
AUTOMATIC = (
    "RETWEET and FOLLOW for a chance at a pair of Bluefin trainers!",
    "Copy and paste this to your wall, Facebook is going to charge from Monday",
    "Warehouse operatives wanted, Daventry. £12ph, immediate start. Call Dean",
    "Platform alteration: the 17.05 to Hull now departs from platform 2",
    "#ad Loving my new serum, so dewy! Use code MAYA15",
    "Contact Mr Hackman on Instagram, he got my account back in 1 hour",
)
NO_EXPERIENCE = (
    "Wouldn't fly with them if you paid me, not that I've ever tried",
    "My neighbour's nephew works with a man whose car blew up",
    "Not a customer, just a bystander",
    "A bloke in my office reckons they water down the petrol",
    "Does anyone actually use these things?",
)
TROLL = (
    "LMAO imagine working for this clown company",
    "your app has the IQ of a brick and so do you",
    "Day 9 of telling you to delete your account",
    "keep crying, sheep 😂",
)
HEARD = {
    Gate.MEDIA: MEDIA, Gate.LEGAL: LEGAL, Gate.SAFETY: SAFETY, Gate.EMPLOYEE: EMPLOYEE, Gate.AUTOMATIC: AUTOMATIC,
    Gate.NO_EXPERIENCE: NO_EXPERIENCE, Gate.TROLL: TROLL,
}  # fmt: skip


@pytest.mark.parametrize(("text", "gate"), [(text, gate) for gate, texts in HEARD.items() for text in texts])
def test_what_must_not_get_an_ordinary_reply_is_heard(text: str, gate: Gate) -> None:
    assert gate in assess(text).gates


@pytest.mark.parametrize(
    "text",
    [
        "Which entrance do I use for tennis court 4?",
        "press play and it just freezes, every time",
        "The fire sale starts on Friday and I want that lamp",
        "killing it as always, best burrito in town",
        "My lawyer friend recommended this kit and it was easy",
        "getting power of attorney registered has taken since August",
        "saw you in the local paper, lovely meal",
        "The staff were brilliant when I dropped my tray",
        "I work shifts so an evening delivery is best please",
        "my team leader ordered the wrong laptops, can we swap them?",
        "your job site is down, can't submit my application",
        "I was on a 12 hour shift so missed the delivery, can it come Saturday?",
        "discount code not working at checkout, help",
        "10% off voucher refused at the till",
        "book before Sunday it said, and on Saturday the price had gone",
        "You idiots have cancelled it again. Third time. I want my money.",
        "what a bunch of muppets, I have been waiting since Tuesday",
        "lol my parcel is on a tour of Wales",
        "never had such bad service in my life",
        "Never used a travel agent before but Jo made it easy",
        "Haven't received it yet, and it's been three weeks",
        "I've never owned a better pair of boots",
        "your sauce set my mouth on fire, loved it",
        "it broke my heart to see my cake like that, squashed flat",
        "took ten days, cost an arm and a leg, works well",
        "Dr Patel looked at my knee and was so kind",
    ],
)
def test_what_only_sounds_like_it_turns_no_customer_away(text: str) -> None:
    assert assess(text).gates == ()


def test_one_kind_of_hint_is_not_enough_and_two_are() -> None:
    assert assess("my shift starts early, do you open at 6?").gates == ()
    assert Gate.EMPLOYEE in assess("another twelve hour shift in the warehouse").gates


def test_hints_say_nothing_in_a_long_story() -> None:
    story = "We walked the dog round the lake and talked about the garden and the neighbours and what to cook. " * 4
    assert Gate.EMPLOYEE not in assess(f"After a shift we drove past a warehouse. {story}").gates


def test_an_advert_that_somebody_complains_about_is_their_complaint() -> None:
    assert Gate.AUTOMATIC in assess("First month free for new members").gates
    assert Gate.AUTOMATIC not in assess("First month free for new members, but you charged me in full").gates


def test_the_words_behind_each_gate_are_its_evidence_and_have_a_reason() -> None:
    for gate, texts in HEARD.items():
        for text in texts if gate is not Gate.NO_EXPERIENCE else ():
            marks = [mark for mark in assess(text).signals if mark.analyzer == "gate"]
            assert marks, text
            assert all(mark.name in REASONS and text[mark.start : mark.end].strip() for mark in marks)


def test_the_news_is_told_from_a_reporter_who_asks() -> None:
    news = assess("Norbank to close 48 branches by spring, 600 jobs at risk")
    asks = assess("I'm a reporter with the Echo, may we use your photo?")
    assert {mark.name for mark in news.signals if mark.analyzer == "gate"} == {"headline"}
    assert {mark.name for mark in asks.signals if mark.analyzer == "gate"} == {"media"}


def test_a_troll_a_reporter_and_a_machine_tell_no_experience_of_their_own() -> None:
    for text in (*MEDIA, *TROLL, *AUTOMATIC):
        assert assess(text).firsthand < 0.5, text


@pytest.mark.parametrize(
    "text",
    [
        "delivered 19:42? nothing here",
        "Beautiful table, really is. Three legs in the box and room for four",
        "'Fresh' raspberries furry on the day of delivery",
        "so the 'ocean view' is a lifeboat. Orange though, which is cheerful",
        "gave my nan somebody else's coat and then told HER she'd picked the wrong one",
    ],
)
def test_a_customer_who_never_says_i_tells_their_own_experience(text: str) -> None:
    assert assess(text).firsthand >= 0.5


def test_every_kind_of_hint_belongs_to_a_gate_and_says_something() -> None:
    asked_for = {kind for kinds in BY_HINTS.values() for kind in kinds}
    others = {"headline_verb", "headline_noun", "headline_label", "press_read"}
    assert asked_for | others == set(HINTS)
    assert all(hints.HINT_PHRASES[kind] or hints.HINT_WORDS[kind] for kind in HINTS)
    assert KINDS["warehouse"] == {"staff_place"}


def test_no_phrase_holds_a_word_that_the_cutter_can_never_give() -> None:
    for cue, lines in all_cues().items():
        for part in lines.split():
            for word in part.rstrip("?").split("|"):
                assert word == word.lower(), f"{cue}: {word}"
                assert "_" not in word or word.startswith("<"), f"{cue}: {word}"
