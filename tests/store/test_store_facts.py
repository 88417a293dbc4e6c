"""Facts are stored exactly once, together with the checkpoint that covers them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from making import NOON, mention

from monitor.errors import StoreError, StoreTooNew
from monitor.model import Batch, EngagementSample, Gap, GapReason, Reject, TimeSpan
from monitor.store import Store
from monitor.store.engine import transaction
from monitor.store.sql import run

DAY = TimeSpan(start=NOON - timedelta(days=1), end=NOON)


def _count(store: Store, table: str) -> int:
    with transaction(store._engine) as connection:
        return int(run(connection, f"SELECT COUNT(*) FROM {table}")[0][0])


def test_a_mention_comes_back_code_point_for_code_point(store: Store) -> None:
    said = mention(
        "a",
        "É 👩‍👩‍👧 \u202eevil\u202c <b>&amp; 'quotes' \n\t%s ? :name {}",
        rating=2.5,
        followers=0,
        url="https://example.invalid/?a=1&b=%20",
        thread="t",
        in_reply_to="p",
        place="r/x",
        posted_at=NOON + timedelta(microseconds=123457),
    )
    store.sources.save_batch("reddit", Batch(mentions=(said,)), NOON)
    assert store.mentions.unassessed(10)[0] == [said]


def test_nul_and_half_characters_are_stored_as_replacement_marks(store: Store) -> None:
    store.sources.save_batch("reddit", Batch(mentions=(mention("a", "one\x00two\ud83dthree"),)), NOON)
    assert store.mentions.unassessed(10)[0][0].text == "one\ufffdtwo?three"


def test_the_same_batch_three_times_is_stored_once(store: Store) -> None:
    sample = EngagementSample(mention_id="reddit:a", at=NOON, likes=0)
    gap = Gap(source="reddit", span=DAY, reason=GapReason.FAILED, detail="no answer")
    reject = Reject(place="f.csv:3", reason="no time", raw="x")
    batch = Batch(
        mentions=(mention("a"), mention("b")),
        samples=(sample,),
        gaps=(gap,),
        rejects=(reject,),
        heard=DAY,
        checkpoint={"page": 2},
    )
    assert [store.sources.save_batch("reddit", batch, NOON) for _ in range(3)] == [2, 0, 0]
    assert [_count(store, table) for table in ("mentions", "engagement", "gaps", "heard", "rejects")] == [2, 1, 1, 1, 1]
    assert store.sources.checkpoint("reddit") == {"page": 2}
    assert store.sources.heard_until("reddit") == NOON


def test_a_batch_that_fails_half_way_leaves_neither_mentions_nor_checkpoint(store: Store) -> None:
    broken = mention("b", followers="many")
    batch = Batch(mentions=(mention("a"), broken), checkpoint={"page": 2}, heard=DAY)
    if store._engine.dialect.name == "sqlite":
        batch = Batch(mentions=(mention("a"), mention("b", rating=object())), checkpoint={"page": 2}, heard=DAY)
    with pytest.raises(StoreError):
        store.sources.save_batch("reddit", batch, NOON)
    assert _count(store, "mentions") == 0
    assert store.sources.checkpoint("reddit") is None
    assert store.sources.heard_until("reddit") is None


def test_a_batch_without_a_checkpoint_keeps_the_one_there_is(store: Store) -> None:
    store.sources.save_batch("reddit", Batch(checkpoint={"page": 1}), NOON)
    store.sources.save_batch("reddit", Batch(mentions=(mention("a"),)), NOON)
    assert store.sources.checkpoint("reddit") == {"page": 1}


def test_unknown_engagement_is_not_zero(store: Store) -> None:
    samples = (EngagementSample(mention_id="reddit:a", at=NOON, likes=0, views=None),)
    store.sources.save_batch("reddit", Batch(samples=samples), NOON)
    with transaction(store._engine) as connection:
        assert [tuple(row) for row in run(connection, "SELECT likes, views FROM engagement")] == [(0, None)]


def test_a_reopened_store_still_knows_everything(store: Store, store_url: str) -> None:
    store.sources.save_batch("reddit", Batch(mentions=(mention("a"),), checkpoint={"page": 1}), NOON)
    again = Store(store_url)
    assert again.sources.checkpoint("reddit") == {"page": 1}
    again.close()


def test_a_store_of_a_newer_release_is_refused_with_a_sentence(store: Store, store_url: str) -> None:
    with transaction(store._engine) as connection:
        run(connection, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew, match="written by a newer release"):
        Store(store_url)


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreError, match="the file is damaged"):
        Store(f"sqlite:///{tmp_path / 'broken.db'}")


@pytest.mark.parametrize("url", ["nonsense", "oracle9://x", "sqlite:////proc/nowhere/x.db"])
def test_an_address_that_leads_nowhere_is_a_sentence_not_a_traceback(url: str) -> None:
    with pytest.raises(StoreError):
        Store(url)
