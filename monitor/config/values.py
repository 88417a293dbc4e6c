"""The configuration as frozen values. Secrets never appear in a repr."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from monitor.model import AlertCause, Locale, What


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One brand to listen for. `handles` are its own accounts: what they write is our reply.

    `trade` and `context` are for a name that many things bear: the brand's line of business, and words that show it is meant.
    """

    name: str
    aliases: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    trade: str = ""
    context: tuple[str, ...] = ()


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
    locale: Locale = Locale.BRITISH
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
    encoder: bool = True
    """Whether the encoder helps to read what a customer answers to a reply."""


class Period(StrEnum):
    """What a budget is for. Days and months are those of the calendar in UTC."""

    RUN = "run"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most a source may ask, and spend, in a period; a period that is absent has no limit.

    `micros` are millionths of a US dollar.
    """

    requests: Mapping[Period, int] = field(default_factory=dict)
    micros: Mapping[Period, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """One configured source: its name, its connector, the connector's options as read, and where each stands.

    The rest is obeyed by the host, whatever the connector: the budget, how often the source is asked (None: as often as
    its connector advises), whether known mentions are looked at again, and for how long mentions are kept (None: for ever).
    """

    name: str
    connector: str
    title: str = ""
    budget: Budget = field(default_factory=Budget)
    every_minutes: float | None = None
    refresh: bool = True
    keep_days: float | None = None
    options: Mapping[str, Any] = field(repr=False)
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """When nobody is to be woken, on the clock of the configured zone. From a time to the same time is never."""

    start: time = time(22, 0)
    end: time = time(7, 0)


LIKELY: Final = 0.25
"""The probability of growing tenfold that is worth an alert: one in fifty or so of the stories that several people tell ever grows so
much, and of those flagged from here on three in five do (docs/stories.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRules:
    """What is worth waking somebody for, and when they sleep.

    A story spreads when at least `tellers` different people tell it, it doubles within `doubling_hours`, and it grows tenfold
    with a probability of `likely` at least. `people` is
    how many more must be likely to see it, `arousal` (0 to 1) how angry its words are. The same story is
    told of again after `cool_down_hours`. What is in `wake_for` does not wait for the end of the quiet hours.
    `recipients` gives who is woken for a cause; for all others it is `recipient`.
    """

    zone: ZoneInfo
    causes: frozenset[AlertCause] = frozenset(AlertCause)
    tellers: int = 3
    doubling_hours: float = 3.0
    likely: float = LIKELY
    people: int = 100_000
    arousal: float = 0.6
    cool_down_hours: float = 6.0
    quiet: QuietHours = field(default_factory=QuietHours)
    wake_for: frozenset[AlertCause] = frozenset({AlertCause.SAFETY, AlertCause.FORECAST})
    recipient: str = ""
    recipients: Mapping[AlertCause, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where news goes: an address that may hold secrets (empty when its variable or file is absent), and which news."""

    name: str
    url: str = field(repr=False)
    what: tuple[What, ...] = tuple(What)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """How news is carried. `report_at` is a wall-clock time; None sends the report whenever somebody new needs a reply."""

    channels: tuple[Channel, ...] = ()
    report_at: time | None = None


class Role(StrEnum):
    """What somebody may do on the served page."""

    READ = "read"
    ACT = "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who may sign in. `password` is its hash; empty when its variable or file is absent: then nobody can."""

    name: str
    role: Role
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How the page is served. `hosts` are the names by which it is opened, beside this machine's own.

    `behind_tls` says that something in front speaks TLS; `secret` signs sessions, empty for a fresh one at every start.
    """

    host: str = "127.0.0.1"
    port: int = 8400
    hosts: tuple[str, ...] = ()
    behind_tls: bool = False
    secret: str = field(default="", repr=False)
    visitors: tuple[Visitor, ...] = ()

    @property
    def is_local(self) -> bool:
        """Tell whether only this machine can open the page."""
        return self.host in LOOPBACK and all(each.partition(":")[0] in LOOPBACK for each in self.hosts)


LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that one run needs to know. `store` is a SQLAlchemy URL; paths are absolute."""

    path: Path
    title: str
    zone: ZoneInfo
    store: str = field(repr=False)
    brands: tuple[Brand, ...]
    policy: Policy
    alerts: AlertRules
    sources: tuple[SourceConfig, ...]
    report_folder: Path
    formats: tuple[str, ...]
    analyzers: tuple[str, ...] = ()
    encoder: bool = True
    """Whether the encoder judges what the fast tier is unsure of."""

    deadline_minutes: float = 10.0
    every_minutes: float = 15.0
    """How often cron starts a run."""

    notify: Notify = field(default_factory=Notify)
    mailbox: str = ""
    keep: int = 30
    """For how many days the last page of each day is kept."""

    address: str = ""
    """Where people open the page: links in letters and messages lead there."""
    serving: Serving = field(default_factory=Serving)
    ping: str = field(default="", repr=False)
    sample: bool = False
