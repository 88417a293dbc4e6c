"""Runs the command line again and again in children of one warm process, and kills a child at one exact point.

Started by the tests as `python forked_runs.py`. A line of JSON asks for one run: its `arguments`, `kind` and `point` (the
child dies at the n-th point of this kind; 0 is never), `after` (it is killed after so many seconds) and where its `words`
go. The answer is a line of JSON too: the `code` it left with (-9 when it was killed) and the points it `reached`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from http.client import HTTPResponse
from typing import Any

import loaded  # noqa: F401 - the children need not load it
from sqlalchemy import event
from sqlalchemy.engine import Engine

from monitor.cli import main

reached: Counter[str] = Counter()
death: tuple[str, int] = ("", 0)
one_at_a_time = threading.Lock()


def step(kind: str) -> None:
    """Count one point, and die there if it is the chosen one."""
    with one_at_a_time:
        reached[kind] += 1
        if death == (kind, reached[kind]):
            os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(60)  # the signal may take a moment


def answered(response: HTTPResponse, *positional: Any, **named: Any) -> None:
    """Read the head of an answer: the platform has answered by then, and we know nothing of it yet."""
    step("ask")
    begin(response, *positional, **named)
    step("answer")


begin = HTTPResponse.begin
HTTPResponse.begin = answered  # type: ignore[method-assign]
event.listen(Engine, "before_cursor_execute", lambda *_: step("statement"))
event.listen(Engine, "commit", lambda *_: step("commit"))
sys.addaudithook(lambda name, _: step(name) if name in {"os.rename", "os.remove"} else None)


def run(wish: dict[str, Any], told: int) -> None:
    """Do one run in a child, which ends with it."""
    global death  # noqa: PLW0603 - a script of one page
    death = (wish["kind"], wish["point"])
    words = os.open(wish["words"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(words, 1)
    os.dup2(words, 2)
    code = 1
    try:
        main(wish["arguments"])
    except SystemExit as left:
        code = int(left.code or 0)
    finally:
        os.write(told, json.dumps(reached).encode())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def code_of(child: int, after: float | None) -> int:
    """Wait for a child, or kill it in time."""
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


for line in sys.stdin:
    asked = json.loads(line)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        run(asked, writing)
    os.close(writing)
    code = code_of(child, asked["after"])
    counted = json.loads(os.read(reading, 10_000) or b"{}")
    os.close(reading)
    print(json.dumps({"code": code, "reached": counted}), flush=True)  # noqa: T201 - read by the test
