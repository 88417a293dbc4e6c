"""What Facebook and Instagram have in common: Meta's Graph API with its errors, its limits and its paging.

The link to a next page holds the access token, so only its cursor is taken from it: the link itself is never followed,
kept or shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

from connectors.base import Connector, Option, SourceSlowed
from connectors.http import complaint
from connectors.options import base_url
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable
from monitor.model import Finding, FindingKind

VERSION = "v26.0"
"""developers.facebook.com/docs/graph-api/changelog/versions; a version is kept for about two years."""

TOGETHER = 50  # ids of one question (developers.facebook.com/docs/graph-api/batch-requests, `ids`)
_ANSWERED = (400, 401, 403, 404, 500, 503)  # statuses whose body says what is wrong
_PLACE = ("after", "until", "since", "offset", "__paging_token")
"""What of the link to a next page says where it begins; the rest is the question again, and the access token."""

_PAGING = {"cursors", "next", "previous"}
_LONGEST_PLACE = 1_000  # characters; real ones have fewer than 300
Verdict: TypeAlias = "tuple[type[SourceError], str]"

COMMON_OPTIONS = (
    Option(
        name="version",
        default=VERSION,
        help="the version of the Graph API",
        example=f'"{VERSION}"',
    ),
    base_url("https://graph.facebook.com"),
)


class TokenRefused(SourceRefused):
    """The access token is expired, revoked or no token at all."""


class NotPermitted(SourceRefused):
    """The token lacks a permission, or the app a feature that Meta has to approve."""


class NotThere(SourceChanged):
    """What was asked about is not there, or not for us."""


_EXPIRED: Verdict = (TokenRefused, "does not accept the access token: expired or revoked. Make a new one.")
_SLOWED: Verdict = (SourceSlowed, "slows us down. The next run goes on from here; run less often if this repeats.")
_HASHTAGS: Verdict = (SourceBudgetSpent, "allows 30 different hashtags in 7 days, and these are used up.")
_MISSING_PERMISSION: Verdict = (NotPermitted, "may not be read with this token: a permission is missing.")
_BLOCKED: Verdict = (SourceRefused, "has blocked the app for breaking its rules. See the app's dashboard.")
_ABSENT: Verdict = (NotThere, "is not there, or not for us. Correct its id in this source's options.")
_FAULT: Verdict = (SourceUnreachable, "has a fault of its own. The next run asks again.")

_VERDICTS: dict[int, Verdict] = {
    **dict.fromkeys((1, 2), _FAULT),
    **dict.fromkeys((3, 10), _MISSING_PERMISSION),
    # Rate limits: developers.facebook.com/docs/graph-api/overview/rate-limiting
    **dict.fromkeys((4, 17, 32, 341, 613, *range(80_000, 80_015)), _SLOWED),
    18: _HASHTAGS,
    **dict.fromkeys((24, 803), _ABSENT),
    **dict.fromkeys((102, 190), _EXPIRED),
    368: _BLOCKED,
}


class Graph:
    """One source's questions to the Graph API."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._used_up = False
        self._wait: float | None = None

    def ask(self, path: str, parameters: Mapping[str, str], place: str = "") -> dict[str, Any]:
        """Ask for a node or an edge; raise a SourceError that says what Meta refuses. `place` names it in a complaint."""
        if self._used_up:
            raise SourceSlowed(
                f"{self._connector.title}: all calls that Meta allows in this hour are used. "
                "The next run goes on from here; run less often if this repeats.",
                retry_after=self._wait,
            )
        settings = self._connector.settings
        answer = self._connector.http.get(
            f"{settings['base_url'].rstrip('/')}/{settings['version']}/{path}",
            parameters,
            headers={"Authorization": f"Bearer {settings['token']}"},  # in the address it would stand in every log
            accept=_ANSWERED,
        )
        self._used_up, self._wait = _use_told_by(answer.headers)
        where = place or path
        try:
            read = answer.json()
        except SourceError:
            if answer.status == 200:
                raise
            raise complaint(answer.status, f"{self._connector.title} ({where})") from None
        if isinstance(read, dict) and isinstance(read.get("error"), dict):
            raise self._refusal(read["error"], where)
        if answer.status != 200:
            raise complaint(answer.status, f"{self._connector.title} ({where})")
        if not isinstance(read, dict):
            raise SourceChanged(f"{self._connector.title} ({where}) answers in a new shape. Look for a newer release.")
        return read

    def pages(self, path: str, parameters: Mapping[str, str], most: int) -> Iterator[Any]:
        """Yield the records of an edge page after page, `most` pages at the most."""
        token: str | None = ""
        for _ in range(most):
            answer = self.ask(path, {**parameters, **place_of(token)})
            yield from records_in(answer)
            token = following(answer)
            if token is None:
                return

    def many(self, ids: Sequence[str], fields: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
        """Ask for several nodes at once; None for each that is not there.

        One absent node spoils the whole answer, so the question is halved until the absent ones are found.
        """
        if not ids:
            return
        try:
            answer = self.ask("", {"ids": ",".join(ids), "fields": fields}, "looking again")
        except NotThere:
            if len(ids) == 1:
                yield ids[0], None
                return
            middle = len(ids) // 2
            yield from self.many(ids[:middle], fields)
            yield from self.many(ids[middle:], fields)
            return
        for one in ids:
            found = answer.get(one)
            if isinstance(found, dict):  # else neither gone nor readable: what we know of it stays as it is
                yield one, found

    def _refusal(self, error: Mapping[str, Any], place: str) -> SourceError:
        """Turn an error of the Graph API into ours (developers.facebook.com/docs/graph-api/guides/error-handling)."""
        code, subcode = _number(error, "code"), _number(error, "error_subcode")
        said = self._connector.redact(" ".join(str(error.get("message")).split())[:200])
        kind, sentence = _verdict(code, subcode, said, transient=error.get("is_transient") is True)
        if "reduce" in said.casefold() and kind is SourceUnreachable:
            sentence += " Ask for less at once (`page_size`)."
        told = f"Meta says: “{said}” ({code}{f'/{subcode}' if subcode else ''})."
        return kind(f"{self._connector.title} ({place}) {sentence} {told}")


def finding_of(fault: SourceError, permissions: str) -> Finding:
    """Say what a fault means for the operator; `permissions` are those that this source needs."""
    kinds: tuple[tuple[type[SourceError], FindingKind, str], ...] = (
        (TokenRefused, FindingKind.NO_KEY, "Make a new access token as the connector's page says."),
        (NotPermitted, FindingKind.WRONG_SCOPE, f"Give the token these permissions: {permissions}."),
        (SourceRefused, FindingKind.NOT_APPROVED, "See the app's dashboard on developers.facebook.com."),
        (NotThere, FindingKind.WRONG_SETTING, "Correct the id, or make the token as somebody who manages it."),
        (SourceBudgetSpent, FindingKind.NO_BUDGET, "Wait an hour; run less often if this repeats."),
        (SourceChanged, FindingKind.WRONG_SETTING, "Correct `version` or `base_url`."),
    )
    for kind, finding, fix in kinds:
        if isinstance(fault, kind):
            return Finding(kind=finding, what=str(fault), fix=fix)
    return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")


def records_in(edge: object) -> list[Any]:
    """Give the records of an edge; SourceChanged where it is none."""
    found = edge.get("data") if isinstance(edge, dict) else None
    if not isinstance(found, list):
        raise SourceChanged("The Graph API answers in a new shape: there is no `data`. Look for a newer release.")
    return found


def following(edge: Mapping[str, Any]) -> str | None:
    """Give the place where the next page of an edge begins, without the token that its link holds; None at the end."""
    paging = edge.get("paging") or {}
    if not isinstance(paging, dict) or set(paging) - _PAGING:
        raise SourceChanged("The Graph API tells its pages in a new way. Look for a newer release.")
    link = paging.get("next")
    if link is None:
        return None
    try:
        pairs = [pair for pair in parse_qsl(urlsplit(link).query) if pair[0] in _PLACE]
    except (ValueError, TypeError, AttributeError):
        pairs = []
    token = urlencode(pairs)
    if not token or len(token) > _LONGEST_PLACE:
        raise SourceChanged("The Graph API names the next page in a new way. Look for a newer release.")
    return token


def place_of(token: str | None) -> dict[str, str]:
    """Give the parameters that ask for the page a token names."""
    return dict(parse_qsl(token or ""))


def _use_told_by(headers: Mapping[str, str]) -> tuple[bool, float | None]:
    """Tell whether the calls allowed are used up, and after how many seconds there will be more, if that is told."""
    used, seconds = 0.0, None
    for name in ("x-app-usage", "x-page-usage", "x-business-use-case-usage"):
        for usage in _usages(headers.get(name, "")):
            shares = (usage.get(key) for key in ("call_count", "total_time", "total_cputime"))
            used = max([used, *(share for share in shares if isinstance(share, int | float))])
            minutes = usage.get("estimated_time_to_regain_access")
            if isinstance(minutes, int | float) and minutes > 0:
                seconds = max(seconds or 0.0, 60.0 * minutes)
    return used >= 100, seconds


def _usages(header: str) -> Iterator[dict[str, Any]]:
    """Yield every record of shares used, in percent, of either form of the header."""
    try:
        told = json.loads(header) if header else {}
    except (ValueError, RecursionError):
        return
    waiting = [told]
    for _ in range(200):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _verdict(code: int, subcode: int, said: str, *, transient: bool) -> tuple[type[SourceError], str]:
    """Find what an error code means (developers.facebook.com/docs/graph-api/guides/error-handling)."""
    if code == 100 and subcode == 33:
        return _ABSENT
    if 200 <= code <= 299 or (code == 100 and _is_about_permission(said)):
        return _MISSING_PERMISSION
    if code in _VERDICTS:
        return _VERDICTS[code]
    return _FAULT if transient else (SourceChanged, "refuses the question. Look for a newer release, or set `version`.")


def _is_about_permission(said: str) -> bool:
    words = said.casefold()
    return any(word in words for word in ("permission", "content access", "feature", "app secret proof"))


def _number(error: Mapping[str, Any], key: str) -> int:
    found = error.get(key)
    return found if isinstance(found, int) else 0
