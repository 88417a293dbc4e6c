"""The main job on real input: a storm weekend of three airlines, as an operator would run it."""

from __future__ import annotations

import csv
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from running import monitor

MOMENTS = (
    "2015-02-19T12:00:00-08:00",
    "2015-02-21T12:00:00-08:00",
    "2015-02-22T12:00:00-08:00",
    "2015-02-22T23:59:00-08:00",
)
FAST = "[analysis]\nencoder = false\n"
"""Both nets take a minute for the whole weekend; `benchmarks/run.py` and `-m faults` take it."""
CONFIGURATION = """
title = "Three airlines"
timezone = "America/Los_Angeles"
[[brands]]
name = "United"
handles = ["@united"]
[[brands]]
name = "US Airways"
handles = ["@USAirways"]
[[brands]]
name = "American Airlines"
aliases = ["AmericanAir"]
handles = ["@AmericanAir"]
[sources.mentions]
connector = "file"
path = "mentions.csv"
platform = "x"
columns = { stable_key = "id", author = "author", posted_at = "created_at", text = "text", reposts = "retweets" }
"""


class Seen(NamedTuple):
    """What stands in the store after a run, and how large its page is: `stories` gives the mentions of each."""

    heard: int
    stories: dict[str, int]
    page_size: int


def _lay_out(folder: Path, rows: list[dict[str, str]], columns: list[str], further: str = "") -> Path:
    folder.mkdir()
    with (folder / "mentions.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    (folder / "monitor.toml").write_text(CONFIGURATION + further, encoding="utf-8")
    return folder / "monitor.toml"


def _rows(labelled: Path) -> list[dict[str, str]]:
    with (labelled / "airline" / "mentions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=[FAST, pytest.param("", marks=pytest.mark.faults)], ids=["fast", "both tiers"])
def weekend(labelled: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> list[Seen]:
    """Run over one store at four moments."""
    rows = _rows(labelled)
    folder = tmp_path_factory.mktemp("airline") / "weekend"
    config = _lay_out(folder, rows, list(rows[0]), request.param)
    found = []
    for moment in MOMENTS:
        done = monitor("run", "--config", config, "--now", moment)
        assert (done.stderr, done.stdout, done.returncode) == ("", "", 0)
        connection = sqlite3.connect(folder / "reputation.db")
        stories = {
            row[0]: row[1] for row in connection.execute("SELECT id, mentions FROM stories WHERE alias_of IS NULL")
        }
        heard = connection.execute("SELECT COUNT(*) FROM mentions").fetchone()[0]
        connection.close()
        found.append(Seen(heard, stories, (folder / "report" / "index.html").stat().st_size))
    return found


def test_every_tweet_is_heard_once_over_four_runs(weekend: list[Seen], labelled: Path) -> None:
    heard = [seen.heard for seen in weekend]
    assert heard == sorted(set(heard)), "each moment brings more"
    assert heard[-1] == len(_rows(labelled)) == 6205
    assert all(sum(seen.stories.values()) <= seen.heard for seen in weekend), "no tweet stands in two stories"


def test_stories_are_seen_growing(weekend: list[Seen]) -> None:
    for earlier, later in pairwise([seen.stories for seen in weekend]):
        kept = set(earlier) & set(later)
        assert len(kept) > 0.95 * len(earlier), "a story keeps its name while it grows"
        assert any(later[story] > earlier[story] for story in kept)


def test_the_page_stays_within_400_kb(weekend: list[Seen]) -> None:
    assert all(seen.page_size <= 400 * 1024 for seen in weekend)


def test_the_labels_of_the_file_are_never_read(labelled: Path, tmp_path: Path) -> None:
    rows = _rows(labelled)[:200]
    with_labels = _lay_out(tmp_path / "with", rows, list(rows[0]))
    without = _lay_out(tmp_path / "without", rows, [name for name in rows[0] if not name.startswith("label_")])
    for config in (with_labels, without):
        assert monitor("run", "--config", config, "--now", MOMENTS[-1]).returncode == 0
    reports = [(path.parent / "report" / "index.html").read_bytes() for path in (with_labels, without)]
    assert reports[0] == reports[1]
