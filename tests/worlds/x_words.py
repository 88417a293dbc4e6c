"""What a made-up X says when it does not show something, in the form docs.x.com describes. Synthetic."""

from __future__ import annotations

from typing import Any

from connectors.conformance.server import Reply

PROBLEM = "https://api.x.com/2/problems"


def base36(number: int) -> str:
    """Write a number as X writes its tokens."""
    letters = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = letters[rest] + text
    return text


def problem(status: int, kind: str, detail: str, **more: Any) -> Reply:
    """Answer with an error in X's form."""
    return Reply(status=status, body={"title": detail[:40], "detail": detail, "type": kind, "status": status} | more)


def refused(parameter: str, value: str, words: str) -> Reply:
    """Answer 400 for one parameter."""
    errors = [{"parameters": {parameter: [value]}, "message": words}]
    detail = "One or more parameters to your request was invalid."
    return Reply(
        status=400,
        body={"errors": errors, "title": "Invalid Request", "detail": detail, "type": f"{PROBLEM}/invalid-request"},
    )


def missing(key: str, state: str) -> dict[str, Any]:
    """Say in a good answer why a post is not in it."""
    error = {"value": key, "resource_id": key, "resource_type": "tweet", "parameter": "ids"}
    if state == "protected":
        detail = f"Sorry, you are not authorized to see the Tweet with ids: [{key}]."
        return error | {
            "title": "Authorization Error",
            "detail": detail,
            "section": "data",
            "type": f"{PROBLEM}/not-authorized-for-resource",
        }
    if state == "suspended":
        return error | {
            "title": "Forbidden",
            "detail": f"User has been suspended: [{key}].",
            "type": f"{PROBLEM}/resource-not-found",
        }
    return error | {
        "title": "Not Found Error",
        "detail": f"Could not find tweet with ids: [{key}].",
        "type": f"{PROBLEM}/resource-not-found",
    }


def unknown_user(key: str) -> dict[str, Any]:
    """Say in a good answer that there is no such user."""
    error = {"value": key, "resource_id": key, "resource_type": "user", "parameter": "id", "title": "Not Found Error"}
    return error | {"detail": f"Could not find user with id: [{key}].", "type": f"{PROBLEM}/resource-not-found"}
