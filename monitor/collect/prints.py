"""Keeps what a connector prints for the operator, instead of having cron mail it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO, cast

from monitor.collect.hearing import Hearing

_PRINT_LIMIT = 200


class _Muffler:
    """Stands before standard output: what a source's thread prints is kept, all else goes through."""

    def __init__(self, real: TextIO, threads: Mapping[int, Hearing]) -> None:
        self._real = real
        self._threads = threads

    def write(self, text: str) -> int:
        """Keep what a source prints, up to a limit; let all else through."""
        hearing = self._threads.get(threading.get_ident())
        if hearing is None:
            return self._real.write(text)
        hearing.printed = (hearing.printed + text)[:_PRINT_LIMIT]
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


@contextmanager
def prints_caught(threads: Mapping[int, Hearing]) -> Iterator[None]:
    """Muffle the given threads while the body runs, and those that are still given at its end for as long as they live."""
    output, errors = sys.stdout, sys.stderr
    sys.stdout = cast("TextIO", _Muffler(output, threads))
    sys.stderr = cast("TextIO", _Muffler(errors, threads))
    try:
        yield
    finally:
        if not threads:
            sys.stdout, sys.stderr = output, errors
