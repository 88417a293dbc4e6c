"""`praise` lists what is to be passed along, shows one, and notes that it was passed on; what makes no sense is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from monitor.cli import call, make_parser
from monitor.errors import Exit, UsageError

NOW = "2026-03-04T09:00:00Z"


@pytest.fixture
def config(demo_folder: Path, tmp_path: Path) -> Path:
    """Give a copy of the demo for one test alone."""
    shutil.copytree(demo_folder, tmp_path / "copy")
    return tmp_path / "copy" / "monitor.toml"


def done(config: Path, *arguments: str) -> Exit:
    return call(make_parser().parse_args(["praise", *arguments, "--config", str(config), "--now", NOW]))


def test_what_waits_is_listed_before_what_was_passed_on(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert done(config) is Exit.FINE
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("P-121 ")
    assert "Priya N." in lines[-2]
    assert lines[-1] == "… and 6 more; --limit shows more"


def test_passing_on_is_noted_by_whom_and_to_whom_and_the_first_counts(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert done(config, "P-124", "--passed-on", "--by", "Priya", "--to", "the app people") is Exit.FINE
    assert done(config, "124", "--passed-on", "--by", "Sam") is Exit.FINE
    capsys.readouterr()
    assert done(config, "p-124") is Exit.FINE
    assert "2026-03-04 09:00 UTC  passed on (Priya): to the app people" in capsys.readouterr().out
    assert done(config, "P-124", "--json") is Exit.FINE
    told = json.loads(capsys.readouterr().out)
    assert [each["by"] for each in told["passed_on"]] == ["Priya", "Sam"]
    assert done(config, "--json", "--limit", "100") is Exit.FINE
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["praise"] for row in rows if row["passed_on"]] == ["P-124", "P-125", "P-110"]
    assert len(rows) == 26


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["R-126"], "as in P-311, not 'R-126'"),
        (["P-99999"], "there is no praise P-99999"),
        (["P-99999", "--passed-on"], "there is no praise P-99999"),
        (["--passed-on"], "say which praise"),
        (["P-124", "--to", "Kev"], "give --passed-on"),
        (["--limit", "0"], "--limit must lie"),
    ],
)
def test_what_makes_no_sense_is_said_so(config: Path, arguments: list[str], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        done(config, *arguments)


def test_praise_its_author_took_away_is_said_to_be_gone(config: Path) -> None:
    from monitor.config.load import load
    from monitor.store import Store

    store = Store(load(config).store)
    store.erasure.erase_mention("appstore:adeyemi-1", store.praise.find(124).said.mention.posted_at)  # type: ignore[union-attr]
    store.close()
    with pytest.raises(UsageError, match="its words are gone"):
        done(config, "P-124", "--passed-on")
