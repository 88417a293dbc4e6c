"""The one way to the network: honest, patient within limits, bounded in size and time, and never into private networks.

Each source gets its own `HttpSession`, because what one operator allows one source must not open a door for another.
`requests` is imported with the first question asked, so that a run which only reads files never pays for it.
Proxies and .netrc of the environment are not used: the address that is checked is the address that is connected to.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from connectors.base import HIDDEN, Answer, SourceSlowed
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import Json

if TYPE_CHECKING:
    import requests

WORTH_ANOTHER_TRY = frozenset({429, 500, 502, 503, 504})
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS"})
REDIRECTS = 5


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
        self._secrets = [secret for secret in secrets if len(secret) >= 4]
        self._session: requests.Session | None = None

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
            raise complaint(answer.status, self._named(url))
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

    def refuse_to_leak(self, url: str, header_values: Iterable[str | bytes]) -> None:
        """Raise SourceRefused when a secret would go to a host that the operator did not write down (a redirect)."""
        if not self._secrets or endpoint(url) in self.own:
            return
        sent = url + "".join(value if isinstance(value, str) else value.decode("latin-1") for value in header_values)
        if any(secret in sent for secret in self._secrets):
            raise SourceRefused(f"{self._named(url)} asked for our key, but it is not this source's own server.")

    def close(self) -> None:
        """Let go of all connections."""
        if self._session is not None:
            self._session.close()

    def seconds_left(self) -> float | None:
        """Give the seconds until the run must be over; None without a deadline."""
        return None if self.deadline is None else self.deadline - time.monotonic()

    def pause(self, attempt: int, retry_after: str, sleep: Callable[[float], None] = time.sleep) -> bool:
        """Wait before another attempt (the first is 1) and tell whether to make it.

        The server's Retry-After is obeyed; when it is longer than the run or `longest_wait` there is no other attempt.
        Otherwise full jitter over a doubling pause (Brooker, "Exponential Backoff and Jitter", AWS 2015).
        """
        if attempt >= self.limits.tries:
            return False
        asked = waiting_time(retry_after, time.time())
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 - spreads requests, keeps no secret
        wait = self.limits.backoff * 2 ** (attempt - 1) * jitter if asked is None else asked
        left = self.seconds_left()
        if wait > self.limits.longest_wait or (left is not None and wait >= left):
            return False
        sleep(wait)
        return True


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


_COMPLAINTS: dict[int, tuple[type[SourceError], str]] = {
    401: (SourceRefused, "does not accept our key (401). Renew the key of this source."),
    402: (SourceBudgetSpent, "wants payment (402): the paid amount is used up."),
    403: (SourceRefused, "refuses us (403). Check the approval and the scope of this source's key."),
    404: (SourceChanged, "has nothing there any more (404). Correct the address of this source."),
    410: (SourceChanged, "has nothing there any more (410). Correct the address of this source."),
    429: (SourceSlowed, "slows us down (429). The next run goes on from here; run less often if this repeats."),
    451: (SourceRefused, "may not answer for legal reasons (451)."),
}


def complaint(status: int, where: str) -> SourceError:
    """Turn a status into our error, saying what a person can do."""
    if status in _COMPLAINTS:
        kind, sentence = _COMPLAINTS[status]
        return kind(f"{where} {sentence}")
    if status >= 500:
        return SourceUnreachable(f"{where} has a fault of its own ({status}). The next run asks again.")
    return SourceChanged(f"{where} answered {status} where we know no such answer. Look for a newer release.")
