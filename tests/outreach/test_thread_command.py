"""The `thread` command: replied, after how long, and what the customer says about it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.evaluation import baseline
from monitor.evaluation.outcomes import conversations, measure
from monitor.outreach.stateless import thread_record


def message(author: str, text: str, minute: int) -> dict[str, str]:
    return {"author": author, "text": text, "posted_at": f"2026-03-04T09:{minute:02d}:00Z"}


def read(*messages: dict[str, str], brand: str = "@Brand") -> dict[str, Any]:
    return thread_record({"brand": brand, "messages": list(messages)})


def test_a_conversation_without_a_reply_is_unanswered() -> None:
    found = read(message("tom", "My parcel is lost", 0), message("tom", "Hello?", 5))
    assert found == {"replied": False, "first_reply_seconds": None, "outcome": "unanswered", "evidence": []}


def test_the_clock_runs_from_the_customers_first_post() -> None:
    found = read(message("tom", "Lost", 0), message("tom", "Hello?", 5), message("brand", "Sorry to hear it", 20))
    assert (found["replied"], found["first_reply_seconds"], found["outcome"]) == (True, 1200, "silent")


def test_messages_may_come_in_any_order() -> None:
    found = read(message("brand", "Where are you?", 20), message("tom", "Lost", 0))
    assert (found["first_reply_seconds"], found["outcome"]) == (1200, "silent")


def test_the_brands_own_post_before_the_customer_is_no_reply() -> None:
    found = read(message("brand", "Our summer sale is on!", 0), message("tom", "My parcel is lost", 1))
    assert found["outcome"] == "unanswered"


def test_the_evidence_are_the_customers_words() -> None:
    found = read(message("tom", "Lost", 0), message("BRAND", "Found it", 1), message("Tom", "Brilliant, all sorted", 2))
    assert found["outcome"] == "satisfied"
    [evidence] = found["evidence"]
    assert evidence["message"] == 2
    assert "Brilliant, all sorted"[evidence["start"] : evidence["end"]] == evidence["text"]


def test_only_the_last_turn_of_the_customer_is_read() -> None:
    found = read(
        message("tom", "Lost", 0), message("brand", "Look again", 1), message("tom", "Still lost", 2),
        message("brand", "It is at your neighbour's", 3), message("tom", "ok thanks", 4),
    )  # fmt: skip
    assert found["outcome"] == "accepted"


def test_the_words_of_a_bystander_are_no_verdict() -> None:
    found = read(
        message("tom", "Lost", 0), message("brand", "Sorry", 1), message("ann", "Thank you so much, all sorted!", 2)
    )
    assert found["outcome"] == "silent"


def test_the_last_words_count_even_when_the_brand_spoke_last() -> None:
    found = read(
        message("tom", "Lost", 0),
        message("brand", "Sorry", 1),
        message("tom", "Still lost", 2),
        message("brand", "Oh", 3),
    )
    assert found["outcome"] == "wrote_again"


@pytest.mark.parametrize(
    "record",
    [
        {}, [], {"brand": "b"}, {"brand": "", "messages": []}, {"brand": "b", "messages": "no"},
        {"brand": "b", "messages": [7]}, {"brand": "b", "messages": [{"author": "a", "text": 5, "posted_at": 0}]},
        {"brand": "b", "messages": [{"author": "a", "text": "t"}]},
        {"brand": "b", "messages": [{"author": "a", "text": "t", "posted_at": "tomorrow"}]},
        {"brand": "b", "messages": [{"author": "a", "text": "t", "posted_at": 1e300}]},
        {"brand": "b", "messages": [{"author": "a", "text": "t", "posted_at": float("nan")}]},
    ],
)  # fmt: skip
def test_a_record_that_is_no_conversation_is_refused_with_a_sentence(record: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"conversation needs|message 0"):
        thread_record(record)


def test_replies_in_real_conversations_are_all_found_and_timed(labelled: Path) -> None:
    path = labelled / "customer_care" / "dev.json"
    checked = 0
    for raw, conversation in zip(json.loads(path.read_text("utf-8")), conversations(path), strict=True):
        spoken = raw["dialogContent"]
        times = {
            who: [datetime.fromisoformat(one["datetime"]) for one in spoken if (who == "agent") == ("agent" in one)]
            for who in ("agent", "client")
        }
        expected = (min(times["agent"]) - min(times["client"])).total_seconds() if times["agent"] else None
        found = thread_record(conversation)
        assert (found["replied"], found["first_reply_seconds"]) == (expected is not None, expected)
        checked += 1
    assert checked > 500


@pytest.fixture
def without_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the plain learner beside us, which is taught anew in every measurement and asked nothing here."""
    monkeypatch.setattr(baseline, "available", lambda: False)


def test_the_measurement_finds_full_agreement(labelled: Path, without_learner: None) -> None:
    figures = {figure.measure: figure for figure in measure(labelled)}
    assert figures["replied agrees"].value == 1.0
    assert figures["first reply time agrees"].value == 1.0
    assert figures["replied agrees"].rows > 500


def test_without_the_public_conversations_only_our_own_are_measured(tmp_path: Path, without_learner: None) -> None:
    tasks = {figure.task for figure in measure(tmp_path)}
    assert tasks
    assert not [task for task in tasks if "customer_care" in task or task.startswith("repl")]
