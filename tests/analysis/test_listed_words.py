"""Every word in the lists that facts are found by can be met: a text is cut into words, and some ways of writing never come out of that."""

from __future__ import annotations

from types import ModuleType

import pytest

from monitor.analysis import asks, contacts, cues_failings, elsewhere, lengths, needs, passing, places, things, times
from monitor.analysis.words import NUMBER_WORDS, WITHOUT_APOSTROPHE, Words

LISTING = (asks, contacts, cues_failings, elsewhere, lengths, needs, passing, places, things, times)
SIGNS = frozenset("!)") | {"'s", "day number", "year number"}
"""Looked for in other ways than among a text's words."""


@pytest.mark.parametrize("module", LISTING, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_listed_word_can_be_met(module: ModuleType) -> None:
    never = {
        word
        for listed in vars(module).values()
        if isinstance(listed, frozenset) and all(isinstance(word, str) for word in listed)
        for word in listed - SIGNS - NUMBER_WORDS
        if Words(word).keys != [word]
    }
    assert not never


def test_a_word_that_is_cut_or_written_otherwise_is_never_met() -> None:
    assert all(Words(word).keys != [word] for word in ("e-mail", "2nd", *WITHOUT_APOSTROPHE))
