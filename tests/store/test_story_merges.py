"""Why two stories became one is kept, shown, and forgotten with whoever said it, on every database."""

from __future__ import annotations

from monitor.model import Merge
from monitor.store import Store
from tests.store.told_stories import LATER, put_in, rows
from tests.stories.telling import NOW, tell

FIRST = tell("1", "the lift at larkfield arden is stuck", thread="a", author_key="ann")
SECOND = tell("2", "nobody opened the gate for us", thread="b", author_key="ben", hours=1, url="https://x.example/p/2")
BOTH = tell("3", "and see https://x.example/p/2", thread="a", author_key="cat", hours=2)
BECAUSE = "shares the link x.example/p/2"


def merges(store: Store, story_id: str) -> list[Merge]:
    found = store.reading.story(story_id)
    assert found is not None
    return store.reading.merges(found[0].id)


def test_why_stories_became_one_is_kept_with_the_mention_that_belonged_to_both(store: Store) -> None:
    put_in(store, FIRST, SECOND)
    put_in(store, BOTH)
    expected = [Merge(absorbed="x:2", kept="x:1", mention_id="x:3", because=BECAUSE, at=BOTH.mention.posted_at)]
    assert merges(store, "x:1") == expected
    assert merges(store, "x:2") == expected
    assert store.reading.story("x:4") is None


def test_one_run_and_two_runs_keep_the_same_reason(store: Store) -> None:
    put_in(store, FIRST, SECOND, BOTH)
    assert [each.because for each in merges(store, "x:1")] == [BECAUSE]


def test_a_story_absorbed_by_one_that_was_absorbed_later_is_found_from_both(store: Store) -> None:
    earlier = tell("0", "my parcel is wet", thread="c", author_key="dan", hours=-1)
    again = tell("4", "see https://x.example/p/2", thread="c", author_key="eve", hours=3)
    put_in(store, FIRST, SECOND, BOTH)
    put_in(store, earlier)
    put_in(store, again)
    found = [(each.absorbed, each.kept, each.mention_id) for each in merges(store, "x:2")]
    assert found == [("x:2", "x:1", "x:3"), ("x:1", "x:0", "x:4")]


def test_every_joined_pair_can_say_why(store: Store) -> None:
    put_in(store, FIRST, SECOND, BOTH)
    told = store.reading.story_mentions(["x:1"], LATER)["x:1"]
    assert [each.mention.id for each, _ in told] == ["x:1", "x:2", "x:3"]
    assert all(because for _, because in told)
    absorbed = {each.absorbed for each in merges(store, "x:1")}
    assert {each.mention.id for each, because in told if because == "first told here"} == {"x:1", *absorbed}


def test_the_words_of_an_erased_mention_do_not_live_on_in_a_reason(store: Store) -> None:
    put_in(store, FIRST, SECOND, BOTH)
    store.erasure.erase_mention("x:3", NOW)
    assert [(each.absorbed, each.mention_id, each.because) for each in merges(store, "x:1")] == [("x:2", "", "")]


def test_the_name_of_an_erased_mention_does_not_live_on_in_a_merge(store: Store) -> None:
    put_in(store, FIRST, SECOND, BOTH)
    store.erasure.erase_mention("x:1", NOW)
    assert rows(store, "SELECT absorbed, kept FROM story_merges") == []
    assert store.reading.story("x:1") is None
    assert store.reading.story("x:2") is not None


def test_the_name_of_an_erased_alias_goes_from_what_it_had_absorbed(store: Store) -> None:
    earlier = tell("0", "my parcel is wet", thread="c", author_key="dan", hours=-1)
    again = tell("4", "see https://x.example/p/2", thread="c", author_key="eve", hours=3)
    put_in(store, FIRST, SECOND, BOTH)
    put_in(store, earlier, again)
    store.erasure.erase_mention("x:1", NOW)
    assert [(each.absorbed, each.kept) for each in merges(store, "x:0")] == [("x:2", "x:0")]


def test_nothing_of_a_story_that_is_gone_stays(store: Store) -> None:
    put_in(store, FIRST, SECOND, BOTH)
    assert store.erasure.retire("test", LATER, 10) == 3
    assert rows(store, "SELECT * FROM story_merges") == []
    put_in(store, FIRST)
    store.mentions.start_over()
    assert rows(store, "SELECT * FROM story_merges") == []
