"""What the weights are learnt from: only what may be, and never a half that is measured with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import require

from monitor.analysis.fast import WEIGHTS
from monitor.analysis.judgement import HEADS
from monitor.evaluation.halves import path_of, rows_of
from monitor.stories.sense import WEIGHTS as SENSE
from training.card import BEGIN, CARD, END, table
from training.folds import FOLDS, cut, left_out
from training.rows import KINDS, SETS, TAUGHT, TEXTS, Row, all_rows, namesakes, own_row, own_rows, unlabelled

FORBIDDEN = ("airline", "brands", "irony/", "grouping")

TELLINGS = TEXTS.parent / "retellings.jsonl"
"""Read as a file: the module that teaches from it needs PyTorch."""


@pytest.fixture(scope="module")
def rows(labelled: Path) -> list[Row]:
    require(
        (labelled / "complaints" / "dev.csv").exists(), "complaints/dev.csv is absent from the folder of labelled files"
    )
    return all_rows(labelled)


def test_no_text_of_an_untouched_half_is_learnt() -> None:
    learnt = {row.text.casefold() for row in (*own_rows(), *namesakes())}
    untouched = [
        json.loads(line) for path in SETS.glob("*_test.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
    assert len(untouched) > 1_000
    assert not [record["id"] for record in untouched if record.get("text", "").casefold() in learnt]


def test_only_sets_whose_licence_allows_it_are_read(rows: list[Row], labelled: Path) -> None:
    own = {path.stem for path in (SETS.parent.parent.parent / "training" / "texts").glob("*.jsonl")}
    allowed = own | {f"{name}_train" for name in (*TAUGHT, "opinions")} | {"complaints", "cesamard", "relevance"}
    assert {row.origin for row in rows if not row.origin.startswith("vader ")} <= allowed
    assert {row.origin for row in unlabelled(labelled)} == {"customer care", "told"}


def test_every_row_is_learnt_in_one_fold_at_least_and_most_are_left_out_of_one(rows: list[Row]) -> None:
    for fold in range(FOLDS):
        learnt, left = cut(rows, fold)
        assert sorted(learnt + left) == list(range(len(rows)))
        unseen = {rows[place].group for place in left if left_out(rows[place], fold) == "unseen domain"}
        assert unseen
        assert not unseen & {rows[place].group for place in learnt if rows[place].origin == "complaints"}


def test_labels_that_are_left_out_follow_the_rules() -> None:
    row = own_row({"text": "on hold [[waiting|2 hours]] again", "kind": "complaint", "severity": 2}, "kinds_train")
    assert row.text == "on hold 2 hours again"
    assert row.labels == {
        "complaint": 1.0, "negative": 1.0, "kind": 0.0, "leaving": 0.0, "irony": 0.0, "firsthand": 1.0, "severity": 1.0,
    }  # fmt: skip
    assert own_row({"text": "meh", "kind": "lukewarm"}, "kinds_train").labels["kind"] == KINDS.index("lukewarm")
    assert set(row.labels) <= set(HEADS)


def test_the_model_card_shows_what_was_measured() -> None:
    card = CARD.read_text(encoding="utf-8")
    assert card.partition(BEGIN)[2].partition(END)[0].strip() == table().strip()


def test_the_weights_are_small_enough_to_ship() -> None:
    sizes = {path.name: path.stat().st_size for path in WEIGHTS.iterdir()}
    assert {"encoder.onnx", "tokenizer.json", "fast.npz", "blend.json", "measured.json"} <= sizes.keys()
    assert sum(sizes.values()) < 30_000_000


def test_no_telling_that_is_learnt_is_measured_with() -> None:
    learnt = {json.loads(line)["text"].casefold() for line in TELLINGS.read_text(encoding="utf-8").splitlines()}
    assert len(learnt) > 1_000
    for half in ("train", "test"):
        measured = {row["text"].casefold() for row in rows_of(path_of("retellings", half))}
        assert learnt.isdisjoint(measured)


def test_the_net_that_compares_stories_is_small_enough_to_ship() -> None:
    assert (SENSE / "sense.onnx").stat().st_size < 25_000_000
