"""What a run costs follows what is new, and what it knows does not depend on how many runs it took to hear it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from running import monitor
from sqlalchemy import event
from sqlalchemy.engine import Engine

from monitor.config.load import load
from monitor.pipeline import run as run_pipeline
from monitor.session import working_store
from monitor.sources import faults_of

END = datetime.fromisoformat("2026-03-04T09:00:00+00:00")
GROWING = "mentions assessments stories story_mentions story_keys key_counts cases case_mentions case_events engagement heard gaps rejects source_runs reports alerts spikes brand_hours forecasts"
"""The tables that only ever grow."""
TROUBLES = [
    "my larkfield parcel never arrived and nobody answers the phone, three weeks now",
    "The larkfield kettle broke on day two, I want a refund",
    "Larkfield cancelled my delivery again, second time I took the day off for nothing",
    "my larkfield oven went up in smoke in Leeds and the hotline hung up on me",
]


def _monitor(folder: Path, *arguments: str) -> str:
    done = monitor(*arguments, "--config", folder / "monitor.toml")
    assert done.returncode == 0, done.stderr
    return done.stdout


def _at(hours: float) -> str:
    """Give the moment so many hours before the end."""
    return (END - timedelta(hours=hours)).isoformat()


def _post(key: str, hours: float, author: str, text: str, parent: str = "") -> dict[str, str]:
    told = {"stable_key": key, "posted_at": _at(hours), "author": author, "text": text, "platform": "x"}
    return told | ({"in_reply_to": parent} if parent else {})


def _conversation(number: int) -> Iterator[dict[str, str]]:
    """Tell one person's trouble, what a bystander says to it, our reply, and what the person makes of that."""
    hours = 70.0 - number
    person, key = f"person{number}", f"p{number}"
    yield _post(key, hours, person, f"@larkfieldhome {TROUBLES[number % len(TROUBLES)]} ({number})")
    yield _post(f"by{number}", hours - 9, f"other{number}", "same here, mine never came either", key)
    if number % 2:
        yield _post(f"own{number}", hours - 20, "larkfieldhome", "We are sorry. Please send us your order number.", key)
        said = ["thank you, all sorted now!", "still nothing, this is a joke", "ok, fine I suppose"][number % 3]
        yield _post(f"ans{number}", hours - 22, person, said, f"own{number}")


def _lay_out(folder: Path, posts: list[dict[str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "posts.jsonl").write_text("".join(f"{json.dumps(post)}\n" for post in posts), encoding="utf-8")
    (folder / "monitor.toml").write_text(
        '[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n'
        '[sources.posts]\nconnector = "file"\npath = "posts.jsonl"\nplatform = "x"\n',
        encoding="utf-8",
    )


def _known(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read what was concluded: cases with their reasons, events, stories. Not what is only measured as of a moment."""
    asked = {
        "cases": "SELECT person, number, state, owner, lane, level, opened_at, first_reply_at, outcome, snoozed_until, due_at FROM cases",
        "events": "SELECT case_number, at, kind, mention_id, actor, detail FROM case_events",
        "stories": "SELECT mention_id, story_id FROM story_mentions",
        "phases": "SELECT id, mentions, phase FROM stories",
    }
    with closing(sqlite3.connect(folder / "reputation.db")) as connection:
        known = {name: sorted(connection.execute(sql).fetchall(), key=repr) for name, sql in asked.items()}
        priorities = connection.execute("SELECT number, priority FROM cases ORDER BY number").fetchall()
    known["reasons"] = [(number, *(reason[0] for reason in json.loads(text)[2])) for number, text in priorities]
    return known


def test_rebuilding_after_many_runs_acts_and_replies_changes_nothing_that_was_concluded(tmp_path: Path) -> None:
    _lay_out(tmp_path, [post for number in range(24) for post in _conversation(number)])
    acts = (["--handed-to", "Legal"], ["--not-for-us"], ["--snooze", "30h"], ["--note", "rang her"])
    for hours in (60, 48, 36, 24, 12):
        _monitor(tmp_path, "run", "--now", _at(hours))
        if hours == 36:
            listed = _monitor(tmp_path, "cases", "--json", "--now", _at(hours)).splitlines()
            for act, line in zip(acts, listed, strict=False):
                _monitor(tmp_path, "case", json.loads(line)["case"], *act, "--now", _at(hours))
    _monitor(tmp_path, "run", "--now", _at(0))
    before = _known(tmp_path)
    assert len(before["cases"]) >= 20
    assert {"handed over", "not for us", "snoozed", "noted", "replied", "outcome"} <= {
        row[2] for row in before["events"]
    }
    _monitor(tmp_path, "analyze", "--all", "--now", _at(0))
    after = _known(tmp_path)
    for subject, rows in before.items():
        assert after[subject] == rows, subject


def test_no_statement_of_a_run_reads_a_whole_growing_table(tmp_path: Path) -> None:
    _lay_out(tmp_path, [post for number in range(8) for post in _conversation(number)])
    plans: dict[str, list[str]] = {}

    def explain(connection: object, _cursor: object, sql: str, values: object, _context: object, many: bool) -> None:
        if sql.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            driver = connection.connection.dbapi_connection  # type: ignore[attr-defined]
            rows = driver.execute(f"EXPLAIN QUERY PLAN {sql}", values[0] if many else values)  # type: ignore[index]
            plans[sql] = [row[3] for row in rows]

    config = load(tmp_path / "monitor.toml", faults_of)
    event.listen(Engine, "before_cursor_execute", explain)
    try:
        for hours in (60, 30, 0):
            with working_store(config) as store:
                run_pipeline(config, store, END - timedelta(hours=hours), lambda _stage, _count: None)
    finally:
        event.remove(Engine, "before_cursor_execute", explain)
    whole = re.compile(rf"SCAN ({GROWING.replace(' ', '|')})\b")
    absent = re.compile(r"USING (COVERING )?INDEX (stories_by_alias|cases_by_reply|cases_by_look_again) \(\w+=\?\)")
    assert len(plans) > 60
    for sql, plan in plans.items():
        if sql != "SELECT 1 FROM cases LIMIT 1":
            assert [step for step in plan if whole.match(step)] == [], sql
        if "UPDATE stories SET alias_of" not in sql:
            assert [step for step in plan if absent.search(step)] == [], (
                f"found by what is absent from most rows: {sql}"
            )


def test_somebody_who_agrees_below_a_case_in_a_later_run_is_counted_on_it(tmp_path: Path) -> None:
    trouble, agreeing, *_ = _conversation(0)
    _lay_out(tmp_path, [trouble])
    _monitor(tmp_path, "run", "--now", _at(65))
    assert "agrees" not in _monitor(tmp_path, "case", "R-1001", "--now", _at(65))
    _lay_out(tmp_path, [trouble, agreeing])
    _monitor(tmp_path, "run", "--now", _at(50))
    assert "One other person agrees" in _monitor(tmp_path, "case", "R-1001", "--now", _at(50))


@pytest.mark.parametrize("hours", [30, 1])
def test_a_clock_that_was_set_back_loses_nobody(tmp_path: Path, hours: float) -> None:
    _lay_out(tmp_path, [_post("p1", hours, "ann", f"@larkfieldhome {TROUBLES[0]}")])
    _monitor(tmp_path, "collect", "--now", _at(0))
    _monitor(tmp_path, "run", "--now", _at(20))  # the clock is 20 hours late; what was heard may lie in its future
    _monitor(tmp_path, "run", "--now", _at(0))
    assert "ann" in _monitor(tmp_path, "cases", "--now", _at(0))


def test_what_is_said_of_a_story_goes_when_the_story_is_over(tmp_path: Path) -> None:
    # Two people, and never growing: new, then fading.
    told = [_post("p0", 60, "ann", "@larkfieldhome my oven broke and nobody answers the phone")]
    told += [_post("q0", 58.5, "ben", "same here, my larkfield oven broke too", "p0")]
    _lay_out(tmp_path, told)
    _monitor(tmp_path, "run", "--now", _at(58))
    before = _monitor(tmp_path, "case", "R-1001", "--now", _at(58))
    for hours in (50, 30):
        _monitor(tmp_path, "run", "--now", _at(hours))
    after = _monitor(tmp_path, "case", "R-1001", "--now", _at(30))
    assert "twice as many every" in before
    assert "twice as many every" not in after
