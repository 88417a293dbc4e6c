from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Gate, Kind, MentionKind, Signal
from monitor.stories.keys import NUMBER, keys, lookup_keys, may_be_story, may_begin_story, normal_link
from monitor.stories.usual import IMAGINED, usual
from monitor.stories.words import MOST_NUMBERS, cut, normal, numbers_in
from tests.stories.telling import tell


def test_a_complaint_may_be_a_story_and_praise_may_not() -> None:
    assert may_be_story(tell("1", "the hob is broken"))
    assert not may_be_story(tell("2", "lovely hob", found={"kind": Kind.PRAISE, "negative": 0.1}))


@pytest.mark.parametrize(
    "found",
    [
        {"gates": (Gate.OWN,)},
        {"readable": False},
        {"relevance": 0.2},
    ],
)
def test_our_own_words_other_languages_and_other_subjects_begin_no_story(found: dict[str, object]) -> None:
    assert not may_begin_story(tell("1", "the hob is broken", found=found))


def test_a_question_is_a_story_only_when_something_failed() -> None:
    asking = {"kind": Kind.QUESTION, "negative": 0.1}
    failing = {**asking, "signals": (Signal(analyzer="facts", name="failure", start=0, end=3),)}
    assert not may_be_story(tell("1", "does the hob do gas?", found=asking))
    assert may_be_story(tell("1", "why is the hob dead?", found=failing))


def test_same_here_can_join_a_story_but_never_begin_one() -> None:
    bare = tell("2", "same here", in_reply_to="1", found={"kind": Kind.OTHER, "negative": 0.2})
    assert may_be_story(bare)
    assert not may_begin_story(bare)
    assert not any(key.startswith(("word:", "person:")) for key in keys(bare))


def test_keys_name_the_conversation_the_person_the_flight_and_the_telling_words() -> None:
    named = keys(
        tell(
            "7",
            "@acme UA1080 stuck on the tarmac at Dallas, https://www.Paper.example/story/?utm_source=x",
            author_key="ann",
        )
    )
    assert "thread:x:7" in named
    assert "person:x:ann" in named
    assert "code:1080" in named
    assert "word:dallas" in named
    assert "url:paper.example/story" in named
    assert not any("acme" in key for key in named)
    assert "word:stuck" not in named


@pytest.mark.parametrize(
    "text", ["flight 1080 is late", "flight #1080 is late", "UA1080 late", "my UA 1080 is late", "#ua1080"]
)
def test_a_flight_has_one_name_however_it_is_written(text: str) -> None:
    assert "code:1080" in keys(tell("1", text))


@pytest.mark.parametrize(
    "text", ["waited 40mins", "2hr15min on hold", "it is 2026 already", "paid 1080 for it", "an ERJ145 again"]
)
def test_times_prices_and_types_are_no_codes(text: str) -> None:
    assert not any(key.startswith("code:") for key in keys(tell("1", text)))


def test_a_product_with_its_number_is_a_word_of_its_own() -> None:
    assert "arden 60" in cut("They sent the Arden 60 again").words


def test_a_number_behind_a_mark_belongs_to_no_name() -> None:
    assert cut("Thanks Larkfield, £157 gone").words == cut("Thanks Larkfield, gone").words
    assert NUMBER + "157" in keys(tell("a", "Thanks Larkfield, £157 gone for a room nobody kept"))


@pytest.mark.parametrize("text", ["they took £1,157.00 twice", "1157 gone", "where is my (£1157)?", "1157kr! #1157"])
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert numbers_in(text) == ["1157"]
    assert "word:#1157" in keys(tell("1", text))


def test_digits_of_links_and_accounts_tell_nothing_and_a_list_of_numbers_gives_few() -> None:
    assert numbers_in("@user_6fa482 see https://t.co/4711?a=8") == []
    assert len(numbers_in(" ".join(map(str, range(10_000))))) == MOST_NUMBERS


def test_usual_words_and_numbers_are_few_and_counted_in_ten_thousand() -> None:
    table = usual()
    assert 1_000 < len(table) < 10_000
    assert all(key.startswith("word:") and 0 < count <= IMAGINED for key, count in table.items())
    assert table["word:" + normal("size")] > table.get("word:" + normal("hummus"), 0)
    assert table["word:#2"] > table.get("word:#157", 0)


def test_forms_of_a_word_are_one_word() -> None:
    assert normal("logs") == normal("logged") == normal("logging") == "log"
    assert normal("bags") == normal("bag's") == "bag"


def test_copies_share_a_key_whatever_the_case_handles_and_links() -> None:
    one = keys(tell("1", "Larkfield charged cousin Peter twice for one broken kettle"))
    two = keys(tell("2", "RT @sam: larkfield charged cousin peter twice for one BROKEN kettle!! https://t.example/x"))
    assert {key for key in one if key.startswith("copy:")} == {key for key in two if key.startswith("copy:")} != set()


def test_short_outcries_are_no_copies_of_each_other() -> None:
    assert not any(key.startswith("copy:") for key in keys(tell("1", "worst airline ever!!!")))


def test_a_post_can_be_found_under_its_own_address() -> None:
    post = keys(tell("1", "the hob", url="https://forum.example/t/1", kind=MentionKind.POST))
    assert "url:forum.example/t/1" in post


@pytest.mark.parametrize("link", ["https://brand.example", "https://brand.example/", "http://[broken/x", "https:///x"])
def test_a_home_page_or_a_broken_link_is_no_key(link: str) -> None:
    assert normal_link(link) == ""


def test_common_words_are_not_looked_up_and_sure_keys_always_are() -> None:
    counts = {"word:hob": 900, "word:arden": 3}
    assert lookup_keys(["word:hob", "word:arden", "thread:x:1"], counts, 10_000) == ["word:arden", "thread:x:1"]


def test_in_a_small_stream_every_word_is_looked_up() -> None:
    assert lookup_keys(["word:hob"], {"word:hob": 12}, 40) == ["word:hob"]


@given(text=st.text(max_size=400))
def test_any_text_has_few_short_and_different_keys(text: str) -> None:
    named = keys(tell("1", text))
    assert len(named) <= 19
    assert len(set(named)) == len(named)
    assert all(0 < len(key) <= 250 for key in named)


@pytest.mark.parametrize("text", ["a'" * 200_000, "#" * 400_000, "https://" * 50_000, "hob " * 100_000, "👏" * 100_000])
def test_hostile_texts_take_no_time_and_leave_short_keys(text: str) -> None:
    started = time.process_time()
    assert all(len(key) <= 250 for key in keys(tell("1", text)))
    assert time.process_time() - started < 0.1


def test_only_the_first_four_thousand_characters_are_read() -> None:
    assert "word:zebra" in keys(tell("1", "hob " * 100 + "zebra"))
    assert "word:zebra" not in keys(tell("1", "hob " * 1000 + "zebra"))


def test_the_brand_s_own_name_tells_no_story_from_another() -> None:
    named = keys(tell("1", "Northgate lost the cello at Leeds", found={"brand": "Northgate"}))
    assert "word:northgate" not in named
    assert "word:cello" in named
