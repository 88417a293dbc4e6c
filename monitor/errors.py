"""Everything that can go wrong and the exit code each leads to.

MonitorError
├── UsageError            2   the command line asks for something that makes no sense
├── ConfigurationError   78   monitor.toml is wrong; carries every finding at once
├── StoreError            5   the store cannot be reached, read or written
│   └── StoreTooNew       5   the store was written by a newer release
├── NotDelivered         69   a notice did not reach its channel; a run only remembers it
├── Busy                 75   another run works on the same store
└── SourceError           3   one source could not be heard; collect turns it into a gap
    ├── SourceUnreachable     no answer, a broken answer or a server fault: worth another try
    ├── SourceRefused         key missing, not approved, wrong scope: a person must act
    ├── SourceBudgetSpent     requests or money for this run, day or month are used up
    └── SourceChanged         the answer has another shape than we know: stopped rather than guessed
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """The exit codes of every command (69, 75 and 78 as in sysexits.h)."""

    FINE = 0
    BUG = 1
    USAGE = 2
    SOME_SOURCES_FAILED = 3
    NO_SOURCE_HEARD = 4
    STORE_FAILED = 5
    NOT_DELIVERED = 69
    BUSY = 75
    CONFIGURATION = 78


class MonitorError(Exception):
    """Something went wrong that the operator can understand: the message says what, to what, and what to do."""

    exit_code: ClassVar[Exit] = Exit.BUG


class UsageError(MonitorError):
    """The command line asks for something that makes no sense."""

    exit_code = Exit.USAGE


class ConfigurationError(MonitorError):
    """The configuration is wrong; `findings` holds one line for every error found."""

    exit_code = Exit.CONFIGURATION

    def __init__(self, findings: list[str]) -> None:
        self.findings = findings
        super().__init__("\n".join(findings))


class StoreError(MonitorError):
    """The store cannot be reached, read or written."""

    exit_code = Exit.STORE_FAILED


class StoreTooNew(StoreError):
    """The store was written by a newer release than this one."""


class NotDelivered(MonitorError):
    """A notice did not reach its channel; the message holds no secret of the channel's address."""

    exit_code = Exit.NOT_DELIVERED


class Busy(MonitorError):
    """Another run works on the same store."""

    exit_code = Exit.BUSY


class SourceError(MonitorError):
    """One source could not be heard; the others go on."""

    exit_code = Exit.SOME_SOURCES_FAILED


class SourceUnreachable(SourceError):
    """No answer, a broken answer or a fault of the server: worth another try."""


class SourceRefused(SourceError):
    """The source refuses us (key, approval, scope): a person must act."""


class SourceBudgetSpent(SourceError):
    """The requests or the money of this run, day or month are used up."""


class SourceChanged(SourceError):
    """The source answers in another shape than we know: stopped rather than guessed."""
