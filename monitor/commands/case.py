"""One case: show it, or note what a person did about it."""

from __future__ import annotations

import argparse
import getpass
import re
from datetime import datetime, timedelta

from monitor.clock import parse_moment
from monitor.commands.lists import gist_of
from monitor.commands.options import configuration, moment, print_line
from monitor.errors import Exit, UsageError
from monitor.model import Case, CaseEvent, CaseEventKind, CaseFile
from monitor.pipeline import decide
from monitor.session import working_store
from monitor.store import Store

WAIT_SECONDS = 30
LONGEST_NUMBER = 15
SPAN = re.compile(r"(\d{1,4})\s*([hd])$")


def case(options: argparse.Namespace) -> Exit:
    """Show one case, or note what was done about it and see what follows."""
    config, now = configuration(options), moment(options)
    number = _number(options.number)
    with working_store(config, WAIT_SECONDS) as store:
        found = store.cases.find(number)
        if found is None:
            raise UsageError(f"there is no case {options.number}; `reputation-monitor cases` lists them")
        events = _events(options, now)
        for event in events:
            store.cases.record(number, event, now)
        if options.never_contact:
            store.cases.opt_out(found.person, now)
        if events or options.never_contact:
            decide(store, config.policy, now, lambda _stage, _count: None)
            found = store.cases.find(number) or found
        _show(found, store, now)
    return Exit.FINE


def _number(words: str) -> int:
    digits = words.upper().removeprefix("R-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise UsageError(f"a case is named as on the page, as in R-1042, not {words!r}")
    return int(digits)


def _events(options: argparse.Namespace, now: datetime) -> list[CaseEvent]:
    done = [
        (CaseEventKind.HANDED_OVER, options.handed_to),
        (CaseEventKind.NOT_FOR_US, "nobody needs to reply" if options.not_for_us else None),
        (CaseEventKind.SNOOZED, _until(options.snooze, now).isoformat() if options.snooze else None),
        (CaseEventKind.NOTED, "; ".join(_notes(options))),
        (CaseEventKind.CONFIRMED, "the customer said so to us" if options.confirm else None),
    ]
    actor = options.by or _user()
    return [CaseEvent(at=now, kind=kind, actor=actor, detail=detail) for kind, detail in done if detail]


def _notes(options: argparse.Namespace) -> list[str]:
    never = ["does not want to hear from us, ever"] if options.never_contact else []
    return [*never, *([options.note] if options.note else [])]


def _until(words: str, now: datetime) -> datetime:
    if match := SPAN.match(words.strip()):
        count = int(match[1])
        return now + (timedelta(hours=count) if match[2] == "h" else timedelta(days=count))
    try:
        until = parse_moment(words)
    except ValueError:
        raise UsageError(f"--snooze takes 4h, 2d, or a moment as in 2026-03-04T09:00, not {words!r}") from None
    if until <= now:
        raise UsageError(f"--snooze {words} lies in the past")
    return until


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _show(found: Case, store: Store, now: datetime) -> None:
    files = store.reading.case_files([found], now)
    print_line(
        f"{found.reference}  {found.state.value}  {found.priority.level.value}  for {found.owner or 'nobody yet'}"
    )
    for file in files:
        _show_words(file)
    for reason in found.priority.reasons:
        print_line(f"  because: {reason.text}")
    for event in store.cases.events(found.number):
        detail = f": {event.detail}" if event.detail else ""
        print_line(f"  {event.at:%Y-%m-%d %H:%M} UTC  {event.kind.value} ({event.actor}){detail}")


def _show_words(file: CaseFile) -> None:
    print_line(f"{file.case.author} on {file.case.platform}: {gist_of(file)}")
    for each in file.mentions:
        print_line(f"  {each.mention.posted_at:%Y-%m-%d %H:%M} UTC  {each.mention.text}")
        if each.mention.url:
            print_line(f"    {each.mention.url}")
