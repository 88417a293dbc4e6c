"""What joins tellings of one experience in other words, and what keeps the work for it bounded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from monitor.evaluation.halves import path_of, rows_of
from monitor.evaluation.remembered import Remembered
from monitor.evaluation.retellings import Telling, figures_of, joined, tellings
from monitor.model import Assessed, Candidate, Candidates, Direction, GroupingChanges, Story
from monitor.stories.grouping import group
from monitor.stories.keys import WORD, keys
from monitor.stories.near import Shelf
from monitor.stories.sameness import Crowd, Near, OneExperience, Told
from monitor.stories.sense import NUMBERS, Sense, pack, pack_and_round, unpack
from tests.stories.telling import NOW, tell

Vector = NDArray[np.float32]

NOTHING = Candidates(stories={}, key_counts={}, grouped_mentions=0)
FIRST = "@Larkfield landed in Bergen for my own wedding and the suitcase with my dress in it is still in Brussels."
AGAIN = (
    "Larkfield lost what I am getting married in. My gown sits on a loading bay in Belgium, the ceremony is in Bergen."
)
OTHER = "@Larkfield my golf clubs came off the belt with the bag slit open and the putter gone."


@pytest.fixture(scope="module")
def sense() -> Sense:
    return Remembered()


class Answering(Sense):
    """A net whose answers are given: what is measured is what grouping makes of them."""

    def __init__(self, vectors: Mapping[str, Vector]) -> None:
        super().__init__()
        self.vectors = vectors
        self.asked: list[str] = []

    def of(self, text: str) -> Vector | None:
        self.asked.append(text)
        return self.vectors.get(text)


def axis(place: int, aside: float = 0.0) -> Vector:
    """Point along one axis, or a little aside of it."""
    vector = np.zeros(NUMBERS, np.float32)
    vector[place], vector[place + 1] = 1.0 - aside, aside
    return vector / np.linalg.norm(vector)


def test_the_same_told_in_other_words_is_the_same_story_and_says_so(sense: Sense) -> None:
    told = [tell("1", FIRST), tell("2", AGAIN, hours=3), tell("3", OTHER, hours=4)]
    assert [join.story_id for join in group(told, NOTHING, sense=sense).joins] == ["x:1", "x:1", "x:3"]
    assert group(told, NOTHING, sense=sense).joins[1].because.startswith("tells much the same in other words")
    assert [join.story_id for join in group(told, NOTHING).joins] == ["x:1", "x:2", "x:3"]


def test_another_brand_s_story_is_never_joined_however_alike(sense: Sense) -> None:
    told = [tell("1", FIRST), tell("2", AGAIN, hours=3, found={"brand": "Skylark"})]
    assert [join.story_id for join in group(told, NOTHING, sense=sense).joins] == ["x:1", "x:2"]


def test_likeness_in_sense_fades_with_the_days(sense: Sense) -> None:
    told = [tell("1", FIRST), tell("2", AGAIN, hours=24 * 30)]
    assert [join.story_id for join in group(told, NOTHING, sense=sense).joins] == ["x:1", "x:2"]


def test_a_copy_or_an_answer_does_not_cost_a_look_by_the_net() -> None:
    net = Answering({})
    told = [
        tell("1", FIRST), tell("2", FIRST, hours=1), tell("3", "dreadful, poor you", hours=2, in_reply_to="1"),
        tell("4", "🙄 😡", hours=3),
    ]  # fmt: skip
    group(told, NOTHING, sense=net)
    assert net.asked == [FIRST]


def test_a_text_without_words_has_no_direction(sense: Sense) -> None:
    assert sense.of("") is None
    assert sense.of("1234 🙄 …") is None


def test_a_direction_is_one_long_and_the_same_each_time(sense: Sense) -> None:
    found = sense.of(FIRST)
    assert found is not None
    assert found.shape == (NUMBERS,)
    assert float(found @ found) == pytest.approx(1.0, abs=1e-4)
    again = Sense().of(FIRST)
    assert again is not None
    assert (found == again).all()


@pytest.mark.parametrize("text", ["\x00\x01", "a" * 100_000, "𝔞𝔟𝔠 " * 5_000, "\ud800 lone", "<b>&amp;</b>" * 2_000])
def test_a_hostile_text_gets_a_direction_or_none(sense: Sense, text: str) -> None:
    found = sense.of(text)
    assert found is None or np.isfinite(found).all()


def test_what_is_packed_comes_back_within_a_step() -> None:
    mean = np.random.default_rng(1).normal(size=NUMBERS).astype(np.float32) / 20
    again, told = unpack(pack(mean, 7))
    assert told == 7
    assert np.abs(again - mean).max() < np.abs(mean).max() / 100


def test_a_rounded_mean_is_what_reading_the_packed_one_gives() -> None:
    for mean in np.random.default_rng(4).normal(size=(20, NUMBERS)).astype(np.float32):
        packed, rounded = pack_and_round(mean, 3)
        assert packed == pack(mean, 3)
        assert np.array_equal(rounded, unpack(packed)[0])


def test_a_full_shelf_gives_up_the_story_told_longest_ago() -> None:
    def names(vector: Vector) -> list[str]:
        return [each.story_id for each in shelf.nearest(vector, lambda _: 0.0)[0]]

    shelf = Shelf(2)
    for place, hours in ((0, 5), (1, 1), (2, 3)):
        told_at = NOW + timedelta(hours=hours)
        shelf.put(f"s{place}", axis(place * 2), told_at)
    assert names(axis(0) + axis(2) + axis(4)) == ["s0", "s2"]
    shelf.put("late", axis(6), NOW)
    assert names(axis(6)) == []
    shelf.take_off("s0")
    shelf.put("s3", axis(6), NOW)
    assert names(axis(0) + axis(6)) == ["s3"]


def test_the_nearest_of_many_is_taken_for_chance_and_the_nearest_of_few_is_not() -> None:
    def sure(stories: int, mean: float) -> float:
        crowd = Crowd(stories, mean, 0.15)
        return OneExperience().sure(Near("s", 0.65, 0.65), crowd, 0.0, Told(1, 0.0))

    assert sure(3, 0.12) > OneExperience().least > sure(1_000, 0.12) > sure(1_000, 0.3)


@given(
    stories=st.integers(1, 1_000),
    mean=st.floats(-0.2, 0.6),
    swing=st.floats(0.0, 0.4),
    rarity=st.floats(0.0, 90.0),
    mentions=st.integers(1, 500),
)
def test_no_story_that_is_left_out_for_lack_of_nearness_could_have_joined(
    stories: int, mean: float, swing: float, rarity: float, mentions: int
) -> None:
    judge, crowd = OneExperience(), Crowd(stories, mean, swing)
    least = judge.nearest_worth_it(crowd, rarity)
    below, above = Near("s", least - 1e-3, least - 1e-3), Near("s", least + 1e-3, least + 1e-3)
    assert judge.sure(below, crowd, rarity, Told(mentions, 0.0)) < judge.least
    assert judge.sure(above, crowd, rarity, Told(1, 0.0)) > judge.least


def test_rare_words_speak_for_a_story_and_days_and_other_numbers_against_it() -> None:
    judge, crowd, near = OneExperience(), Crowd(30, 0.12, 0.13), Near("s", 0.4, 0.4)
    plain = judge.sure(near, crowd, 0.0, Told(1, 0.0))
    assert judge.sure(near, crowd, 9.0, Told(1, 0.0)) > plain
    assert judge.sure(near, crowd, 90.0, Told(1, 0.0)) == judge.sure(near, crowd, judge.most_words, Told(1, 0.0))
    assert judge.sure(near, crowd, 0.0, Told(1, 3.0)) < plain
    assert judge.sure(near, crowd, 0.0, Told(1, 0.0, other_numbers=True)) < plain


def test_two_failures_of_one_kind_in_usual_words_stay_two_and_a_copy_s_particulars_join_it(sense: Sense) -> None:
    told = [
        tell("1", "Opened the hummus from Larkfield, in date, and there were blue spots on top. Binned it."),
        tell("2", "Strawberries from Larkfield, bought 5pm, green fur by 9pm. Date on the box says the 14th.", hours=1),
        tell("3", "How? Strawberries with green fur four hours after I got them home from Larkfield.", hours=2),
    ]
    assert [join.story_id for join in group(told, NOTHING, sense=sense).joins] == ["x:1", "x:2", "x:2"]


def test_other_numbers_tell_another_experience(sense: Sense) -> None:
    first = "Sent two pairs back, £157, signed for in Cardiff. Still no refund from Larkfield."
    again = "Still waiting for Larkfield's refund{}: they have had my boots back in Cardiff for weeks."
    for amount, stories in (("", ["x:1", "x:1"]), (" of £157", ["x:1", "x:1"]), (" of £35.50", ["x:1", "x:2"])):
        told = [tell("1", first), tell("2", again.format(amount), hours=2)]
        assert [join.story_id for join in group(told, NOTHING, sense=sense).joins] == stories, amount


def test_copies_to_learn_from_are_joined_and_look_alikes_kept_apart(sense: Sense) -> None:
    """The floor of the design: four of five pairs, nineteen of twenty rightly (docs/stories.md has the other half)."""
    told = tellings(rows_of(path_of("copies", "train")))
    found = figures_of(joined(told, sense), told)
    assert found["pair precision"] >= 0.95
    assert found["pair recall"] >= 0.8


def test_batches_of_any_size_give_the_same_stories_in_sense_too() -> None:
    told, net = invented(120)
    whole = group(told, NOTHING, sense=net)
    expected = {join.mention_id: join.story_id for join in whole.joins}
    for size in (1, 7, 50):
        found: dict[str, str] = {}
        shelf = Kept()
        for start in range(0, len(told), size):
            changes = group(told[start : start + size], shelf.candidates(), sense=net)
            shelf.keep(changes, told[start : start + size])
            found.update({join.mention_id: join.story_id for join in changes.joins})
        assert found == expected
    assert len(set(expected.values())) < len(told) / 2


def invented(count: int) -> tuple[list[Assessed], Answering]:
    """Invent mentions about a dozen things, in words of their own but for two: too few for words alone."""
    draw = np.random.default_rng(3)
    vectors: dict[str, Vector] = {}
    told = []
    for number in range(count):
        thing = int(draw.integers(12))
        text = f"w{number}a w{number}b t{thing}a t{thing}b"
        vector = axis(thing * 3) + draw.normal(scale=0.01, size=NUMBERS).astype(np.float32)
        vectors[text] = (vector / np.linalg.norm(vector)).astype(np.float32)
        told.append(tell(str(number), text, hours=number / 10))
    return told, Answering(vectors)


class Kept:
    """What a store would keep between batches."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}
        self.keys: dict[str, set[str]] = {}
        self.counts: dict[str, int] = {}
        self.directions: dict[str, Direction] = {}
        self.total = 0

    def candidates(self) -> Candidates:
        return Candidates(
            stories={
                name: Candidate(
                    story=story, keys=frozenset(self.keys.get(name, ())), direction=self.directions.get(name)
                )
                for name, story in self.stories.items()
            },
            key_counts=self.counts,
            grouped_mentions=self.total,
        )

    def keep(self, changes: GroupingChanges, told: list[Assessed]) -> None:
        self.stories.update({story.id: story for story in changes.stories})
        self.directions.update(changes.directions)
        for key, story in changes.postings:
            self.keys.setdefault(story, set()).add(key)
        for key, count in changes.key_counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
        self.total += len(told)
        assert all(any(key.startswith(WORD) for key in keys(each)) for each in told)


def test_retellings_are_joined_far_more_often_with_the_net_than_by_words(sense: Sense) -> None:
    rows = [
        {"incident": "a", "brand": "Skylark", "platform": "x", "role": "first", "minutes": 0, "text": FIRST},
        {"incident": "a", "brand": "Skylark", "platform": "reddit", "role": "again", "minutes": 60, "text": AGAIN},
        {"incident": "a", "brand": "Skylark", "platform": "x", "role": "agrees", "minutes": 70, "text": "shame!"},
        {"incident": "b", "brand": "Skylark", "platform": "x", "role": "first", "minutes": 0, "text": OTHER},
    ]
    told = tellings(rows)
    assert [type(each) for each in told] == [Telling] * 3
    assert figures_of(joined(told, sense), told) == {"pair precision": 1.0, "pair recall": 1.0, "B-cubed F1": 1.0}
    assert figures_of(joined(told, None), told)["pair recall"] == 0.0
    assert figures_of(["one"] * 3, told)["pair precision"] == pytest.approx(1 / 3)
