"""A text is cut into words once, every word at its place."""

from __future__ import annotations

import time

from hypothesis import example, given
from hypothesis import strategies as st

from monitor.analysis.words import (
    LONGEST,
    MAX_CHARACTERS,
    MEMORY,
    PIECES,
    PLAIN,
    TOKEN,
    WORDS,
    Memory,
    Piece,
    Trait,
    Word,
    Words,
)


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


@given(st.text(alphabet=" \n\x1c\xa0-$£5.a'’@#_:/w?é😀") | st.text())
@example("- no - way -- $ 5 £\n7 5 $")
@example("end.\n\nnext $")
def test_a_text_cut_by_its_pieces_is_cut_as_if_by_itself(text: str) -> None:
    assert Words(text).tokens == TOKEN.findall(text)


def test_what_is_remembered_of_words_is_bounded_and_holds_no_long_ones() -> None:
    words = Memory(Word)
    for number in range(MEMORY + 10):
        words[str(number)]  # met for the first time
    assert len(words) == 10
    Words("x" * (LONGEST + 1) + " " + "y" * LONGEST)
    assert "x" * (LONGEST + 1) not in PIECES.keys() | WORDS.keys()
    assert "y" * LONGEST in PIECES.keys() & WORDS.keys()


def test_a_trait_is_worked_out_once_for_each_word_and_for_new_ones_beside_known_ones() -> None:
    asked: list[str] = []
    row = Trait("row", lambda word: asked.append(word.token) or len(asked))
    old, new = Word("old"), Word("new")
    assert row.of([old]) == [1]
    assert row.of([old, new, old]) == [1, 2, 1]
    assert asked == ["old", "new"]


def test_a_piece_knows_when_what_stands_beside_it_decides_how_it_is_cut() -> None:
    assert [Piece(text).is_bound for text in ("-", "£", "cost$", "--", "a-b", "$5", "word.")] == [True] * 3 + [
        False
    ] * 4
