"""Questions to Bluesky on behalf of one account: signs in once, and again only when the session has expired.

The session lives in memory only: a token is no fact and never goes into the store. Every run signs in once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from connectors.base import Answer, Http
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import Json

HOW_TO_GET_IN = (
    "Make an app password in Bluesky: Settings, Privacy and security, App passwords; write it into `app_password` and "
    "the account's name, such as larkfield.bsky.social, into `handle`."
)
_SIGN_IN = "com.atproto.server.createSession"
_RENEW = "com.atproto.server.refreshSession"
_EXPIRED = frozenset({"ExpiredToken", "InvalidToken"})
_TOLD = (400, 401, 403)  # what Bluesky words itself: docs.bsky.app, every method's errors
_ERROR_NAME = re.compile(r"[A-Za-z]{1,60}")


class Session:
    """One account's way to Bluesky."""

    def __init__(self, http: Http, base_url: str, handle: str, password: str) -> None:
        self._http = http
        self._base = base_url.rstrip("/")
        self._handle = handle.strip().lstrip("@")
        self._password = password
        self._access = ""
        self._renewal = ""

    def ask(self, method: str, parameters: Sequence[tuple[str, str]], absent: str = "") -> Any:  # noqa: ANN401 - any JSON
        """Ask a question and give the answer; None when Bluesky says the error named `absent`."""
        if not self._access:
            self.sign_in()
        answer = self._get(method, parameters)
        if error_name(answer) in _EXPIRED:
            self._renew()
            answer = self._get(method, parameters)
        if answer.status in _TOLD:
            if absent and error_name(answer) == absent:
                return None
            raise _refusal(answer, method)
        return answer.json()

    def sign_in(self) -> None:
        """Hand in the app password; allowed 300 times a day, by some servers 100 times."""
        if not (self._handle and self._password):
            raise SourceRefused(f"Bluesky is searched by signed-in accounts only. {HOW_TO_GET_IN}")
        key: Json = {"identifier": self._handle, "password": self._password}
        answer = self._http.post(f"{self._base}/xrpc/{_SIGN_IN}", json=key, accept=_TOLD)
        if answer.status in _TOLD:
            raise _not_let_in(answer)
        self._keep(answer)

    def _renew(self) -> None:
        """Prolong the session; sign in again where that is no longer possible."""
        headers = {"Authorization": f"Bearer {self._renewal}"}
        answer = self._http.post(f"{self._base}/xrpc/{_RENEW}", headers=headers, accept=_TOLD)
        if answer.status in _TOLD:
            self.sign_in()
        else:
            self._keep(answer)

    def _keep(self, answer: Answer) -> None:
        told = answer.json()
        access, renewal = (told.get("accessJwt"), told.get("refreshJwt")) if isinstance(told, dict) else (None, None)
        if not (isinstance(access, str) and isinstance(renewal, str) and _is_token(access) and _is_token(renewal)):
            raise SourceChanged("Bluesky answers in a new shape: signing in gives no tokens. Is `base_url` right?")
        self._access, self._renewal = access, renewal

    def _get(self, method: str, parameters: Sequence[tuple[str, str]]) -> Answer:
        headers = {"Authorization": f"Bearer {self._access}"}
        return self._http.get(f"{self._base}/xrpc/{method}?{urlencode(parameters)}", headers=headers, accept=_TOLD)


def error_name(answer: Answer) -> str:
    """Give the name of the error an answer tells of; empty when it tells of none, or in other words than a name."""
    if answer.status not in _TOLD:
        return ""
    try:
        told = answer.json()
    except SourceError:
        return ""
    name = told.get("error") if isinstance(told, dict) else None
    return name if isinstance(name, str) and _ERROR_NAME.fullmatch(name) else ""


def _is_token(text: str) -> bool:
    """Tell whether a text can stand in a header."""
    return text.isascii() and text.isprintable() and 0 < len(text) <= 8_192


def _said(answer: Answer) -> str:
    name = error_name(answer)
    return f"({answer.status}{': ' + name if name else ''})"


def _not_let_in(answer: Answer) -> SourceError:
    name, said = error_name(answer), _said(answer)
    if name == "AuthFactorTokenRequired":
        return SourceRefused(
            f"Bluesky wants a code by e-mail: that is the account's own password {said}. {HOW_TO_GET_IN}"
        )
    if name == "AccountTakedown":
        return SourceRefused(f"Bluesky has suspended the account {said}. Sign in to the app and see what is wanted.")
    return SourceRefused(f"Bluesky does not accept `handle` and `app_password` {said}. {HOW_TO_GET_IN}")


def _refusal(answer: Answer, method: str) -> SourceError:
    name = method.rpartition(".")[2]
    if answer.status == 400:
        return SourceChanged(
            f"Bluesky does not understand our question for {name} {_said(answer)}. Look for a newer release."
        )
    return SourceRefused(
        f"Bluesky refuses {name} {_said(answer)}: not everything is shown to this account. {HOW_TO_GET_IN}"
    )
