"""Tells a dead man's switch (healthchecks-style address) that a run starts, succeeded or failed.

The address gets `/start` before the run, nothing after success and `/fail` after failure appended
(https://healthchecks.io/docs/http_api/). A ping that fails never fails the run.
"""

from __future__ import annotations

from contextlib import suppress

TIMEOUT_SECONDS = 5.0


def ping(address: str, what: str = "") -> None:
    """Tell the address about `what`: "start", "fail", or nothing for success. An empty address is told nothing."""
    if not address:
        return
    import requests  # noqa: PLC0415 - 120 ms that a run without a ping saves

    with suppress(requests.RequestException):
        requests.get(f"{address.rstrip('/')}/{what}".rstrip("/"), timeout=TIMEOUT_SECONDS)
