from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Assessed, Candidate, Candidates, GroupingChanges, Kind, MentionKind, Story
from monitor.stories.grouping import group
from monitor.stories.keys import keys, lookup_keys, may_be_story
from tests.stories.telling import tell

NOTHING = Candidates(stories={}, key_counts={}, grouped_mentions=0)


class Shelf:
    """A store of stories in memory, with the rules of the real one: postings added, counts summed, merges followed."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}
        self.joins: dict[str, str] = {}
        self.kept: dict[str, str] = {}
        self.counts: dict[str, int] = defaultdict(int)
        self.postings: dict[str, set[str]] = defaultdict(set)
        self.total = 0

    def add(self, batch: Sequence[Assessed]) -> GroupingChanges:
        telling = [each for each in batch if may_be_story(each)]
        wanted = {key for each in telling for key in keys(each)}
        looked_up = lookup_keys(wanted, self.counts, self.total)
        ids = {story for key in looked_up for story in self.postings[key] if self.stories[story].alias_of is None}
        known = {story: frozenset(key for key, at in self.postings.items() if story in at) for story in ids}
        candidates = Candidates(
            stories={story: Candidate(story=self.stories[story], keys=known[story]) for story in ids},
            key_counts={key: self.counts[key] for key in wanted},
            grouped_mentions=self.total,
        )
        changes = group(telling, candidates)
        self.stories.update({story.id: story for story in changes.stories})
        self.joins.update({join.mention_id: join.story_id for join in changes.joins})
        self.kept.update({merge.absorbed: merge.kept for merge in changes.merges})
        for key, story in changes.postings:
            self.postings[key].add(story)
        for key, count in changes.key_counts.items():
            self.counts[key] += count
        self.total += len(telling)
        return changes

    def story_of(self, mention_id: str) -> str:
        story = self.joins[mention_id]
        while story in self.kept:
            story = self.kept[story]
        return story

    def partition(self) -> set[frozenset[str]]:
        members = defaultdict(set)
        for mention_id in self.joins:
            members[self.story_of(mention_id)].add(mention_id)
        return {frozenset(each) for each in members.values()}


def joined(*mentions: Assessed) -> GroupingChanges:
    return group(mentions, NOTHING)


def test_two_people_on_one_flight_tell_one_story() -> None:
    changes = joined(
        tell("1", "flight 1080 stuck on the tarmac at Dallas", hours=0),
        tell("2", "three hours now on UA1080, no water", hours=1),
    )
    assert [join.story_id for join in changes.joins] == ["x:1", "x:1"]
    assert changes.joins[1].because == "both mention 1080"


def test_two_lost_bags_are_two_stories() -> None:
    changes = joined(
        tell("1", "you lost my bag and nobody answers the phone"),
        tell("2", "they lost my bag, nobody answers the phone", hours=1),
    )
    assert len(changes.stories) == 2


def test_the_same_flight_number_next_week_is_another_flight() -> None:
    changes = joined(tell("1", "flight 1080 is late"), tell("2", "flight 1080 is late again", hours=168))
    assert len(changes.stories) == 2


def test_the_same_flight_number_of_another_airline_is_another_flight() -> None:
    changes = joined(tell("1", "flight 1080 is late"), tell("2", "flight 1080 broke down", found={"brand": "Other"}))
    assert len(changes.stories) == 2


def test_what_one_person_writes_within_two_days_is_one_story() -> None:
    changes = joined(
        tell("1", "you lost my bag", author_key="ann"),
        tell("2", "still nothing", author_key="ann", hours=2),
        tell("3", "where is it??", author_key="ann", hours=40),
        tell("4", "your website is down", author_key="ann", hours=120),
    )
    assert [join.story_id for join in changes.joins] == ["x:1", "x:1", "x:1", "x:4"]
    assert changes.joins[1].because == "the same person, 2 hours after it began"


def test_an_answer_joins_the_story_it_answers() -> None:
    changes = joined(
        tell("1", "my hob is dead"),
        tell("2", "same here", in_reply_to="1", hours=1, found={"kind": Kind.OTHER, "negative": 0.1}),
    )
    assert changes.joins[1].story_id == "x:1"
    assert changes.joins[1].because == "in the same conversation"


def test_an_answer_to_nothing_we_know_begins_no_story() -> None:
    changes = joined(tell("2", "same here", in_reply_to="1", found={"kind": Kind.OTHER, "negative": 0.1}))
    assert changes.stories == ()
    assert changes.joins == ()


def test_a_link_carries_a_story_to_another_platform() -> None:
    changes = joined(
        tell("t1", "my dad has no hob", platform="reddit", url="https://reddit.example/r/t1"),
        tell(
            "9",
            "have you read this? https://reddit.example/r/t1/?utm_source=x",
            hours=3,
            found={"kind": Kind.OTHER, "negative": 0.1},
        ),
    )
    assert changes.joins[1].story_id == "reddit:t1"
    assert changes.joins[1].because == "shares the link reddit.example/r/t1"


def test_a_flood_of_copies_is_one_story() -> None:
    text = "larkfield robbed my cousin peter of his entire deposit"
    changes = joined(*[tell(str(at), text, hours=at / 60) for at in range(12)])
    assert len(changes.stories) == 1
    assert changes.stories[0].mentions == 12


@pytest.mark.parametrize(("other", "story"), [("row 12", "x:1"), ("that one", "x:1"), ("row 31", "x:2")])
def test_rare_words_join_nobody_whose_numbers_are_others(other: str, story: str) -> None:
    changes = joined(
        tell("1", "Our Lisbon plane reeks of vomit, row 12"),
        tell("2", f"reeks of vomit all over Lisbon, {other}", hours=1),
    )
    assert [join.story_id for join in changes.joins] == ["x:1", story]


def test_the_telephone_number_that_all_are_given_makes_no_story_of_them() -> None:
    changes = joined(
        tell("1", "Larkfield says ring 800-428-4322 about the kettle"),
        tell("2", "on hold with 800-428-4322, my toaster sparks"),
    )
    assert [join.story_id for join in changes.joins] == ["x:1", "x:2"]


def test_people_who_share_rare_words_at_once_tell_one_story_and_the_words_are_named() -> None:
    changes = joined(
        tell("1", "boarded a plane that reeks of vomit because nobody cleaned it properly"),
        tell("2", "Thanks for a plane that reeks of vomit, apparently nobody saw to that after Lisbon", hours=1),
        tell("3", "our Lisbon plane reeks of vomit", hours=2),
    )
    assert [join.story_id for join in changes.joins] == ["x:1", "x:2", "x:2"]
    assert changes.joins[2].because == "both mention reeks, vomit and Lisbon"


def test_nearly_the_same_words_tell_one_story() -> None:
    changes = joined(
        tell("1", "boarded a plane that reeks of vomit because nobody cleaned it properly"),
        tell("2", "Thanks for a flight that reeks of vomit, attendant says it was not properly cleaned", hours=1),
    )
    assert len(changes.stories) == 1
    assert changes.joins[1].because == "almost the same words"


def test_likeness_fades_with_time() -> None:
    changes = joined(
        tell("1", "boarded a plane that reeks of vomit because nobody cleaned it properly"),
        tell("2", "Thanks for a flight that reeks of vomit, attendant says it was not properly cleaned", hours=100),
    )
    assert len(changes.stories) == 2


def test_two_stories_that_turn_out_to_be_one_become_one_and_leave_an_alias() -> None:
    shelf = Shelf()
    shelf.add([tell("1", "stuck at the gate for hours", author_key="ann", hours=0)])
    shelf.add([tell("2", "flight 1080 has no crew", author_key="ben", hours=1)])
    changes = shelf.add([tell("3", "flight 1080, still at the gate", author_key="ann", hours=2)])
    assert [(merge.absorbed, merge.kept) for merge in changes.merges] == [("x:2", "x:1")]
    assert shelf.stories["x:2"].alias_of == "x:1"
    assert shelf.stories["x:1"].mentions == 3
    shelf.add([tell("4", "anyone else on flight 1080?", hours=3, found={"kind": Kind.COMPLAINT})])
    assert shelf.story_of("x:4") == "x:1"


def test_a_person_who_tells_two_things_does_not_make_one_story_of_them() -> None:
    changes = joined(
        tell("1", "my bag is lost", author_key="ann"),
        tell("2", "the kiosk swallowed my card", author_key="ben"),
        tell("3", "same here, the kiosk took mine", author_key="ann", in_reply_to="2", hours=1),
    )
    assert changes.merges == ()
    assert changes.joins[2].story_id == "x:2"


def test_a_story_keeps_its_id_when_an_earlier_mention_arrives_late() -> None:
    shelf = Shelf()
    shelf.add([tell("2", "flight 1080 has no crew", hours=5)])
    shelf.add([tell("1", "flight 1080 is delayed", hours=0)])
    assert shelf.story_of("x:1") == "x:2"
    assert shelf.stories["x:2"].started_at < shelf.stories["x:2"].last_at
    assert shelf.stories["x:2"].mentions == 2


def test_a_story_is_named_in_its_first_words_and_nothing_is_invented() -> None:
    gist = tell("1", "@acme you lost my bag https://t.example/x", found={"gist": "You lost my bag"})
    titled = tell("2", "Wrong hob, twice now\nThis is the second time that Larkfield sent us the wrong one.")
    bare = tell("3", "@acme you lost my red suitcase somewhere between Leeds and Lisbon on Tuesday night")
    names = {story.id: story.name for story in joined(gist, titled, bare).stories}
    assert names["x:1"] == "You lost my bag"
    assert names["x:2"] == "Wrong hob, twice now"
    assert names["x:3"] == "you lost my red suitcase somewhere between Leeds…"
    assert all(len(name) <= 50 for name in names.values())


def test_an_article_and_what_points_at_it_are_one_story_whichever_comes_first() -> None:
    article = tell(
        "a", "Hob firm silent", platform="news", kind=MentionKind.ARTICLE, url="https://paper.example/hob", hours=1
    )
    post = tell("p", "shame on them https://paper.example/hob", hours=0)
    assert len({join.story_id for join in joined(article, post).joins}) == 1


STREAM = [
    ("ann", "flight 1080 stuck on the tarmac at Dallas"),
    ("ben", "no water on UA1080 and the doors are shut"),
    ("ann", "still waiting"),
    ("cat", "you lost my bag"),
    ("dan", "plane reeks of vomit, nobody cleaned it properly"),
    ("eve", "this flight reeks of vomit and was not cleaned properly"),
    ("cat", "where is my bag"),
    ("fay", "Larkfield charged cousin Peter twice for one kettle"),
    ("gus", "larkfield charged cousin peter twice for one kettle!"),
    ("ben", "cousin Peter again"),
]


def stream() -> list[Assessed]:
    return [tell(str(at), text, author_key=who, hours=at / 10) for at, (who, text) in enumerate(STREAM)]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_batches_of_any_size_give_the_same_stories(size: int) -> None:
    whole, parts = Shelf(), Shelf()
    mentions = stream()
    whole.add(mentions)
    for at in range(0, len(mentions), size):
        parts.add(mentions[at : at + size])
    assert parts.partition() == whole.partition()
    assert {s.id: s.mentions for s in parts.stories.values()} == {s.id: s.mentions for s in whole.stories.values()}


def test_the_order_within_a_batch_does_not_matter() -> None:
    mentions = stream()[:5]
    seen = {
        frozenset((join.mention_id, join.story_id) for join in joined(*order).joins) for order in permutations(mentions)
    }
    assert len(seen) == 1


@settings(max_examples=60, deadline=None)
@given(order=st.permutations(range(len(STREAM))), size=st.integers(1, 5))
def test_whatever_the_order_of_arrival_nothing_is_lost_or_counted_twice(order: list[int], size: int) -> None:
    shelf, mentions = Shelf(), stream()
    for at in range(0, len(order), size):
        shelf.add([mentions[each] for each in order[at : at + size]])
    assert set(shelf.joins) == {each.mention.id for each in mentions}
    live = [story for story in shelf.stories.values() if story.alias_of is None]
    assert sum(story.mentions for story in live) == len(mentions)
    assert {shelf.story_of(each.mention.id) for each in mentions} == {story.id for story in live}


def test_the_cost_of_a_batch_does_not_depend_on_what_is_stored_elsewhere() -> None:
    """Grouping is given only stories that share a key: a common word brings none once the stream is large."""
    shelf = Shelf()
    for at in range(60):
        shelf.add([tell(f"{part}-{at}", f"griddle number{part} cracked", hours=at / 60) for part in "abcdefghij"])
    wanted = keys(tell("z", "griddle melted"))
    assert "word:griddl" in wanted
    assert "word:griddl" not in lookup_keys(wanted, shelf.counts, shelf.total)


def test_a_word_told_again_and_again_weighs_more_and_the_store_learns_it() -> None:
    shelf = Shelf()
    for at in range(40):
        shelf.add([tell(str(at), "griddle trouble", author_key="ann", hours=at)])
    assert {"word:griddl", "word:griddl*2", "word:griddl*4", "word:griddl*8"} <= set(shelf.postings)
    assert "word:griddl*128" not in shelf.postings
