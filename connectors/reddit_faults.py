"""What Reddit means by a bad answer, put into a sentence a person can act on.

Statuses and reasons as in reddit.com/r/redditdev/wiki/api/errors. Told from the answer itself, because praw's own error
classes fail on a missing header or on a date in Retry-After.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from connectors.base import SourceSlowed
from connectors.http import asked_wait, complaint
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import FindingKind

TOKEN_PATH = "/api/v1/access_token"  # noqa: S105 - a path
APPROVAL = (
    "Self-service access to Reddit's API is closed: ask for approval first, and for an agreement if the use is commercial "
    "(docs/connectors/reddit.md says where)."
)
_KEY = "Compare `client_id` and `client_secret` with those Reddit shows for your app."
_CLOSED = {
    "private": "is private: only its members can read it.",
    "banned": "was banned by Reddit.",
    "quarantined": "is quarantined: Reddit shows it only to accounts that opted in.",
    "gated": "is gated: Reddit shows it only to accounts that accepted its warning.",
    "gold_only": "is open to paying members only.",
    "premium_only": "is open to paying members only.",
}
LEAVE_OUT = "Take it out of `subreddits`."
_COMMUNITY = re.compile(r"^/?r/(?!all/)([\w+.-]+)")


class Refusal(SourceRefused):
    """Reddit refuses us: what it refuses, of which kind that is for `check`, and how to fix it."""

    def __init__(self, what: str, *, kind: FindingKind, fix: str) -> None:
        self.kind, self.what, self.fix = kind, what, fix
        super().__init__(f"{what} {fix}")


class Missing(SourceChanged):
    """There is nothing at the address: a conversation that is gone, a community that never was."""


def fault_of(status: int, headers: Mapping[str, str], body: bytes, path: str) -> SourceError:
    """Say what a bad status means; `path` is that of the question."""
    community = _COMMUNITY.match(path)
    where = f"r/{community[1]}"[:80] if community else f"Reddit ({path[:80]})"
    told = _object(body)
    if status == 429:
        return _slowed(where, headers)
    if path.endswith(TOKEN_PATH) and status < 500:
        return _no_sign_in(status)
    if status in (401, 403):
        return _refused(status, headers, told, where, community is not None)
    if 300 <= status < 400:
        return _sent_on(status, headers, where)
    return (
        _not_found(told, where, community is not None)
        if status == 404
        else complaint(status, where, asked_wait(headers))
    )


def fault_of_sign_in(error: str) -> SourceError:
    """Say what the error means that Reddit writes into an answer it calls a success."""
    name = "".join(letter for letter in error if letter.isalnum() or letter in "_- ")[:40]
    if name == "invalid_grant":
        what = "Reddit does not accept `username` and `password` (invalid_grant)."
        fix = "Correct them; an account with two-factor sign-in or of other people than the app's developers cannot be used."
        return Refusal(what, kind=FindingKind.NO_KEY, fix=fix)
    if name == "unauthorized_client":
        what = "Reddit does not let this app sign in so (unauthorized_client)."
        fix = "Only an app of the kind `script` may use `username` and `password`; reading needs neither."
        return Refusal(what, kind=FindingKind.NO_KEY, fix=fix)
    if name == "invalid_scope":
        return _narrow()
    return Refusal(f"Reddit does not let this app sign in ({name}).", kind=FindingKind.NO_KEY, fix=_KEY)


def check_token(told: Any) -> None:  # noqa: ANN401 - JSON is whatever the server says
    """Raise the fault of an answer to a sign-in that holds no token which lets us read."""
    if not isinstance(told, dict):
        raise SourceChanged("Reddit answers a sign-in in a new shape. Look for a newer release.")
    if "error" in told:
        raise fault_of_sign_in(str(told["error"]))
    seconds = told.get("expires_in")
    texts = [told.get("access_token"), told.get("scope")]
    if not isinstance(seconds, int | float) or not all(isinstance(text, str) for text in texts):
        raise SourceChanged("Reddit answers a sign-in in a new shape. Look for a newer release.")
    if not {"read", "*"} & set(told["scope"].split()):
        raise _narrow()


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body[:100_000])
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _slowed(where: str, headers: Mapping[str, str]) -> SourceError:
    wait = asked_wait(headers)
    if wait is None:
        wait = seconds_of(headers.get("x-ratelimit-reset"))
    fault = complaint(429, where, wait)
    return fault if isinstance(fault, SourceSlowed) else SourceSlowed(str(fault), retry_after=wait)


def seconds_of(text: str | None) -> float | None:
    """Read a number of seconds out of a header; None when there is none."""
    try:
        seconds = float(text or "")
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _no_sign_in(status: int) -> SourceError:
    if status == 401:
        what = "Reddit does not know this `client_id` with this `client_secret` (401)."
        return Refusal(what, kind=FindingKind.NO_KEY, fix=_KEY)
    if status in (403, 451):
        return Refusal(f"Reddit does not let this app sign in ({status}).", kind=FindingKind.NOT_APPROVED, fix=APPROVAL)
    return complaint(status, "Reddit's sign-in")


def _refused(status: int, headers: Mapping[str, str], told: dict[str, Any], where: str, community: bool) -> SourceError:
    if "insufficient_scope" in headers.get("www-authenticate", ""):
        return _narrow()
    if status == 401:
        what = f"{where} does not accept the token Reddit has just given us (401)."
        return Refusal(what, kind=FindingKind.NO_KEY, fix=_KEY)
    reason = str(told.get("reason"))
    if told and (community or reason in _CLOSED):
        return _closed(where, reason, "cannot be read (403): it is private, quarantined or closed to this app.")
    return Refusal(f"{where} refuses us (403).", kind=FindingKind.NOT_APPROVED, fix=APPROVAL)


def _closed(where: str, reason: str, otherwise: str) -> SourceError:
    return Refusal(f"{where} {_CLOSED.get(reason, otherwise)}", kind=FindingKind.WRONG_SETTING, fix=LEAVE_OUT)


def _not_found(told: dict[str, Any], where: str, community: bool) -> SourceError:
    reason = str(told.get("reason"))
    if community or reason in _CLOSED:
        return _closed(where, reason, "does not exist, or was banned.")
    return Missing(f"{where} has nothing there any more (404).")


def _sent_on(status: int, headers: Mapping[str, str], where: str) -> SourceError:
    """Tell a redirect: Reddit sends who asks for a community that does not exist to its search of communities."""
    if "/subreddits/search" in headers.get("location", ""):
        return Refusal(f"{where} does not exist.", kind=FindingKind.WRONG_SETTING, fix=LEAVE_OUT)
    return SourceChanged(f"{where} sends us elsewhere ({status}), where we do not follow. Look for a newer release.")


def _narrow() -> SourceError:
    what = "The token Reddit gives to this app may not read (scope `read` is missing)."
    fix = "Let the app ask for the scope `read`; of a personal account, sign in with one of the app's developers."
    return Refusal(what, kind=FindingKind.WRONG_SCOPE, fix=fix)
