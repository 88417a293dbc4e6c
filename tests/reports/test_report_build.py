"""What the report says: who, in which order, with which evidence, and what it does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import CaseState, Delivered, Delivery, Outcome, Range, Reason, TimeSpan, What
from reports.build import build
from reports.document import Hour, Report, Tone
from reports.evidence import fold_at, pieces
from reports.people import Setting, clock_of
from reports.registry import formats, render
from reports.wording import Times, between, duration, people, rounded, seen_so_far
from tests.reports import larkfield
from tests.reports.hostile import STRINGS, poisoned
from tests.reports.larkfield import (
    NOW,
    ago,
    assessed,
    because,
    calm,
    case_file,
    crowd,
    hearing,
    material,
    mention,
    oona,
    spread,
    tom,
)


def lede(report: Report) -> str:
    return "".join(part.text for part in report.opening.lede)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 person needs you today"), (3, "3 people need you today"), (50, "50 people need you today")],
)
def test_the_headline_gives_the_number_of_people(number: int, words: str) -> None:
    assert build(material(waiting=crowd(number))).opening.headline == words


def test_a_day_without_anybody_says_so_and_that_all_was_heard() -> None:
    report = build(calm())
    assert report.opening.headline == "Nobody needs you today"
    assert "Every source was heard" in lede(report)
    assert report.opening.not_the_whole == ()


def test_a_day_without_anybody_and_a_deaf_source_does_not_claim_calm() -> None:
    report = build(calm(hearing=hearing()))
    assert report.opening.headline == "Nobody we could hear needs you today"
    assert "1 source of 5 could not be heard" in lede(report)
    assert report.opening.not_the_whole == ("YouTube has been silent to us since today 04:10 GMT.",)


def test_a_day_on_which_nothing_was_heard_never_says_that_nobody_needs_you() -> None:
    deaf = tuple(replace(source, heard=(), listening_since=NOW - timedelta(days=9)) for source in hearing())
    for sources in (deaf, ()):
        report = build(calm(hearing=sources))
        assert report.opening.headline == "We could not hear anybody"
        assert report.opening.not_the_whole


def test_the_lede_says_whom_to_answer_first_and_why() -> None:
    assert lede(build(material())) == (
        "Start with Tom: 3 h 12 min without an answer, past the 1 h you promise, and the story is spreading fast."
        " The others are still within your promise."
    )


def test_a_card_carries_the_whole_text_and_marks_exactly_the_evidence() -> None:
    card = build(material()).cards[0]
    assert card.words.text == larkfield.HOB
    marked = dict.fromkeys(range(1, 5), "")
    for piece in card.words.opening:
        for number in piece.reasons:
            marked[number] += piece.text
    assert marked == {
        1: "sent the wrong hob twice",
        2: "He’s 81",
        3: "not their department",
        4: "I just want somebody to ring him",
    }


def test_a_number_in_the_words_stands_before_its_reason_and_a_reason_without_words_has_none() -> None:
    card = build(material()).cards[0]
    assert [reason.number for reason in card.reasons] == [1, 2, 3, 4, 5, None]
    ends = [number for words in (card.words, *card.more) for piece in words.opening for number in piece.ends]
    assert sorted(ends) == [1, 2, 3, 4, 5]


def test_evidence_beyond_the_text_or_of_another_mention_marks_nothing() -> None:
    one = assessed(mention("short", "Broken."))
    file = case_file(
        9,
        one,
        reasons=(
            Reason(text="beyond", mention_id=one.mention.id, start=90, end=99),
            Reason(text="unknown", mention_id="x:none", start=0, end=3),
            Reason(text="backwards", mention_id=one.mention.id, start=5, end=2),
            Reason(text="negative", mention_id=one.mention.id, start=-3, end=2),
        ),
    )
    card = build(material(waiting=(file,))).cards[0]
    assert [reason.number for reason in card.reasons] == [None] * 4
    assert card.words.text == "Broken."


@given(
    st.text(max_size=400),
    st.lists(st.tuples(st.integers(0, 420), st.integers(0, 420)), max_size=12),
    st.integers(1, 300),
)
def test_pieces_joined_are_the_text_whatever_the_evidence(text: str, spans: list[tuple[int, int]], fold: int) -> None:
    marks = [
        (low, min(high, len(text)), number) for number, (low, high) in enumerate(spans, 1) if low < min(high, len(text))
    ]
    split = fold_at(text, fold)
    cut = (*pieces(text, 0, split, marks), *pieces(text, split, len(text), marks))
    assert "".join(piece.text for piece in cut) == text
    for low, high, number in marks:
        assert "".join(piece.text for piece in cut if number in piece.reasons) == text[low:high]
        assert sum(number in piece.ends for piece in cut) == 1


def test_a_long_text_is_folded_at_a_word_and_stays_whole() -> None:
    text = "So it goes on and on. " * 200
    card = build(material(waiting=(case_file(1, assessed(mention("long", text))),))).cards[0]
    opening = "".join(piece.text for piece in card.words.opening)
    assert card.words.text == text
    assert 1000 < len(opening) <= 1201
    assert opening.endswith(" ")


def test_hundreds_of_line_breaks_are_folded_too() -> None:
    text = "\n" * 500 + "at last"
    card = build(material(waiting=(case_file(1, assessed(mention("deep", text))),))).cards[0]
    assert sum(piece.text.count("\n") for piece in card.words.opening) <= 25
    assert card.words.text == text


def test_everything_said_by_one_person_is_on_their_card_with_our_replies_in_order() -> None:
    ours = assessed(mention("ours", "We are sorry, Tom.", hours=2, author="larkfield"))
    card = build(material(waiting=(replace(tom(), replies=(ours,)),))).cards[0]
    assert [(words.text, words.ours) for words in card.more] == [
        ("We are sorry, Tom.", True),
        ("Still nobody. My dad is eating cold soup.", False),
    ]


def test_an_unknown_reach_is_said_to_be_unknown_and_never_nought() -> None:
    card = build(material()).cards[2]
    assert card.seen.words == "Not known"
    assert card.seen.likely is None
    assert card.expected is None
    assert build(material(waiting=(replace(oona(), spread=None),))).cards[0].seen.words == "Not known"


def test_a_known_reach_comes_with_its_range_and_humane_rounding() -> None:
    card = build(material()).cards[0]
    assert (card.seen.words, card.seen.between) == ("about 14,000 people", "between 9,000 and 22,000")
    assert card.expected is not None
    assert (card.expected.words, card.expected.between) == ("about 31,000 people", "between 19,000 and 54,000")


def test_those_who_wait_until_later_are_counted_by_level() -> None:
    assert build(material()).later_words == "9 more people stand in line after these: 2 let down badly and 7 let down."
    assert build(material(later={})).later_words == ""


def test_a_card_names_its_brand_only_where_there_are_several() -> None:
    assert build(material()).cards[0].brand == ""
    assert build(material(brands=("Larkfield Home", "Larkfield Garden"))).cards[0].brand == "Larkfield Home"


def test_somebody_who_borrows_our_name_is_flagged_whatever_letters_they_use() -> None:
    names = (
        "Larkfield Home",
        "LARKFIELD HOME Support",
        "Ｌarkfield Home",
        "Lаrkfield Hоme",
        "Lark\u200bfield Home",
        "Lárkfield Home",
    )
    for name in names:
        file = case_file(1, assessed(mention("imp", "Get a refund here", author="imp", author_name=name)))
        assert build(material(waiting=(file,))).cards[0].person.flag, name
    for name in ("Tom", "Larkfield Homeowner Ann", "Mark Field"):
        file = case_file(1, assessed(mention("imp", "Hello", author="imp", author_name=name)))
        assert not build(material(waiting=(file,))).cards[0].person.flag, name


def test_a_name_that_shows_nothing_gives_way_to_the_handle() -> None:
    file = case_file(1, assessed(mention("n", "Hello", author="ann", author_name="\u200b\u2066")))
    assert build(material(waiting=(file,))).cards[0].person.name == "u/ann"
    file = case_file(1, assessed(mention("n", "Hello", author=None, author_key=None, author_name=" ")))
    assert build(material(waiting=(file,))).cards[0].person.name == "Somebody"


def test_a_person_whose_words_are_all_deleted_keeps_their_place() -> None:
    file = case_file(1, assessed(mention("gone", "x")), mentions=())
    report = build(material(waiting=(file,), outcomes=(file,), held=(file,), quiet=(file,), next_later=(file,)))
    assert report.cards[0].words.text == ""
    assert report.cards[0].person.name == "u/writer_gone"
    assert b"No words" in render("html", report)


def test_the_last_word_after_our_reply_is_quoted_and_silence_is_counted() -> None:
    hanne, petra = build(material()).outcomes
    assert hanne.last is not None
    assert hanne.last.text == "they actually came back on Sunday, I’m impressed"
    assert (hanne.first_reply, hanne.tag.text, hanne.tag.tone) == ("41 min", "Satisfied", Tone.GOOD)
    assert (petra.last, petra.silence, petra.tag.text) == (None, "No word for 6 days", "Silent")


def test_polite_acceptance_is_never_called_satisfied() -> None:
    file = replace(
        tom(), case=replace(tom().case, state=CaseState.ACCEPTED, outcome=Outcome.ACCEPTED, first_reply_at=NOW)
    )
    tag = build(material(outcomes=(file,))).outcomes[0].tag
    assert tag.text == "Accepted, without warmth"
    assert tag.tone is not Tone.GOOD


def test_nobody_answered_gives_no_figures() -> None:
    assert build(calm()).outcome_figures == ()


@given(opened=st.integers(-9000, 9000), due=st.integers(-9000, 9000))
def test_no_wait_is_ever_negative_and_the_bar_never_overflows(opened: int, due: int) -> None:
    case = replace(tom().case, opened_at=NOW + timedelta(minutes=opened))
    case = replace(case, priority=replace(case.priority, due_at=NOW + timedelta(minutes=due)))
    setting = Setting(material=material(), times=Times(NOW, ZoneInfo("Europe/London"), "Europe/London"))
    clock = clock_of(case, setting)
    assert "-" not in clock.words + clock.waiting
    assert 0 <= clock.used <= 1
    assert 0 <= clock.overdue <= 1
    assert clock.used + clock.overdue <= 1 + 1e-9
    assert (clock.tone is Tone.LATE) == (due < 0)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "less than 1 min"), (22, "22 min"), (60, "1 h"), (132, "2 h 12 min"), (47 * 60, "47 h"), (50 * 60, "2 days 2 h"), (72 * 60, "3 days"), (15 * 1440, "15 days"), (200 * 1440, "6 months")],
)  # fmt: skip
def test_durations_read_as_people_say_them(minutes: int, words: str) -> None:
    assert duration(timedelta(minutes=minutes)) == words


@given(st.floats(0, 1e9))
def test_rounding_stays_within_five_in_a_hundred_and_below_a_hundred_within_fives(number: float) -> None:
    assert abs(rounded(number) - number) <= (2.5 if number < 100 else number * 0.05 + 1e-6)


def test_small_numbers_of_people_are_exact_and_a_range_that_rounds_away_is_not_said() -> None:
    assert people(1) == "1 person"
    assert people(340) == "about 340 people"
    assert between(14010, 14020) == ""


def test_every_time_is_said_with_its_zone_through_the_change_of_the_clocks() -> None:
    times = Times(datetime(2026, 3, 29, 12, 0, tzinfo=UTC), ZoneInfo("Europe/London"), "Europe/London")
    before, after = (times.moment(datetime(2026, 3, 29, hour, 30, tzinfo=UTC)) for hour in (0, 1))
    assert (before.words, after.words) == ("today 00:30 GMT", "today 02:30 BST")
    assert after.full == "Sunday 29 March 2026, 02:30 Europe/London"
    tehran = Times(NOW, ZoneInfo("Asia/Tehran"), "Asia/Tehran").moment(NOW)
    assert tehran.words == "today 12:30 UTC+3:30"


def test_the_sources_that_could_not_be_heard_come_first() -> None:
    report = build(material())
    assert [source.title for source in report.hearing][:2] == ["YouTube", "Reddit"]
    assert report.hearing[0].hours[-5:] == (Hour.DEAF,) * 5


def test_many_deaf_sources_are_counted_after_the_first_few() -> None:
    sources = tuple(
        replace(hearing()[3], title=f"Site {number}", heard=(TimeSpan(start=ago(24), end=ago(9 + number)),), gaps=())
        for number in range(9)
    )
    named = build(material(hearing=sources)).opening.not_the_whole
    assert len(named) == 5
    assert named[-1] == "5 more sources have gaps too."


def test_a_change_leads_to_the_person_or_story_it_is_about() -> None:
    assert [change.anchor for change in build(material()).changes] == ["p1", "s1", "", ""]


def test_the_same_material_gives_the_same_bytes_whatever_the_order_of_its_mappings() -> None:
    one = material(later={"S3": 7, "S2": 2}, unread_languages={"es": 20, "fr": 20})
    two = material(later={"S2": 2, "S3": 7}, unread_languages={"fr": 20, "es": 20})
    for name in formats():
        assert render(name, build(one)) == render(name, build(two)), name


def test_hostile_strings_in_every_field_break_no_format() -> None:
    for offset in range(0, len(STRINGS), 9):
        report = build(poisoned(material(), offset))
        assert len(report.cards) == 3
        for name in formats():
            assert render(name, report)


def test_our_own_words_guess_nobody_s_gender() -> None:
    folder = Path(render.__code__.co_filename).parent
    words = " ".join(
        path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.suffix in {".py", ".html"}
    )
    found = {
        word
        for word in words.replace("<", " ").replace("’", " ").split()
        if word.lower() in {"he", "she", "his", "her", "him", "hers"}
    }
    assert not found


def test_a_person_seen_by_nobody_is_not_said_to_be_spreading() -> None:
    assert build(material()).cards[2].spreading == "Not spreading"
    assert seen_so_far(spread("x", coverage=0.0).reach, 0.0).likely is None


def test_a_reason_without_any_words_keeps_its_place_in_the_list() -> None:
    one = mention("w", "Still waiting for the lid.")
    file = case_file(
        1, assessed(one), reasons=(Reason(text="First", mention_id=one.id), because(one, "waiting", "Second"))
    )
    assert [(reason.number, reason.text) for reason in build(material(waiting=(file,))).cards[0].reasons] == [
        (None, "First"),
        (1, "Second"),
    ]


def test_a_wait_that_began_before_the_words_shown_says_since_when() -> None:
    page = render(
        "html", build(material(waiting=(replace(tom(), case=replace(tom().case, opened_at=larkfield.ago(37))),)))
    )
    assert b'waiting 37 h since <time datetime="2026-03-02T20:00Z">Monday 20:00 GMT</time>, you promise 1 h' in page
    assert b"waiting 3 h 12 min, you promise 1 h" in render("html", build(material()))


def test_a_story_that_hardly_grows_says_so_and_how_far_it_could_go() -> None:
    quiet = spread("x", expected_reach=Range(low=0, likely=2, high=400))
    card = build(material(waiting=(replace(tom(), spread=quiet),))).cards[0]
    assert card.expected is not None
    assert (card.expected.words, card.expected.between) == ("hardly anyone more", "at most 1,000")


def test_old_words_are_folded_but_never_those_a_reason_rests_on_nor_the_newest_three() -> None:
    lead = assessed(mention("lead", "The lid broke.", hours=0.1))
    said = [assessed(mention(f"m{number}", f"Message {number}.", hours=20 - number)) for number in range(8)]
    plain = case_file(1, lead, mentions=(*said, lead))
    marked = case_file(
        1, lead, mentions=(*said, lead), reasons=(because(said[3].mention, "Message 3", "Asked before"),)
    )
    assert [build(material(waiting=(file,))).cards[0].earlier for file in (plain, marked)] == [5, 3]
    assert b"Read the first 5" in render("html", build(material(waiting=(plain,))))
    assert build(material()).cards[0].earlier == 0


def test_what_did_not_arrive_is_said_newest_first_and_many_are_counted() -> None:
    failed = Delivery(
        channel="team\u202e" * 200,
        what=What.ALERTS,
        at=ago(1),
        state=Delivered.FAILED,
        attempts=2,
        tried_at=NOW,
        problem="refused",
    )
    lines = build(material(undelivered=(failed, replace(failed, state=Delivered.TRYING)))).undelivered
    assert lines[0].endswith("the run was stopped while it was on its way.")
    assert lines[1].startswith("An alert of today 08:00 GMT did not reach “team")
    assert lines[1].endswith("refused. The next run tries again.")
    many = build(material(undelivered=(failed,) * 9)).undelivered
    assert many[-1] == "6 more messages did not arrive."
