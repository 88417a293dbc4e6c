"""What is taken down is taken down everywhere, and nothing of it can be found in any file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from making import NOON
from sqlalchemy.engine import make_url

from monitor.config import Config
from monitor.config.load import load
from monitor.model import (
    Absence,
    Batch,
    CaseEvent,
    CaseEventKind,
    EngagementSample,
    Lane,
    Mention,
    MentionKind,
    Reject,
    Revisited,
)
from monitor.pipeline import report
from monitor.store import Store
from monitor.store import ungrouping as rules
from monitor.store.engine import _set_up_sqlite
from monitor.store.erasure import TO_WIPE
from tests.revisit.remembering import analyze, derived, edit, hear, look, lose, planned, post, rows

HOUR = timedelta(hours=1)
LATER = NOON + 6 * HOUR
TROUBLES = (
    "my larkfield parcel {} never arrived and nobody answers the phone, three weeks now",
    "The larkfield {} kettle broke on day two, I want a refund",
    "Larkfield cancelled my {} delivery again, second time I took the day off for nothing",
    "my larkfield {} sofa tore and the hotline hung up on me",
)
WORDS_GO = [Absence.DELETED, Absence.REMOVED, Absence.PROTECTED, Absence.ABSENT]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Give a configuration whose report is written beside the store."""
    (tmp_path / "posts.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n'
        '[sources.x]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n',
        encoding="utf-8",
    )
    return load(tmp_path / "monitor.toml")


def _everything(store: Store, folder: Path) -> bytes:
    """Read the raw bytes of every file there is; of a database server every row of every table."""
    files = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    if store._engine.dialect.name != "sqlite":
        tables = rows(store, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        files += [repr(rows(store, f"SELECT * FROM {name}")).encode() for (name,) in tables]
    return b"\n".join(files)


def _planted(number: int) -> Mention:
    """Make a mention whose every field holds a word found nowhere else, as Zq012text."""
    word = f"Zq{number:03}"
    key = f"{word}key" if number % 9 else f"at://{word}author/{word}key"  # as on Bluesky, where a key names the author
    conversation = {"thread": f"{word}thread", "in_reply_to": f"{word}parent"} if number % 5 == 0 else {}
    return post(
        key,
        TROUBLES[number % 4].format(f"{word}text") + f" https://{word}.example/{word}path",
        NOON - number * HOUR / 8,
        external_id=f"{word}id",
        author=f"@{word}author",
        author_key=f"{word}author".lower(),
        author_name=f"{word}name",
        url=f"https://x.example/{word}url",
        place=f"{word}place",
        kind=MentionKind.POST,
        **conversation,
    )


def _found(content: bytes, numbers: range) -> list[str]:
    folded = content.lower()
    return [f"zq{number:03}" for number in numbers if f"zq{number:03}".encode() in folded]


@pytest.fixture
def told(store: Store, config: Config) -> list[Mention]:
    """Plant 100 mentions in two stories and many alone, with replies, samples, unreadable records, acts and a report."""
    planted = [_planted(number) for number in range(100)]
    others = [
        post(
            f"other{number}",
            "same here, larkfield never answers",
            NOON,
            in_reply_to=each.stable_key,
            thread=each.thread,
        )
        for number, each in enumerate(planted)
        if number % 9 == 0 and number % 5
    ]
    others += [
        post(f"below{number}", "me too", NOON, in_reply_to="x", thread=planted[number].stable_key) for number in (9, 18)
    ]
    samples = tuple(EngagementSample(mention_id=each.id, at=NOON, likes=3, reposts=20) for each in planted)
    rejects = tuple(
        Reject(
            place=f"record {number}", reason="no text", raw=f'{{"id": "{each.stable_key}", "by": "{each.author_key}"}}'
        )
        for number, each in enumerate(planted)
    )
    store.sources.save_batch("x", Batch(mentions=(*planted, *others), samples=samples, rejects=rejects), NOON)
    analyze(store, NOON)
    for case in store.reading.queue(NOON, 200)[::3]:
        note = CaseEvent(at=NOON, kind=CaseEventKind.NOTED, actor="kim", detail=f"rang {case.author}")
        store.cases.record(case.number, [note], NOON)
    planned(store, NOON)
    analyze(store, NOON)
    report(config, store, NOON)
    return planted


def test_nothing_of_100_deleted_mentions_is_left_in_any_file_after_the_run(
    store: Store, config: Config, told: list[Mention], tmp_path: Path
) -> None:
    before = _everything(store, tmp_path)
    assert len(_found(before, range(100))) == 100
    assert b"zq007author" in before.lower()
    for number, each in enumerate(told):
        lose(store, [each.id], LATER, WORDS_GO[number % 4])
    analyze(store, LATER)
    report(config, store, LATER)
    assert _found(_everything(store, tmp_path), range(100)) == []
    assert rows(store, "SELECT COUNT(*) FROM tombstones") == [(100,)]
    assert rows(store, "SELECT done_to FROM stages WHERE name = ?", TO_WIPE) == [(0,)]


def test_nothing_of_100_erased_people_is_left_in_any_file_after_the_run(
    store: Store, config: Config, told: list[Mention], tmp_path: Path
) -> None:
    for each in told:
        store.erasure.erase_person(str(each.person), LATER)
    analyze(store, LATER)
    report(config, store, LATER)
    assert _found(_everything(store, tmp_path), range(100)) == []


def test_nothing_of_mentions_that_are_too_old_is_left_and_they_are_not_counted_as_withdrawn(
    store: Store, config: Config, told: list[Mention], tmp_path: Path
) -> None:
    for (number,) in rows(store, "SELECT number FROM cases"):
        done = CaseEvent(at=LATER, kind=CaseEventKind.CLOSED, actor="kim")
        store.cases.record(number, [done], LATER)
    analyze(store, LATER)
    assert store.erasure.retire("x", LATER, 60) == 60
    assert store.erasure.retire("x", LATER, 1000) == 40 + 11
    analyze(store, LATER)
    report(config, store, LATER)
    assert _found(_everything(store, tmp_path), range(100)) == []
    assert store.erasure.count_since(NOON - HOUR, LATER + HOUR) == 0
    assert hear(store, told[:1], LATER) == 1


def test_of_an_author_whose_account_is_gone_only_the_words_are_left(
    store: Store, config: Config, told: list[Mention], tmp_path: Path
) -> None:
    lose(store, [each.id for each in told], LATER, Absence.AUTHOR_GONE)
    analyze(store, LATER)
    report(config, store, LATER)
    content = _everything(store, tmp_path).lower()
    for number in range(100):
        # A key that names its author cannot be kept, and its words not without it.
        assert (f"zq{number:03}text".encode() in content) == (number % 9 != 0)
        for part in ("author", "name", "place"):
            assert f"zq{number:03}{part}".encode() not in content, (number, part)
    sql = "SELECT DISTINCT person, author, author_key, author_name, followers FROM mentions WHERE text LIKE '%Zq0%'"
    assert rows(store, sql) == [(None,) * 5]
    assert rows(store, "SELECT COUNT(*) FROM assessments WHERE person LIKE 'x:zq%'") == [(0,)]


def test_a_person_whose_account_is_gone_is_no_longer_owed_a_reply_and_the_number_never_comes_again(
    store: Store,
) -> None:
    said = post("ann", TROUBLES[0].format("red"), NOON, author_key="anna", author="@anna")
    also = post("two", "larkfield again: " + TROUBLES[1].format("blue"), NOON, author_key="anna", author="@anna")
    hear(store, [said, also], NOON)
    analyze(store, NOON)
    assert [case.number for case in store.reading.queue(NOON, 9)] == [1001]
    # One of two mentions tells that the account is gone: what else the person wrote goes without a name too.
    lose(store, ["x:ann"], LATER, Absence.AUTHOR_GONE)
    analyze(store, LATER)
    assert store.reading.queue(LATER, 9) == []
    assert rows(store, "SELECT number FROM cases") == []
    assert sorted(rows(store, "SELECT id, person FROM mentions")) == [("x:ann", None), ("x:two", None)]
    assert len(rows(store, "SELECT * FROM story_mentions")) == 2
    hear(store, [post("ben", TROUBLES[3].format("green"), LATER)], LATER)
    analyze(store, LATER)
    assert [case.number for case in store.reading.queue(LATER, 9)] == [1002]


def test_a_later_pull_or_edit_does_not_name_an_author_again_whose_account_is_gone(store: Store) -> None:
    said = post(
        "ann", TROUBLES[0].format("red"), NOON, author_key="anna", author="@anna", url="https://x.example/anna/1"
    )
    hear(store, [said], NOON)
    lose(store, ["x:ann"], LATER, Absence.AUTHOR_GONE)
    hear(store, [said], LATER)
    nobody = rows(store, "SELECT person, author, author_name, url FROM mentions")
    assert nobody == [(None, None, None, None)]
    edit(store, replace(said, text="other words", author_name="Anna", edited_at=LATER), LATER)
    assert rows(store, "SELECT text, person, author, author_name FROM mentions") == [("other words", None, None, None)]


def test_words_that_cannot_be_kept_without_naming_their_author_go_as_well(store: Store) -> None:
    key = "at://did:plc:abc/app.bsky.feed.post/3k"
    said = post(
        key, TROUBLES[0].format("red"), NOON, platform="bluesky", author_key="did:plc:abc", author="@ann.example"
    )
    hear(store, [said], NOON)
    lose(store, [said.id], LATER, Absence.AUTHOR_GONE)
    assert rows(store, "SELECT id FROM mentions") == []
    assert hear(store, [said], LATER) == 0


def test_a_short_name_that_only_looks_like_part_of_a_key_takes_nothing_with_it(store: Store) -> None:
    said = post(
        "kann3x",
        TROUBLES[0].format("red"),
        NOON,
        author_key="ann",
        author="@ann",
        url="https://x.example/comments/kann3x",
    )
    hear(store, [said], NOON)
    lose(store, ["x:kann3x"], LATER, Absence.AUTHOR_GONE)
    assert rows(store, "SELECT id, url FROM mentions") == [("x:kann3x", "https://x.example/comments/kann3x")]


@pytest.mark.parametrize("why", WORDS_GO)
def test_what_was_taken_down_never_returns_by_pull_or_by_reading_a_conversation(store: Store, why: Absence) -> None:
    said = post("ann", TROUBLES[0].format("red"), NOON)
    hear(store, [said], NOON)
    lose(store, [said.id], LATER, why)
    assert hear(store, [said, replace(said, text="other words", edited_at=LATER)], LATER) == 0
    found = Revisited(mentions=(said, post("ben", "hello larkfield", NOON)), read_threads=())
    assert store.revisits.save("x", found, LATER) == 1
    assert rows(store, "SELECT id FROM mentions") == [("x:ben",)]
    assert store.erasure.count_since(NOON, LATER) == 1


def test_a_mention_with_a_nul_in_its_key_does_not_return_either(store: Store) -> None:
    said = post("a\x00b", TROUBLES[0].format("red"), NOON)
    hear(store, [said], NOON)
    lose(store, [rows(store, "SELECT id FROM mentions")[0][0]], LATER)
    assert hear(store, [said], LATER) == 0


def test_a_case_that_rested_on_a_deleted_mention_goes_and_one_with_more_stays(store: Store) -> None:
    hear(store, [post("ann", TROUBLES[0].format("red"), NOON), post("ben", TROUBLES[1].format("blue"), NOON)], NOON)
    hear(store, [post("ben2", TROUBLES[3].format("old"), NOON, author_key="ben", author="@ben")], NOON)
    analyze(store, NOON)
    lose(store, ["x:ann", "x:ben"], LATER)
    analyze(store, LATER)
    assert [(case.author, case.priority.lead_mention_id) for case in store.reading.queue(LATER, 9)] == [
        ("@ben", "x:ben2")
    ]


def test_when_our_own_reply_is_deleted_the_customer_waits_again(store: Store) -> None:
    said = post("ann", TROUBLES[0].format("red"), NOON, thread="t")
    reply = post("own", "We are sorry. Please send us your order number.", NOON + HOUR, author="@larkfieldhome", author_key="larkfieldhome", in_reply_to="ann", thread="t")  # fmt: skip
    hear(store, [said, reply], NOON + HOUR)
    analyze(store, NOON + HOUR)
    assert rows(store, "SELECT state, lane FROM cases") == [("replied", Lane.ANSWERED.value)]
    lose(store, ["x:own"], NOON + 2 * HOUR)
    analyze(store, NOON + 2 * HOUR)
    assert rows(store, "SELECT state, lane FROM cases") == [("open", Lane.REPLY.value)]


def _conversation() -> Iterator[Mention]:
    yield post("root", TROUBLES[0].format("vesuvius"), NOON - HOUR, thread="t")
    for number in range(5):
        yield post(
            f"b{number}",
            f"same here, number {number}",
            NOON - HOUR / 2 + number * HOUR / 60,
            thread="t",
            in_reply_to="root",
        )


def test_a_story_that_loses_its_first_mention_is_named_after_the_next_and_still_found(store: Store) -> None:
    hear(store, _conversation(), NOON)
    analyze(store, NOON)
    assert rows(store, "SELECT id, mentions FROM stories") == [("x:root", 6)]
    lose(store, ["x:root"], NOON + HOUR / 4)
    assert rows(store, "SELECT id, name, mentions FROM stories") == [("x:b0", "Same here, number 0", 5)]
    assert "vesuvius" not in repr(derived(store)).lower()
    hear(store, [post("late", "same here", NOON + HOUR / 2, thread="t", in_reply_to="root")], NOON + HOUR / 2)
    analyze(store, NOON + HOUR / 2)
    assert rows(store, "SELECT id, mentions FROM stories") == [("x:b0", 6)]


def test_one_of_many_in_a_conversation_takes_only_its_own_words_from_the_story(store: Store) -> None:
    hear(store, _conversation(), NOON)
    analyze(store, NOON)
    keys = {row[0] for row in rows(store, "SELECT key FROM story_keys")}
    lose(store, ["x:b3"], NOON + HOUR)
    left = {row[0] for row in rows(store, "SELECT key FROM story_keys")}
    assert "thread:x:t" in left
    assert keys - left == {key for key in keys if key.startswith("person:x:b3") or key.endswith("#3")}


def test_a_word_told_many_times_goes_with_the_last_mention_that_carries_it(store: Store) -> None:
    told = [
        post(
            f"p{number}",
            f"larkfield lost my Vesuvius cello in Odense, box {number}, nobody answers",
            NOON - HOUR + number * HOUR / 60,
        )
        for number in range(9)
    ]
    other = post("root2", "larkfield lost a cello in Odense as well, nobody answers, box crushed", NOON)
    hear(store, told, NOON)
    analyze(store, NOON)
    hear(store, [other], NOON)
    analyze(store, NOON)
    assert len(rows(store, "SELECT * FROM stories")) == 1
    assert [row for row in rows(store, "SELECT key FROM story_keys") if row[0].startswith("word:vesuvius*")]
    lose(store, [each.id for each in told], LATER)
    assert "vesuvius" not in repr(derived(store)).lower()
    assert rows(store, "SELECT id, mentions FROM stories") == [("x:root2", 1)]


def test_erasing_and_never_having_heard_count_words_alike(store: Store, tmp_path: Path) -> None:
    kept = [post(f"k{number}", TROUBLES[number % 4].format(f"kept{number}"), NOON) for number in range(8)]
    gone = [post(f"g{number}", TROUBLES[number % 4].format(f"gone{number}"), NOON) for number in range(8)]
    hear(store, [*kept, *gone], NOON)
    analyze(store, NOON)
    lose(store, [each.id for each in gone], LATER)
    fresh = Store(f"sqlite:///{tmp_path / 'fresh.db'}")
    hear(fresh, kept, NOON)
    analyze(fresh, NOON)
    for subject in ("assessments", "key_counts", "grouped"):
        assert derived(store)[subject] == derived(fresh)[subject], subject
    fresh.close()


def test_the_last_report_no_longer_names_a_story_that_is_gone_and_still_knows_the_others(store: Store) -> None:
    hear(store, _conversation(), NOON)
    hear(store, [post("other", TROUBLES[2].format("other"), NOON)], NOON)
    analyze(store, NOON)
    names: dict[str, str] = dict(rows(store, "SELECT id, name FROM stories"))  # type: ignore[arg-type]
    told = {story_id: [name, 1, "new", 1] for story_id, name in names.items()}
    store.reading.save_report(NOON - HOUR, {"stories": told})  # type: ignore[dict-item]
    store.reading.save_report(NOON, {"stories": told})  # type: ignore[dict-item]
    lose(store, ["x:root"], LATER)
    previous = store.reading.previous_report(LATER)
    assert previous is not None
    assert previous[1]["stories"] == {"x:other": told["x:other"]}
    assert store.reading.previous_report(NOON) is None


def test_what_is_gone_is_not_looked_at_again_and_asks_for_no_conversation(store: Store) -> None:
    hear(store, [post("ann", TROUBLES[0].format("red"), NOON, thread="t")], NOON)
    analyze(store, NOON)
    assert planned(store, NOON + HOUR).threads != ()
    lose(store, ["x:ann"], NOON + HOUR)
    analyze(store, NOON + HOUR)
    assert look(store, NOON + timedelta(days=3)) == []
    assert planned(store, NOON + timedelta(days=3)).threads == ()
    for table in ("revisits", "conversations", "pending_mentions", "pending_people", "cases", "stories", "story_keys"):
        assert rows(store, f"SELECT * FROM {table}") == [], table


def test_what_belongs_to_an_open_case_is_kept_however_old_it_is(store: Store) -> None:
    hear(store, [post("ann", TROUBLES[0].format("red"), NOON), post("ben", "Passing the Larkfield shop", NOON)], NOON)
    analyze(store, NOON)
    assert store.erasure.retire("x", LATER, 100) == 1
    assert rows(store, "SELECT id FROM mentions") == [("x:ann",)]
    assert store.erasure.retire("x", LATER, 100) == 0


def test_a_large_story_keeps_the_keys_that_its_mentions_still_carry(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "REGROUPED", 2)
    monkeypatch.setattr(rules, "CARRIERS", 2)
    hear(store, _conversation(), NOON)
    analyze(store, NOON)
    lose(store, ["x:root", "x:b0"], LATER)
    analyze(store, LATER)
    assert rows(store, "SELECT id, mentions FROM stories") == [("x:b1", 4)]
    assert ("thread:x:t",) in rows(store, "SELECT key FROM story_keys")


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)  # a server keeps its own files
def test_a_reader_of_the_file_puts_the_wiping_off_to_the_next_run(store: Store, store_url: str) -> None:
    hear(store, [post("ann", TROUBLES[0].format("Zq001"), NOON)], NOON)
    lose(store, ["x:ann"], LATER)
    store.erasure.wipe()
    hear(store, [post("ben", TROUBLES[1].format("Zq002"), NOON)], NOON)
    path = Path(str(make_url(store_url).database))
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM mentions").fetchall()
    lose(store, ["x:ben"], LATER)
    began = time.monotonic()
    store.erasure.wipe()
    assert time.monotonic() - began < 10, "a run does not wait the 30 seconds it waits for a writer"
    log = path.with_name(path.name + "-wal")
    assert b"Zq002" in log.read_bytes()
    assert rows(store, "SELECT done_to FROM stages WHERE name = ?", TO_WIPE) == [(1,)]
    reader.close()
    store.erasure.wipe()
    assert b"Zq002" not in log.read_bytes() + path.read_bytes()
    assert rows(store, "SELECT done_to FROM stages WHERE name = ?", TO_WIPE) == [(0,)]


def test_every_connection_overwrites_what_it_deletes_however_the_library_was_built() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA secure_delete = OFF")
    _set_up_sqlite(connection, None)
    assert connection.execute("PRAGMA secure_delete").fetchall() == [(1,)]
    connection.close()
