"""Sends messages by Apprise (https://appriseit.com), which speaks to over a hundred services; an extra of the package."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from monitor.errors import NotDelivered
from monitor.notify.message import Message, defanged, without_secrets

if TYPE_CHECKING:
    from apprise import Apprise

INSTALL = "pip install 'reputation-monitor[notify]'"
TIMEOUT_SECONDS = 30.0


def send_by_service(url: str, message: Message) -> None:
    """Send a message as plain text. Raises NotDelivered when the service did not take it."""
    service = service_at(url)
    body = "\n\n".join(filter(None, (defanged(message.body), message.link)))
    result = service.notify(title=defanged(message.title), body=body, body_format="text", timeout=TIMEOUT_SECONDS)
    if not result:
        said = [entry.message for entry in result.logs() if entry.level in {"WARNING", "ERROR", "CRITICAL"}]
        raise NotDelivered(without_secrets(said[-1] if said else f"no answer: {result.status.name.lower()}", url))


def service_at(url: str) -> Apprise:
    """Find the service an address names, without asking it. Raises NotDelivered when there is none."""
    try:
        import apprise  # noqa: PLC0415 - 150 ms, and an extra
    except ModuleNotFoundError:
        raise NotDelivered(f"it needs Apprise, which is not installed: {INSTALL}") from None
    _keep_quiet()
    service = apprise.Apprise(asset=apprise.AppriseAsset(storage_mode="memory"))
    if not service.add(url):
        raise NotDelivered("Apprise does not know such an address: see https://appriseit.com/services/")
    return service


def _keep_quiet() -> None:
    """Keep the library from printing: what went wrong is said by us, where it is due and without secrets."""
    log = logging.getLogger("apprise")
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())
