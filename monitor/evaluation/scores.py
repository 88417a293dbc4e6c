"""The measures themselves: counted by hand, so that a figure depends on no library and on no version of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import groupby
from math import ceil, sqrt
from typing import Final, NamedTuple, TypeAlias

Span: TypeAlias = "tuple[Hashable, int, int]"
"""A type, the first code point and the one after the last."""

BINS: Final = 10
"""As many bins of equal width as in Guo et al. 2017, "On Calibration of Modern Neural Networks"."""


class Found(NamedTuple):
    """How much of what was found is right, how much of what there is was found, and both in one."""

    precision: float
    recall: float
    f1: float


def rated(hits: int, said: int, there: int) -> Found:
    """Give precision, recall and F1 from counts; what has nothing to be divided by is 0."""
    return Found(hits / max(1, said), hits / max(1, there), 2 * hits / max(1, said + there))


def found(said: Sequence[object], truth: Sequence[object], wanted: object = True) -> Found:
    """Give precision, recall and F1 of one label."""
    hits = sum(a == b == wanted for a, b in zip(said, truth, strict=True))
    return rated(hits, sum(a == wanted for a in said), sum(b == wanted for b in truth))


def macro_f1(said: Sequence[object], truth: Sequence[Hashable]) -> float:
    """Give the mean F1 of all labels that occur in the truth; a label that does not is only ever a miss of another."""
    labels = set(truth)
    return sum(found(said, truth, label).f1 for label in labels) / max(1, len(labels))


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Give the rank correlation, ties sharing their mean rank; 0 where either side has one value only."""
    pairs = list(zip(ranks(one), ranks(other), strict=True))
    middle = (len(pairs) + 1) / 2
    together = sum((a - middle) * (b - middle) for a, b in pairs)
    spread = sqrt(sum((a - middle) ** 2 for a, _ in pairs) * sum((b - middle) ** 2 for _, b in pairs))
    return together / spread if spread else 0.0


def ranks(values: Sequence[float]) -> list[float]:
    """Rank values from 1 on; equal ones share the mean of their ranks."""
    ranked = [0.0] * len(values)
    before = 0
    for _, same in groupby(sorted(range(len(values)), key=values.__getitem__), key=values.__getitem__):
        places = list(same)
        for place in places:
            ranked[place] = before + (len(places) + 1) / 2
        before += len(places)
    return ranked


def calibration_error(certainty: Sequence[float], truth: Sequence[object]) -> float:
    """Give the expected calibration error: how far a stated probability lies from the share that came true.

    Each text goes into one of `BINS` equally wide ranges of the stated probability; the distance between the mean
    of what was stated and the share of what was true is averaged over ranges, weighted by their texts.
    """
    stated, true = [0.0] * BINS, [0] * BINS
    for chance, came_true in zip(certainty, truth, strict=True):
        place = min(BINS - 1, max(0, ceil(chance * BINS) - 1))
        stated[place] += chance
        true[place] += bool(came_true)
    return sum(abs(a - b) for a, b in zip(stated, true, strict=True)) / max(1, len(truth))


def recall_at_precision(certainty: Sequence[float], truth: Sequence[object], least: float) -> float:
    """Give the best recall of any threshold at which precision is at least `least`; 0 when there is none."""
    best = hits = said = 0
    ordered = sorted(zip(certainty, truth, strict=True), key=lambda pair: -pair[0])
    for _, same in groupby(ordered, key=lambda pair: pair[0]):
        for _, is_true in same:
            hits += bool(is_true)
            said += 1
        if hits >= least * said:
            best = hits
    return best / max(1, sum(map(bool, truth)))


def span_f1(said: Iterable[Collection[Span]], truth: Iterable[Collection[Span]], *, exact: bool) -> Found:
    """Give precision, recall and F1 of spans over all texts, one collection a text.

    A span is right when a true one of its type has the same ends (`exact`), or else shares a character with it. Each
    true span is used up by one found span, so that a find over two of them counts once, and two finds in one as well.
    """
    hits = count_said = count_true = 0
    for spans, true in zip(said, truth, strict=True):
        hits += _paired(set(spans), set(true), _same if exact else _touching)
        count_said += len(set(spans))
        count_true += len(set(true))
    return rated(hits, count_said, count_true)


def _same(one: Span, other: Span) -> bool:
    return one == other


def _touching(one: Span, other: Span) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _paired(said: set[Span], true: set[Span], fits: Callable[[Span, Span], bool]) -> int:
    """Count pairs, from left to right: the span that ends first takes the first that fits."""
    hits, free = 0, sorted(true, key=lambda span: (span[2], span[1]))
    for span in sorted(said, key=lambda span: (span[2], span[1])):
        partner = next((other for other in free if fits(span, other)), None)
        if partner is not None:
            free.remove(partner)
            hits += 1
    return hits
