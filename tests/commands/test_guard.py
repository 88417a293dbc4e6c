"""Faults, signals and the dead man's switch, met as cron would meet them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from running import ROOT, monitor

FEW = "id,author,created_at,text\n1,ann,2026-03-04T08:00:00Z,my larkfield oven broke\n"
CONFIGURATION = (
    '[[brands]]\nname = "Larkfield"\n[sources.posts]\nconnector = "file"\npath = "posts.csv"\nplatform = "x"\n'
)


def _start(folder: Path, *program: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    command = [sys.executable, *program]
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _lay_out(folder: Path, more: str = "") -> None:
    (folder / "posts.csv").write_text(FEW, encoding="utf-8")
    (folder / "monitor.toml").write_text(CONFIGURATION + more, encoding="utf-8")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_a_run_with_128_plus_its_number_and_one_sentence(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    started = _start(tmp_path, "-u", "-m", "monitor", "forecast")
    assert started.stdin is not None
    assert started.stdout is not None
    started.stdin.write("nonsense\n")
    started.stdin.flush()
    assert "line 1" in started.stdout.readline()  # from here on it waits for lines that never come
    started.send_signal(number)
    _, said = started.communicate(timeout=20)
    assert started.returncode == code
    assert re.fullmatch(r"reputation-monitor: stopped.*what was stored is whole.*\n", said)


def test_a_bug_is_one_sentence_that_names_the_file_with_the_trace(tmp_path: Path) -> None:
    program = "from monitor.guard import guarded\nimport sys\nsys.exit(guarded(lambda: {}['planted']))"
    started = _start(tmp_path, "-c", program)
    _, said = started.communicate(timeout=20)
    assert started.returncode == 1
    assert said.count("\n") == 1
    trace = Path(re.search(r"the trace is in (\S+)", said)[1])  # type: ignore[index] - the test fails where it is absent
    assert "KeyError: 'planted'" in trace.read_text(encoding="utf-8")


@contextmanager
def _switch() -> Iterator[tuple[str, list[str]]]:
    """Serve a dead man's switch on loopback; give its address and the paths it was asked for."""
    asked: list[str] = []

    class Switch(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(500 if "broken" in self.path else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Switch)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def _run(folder: Path) -> tuple[int, str]:
    done = monitor("run", "--now", "2026-03-04T09:00:00Z", folder=folder)
    return done.returncode, done.stderr


def test_the_dead_mans_switch_hears_of_start_and_success(tmp_path: Path) -> None:
    with _switch() as (address, asked):
        _lay_out(tmp_path, f'[run]\nping = "{address}/abc"\n')
        assert _run(tmp_path) == (0, "")
    assert asked == ["/abc/start", "/abc"]


def test_the_dead_mans_switch_hears_of_failure(tmp_path: Path) -> None:
    with _switch() as (address, asked):
        _lay_out(tmp_path, f'[run]\nping = "{address}/abc"\n')
        (tmp_path / "posts.csv").unlink()
        assert _run(tmp_path)[0] == 4
    assert asked == ["/abc/start", "/abc/fail"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/nobody", "nonsense"])
def test_a_switch_that_cannot_be_reached_never_fails_a_run(tmp_path: Path, address: str) -> None:
    _lay_out(tmp_path, f'[run]\nping = "{address}"\n')
    assert _run(tmp_path) == (0, "")
