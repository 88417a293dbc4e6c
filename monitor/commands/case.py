"""One case: show it, or note what a person did about it."""

from __future__ import annotations

import argparse
import getpass
from datetime import datetime

from monitor.acting import follow, note
from monitor.commands.lists import gist_of
from monitor.commands.options import configuration, moment, number_in, print_line
from monitor.errors import Exit, UsageError
from monitor.model import Case, CaseFile
from monitor.outreach.acts import Act, Deed
from monitor.session import reading_store
from monitor.store import Store

WAIT_SECONDS = 30


def case(options: argparse.Namespace) -> Exit:
    """Show one case, or note what was done about it and see what follows."""
    config, now = configuration(options), moment(options)
    number = number_in(options.number, "R-", "a case is named as on the page, as in R-1042")
    with reading_store(config) as store:
        found = store.cases.find(number)
        if found is None:
            raise UsageError(f"there is no case {options.number}; `reputation-monitor cases` lists them")
        if acts := _acts(options):
            _note(store, number, acts, options.by or user_name(), now)
            if not follow(config, store, found.person, now, WAIT_SECONDS):
                print_line("Noted. A run is at work: it, or the next one, decides what follows.")
            found = store.cases.find(number) or found
        _show(found, store, now)
    return Exit.FINE


def _acts(options: argparse.Namespace) -> list[Act]:
    """Read what was done, in the order in which it is told."""
    never = "" if options.never_contact else None
    given = [
        (Deed.HAND_OVER, options.handed_to),
        (Deed.ANSWERED, "" if options.answered else None),
        (Deed.NOT_FOR_US, options.because if options.not_for_us else None),
        (Deed.SNOOZE, options.snooze),
        (Deed.NEVER_CONTACT if options.never_contact else Deed.NOTE, options.note or never),
        (Deed.CONFIRM, "" if options.confirm else None),
    ]
    if options.because and not options.not_for_us:
        raise UsageError("--because says why nobody needs to reply: give --not-for-us with it")
    return [Act(deed=deed, words=words) for deed, words in given if words is not None]


def _note(store: Store, number: int, acts: list[Act], actor: str, now: datetime) -> None:
    try:
        note(store, number, acts, actor, now)
    except ValueError as error:
        raise UsageError(str(error)) from None


def user_name() -> str:
    """Name who is signed in to this machine."""
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
