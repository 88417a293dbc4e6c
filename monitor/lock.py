"""One run at a time: an advisory lock of the operating system, which dies with the process that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import Busy, StoreError


@contextmanager
def only_run(lock_file: Path, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the lock at `lock_file` while the body runs.

    Raises Busy when another process still holds it after `wait_seconds`, StoreError when the file cannot be written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that `--help` does not need

    lock = FileLock(lock_file, timeout=wait_seconds)
    try:
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise Busy(
            f"another run is at work ({lock_file} is locked); this one leaves it alone, the next will follow"
        ) from None
    except OSError as error:
        raise StoreError(
            f"the lock {lock_file} cannot be written: {error}; check the folder's permissions and space"
        ) from error
    try:
        yield
    finally:
        lock.release()
