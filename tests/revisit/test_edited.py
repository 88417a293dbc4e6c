"""An edited mention says what it says now, everywhere: as if the old words had never been heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from making import NOON, assessor

from monitor.model import Mention
from monitor.pipeline import assess, group
from monitor.store import Store
from monitor.store import ungrouping as rules
from tests.revisit.remembering import (
    BRAND,
    analyze,
    derived,
    edit,
    hear,
    lose,
    post,
    quiet,
    rows,
)

HOUR = timedelta(hours=1)
LATER = NOON + 6 * HOUR
OVEN = "my larkfield oven went up in smoke in Leeds and the hotline hung up on me twice"
PARCEL = "larkfield lost my parcel in Hamburg again, three weeks and no refund, nobody answers"
KETTLE = "The larkfield kettle broke on day two, I want a refund for this Vesuvius model"
PRAISE = "I love my new Larkfield kettle, wonderful service, thank you so much!"
SAME_OVEN = "another larkfield oven in smoke in Leeds, and the hotline hung up on me as well"


def _said(store: Store, name: str = "x:ann") -> tuple[object, ...]:
    sql = "SELECT text, author, author_name, url, external_id, matched, rating, edited_at FROM mentions WHERE id = ?"
    return rows(store, sql, name)[0]


def test_text_name_address_and_matched_name_are_replaced_and_the_rest_stays(store: Store) -> None:
    said = post("ann", OVEN, NOON, author_name="Ann", followers=7, thread="t", matched="larkfield", external_id="1")
    hear(store, [said], NOON)
    told = replace(
        said, text=PARCEL, author_name="Ann B.", author="@annb", url="https://x.example/2", external_id="2",
        matched="Larkfield", rating=4.0, edited_at=NOON + HOUR, followers=9, thread="u", posted_at=NOON + HOUR,
    )  # fmt: skip
    edit(store, told, LATER)
    at = rows(store, "SELECT edited_at FROM mentions")[0][0]
    assert _said(store) == (PARCEL, "@annb", "Ann B.", "https://x.example/2", "2", "Larkfield", 4.0, at)
    assert at > 0
    kept = rows(store, "SELECT stable_key, author_key, followers, thread FROM mentions")
    assert kept == [("ann", "ann", 7, "t")]
    assert store.mentions.unassessed(10)[0][0].posted_at == NOON


def test_a_pull_brings_an_edit_too_and_an_older_or_equal_one_changes_nothing(store: Store) -> None:
    def pulled(text: str, hours: float | None) -> Mention:
        return post("ann", text, NOON, edited_at=None if hours is None else NOON + hours * HOUR)

    hear(store, [pulled("first", None)], NOON)
    for text, hours, expected in (
        ("second", 1.0, "second"),
        ("first", None, "second"),
        ("stale", 0.5, "second"),
        ("other words of the same hour", 1.0, "second"),
        ("third", 2.0, "third"),
        ("second", 1.0, "third"),
        ("third", 2.0, "third"),
    ):
        assert hear(store, [pulled(text, hours)], LATER) == 0
        assert _said(store)[0] == expected


def test_what_is_heard_edited_or_read_but_not_grouped_is_unread(store: Store) -> None:
    said = post("ann", OVEN, NOON)
    assert not store.mentions.are_unread()
    hear(store, [said], NOON)
    assert store.mentions.are_unread()
    assess(store, assessor(BRAND), quiet)
    assert store.mentions.are_unread(), "a run that is killed here leaves grouping to the next"
    group(store, quiet)
    assert not store.mentions.are_unread()
    edit(store, replace(said, text=PARCEL), LATER)
    assert store.mentions.are_unread()
    analyze(store, LATER)
    assert not store.mentions.are_unread()


def test_of_two_edits_in_one_batch_the_newer_counts_in_any_order(store: Store) -> None:
    one, two = (post("ann", text, NOON, edited_at=NOON + hours * HOUR) for text, hours in (("one", 1), ("two", 2)))
    hear(store, [two, one], LATER)
    assert _said(store)[0] == "two"
    hear(store, [replace(one, stable_key="ben"), replace(two, stable_key="ben")], LATER)
    assert _said(store, "x:ben")[0] == "two"


def test_an_edit_without_a_time_is_of_the_moment_it_was_seen(store: Store) -> None:
    said = post("ann", OVEN, NOON)
    hear(store, [said], NOON)
    edit(store, replace(said, text=PARCEL), LATER)
    assert _said(store)[0] == PARCEL
    hear(store, [replace(said, edited_at=NOON + HOUR)], LATER)
    assert _said(store)[0] == PARCEL


def test_an_edit_of_what_is_not_stored_or_was_taken_down_brings_nothing_back(store: Store) -> None:
    said = post("ann", OVEN, NOON, edited_at=LATER)
    edit(store, said, LATER)
    assert rows(store, "SELECT id FROM mentions") == []
    hear(store, [said], NOON)
    lose(store, ["x:ann"], LATER)
    edit(store, said, LATER)
    hear(store, [replace(said, edited_at=LATER + HOUR)], LATER)
    assert rows(store, "SELECT id FROM mentions") == []


def test_an_edit_that_changed_no_words_makes_nothing_to_do(store: Store) -> None:
    said = post("ann", OVEN, NOON)
    hear(store, [said], NOON)
    analyze(store, NOON)
    before = derived(store)
    edit(store, replace(said, edited_at=LATER), LATER)
    assert derived(store) == before
    assert _said(store)[-1] is not None


def _only_ever(folder: Path, batches: Sequence[Sequence[Mention]]) -> dict[str, list[tuple[object, ...]]]:
    """Give what is concluded where only the edited words were ever heard."""
    fresh = Store(f"sqlite:///{folder / 'fresh.db'}")
    for batch in batches:
        hear(fresh, batch, NOON)
        analyze(fresh, NOON)
    analyze(fresh, LATER)
    found = derived(fresh)
    fresh.close()
    return found


def _other(key: str, text: str, minutes: float, **rest: object) -> Mention:
    return post(key, text, NOON - minutes * HOUR / 60, **rest)


SITUATIONS = {
    "alone, other trouble": [post("ann", OVEN, NOON), PARCEL],
    "alone, now praise": [post("ann", OVEN, NOON), PRAISE],
    "alone, was praise": [post("ann", PRAISE, NOON), OVEN],
    "first of a story by words": [_other("ann", OVEN, 50), PARCEL, _other("ben", SAME_OVEN, 40)],
    "later in a story by words": [_other("ann", OVEN, 30), PARCEL, _other("ben", SAME_OVEN, 40)],
    "joins another's story": [_other("ann", PARCEL, 30), OVEN, _other("ben", SAME_OVEN, 40)],
    "was the link between two": [
        _other("ann", OVEN, 30),
        PRAISE,
        _other("ben", SAME_OVEN, 40),
        _other("cat", OVEN + " - was the fuse", 20),
    ],
    "root of a conversation": [
        _other("ann", OVEN, 50, thread="t"),
        PARCEL,
        _other("ben", "same here", 40, thread="t", in_reply_to="ann"),
        _other("cat", "me too, the very same", 30, thread="t", in_reply_to="ann"),
    ],
    "root no longer about anything": [
        _other("ann", OVEN, 50, thread="t"),
        "never mind",
        _other("ben", "same here, larkfield never answers", 40, thread="t", in_reply_to="ann"),
    ],
    "reply in a conversation": [
        _other("ann", "larkfield again: " + KETTLE, 30, thread="t", in_reply_to="ben"),
        "no idea",
        _other("ben", OVEN, 40, thread="t"),
    ],
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_store_concludes_what_one_concludes_that_only_ever_heard_the_edited_words(
    store: Store, tmp_path: Path, situation: str
) -> None:
    said, words, *others = SITUATIONS[situation]
    assert isinstance(said, Mention)
    assert isinstance(words, str)
    now_says = replace(said, text=words, edited_at=NOON + HOUR)
    elsewhere = _other("zoe", "larkfield sofa tore after a week, Odense shop laughed at me", 45)
    hear(store, [said, *others, elsewhere], NOON)  # type: ignore[list-item]
    analyze(store, NOON)
    before = derived(store)
    edit(store, now_says, LATER)
    analyze(store, LATER)
    after = derived(store)
    assert after != before
    assert after == _only_ever(tmp_path, [[now_says, *others, elsewhere]])  # type: ignore[list-item]


def test_flip_flop_ends_where_the_newest_edit_is(store: Store, tmp_path: Path) -> None:
    said, other = _other("ann", OVEN, 50), _other("ben", SAME_OVEN, 40)
    hear(store, [said, other], NOON)
    analyze(store, NOON)
    texts = [PARCEL, OVEN, PRAISE, KETTLE, OVEN]
    for number, text in enumerate(texts, start=1):
        edit(store, replace(said, text=text, edited_at=NOON + number * HOUR / 10), LATER)
        edit(store, replace(said, text="stale", edited_at=NOON + (number - 1) * HOUR / 10), LATER)
        if number % 2:
            analyze(store, LATER)
    analyze(store, LATER)
    assert derived(store) == _only_ever(tmp_path, [[replace(said, text=OVEN), other]])


@pytest.mark.parametrize("stage", ["heard", "assessed", "grouped"])
def test_an_edit_between_the_stages_of_a_killed_run_is_counted_once(store: Store, tmp_path: Path, stage: str) -> None:
    said, other = _other("ann", OVEN, 50), _other("ben", SAME_OVEN, 40)
    hear(store, [said, other], NOON)
    if stage != "heard":
        assess(store, assessor(BRAND), quiet)
    if stage == "grouped":
        group(store, quiet)
    now_says = replace(said, text=PARCEL, edited_at=NOON)
    edit(store, now_says, LATER)
    edit(store, replace(now_says, text=KETTLE, edited_at=NOON + HOUR), LATER)
    analyze(store, LATER)
    assert derived(store) == _only_ever(tmp_path, [[replace(said, text=KETTLE), other]])


def test_an_edit_while_its_story_waits_to_be_grouped_anew_is_counted_once(store: Store, tmp_path: Path) -> None:
    said, other = _other("ann", OVEN, 50), _other("ben", SAME_OVEN, 40)
    hear(store, [said, other], NOON)
    analyze(store, NOON)
    edit(store, replace(said, text=PARCEL, edited_at=NOON), LATER)  # leaves ben to be grouped anew
    edit(store, replace(other, text=KETTLE, edited_at=NOON), LATER)
    assert rows(store, "SELECT mention_id, stage FROM pending_mentions ORDER BY 1") == [
        ("x:ann", "assess"),
        ("x:ben", "assess"),
    ]
    analyze(store, LATER)
    assert derived(store) == _only_ever(tmp_path, [[replace(said, text=PARCEL), replace(other, text=KETTLE)]])


def test_many_edits_at_random_conclude_what_the_last_words_would(store: Store, tmp_path: Path) -> None:
    random = Random(7)  # noqa: S311 - the same every time
    texts = [
        OVEN,
        SAME_OVEN,
        PARCEL,
        KETTLE,
        PRAISE,
        "Passing the Larkfield shop",
        "larkfield never again, I am leaving",
    ]
    said = [
        _other(f"p{number}", random.choice(texts) + f" ({number})", 55 - number, thread=f"t{number}")
        for number in range(40)
    ]
    hear(store, said, NOON)
    analyze(store, NOON)
    last = {each.stable_key: each for each in said}
    for number in range(60):
        key = f"p{random.randrange(40)}"
        last[key] = replace(last[key], text=random.choice(texts) + f" ({number})", edited_at=NOON + number * HOUR / 60)
        edit(store, last[key], LATER)
        if number % 7 == 0:
            analyze(store, LATER)
    analyze(store, LATER)
    found, fresh = derived(store), _only_ever(tmp_path, [list(last.values())])
    for subject in ("assessments", "key_counts", "grouped", "pending"):
        assert found[subject] == fresh[subject], subject
    _is_consistent(store)


def _is_consistent(store: Store) -> None:
    """Check that every number about stories follows from who belongs to them."""
    counted = (
        "SELECT story_id, COUNT(*), MIN(posted_at), MAX(posted_at) FROM story_mentions GROUP BY story_id ORDER BY 1"
    )
    told = "SELECT id, mentions, started_at, last_at FROM stories WHERE alias_of IS NULL ORDER BY 1"
    assert rows(store, counted) == rows(store, told)
    assert rows(store, "SELECT 1 FROM story_keys WHERE story_id NOT IN (SELECT id FROM stories)") == []
    assert rows(store, "SELECT 1 FROM story_mentions WHERE story_id NOT IN (SELECT id FROM stories)") == []
    assert rows(store, "SELECT 1 FROM cases WHERE story_id NOT IN (SELECT id FROM stories)") == []
    assert rows(store, "SELECT 1 FROM stories WHERE id NOT IN (SELECT id FROM mentions)") == []


def test_a_large_story_stays_together_and_only_the_edited_mention_moves(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "REGROUPED", 3)
    root = _other("ann", OVEN, 50, thread="t")
    others = [_other(f"b{number}", "same here", 40 - number, thread="t", in_reply_to="ann") for number in range(6)]
    hear(store, [root, *others], NOON)
    analyze(store, NOON)
    edit(store, replace(root, text="never mind", thread="t", edited_at=NOON), LATER)
    assert rows(store, "SELECT COUNT(*) FROM pending_mentions") == [(1,)]
    analyze(store, LATER)
    assert rows(store, "SELECT id, mentions FROM stories") == [("x:b0", 6)]
    assert ("word:smoke", "x:b0") not in rows(store, "SELECT key, story_id FROM story_keys")
    assert ("thread:x:t", "x:b0") in rows(store, "SELECT key, story_id FROM story_keys")
    _is_consistent(store)


def test_a_complaint_that_became_praise_no_longer_waits_for_a_reply(store: Store) -> None:
    said = post("ann", PARCEL, NOON)
    hear(store, [said], NOON)
    analyze(store, NOON)
    assert [case.author for case in store.reading.queue(NOON, 9)] == ["@ann"]
    edit(store, replace(said, text=PRAISE, edited_at=NOON + HOUR), LATER)
    analyze(store, LATER)
    assert store.reading.queue(LATER, 9) == []


def test_the_evidence_of_a_case_lies_within_the_words_as_they_are_now(store: Store) -> None:
    said = post("ann", OVEN + ". I have been waiting for three weeks and nobody answers!", NOON)
    hear(store, [said], NOON)
    analyze(store, NOON)
    edit(store, replace(said, text="my larkfield kettle leaks", edited_at=NOON + HOUR), LATER)
    analyze(store, LATER)
    (case,) = store.reading.queue(LATER, 9)
    (file,) = store.reading.case_files([case], LATER)
    length = len("my larkfield kettle leaks")
    assert all(0 <= reason.start <= reason.end <= length for reason in case.priority.reasons)
    assert all(signal.end <= length for each in file.mentions for signal in each.assessment.signals)
