"""Opens the store for one command, and sees to it that only one run works on it at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.config import Config
from monitor.lock import only_run
from monitor.store import Store
from monitor.store.engine import WAIT_SECONDS


@contextmanager
def reading_store(config: Config, wait_seconds: float = WAIT_SECONDS) -> Iterator[Store]:
    """Open the store to look something up, or to add a fact; a write waits for others for `wait_seconds`."""
    store = Store(config.store, wait_seconds)
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
    with only_run(lock_beside(path), wait_seconds), reading_store(config) as store:
        yield store


@contextmanager
def alone(config: Config, store: Store, wait_seconds: float) -> Iterator[None]:
    """Work alone for a while on a store that is open already. Raises Busy as `working_store` does."""
    path = file_of(config.store)
    with store.alone(wait_seconds) if path is None else only_run(lock_beside(path), wait_seconds):
        yield


def lock_beside(path: Path) -> Path:
    """Give the lock of a file database."""
    return path.with_name(path.name + ".lock")


def file_of(url: str) -> Path | None:
    """Give the file of a file database, None for a server."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
