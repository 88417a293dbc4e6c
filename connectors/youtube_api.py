"""Asks the YouTube Data API v3, counts the units that costs, and says in words what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from connectors.base import THREAD_LIMIT, Answer, Connector, SourceSlowed
from connectors.http import complaint
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import Finding, FindingKind

PAGE = 100  # the most threads or comments of one answer (commentThreads.list, comments.list)
SEARCH_UNITS = 100  # developers.google.com/youtube/v3/determine_quota_cost; what else we ask costs 1
_ANSWERED = (400, 401, 403, 404)  # statuses whose body says what is wrong
_UNKNOWN = (FindingKind.UNREACHABLE, "Try again later, or correct `base_url`.")

Why: TypeAlias = "tuple[type[SourceError], FindingKind, str, str]"
"""What a reason of the API leads to: our error, what `check` calls it, what happened, and what to do."""

_KEY_IS_WRONG: Why = (
    SourceRefused,
    FindingKind.NO_KEY,
    "the API key is not valid",
    "Copy it again from the Google Cloud console (APIs & Services, Credentials).",
)
_NOT_SWITCHED_ON: Why = (
    SourceRefused,
    FindingKind.NOT_APPROVED,
    "the YouTube Data API v3 is not switched on in the key's project",
    "Switch it on in the Google Cloud console (APIs & Services, Library).",
)
_KEY_IS_NARROW: Why = (
    SourceRefused,
    FindingKind.WRONG_SCOPE,
    "the key's restrictions shut us out",
    "Let the key be used for the YouTube Data API v3 and from this machine's address.",
)
_UNITS_GONE: Why = (
    SourceBudgetSpent,
    FindingKind.NO_BUDGET,
    "the units of this day are used up",
    "The next runs go on from here after midnight Pacific time; run less often if this repeats.",
)
_TOO_FAST: Why = (
    SourceSlowed,
    FindingKind.NO_BUDGET,
    "too many questions in a short time",
    "The next run goes on from here.",
)
_SWITCHED_OFF: Why = (
    SourceChanged,
    FindingKind.UNSUPPORTED,
    "comments are switched off there",
    "Take it out of this source's options.",
)
_NOT_THERE: Why = (
    SourceChanged,
    FindingKind.WRONG_SETTING,
    "there is no such video, channel or comment",
    "Correct its id in this source's options, or take it out.",
)
_OLD_TOKEN: Why = (
    SourceChanged,
    FindingKind.UNREACHABLE,
    "the place in the list is no longer known",
    "The next run begins the list anew.",
)
_SHUT: Why = (
    SourceRefused,
    FindingKind.WRONG_SCOPE,
    "this may not be read with an API key",
    "A private video or channel cannot be heard: take it out of this source's options.",
)

_REASONS: dict[str, Why] = {  # developers.google.com/youtube/v3/docs/errors and cloud.google.com/apis/design/errors
    "keyInvalid": _KEY_IS_WRONG,
    "keyExpired": _KEY_IS_WRONG,
    "API_KEY_INVALID": _KEY_IS_WRONG,
    "required": _KEY_IS_WRONG,
    "authError": _KEY_IS_WRONG,
    "accessNotConfigured": _NOT_SWITCHED_ON,
    "SERVICE_DISABLED": _NOT_SWITCHED_ON,
    "ipRefererBlocked": _KEY_IS_NARROW,
    "API_KEY_SERVICE_BLOCKED": _KEY_IS_NARROW,
    "API_KEY_HTTP_REFERRER_BLOCKED": _KEY_IS_NARROW,
    "API_KEY_IP_ADDRESS_BLOCKED": _KEY_IS_NARROW,
    "quotaExceeded": _UNITS_GONE,
    "dailyLimitExceeded": _UNITS_GONE,
    "rateLimitExceeded": _TOO_FAST,
    "userRateLimitExceeded": _TOO_FAST,
    "commentsDisabled": _SWITCHED_OFF,
    "videoNotFound": _NOT_THERE,
    "channelNotFound": _NOT_THERE,
    "commentNotFound": _NOT_THERE,
    "commentThreadNotFound": _NOT_THERE,
    "invalidPageToken": _OLD_TOKEN,
    "processingFailure": _OLD_TOKEN,
    "forbidden": _SHUT,
    "insufficientPermissions": _SHUT,
}

_STATUSES: dict[int, Why] = {401: _KEY_IS_WRONG, 403: _SHUT}  # where the body names no reason


class YouTubeApi:
    """One source's questions. `units` are those used today."""

    def __init__(self, connector: Connector) -> None:
        self.units = 0
        self._connector = connector
        self._last: tuple[FindingKind, str] = _UNKNOWN

    def ask(self, path: str, parameters: dict[str, str], place: str = "") -> dict[str, Any]:
        """Ask, unless the day's units are used up; `place` names in a complaint what was asked about."""
        settings = self._connector.settings
        self._spend(SEARCH_UNITS if path == "search" else 1, settings["units_per_day"])
        readable = {} if path in ("videos", "search") else {"textFormat": "plainText"}
        answer = self._connector.http.get(
            f"{settings['base_url'].rstrip('/')}/youtube/v3/{path}",
            {**parameters, **readable},
            headers={"X-Goog-Api-Key": settings["key"]},
            accept=_ANSWERED,
        )
        if answer.status != 200:
            raise self._refusal(answer, place or path)
        read = answer.json()
        if not isinstance(read, dict):
            raise SourceChanged("YouTube answers in a new shape: the answer is no record. Look for a newer release.")
        return read

    def pages(self, path: str, parameters: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Ask page after page, at most as many as a conversation may have."""
        token: str | None = None
        for _ in range(THREAD_LIMIT // PAGE):
            answer = self.ask(path, parameters | from_here(token))
            yield answer
            token = next_place(answer)
            if token is None:
                return

    def finding(self, fault: SourceError, place: str) -> Finding:
        """Turn what `ask` raised into what `check` says."""
        (kind, advice), self._last = self._last, _UNKNOWN
        return Finding(kind=kind, what=f"{place}: {fault}", fix=advice)

    def _spend(self, units: int, allowed: int) -> None:
        if self.units + units > allowed:
            self._last = (FindingKind.NO_BUDGET, "Raise `units_per_day`, or wait until tomorrow.")
            raise SourceBudgetSpent(
                f"YouTube: {self.units:,} of the {allowed:,} units of today are used (`units_per_day`). "
                "The next day's runs go on from here."
            )
        self.units += units

    def _refusal(self, answer: Answer, place: str) -> SourceError:
        """Say what a refusal means; one that names no reason we know is told by its status."""
        why = next((_REASONS[reason] for reason in _reasons_of(answer) if reason in _REASONS), None)
        why = why or _STATUSES.get(answer.status)
        if why is None:
            return complaint(answer.status, f"YouTube ({place})")
        kind, finding, what, advice = why
        self._last = (finding, advice)
        return kind(f"YouTube ({place}): {what} ({answer.status}). {advice}")


def from_here(token: str | None) -> dict[str, str]:
    """Give the parameter that asks for a later page."""
    return {"pageToken": token} if token else {}


def next_place(answer: dict[str, Any]) -> str | None:
    """Give the token of the next page, if there is one; SourceChanged for one that is none."""
    token = answer.get("nextPageToken")
    if token is None or token == "":
        return None
    if not isinstance(token, str) or len(token) > 2_000 or not token.isprintable():
        raise SourceChanged("YouTube names the next page in a new way. Look for a newer release.")
    return token


def _reasons_of(answer: Answer) -> Iterator[str]:
    """Yield every reason that the body of a refusal names, whichever of Google's two forms it has."""
    try:
        error = answer.json()["error"]
        listed = [*(error.get("details") or []), *(error.get("errors") or [])]
    except (SourceError, KeyError, TypeError, AttributeError):
        return
    yield from (str(one.get("reason")) for one in listed if isinstance(one, dict))
