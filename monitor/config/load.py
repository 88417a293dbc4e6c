"""Turns monitor.toml into a `Config`, or into the list of everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.config.alerts import take_alerts
from monitor.config.hours import clock_span
from monitor.config.lines import find_lines
from monitor.config.notify import take_notify
from monitor.config.serve import take_serving
from monitor.config.sources import take_sources
from monitor.config.table import Findings, Table, nearest
from monitor.config.values import Brand, Config, Owner, Policy, SourceConfig, WorkingHours
from monitor.errors import ConfigurationError
from monitor.model import Locale

DEFAULT_STORE = "sqlite:///reputation.db"
FORMATS = ("html", "json", "csv", "text", "email")
USUAL_FORMATS = FORMATS[:4]
RECIPIENTS = ("media", "legal", "safety", "employee", "automatic", "troll", "no_experience", "opted_out")
TRADES = (
    "airline", "bank", "cars", "clothing", "delivery", "energy", "food", "games", "health", "hotel", "insurance", "media",
    "property", "public", "retail", "software", "streaming", "telecom", "train", "travel",
)  # fmt: skip
"""Lines of business whose words we know (monitor/analysis/trades.py)."""

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'#@]+")
WEEK = 7 * 24 * 60  # minutes
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

CheckSource = Callable[[SourceConfig], list[tuple[str, str]]]
"""Tells what is wrong with one source, as (option, what) pairs. Given by the roof, which knows the connectors."""


def load(path: Path, check_source: CheckSource | None = None) -> Config:
    """Read the configuration at `path`.

    Raises ConfigurationError with every error at once, each with its path, line and the nearest valid name.
    """
    text = _read(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError([f"{path}: this is not valid TOML: {error}"]) from error
    findings = Findings(find_lines(text))
    config = _config(path.resolve(), Table(content, "", findings), findings)
    if check_source:
        for source in config.sources:
            for option, what in check_source(source):
                findings.add(f"sources.{source.name}.{option}", what)
    if findings.found:
        raise ConfigurationError([f"{path}: {each}" for each in findings.in_order()])
    return config


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        advice = "write one with `reputation-monitor init --brand NAME`, or name yours with --config FILE"
        raise ConfigurationError([f"{path}: there is no such file; {advice}"]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError([f"{path}: cannot be read: {error}"]) from error


def _config(path: Path, top: Table, findings: Findings) -> Config:
    brands = _brands(top)
    zone = _zone(top)
    policy = _policy(top, zone)
    report = top.take_table("report")
    run = top.take_table("run")
    analysis = top.take_table("analysis")
    encoder = analysis.take_flag("encoder", default=True)
    config = Config(
        path=path,
        title=top.take_text("title") or ", ".join(brand.name for brand in brands),
        zone=zone,
        store=_store(top, path.parent),
        brands=brands,
        policy=replace(policy, encoder=encoder),
        alerts=take_alerts(top, zone, policy.recipients),
        sources=take_sources(top, path.parent, findings),
        report_folder=path.parent / report.take_text("folder", "report"),
        formats=report.take_choices("formats", USUAL_FORMATS, FORMATS),
        analyzers=analysis.take_texts("extra"),
        encoder=encoder,
        deadline_minutes=run.take_number("deadline_minutes", 10.0, least=0.1, most=600),
        every_minutes=run.take_number("every_minutes", 15.0, least=1, most=WEEK),
        notify=take_notify(top, path.parent),
        mailbox=report.take_text("mailbox"),
        address=_address(report),
        keep=int(report.take_number("keep", 30, least=0, most=3660)),
        serving=take_serving(top, path.parent),
        ping=run.take_text("ping"),
        sample=top.take_flag("sample", default=False),
    )
    for table in (top, report, run, analysis):
        table.refuse_unknown()
    return config


def _address(report: Table) -> str:
    """Read where the page can be opened: a web address, because mail programs follow no other."""
    address = report.take_text("address")
    if address and not _WEB_ADDRESS.fullmatch(address):
        report.note("address", f"must be a web address as in https://intranet.example/report/, not “{address}”")
        return ""
    return address


def _brands(top: Table) -> tuple[Brand, ...]:
    tables = top.take_tables("brands")
    if not tables:
        top.note("brands", 'at least one brand must be given: [[brands]] with name = "…"')
    brands = []
    for table in tables:
        brands.append(
            Brand(
                name=table.take_text("name", required=True),
                aliases=table.take_texts("aliases"),
                handles=table.take_texts("handles"),
                products=table.take_texts("products"),
                competitors=table.take_texts("competitors"),
                exclude=table.take_texts("exclude"),
                trade=_trade(table),
                context=table.take_texts("context"),
            )
        )
        table.refuse_unknown()
    return tuple(brands)


def _trade(table: Table) -> str:
    trade = table.take_text("trade")
    if trade and trade not in TRADES:
        table.note("trade", f"“{trade}” is not known{nearest(trade, TRADES)}; valid: {', '.join(TRADES)}")
        return ""
    return trade


def _zone(top: Table) -> ZoneInfo:
    name = top.take_text("timezone", "UTC")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        from zoneinfo import available_timezones  # noqa: PLC0415 - reads hundreds of files, only to word this error

        top.note("timezone", f"“{name}” is not a time zone{nearest(name, sorted(available_timezones()))}")
        return ZoneInfo("UTC")


def _locale(top: Table) -> Locale:
    name = top.take_text("locale", Locale.BRITISH)
    if name in tuple(Locale):
        return Locale(name)
    top.note("locale", f"“{name}” is not known{nearest(name, tuple(Locale))}; valid: {', '.join(Locale)}")
    return Locale.BRITISH


def _policy(top: Table, zone: ZoneInfo) -> Policy:
    team, promise, recipients = (top.take_table(name) for name in ("team", "promise", "recipients"))
    policy = Policy(
        zone=zone,
        locale=_locale(top),
        urgent_hours=promise.take_number("urgent_hours", 1.0, least=0.05, most=1000),
        slow_hours=promise.take_number("slow_hours", 8.0, least=0.05, most=1000),
        ceiling_hours=promise.take_number("ceiling_hours", 24.0, least=0.05, most=1000),
        silent_after_days=promise.take_number("silent_after_days", 3.0, least=0.1, most=365),
        capacity=int(team.take_number("capacity", 20, least=1, most=500)),
        working_hours=_working_hours(team),
        owners=_owners(top),
        recipients={key: value for key in RECIPIENTS if (value := recipients.take_text(key))},
        employees=team.take_texts("employees"),
        never_contact=team.take_texts("never_contact"),
    )
    for table in (team, promise, recipients):
        table.refuse_unknown()
    return policy


def _working_hours(team: Table) -> WorkingHours:
    days = team.take_choices("working_days", WEEKDAYS, WEEKDAYS)
    hours = team.take_text("working_hours", "00:00-24:00")
    try:
        start, end = clock_span(hours)
    except ValueError:
        team.note("working_hours", f"must look like 09:00-17:30, not “{hours}”")
        return WorkingHours()
    if end != time(0, 0) and end <= start:
        team.note("working_hours", f"must end after it begins, unlike “{hours}”")
        return WorkingHours()
    return WorkingHours(days=frozenset(WEEKDAYS.index(day) for day in days), start=start, end=end)


def _owners(top: Table) -> tuple[Owner, ...]:
    owners = []
    for table in top.take_tables("owners"):
        owners.append(
            Owner(
                name=table.take_text("name", required=True),
                words=table.take_texts("words"),
                contact=table.take_text("contact"),
                on_shift=table.take_text("on_shift"),
            )
        )
        table.refuse_unknown()
    return tuple(owners)


def _store(top: Table, folder: Path) -> str:
    """Read a relative SQLite path as relative to the configuration, so that cron's working folder does not matter."""
    url = top.take_text("store", DEFAULT_STORE)
    scheme = "sqlite:///"
    if url.startswith(("postgresql://", "postgresql+psycopg://")):
        return url
    if not url.startswith(scheme) or url == scheme or ":memory:" in url:
        # Never quoted: an address may hold a password.
        top.note("store", "must be sqlite:///FILE or postgresql://USER@HOST/NAME")
        return DEFAULT_STORE
    return f"{scheme}{(folder / url.removeprefix(scheme)).resolve()}"
