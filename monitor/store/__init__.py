"""The store: the only room that speaks SQL. It takes and returns values of monitor.model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from monitor.store.alerts import Alerts
from monitor.store.assessed import AssessedReader
from monitor.store.breakers import Breakers
from monitor.store.cases import Cases
from monitor.store.deliveries import Deliveries
from monitor.store.engine import WAIT_SECONDS, hold_advisory_lock, open_engine
from monitor.store.erasure import Erasure
from monitor.store.figures import Figures
from monitor.store.forecasts import Forecasts
from monitor.store.instructions import Instructions
from monitor.store.mentions import Mentions
from monitor.store.past import Past
from monitor.store.praise import Praises
from monitor.store.reading import Reading
from monitor.store.revisits import Revisits
from monitor.store.sources import Sources
from monitor.store.spending import Spending
from monitor.store.stories import Stories
from monitor.store.weather import Weather

__all__ = ["Store"]


class Store:
    """One open store. Each attribute looks after one subject; every method is one transaction."""

    def __init__(self, url: str, wait_seconds: float = WAIT_SECONDS) -> None:
        self._engine = open_engine(url, wait_seconds)
        self.sources = Sources(self._engine)
        self.spending = Spending(self._engine)
        self.breakers = Breakers(self._engine)
        reader = AssessedReader()
        self.mentions = Mentions(self._engine, reader)
        self.stories = Stories(self._engine, reader)
        self.alerts = Alerts(self._engine)
        self.weather = Weather(self._engine)
        self.forecasts = Forecasts(self._engine)
        self.cases = Cases(self._engine, reader)
        self.instructions = Instructions(self._engine)
        self.praise = Praises(self._engine, reader)
        self.reading = Reading(self._engine, reader)
        self.revisits = Revisits(self._engine, reader)
        self.erasure = Erasure(self._engine, reader)
        self.deliveries = Deliveries(self._engine)
        self.past = Past(self._engine)
        self.figures = Figures(self._engine)

    @contextmanager
    def alone(self, wait_seconds: float = 0) -> Iterator[None]:
        """Hold the database server's own lock on this store while the body runs. Raises Busy when another run holds it."""
        with hold_advisory_lock(self._engine, wait_seconds):
            yield

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()
