"""What X says when it refuses, as a sentence that says what to do (docs.x.com/x-api/fundamentals/response-codes-and-errors)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from connectors.http import asked_wait, complaint
from connectors.text import storable
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import FindingKind

CONSOLE = "https://console.x.com"
NEW_KEY = f"Make one at {CONSOLE}: your app, Keys and tokens, Bearer Token."
_QUOTED = 200  # characters of X's own words in a sentence of ours


class Refused(SourceRefused):
    """X refuses a question: what, of which kind that is for `check`, how to fix it, and which parameters it is about."""

    def __init__(self, kind: FindingKind, what: str, fix: str, parameters: frozenset[str] = frozenset()) -> None:
        self.kind, self.what, self.fix = kind, what, fix
        self.parameters = parameters
        super().__init__(f"{what} {fix}")


def refusal(status: int, headers: Mapping[str, str], body: bytes) -> SourceError:
    """Turn an answer that is an error into ours."""
    problem = _problem(body)
    kind = str(problem.get("type", "")).rsplit("/", 1)[-1]
    said = _said(problem)
    if 300 <= status < 400:
        return SourceChanged(f"X sends us elsewhere ({status}), where our key does not go. Correct `base_url`.")
    if status == 400:
        fix = "Correct this source's options, or the names of the brand."
        return Refused(
            FindingKind.WRONG_SETTING, f"X does not accept the question (400).{said}", fix, _parameters(problem)
        )
    if status == 401:
        return Refused(FindingKind.NO_KEY, "X does not accept `bearer_token` (401).", NEW_KEY)
    if status == 403:
        return _forbidden(kind, said)
    if status == 402 or kind == "usage-capped":
        advice = f"Buy credits, or raise your spending limit, at {CONSOLE}."
        return SourceBudgetSpent(f"The credits of your X developer account are used up ({status}).{said} {advice}")
    return complaint(status, "X", asked_wait(headers, status))


def _forbidden(kind: str, said: str) -> SourceError:
    if kind == "client-forbidden":
        fix = f"At {CONSOLE}, put your app into a project with pay-per-use access and buy credits."
        return Refused(FindingKind.NOT_APPROVED, f"Your X app is not approved for this (403).{said}", fix)
    if kind == "unsupported-authentication":
        fix = f"Put the app's own key (OAuth 2.0 app-only) into `bearer_token`. {NEW_KEY}"
        return Refused(FindingKind.WRONG_SCOPE, f"X wants another kind of key for this (403).{said}", fix)
    return Refused(FindingKind.WRONG_SCOPE, f"X refuses us (403).{said}", f"Check what your app may do at {CONSOLE}.")


def _problem(body: bytes) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        found = json.loads(body)
        if isinstance(found, dict):
            return found
    return {}


def _errors(problem: dict[str, Any]) -> list[dict[str, Any]]:
    errors = problem.get("errors")
    return [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []


def _said(problem: dict[str, Any]) -> str:
    """Quote X, shortly: what it says of the first error, else of the problem."""
    first = next((each["message"] for each in _errors(problem) if isinstance(each.get("message"), str)), None)
    words = first or problem.get("detail") or problem.get("title")
    if not isinstance(words, str) or not words.strip():
        return ""
    text = storable(" ".join(words[: 4 * _QUOTED].split()))
    return f" It says: “{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”."


def _parameters(problem: dict[str, Any]) -> frozenset[str]:
    told = [each.get("parameters") for each in _errors(problem)]
    return frozenset(name for each in told if isinstance(each, dict) for name in each if isinstance(name, str))
