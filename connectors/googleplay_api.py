"""Asks Google Play's Android Publisher API v3: signs in with a service account, and says in words what is refused.

google-auth only signs. The question for a token goes the same guarded way as all others.
"""

from __future__ import annotations

import json
import time
from typing import Any

from connectors.base import Answer, Connector, SourceSlowed
from connectors.http import complaint
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import Finding, FindingKind

SCOPE = "https://www.googleapis.com/auth/androidpublisher"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"  # RFC 7523, 2.1
_LIFE = 3_600  # seconds; the longest Google allows (developers.google.com/identity/protocols/oauth2/service-account)
_EARLY = 120  # seconds before its end at which a token is no longer used
_ANSWERED = (400, 401, 403, 404)  # statuses whose body says what is wrong


class WrongKey(SourceRefused):
    """The service account's key is no such key, or no longer valid."""


class NotSwitchedOn(SourceRefused):
    """The API is not switched on in the key's project."""


class NoSuchApp(SourceChanged):
    """There is no such app or review, or it is not ours."""


_REFUSALS: tuple[tuple[set[str | int], type[SourceError], str], ...] = (
    # Statuses and reasons: cloud.google.com/apis/design/errors; the most particular first
    ({401}, WrongKey, "our key is not accepted. Make a new key for the service account."),
    (
        {"SERVICE_DISABLED", "accessNotConfigured"},
        NotSwitchedOn,
        (
            "the Google Play Android Developer API is not switched on in the key's project. "
            "Switch it on in the Google Cloud console."
        ),
    ),
    (
        {"quotaExceeded", "dailyLimitExceeded"},
        SourceBudgetSpent,
        "the questions of this day are used up. The next day's runs go on from here.",
    ),
    (
        {"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded"},
        SourceSlowed,
        "it allows 200 questions an hour and slows us down. The next run goes on from here.",
    ),
    (
        {403},
        SourceRefused,
        (
            "the service account may not read the reviews of {app}. "
            "Invite it in the Play Console and let it reply to reviews; that takes up to a day."
        ),
    ),
    ({404}, NoSuchApp, "there is no app {app}, or no such review of it. Correct `package`."),
)


class PlayApi:
    """One source's questions."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._token = ""
        self._good_until = 0.0

    def ask(self, path: str, parameters: dict[str, str]) -> dict[str, Any]:
        """Ask for something about the app."""
        settings = self._connector.settings
        app = f"{settings['base_url'].rstrip('/')}/androidpublisher/v3/applications/{settings['package']}"
        headers = {"Authorization": f"Bearer {self._signed_in()}"}
        answer = self._connector.http.get(f"{app}/{path}", parameters, headers=headers, accept=_ANSWERED)
        if answer.status != 200:
            raise self._refusal(answer)
        return _record(answer)

    def _signed_in(self) -> str:
        """Give a token that is good for a while longer; get one where there is none."""
        if time.monotonic() >= self._good_until:
            form = {"grant_type": _GRANT, "assertion": self._assertion()}
            answer = self._connector.http.post(self._connector.settings["token_url"], form, accept=_ANSWERED)
            if answer.status != 200:
                raise _sign_in_refusal(answer)
            told = _record(answer)
            token, seconds = told.get("access_token"), told.get("expires_in")
            if not isinstance(token, str) or not token:
                raise SourceChanged("Google signs us in in a new way: there is no token. Look for a newer release.")
            self._token = token
            self._good_until = time.monotonic() + (seconds if isinstance(seconds, int) else 0) - _EARLY
        return self._token

    def _assertion(self) -> str:
        """Write and sign who we are and what we want to do."""
        from google.auth import crypt, jwt  # noqa: PLC0415 - an extra; 200 ms that a run without it saves

        make_signer: Any = crypt.RSASigner.from_string  # its types are no types to mypy
        sign: Any = jwt.encode
        try:
            key = json.loads(self._connector.settings["service_account"])
            signer = make_signer(key["private_key"], key.get("private_key_id"))
            who = str(key["client_email"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise WrongKey(
                "Google Play: `service_account` holds no key of a service account. "
                "Give it the whole JSON file that the Google Cloud console made."
            ) from None
        now = int(time.time())
        audience = self._connector.settings["token_url"]
        claims = {"iss": who, "scope": SCOPE, "aud": audience, "iat": now, "exp": now + _LIFE}
        return str(sign(signer, claims), "ascii")

    def _refusal(self, answer: Answer) -> SourceError:
        """Say what a refusal means."""
        app, reasons = self._connector.settings["package"], _reasons_of(answer)
        for told, kind, sentence in _REFUSALS:
            if reasons & told or answer.status in told:
                return kind(f"Google Play ({answer.status}): {sentence.format(app=app)}")
        return complaint(answer.status, "Google Play")


def finding_of(fault: SourceError) -> Finding:
    """Say what a fault means for the operator."""
    kinds: tuple[tuple[type[SourceError], FindingKind, str], ...] = (
        (WrongKey, FindingKind.NO_KEY, "Make a new key as docs/connectors/googleplay.md says."),
        (NotSwitchedOn, FindingKind.NOT_APPROVED, "Switch the API on in the Google Cloud console."),
        (SourceRefused, FindingKind.WRONG_SCOPE, "Invite the service account in the Play Console."),
        (NoSuchApp, FindingKind.WRONG_SETTING, "Correct `package`."),
        (SourceBudgetSpent, FindingKind.NO_BUDGET, "Run less often."),
    )
    for kind, finding, fix in kinds:
        if isinstance(fault, kind):
            return Finding(kind=finding, what=str(fault), fix=fix)
    fix = "Try again, or correct `base_url` and `token_url`."
    return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix=fix)


def _sign_in_refusal(answer: Answer) -> SourceError:
    """Say why no token was given (RFC 6749, 5.2)."""
    try:
        told = _record(answer).get("error")
    except SourceError:
        told = None
    if told in ("invalid_grant", "invalid_client", "unauthorized_client", "access_denied"):
        return WrongKey(
            f"Google does not accept the service account's key ({told}). "
            "Make a new key, and see that this machine's clock is right."
        )
    return complaint(answer.status, "Google's sign-in")


def _record(answer: Answer) -> dict[str, Any]:
    read = answer.json()
    if not isinstance(read, dict):
        raise SourceChanged("Google Play answers in a new shape. Look for a newer release.")
    return read


def _reasons_of(answer: Answer) -> set[str]:
    """Name every reason in the body of a refusal, whichever of Google's two forms it has."""
    try:
        error = answer.json()["error"]
        listed = [*(error.get("details") or []), *(error.get("errors") or [])]
    except (SourceError, KeyError, TypeError, AttributeError):
        return set()
    return {str(one.get("reason")) for one in listed if isinstance(one, dict)}
