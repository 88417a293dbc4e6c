"""A text is cut into words once, every word at its place."""

from __future__ import annotations

import time

from hypothesis import example, given
from hypothesis import strategies as st

from monitor.analysis.words import MAX_CHARACTERS, PLAIN, TOKEN, Words


@given(st.text(max_size=300))
def test_every_token_stands_at_its_place(text: str) -> None:
    words = Words(text)
    assert [text[start:end] for start, end in words.places] == words.tokens
    assert len(words.keys) == len(words.tokens)


def test_keys_fold_case_numbers_money_apostrophes_and_repeats() -> None:
    words = Words("Soooo @Larkfield DONT pay £29.99 for 2hrs, see https://x.example #Fail")
    assert words.keys == ["so", "@larkfield", "don't", "pay", "$", "for", "#", "hrs", ",", "see", "http", "fail"]
    assert Words("Don’t").keys == ["don't"]


def test_a_huge_text_is_read_up_to_the_limit_and_fast() -> None:
    started = time.process_time()
    words = Words("a'" * 400_000)
    assert time.process_time() - started < 0.1
    assert len(words.text) == MAX_CHARACTERS


@given(st.text(alphabet=st.characters(max_codepoint=127)))
@example("it's a 'test' -- don't - x\x1cy $ 5.00 #Tag @a.b https://x.y/?q=1 www.z")
def test_a_text_in_plain_ascii_is_cut_as_any_other(text: str) -> None:
    assert PLAIN.findall(text) == TOKEN.findall(text)
