"""What a fault of a source is called, why it leaves a gap, and whether its breaker counts it."""

from __future__ import annotations

from connectors.base import Connector, SourceSlowed
from monitor.errors import MonitorError, SourceBudgetSpent, SourceChanged, SourceRefused
from monitor.model import GapReason

_REASONS: tuple[tuple[type[BaseException], GapReason], ...] = (
    (SourceSlowed, GapReason.SLOWED),
    (SourceBudgetSpent, GapReason.BUDGET),
    (SourceRefused, GapReason.REFUSED),
    (SourceChanged, GapReason.CHANGED),
)


def sentence_of(connector: Connector, fault: BaseException) -> str:
    """Say what went wrong, without a secret; for a bug in a connector also where."""
    if isinstance(fault, MonitorError):
        return connector.redact(str(fault))
    if isinstance(fault, ModuleNotFoundError) and connector.install:
        return f"{connector.title} needs a library that is not installed: {connector.install}"
    place = fault.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" in line {place.tb_lineno} of {place.tb_frame.f_globals.get('__name__', '?')}" if place else ""
    culprit = f"{type(connector).__module__}.{type(connector).__qualname__}"
    if isinstance(fault, SystemExit):
        return f"The connector {culprit} asked the whole program to exit{where}."
    return f"The connector {culprit} failed{where}: {type(fault).__name__}: {connector.redact(_shown(fault))[:300]}"


def reason_of(fault: BaseException) -> GapReason:
    """Say why a fault leaves a gap."""
    return next((reason for kind, reason in _REASONS if isinstance(fault, kind)), GapReason.FAILED)


def needs_person(fault: BaseException) -> bool:
    """Tell whether only a person can mend it: renew a key, install a library."""
    return isinstance(fault, SourceRefused | ModuleNotFoundError)


def asked_wait(fault: BaseException | None) -> float | None:
    """Give the seconds the platform asked us to wait."""
    return fault.retry_after if isinstance(fault, SourceSlowed) else None


def _shown(fault: BaseException) -> str:
    """Quote a fault; one that cannot even be quoted is a fault of the connector too."""
    try:
        return str(fault)
    except Exception:  # noqa: BLE001 - a plugin's own exception class may fail in any way
        return "and cannot say why"
