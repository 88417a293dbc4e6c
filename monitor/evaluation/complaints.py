"""Measures how well complaints and negative words are found on labelled files, beside VADER alone in the same run."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from monitor.analysis.assess import Assessor
from monitor.evaluation.base import Figure
from monitor.model import Assessment, Mention

Verdict: TypeAlias = Callable[[Assessment], bool]

SPOKEN: Final = datetime(1970, 1, 1, tzinfo=UTC)
VADER_NEGATIVE: Final = -0.05
"""The usual threshold of VADER's compound (Hutto & Gilbert 2014)."""
IRONY_DOUBT: Final = 0.2
"""From this doubt on a tone counts as ironic when measured; the page shows doubts from .4 on."""


class LabelledFile(NamedTuple):
    """Where labelled texts lie, which column says what, and which finding of ours answers the question."""

    task: str
    path: str
    encoding: str
    text: str
    label: str
    yes: str
    ours: Verdict


def complains(assessment: Assessment) -> bool:
    """Say whether we call it a complaint."""
    return assessment.kinds[0] >= 0.5


def speaks_ill(assessment: Assessment) -> bool:
    """Say whether we call it negative."""
    return assessment.negative >= 0.5


def vader_alone(assessment: Assessment) -> bool:
    """Say whether VADER alone calls it negative."""
    return assessment.sentiment.compound <= VADER_NEGATIVE


FILES: Final = (
    LabelledFile("complaint, tweets", "complaints/dev.csv", "utf-8", "text", "complaint", "1", complains),
    LabelledFile("complaint, reviews", "cesamard/dev.csv", "utf-8", "text", "complaint", "1", complains),
    LabelledFile(
        "negative, airlines", "airline/mentions.csv", "utf-8", "text", "label_sentiment", "negative", speaks_ill
    ),
    LabelledFile(
        "negative, Apple and Google",
        "brands/sxsw.csv",
        "latin-1",
        "tweet_text",
        "is_there_an_emotion_directed_at_a_brand_or_product",
        "Negative emotion",
        speaks_ill,
    ),
)


def measure(folder: Path) -> list[Figure]:
    """Measure macro-F1, precision and recall of ours and of VADER alone on each labelled file that is in `folder`."""
    assessor = Assessor((), extras=())
    figures: list[Figure] = []
    for labelled in FILES:
        path = folder / labelled.path
        if path.is_file():
            texts, truth = read(path, labelled)
            figures += compared(labelled.task, assess(assessor, texts), truth, labelled.ours)
    return figures + irony(assessor, folder / "irony")


def read(path: Path, labelled: LabelledFile) -> tuple[list[str], list[bool]]:
    """Read texts and labels of a CSV file; rows without text are left out."""
    with path.open(encoding=labelled.encoding, newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row[labelled.text]]
    return [row[labelled.text] for row in rows], [row[labelled.label] == labelled.yes for row in rows]


def irony(assessor: Assessor, folder: Path) -> list[Figure]:
    """Measure the doubt about the tone on the irony set (one text and one label a line)."""
    texts_path, labels_path = folder / "val_text.txt", folder / "val_labels.txt"
    if not texts_path.is_file() or not labels_path.is_file():
        return []
    truth = [label == "1" for label in labels_path.read_text(encoding="utf-8").split()]
    texts = texts_path.read_text(encoding="utf-8").split("\n")[: len(truth)]
    return compared("irony", assess(assessor, texts), truth, lambda assessment: assessment.misread >= IRONY_DOUBT)


def assess(assessor: Assessor, texts: Sequence[str]) -> list[Assessment]:
    """Assess bare texts."""
    return assessor.assess(
        [
            Mention(platform="x", stable_key=str(number), source="evaluation", text=text, posted_at=SPOKEN)
            for number, text in enumerate(texts)
        ]
    )


def compared(task: str, assessments: Sequence[Assessment], truth: Sequence[bool], ours: Verdict) -> list[Figure]:
    """Give the figures of ours and of VADER alone over the same rows."""
    figures: list[Figure] = []
    for subject, verdict in (("ours", ours), ("VADER alone", vader_alone)):
        said = [verdict(assessment) for assessment in assessments]
        for name, value in scores(said, truth).items():
            figures.append(Figure(task=task, subject=subject, measure=name, value=round(value, 4), rows=len(truth)))
    return figures


def scores(said: Sequence[bool], truth: Sequence[bool]) -> dict[str, float]:
    """Give macro-F1 over both classes, and precision and recall of the positive one (0 where nothing was said)."""
    hit = sum(a and b for a, b in zip(said, truth, strict=True))
    precision = hit / max(1, sum(said))
    recall = hit / max(1, sum(truth))
    macro = sum(f1(said, truth, wanted=wanted) for wanted in (True, False))
    return {"macro-F1": macro / 2, "precision": precision, "recall": recall}


def f1(said: Sequence[bool], truth: Sequence[bool], *, wanted: bool) -> float:
    """Give F1 of one class."""
    hit = sum(a == b == wanted for a, b in zip(said, truth, strict=True))
    return 2 * hit / max(1, sum(a == wanted for a in said) + sum(b == wanted for b in truth))
