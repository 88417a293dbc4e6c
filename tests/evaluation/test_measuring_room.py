"""Every subject answers the same rows in the same run, and nobody is measured on what taught it unless it is said."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import require

from monitor.analysis.assess import Assessor
from monitor.errors import UsageError
from monitor.evaluation import baseline, calibration, complaints, irony, kinds, leaving, public
from monitor.evaluation.base import LEARNED, OURS, VADER, Figure
from monitor.evaluation.baseline import folds, learner, out_of_fold
from monitor.evaluation.questions import Question, Said, vader
from monitor.evaluation.room import Room
from monitor.model import Assessment, Kind, Mention

COMPLAINT, PRAISE = "my parcel never arrived and nobody answers the phone", "what a lovely shop"


def values(figures: Sequence[Figure]) -> dict[tuple[str, str, str], float]:
    return {(each.task, each.subject, each.measure): each.value for each in figures}


def set_of(folder: Path, name: str, rows: Sequence[dict[str, Any]]) -> None:
    common = {"register": "tweet", "trade": "parcels", "brand": "Zippo Parcels"}
    lines = [json.dumps({"id": str(number)} | common | row) for number, row in enumerate(rows)]
    (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")


def tweets(folder: Path, *lines: str) -> None:
    (folder / "complaints").mkdir()
    head = "text,complaint,severity,domain"
    (folder / "complaints" / "dev.csv").write_text("\n".join([head, *lines]), encoding="utf-8")


@pytest.fixture
def without_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baseline, "available", lambda: False)


@pytest.fixture
def with_learner() -> None:
    require(find_spec("sklearn"), "scikit-learn is absent: the plain learner beside us is not tested")


def test_a_public_file_is_measured_for_us_and_for_vader_by_domain_too(tmp_path: Path) -> None:
    tweets(tmp_path, f"{COMPLAINT},1,2,shops", f"{PRAISE},0,0,shops", f"{PRAISE}!,0,0,trains", ",1,1,shops")
    figures = complaints.measure(tmp_path, tmp_path)
    found = values(figures)
    assert found["complaint, tweets", OURS, "recall"] == 1.0
    assert found["complaint, tweets", VADER, "recall"] == 0.0
    assert {each.rows for each in figures if each.measure == "macro-F1"} == {3}
    assert ("complaint, tweets", OURS, "macro-F1, trains") not in found


def test_a_domain_is_measured_by_itself_where_both_answers_occur_in_it(tmp_path: Path) -> None:
    rows = [f"{COMPLAINT} {at},1,1,{domain}" for at, domain in enumerate(("shops", "trains"))]
    tweets(tmp_path, *rows, f"{PRAISE},0,0,shops", f"{COMPLAINT} again,0,0,trains")
    found = values(complaints.measure(tmp_path, tmp_path))
    assert found["complaint, tweets", OURS, "macro-F1, shops"] == 1.0
    assert found["complaint, tweets", OURS, "macro-F1, trains"] < 1.0


def test_snippets_are_measured_where_nothing_was_learnt_from_them_and_people_took_a_side(
    tmp_path: Path, without_learner: None
) -> None:
    (tmp_path / "vader_ground_truth").mkdir()
    lines = [
        f"{number}\t{mean}\tThis kettle is {word} {number}"
        for number, (mean, word) in enumerate(
            [(-2.5, "horrible"), (2.5, "wonderful"), (0.2, "a kettle"), (-0.4, "so so")] * 10
        )
    ]
    (tmp_path / "vader_ground_truth" / "amazonReviewSnippets_GroundTruth.txt").write_text("\n".join(lines))
    learnt = [text for text, _ in public.rated(tmp_path, "amazonReviewSnippets", learnt=True)]
    left = [text for text, _ in public.rated(tmp_path, "amazonReviewSnippets", learnt=False)]
    assert len(learnt) + len(left) == len(lines)
    assert not set(learnt) & set(left)
    rows = public.snippets(tmp_path)
    assert rows
    assert {row.text for row in rows} == {text for text in left if "horrible" in text or "wonderful" in text}
    assert all(row.negative == ("horrible" in row.text) for row in rows)
    found = values(complaints.measure(tmp_path, tmp_path))
    assert found["negative, snippets", OURS, "macro-F1, goods"] == 1.0


def test_a_rating_that_is_no_number_is_an_error_that_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "vader_ground_truth").mkdir()
    (tmp_path / "vader_ground_truth" / "tweets_GroundTruth.txt").write_text("1\t-2.1\tugh\n2\tbad\tugh again\n")
    with pytest.raises(UsageError, match=r"tweets_GroundTruth.txt, line 2"):
        public.rated_tweets(tmp_path)


def test_an_empty_folder_gives_no_figures(tmp_path: Path) -> None:
    for task in (complaints, kinds, leaving, irony, calibration):
        assert task.measure(tmp_path, tmp_path) == []


def test_a_set_is_assessed_once_and_in_one_call_whatever_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without_learner: None
) -> None:
    set_of(tmp_path, "kinds_test", [{"text": COMPLAINT, "kind": "complaint"}, {"text": PRAISE, "kind": "praise"}])
    calls: list[int] = []
    assess = Assessor.assess

    def counted(assessor: Assessor, mentions: Sequence[Mention]) -> list[Assessment]:
        calls.append(len(mentions))
        return assess(assessor, mentions)

    monkeypatch.setattr(Assessor, "assess", counted)
    assert kinds.measure(tmp_path, tmp_path)
    assert calibration.measure(tmp_path, tmp_path)
    assert calls == [2]


def test_only_the_half_to_learn_from_is_marked_as_seen_and_only_for_us(tmp_path: Path, without_learner: None) -> None:
    for half in ("train", "test"):
        set_of(tmp_path, f"irony_{half}", [{"text": COMPLAINT, "kind": "complaint", "irony": 1}])
    marked = {(each.task, each.subject): each.seen for each in irony.measure(tmp_path, tmp_path)}
    assert marked == {
        ("irony, irony, train half", OURS): True,
        ("irony, irony, train half", VADER): False,
        ("irony, irony, test half", OURS): False,
        ("irony, irony, test half", VADER): False,
    }


def test_somebody_who_switched_to_the_brand_of_the_row_does_not_leave(tmp_path: Path, without_learner: None) -> None:
    rows = [
        {"text": "switched to Zippo Parcels last week", "kind": "praise"},
        {"text": "cancelled my account, switched to Brightcell", "kind": "lukewarm", "leaving": 1},
    ]
    set_of(tmp_path, "leaving_test", rows)
    assert values(leaving.measure(tmp_path, tmp_path))["leaving, leaving, test half", OURS, "F1"] == 1.0


def test_vader_is_measured_on_texts_that_we_leave_unread(tmp_path: Path, without_learner: None) -> None:
    text = "Das ist leider eine horrible Erfahrung mit dem Zug gewesen, der Schaffner war terrible"
    set_of(tmp_path, "kinds_test", [{"text": text, "kind": "complaint"}])
    room = Room(tmp_path, tmp_path)
    assert not room.judged("kinds, test half").assessments[0].readable
    assert room.judged("kinds, test half").compounds[0] < -0.5


def test_calibration_is_told_of_each_set_and_of_all_of_a_half_together(tmp_path: Path, without_learner: None) -> None:
    set_of(tmp_path, "kinds_test", [{"text": COMPLAINT, "kind": "complaint"}])
    set_of(tmp_path, "gates_test", [{"text": PRAISE, "kind": "praise"}, {"text": f"{PRAISE}!", "kind": "praise"}])
    measure = "calibration error of complaint"
    figures = [
        each for each in calibration.measure(tmp_path, tmp_path) if (each.subject, each.measure) == (OURS, measure)
    ]
    rows = {each.task.removeprefix("calibration, "): each.rows for each in figures}
    assert rows == {"kinds, test half": 1, "gates, test half": 2, "all test halves": 3}
    errors = [each.value for each in figures]
    # Complaint and praise lie in ranges far apart, so that the errors add up by their rows.
    assert errors[2] == pytest.approx((errors[0] + 2 * errors[1]) / 3, abs=2e-4)


def test_a_complaint_nobody_rated_is_no_example_of_severity(tmp_path: Path, without_learner: None) -> None:
    rows = [{"text": f"{COMPLAINT} {at}", "kind": "complaint", "severity": at} for at in (0, 1, 3)]
    set_of(tmp_path, "kinds_test", rows)
    asked = Room(tmp_path, tmp_path).ask("kinds, test half", Question.SEVERITY)
    assert asked
    assert asked.truth == [1, 3]


def test_vaders_compound_is_read_as_most_tools_read_it() -> None:
    assert [vader(compound, Question.NEGATIVE).label for compound in (-0.05, -0.049, 0.9)] == [True, False, False]
    assert [vader(compound, Question.KIND).label for compound in (-0.5, 0.0, 0.5)] == [
        Kind.COMPLAINT, Kind.OTHER, Kind.PRAISE,
    ]  # fmt: skip
    assert [vader(compound, Question.SEVERITY).label for compound in (1.0, 0.4, -0.4, -1.0)] == [1, 2, 3, 4]
    assert vader(0.0, Question.LUKEWARM) == Said(True, 1.0)  # noqa: FBT003 - a label, not a switch


def test_each_fold_has_its_share_of_each_label() -> None:
    assert folds([True] * 5 + [False] * 10) == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4]


def test_the_learner_is_never_asked_about_a_text_that_taught_it(with_learner: None) -> None:
    # No word occurs twice: whoever has seen a text knows its label, and whoever has not cannot.
    texts, labels = [f"word{at}" for at in range(40)], [at % 2 == 0 for at in range(40)]
    taught = learner(texts, labels)
    assert taught
    assert [said.label for said in taught.say(texts, Question.COMPLAINT)] == labels
    unseen = out_of_fold(texts, labels, Question.COMPLAINT)
    assert unseen
    assert len({said.certainty for said in unseen}) == 1


def test_the_learner_learns_what_words_tell(with_learner: None) -> None:
    texts = [f"{word} {at}" for at in range(10) for word in ("broken", "lovely")]
    unseen = out_of_fold(texts, ["broken" in text for text in texts], Question.COMPLAINT)
    assert unseen
    assert [said.label for said in unseen] == ["broken" in text for text in texts]
    levels = out_of_fold(texts, [1 if "broken" in text else 4 for text in texts], Question.SEVERITY)
    assert levels
    assert [said.label for said in levels[:2]] == [1, 4]
    assert 1 < levels[0].certainty < levels[1].certainty < 4


def test_what_is_too_rare_or_too_little_is_not_learned(with_learner: None) -> None:
    assert learner(["a", "b"], [True, False]) is None
    assert out_of_fold(["one"] * 20, [True] * 20, Question.COMPLAINT) is None
    texts, labels = ["broken"] * 9 + ["lovely"] * 9 + ["meh"], [1] * 9 + [2] * 9 + [3]
    taught = learner(texts, labels)
    assert taught
    assert taught.labels == [1, 2]


def test_an_untouched_set_is_answered_after_all_that_may_teach_and_nothing_else(
    tmp_path: Path, with_learner: None
) -> None:
    tweets(
        tmp_path, *(f"{word} {at},{int(word == 'broken')},0,shops" for at in range(6) for word in ("broken", "lovely"))
    )
    rows = [{"text": "it came broken", "kind": "complaint"}, {"text": "a lovely one", "kind": "praise"}]
    set_of(tmp_path, "kinds_test", rows)
    found = values(kinds.measure(tmp_path, tmp_path))
    assert found["complaint, kinds, test half", LEARNED, "macro-F1"] == 1.0
    # Nobody labelled ill words or kinds there: a complaint stands in for the first, nothing for the second.
    assert found["negative, kinds, test half", LEARNED, "F1"] == 1.0
    assert ("kind, kinds, test half", LEARNED, "macro-F1") not in found


def test_the_untouched_half_and_what_is_only_measured_teach_nothing(tmp_path: Path) -> None:
    tweets(tmp_path, "of the public file,1,1,shops")
    (tmp_path / "airline").mkdir()
    airlines = "text,label_sentiment\nonly measured,negative"
    (tmp_path / "airline" / "mentions.csv").write_text(airlines, encoding="utf-8")
    for half in ("train", "test"):
        set_of(tmp_path, f"kinds_{half}", [{"text": f"{half} half", "kind": "complaint"}])
    assert Room(tmp_path, tmp_path)._lessons(Question.NEGATIVE) == (["of the public file", "train half"], [True, True])


def test_the_half_to_learn_from_is_answered_with_each_fifth_left_out(tmp_path: Path, with_learner: None) -> None:
    kinds_in_turn = [{"text": f"word{at}", "kind": ("complaint", "praise")[at % 2]} for at in range(40)]
    set_of(tmp_path, "kinds_train", kinds_in_turn)
    asked = Room(tmp_path, tmp_path).ask("kinds, train half", Question.COMPLAINT)
    assert asked
    assert [len(set(answer.certainty)) for answer in asked.answers if answer.subject == LEARNED] == [1]


def test_without_the_learner_we_and_vader_are_measured_all_the_same(tmp_path: Path, without_learner: None) -> None:
    set_of(tmp_path, "kinds_train", [{"text": f"{COMPLAINT} {at}", "kind": "complaint"} for at in range(9)])
    assert {figure.subject for figure in kinds.measure(tmp_path, tmp_path)} == {OURS, VADER}


def thinned(labelled: Path, folder: Path, share: int) -> Path:
    """Lay out the public files with one row of so many: enough to tell worse from better."""
    for name in ("complaints/dev.csv", "cesamard/dev.csv", "airline/mentions.csv", "brands/sxsw.csv"):
        (folder / name).parent.mkdir()
        with (
            (labelled / name).open(encoding="latin-1", newline="") as read,  # any byte there and back
            (folder / name).open("w", encoding="latin-1", newline="") as write,
        ):
            rows = csv.reader(read)
            csv.writer(write).writerows(row for number, row in enumerate(rows) if number % share == 0)
    return folder


def test_on_no_public_file_do_we_find_ill_words_worse_than_vader_alone(
    labelled: Path, tmp_path: Path, without_learner: None
) -> None:
    figures = values(complaints.measure(thinned(labelled, tmp_path, 12)))
    tasks = {task for task, _, measure in figures if measure == "macro-F1"}
    assert len(tasks) == 6
    assert [task for task in tasks if figures[task, OURS, "macro-F1"] < figures[task, VADER, "macro-F1"]] == []
