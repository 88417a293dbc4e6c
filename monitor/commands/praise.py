"""Praise: list what is to be passed along, show one, or note that it was passed on."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

from monitor.acting import pass_on
from monitor.commands.case import user_name
from monitor.commands.options import (
    configuration,
    limit,
    moment,
    number_in,
    print_json,
    print_line,
    print_table,
)
from monitor.config import Config
from monitor.errors import Exit, UsageError
from monitor.model import Praise, TimeSpan
from monitor.session import reading_store

SINCE = timedelta(days=7)
"""As far as the page looks back."""

WIDTH = 60


def praise(options: argparse.Namespace) -> Exit:
    """List praise, or show one and note that it was passed on. Raises UsageError when there is none of that number."""
    config, now = configuration(options), moment(options)
    if (options.to or options.by) and not options.passed_on:
        raise UsageError("--to and --by say who passed praise on, and to whom: give --passed-on with them")
    if options.number:
        return _one(config, options, now)
    if options.passed_on:
        raise UsageError("say which praise was passed on, as in `reputation-monitor praise P-311 --passed-on`")
    with reading_store(config) as store:
        found, total = store.praise.listed(TimeSpan(start=now - SINCE, end=now), limit(options))
    if options.json:
        for each in found:
            print_json(_record(each))
    elif found:
        _list(found, total)
    else:
        print_line("Nobody praised you in the last seven days, as far as was heard.")
    return Exit.FINE


def _one(config: Config, options: argparse.Namespace, now: datetime) -> Exit:
    number = number_in(options.number, "P-", "praise is named as on the page, as in P-311")
    gone = f"there is no praise P-{number}, or its words are gone or no praise any more; `reputation-monitor praise` lists it"
    with reading_store(config) as store:
        if store.praise.find(number) is None:
            raise UsageError(gone)
        if options.passed_on:
            pass_on(store, number, options.to, options.by or user_name(), now)
        found = store.praise.find(number)
    if found is None:
        raise UsageError(gone)
    if options.json:
        print_json(_record(found))
    else:
        _show(found)
    return Exit.FINE


def _list(found: list[Praise], total: int) -> None:
    print_table(
        ["praise", "written (UTC)", "who", "where", "for", "passed on by", "what"],
        [
            [
                each.reference,
                f"{each.said.mention.posted_at:%Y-%m-%d %H:%M}",
                _author(each)[:24],
                each.said.mention.platform,
                each.owner or "nobody named",
                each.passed_on.actor if each.passed_on else "nobody yet",
                " ".join(each.said.mention.text.split())[:WIDTH],
            ]
            for each in found
        ],
    )
    if total > len(found):
        print_line(f"… and {total - len(found)} more; --limit shows more")


def _show(found: Praise) -> None:
    said = found.said.mention
    print_line(f"{found.reference}  for {found.owner or 'nobody named'}  {_author(found)} on {said.platform}")
    print_line(f"  {said.posted_at:%Y-%m-%d %H:%M} UTC  {said.text}")
    if said.url:
        print_line(f"    {said.url}")
    for each in found.passings:
        whom = f": to {each.recipient}" if each.recipient else ""
        print_line(f"  {each.at:%Y-%m-%d %H:%M} UTC  passed on ({each.actor}){whom}")


def _author(found: Praise) -> str:
    return found.said.mention.author or found.said.mention.author_name or "somebody"


def _record(found: Praise) -> dict[str, object]:
    said = found.said.mention
    return {
        "praise": found.reference,
        "mention": said.id,
        "written_at": said.posted_at.isoformat(),
        "author": _author(found),
        "owner": found.owner,
        "text": said.text,
        "url": said.url,
        "passed_on": [{"at": each.at.isoformat(), "by": each.actor, "to": each.recipient} for each in found.passings],
    }
