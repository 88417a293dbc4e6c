from __future__ import annotations

from itertools import count, islice
from pathlib import Path

import pytest
from conftest import require

from monitor.evaluation.grouping import measure as measure_grouping
from monitor.evaluation.partitions import adjusted_rand, b_cubed, one_pass_tfidf
from monitor.stories.stateless import forecast_record, group_records, spike_records


def test_group_puts_texts_to_the_story_of_the_first_and_says_why() -> None:
    records = [
        {"id": "a", "text": "mourinho seeks killer instinct at chelsea"},
        {"id": "b", "text": "winter gala in white"},
        {"id": "c", "text": "chelsea lack killer instinct, says mourinho"},
    ]
    found = list(group_records(records))
    assert [each["story"] for each in found] == ["a", "b", "a"]
    assert all(set(each) == {"id", "story", "because"} for each in found)
    assert "mourinho" in found[2]["because"] or found[2]["because"] == "almost the same words"


def test_group_answers_each_line_before_it_reads_the_next() -> None:
    endless = ({"id": at, "text": f"text number {at}"} for at in count())
    assert [each["id"] for each in islice(group_records(endless), 3)] == [0, 1, 2]


def test_group_uses_author_time_link_and_conversation_when_given() -> None:
    records = [
        {"id": "1", "text": "my hob is dead", "source": "x", "author": "ann", "posted_at": "2026-03-04T09:00:00Z"},
        {"id": "2", "text": "anyone there?", "source": "x", "author": "ann", "posted_at": "2026-03-04T10:00:00Z"},
        {"id": "3", "text": "ok", "source": "x", "in_reply_to": "1"},
        {
            "id": "4",
            "text": "anyone there at all?",
            "source": "x",
            "author": "ann",
            "posted_at": "2026-04-04T10:00:00Z",
        },
    ]
    assert [each["story"] for each in group_records(records)] == ["1", "1", "1", "4"]


@pytest.mark.parametrize(
    "record",
    [
        "text",
        None,
        {"text": "no id"},
        {"id": "1"},
        {"id": "1", "text": 7},
        {"id": ["1"], "text": "x"},
        {"id": "1", "text": "x", "author": 3},
        {"id": "1", "text": "x", "posted_at": "yesterday"},
        {"id": "1", "text": "x", "posted_at": 1e300},
    ],
)
def test_group_refuses_a_bad_record_in_words(record: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        list(group_records([record]))


def test_forecast_gives_a_size_with_its_range() -> None:
    found = forecast_record({"id": 7, "events": [[at * 20, 300] for at in range(100)], "now": 2000, "horizon": 40_000})
    assert found["id"] == 7
    assert 100 <= found["low"] <= found["size"] <= found["high"]
    assert 0 <= found["will_spread"] <= 1


def test_forecast_of_a_quiet_post_stays_quiet() -> None:
    found = forecast_record({"id": "q", "events": [[0, None]], "now": 7200, "horizon": 86_400})
    assert found["size"] < 2
    assert found["high"] == 2
    assert found["will_spread"] < 0.01


@pytest.mark.parametrize(
    "changed",
    [
        {"events": []},
        {"events": "none"},
        {"events": [[None, 3]]},
        {"events": [[0, "many"]]},
        {"events": [0, 1]},
        {"now": None},
        {"now": -5},
        {"horizon": 10},
        {"horizon": True},
        {"now": float("nan")},
    ],
)
def test_forecast_refuses_a_bad_record_in_words(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        forecast_record({"id": "a", "events": [[0, None]], "now": 100, "horizon": 1000, **changed})


def test_spikes_answers_each_interval_with_score_alarm_and_baseline() -> None:
    lines = [
        {"at": f"2026-03-{1 + at // 24:02d}T{at % 24:02d}:00:00", "count": 9 if at != 200 else 900} for at in range(240)
    ]
    found = list(spike_records(lines))
    assert [at for at, each in enumerate(found) if each["spike"]] == [200]
    assert set(found[0]) == {"at", "score", "spike", "baseline"}
    assert found[0]["at"] == lines[0]["at"]


@pytest.mark.parametrize(
    "record", [{}, {"at": "2026-03-01"}, {"at": "x", "count": 1}, {"at": "2026-03-01", "count": "1"}, 5]
)
def test_spikes_refuses_a_bad_record_in_words(record: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        list(spike_records([record]))


def test_the_measures_of_grouping_know_right_from_wrong() -> None:
    truth = ["a", "a", "b", "b"]
    assert b_cubed([1, 1, 2, 2], truth) == (1, 1, 1)
    assert b_cubed([1, 1, 1, 1], truth)[:2] == (0.5, 1)
    assert b_cubed([1, 2, 3, 4], truth)[:2] == (1, 0.5)
    assert adjusted_rand([5, 5, 6, 6], truth) == 1
    assert adjusted_rand([1, 2, 1, 2], truth) < 0


def test_the_plain_baseline_groups_equal_texts() -> None:
    assert one_pass_tfidf(["red hob", "blue kettle", "red hob"], 0.3) == [0, 1, 0]


def test_headlines_are_grouped_above_the_floor(labelled: Path) -> None:
    path = labelled / "grouping" / "GoogleNews.txt"
    require(path.exists(), "grouping/GoogleNews.txt is absent from the folder of labelled files")
    texts = path.read_text(encoding="utf-8").splitlines()
    labels = path.with_name("GoogleNews_LABEL.txt").read_text(encoding="utf-8").split()
    found = [each["story"] for each in group_records({"id": at, "text": text} for at, text in enumerate(texts))]
    assert b_cubed(found, labels)[2] >= 0.66


def test_nothing_is_measured_where_there_is_nothing(tmp_path: Path) -> None:
    assert measure_grouping(tmp_path) == []
