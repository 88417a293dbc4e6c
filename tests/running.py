"""Runs the command line as cron would."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 120
_turns = count()


def monitor(
    *arguments: object,
    folder: Path = ROOT,
    environment: Mapping[str, str] = os.environ,
    given: str = "",
    afresh: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder (that of the repository) without a terminal, in a process of its own.

    The process is the child of one that has loaded the libraries, unless it is to start `afresh`, in a Python that has
    loaded nothing: that costs half a second and more, so it is for one call of each kind. There are two warm ones, asked
    in turn, whose sets of strings are in different orders: what depends on that order differs from one run to the next.
    """
    call = {"arguments": [*map(str, arguments)], "folder": str(folder), "environment": dict(environment)}
    with TemporaryFile("w+") as entered, TemporaryFile("w+") as said, TemporaryFile("w+") as complained:
        entered.write(given)
        entered.seek(0)
        streams = [entered.fileno(), said.fileno(), complained.fileno()]
        code = _start(call, streams) if afresh else _warm(1 + next(_turns) % 2).run(call, streams)
        said.seek(0)
        complained.seek(0)
        return subprocess.CompletedProcess(call["arguments"], code, said.read(), complained.read())


def _start(call: Mapping[str, object], streams: list[int]) -> int:
    """Run a command in a new Python; give the code it left with."""
    command = [sys.executable, "-m", "monitor", *call["arguments"]]
    environment = {**call["environment"], "PYTHONPATH": str(ROOT)}
    stdin, stdout, stderr = streams
    return subprocess.run(
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        cwd=call["folder"],
        env=environment,
        timeout=PATIENCE_SECONDS,
        check=False,
    ).returncode


class Warm:
    """A process that has loaded what commands need, and runs each in a child."""

    def __init__(self, seed: int) -> None:
        self._calls, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._calls.settimeout(PATIENCE_SECONDS)
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("warm.py"), str(theirs.fileno())],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed)},
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()

    def run(self, call: Mapping[str, object], streams: list[int]) -> int:
        """Run a command with these standard streams; give the code it left with."""
        socket.send_fds(self._calls, [json.dumps(call).encode()], streams)
        return int(self._calls.recv(100))

    def close(self) -> None:
        """Let the process end, and whatever it started."""
        self._calls.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@cache
def _warm(seed: int) -> Warm:
    made = Warm(seed)
    atexit.register(made.close)
    return made
