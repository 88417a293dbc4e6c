"""The measured figures are counted rightly, beside VADER in the same run."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.evaluation.complaints import measure, scores

SHARED = Path(__file__).parents[3] / "shared" / "data"


def test_scores_count_hits_misses_and_false_alarms() -> None:
    found = scores([True, True, False, False], [True, False, True, False])
    assert found == {"macro-F1": 0.5, "precision": 0.5, "recall": 0.5}
    assert scores([False, False], [True, False]) == {"macro-F1": pytest.approx(1 / 3), "precision": 0.0, "recall": 0.0}


def test_a_labelled_file_is_measured_for_us_and_for_vader(tmp_path: Path) -> None:
    (tmp_path / "complaints").mkdir()
    rows = ["text,complaint", "my parcel never arrived and nobody answers the phone,1", "what a lovely shop,0", ",1"]
    (tmp_path / "complaints" / "dev.csv").write_text("\n".join(rows), encoding="utf-8")
    figures = {(figure.subject, figure.measure): figure for figure in measure(tmp_path)}
    assert figures["ours", "recall"].value == 1.0
    assert figures["VADER alone", "recall"].value == 0.0
    assert figures["ours", "macro-F1"].rows == 2


def test_an_empty_folder_gives_no_figures(tmp_path: Path) -> None:
    assert measure(tmp_path) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled files (../shared/data) are not here: nothing is measured")
def test_on_no_labelled_file_do_we_fall_below_vader_alone() -> None:
    figures = {
        (figure.task, figure.subject): figure.value for figure in measure(SHARED) if figure.measure == "macro-F1"
    }
    tasks = {task for task, _ in figures}
    assert len(tasks) == 5
    assert [task for task in tasks if figures[task, "ours"] < figures[task, "VADER alone"]] == []
