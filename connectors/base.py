"""The contract of a connector: what every source module offers and what it may rely on.

A connector is synchronous, starts no thread, prints nothing, keeps no global state and knows no database. It turns one
platform's answers into `Batch`es; waiting, retrying, deadlines and storing belong to the host.
"""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from monitor.errors import SourceBudgetSpent, SourceChanged, SourceUnreachable
from monitor.model import Absence as Absence  # noqa: PLC0414 - a part of the contract
from monitor.model import Batch, EngagementSample, Finding, FindingKind, Json, Mention, Query, Reject
from monitor.model import Edited as Edited  # noqa: PLC0414 - a part of the contract
from monitor.model import Gone as Gone  # noqa: PLC0414 - a part of the contract

HIDDEN = "•••"
LONGEST_WAIT = 60.0  # seconds; what a platform asks us to wait beyond this is left to the next run
RAW_LIMIT = 2_000  # characters of a rejected record that are kept aside
THREAD_LIMIT = 1_000  # mentions of one conversation; what is said beyond them reaches nobody's eye either
TOLERATED_SHARE = 0.05  # above this share of unreadable records in one answer the source has changed its shape


class SourceSlowed(SourceBudgetSpent):
    """The source asks us to wait longer than this run lasts: `retry_after` seconds from now, None where it did not say."""

    def __init__(self, words: str, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(words)


class Capability(StrEnum):
    """What a connector can do."""

    SEARCH = "search"
    ENGAGEMENT = "engagement"
    THREADS = "threads"
    DELETIONS = "deletions"
    EDITS = "edits"
    KEYLESS = "keyless"
    LOCAL = "local"


class OptionType(StrEnum):
    """How an option is written in monitor.toml."""

    TEXT = "text"
    ADDRESS = "http address"
    PATH = "path"
    INTEGER = "whole number"
    NUMBER = "number"
    FLAG = "true or false"
    TEXTS = "list of texts"
    TABLE = "table of texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One setting of a connector. `choices` lists the values (of a table: the keys) that are valid, if not all are."""

    name: str
    type: OptionType = OptionType.TEXT
    help: str
    example: str = ""
    secret: bool = False
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time a pull asks for: from `start` (None: as far back as the connector starts) to `now`, which may lie in the past.

    Nothing posted after `now` may be yielded.
    """

    start: datetime | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What listening costs: requests of one pull that finds nothing new, and money in millionths of a US dollar."""

    requests: int
    micros: int = 0
    micros_per_mention: int = 0


class Purse(Protocol):
    """What a source may still spend; for connectors whose platform bills what is read. Money in millionths of a US dollar."""

    def reserve(self, micros: int) -> None:
        """Set aside the most that the next question can cost; raise SourceBudgetSpent when that is more than is left."""

    def settle(self, bill: Mapping[str, int]) -> None:
        """Replace what was set aside by the bill: price by resource, each charged at most once a UTC day."""


class OpenPurse:
    """Lets a connector used without a host spend what it wants."""

    def reserve(self, micros: int) -> None:
        """Allow it."""

    def settle(self, bill: Mapping[str, int]) -> None:
        """Keep no account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said: the body is already decompressed and within the size cap; header names are lower-case."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def json(self) -> Any:  # noqa: ANN401 - JSON is whatever the server says
        """Parse the body; SourceUnreachable when it was cut short, SourceChanged when it is no JSON at all."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as fault:
            if self.body.lstrip()[:1] in (b"{", b"[") and not isinstance(fault, RecursionError):
                raise SourceUnreachable("The answer was cut short. The next run asks again.") from None
            kind = self.headers.get("content-type", "no type").split(";")[0][:60]
            raise SourceChanged(f"The answer is no JSON but {kind}. Is `base_url` right?") from None


class Http(Protocol):
    """What the host offers a connector for talking to its source; see connectors.http.

    `deadline` is the `time.monotonic` second at which the run must be over, if it has one. `before_request`, if there
    is one, is called before every request and may raise SourceBudgetSpent.
    """

    deadline: float | None
    before_request: Callable[[], None] | None

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        accept: Collection[int] = (),
    ) -> Answer:
        """Ask, wait and retry as the host sees fit; raise a SourceError for a bad status that is not in `accept`."""

    def post(
        self,
        url: str,
        form: Mapping[str, str] | None = None,
        *,
        json: Json = None,
        headers: Mapping[str, str] | None = None,
        accept: Collection[int] = (),
    ) -> Answer:
        """Hand in our key and get a token: the one thing ever posted. Sent once, because it may not be repeatable."""

    def library_session(self) -> Any:  # noqa: ANN401 - requests is not imported here
        """Give the guarded requests.Session for a client library that wants one."""

    def close(self) -> None:
        """Let go of all connections."""


class Connector(ABC):
    """One kind of source. Subclasses set the class attributes and write `pull`."""

    title: ClassVar[str]
    platform: ClassVar[str]
    options: ClassVar[tuple[Option, ...]] = ()
    capabilities: ClassVar[frozenset[Capability]] = frozenset()
    interval: ClassVar[timedelta] = timedelta(minutes=15)
    install: ClassVar[str] = ""
    together: ClassVar[int] = 100
    """How many known mentions one question of `refresh` can look at again."""

    def __init__(self, name: str, options: Mapping[str, Any], http: Http | None = None) -> None:
        self.name = name
        self.settings = options
        self.purse: Purse = OpenPurse()
        self._http = http

    @property
    def http(self) -> Http:
        """The host's session, for connectors that go to the network."""
        if self._http is None:
            raise SourceUnreachable(f"Source `{self.name}` was started without access to the network.")
        return self._http

    def hurry(self, deadline: float) -> None:
        """Tell the network session at which `time.monotonic` second the run must be over."""
        if self._http is not None:
            self._http.deadline = deadline

    def count_requests(self, before_request: Callable[[], None]) -> None:
        """Let the host count every request, and refuse it by raising SourceBudgetSpent."""
        if self._http is not None:
            self._http.before_request = before_request

    def close(self) -> None:
        """Let go of all connections."""
        if self._http is not None:
            self._http.close()

    @classmethod
    def own_addresses(cls, options: Mapping[str, Any]) -> list[str]:
        """List the addresses the operator wrote down: only their hosts may lie in a private network."""
        return [options["base_url"]] if options.get("base_url") else []

    def check(self) -> list[Finding]:
        """Find out, cheaply, whether a pull would work, and how to fix what would not."""
        return [Finding(kind=FindingKind.FINE, what=f"{self.title}: settings are valid.")]

    @abstractmethod
    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Yield what is new since `checkpoint`; each batch's checkpoint is valid once that batch is stored.

        Raise a SourceError when the source cannot be heard.
        """

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """Say what listening for `queries` costs, without asking anybody."""
        return Outlook(requests=max(1, len(queries)) if Capability.LOCAL not in self.capabilities else 0)

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Look again at known mentions of this source; nothing about those where the platform does not tell."""
        del mentions, now
        return iter(())

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the conversation around a mention, oldest first, THREAD_LIMIT at most; nothing where the platform does not tell."""
        del mention
        return iter(())

    def wait(self, seconds: float) -> None:
        """Wait as a platform asks in the body of its answer; raise SourceSlowed when that is longer than this run lasts."""
        deadline = self.http.deadline
        if seconds > LONGEST_WAIT or (deadline is not None and time.monotonic() + seconds >= deadline):
            asked = f"{seconds:.0f} seconds" if seconds < 7_200 else f"{seconds / 3_600:.0f} hours"
            words = (
                f"{self.title} asks us to wait {asked}. The next run goes on from here; run less often if this repeats."
            )
            raise SourceSlowed(words, retry_after=seconds)
        time.sleep(max(0.0, seconds))

    def redact(self, text: str) -> str:
        """Replace every secret of this source in a text that a person will see."""
        for option in self.options:
            secret = self.settings.get(option.name) if option.secret else None
            if isinstance(secret, str) and len(secret) >= 4:
                text = text.replace(secret, HIDDEN)
        return text

    def stop_if_changed(self, read: int, rejects: Sequence[Reject]) -> None:
        """Raise SourceChanged when more than 5 % (and more than one) of an answer's records were unreadable."""
        if len(rejects) > max(1, read * TOLERATED_SHARE):
            raise SourceChanged(
                f"{len(rejects)} of {read} records could not be read ({rejects[0].reason}). "
                f"{self.title} seems to answer in a new shape: stopped, nothing of this answer counts as heard."
            )


class OptionFault(str):
    """One error in a source's options: the sentence, and in `option` the name of the option it is about."""

    __slots__ = ("option",)
    option: str

    def __new__(cls, option: str, sentence: str) -> Self:
        """Make the sentence."""
        fault = super().__new__(cls, sentence)
        fault.option = option
        return fault


def validate_options(
    connector: type[Connector], options: Mapping[str, Any], folder: Path | None = None
) -> tuple[dict[str, Any], list[OptionFault]]:
    """Check all options at once; give every option's value (defaults filled in) and one sentence for every error.

    Relative paths are taken from `folder`, where given.
    """
    known = {option.name: option for option in connector.options}
    faults = [_unknown(name, list(known)) for name in options if name not in known]
    values: dict[str, Any] = {}
    for option in connector.options:
        value = options.get(option.name)
        if value is None or (option.required and value in ("", [], {})):
            if option.required:
                example = f", for example {option.name} = {option.example}" if option.example else ""
                faults.append(OptionFault(option.name, f"`{option.name}` is missing: {option.help}{example}"))
            values[option.name] = option.default
            continue
        fault = _fault(option, value)
        if fault:
            faults.append(OptionFault(option.name, f"`{option.name}` {fault}"))
        elif option.type is OptionType.PATH and folder is not None:
            value = str(folder / value)
        values[option.name] = value
    return values, faults


def nearest(name: str, valid: Collection[str]) -> str:
    """Say which valid name was probably meant, as the tail of a sentence; empty when none is near."""
    close = get_close_matches(name.lower(), valid, n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""


def _unknown(name: str, valid: list[str]) -> OptionFault:
    tail = nearest(name, valid) or f"; the options are {', '.join(f'`{one}`' for one in valid)}"
    return OptionFault(name, f"`{name}` is no option of this source{tail}")


_TYPES: dict[OptionType, tuple[type, ...]] = {
    OptionType.TEXT: (str,),
    OptionType.ADDRESS: (str,),
    OptionType.PATH: (str,),
    OptionType.INTEGER: (int,),
    OptionType.NUMBER: (int, float),
    OptionType.FLAG: (bool,),
    OptionType.TEXTS: (list, tuple),
    OptionType.TABLE: (dict,),
}


def _fault(option: Option, value: object) -> str:
    """Say what is wrong with a value, without ever quoting a secret; empty when nothing is."""
    right = isinstance(value, _TYPES[option.type]) and isinstance(value, bool) == (option.type is OptionType.FLAG)
    if right and isinstance(value, list | tuple):
        right = all(isinstance(one, str) for one in value)
    if right and isinstance(value, dict):
        right = all(isinstance(one, str) for one in value.values())
    if not right:
        return (
            f"must be a {option.type}, for example {option.example}" if option.example else f"must be a {option.type}"
        )
    if option.type is OptionType.ADDRESS and value and not str(value).lower().startswith(("http://", "https://")):
        return "must start with https:// or http://"
    return _bad_choice(option, value)


def _bad_choice(option: Option, value: object) -> str:
    given = list(value) if isinstance(value, dict | list | tuple) else [value]
    bad = [str(one) for one in given if option.choices and str(one) not in option.choices]
    if not bad or option.secret:
        return ""
    tail = nearest(bad[0], option.choices) or f"; it knows {', '.join(option.choices)}"
    return f"does not know `{bad[0]}`{tail}"
