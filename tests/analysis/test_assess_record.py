"""The `assess` command's record in and record out, and the contract of the whole stage."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analysis.assess import Assessor
from monitor.analysis.reading import Reading, signal
from monitor.analysis.registry import VERSIONS
from monitor.analysis.stateless import assess_record
from monitor.config import Brand
from monitor.model import Kind, Mention, Signal

FIELDS = {
    "id", "kind", "kinds", "sentiment", "negative", "severity", "severity_level", "arousal", "leaving", "misread",
    "language", "evidence", "facts", "gist", "versions",
}  # fmt: skip
FACTS = {
    "waiting", "repeated_contact", "failure", "request", "passed_around", "vulnerable", "loyal_before", "leaving_to", "amount",
    "product", "place",
}  # fmt: skip
LARKFIELD = Brand(name="Larkfield", handles=("larkfield",))
ASSESSOR = Assessor((LARKFIELD,), extras=())


def mention(text: str) -> Mention:
    return Mention(platform="x", stable_key="7", source="t", text=text, posted_at=datetime(2026, 1, 1, tzinfo=UTC))


def test_a_record_gets_every_field_of_the_command() -> None:
    found = assess_record({"id": "a1", "text": "@larkfield on hold 2 hours, bag still missing", "brand": "Larkfield"})
    assert found.keys() >= FIELDS
    assert found["id"] == "a1"
    assert set(found["kinds"]) == {kind.value for kind in Kind}
    assert sum(found["kinds"].values()) == pytest.approx(1, abs=0.001)
    assert found["versions"].items() >= VERSIONS.items()
    assert {"type": "waiting", "start": 19, "end": 26, "text": "2 hours"} in found["facts"]
    assert all(span["reason"] for span in found["evidence"])
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    "record",
    [{}, {"text": ""}, {"text": "  "}, {"text": 3}, {"text": None}, [], "text", None, {"text": "hi", "author": 3}],
)
def test_a_record_that_cannot_be_assessed_is_refused_in_words(record: object) -> None:
    with pytest.raises(ValueError, match=r"text|author|object"):
        assess_record(record)  # type: ignore[arg-type]


def test_an_unread_language_has_no_scores() -> None:
    found = assess_record({"text": "Das ist nicht gut, ich warte schon seit drei Wochen auf die Lieferung"})
    assert (found["language"], found["kind"], found["negative"]) == ("de", "other", 0.0)
    assert found["sentiment"] == {"compound": 0.0, "neg": 0.0, "neu": 0.0, "pos": 0.0}
    assert found["gist"] == ""


PIECES = (
    "@larkfield", "my bag never arrived", "lost", "waiting 3 hours on hold", ",", ".", "! ?", "\n", "👏", "😡", "£29.99",
    "thanks for nothing", "http://x.y/z", "#fail", "please help me", "we are done with you", "customer for 9 years",
    "not their department", "he's 81", "\u202e", "\x00", "İ", "ﬁ", "👨‍👩‍👧", "\u200b", "but I love it",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40))
def test_whatever_is_written_every_finding_stays_in_bounds(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = ASSESSOR.assess([mention(text)])[0]
    scores = (
        found.negative,
        found.severity,
        found.arousal,
        found.leaving,
        found.misread,
        found.firsthand,
        *found.kinds,
    )
    assert all(0 <= score <= 1 for score in scores)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found.signals)
    assert {mark.name for mark in found.signals if mark.analyzer == "facts"} <= FACTS
    assert len(found.gist) <= 60
    assert "@" not in found.gist


@pytest.mark.parametrize(
    "text",
    [
        "still no reply, lost my bag! " * 3_000,
        "not " * 25_000,
        "😡" * 20_000,
        "a@" * 20_000,
        "#" * 20_000,
        "2 hours on hold " * 5_000,
    ],
    ids=["complaints", "negations", "emoji", "accounts", "signs", "waits"],
)
def test_a_text_meant_to_stall_us_is_assessed_at_once(text: str) -> None:
    started = time.process_time()
    ASSESSOR.assess([mention(text)])
    assert time.process_time() - started < 1.0


def test_the_order_of_mentions_is_kept_and_each_is_judged_alone() -> None:
    texts = ["lost my bag", "thank you so much", "do you open on Sunday?"]
    together = ASSESSOR.assess([mention(text) for text in texts])
    assert together == [ASSESSOR.assess([mention(text)])[0] for text in texts]


class Shouting:
    """An analyzer as another package would bring it."""

    name = "shouting"
    version = "3"

    def find(self, reading: Reading) -> Iterable[Signal]:
        text = reading.words.text
        return [signal("shouting", "shouting", 0, len(text)), signal("shouting", "lie", 0, len(text) + 9)]


def test_a_further_analyzer_adds_what_it_found_and_its_version() -> None:
    assessor = Assessor((LARKFIELD,), extras=[Shouting()])
    found = assessor.assess([mention("WHERE IS MY OVEN")])[0]
    assert [mark.name for mark in found.signals if mark.analyzer == "shouting"] == ["shouting"]
    assert found.version == assessor.version == "2026.1+shouting-3"
