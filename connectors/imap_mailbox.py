"""One mailbox, signed in to and only ever read, bounded in time and size.

imap-tools knows the protocol's dialects, but reads as long and as much as the server likes. Here every byte passes one
place that looks at the clock and at what has been taken so far.
"""

from __future__ import annotations

import imaplib
import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from monitor.errors import SourceChanged, SourceRefused, SourceUnreachable

KEPT = 128 * 1024  # bytes of a mail that are fetched: headers, and of the rest what a person would read
_PATIENCE = 30.0  # seconds in which a server must say something
_COMMAND = 60.0  # seconds a whole answer may take
_ANSWER = 32 * 1024 * 1024  # bytes of a whole answer
_PIECE = 64 * 1024
_ARRIVED = re.compile(rb'INTERNALDATE "\s?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d:\d\d:\d\d) ([+-]\d{4})"')
_UID = re.compile(rb"\bUID (\d+)")


class WrongPassword(SourceRefused):
    """The server does not let us in."""


class NoFolder(SourceChanged):
    """There is no such folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder as it is now: its UIDs only mean something together with `validity`."""

    name: str
    validity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail as it lies in a folder: `raw` is its beginning."""

    uid: int
    arrived: datetime
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Where a mailbox is and how to get in. `deadline` is the `time.monotonic` second at which the run must be over."""

    host: str
    port: int
    tls: bool
    user: str
    password: str
    deadline: float | None = None
    before_request: Callable[[], None] | None = None


class _Bounded(imaplib.IMAP4):
    """Reads from the connection with an eye on the clock and on how much it is."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._ahead = bytearray()
        self.begin()
        super().__init__(access.host, access.port, max(0.01, min(_PATIENCE, self._left())))

    def begin(self) -> None:
        """Begin counting anew, for another command."""
        self._taken = 0
        self._until = time.monotonic() + _COMMAND
        if self._access.deadline is not None:
            self._until = min(self._until, self._access.deadline)

    def _left(self) -> float:
        return self._until - time.monotonic()

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, and speak TLS from the beginning where that is wanted."""
        super().open(host, port, timeout)
        if self._access.tls:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=host)

    def read(self, size: int) -> bytes:
        """Read so many bytes."""
        if size > _ANSWER:
            raise self.abort("the answer is too large")
        while len(self._ahead) < size:
            self._receive()
        return self._cut(size)

    def readline(self) -> bytes:
        """Read up to the end of the line."""
        looked = 0
        while (end := self._ahead.find(b"\n", looked)) < 0:
            looked = len(self._ahead)
            self._receive()
        return self._cut(end + 1)

    def _cut(self, size: int) -> bytes:
        piece = bytes(self._ahead[:size])
        del self._ahead[:size]
        return piece

    def _receive(self) -> None:
        left = self._left()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(min(_PATIENCE, left))
        piece = self.sock.recv(_PIECE)
        self._taken += len(piece)
        if not piece or self._taken > _ANSWER:
            raise self.abort("the connection ended" if not piece else "the answer is too large")
        self._ahead += piece


class _MailBox(BaseMailBox):
    """The mailbox of imap-tools, over a connection of ours."""

    def __init__(self, access: Access) -> None:
        self._access = access
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return _Bounded(self._access)


class Mailbox:
    """Reads folders. Every fault of the libraries becomes a SourceError that quotes nothing the server said."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._where = f"{access.host}:{access.port}"
        with self._told():
            self._box = _MailBox(access)
        try:
            self._sign_in()
        except BaseException:
            self.close()
            raise

    def _sign_in(self) -> None:
        access = self._access
        self._begin()
        with self._told():
            if not access.tls and "STARTTLS" in self._box.client.capabilities:
                self._box.client.starttls(ssl.create_default_context())
            plain = f"{access.user}{access.password}".isascii()
            sign_in = self._box.login if plain else self._box.login_utf8
            sign_in(access.user, access.password, None)

    def examine(self, name: str) -> Folder:
        """Open a folder for reading only (EXAMINE): nothing is marked as seen."""
        with self._told(name):
            self._client.begin()
            self._box.folder.set(name, readonly=True)
            told = self._client.response("UIDVALIDITY")[1][-1]
            validity = int(told) if told else None
        if validity is None:
            raise SourceChanged(f"{self._where}: the folder {name[:60]} keeps no lasting numbers (UIDVALIDITY).")
        return Folder(name=name, validity=validity)

    def find(self, criteria: str) -> list[int]:
        """List the UIDs of the mails that fulfil criteria (RFC 9051, 6.4.4), ascending."""
        self._begin()
        with self._told():
            return sorted(int(uid) for uid in self._box.uids(criteria, charset=None))

    def fetch(self, uids: Sequence[int]) -> list[Letter]:
        """Fetch the beginnings of mails without marking them (BODY.PEEK); those taken away since are left out."""
        if not uids:
            return []
        self._begin()
        with self._told():
            listed = ",".join(map(str, uids))
            status, parts = self._client.uid("FETCH", listed, f"(UID INTERNALDATE BODY.PEEK[]<0.{KEPT}>)")
            if status != "OK":
                raise SourceChanged(f"{self._where} does not hand out mails. Look for a newer release.")
            wanted = set(uids)
            return sorted((each for each in _letters(parts) if each.uid in wanted), key=lambda each: each.uid)

    def folders(self) -> list[str]:
        """List the names of all folders."""
        with self._told():
            self._client.begin()
            return [each.name for each in self._box.folder.list()]

    def close(self) -> None:
        """Sign out and let go of the connection."""
        with suppress(imaplib.IMAP4.error, ImapToolsError, OSError, ValueError):
            self._client.begin()
            self._box.logout()
        with suppress(OSError):
            self._client.shutdown()

    @property
    def _client(self) -> Any:  # noqa: ANN401 - a _Bounded, which the library hides behind its own types
        return self._box.client

    def _begin(self) -> None:
        if self._access.before_request is not None:
            self._access.before_request()
        self._client.begin()

    @contextmanager
    def _told(self, folder: str = "") -> Iterator[None]:
        """Turn the libraries' faults into ours. What the server said is left out: it may repeat the password."""
        try:
            yield
        except MailboxLoginError:
            raise WrongPassword(
                f"{self._where} does not let {self._access.user[:60]} in. Correct `user` and `password`; "
                "many providers want an app password, or IMAP to be switched on first."
            ) from None
        except MailboxFolderSelectError:
            raise NoFolder(f"{self._where} has no folder {folder[:60]}. Correct `folders`.") from None
        except ssl.SSLError:
            raise SourceUnreachable(
                f"{self._where}: the secure connection failed; its certificate may be wrong, or `ssl` should be false."
            ) from None
        except TimeoutError:
            raise SourceUnreachable(f"{self._where} did not answer in time. The next run asks again.") from None
        except (imaplib.IMAP4.abort, OSError) as fault:
            raise SourceUnreachable(
                f"{self._where}: the connection failed ({type(fault).__name__}). The next run goes on from here."
            ) from None
        except (imaplib.IMAP4.error, ImapToolsError, ValueError, IndexError, TypeError) as fault:
            raise SourceChanged(
                f"{self._where} answers in a way we do not know ({type(fault).__name__}). Is it an IMAP server?"
            ) from None


def _letters(parts: Sequence[Any]) -> Iterator[Letter]:
    """Yield what a FETCH answered: each mail is a pair of words about it and its bytes; more words may follow."""
    for place, part in enumerate(parts):
        if not isinstance(part, tuple) or len(part) < 2:
            continue
        after = parts[place + 1] if place + 1 < len(parts) else b""
        words = part[0] + b" " + (after if isinstance(after, bytes) else b"")
        uid, arrived = _UID.search(words), _ARRIVED.search(words)
        if uid and arrived:
            yield Letter(uid=int(uid[1]), arrived=_moment(arrived), raw=part[1])


def _moment(told: re.Match[bytes]) -> datetime:
    day, month, year, clock, zone = (group.decode("ascii") for group in told.groups())
    return parsedate_to_datetime(f"{day} {month} {year} {clock} {zone}").astimezone(UTC)
