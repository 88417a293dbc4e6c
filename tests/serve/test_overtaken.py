"""What somebody does about a case while it is being decided is never lost."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from monitor.config.load import load
from monitor.model import CaseEvent, CaseEventKind
from monitor.outreach.decide import decide
from monitor.pipeline import decide as decide_all
from monitor.store import Store

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


def test_a_press_between_a_runs_reading_and_its_writing_is_decided_about_next(
    demo_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(demo_folder, tmp_path / "copy")
    config = load(tmp_path / "copy" / "monitor.toml")
    store = Store(config.store)
    store.cases.record(1042, [CaseEvent(at=NOW, kind=CaseEventKind.NOTED, actor="sam", detail="first")], NOW)
    people, dossiers = store.cases.undecided(10, NOW)
    decisions = [decision for each in dossiers if (decision := decide(each, config.policy, NOW))]
    press = CaseEvent(at=NOW, kind=CaseEventKind.NOT_FOR_US, actor="priya", detail="not ours")
    store.cases.record(1042, [press], NOW)
    store.cases.save_decisions(people, decisions, NOW)
    found = store.cases.find(1042)
    assert found
    assert found.state.value == "open"
    decide_all(store, config.policy, NOW, lambda _stage, _count: None)
    found = store.cases.find(1042)
    assert found
    assert found.state.value == "closed"
    assert store.cases.undecided(10, NOW)[0] == []
    store.close()


def test_what_is_done_about_a_case_that_is_erased_leaves_no_trace(demo_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(demo_folder, tmp_path / "copy")
    store = Store(load(tmp_path / "copy" / "monitor.toml").store)
    note = CaseEvent(at=NOW, kind=CaseEventKind.NOTED, actor="sam", detail="secret")
    assert store.cases.record(999_999, [note], NOW) is None
    assert store.cases.events(999_999) == ()
    store.close()
