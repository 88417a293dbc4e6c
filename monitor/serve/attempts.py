"""Counts failed sign-ins, so that passwords cannot be tried by the thousand."""

from __future__ import annotations

from collections import deque
from threading import Lock

MOST = {"name": 10, "address": 30}
"""Failures within the window after which a name, or an address, has to wait."""

WINDOW_SECONDS = 15 * 60
MOST_KEPT = 10_000
"""Names and addresses remembered at once: a bound on memory, the oldest go first."""


class Attempts:
    """Remembers failures of the last quarter of an hour, by name and by address."""

    def __init__(self) -> None:
        self._failed: dict[tuple[str, str], deque[float]] = {}
        self._lock = Lock()

    def must_wait(self, name: str, address: str, now: float) -> bool:
        """Tell whether a name or an address failed too often; `now` in seconds."""
        with self._lock:
            return any(len(self._recent(key, now)) >= MOST[key[0]] for key in _keys(name, address))

    def failed(self, name: str, address: str, now: float) -> None:
        """Note a failure."""
        with self._lock:
            for key in _keys(name, address):
                self._failed[key] = self._recent(key, now)
                self._failed[key].append(now)
            while len(self._failed) > MOST_KEPT:
                del self._failed[next(iter(self._failed))]

    def _recent(self, key: tuple[str, str], now: float) -> deque[float]:
        """Take the failures of a key that still count out of memory, so that it is put back as the newest."""
        found = self._failed.get(key, deque())
        while found and found[0] <= now - WINDOW_SECONDS:
            found.popleft()
        return found


def _keys(name: str, address: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("name", name.casefold()[:100]), ("address", address)
