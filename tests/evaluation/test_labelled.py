"""Our own labelled sets are read by docs/labelling.md, with its defaults, and a bad line is named."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import UsageError
from monitor.evaluation.halves import HALVES, OWN
from monitor.evaluation.labelled import Row, read, read_opinions
from monitor.evaluation.sources import SHIPPED
from monitor.model import Gate, Kind
from training.rows import TEXTS

FINE = {
    "id": "a-1", "text": "The lid broke.", "register": "tweet", "trade": "kettles", "brand": "Hobb", "kind": "complaint",
}  # fmt: skip


def written(folder: Path, *rows: object) -> Path:
    path = folder / "some_train.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_what_is_left_out_is_none_of_it_and_a_complaint_speaks_ill(tmp_path: Path) -> None:
    complaint, praise = read(written(tmp_path, FINE, FINE | {"id": "a-2", "text": "Lovely lid", "kind": "praise"}))
    assert (complaint.kind, complaint.complaint, complaint.negative) == (Kind.COMPLAINT, True, True)
    assert (praise.kind, praise.complaint, praise.negative) == (Kind.PRAISE, False, False)
    assert (complaint.severity, complaint.leaving, complaint.irony) == (0, False, False)
    assert (complaint.firsthand, complaint.gates, complaint.marks) == (True, (), ())


def test_labels_that_are_given_are_kept(tmp_path: Path) -> None:
    given = {"severity": 4, "leaving": 1, "irony": 1, "firsthand": 0, "gates": ["legal", "no experience of their own"]}
    (row,) = read(written(tmp_path, FINE | given))
    assert (row.severity, row.leaving, row.irony, row.firsthand) == (4, True, True, False)
    assert row.gates == (Gate.LEGAL, Gate.NO_EXPERIENCE)


def test_opinion_may_speak_ill_without_a_complaint(tmp_path: Path) -> None:
    (row,) = read(written(tmp_path, FINE | {"kind": "other", "negative": 1}))
    assert (row.complaint, row.negative) == (False, True)


def test_marks_are_taken_out_of_the_text_and_kept_as_spans(tmp_path: Path) -> None:
    (row,) = read(written(tmp_path, FINE | {"text": "Waited [[waiting|two weeks]] in [[place|Leeds]]."}))
    assert row.text == "Waited two weeks in Leeds."
    assert [(mark[0], row.text[mark[1] : mark[2]]) for mark in row.marks] == [
        ("waiting", "two weeks"), ("place", "Leeds"),
    ]  # fmt: skip


BAD: list[tuple[str, dict[str, Any]]] = [
    ("unknown labels: mood", {"mood": 1}),
    ("'text' is missing or empty", {"text": " "}),
    ("'brand' is missing or empty", {"brand": None}),
    ("'register' must be one of", {"register": "telegram"}),
    ("'kind' must be one of", {"kind": "rant"}),
    ("'leaving' must be 0 or 1", {"leaving": True}),
    ("'irony' must be 0 or 1", {"irony": 2}),
    ("'negative' must be 0 or 1, and 1 for a complaint", {"negative": 0}),
    ("'severity' must be", {"severity": 5}),
    ("'severity' must be", {"severity": 2, "kind": "praise"}),
    ("'gates' must be", {"gates": ["own account"]}),
    ("'gates' must be", {"gates": "legal"}),
    ("marks a fact of an unknown type", {"text": "[[weather|rain]]"}),
    ("a mark without an end", {"text": "Waited [[waiting|two weeks"}),
]


@pytest.mark.parametrize(("reason", "wrong"), BAD)
def test_a_bad_line_is_an_error_that_names_file_line_and_reason_and_quotes_nothing(
    tmp_path: Path, reason: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(UsageError, match=r"some_train\.jsonl, line 2: ") as caught:
        read(written(tmp_path, FINE, FINE | {"id": "a-2", "text": "Sprung a leak"} | wrong))
    assert reason in str(caught.value)
    assert "leak" not in str(caught.value)


def test_a_line_that_is_no_object_is_a_bad_line(tmp_path: Path) -> None:
    for line, reason in (("[]", "no JSON object"), ("{", "no JSON"), ("", "no JSON")):
        (tmp_path / "some_test.jsonl").write_text(f"{json.dumps(FINE)}\n{line}\n", encoding="utf-8")
        with pytest.raises(UsageError, match=rf"some_test\.jsonl, line 2: it is {reason}"):
            read(tmp_path / "some_test.jsonl")


def test_nothing_stands_twice_in_a_set(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="line 2: the same id"):
        read(written(tmp_path, FINE, FINE | {"text": "Another"}))
    with pytest.raises(UsageError, match="line 3: the same text"):
        read(written(tmp_path, FINE, FINE | {"id": "a-2", "text": "Another"}, FINE | {"id": "a-3"}))


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_sets_keep_the_rules(name: str, half: str) -> None:
    assert len(read(OWN / f"{name}_{half}.jsonl")) >= 100


OPINION = {"text": "the new Hobb advert is a joke", "about": "brand", "negative": 1}


def test_of_an_opinion_only_is_known_whether_it_is_ill(tmp_path: Path) -> None:
    (row,) = read_opinions(written(tmp_path, OPINION))
    assert (row.text, row.domain, row.negative) == (OPINION["text"], "brand", True)
    assert (row.kind, row.complaint, row.leaving) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (OPINION | {"kind": "other"}, "it must have 'text', 'about' and 'negative'"),
        (OPINION | {"text": " "}, "'text' or 'about' is empty"),
        (OPINION | {"negative": "yes"}, "'negative' must be 0 or 1"),
        ([OPINION], "it must have 'text', 'about' and 'negative'"),
    ],
)
def test_a_bad_line_of_opinions_is_an_error_that_names_it(tmp_path: Path, line: object, reason: str) -> None:
    with pytest.raises(UsageError, match=f"some_train.jsonl, line 2: {reason}"):
        read_opinions(written(tmp_path, OPINION, line))


def test_no_opinion_to_learn_from_stands_in_the_untouched_half_word_for_word_or_nearly() -> None:
    files = (OWN / "opinions_train.jsonl", TEXTS / "opinions.jsonl")
    assert (
        copies(read_opinions(OWN / "opinions_test.jsonl"), [row for path in files for row in read_opinions(path)]) == []
    )


FEWEST = 4
"""With fewer runs of three words a text is a stock phrase that anybody may type."""


def triples(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def copies(rows: list[Row], taught: list[Row]) -> list[str]:
    """Name the rows half of whose runs of three words stand in one text that may be learned from."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(taught):
        for triple in triples(row.text):
            places[triple].append(number)
    found = []
    for row in rows:
        own = triples(row.text)
        shared = Counter(number for triple in own for number in places.get(triple, ()))
        if len(own) >= FEWEST and shared and max(shared.values()) * 2 >= len(own):
            found.append(row.id)
    return found


def test_a_copy_is_found_when_a_few_words_were_changed() -> None:
    taught = [Row(text="Rang them four times about the broken oven door and nobody ever called back", register="tweet")]
    reworded = Row(
        text="rang them four times about the broken hob door and nobody called back", register="tweet", id="a"
    )
    other = Row(text="Rang them about the bill. The oven works and nobody minds the door.", register="tweet", id="b")
    assert copies([reworded, other], taught) == ["a"]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_text_to_learn_from_stands_in_an_untouched_half_word_for_word_or_nearly(name: str) -> None:
    taught = [row for other in SHIPPED for row in read(OWN / f"{other}_train.jsonl")]
    assert copies(read(OWN / f"{name}_test.jsonl"), taught) == []
