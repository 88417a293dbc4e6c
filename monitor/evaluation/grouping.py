"""Measures how texts are grouped into stories, in one pass, beside one-pass TF-IDF cosine with its best threshold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from monitor.evaluation.base import OURS, WORDS_ALONE, Figure
from monitor.evaluation.partitions import adjusted_rand, b_cubed, one_pass_tfidf
from monitor.evaluation.remembered import Remembered
from monitor.stories.sense import Sense
from monitor.stories.stateless import group_records

NEWS: Final = "GoogleNews"
SUBJECTS: Final = ("SearchSnippets", "StackOverflow")
"""Labelled by broad subjects, which are no stories: grouped by words alone, only to show what that gives."""
TFIDF_THRESHOLD: Final = 0.1
"""The best of .1 to .3 on GoogleNews by B-cubed F1: chosen in the baseline's favour."""
OTHER_ORDER: Final = 7
"""A seed: the same texts in this order should give nearly the same stories."""


def measure(folder: Path) -> list[Figure]:
    """Group every labelled set in `folder`/grouping: B-cubed precision, recall and F1, adjusted Rand index, stories.

    *Words alone* is ours without the net; *in another order* says how far the partition depends on the order of arrival.
    """
    figures = []
    for name in (NEWS, *SUBJECTS):
        path = folder / "grouping" / f"{name}.txt"
        if path.exists():
            texts = path.read_text(encoding="utf-8").splitlines()
            labels = path.with_name(f"{name}_LABEL.txt").read_text(encoding="utf-8").split()
            if name == NEWS:
                figures.extend(_in_sense(name, texts, labels))
            figures.extend(_figures(name, WORDS_ALONE, stories_of(texts, None), labels))
            figures.extend(_figures(name, "one-pass TF-IDF", one_pass_tfidf(texts, TFIDF_THRESHOLD), labels))
            figures.append(_figure(name, "truth", "stories", len(set(labels)), len(labels)))
    return figures


def _in_sense(name: str, texts: Sequence[str], labels: Sequence[str]) -> list[Figure]:
    sense = Remembered()
    ours = stories_of(texts, sense)
    order = list(range(len(texts)))
    random.Random(OTHER_ORDER).shuffle(order)  # noqa: S311 - an order, not a secret
    again = dict(zip(order, stories_of([texts[at] for at in order], sense), strict=True))
    alike = adjusted_rand(ours, [again[at] for at in range(len(texts))])
    return [
        *_figures(name, OURS, ours, labels),
        _figure(name, OURS, "in another order, adjusted Rand index", alike, len(texts)),
    ]


def stories_of(texts: Sequence[str], sense: Sense | None) -> list[str]:
    """Give the story of each text, as the command `group` does."""
    return [
        str(each["story"]) for each in group_records(({"id": at, "text": text} for at, text in enumerate(texts)), sense)
    ]


def _figures(name: str, subject: str, found: Sequence[object], labels: Sequence[object]) -> list[Figure]:
    precision, recall, f1 = b_cubed(found, labels)
    values = {
        "B-cubed precision": precision,
        "B-cubed recall": recall,
        "B-cubed F1": f1,
        "adjusted Rand index": adjusted_rand(found, labels),
        "stories": float(len(set(found))),
    }
    return [_figure(name, subject, measure_name, value, len(labels)) for measure_name, value in values.items()]


def _figure(name: str, subject: str, measure_name: str, value: float, rows: int) -> Figure:
    return Figure(task=f"stories, {name}", subject=subject, measure=measure_name, value=round(value, 4), rows=rows)
