"""Reads everything the weights may be learnt from: public sets whose licence allows it, and texts written for this project."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from math import exp
from pathlib import Path
from typing import Any, Final

from monitor.analysis.judgement import GATES, HEADS
from monitor.analysis.masking import question_about
from monitor.evaluation.labelled import read_opinions
from monitor.evaluation.public import SNIPPETS, rated
from monitor.model import Gate, Kind

ROOT: Final = Path(__file__).parent.parent
TEXTS: Final = ROOT / "training" / "texts"
SETS: Final = ROOT / "monitor" / "evaluation" / "sets"
TAUGHT: Final = ("kinds", "leaving", "irony", "gates", "facts")
"""The sets whose half to learn from teaches what a text says."""
TOLD: Final = ("copies", "lookalikes", "retellings")
"""The sets whose half to learn from tells experiences and labels nothing that is judged here."""
MARK: Final = re.compile(r"\[\[\w+\|(.*?)\]\]")
KINDS: Final = tuple(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A text with those of its labels that are known, by head (`HEADS`); `kind` is an index, `severity` 0 to 3."""

    text: str
    origin: str
    group: str
    register: str = ""
    brand: str = ""
    labels: dict[str, float] = field(default_factory=dict)


def all_rows(shared: Path) -> list[Row]:
    """Read all rows; `shared` is the folder of the public sets. Raises OSError where one is missing."""
    rows = [*complaint_tweets(shared), *complaint_reviews(shared), *snippets(shared), *own_rows(), *namesakes()]
    for row in rows:
        if unknown := set(row.labels) - set(HEADS):
            raise ValueError(f"{row.origin} has labels that no head learns: {unknown}")
    return rows


def unlabelled(shared: Path) -> Iterator[Row]:
    """Read texts that only the teacher judges, to teach the other two.

    They are what customers wrote in public support conversations, and stories of our own that are labelled for something else.
    """
    conversations = json.loads((shared / "customer_care" / "dev.json").read_text(encoding="utf-8"))
    for conversation in conversations:
        for message in conversation["dialogContent"]:
            if "client" in message:
                yield Row(text=message["message"], origin="customer care", group="unlabelled")
    for name in TOLD:
        for line in (SETS / f"{name}_train.jsonl").read_text(encoding="utf-8").splitlines():
            yield Row(text=json.loads(line)["text"], origin="told", group="unlabelled")


def complaint_tweets(shared: Path) -> Iterator[Row]:
    """Read tweets to support accounts (Preoţiuc-Pietro et al. 2019; severity by Jin & Aletras 2021)."""
    for record in _table(shared / "complaints" / "dev.csv"):
        labels = _complaint(record)
        if record["complaint"] == "0" and record["sentiment"] == "positive":
            labels["negative"] = 0.0
        yield Row(text=record["text"], origin="complaints", group=record["domain"], register="tweet", labels=labels)


def complaint_reviews(shared: Path) -> Iterator[Row]:
    """Read product reviews (CESAMARD)."""
    for record in _table(shared / "cesamard" / "dev.csv"):
        text = record["text"].replace("\\n", "\n")
        yield Row(text=text, origin="cesamard", group="reviews", register="review", labels=_complaint(record))


def snippets(shared: Path) -> Iterator[Row]:
    """Read VADER's ground truth: the mean of people's judgements from -4 to 4 becomes how likely a text is negative."""
    for name in SNIPPETS:
        for text, mean in rated(shared, name, learnt=True):
            labels = {"negative": 1 / (1 + exp(2.2 * (mean + 0.55)))}
            yield Row(text=text, origin=f"vader {name}", group="vader", labels=labels)


def own_rows() -> Iterator[Row]:
    """Read the texts written for this project: all in `training/texts`, and the halves of our sets to learn from."""
    texts = [path for path in sorted(TEXTS.glob("*.jsonl")) if path.stem not in ("relevance", "opinions")]
    for path in [*texts, *(SETS / f"{name}_train.jsonl" for name in TAUGHT)]:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield own_row(json.loads(line), path.stem)
    for path in (TEXTS / "opinions.jsonl", SETS / "opinions_train.jsonl"):
        for row in read_opinions(path):
            labels = {"negative": float(bool(row.negative))}
            yield Row(text=row.text, origin=path.stem, group="opinions", register=row.register, labels=labels)


def own_row(record: dict[str, Any], origin: str) -> Row:
    """Read one labelled text by docs/labelling.md."""
    complains = record["kind"] == "complaint"
    labels = {
        "complaint": float(complains),
        "negative": float(record.get("negative", complains)),
        "kind": float(KINDS.index(record["kind"])),
    }
    if not origin.startswith("facts"):  # whose labels are facts and kind alone
        labels |= {name: float(record.get(name, 0)) for name in ("leaving", "irony")}
        labels["firsthand"] = float(record.get("firsthand", 1))
        if complains and record.get("severity"):
            labels["severity"] = float(record["severity"]) - 1
    if "gates" in record or origin.startswith("gates"):
        labels |= {gate: float(Gate(gate) in record.get("gates", ())) for gate in GATES}
    known = {
        name: str(record.get(key, ""))
        for name, key in (("group", "trade"), ("register", "register"), ("brand", "brand"))
    }
    return Row(text=MARK.sub(r"\1", record["text"]), origin=origin, labels=labels, **known)


def ungated(row: Row, ruled: Collection[str]) -> Row:
    """Label a customer's words with no gate where nobody labelled them, but for those that the rules find (`ruled`).

    Talk in passing is left as it is: there may be adverts among it.
    """
    talk = row.labels.get("kind") == KINDS.index(Kind.OTHER) or row.labels.get("firsthand") == 0
    if talk or "about" in row.labels or GATES[0] in row.labels or row.origin.startswith("vader"):
        return row
    return replace(row, labels=row.labels | {gate: 0.0 for gate in GATES if gate not in ruled})


def namesakes() -> Iterator[Row]:
    """Read texts that hold an ambiguous name, as the encoder is asked about them: with the brand and its trade before."""
    for path in (TEXTS / "relevance.jsonl", SETS / "relevance_train.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            asked = question_about(record["brand"], record["trade"], record["text"])
            labels = {"about": float(record["about"])}
            yield Row(text=asked, origin="relevance", group=record["brand"], labels=labels)


def _complaint(record: dict[str, str]) -> dict[str, float]:
    complains = record["complaint"] == "1"
    labels = {"complaint": float(complains)}
    if complains:
        labels["negative"] = 1.0
        if record["severity"] != "0":
            labels["severity"] = float(record["severity"]) - 1
    return labels


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
