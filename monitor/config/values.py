"""The configuration as frozen values. Secrets never appear in a repr."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One brand to listen for. `handles` are its own accounts: what they write is our reply."""

    name: str
    aliases: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who answers what: the first owner one of whose `words` occurs in a person's words gets the case."""

    name: str
    words: tuple[str, ...] = ()
    contact: str = ""
    on_shift: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """When the team is at work. `days` are weekday numbers (Monday 0); an `end` of midnight means the end of the day."""

    days: frozenset[int] = frozenset(range(7))
    start: time = time(0, 0)
    end: time = time(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the company promises and can do: the rules of triage and follow-up."""

    zone: ZoneInfo
    urgent_hours: float = 1.0
    slow_hours: float = 8.0
    ceiling_hours: float = 24.0
    silent_after_days: float = 3.0
    capacity: int = 20
    working_hours: WorkingHours = field(default_factory=WorkingHours)
    owners: tuple[Owner, ...] = ()
    recipients: Mapping[str, str] = field(default_factory=dict)
    employees: tuple[str, ...] = ()
    never_contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """One configured source: its name, its connector, the connector's options as read, and where each stands."""

    name: str
    connector: str
    title: str = ""
    options: Mapping[str, Any] = field(repr=False)
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that one run needs to know. `store` is a SQLAlchemy URL; paths are absolute."""

    path: Path
    title: str
    zone: ZoneInfo
    store: str = field(repr=False)
    brands: tuple[Brand, ...]
    policy: Policy
    sources: tuple[SourceConfig, ...]
    report_folder: Path
    formats: tuple[str, ...]
    analyzers: tuple[str, ...] = ()
    deadline_minutes: float = 10.0
    mailbox: str = ""
    ping: str = field(default="", repr=False)
    sample: bool = False
