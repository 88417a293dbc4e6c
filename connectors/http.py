"""The one way to the network: honest, patient within limits, bounded in size and time, and never into private networks.

Each source gets its own `HttpSession`, because what one operator allows one source must not open a door for another.
`requests` is imported with the first question asked, so that a run which only reads files never pays for it.
Proxies and .netrc of the environment are not used: the address that is checked is the address that is connected to.
"""

from __future__ import annotations

import json as json_text
import random
import time
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus, urlsplit

from connectors.base import HIDDEN, Answer, SourceSlowed
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import Json

if TYPE_CHECKING:
    import requests

WORTH_ANOTHER_TRY = frozenset({429, 500, 502, 503, 504})
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS"})
READING = REPEATABLE | {"POST"}  # a token is asked for with POST, and some platforms take a long question that way
REDIRECTS = 5
_RESETS = ("x-rate-limit-reset", "x-ratelimit-reset", "ratelimit-reset")
"""Where platforms say when they answer again: docs.x.com/x-api/fundamentals/rate-limits, docs.joinmastodon.org/api/
rate-limits (a date), docs.bsky.app/docs/advanced-guides/rate-limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long, how much and how often. Times in seconds, sizes in bytes after decompression.

    `longest_wait` bounds a single Retry-After even in a run without a deadline. `contact` is the operator's address.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 30.0
    tries: int = 4
    backoff: float = 1.0
    longest_wait: float = 60.0
    size: int = 15 * 1024 * 1024
    contact: str = ""


class HttpSession:
    """One source's way to the network.

    `own_addresses` are those the operator wrote down: their host and port may be private, nothing else may.
    """

    def __init__(
        self, limits: Limits | None = None, own_addresses: Sequence[str] = (), secrets: Sequence[str] = ()
    ) -> None:
        self.limits = limits or Limits()
        self.deadline: float | None = None
        self.before_request: Callable[[], None] | None = None
        self.own = frozenset(endpoint(address) for address in own_addresses)
        self._secrets = sorted({form for secret in secrets if len(secret) >= 4 for form in _forms(secret)}, key=len)[
            ::-1
        ]
        self._session: requests.Session | None = None
        self._closed_until: dict[tuple[str, int], float] = {}

    def library_session(self) -> requests.Session:
        """Give the guarded requests.Session, for a client library that wants one."""
        if self._session is None:
            from connectors.guard import guarded_session  # noqa: PLC0415 - imports requests: 120 ms

            self._session = guarded_session(self)
        return self._session

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        accept: Collection[int] = (),
    ) -> Answer:
        """Ask for an address; raise a SourceError for a bad status that is not in `accept`."""
        return self._answer("GET", url, accept, params=params, headers=headers)

    def post(
        self,
        url: str,
        form: Mapping[str, str] | None = None,
        *,
        json: Json = None,
        headers: Mapping[str, str] | None = None,
        accept: Collection[int] = (),
    ) -> Answer:
        """Hand in our key and get a token; raise a SourceError for a bad status that is not in `accept`."""
        return self._answer("POST", url, accept, data=form, json=json, headers=headers)

    def _answer(self, method: str, url: str, accept: Collection[int], **arguments: Any) -> Answer:  # noqa: ANN401 - as requests takes them
        response = self._send(method, url, **arguments)
        answer = Answer(
            status=response.status_code,
            url=response.url,
            headers={name.lower(): value for name, value in response.headers.items()},
            body=response.content,
        )
        if answer.status >= 300 and answer.status not in accept:
            raise complaint(answer.status, self._named(url), asked_wait(answer.headers, answer.status))
        return answer

    def _send(self, method: str, url: str, **arguments: Any) -> requests.Response:  # noqa: ANN401 - as requests takes them
        """Send, turning every fault of the libraries into ours; their texts may hold secrets, so none is quoted."""
        session = self.library_session()
        from requests import exceptions  # noqa: PLC0415 - see library_session

        where = self._named(url)
        try:
            return session.request(method, url, **arguments)
        except SourceError:
            raise
        except exceptions.TooManyRedirects:
            raise SourceChanged(f"{where} sends us on more than {REDIRECTS} times.") from None
        except (exceptions.InvalidSchema, exceptions.MissingSchema, exceptions.InvalidURL):
            raise SourceRefused(f"{where} is no http or https address we may open.") from None
        except exceptions.SSLError:
            raise SourceUnreachable(f"{where}: the secure connection failed; its certificate may be wrong.") from None
        except exceptions.Timeout:
            raise SourceUnreachable(f"{where} did not answer in time. The next run asks again.") from None
        except (exceptions.RequestException, OSError, ValueError) as fault:
            cause = f" ({type(fault).__name__})"
            raise SourceUnreachable(f"{where} could not be reached{cause}. The next run asks again.") from None

    def _named(self, url: str) -> str:
        """Name an address for a person: host and path, never the query, the credentials or a secret."""
        try:
            parts = urlsplit(url)
            name = f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"
        except ValueError:
            name = "an address that cannot be read"
        return self.redact(name[:200])

    def redact(self, text: str) -> str:
        """Hide this source's secrets in a text."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def refuse_to_leak(self, url: str, headers: Mapping[str, str | bytes], body: object = None) -> None:
        """Raise SourceRefused when a secret would go to a host that the operator did not write down (a redirect)."""
        if not self._secrets or endpoint(url) in self.own:
            return
        sent = "\n".join([url, *(_legible(value) for value in headers.values()), _legible(body)])
        if any(secret in sent for secret in self._secrets):
            raise SourceRefused(f"{self._named(url)} asked for our key, but it is not this source's own server.")

    def refuse_too_early(self, url: str) -> None:
        """Raise SourceSlowed while the server of an address has asked us to stay away."""
        left = self._closed_until.get(endpoint(url), 0.0) - time.monotonic()
        if left > 0:
            raise complaint(429, self._named(url), left)

    def stay_away(self, url: str, seconds: float) -> None:
        """Ask the server of an address nothing more for so many seconds."""
        self._closed_until[endpoint(url)] = time.monotonic() + seconds

    def close(self) -> None:
        """Let go of all connections."""
        if self._session is not None:
            self._session.close()

    def seconds_left(self) -> float | None:
        """Give the seconds until the run must be over; None without a deadline."""
        return None if self.deadline is None else self.deadline - time.monotonic()

    def pause(self, attempt: int, asked: float | None, sleep: Callable[[float], None] = time.sleep) -> bool:
        """Wait before another attempt (the first is 1) and tell whether to make it.

        The seconds the server `asked` for are waited at least; when that is longer than the run or `longest_wait` there
        is no other attempt. Full jitter over a doubling pause (Brooker, "Exponential Backoff and Jitter", AWS 2015).
        """
        if attempt >= self.limits.tries:
            return False
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 - spreads requests, keeps no secret
        wait = max(asked or 0.0, self.limits.backoff * 2 ** (attempt - 1) * jitter)
        left = self.seconds_left()
        if wait > self.limits.longest_wait or (left is not None and wait >= left):
            return False
        sleep(wait)
        return True


def _forms(secret: str) -> set[str]:
    """List the forms a secret takes on its way: as it is, in an address, in a form, in JSON."""
    return {secret, quote(secret, safe=""), quote_plus(secret), json_text.dumps(secret)[1:-1]}


def _legible(sent: object) -> str:
    """Show what would be sent as text; what HTTP's Basic scheme only packs is unpacked."""
    if isinstance(sent, bytes | bytearray):
        sent = sent.decode("utf-8", "replace")
    if not isinstance(sent, str):
        return ""
    scheme, _, packed = sent.partition(" ")
    if scheme.lower() == "basic":
        try:
            return b64decode(packed).decode("utf-8", "replace")
        except (NoBase64, ValueError):
            return sent
    return sent


def endpoint(url: str) -> tuple[str, int]:
    """Give host and port of an address; an unreadable one gives a host that no address has."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "", parts.port or (443 if parts.scheme.lower() == "https" else 80))
    except ValueError:
        return ("", 0)


def waiting_time(retry_after: str, now: float) -> float | None:
    """Read a Retry-After header (RFC 9110, 10.2.3) as seconds from `now`; 0 for the past, None when it says nothing."""
    text = retry_after.strip()
    if not text:
        return None
    if text.isdecimal() and len(text) < 12:
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, IndexError, OverflowError):
        return None if not text.isdecimal() else float("inf")


def asked_wait(headers: Mapping[str, str], status: int = 0) -> float | None:
    """Give the seconds an answer asks us to wait; None when it says nothing.

    A date is taken against the server's own clock where it shows it (Date), because that one may be wrong. With a 429
    and no Retry-After, one of `_RESETS` is the moment it answers again.
    """
    known = ("retry-after", "date", *_RESETS)
    named = {name.lower(): value.strip() for name, value in headers.items() if name.lower() in known}
    now = time.time()
    with suppress(KeyError, ValueError, IndexError, OverflowError):
        now = parsedate_to_datetime(named["date"]).timestamp()
    told = waiting_time(named.get("retry-after", ""), now)
    if told is None and status == 429:
        waits = (_until_reset(named[name], now) for name in _RESETS if name in named)
        return next((wait for wait in waits if wait is not None), None)
    return told


def _until_reset(reset: str, now: float) -> float | None:
    """Read when a rate limit ends: in seconds since 1970, in seconds from now, or as a date with its zone."""
    if reset.isdecimal() and len(reset) < 12:
        return max(0.0, int(reset) - now if len(reset) > 8 else float(reset))
    with suppress(ValueError, OverflowError):
        at = datetime.fromisoformat(reset)
        return max(0.0, at.timestamp() - now) if at.tzinfo else None
    return None


_COMPLAINTS: dict[int, tuple[type[SourceError], str]] = {
    401: (SourceRefused, "does not accept our key (401). Renew the key of this source."),
    402: (SourceBudgetSpent, "wants payment (402): the paid amount is used up."),
    403: (SourceRefused, "refuses us (403). Check the approval and the scope of this source's key."),
    404: (SourceChanged, "has nothing there any more (404). Correct the address of this source."),
    410: (SourceChanged, "has nothing there any more (410). Correct the address of this source."),
    451: (SourceRefused, "may not answer for legal reasons (451)."),
}


def complaint(status: int, where: str, retry_after: float | None = None) -> SourceError:
    """Turn a status into our error, saying what a person can do; `retry_after` are the seconds it asks us to wait."""
    if status == 429 or (status == 503 and retry_after):
        how_long = f" for {_span(retry_after)}" if retry_after else ""
        advice = "The next run goes on from here; run less often if this repeats."
        return SourceSlowed(f"{where} slows us down ({status}){how_long}. {advice}", retry_after=retry_after)
    if status in _COMPLAINTS:
        kind, sentence = _COMPLAINTS[status]
        return kind(f"{where} {sentence}")
    if status >= 500:
        return SourceUnreachable(f"{where} has a fault of its own ({status}). The next run asks again.")
    return SourceChanged(f"{where} answered {status} where we know no such answer. Look for a newer release.")


def _span(seconds: float) -> str:
    if seconds > 2 * 86_400:
        return "days"
    if seconds > 7_200:
        return f"{seconds / 3_600:.0f} hours"
    return f"{seconds / 60:.0f} minutes" if seconds > 120 else f"{seconds:.0f} seconds"
