"""`evaluate` prints every figure, says what was seen, and ends with where we are below VADER."""

from __future__ import annotations

import json
from argparse import Namespace
from importlib import import_module
from pathlib import Path

import pytest

from monitor.commands.evaluate import TASKS, evaluate
from monitor.evaluation import baseline, complaints
from monitor.evaluation.base import OURS, VADER, Figure
from monitor.evaluation.comparison import beside_vader


def figure(subject: str, measure: str, value: float, *, seen: bool = False) -> Figure:
    return Figure(task="t", subject=subject, measure=measure, value=value, rows=10, seen=seen)


def test_a_figure_is_compared_with_vaders_of_the_same_task_and_measure() -> None:
    pairs = beside_vader([
        figure(OURS, "macro-F1", 0.5), figure(VADER, "macro-F1", 0.6), figure(OURS, "F1", 0.5), figure("TF-IDF + LR", "F1", 0.9),
    ])  # fmt: skip
    assert [(pair.ours.measure, pair.vader, pair.is_below) for pair in pairs] == [("macro-F1", 0.6, True)]


def test_being_level_with_vader_is_not_being_below() -> None:
    assert [pair.is_below for pair in beside_vader([figure(OURS, "F1", 0.6), figure(VADER, "F1", 0.6)])] == [False]


def test_of_a_calibration_error_less_is_better() -> None:
    figures = [figure(OURS, "calibration error of leaving", 0.1), figure(VADER, "calibration error of leaving", 0.2)]
    assert [pair.is_below for pair in beside_vader(figures)] == [False]


def test_precision_or_recall_alone_is_not_compared_but_recall_at_a_precision_is() -> None:
    figures = [
        figure(subject, measure, value)
        for subject, value in ((OURS, 0.1), (VADER, 0.9))
        for measure in ("precision", "recall", "recall at precision ≥ .90")
    ]
    assert [pair.ours.measure for pair in beside_vader(figures)] == ["recall at precision ≥ .90"]


def test_another_name_for_us_or_for_vader_is_understood() -> None:
    assert beside_vader([figure("reputation-monitor", "F1", 0.1), figure("VADER of the last words", "F1", 0.2)])


@pytest.mark.parametrize("task", TASKS)
def test_every_task_can_measure(task: str) -> None:
    assert callable(import_module(f"monitor.evaluation.{task}").measure)


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, figures: list[Figure], *, as_json: bool = False) -> None:
    monkeypatch.setattr(complaints, "measure", lambda _: figures)
    evaluate(Namespace(folder=folder, only="complaints", seed=None, json=as_json))


def test_the_table_says_what_was_seen_and_ends_with_where_we_are_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, monkeypatch, [figure(OURS, "F1", 0.5, seen=True), figure(VADER, "F1", 0.75)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["t", "ours", "(seen)", "F1", "0.500", "10"]
    assert lines[-3] == "below VADER: 1 of 1 comparable figures"
    assert lines[-1].split() == ["t", "F1", "0.500", "0.750"]


def test_the_table_ends_with_nowhere_when_that_is_so_and_with_nothing_when_nothing_can_be_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, monkeypatch, [figure(OURS, "F1", 0.8), figure(VADER, "F1", 0.75)])
    assert capsys.readouterr().out.splitlines()[-1] == "nowhere below VADER: 1 comparable figures"
    run(tmp_path, monkeypatch, [figure(OURS, "F1", 0.8)])
    assert "VADER" not in capsys.readouterr().out


def test_as_json_every_line_is_a_figure_and_the_last_ones_are_those_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, monkeypatch, [figure(OURS, "F1", 0.5, seen=True), figure(VADER, "F1", 0.75)], as_json=True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [set(line) for line in lines] == [{"task", "subject", "measure", "value", "rows", "seen"}] * 4
    assert (lines[2]["task"], lines[2]["value"]) == ("below VADER", 1)
    assert lines[3] == {
        "task": "below VADER",
        "subject": OURS,
        "measure": "t: F1",
        "value": 0.5,
        "rows": 10,
        "seen": True,
    }


def test_a_missing_learner_is_told_once_and_only_where_it_would_have_been_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(baseline, "available", lambda: False)
    run(tmp_path, monkeypatch, [figure(OURS, "F1", 0.8)])
    assert capsys.readouterr().err.count("reputation-monitor[evaluate]") == 1
    evaluate(Namespace(folder=tmp_path, only="spikes", seed=None, json=False))
    assert capsys.readouterr().err == ""
