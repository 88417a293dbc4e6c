"""Finds the stories nearest in sense to a mention, among those of its brand that were told last.

A story is about the mean of what those of its mentions are about that the net has read. The means of a brand's stories lie
in one table, so that a mention is compared with a thousand of them in one multiplication. The table is bounded: the story
told longest ago makes room, so the work for a mention does not grow with what is stored.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.model import Direction, Mention
from monitor.stories.rules import STORIES_IN_SENSE
from monitor.stories.sameness import Crowd, Near
from monitor.stories.sense import NUMBERS, Sense, pack_and_round, unpack
from monitor.stories.working import WorkingStory

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from monitor.stories.sense import Vector

LOOKED_AT = 8
"""So many of them, the nearest, are compared in words as well."""


class Nearness:
    """An index of stories by what they are about."""

    def __init__(self, sense: Sense) -> None:
        self.sense = sense
        self.changed: dict[str, Direction] = {}
        self._shelves: dict[str, Shelf] = {}

    def _shelf(self, brand: str) -> Shelf:
        shelf = self._shelves.get(brand)
        if shelf is None:  # a table of a thousand rows is not made for nothing, as setdefault would
            shelf = self._shelves[brand] = Shelf(STORIES_IN_SENSE)
        return shelf

    def remember(self, working: WorkingStory, direction: Direction) -> None:
        """Take up a stored story."""
        working.direction = direction
        self._shelf(working.story.brand).put(working.id, unpack(direction.packed)[0], direction.told_at)

    def vector_of(self, mention: Mention) -> Vector | None:
        """Give what a mention is about; None when it has no words."""
        return self.sense.of(mention.text)

    def nearest(self, vector: Vector, brand: str, worth: Callable[[Crowd], float]) -> tuple[list[Near], Crowd]:
        """Give the stories of a brand nearest to a vector of length 1, and how near all of them are: see `Shelf`."""
        return self._shelf(brand).nearest(vector, worth)

    def post(self, working: WorkingStory, vector: Vector, at: datetime) -> None:
        """Let a story be about one more of its mentions."""
        self._join(working, vector, 1, at)

    def absorb(self, kept: WorkingStory, absorbed: WorkingStory) -> None:
        """Let a story be about what another one, which turned out to be the same, was about too."""
        gone = absorbed.direction
        if gone is not None:
            self._shelf(absorbed.story.brand).take_off(absorbed.id)
            self.changed.pop(absorbed.id, None)
            self._join(kept, *unpack(gone.packed), gone.told_at)

    def _join(self, working: WorkingStory, vector: Vector, told: int, at: datetime) -> None:
        before = working.direction
        if before is not None:
            mean, count = unpack(before.packed)
            vector = vector * (told / (told + count)) + mean * (count / (told + count))
            told, at = told + count, max(at, before.told_at)
        packed, mean = pack_and_round(vector, told)
        working.direction = self.changed[working.id] = Direction(packed=packed, told_at=at)
        self._shelf(working.story.brand).put(working.id, mean, at)


class Shelf:
    """What at most so many stories of one brand are about."""

    def __init__(self, most: int) -> None:
        import numpy as np  # noqa: PLC0415 - worth it only when there is something to compare

        self.ids: list[str] = []
        self.places: dict[str, int] = {}
        self.means: NDArray[np.float32] = np.zeros((most, NUMBERS), np.float32)
        self.lengths: NDArray[np.float32] = np.ones(most, np.float32)
        self.told_at: NDArray[np.float64] = np.zeros(most)

    def put(self, story_id: str, mean: Vector, at: datetime) -> None:
        """Put a story on the shelf, or turn one that is there; when it is full the one told longest ago makes room."""
        told_at = at.timestamp()
        place = self.places.get(story_id)
        if place is None:
            place = self._room_for(story_id, told_at)
        if place is not None:
            self.means[place], self.lengths[place] = mean, math.sqrt(mean.dot(mean))
            self.told_at[place] = told_at

    def _room_for(self, story_id: str, told_at: float) -> int | None:
        """Give a place to a story; None when it was told longer ago than all on a full shelf."""
        if len(self.ids) < len(self.means):
            place = len(self.ids)
            self.ids.append(story_id)
        else:
            place = int(self.told_at.argmin())
            if self.told_at[place] > told_at:
                return None
            self.places.pop(self.ids[place], None)
            self.ids[place] = story_id
        self.places[story_id] = place
        return place

    def take_off(self, story_id: str) -> None:
        """Forget a story; its place is the first to be given away."""
        place = self.places.pop(story_id, None)
        if place is not None:
            self.means[place] = 0.0
            self.told_at[place] = float("-inf")

    def nearest(self, vector: Vector, worth: Callable[[Crowd], float]) -> tuple[list[Near], Crowd]:
        """Give the `LOOKED_AT` stories nearest to a vector of length 1, in the order they lie, and how near all are.

        Stories less near (by the mean cosine) than `worth` says of the crowd are left out: hardly ever is one near enough.
        """
        if not self.places:
            return [], Crowd(0, 0.0, 0.0)
        means = self.means[: len(self.ids)] @ vector
        mean = float(means.sum()) / len(means)
        # In one pass: numbers below one, whose swing is of the size of their mean, leave no room for what that loses.
        swing = math.sqrt(max(0.0, float(means.dot(means)) / len(means) - mean * mean))
        crowd = Crowd(len(means), mean, swing)
        least = worth(crowd)
        return ([] if means[means.argmax()] < least else self._nearest(means, least)), crowd

    def _nearest(self, means: Vector, least: float) -> list[Near]:
        places = (means >= least).nonzero()[0]
        if len(places) > LOOKED_AT:
            places = means.argpartition(-LOOKED_AT)[-LOOKED_AT:]
            places.sort()
        nearest = means[places]
        cosines = nearest / self.lengths[places]
        return [
            Near(self.ids[place], cosine, mean_cosine)
            for place, cosine, mean_cosine in zip(places.tolist(), cosines.tolist(), nearest.tolist(), strict=True)
            if mean_cosine > 0.0
        ]
