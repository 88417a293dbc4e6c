"""A forecast that a page showed is kept once, judged once when its time has come, and the record says how many held."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from making import NOON
from revisit.remembering import analyze, hear, post
from running import monitor

from monitor.model import GroupingChanges, Mention, Merge, Range, ShownForecast, TrackRecord
from monitor.pipeline import judge_forecasts
from monitor.store import Store, forecasts
from monitor.stories.record import ENOUGH, GRACE, came, record_words, shown
from monitor.stories.spread import HORIZON, measure
from tests.stories.telling import NOW, story_of, tell

HOUR = timedelta(hours=1)
DUE = NOON + HORIZON + GRACE
FORECAST = ShownForecast(
    story_id="x:p0", at=NOON, horizon=NOON + HORIZON, expected=Range(low=0, likely=1, high=3), before=1.0
)


def crowd(later: int = 0) -> list[Mention]:
    """Tell a story twice by NOON and `later` times in the hours after it."""
    told = [post("p0", "@larkfieldhome my boiler burst and flooded the kitchen", NOON - HOUR)]
    told.append(post("p1", "same here, larkfield boiler burst", NOON - HOUR / 2, in_reply_to="p0"))
    return told + [
        post(f"q{at}", f"mine too, larkfield boiler number {at}", NOON + HOUR * (at + 1), in_reply_to="p0")
        for at in range(later)
    ]


def show(store: Store, *forecasts: ShownForecast) -> None:
    store.reading.save_report(NOON, {}, forecasts)


@pytest.mark.parametrize(("later", "held"), [(0, 1), (3, 1), (5, 0)])
def test_a_forecast_is_judged_when_its_horizon_has_passed_and_not_before(store: Store, later: int, held: int) -> None:
    hear(store, crowd(later), DUE)
    analyze(store, DUE)
    show(store, FORECAST)
    judge_forecasts(store, DUE - HOUR / 60)
    assert store.forecasts.record() == TrackRecord(judged=0, held=0)
    for _ in range(2):
        judge_forecasts(store, DUE)
        assert store.forecasts.record() == TrackRecord(judged=1, held=held)
    assert store.forecasts.of_story("x:p0", DUE, 5)[0].came == later


def test_what_is_told_after_the_horizon_is_not_counted() -> None:
    told = [tell("1", "no hob", hours=-12), tell("2", "me too", hours=-2), tell("3", "and me", hours=-0.5)]
    spread = measure(story_of(told[0]), told[:1], {}, NOW - timedelta(hours=10))
    assert came(shown(spread), story_of(*told), told, {}) == 1.0
    assert came(shown(spread), replace(story_of(*told), mentions=9), told, {}) is None, "not read whole"
    assert came(shown(spread), story_of(*told), [], {}) is None


def test_pages_minutes_apart_keep_one_forecast_of_a_story(store: Store) -> None:
    for minutes in (0, 0, 15, 59, 60, 75):
        show(store, replace(FORECAST, at=NOON + timedelta(minutes=minutes)))
    kept = store.forecasts.of_story("x:p0", DUE, 9)
    assert [each.at for each in kept] == [NOON + HOUR, NOON]


def test_what_nobody_can_judge_is_dropped_and_counts_for_nothing(store: Store) -> None:
    hear(store, [*crowd(), post("z", "larkfield sofa tore after a week, Odense shop laughed", NOON)], NOON)
    analyze(store, NOON)
    show(store, FORECAST, replace(FORECAST, story_id="x:gone"))
    merge = Merge(absorbed="x:p0", kept="x:z", mention_id="x:p1", because="told so", at=NOON)
    store.stories.apply(GroupingChanges(merges=(merge,)), [], 99)
    judge_forecasts(store, DUE)
    assert store.forecasts.due(DUE, 9) == []
    assert store.forecasts.record() == TrackRecord(judged=0, held=0)


def test_forecasts_of_an_erased_story_go_with_it(store: Store) -> None:
    hear(store, crowd()[:1], NOON)
    analyze(store, NOON)
    show(store, FORECAST)
    store.erasure.erase_mention("x:p0", NOON)
    assert store.forecasts.of_story("x:p0", DUE, 9) == []


def test_no_more_are_kept_than_are_needed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts, "KEPT", 60)
    monkeypatch.setattr(forecasts, "COUNTED", 40)
    many = [replace(FORECAST, story_id=f"s{at}", horizon=NOON + timedelta(seconds=at)) for at in range(90)]
    show(store, *many)
    due = store.forecasts.due(DUE, 90)
    store.forecasts.judge([(number, 9.0 if at % 2 else 1.0) for at, (number, _) in enumerate(due)])
    assert store.forecasts.of_story("s0", DUE, 1) == []
    assert len(store.forecasts.of_story("s89", DUE, 1)) == 1
    assert store.forecasts.record() == TrackRecord(judged=40, held=20)


def test_the_record_promises_nothing_before_there_are_enough() -> None:
    assert record_words(TrackRecord(judged=ENOUGH - 1, held=ENOUGH - 1)).startswith("Too few forecasts have come due")
    assert (
        record_words(TrackRecord(judged=240, held=192))
        == "Of the last 240 forecasts, 80% held their range; 80 % should."
    )


def test_the_page_keeps_what_it_showed_and_the_commands_tell_what_came_of_it(tmp_path: Path) -> None:
    rows = [
        {
            "stable_key": each.stable_key,
            "text": each.text,
            "author": each.author,
            "posted_at": each.posted_at.isoformat(),
        }
        | ({"in_reply_to": each.in_reply_to} if each.in_reply_to else {})
        for each in crowd(1)
    ]
    (tmp_path / "posts.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (tmp_path / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n[analysis]\nencoder = false\n'
        '[sources.posts]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n',
        encoding="utf-8",
    )
    options = ("--config", tmp_path / "monitor.toml")
    for hours in (0, 11):
        assert monitor("run", *options, "--now", (NOON + hours * HOUR).isoformat()).returncode == 0
    later = (*options, "--now", (NOON + 11 * HOUR).isoformat())
    shown_story = monitor("story", "x:p0", *later).stdout
    for words in (
        "1 came, so it held",
        "Too few forecasts have come due yet",
        "in the same conversation",
        "first told here",
    ):
        assert words in shown_story
    record = json.loads(monitor("story", "x:p0", "--json", *later).stdout)
    assert [(each["came"], each["held"]) for each in record["forecasts"]][-1] == (1.0, True)
    assert [each["id"] for each in record["mentions"]] == ["x:p0", "x:p1", "x:q0"]
    assert "1 of the 20 it takes" in monitor("stories", *later).stdout
    assert "1 of the 20 it takes" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert monitor("story", "x:nobody", *later).returncode == 2
