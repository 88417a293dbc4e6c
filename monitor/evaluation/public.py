"""Reads the public labelled files of a folder (docs/evaluation.md) into the same rows as our own sets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from monitor.errors import UsageError
from monitor.evaluation.labelled import Row

Record: TypeAlias = "dict[str, str]"
SNIPPETS: Final = {"tweets": 1.0, "amazonReviewSnippets": 0.6, "movieReviewSnippets": 0.1, "nytEditorialSnippets": 0.06}
"""Which share of each part of VADER's ground truth is learnt from: film and editorial snippets are far from what customers write."""
SUBJECTS: Final = {
    "amazonReviewSnippets": "goods",
    "movieReviewSnippets": "films",
    "nytEditorialSnippets": "editorials",
}
"""The parts that are not learnt as a whole, and what they are about."""
CLEAR: Final = 0.5
"""From this mean on, of judgements from -4 to 4, people took a side."""
MEASURED: Final = 1_000
"""No more of a part are measured with."""


def complaint_tweets(folder: Path) -> list[Row]:
    """Read tweets to support accounts: complaint or not, perhaps severity from 0 to 4 and the trade (Preoţiuc-Pietro et al. 2019)."""
    return _csv(folder / "complaints" / "dev.csv", "text", lambda record: _complaint(record, "tweet"))


def complaint_reviews(folder: Path) -> list[Row]:
    """Read product reviews: complaint or not, perhaps severity from 0 to 4 (CESAMARD)."""
    return _csv(folder / "cesamard" / "dev.csv", "text", lambda record: _complaint(record, "review"))


def airlines(folder: Path) -> list[Row]:
    """Read tweets to airlines: negative or not."""
    return _csv(
        folder / "airline" / "mentions.csv",
        "text",
        lambda record: Row(
            text=record["text"],
            register="tweet",
            domain=record.get("brand", ""),
            negative=record["label_sentiment"] == "negative",
        ),
    )


def apple_and_google(folder: Path) -> list[Row]:
    """Read tweets of a fair, most of them about Apple and Google: negative or not."""
    label = "is_there_an_emotion_directed_at_a_brand_or_product"
    return _csv(
        folder / "brands" / "sxsw.csv",
        "tweet_text",
        lambda record: Row(text=record["tweet_text"], register="tweet", negative=record[label] == "Negative emotion"),
        encoding="latin-1",
    )


def ironic_tweets(folder: Path) -> list[Row]:
    """Read tweets: ironic or not (one text and one label a line)."""
    texts_path, labels_path = folder / "irony" / "val_text.txt", folder / "irony" / "val_labels.txt"
    if not texts_path.is_file() or not labels_path.is_file():
        return []
    labels = labels_path.read_text(encoding="utf-8").split()
    texts = texts_path.read_text(encoding="utf-8").split("\n")
    return [Row(text=text, register="tweet", irony=label == "1") for text, label in zip(texts, labels, strict=False)]


def snippets(folder: Path) -> list[Row]:
    """Read snippets of VADER's ground truth that nothing was learnt from and on which people took a side: negative or not."""
    rows = []
    for name, subject in SUBJECTS.items():
        told = [(text, mean) for text, mean in rated(folder, name, learnt=False) if abs(mean) >= CLEAR]
        step = -(-len(told) // MEASURED) or 1
        rows += [Row(text=text, register="comment", domain=subject, negative=mean < 0) for text, mean in told[::step]]
    return rows


def rated_tweets(folder: Path) -> list[Row]:
    """Read the tweets of VADER's ground truth, all of which are learnt from, on which people took a side: negative or not."""
    told = rated(folder, "tweets", learnt=True)
    return [Row(text=text, register="tweet", negative=mean < 0) for text, mean in told if abs(mean) >= CLEAR]


def rated(folder: Path, name: str, *, learnt: bool) -> Iterator[tuple[str, float]]:
    """Read those snippets of a part of VADER's ground truth that are learnt from, or the others; each with the mean of people's judgements, -4 to 4.

    None where the file is absent. Raises UsageError for a bad line.
    """
    path, share = folder / "vader_ground_truth" / f"{name}_GroundTruth.txt", SNIPPETS[name]
    if not path.is_file():
        return
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines()):
        parts = line.split("\t")
        if len(parts) == 3 and (int(number * share) != int((number - 1) * share)) is learnt:
            try:
                yield parts[2], float(parts[1])
            except ValueError:
                raise UsageError(f"{path}, line {number + 1}: the second column is no number") from None


def _complaint(record: Record, register: str) -> Row:
    return Row(
        text=record["text"],
        register=register,
        domain=record.get("domain", ""),
        complaint=record["complaint"] == "1",
        severity=int(record.get("severity") or 0),
    )


def _csv(path: Path, text: str, row: Callable[[Record], Row], encoding: str = "utf-8") -> list[Row]:
    """Read the rows of a CSV file that have a text; none when the file is absent. Raises UsageError for a bad line."""
    return list(_rows(path, text, row, encoding)) if path.is_file() else []


def _rows(path: Path, text: str, row: Callable[[Record], Row], encoding: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as lines:
        records = csv.DictReader(lines)
        for record in records:
            try:
                if record[text]:
                    yield row(record)
            except (KeyError, TypeError, ValueError):
                raise UsageError(f"{path}, line {records.line_num}: a column is missing or holds no label") from None
