"""Reddit through praw, which signs in, renews the token and knows the server's ways; imported with the first question.

Of praw's answers we take the plain JSON: its objects ask Reddit again whenever an attribute is missing. Bad statuses are
told before praw sees them, so that only the guarded session below it ever repeats a request. praw opens no praw.ini:
one in the working folder could send the key elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from configparser import ConfigParser
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

import praw
import prawcore
from praw.config import Config
from requests import Response, Session, exceptions

from connectors.base import Answer
from connectors.reddit_faults import TOKEN_PATH, Refusal, check_token, fault_of, seconds_of
from monitor.errors import SourceChanged, SourceError, SourceUnreachable

_SCOPE = "read identity"  # the least that reading takes: a token of ours cannot write, whatever the app may
_LIMITS = ("x-ratelimit-remaining", "x-ratelimit-used", "x-ratelimit-reset")
_LONGEST_RESET = 3_600.0  # seconds; Reddit counts in windows of ten minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Where Reddit is, who we are, and the key. Without `username` we read as nobody in particular."""

    base_url: str
    oauth_url: str
    user: str
    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)


class RedditClient:
    """Asks Reddit, once signed in; `wait` waits as long as Reddit demands or raises SourceSlowed."""

    def __init__(self, session: Session, access: Access, wait: Callable[[float], None]) -> None:
        self._session = session
        self._access = access
        self._wait = wait
        self._allowance = _Allowance()
        self._refused: SourceError | None = None
        self._reddit: praw.Reddit | None = None

    def ask(self, path: str, **parameters: str) -> Any:  # noqa: ANN401 - JSON is whatever the server says
        """Give the JSON at a path below the API's address; a token that no longer counts is renewed once.

        A refused sign-in is not tried again. Raises a SourceError, Refusal where Reddit refuses us.
        """
        if self._refused is not None:
            raise self._refused
        self._wait_for_allowance()
        try:
            return self._ask(path, parameters)
        except _TokenExpired:
            self._reddit = None
        try:
            return self._ask(path, parameters)
        except _TokenExpired as fault:
            self._refused = fault.refusal
            raise fault.refusal from None

    def _ask(self, path: str, parameters: dict[str, str]) -> Any:  # noqa: ANN401 - as above
        if self._reddit is None:
            self._reddit = _reddit(self._session, self._access, self._allowance)
        try:
            return self._reddit.request(method="GET", path=path, params=dict(parameters))
        except _NoSignIn as fault:
            self._refused = fault.refusal
            raise fault.refusal from None
        except prawcore.exceptions.BadJSON as fault:
            return _answer(fault.response).json()
        except RecursionError:
            raise SourceChanged("The answer is nested deeper than any of Reddit's. Look for a newer release.") from None
        except prawcore.PrawcoreException as fault:
            kind = type(fault).__name__
            raise SourceChanged(f"praw does not understand Reddit ({kind}). Look for newer releases.") from None

    def _wait_for_allowance(self) -> None:
        left = self._allowance.free_at - time.monotonic()
        if left > 0:
            self._wait(left)


class _TokenExpired(Exception):
    """Reddit no longer accepts the token, or never did."""

    def __init__(self, refusal: SourceError) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


class _NoSignIn(_TokenExpired):
    """Reddit gives us no token."""


class _Allowance:
    """When Reddit will answer again: it tells with every answer how many more it allows (100 a minute for each key)."""

    def __init__(self) -> None:
        self.free_at = 0.0

    def note(self, response: Response) -> None:
        """Take the numbers out of an answer: prawcore would sleep on them without a thought of the run's end."""
        remaining = seconds_of(response.headers.get(_LIMITS[0]))
        reset = seconds_of(response.headers.get(_LIMITS[2]))
        for name in _LIMITS:
            response.headers.pop(name, None)
        if remaining is not None and remaining < 1 and reset:
            self.free_at = time.monotonic() + min(reset, _LONGEST_RESET)


class _Requestor(prawcore.Requestor):
    """Sends praw's questions through the guarded session and tells every bad answer in our words."""

    def __init__(self, *, guarded: Session, allowance: _Allowance, **more: Any) -> None:  # noqa: ANN401 - as praw passes them
        super().__init__(session=guarded, **more)
        self._guarded = guarded
        self._allowance = allowance

    def request(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> Response:  # noqa: ANN401 - as prawcore passes them
        """Send; the time allowed is the guarded session's affair, and a redirect is never followed."""
        del timeout
        method, url = args
        path = urlsplit(url).path
        signing_in = path.endswith(TOKEN_PATH)
        if signing_in:
            kwargs["data"] = [*kwargs["data"], ("scope", _SCOPE)]
        response = _send(self._guarded, method, url, **(kwargs | {"allow_redirects": False}))
        if response.status_code >= 300:
            raise _fault(response, path, signing_in)
        self._allowance.note(response)
        if signing_in:
            _check_sign_in(response)
        return response


def _fault(response: Response, path: str, signing_in: bool) -> Exception:
    fault = fault_of(response.status_code, response.headers, response.content, path)
    if signing_in:
        return _NoSignIn(fault) if isinstance(fault, Refusal) else fault
    expired = response.status_code == 401 and "insufficient_scope" not in response.headers.get("www-authenticate", "")
    return _TokenExpired(fault) if expired else fault


def _check_sign_in(response: Response) -> None:
    try:
        check_token(_answer(response).json())
    except Refusal as refusal:
        raise _NoSignIn(refusal) from None


def _answer(response: Response) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(status=response.status_code, url=response.url, headers=headers, body=response.content)


def _send(session: Session, method: str, url: str, **arguments: Any) -> Response:  # noqa: ANN401 - as prawcore passes them
    """Send, turning every fault of the libraries into ours; their texts may hold secrets, so none is quoted."""
    where = urlsplit(url).hostname or "Reddit"
    try:
        return session.request(method, url, **arguments)
    except exceptions.SSLError:
        raise SourceUnreachable(f"{where}: the secure connection failed; its certificate may be wrong.") from None
    except exceptions.Timeout:
        raise SourceUnreachable(f"{where} did not answer in time. The next run asks again.") from None
    except (exceptions.RequestException, OSError, ValueError) as fault:
        cause = f" ({type(fault).__name__})"
        raise SourceUnreachable(f"{where} could not be reached{cause}. The next run asks again.") from None


def _reddit(session: Session, access: Access, allowance: _Allowance) -> praw.Reddit:
    """Make praw's client, every setting by name, so that neither a file nor the environment has a say."""
    with Config.LOCK:
        Config.CONFIG = ConfigParser(interpolation=None)
    return praw.Reddit(
        "DEFAULT",
        requestor_class=_Requestor,
        requestor_kwargs={"guarded": session, "allowance": allowance},
        client_id=access.client_id,
        client_secret=access.client_secret,
        username=access.username,
        password=access.password,
        refresh_token=None,
        redirect_uri=None,
        user_agent=user_agent(access.user),
        oauth_url=access.oauth_url.rstrip("/") + "/",
        reddit_url=access.base_url.rstrip("/"),
        short_url="https://redd.it",
        check_for_updates=False,
        check_for_async=False,
        ratelimit_seconds=0,
        timeout=30,
        window_size=600,
        comment_kind="t1",
        redditor_kind="t2",
        submission_kind="t3",
        message_kind="t4",
        subreddit_kind="t5",
        trophy_kind="t6",
    )


def user_agent(user: str) -> str:
    """Say who asks in the form Reddit demands: `<platform>:<app id>:<version> (by /u/<name>)`."""
    try:
        release = version("reputation-monitor")
    except PackageNotFoundError:  # run from a source tree
        release = "0"
    return f"python:reputation-monitor:{release} (by /u/{user})"
