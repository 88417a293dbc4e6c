"""Drive the connectors: a thread a source, one writer, one transaction a batch; a bad source never hides the others."""

from monitor.collect.collection import collect
from monitor.collect.store import CollectStore

__all__ = ["CollectStore", "collect"]
