"""However hostile the stream, grouping compares a mention with few stories and keeps little of each: counted, not timed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from monitor.model import Assessed, Candidates, Kind
from monitor.stories import grouping as grouping_module
from monitor.stories import likeness as likeness_module
from monitor.stories.grouping import Grouping
from monitor.stories.keys import keys, may_be_story
from monitor.stories.likeness import Likeness
from monitor.stories.near import LOOKED_AT
from monitor.stories.rules import EXPERIENCES, STORIES_IN_SENSE, TOPICS, Rules
from monitor.stories.sense import NUMBERS, Sense
from monitor.stories.words import MOST_CHARACTERS
from monitor.stories.working import WorkingStory
from tests.stories.telling import tell

NOTHING = Candidates(stories={}, key_counts={}, grouped_mentions=0)
RULES = EXPERIENCES
MOST_KEYS = 23
"""The keys of one mention, as `monitor.stories.keys.keys` promises."""
MOST_COMPARED = 10 * RULES.stories_a_key
"""Stories a mention is compared with in words: the latest under each of its ten words."""
MOST_LOOKED_AT = MOST_KEYS * RULES.stories_a_key
"""Stories looked at under a mention's sure keys."""


class Net(Sense):
    """A net that finds every text about something else, or all about the same."""

    def __init__(self, *, same: bool = False) -> None:
        super().__init__(Path())
        self.draw = np.random.default_rng(1)
        self.same = self._next() if same else None
        self.asked = 0

    def _next(self) -> NDArray[np.float32]:
        vector = self.draw.normal(size=NUMBERS).astype(np.float32)
        return vector / np.linalg.norm(vector)

    def of(self, text: str) -> NDArray[np.float32]:
        self.asked += 1
        return self._next() if self.same is None else self.same


class Counted:
    """A stream being grouped, with what it cost."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, net: Net | None = None, rules: Rules = RULES) -> None:
        self.grouping = Grouping(NOTHING, rules, net)
        self.compared = self.looked_at = self.most_compared = self.most_looked_at = 0
        self.joins: list[str | None] = []
        alike, products, fits = likeness_module._likeness, Likeness._products, Grouping._fits

        def counted_alike(squares: Mapping[str, float], working: WorkingStory) -> float:
            self.compared += 1
            return alike(squares, working)

        def counted_products(
            likeness: Likeness, squares: Mapping[str, float], stories: Sequence[WorkingStory]
        ) -> dict[WorkingStory, float]:
            self.compared += len(stories)
            return products(likeness, squares, stories)

        def counted_fits(grouping: Grouping, key: str, working: WorkingStory, assessed: Assessed) -> bool:
            self.looked_at += 1
            return fits(grouping, key, working, assessed)

        monkeypatch.setattr(likeness_module, "_likeness", counted_alike)
        monkeypatch.setattr(Likeness, "_products", counted_products)
        monkeypatch.setattr(grouping_module.Grouping, "_fits", counted_fits)

    def place(self, told: Iterable[Assessed]) -> None:
        for each in told:
            self.compared = self.looked_at = 0
            assert may_be_story(each)
            named = keys(each)
            assert len(named) <= MOST_KEYS
            join = self.grouping.place(each, named)
            self.joins.append(join.story_id if join else None)
            self.most_compared = max(self.most_compared, self.compared)
            self.most_looked_at = max(self.most_looked_at, self.looked_at)
        self.assert_bounded()

    def assert_bounded(self) -> None:
        """Hold the work for a mention and what is kept of a story to their bounds."""
        assert self.most_compared <= MOST_COMPARED + LOOKED_AT
        assert self.most_looked_at <= MOST_LOOKED_AT
        for story in self.grouping.working.values():
            assert len(story.keys) <= RULES.most_sure_keys
            assert len(story.words) <= RULES.most_words
            assert len(story.postings) <= RULES.most_sure_keys + RULES.most_words * 18  # a word to the 2^17th telling
        assert all(len(told) <= 4 * RULES.stories_a_key for told in self.grouping.words._stories.values())
        assert sum(map(len, self.grouping.words._told.values())) <= sum(
            len(story.words) for story in self.grouping.working.values()
        )
        if self.grouping.near:
            assert all(len(shelf.places) <= STORIES_IN_SENSE for shelf in self.grouping.near._shelves.values())


def letters(number: int) -> str:
    """Spell a number as a word of its own."""
    return "q" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:05d}")


def test_a_thread_of_50_000_answers_is_one_story_that_keeps_400_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, Any] = {"thread": "long", "in_reply_to": "0", "found": {"kind": Kind.OTHER, "negative": 0.1}}
    first = tell("0", "the larkfield hob exploded in my kitchen", thread="long")
    counted = Counted(monkeypatch, net := Net())
    counted.place([first])
    counted.place(
        tell(str(number), f"so sorry {letters(number)}", hours=number / 600, **said) for number in range(1, 50_001)
    )
    assert set(counted.joins) == {"x:0"}
    assert counted.grouping.working["x:0"].mentions == 50_001
    assert net.asked == 1


def test_50_000_answers_that_name_no_thread_keep_400_keys_too(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(monkeypatch)
    counted.place(
        tell(str(number), "dreadful", in_reply_to="0" if number else None, hours=number / 600)
        for number in range(5_000)
    )
    assert len(counted.grouping.working["x:0"].keys) == RULES.most_sure_keys
    assert set(counted.joins) == {"x:0"}


def test_10_000_copies_of_one_text_are_one_story_and_ask_the_net_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "larkfield robbed my cousin peter of his entire deposit in rotterdam"
    counted = Counted(monkeypatch, net := Net())
    counted.place(tell(str(number), f"@bot{number} {text}", hours=number / 3600) for number in range(10_000))
    assert set(counted.joins) == {"x:0"}
    assert net.asked == 1


def test_3_000_copies_each_with_a_word_of_its_own_are_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "larkfield robbed cousin peter entire deposit rotterdam"
    counted = Counted(monkeypatch, Net(same=True))
    counted.place(tell(str(number), f"{text} {letters(number)}", hours=number / 3600) for number in range(3_000))
    assert len(set(counted.joins)) < 10


def test_the_same_words_about_sixty_brands_are_compared_with_the_latest_stories(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "reeks vomit lisbon carpet"
    counted = Counted(monkeypatch, rules=TOPICS)
    counted.place(tell(str(number), f"{text} {letters(number)}", found={"brand": f"b{number}"}) for number in range(60))
    assert len(set(counted.joins)) == 60
    assert 0 < counted.most_compared <= RULES.stories_a_key


def test_one_author_who_writes_5_000_times_in_a_row_tells_one_story(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(monkeypatch, net := Net())
    counted.place(
        tell(str(number), f"larkfield {letters(number)} {letters(number + 7)}", author_key="ann", hours=number / 100)
        for number in range(5_000)
    )
    assert set(counted.joins) == {"x:0"}
    assert net.asked == 1


def test_one_author_who_writes_every_third_day_is_looked_at_under_20_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(monkeypatch)
    counted.place(
        tell(str(number), f"{letters(number)} again", author_key="ann", hours=72 * number) for number in range(300)
    )
    assert len(set(counted.joins)) == 300
    assert counted.most_looked_at <= RULES.stories_a_key


def test_a_text_of_100_kilobytes_gives_no_more_keys_than_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    long = " ".join(f"{letters(number)} https://x.example/{number} code{number:06d}" for number in range(3_000))
    assert len(long) > 100_000
    counted = Counted(monkeypatch, Net())
    counted.place(tell(str(number), long[number:], hours=number) for number in range(50))
    beyond = "hob " * (MOST_CHARACTERS // 4) + "https://y.example/beyond"
    assert not any("beyond" in key for key in keys(tell("1", beyond)))
    assert all(len(key) <= 220 for each in (long, "a" * 100_000) for key in keys(tell("1", each)))


def crowd(count: int, *, apart: timedelta) -> Iterator[Assessed]:
    """Tell of different things in words that all share, at once or one after another."""
    for number in range(count):
        words = " ".join(letters(number % size) for size in (11, 13, 17, 19, 23, 29))
        yield tell(str(number), f"{words} {letters(number)}", hours=number * apart.total_seconds() / 3600)


@pytest.mark.parametrize("apart", [timedelta(), timedelta(days=365)], ids=["at one second", "a year apart each"])
def test_times_that_are_wrong_cost_no_more_than_right_ones(monkeypatch: pytest.MonkeyPatch, apart: timedelta) -> None:
    counted = Counted(monkeypatch, Net())
    counted.place(crowd(1_000, apart=apart))
    assert None not in counted.joins


def test_a_clock_years_ahead_does_not_draw_the_others_into_its_story(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "reeks vomit lisbon carpet larkfield"
    counted = Counted(monkeypatch, Net(same=True))
    counted.place(
        [
            tell("ahead", f"{text} {letters(1)}", hours=24 * 365 * 5),
            tell("now", f"{text} {letters(2)}"),
            tell("then", f"{text} {letters(3)}", hours=1),
        ]
    )
    assert counted.joins == ["x:ahead", "x:now", "x:now"]


def test_a_shelf_full_of_stories_from_the_future_still_bounds_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(monkeypatch, Net())
    counted.place(
        tell(str(number), f"larkfield {letters(number)}", hours=24 * 365 if number < STORIES_IN_SENSE else 0)
        for number in range(STORIES_IN_SENSE + 300)
    )
    assert counted.grouping.near
    assert len(counted.grouping.near._shelves["Larkfield"].places) == STORIES_IN_SENSE
