"""X's search syntax, and its limits."""

from __future__ import annotations

from itertools import pairwise

import pytest
from worlds.x_search import Searchable, parse

from connectors.x_query import searches
from monitor.model import Query


def written(query: Query, *languages: str, limit: int = 512) -> list[str]:
    return [search.text for search in searches(query, languages, limit)[0]]


def brand(*terms: str, handles: tuple[str, ...] = (), excluded: tuple[str, ...] = ()) -> Query:
    return Query(brand="Larkfield", terms=terms, handles=handles, excluded=excluded)


def post(text: str, *, answers: str | None = None, kinds: tuple[str, ...] = (), language: str = "en") -> Searchable:
    found = frozenset(kinds)
    return Searchable(text=text, author="ann", language=language, conversation="1", answers=answers, kinds=found)


def test_names_are_quoted_where_they_must_be_and_reposts_are_left_out() -> None:
    assert written(brand("larkfield", "Lark Field", "L-100")) == ['(larkfield OR "Lark Field" OR "L-100") -is:retweet']
    assert written(brand("larkfield")) == ["larkfield -is:retweet"]


def test_an_account_is_searched_as_mentioned_and_as_answered() -> None:
    (text,) = written(brand("larkfield", handles=("@larkfield",)))
    assert text == "(larkfield OR @larkfield OR to:larkfield) -is:retweet"
    test = parse(text)
    assert test(post("@larkfield is this normal?"))
    assert test(post("is this normal?", answers="larkfield"))
    assert not test(post("RT @larkfield: new sofas", kinds=("retweet",)))
    assert not test(post("nobody is named"))


def test_accounts_of_other_platforms_are_not_searched() -> None:
    handles = ("@larkfield.bsky.social", "@larkfield@social.example", "@" + "x" * 16, "u/larkfield")
    assert written(brand("larkfield", handles=handles)) == ["larkfield -is:retweet"]


@pytest.mark.parametrize(
    "name", ["OR", "and", "to:me", "-is:retweet", "@someone else", "(lark", 'lark"field', "lang:en"]
)
def test_a_name_is_never_taken_for_an_operator(name: str) -> None:
    (text,) = written(brand(name, "larkfield"))
    test = parse(text)
    assert test(post("my larkfield sofa"))
    assert not test(post("something else entirely"))
    assert not test(post("my larkfield sofa", kinds=("retweet",)))


@pytest.mark.parametrize("name", ["", "  ", '"', "!!!", "()"])
def test_a_name_without_a_letter_is_not_searched(name: str) -> None:
    assert written(brand(name, "larkfield")) == ["larkfield -is:retweet"]
    assert written(brand(name)) == []


def test_words_that_make_it_not_ours_are_excluded() -> None:
    (text,) = written(brand("delta", excluded=("river", "nile delta")))
    assert text == 'delta -is:retweet -river -"nile delta"'
    assert not parse(text)(post("the delta of the river"))
    assert not parse(text)(post("the Nile Delta at dawn"))
    assert parse(text)(post("delta lost my bag"))


def test_languages_narrow_every_search() -> None:
    assert written(brand("larkfield"), "en") == ["larkfield -is:retweet lang:en"]
    (text,) = written(brand("larkfield"), "en", "DE", "x y")
    assert text == "larkfield -is:retweet (lang:en OR lang:de)"
    assert parse(text)(post("larkfield", language="de"))
    assert not parse(text)(post("larkfield", language="fr"))


@pytest.mark.parametrize("limit", [100, 512, 4_096])
def test_searches_keep_to_the_limit_hold_every_name_and_are_few(limit: int) -> None:
    names = [f"name number {number} of the brand" for number in range(120)]
    query = brand(*names, handles=("@larkfield",), excluded=tuple(f"word{number}" for number in range(60)))
    found, too_long = searches(query, ("en", "de"), limit)
    assert too_long == []
    assert all(len(search.text) <= limit for search in found)
    assert all(sum(f'"{name}"' in search.text for search in found) == 1 for name in names)
    tail = found[0].text[found[0].text.index(" -is:retweet") :]
    for one, next_one in pairwise(search.text.removesuffix(tail) for search in found):
        assert len(f"{one} OR {next_one}{tail}") > limit, "two searches could have been one"


def test_excluded_words_without_room_are_handed_back() -> None:
    words = tuple(f"word{number}" for number in range(100))
    (search,) = searches(brand("larkfield", excluded=words), (), 512)[0]
    held = [word for word in words if f"-{word} " in f"{search.text} "]
    assert len(held) > 20
    assert (*held, *search.unwanted) == words


def test_a_name_too_long_for_any_search_is_told_apart() -> None:
    long = "x" * 600
    found, too_long = searches(brand("larkfield", long), (), 512)
    assert ([search.text for search in found], too_long) == (["larkfield -is:retweet"], [long])


def test_the_same_name_twice_is_searched_once() -> None:
    assert written(brand("Larkfield", "larkfield", "LARKFIELD")) == ["LARKFIELD -is:retweet"]
