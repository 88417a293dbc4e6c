"""Runs the command line in this process and kills the process at one exact point: the n-th statement, commit or rename.

Started by the tests as `python killed_run.py POINT ARGUMENTS…`; with POINT 0 it only counts the points and prints them.
"""

from __future__ import annotations

import os
import signal
import sys

from sqlalchemy import event
from sqlalchemy.engine import Engine

from monitor.cli import main

COUNTED = {"os.rename", "os.remove"}
point = int(sys.argv[1])
reached = 0


def step(*_: object, **__: object) -> None:
    """Count one point, and die there if it is the chosen one."""
    global reached  # noqa: PLW0603 - a script of one page
    reached += 1
    if reached == point:
        os.kill(os.getpid(), signal.SIGKILL)


event.listen(Engine, "before_cursor_execute", step)
event.listen(Engine, "commit", step)
sys.addaudithook(lambda name, _: step() if name in COUNTED else None)
try:
    main(sys.argv[2:])
finally:
    if point == 0:
        print(reached)  # noqa: T201 - read by the test
