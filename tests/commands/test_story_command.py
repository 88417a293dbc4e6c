"""`story ID` says who told a story, why each telling belongs to it, and which stories became one in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.cli import call, make_parser
from monitor.errors import Exit, UsageError
from monitor.store import Store
from tests.store.told_stories import put_in
from tests.stories.telling import tell

NOW = "2026-03-05T09:00:00Z"
CONFIGURATION = """
[[brands]]
name = "Larkfield"
[sources.mentions]
connector = "file"
path = "mentions.csv"
platform = "x"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Give a configuration with a store in which two stories became one."""
    path = tmp_path / "monitor.toml"
    path.write_text(CONFIGURATION, encoding="utf-8")
    store = Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    put_in(
        store,
        tell("1", "the lift at larkfield arden is \x1b[31mstuck", thread="a", author="ann", author_key="ann"),
        tell("2", "nobody opened the gate", thread="b", author_key="ben", hours=1, url="https://x.example/p/2"),
        tell("3", "and see https://x.example/p/2", thread="a", author_key="cat", hours=2),
    )
    store.close()
    return path


def shown(config: Path, *arguments: str) -> Exit:
    return call(make_parser().parse_args(["story", *arguments, "--config", str(config), "--now", NOW]))


@pytest.mark.parametrize("name", ["x:1", "x:2"])
def test_a_story_is_shown_in_order_of_time_each_telling_with_its_reason(
    config: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(config, name) is Exit.FINE
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "  begun 2026-03-04 09:00 UTC, last told 2026-03-04 11:00 UTC, 3 mentions"
    expected = "x:2 and x:1 became one story: shares the link x.example/p/2 (x:3)"
    assert f"2026-03-04 11:00 UTC  {expected}" in lines
    told = [(line, lines[at + 1].strip()) for at, line in enumerate(lines) if "  x  " in line]
    assert [why for _, why in told] == ["first told here", "first told here", "in the same conversation"]
    assert told[0][0].startswith("2026-03-04 09:00 UTC  x  ann: the lift at larkfield arden is ")
    assert not any("\x1b" in line for line in lines)


def test_a_story_is_one_object_as_json(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown(config, "x:1", "--json")
    found = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in found["mentions"]] == ["x:1", "x:2", "x:3"]
    assert [(each["absorbed"], each["kept"], each["mention"]) for each in found["merges"]] == [("x:2", "x:1", "x:3")]


def test_a_story_nobody_tells_is_refused_with_where_to_look(config: Path) -> None:
    with pytest.raises(UsageError, match="`reputation-monitor stories` lists them"):
        shown(config, "x:9")
