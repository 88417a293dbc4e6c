"""Reads the public labelled files of a folder (docs/evaluation.md) into the same rows as our own sets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from monitor.errors import UsageError
from monitor.evaluation.labelled import Row

Record: TypeAlias = "dict[str, str]"


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
