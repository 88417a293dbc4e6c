"""Runs the command line again and again, each time in a child of this process, which has loaded what every run loads.

Started by tests/running.py as `python warm.py DESCRIPTOR`: on that socket it is sent the arguments, folder and
environment of a command with its three standard streams, and it answers with the code the command left with.
"""

from __future__ import annotations

import json
import os
import socket
import sys

import loaded  # noqa: F401 - the children need not load it

from monitor.cli import main


def wait_for_a_call(calls: socket.socket) -> list[str] | None:
    """Answer call after call; give the arguments of one in the child that is to run it, None when no more come."""
    while True:
        message, streams, *_ = socket.recv_fds(calls, 1_000_000, 3)
        if not message:
            return None
        child = os.fork()
        if child == 0:
            calls.close()
            return take_over(message, streams)
        for stream in streams:
            os.close(stream)
        calls.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def take_over(message: bytes, streams: list[int]) -> list[str]:
    """Let this process be as if it had been started for this call; give the arguments."""
    call = json.loads(message)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(call["folder"])
    os.environ.clear()
    os.environ.update(call["environment"])
    arguments: list[str] = call["arguments"]
    return arguments


def leave_with(code: object) -> None:
    """Leave at once: the end of libraries whose threads did not come along with the fork waits for these for ever."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


if (found := wait_for_a_call(socket.socket(fileno=int(sys.argv[1])))) is not None:
    try:
        main(found)
    except SystemExit as left:
        leave_with(left.code or 0)
