"""What a customer does with a mention, read from sentences written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.model import Assessment, Gate, Kind, Mention, MentionKind

LARKFIELD = Brand(
    name="Larkfield",
    aliases=("Larkfield Home",),
    handles=("larkfield",),
    products=("AirMix 3",),
    competitors=("Bosch",),
    exclude=("Larkfield Primary School",),
)
ASSESSOR = Assessor((LARKFIELD,), employees=("@jo_at_lark",), extras=())
WHEN = datetime(2026, 3, 4, 9, tzinfo=UTC)


def mention(text: str, **fields: object) -> Mention:
    given = {"platform": "x", "stable_key": "1", "source": "test", "text": text, "posted_at": WHEN} | fields
    return Mention(**given)  # type: ignore[arg-type]


def assess(text: str, **fields: object) -> Assessment:
    return ASSESSOR.assess([mention(text, **fields)])[0]


def quotes(text: str, name: str, **fields: object) -> list[str]:
    return [text[signal.start : signal.end] for signal in assess(text, **fields).signals if signal.name == name]


@pytest.mark.parametrize(
    "text",
    [
        "on hold 2 hours, bag still missing",
        "Ordered a kettle from Larkfield, got a toaster. Sent it back, they sent the same toaster.",
        "@larkfield the oven never arrived and nobody answers the phone",
        "They charged my card twice and the refund takes 10 working days apparently",
        "The app logs me out every morning since the update",
        "so I’m standing outside because the driver marked it delivered and drove off",
        "@larkfield third email, no reply. I have been without a fridge since Monday",
        "Larkfield cancelled our fitting again with no notice",
        "Why can't I log in to my account?",
    ],
)
def test_a_complaint_stated_as_a_fact_is_found_where_vader_is_no_help(text: str) -> None:
    found = assess(text)
    assert found.kind is Kind.COMPLAINT
    assert found.sentiment.compound > -0.6


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Your engineer came today, quick, polite, problem solved. Thank you!", Kind.PRAISE),
        ("The parcel arrived two days early, brilliant", Kind.PRAISE),
        ("they actually came back on Sunday, I’m impressed", Kind.PRAISE),
        ("okay, that’s fine, I’ll sort it myself", Kind.LUKEWARM),
        ("It works I suppose. Nothing special.", Kind.LUKEWARM),
        ("Does the job. Probably won’t renew the plan.", Kind.LUKEWARM),
        ("Does the mixer come in green?", Kind.QUESTION),
        ("Do you deliver to Leeds on Sundays?", Kind.QUESTION),
        ("Passed the Larkfield shop on the way to school", Kind.OTHER),
        ("First appliance box I could open without a knife.", Kind.PRAISE),
    ],
)
def test_what_is_no_complaint_is_called_by_its_name(text: str, kind: Kind) -> None:
    assert assess(text).kind is kind


def test_the_five_kinds_sum_to_one() -> None:
    for text in ("great job losing my bag", "why?", "", "love it", "meh"):
        assert sum(assess(text).kinds) == pytest.approx(1.0)


def test_what_tells_of_nothing_wrong_is_hardly_a_complaint() -> None:
    for text in ("Do you deliver to Leeds on Sundays?", "First appliance box I could open without a knife."):
        assert assess(text).kinds[0] < 0.35


def test_what_somebody_did_themselves_is_no_failure_of_ours() -> None:
    assert quotes("I cancelled my subscription, and your app is broken", "failure") == ["your app is broken"]


def test_a_worse_loss_weighs_more() -> None:
    small = assess("@larkfield the parcel is late")
    grave = assess(
        "@larkfield three weeks without a cooker, my mother is 81, rung four times, no reply, £400 gone, still waiting"
    )
    none = assess("Love the new mixer, great for my kids")
    assert none.severity < 0.05 < small.severity < grave.severity
    assert grave.severity_level >= 3


def test_anger_stirs_and_sadness_does_not() -> None:
    angry = assess("WORST COMPANY EVER!!! Absolutely furious, you bloody liars")
    sad = assess("Sadly disappointed, it stopped working after a week. Oh well")
    assert angry.arousal > 0.6
    assert sad.arousal < 0.2


@pytest.mark.parametrize(
    "text",
    [
        "Great coffee machine, been brilliant, but I'm switching to Krups because it's cheaper",
        "I will never buy from Larkfield again",
        "Just cancelled my subscription, the other one is half the price",
        "Lovely people but we've taken our business elsewhere",
        "This is the last time I order from you",
        "No signal for a fortnight. PAC code please",
        "Kindly close both my accounts by Friday",
        "Every update makes it worse. Unsubscribed",
        "How do I end my contract? Nothing wrong, I just never use it",
        "Thinking of leaving, what is the notice?",
        "Doubt I'd rebook, though the view was pretty",
        "Ported my number out this morning",
    ],
)
def test_somebody_leaving_is_heard_behind_any_mood(text: str) -> None:
    assert assess(text).leaving >= 0.5
    assert quotes(text, "leaving")


@pytest.mark.parametrize(
    "text",
    [
        "Just switched to Larkfield from Bosch and I love it",
        "switching to you guys next month, can't wait",
        "Can I switch to a later slot please?",
        "You cancelled my order again",
        "Please take your time, no rush",
        "Can I cancel my flight within 24 hours? On hold for an hour",
        "They won't rebook me and my bag won't fit as carry on",
        "We left the dog with them for a week",
        "Will it be back in stock before Christmas?",
        "We were moved to another hotel and it was lovely",
    ],
)
def test_coming_over_or_changing_a_booking_is_not_leaving(text: str) -> None:
    assert assess(text).leaving < 0.4


def test_where_they_go_is_named() -> None:
    assert quotes("Nice mixer but I'm switching to Krups now", "leaving_to") == ["Krups"]
    assert quotes("Never buying from Larkfield again, Bosch it is", "leaving_to") == ["Bosch"]
    assert quotes("My Bosch oven and my Larkfield mixer both broke", "leaving_to") == []


@pytest.mark.parametrize(
    "text",
    [
        "Love how Larkfield charges £29.99 and leaves the mixer in the rain 👏",
        "Thanks for nothing. Three weeks and still no refund.",
        "great job losing my parcel again",
        "Thank you for cancelling my fitting",
        "Wow, so helpful, on hold for two hours again. Well done!",
    ],
)
def test_warm_words_beside_a_failure_are_doubtful_and_stay_with_people(text: str) -> None:
    found = assess(text)
    assert found.misread >= 0.4
    assert found.kind is Kind.COMPLAINT
    assert quotes(text, "irony")


@pytest.mark.parametrize(
    "text", ["Thank you so much, the fitters were lovely", "The oven is broken.", "Do you open on Sunday?"]
)
def test_a_plain_tone_is_not_doubted(text: str) -> None:
    assert assess(text).misread < 0.4


TOM = (
    "Nine weeks. My dad has had no cooker because you sent the wrong hob twice. He’s 81. I’ve rung four times and each time "
    "it’s not their department. I paid £300. I just want somebody to ring him."
)


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("failure", "you sent the wrong hob twice"),
        ("repeated_contact", "rung four times"),
        ("passed_around", "not their department"),
        ("vulnerable", "He’s 81"),
        ("amount", "£300"),
        ("request", "I just want somebody to ring him"),
    ],
)
def test_facts_are_marked_as_a_reader_would_mark_them(name: str, quote: str) -> None:
    assert quote in quotes(TOM, name)


def test_a_wait_a_loyal_past_a_product_and_a_place_are_marked() -> None:
    text = "@larkfield customer for 12 years, waited 3 hours on hold in Leeds about my AirMix 3 which is broken"
    assert quotes(text, "waiting") == ["3 hours"]
    assert quotes(text, "loyal_before") == ["customer for 12 years"]
    assert quotes(text, "product") == ["AirMix 3"]
    assert quotes(text, "place") == ["Leeds"]


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("@larkfield @other hi, you sent the wrong hob twice! http://t.co/x", "You sent the wrong hob twice"),
        ("on hold 2 hours, bag still missing", "On hold 2 hours, bag still missing"),
        (
            "Honestly? Just cancelled my fitting and told me to ring. On hold for 48 minutes",
            "Just cancelled my fitting, on hold for 48 minutes",
        ),
    ],
)
def test_the_gist_is_cut_from_the_words(text: str, gist: str) -> None:
    assert assess(text).gist == gist


def test_the_gist_is_short_and_shows_where_it_was_cut() -> None:
    found = assess(
        "@larkfield your drivers refused to carry the enormous washing machine that we ordered up to our third floor flat"
    )
    assert len(found.gist) <= 60
    assert found.gist.endswith("…")


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("I'm a reporter with the Evening Post, has Larkfield a comment on the hob order?", Gate.MEDIA),
        ("My solicitor has the photos.", Gate.LEGAL),
        ("Reported you to trading standards", Gate.LEGAL),
        ("The AirMix caught fire last night with my kids in the kitchen", Gate.SAFETY),
        ("my hand got burnt, had to go to hospital because of your kettle", Gate.SAFETY),
        ("I work for Larkfield and this is a proud day", Gate.EMPLOYEE),
        ("larkfield is finished, get your refund here http://x.example", Gate.AUTOMATIC),
        ("We're hiring! Apply now at http://jobs.example", Gate.AUTOMATIC),
        ("Larkfield shares fall after quarterly profit warning", Gate.MEDIA),
    ],
)
def test_what_must_not_get_an_ordinary_reply_is_held(text: str, gate: Gate) -> None:
    assert gate in assess(text).gates


@pytest.mark.parametrize(
    "text",
    [
        "Amazing job at the Leeds branch, thank you",
        "Adding insult to injury, you lost my bag",
        "an automated message tells me to call back, on hold for an hour",
        "Your service is a joke, I have waited three weeks for a fridge",
        "If you lose it again I swear I'll burn the place down lol",
        "If you lose it again I swear I'll scream",
    ],
)
def test_a_turn_of_phrase_holds_nobody_back(text: str) -> None:
    assert assess(text).gates == ()


def test_our_own_account_and_our_people_are_known_by_their_handle() -> None:
    assert assess("Sorry to hear that!", author="@Larkfield", author_key="larkfield").gates[0] is Gate.OWN
    assert Gate.EMPLOYEE in assess("Nice launch", author="Jo_at_Lark", author_key="jo_at_lark").gates


def test_an_article_belongs_to_the_press_office() -> None:
    assert Gate.MEDIA in assess("Families wait nine weeks for hobs", kind=MentionKind.ARTICLE, platform="news").gates


@pytest.mark.parametrize(
    ("text", "brand", "certainty"),
    [
        ("@Larkfield hello", "Larkfield", 1.0),
        ("the new larkfield shop", "Larkfield", 0.9),
        ("my AirMix 3 is great", "Larkfield", 0.7),
        ("nothing named here", "Larkfield", 0.5),
        ("Larkfield Primary School won the cup", "", 0.05),
    ],
)
def test_the_brand_is_found_by_its_names(text: str, brand: str, certainty: float) -> None:
    found = assess(text)
    assert (found.brand, found.relevance) == (brand, certainty)


def test_of_two_brands_the_one_named_is_meant_and_the_query_decides_where_none_is() -> None:
    two = Assessor((LARKFIELD, Brand(name="Moor Home", handles=("moorhome",))), extras=())
    named, asked, neither = two.assess([mention("@moorhome hi"), mention("hi", query="Moor Home"), mention("hi")])
    assert (named.brand, named.relevance) == ("Moor Home", 1.0)
    assert (asked.brand, asked.relevance) == ("Moor Home", 0.6)
    assert (neither.brand, neither.relevance) == ("", 0.0)


def test_own_experience_is_told_from_news_and_adverts() -> None:
    own = assess("I ordered an oven in May and I am still waiting").firsthand
    news = assess("Larkfield shares fall after quarterly profit warning http://n.example").firsthand
    assert own > 0.7
    assert news < 0.25
