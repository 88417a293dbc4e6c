"""Looking again, erasing what is too old and watching what the page shows, as parts of a run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from making import NOON

from connectors.base import Capability, Connector, Window
from monitor.collect import collect
from monitor.config import Config
from monitor.config.load import load
from monitor.model import Absence, Batch, Edited, EngagementSample, Gone, Mention, Revisited, TimeSpan
from monitor.pipeline import report
from monitor.pipeline import run as run_pipeline
from monitor.sources import faults_of
from monitor.store import Store
from monitor.store import revisits as module
from tests.revisit.remembering import analyze, derived, hear, lose, planned, post, quiet, rows

HOUR = timedelta(hours=1)
TROUBLE = "my larkfield parcel never arrived and nobody answers the phone, three weeks now"
FACTS = ("mentions", "engagement", "tombstones", "revisits", "conversations", "cases", "case_events")


def _configured(folder: Path, more: str = "") -> Config:
    folder.mkdir(exist_ok=True)
    (folder / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n'
        f'[sources.posts]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n{more}',
        encoding="utf-8",
    )
    return load(folder / "monitor.toml", faults_of)


def _lay_out(folder: Path, ages: dict[str, float]) -> None:
    lines = [
        {
            "stable_key": key,
            "author": key,
            "text": f"{TROUBLE} ({key})",
            "posted_at": (NOON - days * 24 * HOUR).isoformat(),
        }
        for key, days in ages.items()
    ]
    (folder / "posts.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


def test_what_is_older_than_its_source_keeps_is_gone_before_it_is_read(tmp_path: Path) -> None:
    _lay_out(tmp_path, {"old": 40, "new": 2})
    config = _configured(tmp_path, "keep_days = 30\n")
    store = Store(config.store)
    run_pipeline(config, store, NOON, quiet)
    assert rows(store, "SELECT id FROM mentions") == [("x:new",)]
    assert rows(store, "SELECT mention_id FROM assessments") == [("x:new",)]
    assert rows(store, "SELECT * FROM tombstones") == []
    # Later it is old as well, but its case is open; when that is closed for want of news it goes.
    run_pipeline(config, store, NOON + timedelta(days=29), quiet)
    assert rows(store, "SELECT state FROM cases") == [("closed",)]
    run_pipeline(config, store, NOON + timedelta(days=30), quiet)
    assert rows(store, "SELECT id FROM mentions") == []
    assert rows(store, "SELECT number FROM cases") == []
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "report").rglob("*") if path.is_file()]
    assert len(pages) >= 3
    assert [page for page in pages if "parcel never arrived" in page] == []
    store.close()


def test_without_keep_days_nothing_is_ever_too_old(tmp_path: Path) -> None:
    _lay_out(tmp_path, {"old": 4000})
    config = _configured(tmp_path)
    store = Store(config.store)
    run_pipeline(config, store, NOON, quiet)
    assert rows(store, "SELECT id FROM mentions") == [("x:old",)]
    store.close()


def test_praise_that_the_page_shows_is_put_under_daily_watch(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text("", encoding="utf-8")
    config = _configured(tmp_path)
    store = Store(config.store)
    praise = post("fan", "I love my Larkfield kettle, wonderful service, thank you so much!", NOON)
    hear(store, [praise, post("by", "Passing the Larkfield shop", NOON)], NOON)
    analyze(store, NOON)
    planned(store, NOON)
    late = NOON + 50 * HOUR
    store.revisits.save("x", Revisited(looked_at=("x:fan", "x:by")), late)
    assert rows(store, "SELECT DISTINCT rank FROM revisits") == [(1,)]
    report(config, store, late)
    assert rows(store, "SELECT mention_id FROM revisits WHERE rank = 0") == [("x:fan",)]
    assert [each.id for each in planned(store, late + 22 * HOUR).refresh] == ["x:fan"]
    store.close()


def test_a_run_that_dies_while_it_stores_what_one_question_found_has_stored_nothing_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(store, [post(key, f"{TROUBLE} ({key})", NOON, thread=key) for key in ("ann", "ben", "cat")], NOON)
    analyze(store, NOON)
    planned(store, NOON)
    found = Revisited(
        samples=(EngagementSample(mention_id="x:cat", at=NOON, likes=1),),
        gone=(Gone(mention_id="x:ann", why=Absence.DELETED),),
        edited=(Edited(mention=post("ben", "other words", NOON, edited_at=NOON)),),
        mentions=(post("new", "hello larkfield", NOON),),
        looked_at=("x:ann", "x:ben", "x:cat"),
        read_threads=("x:cat",),
    )

    def state() -> dict[str, object]:
        return derived(store) | {name: sorted(rows(store, f"SELECT * FROM {name}"), key=repr) for name in FACTS}

    before = state()
    for stage in ("edit_mentions", "keep_mentions", "_keep_samples", "_schedule", "note_read"):
        with monkeypatch.context() as patch:
            patch.setattr(module, stage, _die)
            with pytest.raises(KeyboardInterrupt):
                store.revisits.save("x", found, NOON + HOUR)
        assert state() == before, stage
    store.revisits.save("x", found, NOON + HOUR)
    assert state() != before


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


class _Shrinking(Connector):
    """Holds two posts at first and one, edited, later."""

    title = "X"
    platform = "x"
    interval = timedelta(0)
    capabilities = frozenset({Capability.DELETIONS, Capability.EDITS, Capability.THREADS})

    def pull(self, _queries: object, checkpoint: object, window: Window) -> Iterator[Batch]:  # type: ignore[override]
        told = () if checkpoint else tuple(post(key, f"{TROUBLE} ({key})", NOON, thread=key) for key in ("ann", "ben"))
        yield Batch(mentions=told, heard=TimeSpan(start=NOON - HOUR, end=window.now), checkpoint={"version": 1})

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[Gone | Edited]:
        for mention in mentions:
            if mention.stable_key == "ann":
                yield Gone(mention_id=mention.id, why=Absence.REMOVED)
            else:
                yield Edited(mention=replace(mention, text="larkfield: parcel found, all good", edited_at=now))

    def thread(self, mention: Mention) -> Iterator[Mention]:
        if mention.stable_key == "ben":
            said = "We are sorry. Please send us your order number."
            yield post("own", said, NOON + HOUR / 4, author_key="larkfieldhome", in_reply_to="ben", thread="ben")


def test_a_collected_source_is_looked_at_again_in_the_next_run(store: Store) -> None:
    ran = []
    for hours in (0.0, 0.5, 1.0):
        now = NOON + hours * HOUR
        ran += collect([_Shrinking("x", {})], [], store, now, deadline_seconds=30)
        analyze(store, now)
        if not hours:
            assert rows(store, "SELECT COUNT(*) FROM mentions") == [(2,)]
    assert [(each.error, each.unheard) for each in ran] == [(None, ())] * 3
    assert sorted(rows(store, "SELECT id, text FROM mentions")) == [
        ("x:ben", "larkfield: parcel found, all good"),
        ("x:own", "We are sorry. Please send us your order number."),
    ]
    assert rows(store, "SELECT person, first_reply_at FROM cases") == [("x:ben", 1772626500000000)]


def test_the_page_counts_what_was_taken_down_as_withdrawn(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text("", encoding="utf-8")
    config = _configured(tmp_path)
    store = Store(config.store)
    hear(store, [post(key, f"{TROUBLE} ({key})", NOON) for key in ("ann", "ben", "cat")], NOON)
    analyze(store, NOON)
    report(config, store, NOON)
    lose(store, ["x:ann", "x:cat"], NOON + HOUR)
    analyze(store, NOON + HOUR)
    page = report(config, store, NOON + HOUR)
    assert page is not None
    assert "2 mentions were taken down or erased on request, so we erased our copy" in page.read_text(encoding="utf-8")
    store.close()
