"""Says what is ready, what is missing and what it will cost, in one table; writes nothing."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.base import Connector, Outlook
from monitor.breaker import words_of
from monitor.collect.faults import sentence_of
from monitor.commands.options import configuration, moment, print_json, print_line, print_table
from monitor.config import Config, SourceConfig
from monitor.errors import Exit, SourceBudgetSpent, StoreError
from monitor.model import Finding, FindingKind
from monitor.purse import Account, dollars
from monitor.session import file_of
from monitor.sources import connectors_of, queries_of
from monitor.standing import Estimate, Past, Use, budget_findings, estimate, left_alone, past_of, used_words, uses
from monitor.store.peek import Peek, peeking

PATIENCE = 20.0
"""Seconds after which a source that does not answer is given up: somebody sits before the terminal and waits."""
LETTERS_TOLD = timedelta(days=7)
LETTERS_LISTED = 10
AT_ONCE = 16
"""So many sources are asked at the same time; asking is waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """What is known of one source."""

    connector: Connector
    findings: list[Finding]
    expected: Estimate
    used: list[Use]
    past: Past

    @property
    def is_fine(self) -> bool:
        """Tell whether nothing is missing."""
        return all(finding.kind is FindingKind.FINE for finding in self.findings)


def check(options: argparse.Namespace) -> Exit:
    """Look at everything a run needs. Raises ConfigurationError or StoreError for what stops every run."""
    config, now = configuration(options), moment(options)
    with _peeked(config) as (peek, store_words):
        past = {source.name: past_of(peek, source.name, now) for source in config.sources}
        letters = peek.unheeded(now - LETTERS_TOLD) if peek else []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [
            pool.submit(_check, connector, source, config, past[source.name], now)
            for connector, source in zip(connectors_of(config), config.sources, strict=True)
        ]
        checked = [each.result() for each in asked]
    if options.json:
        for each in checked:
            print_json(_record(each, now))
    else:
        print_line(f"{config.path}: fine")
        print_line(f"store: {store_words}")
        _print_sources(checked, now)
        _print_channels(config)
        _print_letters(letters)
    return _verdict(checked)


@contextmanager
def _peeked(config: Config) -> Iterator[tuple[Peek | None, str]]:
    """Look into the store there is; one not made yet only needs a folder we may write to. Raises StoreError."""
    path = file_of(config.store)
    if path is None or path.exists():
        with peeking(config.store) as peek:
            yield peek, "fine" if peek else "the next run brings it up to date"
    elif os.access(path.parent, os.W_OK):
        yield None, f"the first run makes {path}"
    else:
        raise StoreError(f"the store {path} cannot be made: its folder is absent or may not be written by this user")


def _check(connector: Connector, source: SourceConfig, config: Config, past: Past, now: datetime) -> _Checked:
    """Ask one connector; a fault of its own is a finding too."""
    connector.hurry(time.monotonic() + PATIENCE)
    connector.purse = _Glance(Account(source.budget, past.spent), now)
    outlook = Outlook(requests=0)
    try:
        outlook = connector.outlook(queries_of(config))
        findings = [_hidden(finding, connector) for finding in connector.check()]
    except Exception as fault:  # noqa: BLE001 - a plugin may fail in any way, and the others are to be told of
        kind = FindingKind.NO_BUDGET if isinstance(fault, SourceBudgetSpent) else FindingKind.UNREACHABLE
        findings = [Finding(kind=kind, what=sentence_of(connector, fault), fix=connector.install)]
    finally:
        connector.close()
    expected = estimate(connector, outlook, source, config.every_minutes, past)
    if not any(finding.kind is FindingKind.NO_BUDGET for finding in findings):
        findings += budget_findings(source, expected, past, now)
    used = uses(source.budget, past, now)
    return _Checked(connector=connector, findings=findings, expected=expected, used=used, past=past)


class _Glance:
    """A purse that only looks: a question is refused when the budget has no room for it, and nothing is noted.

    Connectors check with questions that find nothing, which platforms do not bill.
    """

    def __init__(self, account: Account, now: datetime) -> None:
        self._account = account
        self._day = now.date().isoformat()

    def reserve(self, micros: int) -> None:
        """Refuse what the budget has no room for."""
        self._account.allow(micros, self._day)

    def settle(self, bill: Mapping[str, int]) -> None:
        """Refuse to go on when a question was billed after all."""
        if sum(bill.values()):
            raise SourceBudgetSpent(f"Checking cost {dollars(sum(bill.values()))}, which no budget counts: stopped.")


def _hidden(finding: Finding, connector: Connector) -> Finding:
    return Finding(kind=finding.kind, what=connector.redact(finding.what), fix=connector.redact(finding.fix))


def _print_sources(checked: list[_Checked], now: datetime) -> None:
    rows = [row for each in checked for row in _rows(each)]
    if rows:
        print_table(["source", "finding", "requests a month", "cost a month", "budget used", "what"], rows)
    else:
        print_line("to do: no source is on; add one under [sources.…] in the configuration")
    for each in checked:
        for fix in dict.fromkeys(finding.fix for finding in each.findings if finding.fix):
            print_line(f"to do: {each.connector.name}: {fix}")
        if breaker := left_alone(each.past.breaker, now):
            print_line(f"waiting: {each.connector.name}: {each.connector.redact(words_of(breaker))}")


def _print_channels(config: Config) -> None:
    """Say which channels look right; only `notify --test` proves one."""
    if not config.notify.channels:
        return
    from monitor.notify.delivery import fault_of  # noqa: PLC0415 - most configurations need none of it

    for channel in config.notify.channels:
        fault = fault_of(channel)
        print_line(f"notify: {channel.name}: {fault or 'looks fine; `reputation-monitor notify --test` proves it'}")


def _print_letters(letters: list[tuple[str, str, str]]) -> None:
    """Say which letters of colleagues led to nothing, so that nobody believes that they did."""
    for state, sender, reference in letters[:LETTERS_LISTED]:
        print_line(f"mail: {sender} about {reference}: {state}; docs/connectors/imap.md says what can be written")
    if len(letters) > LETTERS_LISTED:
        print_line(f"mail: … and {len(letters) - LETTERS_LISTED} more")


def _rows(checked: _Checked) -> Iterator[list[str]]:
    """Give a line for every finding; what is true of the whole source stands in its first."""
    figures = [
        f"{checked.expected.requests:,}",
        _cost(checked.expected),
        "; ".join(map(used_words, checked.used)) or "-",
    ]
    for number, finding in enumerate(checked.findings):
        name = checked.connector.name
        yield [name, finding.kind.value, *(figures if number == 0 else ["", "", ""]), finding.what]


def _cost(expected: Estimate) -> str:
    if not expected.costs_money:
        return "-"
    each = f"{dollars(expected.micros_per_mention)} a mention" if expected.micros_per_mention else ""
    return each if expected.micros is None else dollars(round(expected.micros, -4))


def _record(checked: _Checked, now: datetime) -> dict[str, object]:
    breaker = left_alone(checked.past.breaker, now)
    expected = checked.expected
    return {
        "source": checked.connector.name,
        "what": checked.connector.title,
        "findings": [
            {"finding": finding.kind.value, "what": finding.what, "fix": finding.fix} for finding in checked.findings
        ],
        "requests_a_month": expected.requests,
        "dollars_a_month": None if expected.micros is None else expected.micros / 1_000_000,
        "dollars_a_mention": expected.micros_per_mention / 1_000_000,
        "budget": [
            {
                "setting": use.setting,
                "used": use.used / 1_000_000 if use.is_money else use.used,
                "most": use.most / 1_000_000 if use.is_money else use.most,
            }
            for use in checked.used
        ],
        "asked_again_after": breaker.retry_at.isoformat() if breaker else None,
    }


def _verdict(checked: list[_Checked]) -> Exit:
    failed = sum(not each.is_fine for each in checked)
    if failed == len(checked):
        return Exit.NO_SOURCE_HEARD
    return Exit.SOME_SOURCES_FAILED if failed else Exit.FINE
