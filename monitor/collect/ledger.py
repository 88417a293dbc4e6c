"""The account of one source, kept in the store: requests after they were sent, money before it can be spent."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping

from monitor.clock import current_time
from monitor.collect.store import SpendingStore
from monitor.config import SourceConfig
from monitor.purse import Account, month_of


class Ledger:
    """The account of one source in this run. `ask` belongs to the source's thread, all else to the writer.

    `today` gives the UTC day as YYYY-MM-DD. A run that looks back, or whose clock was set back, goes on counting on the
    last day that was counted on: a platform bills the day it is asked on, whatever day the questions are about. A day that
    has not come yet was noted by a clock that went wrong, and binds nobody.
    """

    def __init__(self, settings: SourceConfig, store: SpendingStore, today: Callable[[], str]) -> None:
        self._source = settings.name
        self._store = store
        self._today = today
        counted = store.since(settings.name, month_of(today()))
        self._last_day = max((day for day in counted if day <= current_time().date().isoformat()), default="")
        self._account = Account(settings.budget, counted)
        self._unsaved: Counter[str] = Counter()
        self._reserved: Counter[str] = Counter()
        self._one_at_a_time = threading.Lock()

    def ask(self) -> None:
        """Count one request; raise BudgetUsedUp instead when the budget has no room for it."""
        day = self._day()
        with self._one_at_a_time:
            self._account.ask(day)
            self._unsaved[day] += 1

    def save_requests(self) -> None:
        """Bring the requests sent since the last time into the store."""
        with self._one_at_a_time:
            unsaved, self._unsaved = self._unsaved, Counter()
        for day, requests in unsaved.items():
            self._store.add(self._source, day, requests=requests)

    def reserve(self, micros: int) -> None:
        """Set money aside, in the store before anything is asked; raise BudgetUsedUp when there is not as much left."""
        day = self._day()
        self._account.allow(micros, day)
        self._store.add(self._source, day, micros=micros)
        self._account.spend(micros, day)
        self._reserved[day] += micros

    def settle(self, bill: Mapping[str, int]) -> None:
        """Replace all that was set aside by the bill: a price by resource, each of which counts once a day."""
        days = sorted({*self._reserved, self._day()})
        for day, micros in self._store.settle(self._source, days, self._reserved, bill).items():
            self._account.spend(micros, day)
        self._reserved.clear()

    def _day(self) -> str:
        return max(self._today(), self._last_day)
