"""What a source may still ask and spend: counts by UTC day against the budget of its table. Pure; the store keeps the counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.config import Budget, Period
from monitor.config.sources import DOLLARS, REQUESTS
from monitor.errors import SourceBudgetSpent

MICROS = 1_000_000  # to the US dollar
NO_MONEY = (
    "What is read here costs money, and nobody has said how much it may cost: write a budget into this source's table, "
    "as in budget = { dollars_per_month = 20 }."
)


class BudgetUsedUp(SourceBudgetSpent):
    """The operator's own budget is used up; the platform would still answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Requests sent, and millionths of a US dollar spent or set aside."""

    requests: int = 0
    micros: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A resource that is billed on a UTC day (YYYY-MM-DD)."""

    day: str
    resource: str
    micros: int


class Account:
    """What one source has asked and spent this month so far, and in this run. Days are YYYY-MM-DD in UTC."""

    def __init__(self, budget: Budget, before: Mapping[str, Spent]) -> None:
        self._budget = budget
        self._requests = {day: spent.requests for day, spent in before.items()}
        self._micros = {day: spent.micros for day, spent in before.items()}
        self._run = dict.fromkeys(("requests", "micros"), 0)

    def ask(self, day: str) -> None:
        """Count one request; raise BudgetUsedUp instead when the budget has no room for it."""
        for period, most in self._budget.requests.items():
            if self.requests(period, day) >= most:
                raise BudgetUsedUp(
                    f"The budget of {most:,} {_plural('request', most)} {_a(period)} is used up; {_until(period, day)} "
                    f"Raise `budget.{REQUESTS[period]}` of this source, or ask less often with `every_minutes`."
                )
        self._requests[day] = self._requests.get(day, 0) + 1
        self._run["requests"] += 1

    def allow(self, micros: int, day: str) -> None:
        """Raise BudgetUsedUp when there is not as much money left, or when nobody said how much there is."""
        if not self._budget.micros and micros > 0:
            raise BudgetUsedUp(NO_MONEY)
        for period, most in self._budget.micros.items():
            left = most - self.micros(period, day)
            if micros > left:
                wanted = f"The next question may cost {dollars(micros)}, and of the" if left > 0 else "The"
                state = f"{dollars(left)} is left" if left > 0 else "is used up"
                raise BudgetUsedUp(
                    f"{wanted} budget of {dollars(most)} {_a(period)} {state}; {_until(period, day)} "
                    f"Raise `budget.{DOLLARS[period]}` of this source, or ask less often with `every_minutes`."
                )

    def spend(self, micros: int, day: str) -> None:
        """Count money that was spent or set aside; a negative amount was set aside and not spent."""
        self._micros[day] = self._micros.get(day, 0) + micros
        self._run["micros"] += micros

    def requests(self, period: Period, day: str) -> int:
        """Count the requests of a period that a day lies in."""
        return self._run["requests"] if period is Period.RUN else _sum(self._requests, period, day)

    def micros(self, period: Period, day: str) -> int:
        """Count the money of a period that a day lies in."""
        return self._run["micros"] if period is Period.RUN else _sum(self._micros, period, day)


def charges_of(bill: Mapping[str, int], days: Sequence[str], known: Collection[tuple[str, str]]) -> list[Charge]:
    """Say what of a bill is really charged: each resource once a day.

    `days` are those of the question and of its answer, mostly the same; `known` holds what was charged on them already,
    as (day, resource). When midnight fell between, the platform may have billed on either day: a resource counts as
    billed unless it was on both, so that we may count too much but never too little.
    """
    charges = []
    for resource, micros in bill.items():
        day = next((day for day in days if (day, resource) not in known), None)
        if day is not None:
            charges.append(Charge(day=day, resource=resource, micros=micros))
    return charges


def dollars(micros: int) -> str:
    """Write an amount of money for a person, with as many decimals as it needs: $0.005, $12.00."""
    text = f"{micros / MICROS:,.6f}".rstrip("0")
    whole, _, part = text.partition(".")
    return f"${whole}.{part:0<2}"


def month_of(day: str) -> str:
    """Give the first day of the month of a day, both as YYYY-MM-DD."""
    return f"{day[:7]}-01"


def _sum(by_day: Mapping[str, int], period: Period, day: str) -> int:
    if period is Period.DAY:
        return by_day.get(day, 0)
    return sum(count for each, count in by_day.items() if month_of(each) == month_of(day))


def _a(period: Period) -> str:
    return "a run" if period is Period.RUN else f"a {period.value}"


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _until(period: Period, day: str) -> str:
    """Say when there is something to spend again."""
    if period is Period.RUN:
        return "the next run goes on."
    today = date.fromisoformat(day)
    again = (
        today + timedelta(days=1)
        if period is Period.DAY
        else (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    )
    return f"it goes on at {again.isoformat()} 00:00 UTC."
