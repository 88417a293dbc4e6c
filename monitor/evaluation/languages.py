"""Measures whether texts in other languages are told from English: on our own short posts, beside the library asked alone.

Two errors are counted apart: a foreign text that is read as English, and an English one that is not read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from monitor.analysis.language import identified, language_of
from monitor.analysis.words import Words
from monitor.evaluation.base import OURS, Figure
from monitor.evaluation.halves import HALVES, path_of, rows_of

ENGLISH: Final = "en"
AIRLINE: Final = "airline/mentions.csv"
_TASK: Final = "languages"
_ALONE: Final = "py3langid alone"

Told: TypeAlias = "tuple[str | None, bool]"
"""A language, and whether a text is read as English."""


class Text(NamedTuple):
    """One labelled text: ISO 639-1 code of the language most of it is in, and the words."""

    language: str
    words: Words


def measure(folder: Path) -> list[Figure]:
    """Measure both halves of our set, and how many airline tweets, which are English, are read."""
    figures = [figure for half in HALVES for figure in compared(half, labelled(half))]
    path = folder / AIRLINE
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as lines:
            tweets = [Text(ENGLISH, Words(row["text"])) for row in csv.DictReader(lines)]
        figures += [
            figure(subject, "airline tweets read", [readable for _, readable in said], seen=False)
            for subject, said in (
                (OURS, ours(tweets)),
                (_ALONE, alone(tweets)),
            )
        ]
    return figures


def labelled(half: str) -> list[Text]:
    """Read one half: `id`, `language` and `text`. Both have the author of the rules."""
    return [Text(row["language"], Words(row["text"])) for row in rows_of(path_of("languages", half))]


def ours(texts: Iterable[Text]) -> list[Told]:
    """Tell languages as the product does, when the platform says nothing."""
    return [language_of(None, text.words) for text in texts]


def alone(texts: Iterable[Text]) -> list[Told]:
    """Tell languages by the library's first choice."""
    codes = [identified(text.words)[0] for text in texts]
    return [(code, code == ENGLISH) for code in codes]


def compared(half: str, texts: Sequence[Text]) -> list[Figure]:
    """Give the figures of one half for ours and for the library alone."""
    figures = []
    for subject, said in ((OURS, ours(texts)), (_ALONE, alone(texts))):
        seen = subject == OURS and HALVES[half]
        pairs = list(zip(texts, said, strict=True))
        foreign = [(text, told) for text, told in pairs if text.language != ENGLISH]
        figures += [
            figure(subject, f"foreign not read, {half} half", [not told[1] for _, told in foreign], seen=seen),
            figure(
                subject,
                f"foreign named rightly, {half} half",
                [t.language == told[0] for t, told in foreign],
                seen=seen,
            ),
            figure(
                subject,
                f"English read, {half} half",
                [told[1] for t, told in pairs if t.language == ENGLISH],
                seen=seen,
            ),
        ]
    return figures


def figure(subject: str, measured: str, right: Sequence[bool], *, seen: bool) -> Figure:
    """Give a share of texts told rightly."""
    return Figure(
        task=_TASK, subject=subject, measure=measured, value=sum(right) / max(1, len(right)), rows=len(right), seen=seen
    )
