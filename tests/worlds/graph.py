"""What the made-up Facebook and Instagram have in common: fields, cursors and errors of the Graph API. Synthetic."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import Post

TOKEN = "synthetic-token-of-nobody"


def refusal(code: int, message: str = "synthetic", *, status: int = 400, subcode: int = 0, **more: Any) -> Reply:
    """Give an error as the Graph API words it."""
    error = {"message": f"(#{code}) {message}", "type": "OAuthException", "code": code, "fbtrace_id": "A-synthetic"}
    if subcode:
        error["error_subcode"] = subcode
    return Reply(status=status, body={"error": error | more})


def not_there(key: str) -> Reply:
    """Say that a node is not there, as the Graph API does whatever the reason."""
    return refusal(100, f"Unsupported get request. Object with ID '{key}' does not exist", subcode=33)


def written(moment: datetime) -> str:
    """Write a time as the Graph API does."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S+0000")


def edge(posts: list[Post], limit: int, after: str, told: Callable[[Post], Any], link: str) -> dict[str, Any]:
    """Give a page of an edge that begins after the post a cursor names; its link holds the token, as Meta's do."""
    if after:
        posts = (
            posts[[_cursor(post) for post in posts].index(after) + 1 :] if _has(posts, after) else _later(posts, after)
        )
    shown = posts[:limit]
    body: dict[str, Any] = {"data": [told(post) for post in shown]}
    if shown:
        last = _cursor(shown[-1])
        body["paging"] = {"cursors": {"before": _cursor(shown[0]), "after": last}}
        if len(posts) > len(shown):
            parameters = {"access_token": TOKEN, "pretty": "0", "limit": limit, "after": last}
            body["paging"]["next"] = f"https://graph.facebook.com/v26.0/{link}?{urlencode(parameters)}"
    return body


def _cursor(post: Post) -> str:
    return f"{post.at.timestamp():.0f}~{post.key}"


def _has(posts: list[Post], after: str) -> bool:
    return any(_cursor(post) == after for post in posts)


def _later(posts: list[Post], after: str) -> list[Post]:
    """Go on where a post has been taken away since: with those older than it."""
    moment = float(after.split("~", maxsplit=1)[0])
    return [post for post in posts if post.at.timestamp() <= moment]


def limit_of(asked: Asked, most: int) -> int:
    """Give the size of a page that is asked for, as far as it is allowed."""
    return min(int(asked.parameters.get("limit", 25)), most)


def inner_limit(asked: Asked, name: str, most: int) -> int:
    """Give the size that the fields ask for of an edge within: `comments.limit(25)`."""
    found = re.search(rf"\b{name}(?:\.\w+\(\w+\))*\.limit\((\d+)\)", asked.parameters.get("fields", ""))
    return min(int(found[1]), most) if found else most
