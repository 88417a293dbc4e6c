"""Measures how tellings of one experience are joined, and others of the same failure kept apart.

Retellings share few words; copies are the same telling reworded, shortened or quoted on another platform; look-alikes
are copies beside which somebody else tells the same failure of the same brand, often in the same town. All incidents
of a half begin at the same moment, two or three of a kind and brand at a time: the hardest case. Answers in the
conversation (`agrees`) are left out, for those are joined by their thread.
"""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from monitor.evaluation.base import OURS, WORDS_ALONE, Figure
from monitor.evaluation.halves import HALVES, OWN, half_of, path_of, rows_of
from monitor.evaluation.partitions import adjusted_rand, b_cubed, one_pass_tfidf
from monitor.evaluation.remembered import Remembered
from monitor.model import Assessed, Candidates, Mention
from monitor.stories.grouping import Grouping
from monitor.stories.keys import keys
from monitor.stories.rules import EXPERIENCES
from monitor.stories.sense import Sense
from monitor.stories.stateless import as_complaint

BEGUN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
ORDERS: Final = 5
"""In so many orders, drawn with fixed seeds, the tellings arrive besides their own."""
TFIDF_THRESHOLDS: Final = {"retellings": 0.14, "copies": 0.1, "lookalikes": 0.14}
"""Each set's best of .08 to .4 on the half to learn from, by the F1 of pairs: chosen in the baseline's favour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling of one incident."""

    name: str
    incident: str
    brand: str
    platform: str
    text: str
    at: datetime


def measure(_: Path, own: Path = OWN) -> list[Figure]:
    """Join the halves of all sets: precision and recall of pairs of tellings, and B-cubed F1.

    *Words alone* is ours without the net; *in other orders* says how far the partition depends on the order of arrival. A set
    without an untouched half is measured on the one to learn from.
    """
    return [
        figure
        for name in TFIDF_THRESHOLDS
        for half in HALVES
        if path_of(name, half, own).exists()
        for figure in _of_half(name, half, own)
    ]


def _of_half(name: str, half: str, own: Path) -> list[Figure]:
    told, sense = tellings(rows_of(path_of(name, half, own))), Remembered()
    ways: dict[str, Sequence[object]] = {
        OURS: joined(told, sense),
        WORDS_ALONE: joined(told, None),
        "one-pass TF-IDF": by_tfidf(told, TFIDF_THRESHOLDS[name]),
    }
    orders = [
        Figure(
            task=half_of(name, half), subject=subject, measure="in other orders, mean adjusted Rand index",
            value=round(in_other_orders(ways[subject], told, net), 4), rows=len(told),
        )
        for subject, net in ((OURS, sense), (WORDS_ALONE, None))
    ]  # fmt: skip
    return orders + [
        Figure(
            task=half_of(name, half), subject=subject, measure=what, value=round(value, 4), rows=len(told),
            seen=HALVES[half] and subject == OURS,
        )
        for subject, found in ways.items()
        for what, value in figures_of(found, told).items()
    ]  # fmt: skip


def tellings(rows: Sequence[dict[str, Any]]) -> list[Telling]:
    """Put the tellings of a half on one clock, in the order they are heard."""
    found = [
        Telling(
            name=f"{number:04d}",
            incident=row["incident"],
            brand=row["brand"],
            platform=row["platform"],
            text=row["text"],
            at=BEGUN + timedelta(minutes=row["minutes"]),
        )
        for number, row in enumerate(rows)
        if row["role"] != "agrees"
    ]
    return sorted(found, key=lambda telling: (telling.at, telling.name))


def joined(told: Sequence[Telling], sense: Sense | None) -> list[str]:
    """Group tellings one after the other, as they are given; give the story of each."""
    grouping = Grouping(Candidates(stories={}, key_counts={}, grouped_mentions=0), EXPERIENCES, sense)
    for assessed in map(_assessed, told):
        grouping.place(assessed, keys(assessed))
    changes = grouping.changes()
    kept = {merge.absorbed: merge.kept for merge in changes.merges}
    return [_last(kept, join.story_id) for join in changes.joins]


def in_other_orders(found: Sequence[object], told: Sequence[Telling], sense: Sense | None) -> float:
    """Say how much alike the stories are when the tellings arrive in any order: the mean over `ORDERS` draws."""
    alike = []
    for seed in range(ORDERS):
        order = random.Random(seed).sample(range(len(told)), len(told))  # noqa: S311 - an order, not a secret
        again = dict(zip(order, joined([told[at] for at in order], sense), strict=True))
        alike.append(adjusted_rand(found, [again[at] for at in range(len(told))]))
    return statistics.fmean(alike)


def _last(kept: dict[str, str], story: str) -> str:
    while story in kept:
        story = kept[story]
    return story


def _assessed(telling: Telling) -> Assessed:
    mention = Mention(
        platform=telling.platform, stable_key=telling.name, source="", text=telling.text, posted_at=telling.at,
        author_key=telling.name,
    )  # fmt: skip
    return Assessed(mention=mention, assessment=as_complaint(mention.id, telling.brand))


def by_tfidf(told: Sequence[Telling], threshold: float) -> list[tuple[str, int]]:
    """Group the tellings of each brand by one pass of TF-IDF."""
    found: dict[str, tuple[str, int]] = {}
    for brand in dict.fromkeys(each.brand for each in told):
        of_brand = [each for each in told if each.brand == brand]
        groups = one_pass_tfidf([each.text for each in of_brand], threshold)
        found.update({each.name: (brand, place) for each, place in zip(of_brand, groups, strict=True)})
    return [found[each.name] for each in told]


def figures_of(found: Sequence[object], told: Sequence[Telling]) -> dict[str, float]:
    """Give precision and recall of pairs of tellings said to be of one incident, and B-cubed F1."""
    incidents = [each.incident for each in told]
    both = _pairs(zip(found, incidents, strict=True))
    said, there = _pairs(found), _pairs(incidents)
    return {
        "pair precision": both / said if said else 1.0,
        "pair recall": both / there,
        "B-cubed F1": b_cubed(found, incidents)[2],
    }


def _pairs(groups: Any) -> int:  # noqa: ANN401 - anything hashable names a group
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())
