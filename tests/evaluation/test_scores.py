"""The measures are what their definitions say: counted by hand, and equal to a library's where that is installed."""

from __future__ import annotations

from importlib.util import find_spec
from random import Random
from typing import Any

import pytest
from conftest import require

from monitor.evaluation.scores import (
    Found,
    calibration_error,
    found,
    macro_f1,
    ranks,
    recall_at_precision,
    span_f1,
    spearman,
)


def test_precision_recall_and_f1_count_hits_false_alarms_and_misses() -> None:
    # Of three called so, two are; of four that are, two were called so.
    assert found([1, 1, 1, 0, 0], [1, 1, 0, 1, 1], 1) == (2 / 3, 1 / 2, 4 / 7)


def test_nothing_said_is_nothing_found() -> None:
    assert found([False, False], [True, False]) == (0.0, 0.0, 0.0)
    assert found([], []) == (0.0, 0.0, 0.0)


def test_macro_f1_weighs_a_rare_label_as_much_as_a_common_one() -> None:
    truth = ["common"] * 9 + ["rare"]
    assert macro_f1(["common"] * 10, truth) == pytest.approx((18 / 19 + 0) / 2)


def test_macro_f1_takes_a_label_nobody_has_for_a_miss_only() -> None:
    assert macro_f1([1, 0], [1, 2]) == 0.5


def test_equal_values_share_their_mean_rank() -> None:
    assert ranks([10.0, 5.0, 10.0, 1.0]) == [3.5, 2.0, 3.5, 1.0]


def test_the_rank_correlation_knows_order_only() -> None:
    assert spearman([1, 2, 3, 4], [1, 10, 100, 1_000]) == pytest.approx(1)
    assert spearman([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1)
    # Ranks 1, 2.5, 2.5, 4 beside 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5).
    assert spearman([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(4.5 / 22.5**0.5)


def test_a_side_with_one_value_has_no_order() -> None:
    assert spearman([1, 1, 1], [1, 2, 3]) == 0.0


def test_a_probability_that_keeps_its_word_has_no_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [1, 1, 1, 0]) == pytest.approx(0)
    assert calibration_error([1.0, 0.0], [True, False]) == 0.0


def test_the_calibration_error_weighs_each_range_by_its_texts() -> None:
    # Three texts stated .9 of which one came true (.567 off), one stated .2 that did not: (3 * .5667 + .2) / 4.
    assert calibration_error([0.9, 0.9, 0.9, 0.2], [1, 0, 0, 0]) == pytest.approx((1.7 + 0.2) / 4)


def test_errors_in_two_ranges_do_not_make_up_for_one_another() -> None:
    assert calibration_error([0.2, 0.8], [1, 0]) == pytest.approx(0.8)


def test_the_ends_of_a_range_belong_where_the_definition_puts_them() -> None:
    # (.1, .2] and (.2, .3]: in one range the two would make up for each other.
    assert calibration_error([0.2, 0.25], [1, 0]) == pytest.approx((0.8 + 0.25) / 2)


def test_recall_at_a_precision_takes_the_lowest_threshold_that_keeps_it() -> None:
    certainty = [0.9, 0.8, 0.7, 0.6, 0.5]
    truth = [True, False, True, True, True]
    assert recall_at_precision(certainty, truth, 0.8) == 1.0
    assert recall_at_precision(certainty, truth, 0.9) == 0.25
    assert recall_at_precision(certainty, [False] * 5, 0.9) == 0.0


def test_texts_of_one_certainty_are_taken_or_left_together() -> None:
    assert recall_at_precision([0.7, 0.7], [True, False], 0.9) == 0.0


def test_spans_are_right_by_type_and_ends_or_by_touching() -> None:
    truth = [[("waiting", 0, 7), ("amount", 10, 14)]]
    said = [[("waiting", 2, 7), ("amount", 10, 14), ("place", 0, 7)]]
    assert span_f1(said, truth, exact=True) == Found(1 / 3, 1 / 2, 2 / 5)
    assert span_f1(said, truth, exact=False) == Found(2 / 3, 1.0, 4 / 5)


def test_a_span_is_used_up_by_one_find_and_neighbours_do_not_touch() -> None:
    assert span_f1([[("failure", 0, 20)]], [[("failure", 0, 5), ("failure", 10, 20)]], exact=False).recall == 0.5
    assert span_f1([[("failure", 0, 5), ("failure", 6, 9)]], [[("failure", 0, 9)]], exact=False).precision == 0.5
    assert span_f1([[("failure", 0, 5)]], [[("failure", 5, 9)]], exact=False) == (0.0, 0.0, 0.0)


@pytest.fixture
def libraries() -> tuple[Any, Any]:
    require(find_spec("sklearn"), "scikit-learn is absent: our measures are not compared with a library's")
    from scipy import stats
    from sklearn import metrics

    return metrics, stats


def test_all_of_them_agree_with_a_library_on_random_answers(libraries: tuple[Any, Any]) -> None:
    metrics, stats = libraries
    chance = Random(4)  # noqa: S311 - no secret hangs on it
    for rows in (7, 60, 400):
        said, truth = ([chance.choice("abc") for _ in range(rows)] for _ in range(2))
        truth[:3] = said[:3] = "abc"
        assert macro_f1(said, truth) == pytest.approx(metrics.f1_score(truth, said, average="macro"))
        expected = metrics.precision_recall_fscore_support(truth, said, labels=["b"], zero_division=0)
        assert found(said, truth, "b") == pytest.approx([float(each[0]) for each in expected[:3]])
        one, other = ([round(chance.random(), 1) for _ in range(rows)] for _ in range(2))
        assert spearman(one, other) == pytest.approx(stats.spearmanr(one, other).statistic)
        flags = [each > 0.5 for each in other[1:]] + [True]
        precision, recall, _ = metrics.precision_recall_curve(flags, one)
        # The library's last point (precision 1 at recall 0) belongs to no threshold; neither do we find anything there.
        best = max((r for p, r in zip(precision, recall, strict=True) if p >= 0.5), default=0.0)
        assert recall_at_precision(one, flags, 0.5) == pytest.approx(best)
