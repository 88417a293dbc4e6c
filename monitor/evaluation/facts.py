"""Measure the typed stretches of text (how long, how often, what failed …) on our own marked texts, beside one plain pattern a type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from monitor.analysis.assess import Assessor
from monitor.config import Brand
from monitor.evaluation.base import OURS, Figure
from monitor.evaluation.halves import HALVES, path_of, rows_of
from monitor.evaluation.scores import Found, span_f1
from monitor.model import Mention, MentionKind

Row: TypeAlias = "dict[str, Any]"
"""One text with its marks, by docs/labelling.md."""


class Span(NamedTuple):
    """A stretch of text of one type, in code points."""

    type: str
    start: int
    end: int


class Marked(NamedTuple):
    """A labelled row, its text without the marks, and what was marked."""

    row: Row
    text: str
    spans: list[Span]


Finder: TypeAlias = "Callable[[Sequence[Marked]], list[list[Span]]]"
"""Finds spans in all texts, in their order."""

TYPES: Final = (
    "waiting", "repeated_contact", "failure", "request", "passed_around", "vulnerable", "loyal_before", "leaving_to",
    "amount", "product", "place",
)  # fmt: skip
MARK: Final = re.compile(r"\[\[(\w+)\|(.*?)\]\]", re.DOTALL)
_UNIT: Final = r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)"
_CLAUSE: Final = r"[^.!?,;\n]*"
PATTERNS: Final = {
    "waiting": rf"\d+ {_UNIT}",
    "repeated_contact": r"(?:called|rang|emailed|asked|written|tried) (?:\w+ times|twice)",
    "failure": rf"{_CLAUSE}\b(?:not|never|no|nobody|\w+n't|broken|broke|wrong|failed|missing|lost)\b{_CLAUSE}",
    "request": rf"\b(?:please|can you|could you|i want)\b{_CLAUSE}",
    "passed_around": rf"{_CLAUSE}\btold (?:me|us) to\b{_CLAUSE}",
    "vulnerable": r"\b(?:elderly|disabled|pregnant|baby|toddler|newborn|wheelchair|diabetic)\b",
    "loyal_before": rf"\b(?:customer|member) for \w+ {_UNIT}",
    "leaving_to": r"(?<=(?:itch|ving|oing) to )[A-Z]\w+",
    "amount": r"[£$€]\s?\d[\d,.]*",
    "product": r"(?<=\b[Mm]y )[A-Za-z]+",
    "place": r"(?<=\b[ia][nt] )[A-Z][a-z]+",
}
"""What somebody would write down in a quarter of an hour, one regular expression a type."""

_TASK = "facts"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_COMPILED: Final = {
    name: re.compile(pattern, re.IGNORECASE if name not in ("leaving_to", "place") else 0)
    for name, pattern in PATTERNS.items()
}


def measure(folder: Path) -> list[Figure]:
    """Give precision, recall and F1 of what touches a mark, and the F1 of exact spans, per type and over all, for both halves.

    The sets ship with the product, so that the folder is not read.
    """
    del folder
    return [figure for half in HALVES for figure in figures_of_half(half)]


def marked(half: str) -> list[Marked]:
    """Read one half."""
    return [Marked(row, *without_marks(row["text"])) for row in rows_of(path_of("facts", half))]


def without_marks(text: str) -> tuple[str, list[Span]]:
    """Take the marks `[[type|words]]` out of a text and give what they enclosed.

    Raises ValueError for a type that the labelling rules do not know.
    """
    plain, spans, read = "", [], 0
    for mark in MARK.finditer(text):
        if mark[1] not in TYPES:
            raise ValueError(f"there is no fact {mark[1]!r} in {text!r}")
        plain += text[read : mark.start()]
        spans.append(Span(mark[1], len(plain), len(plain) + len(mark[2])))
        plain, read = plain + mark[2], mark.end()
    return plain + text[read:], spans


def ours(rows: Sequence[Marked]) -> list[list[Span]]:
    """Find what the product finds when it knows no more than the brands' names."""
    brands = dict.fromkeys(each.row["brand"] for each in rows)
    found = Assessor([Brand(name=brand) for brand in brands]).assess([_mention(each) for each in rows])
    return [
        [Span(signal.name, signal.start, signal.end) for signal in each.signals if signal.analyzer == "facts"]
        for each in found
    ]


def _mention(marked_row: Marked) -> Mention:
    row, text, _ = marked_row
    kind = MentionKind.REVIEW if row["register"] == "review" else MentionKind.POST
    return Mention(
        platform="x", stable_key=row["id"], source="x", text=text, kind=kind, posted_at=_NOW, query=row["brand"]
    )


def plain_patterns(rows: Sequence[Marked]) -> list[list[Span]]:
    """Find what one regular expression a type finds."""
    return [
        [Span(name, *hit.span()) for name, pattern in _COMPILED.items() for hit in pattern.finditer(each.text)]
        for each in rows
    ]


def figures_of_half(half: str) -> list[Figure]:
    """Give the figures of both finders on one half."""
    rows = marked(half)
    truth = [each.spans for each in rows]
    figures: list[Figure] = []
    finders: dict[str, Finder] = {OURS: ours, "one pattern a type": plain_patterns}
    for subject, finder in finders.items():
        said = [[span for span in spans if span.type in TYPES] for spans in finder(rows)]
        figures += [
            Figure(
                task=_TASK,
                subject=subject,
                measure=f"{name}, {half} half",
                value=value,
                rows=count,
                seen=HALVES[half],
            )
            for name, value, count in measures(said, truth)
        ]
    return figures


def measures(said: list[list[Span]], truth: list[list[Span]]) -> Iterator[tuple[str, float, int]]:
    """Give the measures over all types, then those of each type, with the number of marks."""
    by_type = {name: (of_type(said, name), of_type(truth, name)) for name in TYPES}
    for way, exact in (("touching", False), ("exact", True)):
        every = [span_f1(found, true, exact=exact).f1 for found, true in by_type.values()]
        yield f"micro-F1 {way}", span_f1(said, truth, exact=exact).f1, count(truth)
        yield f"macro-F1 {way}", sum(every) / len(every), count(truth)
    for name, (found, true) in by_type.items():
        touching: Found = span_f1(found, true, exact=False)
        yield f"{name}: precision", touching.precision, count(found)
        yield f"{name}: recall", touching.recall, count(true)
        yield f"{name}: F1", touching.f1, count(true)
        yield f"{name}: F1 exact", span_f1(found, true, exact=True).f1, count(true)


def of_type(texts: list[list[Span]], name: str) -> list[list[Span]]:
    """Keep the spans of one type, text by text."""
    return [[span for span in spans if span.type == name] for spans in texts]


def count(texts: list[list[Span]]) -> int:
    """Count the spans of all texts."""
    return sum(len(spans) for spans in texts)
