"""Joins mentions into stories, one pass in order of time: sure links first, then shared rare words.

A story is one experience and all that repeats it. Two people whose bags were lost have two stories; two people stuck on
the same flight have one. So a sure link (conversation, copied words, link, person, code) joins at once, while words
join only when enough rare ones are shared within a short time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.model import Assessed, Candidates, GroupingChanges, Join, Mention, Merge, Story
from monitor.stories.keys import CODE, NUMBER, WORD, keys, may_be_story, may_begin_story
from monitor.stories.likeness import Likeness, Weights
from monitor.stories.naming import because_of_key, because_of_sense, because_of_words, name_of
from monitor.stories.near import Nearness
from monitor.stories.rules import EXPERIENCES, Rules
from monitor.stories.sameness import Told
from monitor.stories.working import WorkingStory

if TYPE_CHECKING:
    from monitor.stories.sense import Sense, Vector

LONG_CODE = len(CODE) + 6
"""A code this long names one order or booking for ever; a shorter one, like a flight number, comes again tomorrow."""


def group(
    new: Sequence[Assessed],
    candidates: Candidates,
    rules: Rules = EXPERIENCES,
    known_keys: Mapping[str, tuple[str, ...]] | None = None,
    sense: Sense | None = None,
) -> GroupingChanges:
    """Decide which story each new mention belongs to, and what the store must remember.

    `candidates` are the stored stories found under `lookup_keys` of the batch. `known_keys` (by mention id) saves
    naming the keys twice. Without `sense` only words are compared. Mentions that may be no story are passed over; mentions
    already grouped must not be given.
    """
    grouping = Grouping(candidates, rules, sense)
    for assessed in sorted(new, key=_arrival):
        if may_be_story(assessed):
            named = known_keys.get(assessed.mention.id) if known_keys is not None else None
            grouping.place(assessed, keys(assessed) if named is None else named)
    return grouping.changes()


def _arrival(assessed: Assessed) -> tuple[datetime, str]:
    return assessed.mention.posted_at, assessed.mention.id


class Grouping:
    """A batch, or a whole stream, being grouped."""

    def __init__(self, candidates: Candidates, rules: Rules, sense: Sense | None = None) -> None:
        self.rules = rules
        self.near = Nearness(sense) if sense else None
        self.working: dict[str, WorkingStory] = {}
        self.sure: dict[str, list[str]] = {}
        self.words = Likeness(rules, candidates.key_counts, candidates.grouped_mentions)
        self.kept: dict[str, str] = {}
        self.joins: list[Join] = []
        self.merges: list[Merge] = []
        for candidate in sorted(candidates.stories.values(), key=lambda each: (each.story.last_at, each.story.id)):
            working = WorkingStory(candidate.story)
            self.working[working.id] = working
            self.words.remember(working, candidate.keys)
            if self.near and candidate.direction:
                self.near.remember(working, candidate.direction)
            for key in working.keys:
                self.sure.setdefault(key, []).append(working.id)

    def place(self, assessed: Assessed, named: Sequence[str]) -> Join | None:
        """Put one mention into a story, an old one or its own; None when it can only join and found nothing."""
        sure = [key for key in named if not key.startswith(WORD)]
        weights = self.words.weigh(named[len(sure) :])
        found = self._by_sure_keys(assessed, sure)
        if weights and self.rules.words_alone:
            found = self._also_by_words(assessed, weights, found)
        vector = self.near.vector_of(assessed.mention) if self.near and weights and not found else None
        if vector is not None:
            found = self._by_sense(assessed, weights, vector)
        if found is None:
            if not may_begin_story(assessed):
                return None
            found = self._begin(assessed), "first told here"
        working, because = found
        mention_id, at = assessed.mention.id, assessed.mention.posted_at
        working.add(at)
        self._post(working, sure)
        self.words.post(working, weights, mention_id)
        if self.near and vector is not None:
            self.near.post(working, vector, at)
        join = Join(mention_id=mention_id, story_id=working.id, because=because)
        self.joins.append(join)
        return join

    def _by_sure_keys(self, assessed: Assessed, sure: Sequence[str]) -> tuple[WorkingStory, str] | None:
        """Find the story a sure link leads to; two sure links to two stories make them one."""
        found: WorkingStory | None = None
        because = first = ""
        for key in sure:
            working = self._latest(key, assessed)
            if working is None:
                continue
            if found is None:
                found, first = working, key
                because = because_of_key(key, assessed.mention.posted_at - working.first_at)
            elif working is not found and _may_merge(first, key):
                found = self._merge(found, working, assessed.mention, because_of_key(key, timedelta()))
        return None if found is None else (found, because)

    def _latest(self, key: str, assessed: Assessed) -> WorkingStory | None:
        """Give the latest story under a key that is near enough in time and of the same brand."""
        for story_id in reversed(self.sure.get(key, ())[-self.rules.stories_a_key :]):
            working = self._alive(story_id)
            if self._fits(key, working, assessed):
                return working
        return None

    def _fits(self, key: str, working: WorkingStory, assessed: Assessed) -> bool:
        if key.startswith("person:"):
            hours = self.rules.person_hours
        elif key.startswith(CODE) and len(key) < LONG_CODE:
            hours = self.rules.code_hours
        else:
            return True
        return _same_brand(working.story, assessed) and working.hours_from(assessed.mention.posted_at) <= hours

    def _also_by_words(
        self, assessed: Assessed, weights: Weights, sure: tuple[WorkingStory, str] | None
    ) -> tuple[WorkingStory, str] | None:
        """Find the story most like the mention; when a sure link leads to another one, the two become one."""
        working = self._most_alike(assessed, weights, None if sure is None else sure[0])
        if working is None:
            return sure
        because = _words(weights, working, assessed.mention)
        if sure is None:
            return working, because
        return self._merge(sure[0], working, assessed.mention, because), sure[1]

    def _most_alike(self, assessed: Assessed, weights: Weights, joined: WorkingStory | None) -> WorkingStory | None:
        """Give the story most like a mention, if one is like enough; with one joined already it must be more telling."""
        best, found = 0.0, None
        telling = self.rules.telling_words if joined is None else self.rules.telling_to_merge
        for story_id, likeness in self.words.alike(weights, telling):
            if likeness <= best:
                continue
            working = self._alive(story_id)
            faded = likeness * 0.5 ** (working.hours_from(assessed.mention.posted_at) / self.rules.half_life_hours)
            if faded <= best or faded < self.rules.alike or not _same_brand(working.story, assessed):
                continue
            if not _numbers_differ(_numbers(weights), working):
                best, found = faded, working
        return None if found is joined else found

    def _by_sense(self, assessed: Assessed, weights: Weights, vector: Vector) -> tuple[WorkingStory, str] | None:
        """Find the story that a mention tells most surely, by sense and rare words together, if one is sure enough."""
        if self.near is None:
            return None
        judge, rarity = self.rules.alike_in_sense, sum(weights.values())
        near, crowd = self.near.nearest(
            vector, assessed.assessment.brand, lambda crowd: judge.nearest_worth_it(crowd, rarity)
        )
        if not near:
            return None
        best, found, numbers = judge.least, None, _numbers(weights)
        stories = [self._alive(each.story_id) for each in near]
        in_words = self.words.compare(weights, stories, judge.in_words)
        for each, working, words in zip(near, stories, in_words, strict=True):
            days = working.hours_from(assessed.mention.posted_at) / 24.0
            told = Told(working.mentions, days, _numbers_differ(numbers, working))
            sure = judge.sure(each, crowd, words, told)
            if sure >= best:
                best, found = sure, working
        return None if found is None else (found, because_of_sense(_words(weights, found, assessed.mention)))

    def _alive(self, story_id: str) -> WorkingStory:
        """Give a story by its id, following what it was merged into."""
        while story_id in self.kept:
            story_id = self.kept[story_id]
        return self.working[story_id]

    def _begin(self, assessed: Assessed) -> WorkingStory:
        mention = assessed.mention
        working = WorkingStory(
            Story(
                id=mention.id,
                name=name_of(assessed),
                brand=assessed.assessment.brand,
                started_at=mention.posted_at,
                last_at=mention.posted_at,
                mentions=0,
            )
        )
        self.working[working.id] = working
        return working

    def _post(self, working: WorkingStory, sure: Sequence[str]) -> None:
        """Let a story be found under a mention's sure keys."""
        for key in sure:
            if key not in working.keys and len(working.keys) < self.rules.most_sure_keys:
                working.keys.add(key)
                working.postings.append(key)
                self.sure.setdefault(key, []).append(working.id)

    def _merge(self, one: WorkingStory, other: WorkingStory, both: Mention, because: str) -> WorkingStory:
        """Make one story of two, since a mention belongs to both; the one that began first is kept."""
        kept, absorbed = sorted((one, other), key=lambda each: (each.first_at, each.id))
        self.kept[absorbed.id] = kept.id
        kept.absorb(absorbed)
        self._post(kept, sorted(absorbed.keys))
        self.words.absorb(kept, absorbed)
        if self.near:
            self.near.absorb(kept, absorbed)
        self.merges.append(
            Merge(absorbed=absorbed.id, kept=kept.id, mention_id=both.id, because=because, at=both.posted_at)
        )
        return kept

    def forget(self) -> None:
        """Drop what only a store would want: a stream is told each join as it happens."""
        self.joins.clear()
        self.merges.clear()
        if self.near:
            self.near.changed.clear()

    def changes(self) -> GroupingChanges:
        """Sum up what the store must write."""
        changed = [working for working in self.working.values() if working.changed]
        return GroupingChanges(
            stories=tuple(self._story(working) for working in changed),
            joins=tuple(self.joins),
            merges=tuple(self.merges),
            postings=tuple((key, each.id) for each in changed if each.id not in self.kept for key in each.postings),
            key_counts=self.words.counted,
            directions=self.near.changed if self.near else {},
        )

    def _story(self, working: WorkingStory) -> Story:
        alias = self._alive(working.id).id if working.id in self.kept else None
        return replace(
            working.story,
            started_at=working.first_at,
            last_at=working.last_at,
            mentions=working.mentions,
            alias_of=alias,
        )


def _words(weights: Mapping[str, float], working: WorkingStory, mention: Mention) -> str:
    """Say which words a mention shares with a story."""
    shared = sorted((key for key in weights if key in working.words), key=lambda key: (-weights[key], key))
    return because_of_words([key.removeprefix(WORD) for key in shared], len(weights), len(working.words), mention)


def _numbers(words: Iterable[str]) -> list[str]:
    """Give the numbers among words."""
    return [word for word in words if word.startswith(NUMBER)]


def _numbers_differ(numbers: Sequence[str], working: WorkingStory) -> bool:
    """Say whether a mention and a story both name numbers, and none is the same."""
    return bool(numbers) and working.words.keys().isdisjoint(numbers) and bool(_numbers(working.words))


def _same_brand(story: Story, assessed: Assessed) -> bool:
    brand = assessed.assessment.brand
    return not brand or not story.brand or brand == story.brand


def _may_merge(one: str, other: str) -> bool:
    """Say whether two sure links together make two stories one: a person may well tell two different things."""
    kinds = {one.partition(":")[0], other.partition(":")[0]}
    return "person" not in kinds or "code" in kinds
