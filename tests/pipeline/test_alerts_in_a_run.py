"""An alert is decided once: not lost and not doubled by a run that dies anywhere, by a rebuild, a merge or an erasure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from making import NOON, assessor
from revisit.remembering import BRAND, analyze, hear, post, quiet
from running import monitor
from sqlalchemy import event
from sqlalchemy.engine import Engine

from monitor.config import AlertRules
from monitor.model import Alert, AlertCause, GroupingChanges, Mention, Merge, TimeSpan
from monitor.pipeline import assess, group, measure_spread
from monitor.store import Store

LATER = NOON + timedelta(hours=1)
RULES = AlertRules(zone=ZoneInfo("UTC"))
GROWING = (AlertCause.FORECAST, AlertCause.SPREADING)
WORDS = (
    "@larkfieldhome my boiler burst and flooded the kitchen, nobody answers",
    "same here, larkfield boiler burst, water everywhere and no answer from them",
    "my larkfield one burst too, third day without heating",
    "another larkfield boiler burst, they hung up on me",
    *(f"{at} days and the larkfield boiler that burst here still drips" for at in range(2, 14)),
)


def crowd() -> list[Mention]:
    """Tell one story by sixteen people in one conversation, within an hour."""
    first = post("p0", WORDS[0], NOON)
    others = range(1, len(WORDS))
    return [first, *(post(f"p{at}", WORDS[at], NOON + timedelta(minutes=3.9 * at), in_reply_to="p0") for at in others)]


def alerts(store: Store, now: datetime = LATER) -> list[Alert]:
    return [alert for alert, _ in store.alerts.newest(now, 100)]


class Killed(BaseException):
    """Stands for a process that dies."""


@contextmanager
def dying_at(point: int) -> Iterator[list[int]]:
    """Die at the n-th statement or commit; count them."""
    reached = [0]

    def step(*_: object, **__: object) -> None:
        reached[0] += 1
        if reached[0] == point:
            raise Killed

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    try:
        yield reached
    finally:
        event.remove(Engine, "before_cursor_execute", step)
        event.remove(Engine, "commit", step)


def test_a_spreading_story_is_told_of_once_however_often_it_is_looked_at(store: Store) -> None:
    hear(store, crowd(), LATER)
    for minutes in (0, 0, 30, 90, 200):
        analyze(store, LATER + timedelta(minutes=minutes))
    found = alerts(store, LATER + timedelta(days=1))
    assert [(alert.number, alert.story_id, alert.causes) for alert in found] == [(1, "x:p0", GROWING)]


def test_a_run_that_dies_at_any_statement_neither_loses_nor_doubles_an_alert(tmp_path: Path) -> None:
    point, completed = 0, False
    while not completed:
        point += 1
        store = Store(f"sqlite:///{tmp_path / f'{point}.db'}")
        hear(store, crowd(), LATER)
        assess(store, assessor(BRAND, use_encoder=False), quiet)
        group(store, quiet)
        try:
            with dying_at(point):
                measure_spread(store, RULES, LATER, quiet)
            completed = True
        except Killed:
            pass
        measure_spread(store, RULES, LATER, quiet)
        assert [alert.number for alert in alerts(store)] == [1], point
        store.close()
    assert point > 8


def test_building_everything_anew_keeps_what_was_decided_and_decides_nothing_again(store: Store) -> None:
    hear(store, crowd(), LATER)
    analyze(store, LATER)
    before = alerts(store)
    store.mentions.start_over()
    analyze(store, LATER)
    assert alerts(store) == before
    assert len(before) == 1


def test_a_story_that_becomes_part_of_another_brings_its_alerts_along(store: Store) -> None:
    hear(store, [*crowd(), post("q", "larkfield oven broke", NOON)], LATER)
    analyze(store, LATER)
    kept = store.stories.candidates(["nothing"], ({}, 0), TimeSpan(start=NOON, end=NOON))
    assert kept.stories == {}
    merge = Merge(absorbed="x:p0", kept="x:q", mention_id="x:p1", because="told so", at=NOON)
    store.stories.apply(GroupingChanges(merges=(merge,)), [], 99)
    assert [alert.story_id for alert in alerts(store)] == ["x:q"]
    assert list(store.alerts.of_stories(["x:q", "x:p0"])) == ["x:q"]


def test_erasing_the_first_teller_renames_the_story_of_an_alert_and_erasing_all_erases_it(store: Store) -> None:
    hear(store, crowd(), LATER)
    analyze(store, LATER)
    store.erasure.erase_mention("x:p0", LATER)
    assert [alert.story_id for alert in alerts(store)] == ["x:p1"]
    for at in range(1, len(WORDS)):
        store.erasure.erase_mention(f"x:p{at}", LATER)
    assert alerts(store) == []
    hear(store, [replace(each, stable_key=f"again {each.stable_key}", in_reply_to=None) for each in crowd()], LATER)
    store.stories.save_spreads([], [], [], [replace(ALERT, story_id="x:z")])
    assert [alert.number for alert in alerts(store)] == [2], "the number of an erased alert never comes again"


ALERT = Alert(
    brand="Larkfield",
    story_id="x:p0",
    decided_at=NOON,
    wake_at=NOON,
    causes=(AlertCause.SAFETY,),
    reasons=("Somebody speaks of danger",),
    size=1.0,
)


def test_only_the_newest_alerts_of_a_story_are_read(store: Store) -> None:
    store.stories.save_spreads(
        [], [], [], [replace(ALERT, decided_at=NOON + timedelta(minutes=at)) for at in range(120)]
    )
    found = store.alerts.of_stories(["x:p0"])["x:p0"]
    assert [alert.number for alert in found] == list(range(71, 121))


@pytest.fixture
def flooded(tmp_path: Path) -> Path:
    """Run over one spreading story; give the folder."""
    rows = [
        {
            "stable_key": each.stable_key,
            "text": each.text,
            "author": each.author,
            "posted_at": each.posted_at.isoformat(),
        }
        | ({"in_reply_to": each.in_reply_to} if each.in_reply_to else {})
        for each in crowd()
    ]
    (tmp_path / "posts.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (tmp_path / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n[analysis]\nencoder = false\n'
        '[alerts]\nquiet_hours = "10:00-15:00"\nwake_for = ["safety"]\nrecipient = "Ann"\n'
        '[sources.posts]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n',
        encoding="utf-8",
    )
    for minutes in (-90, 60):
        moment = (NOON + timedelta(minutes=minutes)).isoformat()
        assert monitor("run", "--config", tmp_path / "monitor.toml", "--now", moment).returncode == 0
    return tmp_path


def test_alerts_are_listed_and_stand_on_the_page(flooded: Path) -> None:
    options = ("--config", flooded / "monitor.toml", "--now", LATER.isoformat())
    line = monitor("alerts", *options).stdout.splitlines()[1]
    assert line.startswith("A-1")
    for words in ("13:00", "15:00", "Ann", "Larkfield: ", "16 different people tell it; 3 hours ago nobody did"):
        assert words in line
    record = json.loads(monitor("alerts", "--json", *options).stdout)
    assert (record["alert"], record["story"], record["causes"]) == (1, "x:p0", ["forecast", "spreading"])
    assert record["wake_at"] == "2026-03-04T15:00:00+00:00"
    assert monitor("alerts", "--config", options[1], "--now", NOON.isoformat()).stdout.startswith("Nothing was worth")
    page = (flooded / "report" / "index.html").read_text(encoding="utf-8")
    assert page.count("16 different people tell it; 3 hours ago nobody did") == 2, "what changed, and the story itself"
    assert "to wait until" in (flooded / "report" / "index.txt").read_text(encoding="utf-8")
