"""A run does its whole job, says nothing when all is well, and can be killed, repeated and overlapped."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock
from networked import Runs
from running import ROOT, monitor

NOW = "2026-03-04T09:00:00+00:00"
WORDS = [
    "@larkfieldhome my parcel never arrived and nobody answers the phone, three weeks now",
    "The larkfield kettle broke on day two, I want a refund",
    "Thank you Larkfield, the fitter was wonderful and so kind",
    "Larkfield cancelled my delivery again, second time I took the day off for nothing",
    "does larkfield deliver to Orkney?",
    "it's fine I guess, larkfield does the job, probably won't renew",
    "same here, still no parcel from larkfield and no answer",
]


def lay_out(folder: Path, rows: int = 60, store: str = "sqlite:///reputation.db") -> Path:
    """Write a configuration with one CSV source of an invented brand; give the configuration's path."""
    folder.mkdir(parents=True, exist_ok=True)
    start = datetime.fromisoformat(NOW) - timedelta(days=1)
    with (folder / "posts.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "author", "created_at", "text", "retweets"])
        for number in range(rows):
            at = start + timedelta(minutes=20 * number)
            writer.writerow(
                [
                    f"p{number}",
                    f"person{number % 37}",
                    at.isoformat(),
                    f"{WORDS[number % len(WORDS)]} ({number})",
                    number % 5,
                ]
            )
    (folder / "monitor.toml").write_text(
        f'store = "{store}"\n[[brands]]\nname = "Larkfield"\nhandles = ["@larkfieldhome"]\n[analysis]\nencoder = false\n[sources.posts]\nconnector = "file"\npath = "posts.csv"\nplatform = "x"\n',
        encoding="utf-8",
    )
    return folder / "monitor.toml"


def run(config: Path, now: str = NOW) -> subprocess.CompletedProcess[str]:
    """Do a whole run."""
    return monitor("run", "--config", config, "--now", now)


def contents(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read everything a store holds, without the order in which it came."""
    connection = sqlite3.connect(store)
    try:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        # How long a run took is a fact about that run, not about what was heard.
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in names
            if name != "source_runs"
        }
    finally:
        connection.close()


def test_a_run_that_heard_everything_says_nothing_and_writes_every_format(tmp_path: Path) -> None:
    done = run(lay_out(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == [
        "figures.csv",
        "figures.html",
        "index.csv",
        "index.html",
        "index.json",
        "index.txt",
        "past",
    ]
    assert "need you today" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_the_same_run_three_times_changes_neither_store_nor_page(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    run(config)
    first, page = contents(tmp_path / "reputation.db"), (tmp_path / "report" / "index.html").read_bytes()
    for _ in range(2):
        assert run(config).returncode == 0
        assert contents(tmp_path / "reputation.db") == first
        assert (tmp_path / "report" / "index.html").read_bytes() == page


def test_a_run_that_hears_nothing_new_loads_no_rule_of_reading(tmp_path: Path) -> None:
    config = lay_out(tmp_path, rows=7)
    program = (
        "import sys; from monitor.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: print(*[name for name in sys.modules if name.startswith(('monitor.analysis', "
        "'monitor.outreach.decide', 'monitor.outreach.outcome', 'monitor.stories.grouping', 'numpy'))])"
    )
    command = [sys.executable, "-c", program, "run", "--config", str(config), "--now", NOW]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=True) for _ in range(2)
    )
    assert "monitor.analysis.assess" in first.stdout
    assert not second.stdout.strip()


def test_rebuilding_everything_derived_leads_to_the_same_page(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    run(config)
    page = (tmp_path / "report" / "index.json").read_bytes()
    assert monitor("analyze", "--all", "--config", config, "--now", NOW).returncode == 0
    assert monitor("report", "--config", config, "--now", NOW).returncode == 0
    assert (tmp_path / "report" / "index.json").read_bytes() == page


def test_runs_at_growing_moments_end_where_one_run_would_have_ended(tmp_path: Path) -> None:
    config = lay_out(tmp_path / "steps")
    for hours in (18, 12, 6, 0):
        moment = (datetime.fromisoformat(NOW) - timedelta(hours=hours)).isoformat()
        assert run(config, moment).returncode == 0
    run(lay_out(tmp_path / "once"))
    step_by_step, at_once = (contents(tmp_path / name / "reputation.db") for name in ("steps", "once"))
    ids = [sorted(row[1] for row in store["mentions"]) for store in (step_by_step, at_once)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 60


def test_nothing_posted_after_now_is_heard(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    run(config, (datetime.fromisoformat(NOW) - timedelta(hours=12)).isoformat())
    assert len(contents(tmp_path / "reputation.db")["mentions"]) == 37


def test_a_second_run_at_once_leaves_with_75_in_under_a_second(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    run(config)
    with FileLock(tmp_path / "reputation.db.lock"):
        before = time.monotonic()
        done = run(config)
        waited = time.monotonic() - before
    assert done.returncode == 75
    assert "another run is at work" in done.stderr
    assert waited < 3.0, "most of it is Python starting on a busy machine; the lock itself is not waited for"


def test_a_configuration_with_errors_leaves_with_78_and_names_them_all(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    config.write_text(config.read_text().replace("platform", "platfrom") + "\n[team]\ncapacty = 3\n", encoding="utf-8")
    done = run(config)
    assert done.returncode == 78
    assert "2 errors" in done.stderr
    assert "did you mean `platform`?" in done.stderr
    assert "did you mean “capacity”?" in done.stderr


def test_broken_rows_are_kept_aside_and_the_good_ones_go_on(tmp_path: Path) -> None:
    config = lay_out(tmp_path, rows=10)
    with (tmp_path / "posts.csv").open("a", encoding="utf-8") as file:
        file.write(
            "p10,person,2026-02-30T10:00:00Z,an impossible day,0\np11,person\n,person,2026-03-04T08:00:00Z,no id,0\n"
        )
        file.write("p12,person12,2026-03-04T08:00:00Z,my larkfield oven is broken again,0\n")
    done = run(config)
    assert done.returncode == 3
    assert "3 records could not be read and were kept aside" in done.stderr
    stored = contents(tmp_path / "reputation.db")
    assert len(stored["mentions"]) == 11
    assert sorted(str(row[1]) for row in stored["rejects"]) == ["posts.csv:12", "posts.csv:13", "posts.csv:14"]
    assert run(config).returncode == 0, "what was kept aside once is not complained about again"


@pytest.mark.parametrize(("change", "words"), [("id,", "stable_key"), ("text,", "text")])
def test_a_csv_without_a_needed_column_is_named_and_nothing_is_lost(tmp_path: Path, change: str, words: str) -> None:
    config = lay_out(tmp_path, rows=5)
    posts = tmp_path / "posts.csv"
    posts.write_text(posts.read_text(encoding="utf-8").replace(change, "whatever,", 1), encoding="utf-8")
    done = run(config)
    assert done.returncode == 4
    assert words in done.stderr
    assert "could not be heard" in done.stderr
    assert (tmp_path / "report" / "index.html").exists(), "the page still says what could not be heard"


def test_one_absent_file_of_two_is_3_and_shown_on_the_page(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    config.write_text(
        config.read_text() + '[sources.lost]\nconnector = "file"\npath = "lost.csv"\nplatform = "x"\n', encoding="utf-8"
    )
    done = run(config)
    assert done.returncode == 3
    assert "lost could not be heard" in done.stderr
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "Not the whole picture" in page


FEED = """<rss version="2.0"><channel><title>News</title><item><guid>https://news.invalid/1</guid>
<title>Larkfield ovens break</title><pubDate>Wed, 04 Mar 2026 08:00:00 GMT</pubDate></item></channel></rss>"""


class _Feeds(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/good" else 404)
        self.end_headers()
        self.wfile.write(FEED.encode() if self.path == "/good" else b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def feeds() -> Iterator[str]:
    """Serve one good feed, and nothing else."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Feeds) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(("names", "code"), [(["good"], 0), (["good", "lost"], 3), (["lost"], 4)])
def test_a_feed_that_fails_beside_one_that_answers_is_3_and_shown_on_the_page(
    tmp_path: Path, feeds: str, names: list[str], code: int
) -> None:
    config = tmp_path / "monitor.toml"
    addresses = json.dumps([f"{feeds}/{name}" for name in names])
    config.write_text(f'[[brands]]\nname = "Larkfield"\n[sources.feeds]\nfeeds = {addresses}\n', encoding="utf-8")
    for moment in ("2026-03-04T08:45:00Z", NOW):
        done = run(config, moment)
        assert done.returncode == code, done.stderr
        assert ("/lost" in done.stderr) is (code > 0)
        page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
        assert ("Not the whole picture" in page) is (code > 0)
        assert ("could only be heard in part" in page) is (code == 3)


def test_a_report_that_cannot_be_written_whole_leaves_every_earlier_file(tmp_path: Path) -> None:
    config = lay_out(tmp_path, rows=10)
    run(config)
    files = {path: path.read_bytes() for path in (tmp_path / "report").rglob("*") if path.is_file()}
    (tmp_path / "report" / ".index.txt.new").mkdir()  # in the way of the last of the four
    done = run(config, "2026-03-04T10:00:00Z")
    assert done.returncode == 5
    assert "the earlier report is untouched" in done.stderr
    assert {path: path.read_bytes() for path in files} == files


def test_a_run_that_finds_another_at_work_does_not_ring_the_alarm(tmp_path: Path) -> None:
    told: list[str] = []

    class Switch(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Switch) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        config = lay_out(tmp_path, rows=5)
        address = f"http://127.0.0.1:{server.server_port}/ping"
        config.write_text(config.read_text() + f'[run]\nping = "{address}"\n', encoding="utf-8")
        with FileLock(tmp_path / "reputation.db.lock"):
            assert run(config).returncode == 75
        assert told == []
        assert run(config).returncode == 0
        assert told == ["/ping/start", "/ping"]
        (tmp_path / "reputation.db").write_bytes(b"not a database at all" * 300)
        assert run(config).returncode == 5
        assert told[2:] == ["/ping/fail"]
        server.shutdown()


def test_a_store_that_cannot_be_opened_is_5_and_leaves_the_page_alone(tmp_path: Path) -> None:
    config = lay_out(tmp_path)
    run(config)
    page = (tmp_path / "report" / "index.html").read_bytes()
    (tmp_path / "reputation.db").write_bytes(b"not a database at all" * 300)
    done = run(config)
    assert done.returncode == 5
    assert "the file is damaged" in done.stderr
    assert (tmp_path / "report" / "index.html").read_bytes() == page


def test_a_run_on_postgresql_leads_to_the_same_page(tmp_path: Path, postgres: str) -> None:
    run(lay_out(tmp_path / "file"))
    done = run(lay_out(tmp_path / "server", store=postgres))
    assert (done.stderr, done.returncode) == ("", 0)
    pages = [(tmp_path / name / "report" / "index.json").read_bytes() for name in ("file", "server")]
    assert pages[0] == pages[1]


KINDS = ("statement", "commit", "os.rename", "os.remove")
"""The points at which a run that asks nobody over a network is killed."""


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    """Give a process whose runs can be killed at any point."""
    made = Runs(tmp_path)
    yield made
    made.close()


def _reached(runs: Runs, config: Path) -> dict[str, int]:
    """Do a run; give how many points of each kind it has."""
    done = runs.run(config, datetime.fromisoformat(NOW))
    assert done["code"] == 0, runs.words()
    return {kind: done["reached"].get(kind, 0) for kind in KINDS}


def _kill_at(runs: Runs, deaths: list[tuple[str, int]], config: Path) -> None:
    """Kill a run at each point, complete it, and compare with a run nobody killed."""
    folder = config.parent
    expected, page = contents(folder / "reputation.db"), (folder / "report" / "index.html").read_bytes()
    for kind, point in deaths:
        shutil.rmtree(folder / "report", ignore_errors=True)
        for leftover in folder.glob("reputation.db*"):
            leftover.unlink()
        assert runs.run(config, datetime.fromisoformat(NOW), kind, point)["code"] == -9
        assert run(config).returncode == 0
        assert contents(folder / "reputation.db") == expected, f"killed at {kind} {point}"
        assert (folder / "report" / "index.html").read_bytes() == page, f"killed at {kind} {point}"


def test_a_killed_run_is_completed_by_the_next_with_nothing_lost_or_doubled(tmp_path: Path, runs: Runs) -> None:
    config = lay_out(tmp_path)
    reached = _reached(runs, config)
    assert sum(reached.values()) > 60
    shares = (("statement", 0.05), ("statement", 0.25), ("statement", 0.45), ("statement", 0.65), ("statement", 0.9))
    deaths = [*shares, ("commit", 0.4), ("commit", 0.8), ("os.rename", 0.5)]
    _kill_at(runs, [(kind, max(1, round(share * reached[kind]))) for kind, share in deaths], config)


@pytest.mark.faults
def test_a_run_killed_at_every_point_is_completed_by_the_next(tmp_path: Path, runs: Runs) -> None:
    config = lay_out(tmp_path)
    reached = _reached(runs, config)
    _kill_at(runs, [(kind, point) for kind, count in reached.items() for point in range(1, count + 1)], config)


def test_the_json_report_is_json_with_a_schema(tmp_path: Path) -> None:
    run(lay_out(tmp_path))
    report = json.loads((tmp_path / "report" / "index.json").read_text(encoding="utf-8"))
    assert report["schema"] == 1
