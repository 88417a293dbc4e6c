"""Opens the store for one command, and sees to it that only one run works on it at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.config import Config
from monitor.lock import only_run
from monitor.store import Store


@contextmanager
def reading_store(config: Config) -> Iterator[Store]:
    """Open the store to look something up, or to add one fact."""
    store = Store(config.store)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def working_store(config: Config, wait_seconds: float = 0) -> Iterator[Store]:
    """Open the store to work on it alone. Raises Busy when another run does, after at most `wait_seconds`.

    Beside a file database the lock is a file; a database server keeps the lock itself. Both die with the process.
    """
    path = file_of(config.store)
    if path is None:
        with reading_store(config) as store, store.alone(wait_seconds):
            yield store
        return
    with only_run(path.with_name(path.name + ".lock"), wait_seconds), reading_store(config) as store:
        yield store


def file_of(url: str) -> Path | None:
    """Give the file of a file database, None for a server."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
