"""Stands around every command: turns faults into a sentence and an exit code, and signals into a clean end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from monitor.errors import ConfigurationError, Exit, MonitorError

STOPPING = (signal.SIGTERM, signal.SIGHUP) if hasattr(signal, "SIGHUP") else (signal.SIGTERM,)


def guarded(command: Callable[[], Exit]) -> int:
    """Run a command; give its exit code, having said in one sentence what went wrong if something did.

    A signal rolls the open transaction back, which leaves the store as the last batch left it, and gives 128 + n.
    """
    for number in STOPPING:
        signal.signal(number, _stop)
    try:
        return int(command())
    except MonitorError as error:
        _tell(error)
        return int(error.exit_code)
    except BrokenPipeError:
        # Whoever read our output has seen enough; say nothing more, not even when Python closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.FINE)
    except KeyboardInterrupt:
        say("stopped; what was stored is whole, and the next run goes on from there")
        return 128 + signal.SIGINT
    except Exception as error:  # noqa: BLE001 - the last resort: nobody is to be met by a bare traceback
        say(f"this is a bug in reputation-monitor: {type(error).__name__}: {error}; {_keep_trace()}")
        return int(Exit.BUG)


def say(words: str) -> None:
    """Tell the operator something, on standard error: cron mails it."""
    sys.stderr.write(f"reputation-monitor: {harmless(words)}\n")


def harmless(words: str) -> str:
    """Put words that may come from outside on one line, without anything a terminal would obey or a log mistake for ours."""
    if words.isprintable():
        return words
    return "".join(character if character.isprintable() else " " for character in words)


def _tell(error: MonitorError) -> None:
    if not isinstance(error, ConfigurationError):
        say(str(error))
        return
    count = len(error.findings)
    say("the configuration has an error:" if count == 1 else f"the configuration has {count} errors:")
    for finding in error.findings:
        sys.stderr.write(f"  {harmless(finding)}\n")


def _stop(number: int, _frame: FrameType | None) -> None:
    say(f"stopped by {signal.Signals(number).name}; what was stored is whole, and the next run goes on from there")
    raise SystemExit(128 + number)


def _keep_trace() -> str:
    import tempfile  # noqa: PLC0415 - 30 ms that a run without a bug saves
    import traceback  # noqa: PLC0415

    try:
        descriptor, name = tempfile.mkstemp(prefix="reputation-monitor-", suffix=".trace")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            traceback.print_exc(file=file)
    except OSError as error:
        return f"its trace cannot be kept: {error}"
    return f"the trace is in {name}"
