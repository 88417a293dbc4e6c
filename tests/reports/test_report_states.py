"""The page in its rarer states: nobody, nobody heard, people put off, people who wait no more, names without end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.model import Case, CaseFile, CaseState, Gate, Lane, Outcome, OutcomeFacts, Reason
from reports.brief import brief_of
from reports.build import build
from reports.cards import card_of
from reports.desk import Desk
from reports.document import Card, Tone
from reports.html import page_of
from reports.people import Setting
from reports.registry import render
from reports.served import case_page
from reports.tidying import short_name
from reports.wording import Times
from tests.reports.larkfield import NOW, ago, assessed, calm, case_file, hearing, held, material, mention, outcomes, tom

LONDON = Times(NOW, ZoneInfo("Europe/London"), "Europe/London")


def page(**changes: object) -> str:
    return page_of(build(material(**changes))).decode()


def without_style(markup: str) -> str:
    """Give what is left to read when styles are off: the words, nothing between them that is not in the page."""
    body = re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    return " ".join(re.sub(r"<(?!/?(p|li|dt|dd|h\d|td|th)\b)[^>]+>", "", body).split())


def only(file: CaseFile) -> Card:
    return card_of(file, 1, {}, Setting(material=material(), times=LONDON))


def case(**more: object) -> CaseFile:
    return case_file(7, assessed(mention("lid", "The lid broke.", hours=9)), due_at=ago(1), **more)


def test_what_was_not_heard_stands_before_the_list_of_people() -> None:
    for text in (page(), render("text", build(material())).decode()):
        assert text.index("Not the whole picture") < text.index("wrong hob twice, passed around")


def test_sources_that_fell_silent_alike_are_named_together() -> None:
    silent, whole = hearing()[3], hearing()[0]
    two = [replace(silent, title="X"), replace(silent, title="Reddit"), whole]
    assert build(material(hearing=two)).opening.not_the_whole == (
        "X and Reddit have been silent to us since today 04:10 GMT.",
    )
    nine = [replace(silent, title=f"Site {number}") for number in range(9)]
    assert build(material(hearing=nine)).opening.not_the_whole == (
        "Site 0, Site 1, Site 2, Site 3 and 5 more sources have been silent to us since today 04:10 GMT.",
    )


def test_a_page_that_heard_nobody_claims_nothing_about_them() -> None:
    deaf = tuple(replace(source, heard=(), gaps=()) for source in hearing())
    for text in (page_of(build(calm(hearing=deaf))).decode(), render("text", build(calm(hearing=deaf))).decode()):
        assert "No story that we could hear is being told" in text
        assert "Nothing that we could hear has changed." in text
    assert "that we could hear" not in page_of(build(calm())).decode()


def test_a_day_without_any_mention_says_so_and_what_to_do_if_that_surprises() -> None:
    report = build(calm(mentions_in_window=0, questions_in_window=0))
    assert "If that surprises you" in report.opening.lede[0].text
    assert report.opening.read == "We read no mention from yesterday 09:00 to today 09:00 GMT."
    assert "surprises" not in build(calm()).opening.lede[0].text


def test_people_who_are_put_off_are_counted_even_when_nobody_else_waits() -> None:
    report = build(calm(put_off=2))
    assert report.opening.lede[0].text.endswith(" 2 people are put off for now, until their time comes.")
    assert report.later_words == "2 people are put off for now, until their time comes."
    assert "2 people are put off" in page_of(report).decode()
    assert build(material(put_off=1)).later_words.endswith(
        ": 2 let down badly and 7 let down. 1 person is put off for now, until their time comes."
    )


@pytest.mark.parametrize(
    ("lane", "state", "said"),
    [
        (Lane.NOTHING, CaseState.CLOSED, "Closed"),
        (Lane.ANSWERED, CaseState.SATISFIED, "Satisfied"),
        (Lane.ANSWERED, CaseState.SILENT, "Silent since your reply"),
        (Lane.HELD, CaseState.OPEN, "Read, but don’t reply"),
        (Lane.QUIET, CaseState.OPEN, "No reply is owed"),
    ],
)
def test_of_somebody_to_whom_nothing_is_owed_no_page_says_that_they_wait(
    lane: Lane, state: CaseState, said: str
) -> None:
    card = only(case(lane=lane, state=state))
    assert (card.clock.words, card.clock.waiting, card.clock.due, card.waits) == (said, "", None, False)
    assert card.status == "no reply of yours was seen"
    answered = only(case(lane=lane, state=state, first_reply_at=ago(7)))
    assert answered.clock.waiting == "waited 2 h for your reply"


def test_on_a_closed_case_s_own_page_nothing_says_since_when_they_wait() -> None:
    nobody = Desk(visitor="Sam", may_act=True, token="", done={})
    for file, since in ((case(), True), (case(lane=Lane.NOTHING, state=CaseState.CLOSED), False)):
        told = replace(file, case=replace(file.case, opened_at=ago(12)))
        own = case_page(build(material(waiting=(told,))), nobody).content.decode()
        assert ("since <time" in own, "waiting" in own, "Answer on Reddit" in own) == (since, since, since)


def test_who_is_put_off_waits_but_is_not_late() -> None:
    card = only(case(snoozed_until=NOW + timedelta(hours=3)))
    assert (card.clock.words, card.clock.tone) == ("Put off until today 12:00 GMT", Tone.CALM)
    assert card.clock.waiting == "waiting 9 h"
    assert only(case(snoozed_until=ago(1))).clock.words == "Late by 1 h"


def test_a_promise_that_ends_this_minute_is_said_as_a_sentence_and_within_one() -> None:
    report = build(material(waiting=(replace(tom(), case=due_in(tom().case, timedelta(seconds=20))),)))
    assert report.cards[0].clock.words == "Less than 1 min left"
    assert ": less than 1 min left of the 1 h you promise" in report.opening.lede[2].text


def due_in(case: Case, span: timedelta) -> Case:
    return replace(case, priority=replace(case.priority, due_at=NOW + span))


def test_a_name_without_end_is_shown_by_its_beginning_and_folded_whole() -> None:
    name = "Maximilian " * 40
    file = case_file(1, assessed(mention("n", "Broken again.", author_name=name.strip())))
    text = page(waiting=(file,), stories=(), held=(), quiet=(), praise=(), outcomes=(), next_later=())
    assert text.count(name.strip()) == 1
    assert re.search(r"<summary>Read the whole name</summary>\s*<p class=\"person\"><bdi>Maximilian", text)
    assert "Read the whole name" not in page()


def test_a_brand_s_long_name_is_shortened_on_every_line() -> None:
    brand = "The Larkfield Home And Garden Company " * 5
    file = case_file(1, replace(assessed(mention("n", "Broken again.")), assessment=replace(assessed(mention("n", "x")).assessment, brand=brand)))  # fmt: skip
    text = page(title=brand, brands=(brand, "Other"), waiting=(file,))
    assert text.count(brand) <= 1, "in the title of the window alone"
    assert "about The Larkfield Home And Garden C…" in text


def test_pictures_that_are_one_stay_one_and_nothing_else_hides_in_a_name() -> None:
    family, rocket = "👩\u200d👩\u200d👧\u200d👦", "👩🏽\u200d🚀"
    assert short_name(f"{family} Lilly {rocket}") == f"{family} Lilly {rocket}"
    assert short_name("❤\ufe0f\u200d🔥") == "❤\ufe0f\u200d🔥"
    assert short_name("a\u200db \u200d🔥 👩\u200d") == "ab 🔥 👩"


def test_without_style_the_numbers_stand_at_the_words_and_nothing_runs_together() -> None:
    text = without_style(page())
    assert "sent the wrong hob twice1 and then" in text
    assert "2 h 12 min Nine weeks, wrong hob twice, passed around – Tom, on Reddit Deliveries" in text
    assert "Late by 2 h 12 min waiting 3 h 12 min, you promise 1 h For Deliveries" in text
    assert "1 A told story of a failed order" in text
    assert "Answer on Reddit example.invalid Hand to someone else Not one for us R-1042" in text
    assert "To the press office A reporter asks for a comment R-1050" in text


def test_two_reasons_at_the_same_words_share_one_mark() -> None:
    one = mention("hob", "Nobody rang.")
    reasons = tuple(Reason(text=text, mention_id=one.id, start=0, end=6) for text in ("First", "Second"))
    assert "<mark>Nobody</mark><sup>1,2</sup> rang." in page(waiting=(case_file(1, assessed(one), reasons=reasons),))


def test_only_danger_the_law_and_the_press_are_marked_as_pressing() -> None:
    tones = {}
    for gate in (Gate.SAFETY, Gate.LEGAL, Gate.MEDIA, Gate.NO_EXPERIENCE, Gate.AUTOMATIC, Gate.EMPLOYEE):
        priority = replace(held()[0].case.priority, gate=gate, recipient="somebody")
        (row,) = build(material(held=(replace(held()[0], case=replace(held()[0].case, priority=priority)),))).held
        assert row.tag
        tones[gate] = row.tag.tone
    assert [gate for gate, tone in tones.items() if tone is Tone.LATE] == [Gate.SAFETY, Gate.LEGAL, Gate.MEDIA]


def test_replies_without_room_in_the_table_are_counted() -> None:
    text = page()
    assert '<a href="#outcomes">After you replied <b>26</b></a>' in text
    assert "24 more are not listed here." in text
    none = OutcomeFacts(days=7, replied=0, satisfied=0, accepted_or_silent=0, wrote_again=0, typical_wait_seconds=None, previous_wait_seconds=None)  # fmt: skip
    assert build(material(outcome_facts=none)).outcomes_total == len(outcomes())


def test_who_was_closed_without_a_reply_is_not_told_to_be_due_one() -> None:
    closed = case(lane=Lane.NOTHING, state=CaseState.CLOSED, outcome=Outcome.SILENT)
    (row,) = build(material(outcomes=(closed,))).outcomes
    assert row.first_reply == "none seen"


def test_how_many_more_stand_in_line_is_said_before_the_first_card() -> None:
    before, _, _ = page().partition('id="queue"')
    words = "9 more people stand in line after these: 2 let down badly and 7 let down."
    assert f'<a href="#later">{words}</a>' in before
    assert '<a href="#later">Later <b>9</b></a>' in before
    assert "#later" not in page(later={}, next_later=())
    assert words in render("text", build(material())).decode().partition("People waiting for a reply")[0].replace(
        "\n", " "
    )
    assert words in brief_of(build(material()))


def test_the_list_of_people_says_where_those_hit_hardest_end() -> None:
    levels = re.findall(r'<li class="level">(.*?)</li>', page())
    assert levels == ["At risk or spreading fast", "Let down badly"]
    assert 'class="level"' not in page(waiting=(tom(),))


def test_somebody_later_without_an_owner_is_as_loud_as_today() -> None:
    file = case_file(9, assessed(mention("l", "Late again.")), owner="")
    file = replace(file, case=replace(file.case, priority=replace(file.case.priority, owner="")))
    assert '<span class="own">No owner yet</span></span></summary>' in page(next_later=(file,))


@pytest.mark.parametrize("sign", ["\u202e", "\u2069", "\u2066", "\u202c"])
def test_a_name_that_turns_text_round_is_tidied_where_it_is_named_and_kept_whole_in_a_place_of_its_own(
    sign: str,
) -> None:
    name = f"Ann{sign} Bell"
    markup = page(waiting=(case_file(1, assessed(mention("n", "Broken.", author_name=name))),))
    assert re.findall(r"<h3 class=\"person\".*?</h3>", markup)[0].count(sign) == 0
    assert f'<p class="person"><bdi>{name}</bdi></p>' in markup
