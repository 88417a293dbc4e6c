"""Past pages keep nothing of what is taken down, changed by its author, or erased: the page on which it stood goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from making import NOON

from monitor.config import Config
from monitor.config.load import load
from monitor.model import Absence, Batch
from monitor.pipeline import report
from monitor.store import Store
from tests.revisit.remembering import analyze, lose, post

DAY = timedelta(days=1)
TROUBLE = "my larkfield parcel {} never arrived and nobody answers the phone, three weeks now"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n[analysis]\nencoder = false\n'
        '[report]\nformats = ["html"]\nkeep = 3\n[sources.x]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n',
        encoding="utf-8",
    )
    return load(tmp_path / "monitor.toml")


def hear(store: Store, key: str, at: float, **more: object) -> None:
    mention = post(key, TROUBLE.format(f"Zq{key}"), NOON + at * DAY, author_name=f"Ann{key}", **more)
    store.sources.save_batch("x", Batch(mentions=(mention,)), NOON + at * DAY)


def write(config: Config, store: Store, day: int) -> None:
    analyze(store, NOON + day * DAY)
    report(config, store, NOON + day * DAY)


def past(config: Config) -> list[str]:
    folder = config.report_folder / "past"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def pages(config: Config) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(config.report_folder.rglob("*.html")))


def test_the_last_page_of_each_day_is_kept_so_long_and_listed_with_what_it_said(store: Store, config: Config) -> None:
    days = [f"{NOON + day * DAY:%Y-%m-%d}" for day in range(5)]
    for day in range(5):
        hear(store, f"{day}", day - 0.1)
        write(config, store, day)
        write(config, store, day)
    assert past(config) == [*days[2:], "index.html"]
    listed = (config.report_folder / "past" / "index.html").read_text(encoding="utf-8")
    assert "5 people need you today" in listed
    assert "3 people need you today" in listed
    assert "2 people need you today" not in listed
    old = (config.report_folder / "past" / days[2] / "index.html").read_text(encoding="utf-8")
    assert "This is a past page" in old
    assert "Zq2" in old
    assert "Zq4" not in old


def test_with_keep_0_nothing_is_kept_and_what_there_was_goes(store: Store, config: Config) -> None:
    hear(store, "1", -0.1)
    write(config, store, 0)
    assert past(config) != []
    (config.report_folder / "past" / "ours.txt").write_text("not a page", encoding="utf-8")
    write(replace(config, keep=0), store, 1)
    assert past(config) == ["ours.txt"]
    assert "past/index.html" not in pages(config)


def _deleted(store: Store) -> None:
    lose(store, ["x:1"], NOON + DAY, Absence.DELETED)


def _account_gone(store: Store) -> None:
    lose(store, ["x:1"], NOON + DAY, Absence.AUTHOR_GONE)


def _person_erased(store: Store) -> None:
    store.erasure.erase_person("x:ann1", NOON + DAY)


def _mention_erased(store: Store) -> None:
    store.erasure.erase_mention("x:1", NOON + DAY)


def _too_old(store: Store) -> None:
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET state = 'closed' WHERE person = 'x:ann1'")
    assert store.erasure.retire("x", NOON - DAY, 10) == 1


def _edited(store: Store) -> None:
    mention = post("1", "All is well, larkfield rang", NOON - 2 * DAY, author_key="ann1", author_name="Annemarie")
    edited = replace(mention, edited_at=NOON + DAY / 2)
    store.sources.save_batch("x", Batch(mentions=(edited,)), NOON + DAY)


@pytest.mark.parametrize("erase", [_deleted, _account_gone, _person_erased, _mention_erased, _too_old, _edited])
def test_a_page_on_which_erased_words_stood_goes_and_the_others_stay(
    store: Store, config: Config, erase: Callable[[Store], None]
) -> None:
    hear(store, "2", -2, author_key="ann2")
    write(config, store, -1)
    hear(store, "1", -2, author_key="ann1")
    write(config, store, 0)
    assert "Zq1" in pages(config)
    erase(store)
    write(config, store, 1)
    assert "Ann1" not in pages(config)
    assert "Zq1" not in pages(config)
    assert past(config) == [f"{NOON - DAY:%Y-%m-%d}", f"{NOON + DAY:%Y-%m-%d}", "index.html"]
    listed = (config.report_folder / "past" / "index.html").read_text(encoding="utf-8")
    assert listed.count("Withdrawn") == 1


@pytest.mark.parametrize("erase", [_deleted, _account_gone, _person_erased, _mention_erased])
def test_praise_has_no_case_and_goes_all_the_same(store: Store, config: Config, erase: Callable[[Store], None]) -> None:
    said = "Thank you Larkfield, the fitter Zq1 was wonderful and so kind"
    praise = post("1", said, NOON - DAY / 2, author_key="ann1", author_name="Ann1")
    store.sources.save_batch("x", Batch(mentions=(praise,)), NOON)
    write(config, store, 0)
    assert "Zq1" in pages(config)
    erase(store)
    write(config, store, 1)
    assert past(config) == [f"{NOON + DAY:%Y-%m-%d}", "index.html"]


def test_a_day_whose_page_was_withdrawn_has_one_again_after_its_next_report(store: Store, config: Config) -> None:
    hear(store, "1", -2, author_key="ann1")
    hear(store, "2", -2, author_key="ann2")
    write(config, store, 0)
    _person_erased(store)
    write(config, store, 0)
    assert past(config) == [f"{NOON:%Y-%m-%d}", "index.html"]
    assert "Zq1" not in pages(config)
    _deleted(store)  # what no longer stands there withdraws nothing any more
    write(config, store, 1)
    assert len(past(config)) == 3
