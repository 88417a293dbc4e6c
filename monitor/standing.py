"""How one source stands: what listening will cost in a month, what of its budget is used, and whether it is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.base import Connector, Outlook
from monitor.breaker import Breaker, is_shut
from monitor.collect.turn import interval_of
from monitor.config import Budget, Period, SourceConfig
from monitor.config.sources import DOLLARS, REQUESTS
from monitor.errors import SourceBudgetSpent
from monitor.model import Finding, FindingKind
from monitor.purse import NO_MONEY, Account, Spent, dollars, month_of
from monitor.store.peek import Peek

MONTH = timedelta(days=30)
WEEK = timedelta(days=7)
PERIODS = {Period.DAY: "today", Period.MONTH: "this month"}
LENGTHS = {Period.DAY: timedelta(days=1), Period.MONTH: MONTH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the store knows of a source: what it spent this month by day, its breaker, and its mentions a day.

    `mentions_a_day` is None where the source was never heard.
    """

    spent: dict[str, Spent]
    breaker: Breaker | None = None
    mentions_a_day: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a month of listening takes; `micros` (of a dollar) is None while nobody knows how much there is to hear."""

    requests: int
    micros: int | None
    micros_per_mention: int

    @property
    def costs_money(self) -> bool:
        """Tell whether the platform bills what is read."""
        return self.micros != 0 or self.micros_per_mention > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How much of one budget is used: requests, or millionths of a dollar."""

    setting: str
    period: Period
    used: int
    most: int
    is_money: bool


def past_of(peek: Peek | None, source: str, now: datetime) -> Past:
    """Look up what the store knows of a source; nothing where there is no store yet."""
    if peek is None:
        return Past(spent={})
    since = peek.listening_since(source)
    rate = None
    if since is not None and since < now:
        days = min(max(now - since, timedelta(days=1)), WEEK)
        rate = peek.mentions_since(source, now - days, now) / (days / timedelta(days=1))
    spent = peek.spending.since(source, month_of(now.date().isoformat()))
    return Past(spent=spent, breaker=peek.breakers.of(source), mentions_a_day=rate)


def estimate(
    connector: Connector, outlook: Outlook, settings: SourceConfig, run_minutes: float, past: Past
) -> Estimate:
    """Reckon 30 days of listening: pulls at the configured schedule, and the mentions of the last week over and over."""
    every = max(timedelta(minutes=run_minutes), interval_of(connector, settings))
    runs = MONTH / every
    micros: int | None = round(outlook.micros * runs)
    if outlook.micros_per_mention:
        heard = None if past.mentions_a_day is None else past.mentions_a_day * MONTH.days
        micros = None if heard is None or micros is None else micros + round(heard * outlook.micros_per_mention)
    return Estimate(
        requests=round(outlook.requests * runs), micros=micros, micros_per_mention=outlook.micros_per_mention
    )


def uses(budget: Budget, past: Past, now: datetime) -> list[Use]:
    """List how much of each daily and monthly budget is used."""
    account, day = Account(budget, past.spent), now.date().isoformat()
    found = []
    for period in PERIODS:
        if (most := budget.requests.get(period)) is not None:
            used = account.requests(period, day)
            found.append(Use(setting=REQUESTS[period], period=period, used=used, most=most, is_money=False))
        if (most := budget.micros.get(period)) is not None:
            used = account.micros(period, day)
            found.append(Use(setting=DOLLARS[period], period=period, used=used, most=most, is_money=True))
    return found


def used_words(use: Use) -> str:
    """Say how much of a budget is used: "120 of 2,000 requests today"."""
    if use.is_money:
        return f"{dollars(use.used)} of {dollars(use.most)} {PERIODS[use.period]}"
    return f"{use.used:,} of {use.most:,} {'request' if use.most == 1 else 'requests'} {PERIODS[use.period]}"


def budget_findings(settings: SourceConfig, expected: Estimate, past: Past, now: datetime) -> list[Finding]:
    """Find out whether the budget is used up, absent where money is needed, or too small for what is expected."""
    if expected.costs_money and not settings.budget.micros:
        return [_no_budget(NO_MONEY, "")]
    if refusal := _refusal(settings.budget, past, now):
        return [_no_budget(refusal, "")]
    return [
        _no_budget(
            f"About {need} a {use.period.value} are expected, and {_amount(use, use.most)} are allowed.", use.setting
        )
        for use in uses(settings.budget, past, now)
        if (need := _too_much(use, expected))
    ]


def left_alone(breaker: Breaker | None, now: datetime) -> Breaker | None:
    """Give the breaker of a source that runs leave alone at this moment."""
    return breaker if breaker and is_shut(breaker, now) else None


def _refusal(budget: Budget, past: Past, now: datetime) -> str:
    """Say why one more request, or one more paid question, would be refused."""
    account, day = Account(budget, past.spent), now.date().isoformat()
    try:
        account.allow(1, day) if budget.micros else None
        account.ask(day)
    except SourceBudgetSpent as refusal:
        return str(refusal)
    return ""


def _too_much(use: Use, expected: Estimate) -> str:
    """Give what is expected in a period in words where it is more than the budget; empty where it is not."""
    month = expected.micros if use.is_money else expected.requests
    need = (month or 0) * (LENGTHS[use.period] / MONTH)
    return _amount(use, round(need)) if need > use.most else ""


def _amount(use: Use, amount: int) -> str:
    return dollars(amount) if use.is_money else f"{amount:,} requests"


def _no_budget(what: str, setting: str) -> Finding:
    fix = f"Raise `budget.{setting}` of this source, or ask less often with `every_minutes`." if setting else ""
    return Finding(kind=FindingKind.NO_BUDGET, what=what, fix=fix)
