"""Reads who is told: the channels, what each wants to hear of, and when the report goes out."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from monitor.config.secrets import resolve_secrets
from monitor.config.table import Table
from monitor.config.values import Channel, Notify
from monitor.model import What

KINDS = tuple(what.value for what in What)


def take_notify(top: Table, folder: Path) -> Notify:
    """Read the whole table; addresses in files are looked up from `folder`."""
    table = top.take_table("notify")
    named = table.take_table("channels").take_named_tables()
    notify = Notify(
        channels=tuple(_channel(name, channel, folder) for name, channel in named.items()),
        report_at=_clock_time(table),
    )
    table.refuse_unknown()
    return notify


def _channel(name: str, table: Table, folder: Path) -> Channel:
    what = table.take_choices("what", KINDS, KINDS)
    return Channel(name=name, url=_url(table, folder), what=tuple(map(What, what)))


def _url(table: Table, folder: Path) -> str:
    """Read the address. Whatever is wrong with it, it is never quoted: it may hold a password."""
    given = table.take_raw("url")
    table.refuse_unknown()
    url = resolve_secrets({"url": given}, folder, table.note)["url"]
    if given is None:
        table.note("url", 'is missing: it must be given, as in { env = "TEAM_CHANNEL" }')
    elif not isinstance(url, str):
        table.note("url", 'must be text in quotes, or { env = "NAME" }, or { file = "path" }')
    elif url and "://" not in url:
        table.note("url", "must be an address as in smtp://HOST?from=ADDRESS&to=ADDRESS or slack://…")
    else:
        return url
    return ""


def _clock_time(table: Table) -> time | None:
    text = table.take_text("report_at")
    if not text:
        return None
    try:
        hour, minute = (int(part) for part in text.split(":"))
        return time(hour, minute)
    except ValueError:
        table.note("report_at", f"must look like 08:30, not “{text}”")
        return None
