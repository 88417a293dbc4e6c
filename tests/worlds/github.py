"""A made-up GitHub, in the form of its REST API (docs.github.com/rest). Synthetic throughout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.github import GitHub

REPOSITORY = "larkfield/app"
_WORD = re.compile(r"\w+")
_SPAN = re.compile(r"created:(\S+)\.\.(\S+)")
_ISSUE = re.compile(r"/repos/([^/]+/[^/]+)/issues/(comments/)?(\d+)(/comments)?")
_TERM = re.compile(r'"([^"]*)"|(\S+)')


class GitHubWorld(HttpWorld):
    """Issues (posts without a parent) and comments in one repository or that of `more["repository"]`.

    `partial` makes the search give up early; `moved` leads from an issue's path to its new one.
    """

    connector = GitHub
    partial = False
    tolerated: ClassVar[Mapping[str, str]] = {
        "text": "an issue whose body is null has only a title",
        "edited_at": "GitHub tells only when anything about an issue changed",
    }

    def __init__(self) -> None:
        super().__init__()
        self.moved: dict[str, str] = {}

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url, "token": "synthetic-github-token"}

    def stable_key_of(self, post: Post) -> str:
        """Name an issue or a comment."""
        return f"comment-{post.key}" if post.parent else post.key

    def expected(self) -> set[str]:
        """Name the issues: comments are not searched."""
        return {post.key for post in self.visible() if post.parent is None}

    def answer(self, asked: Asked) -> Reply:
        """Answer a search, a lookup, the comments of an issue or the limits."""
        if asked.headers.get("authorization", "Bearer synthetic-github-token") != "Bearer synthetic-github-token":
            return Reply(status=401, body={"message": "Bad credentials", "status": "401"})
        if asked.path == "/rate_limit":
            return Reply(body={"resources": {"search": {"limit": 30, "remaining": 30, "reset": 1}}})
        if asked.path == "/search/issues":
            return self._search(asked)
        if asked.path == f"/repos/{REPOSITORY}":
            return Reply(body={"full_name": REPOSITORY})
        found = _ISSUE.fullmatch(asked.path)
        return self._about(asked, found) if found else _missing()

    def _search(self, asked: Asked) -> Reply:
        query = asked.parameters["q"]
        if len(query) > 256 or len(re.findall(r"\b(AND|OR|NOT)\b", query)) > 5 or "is:issue" not in query:
            return Reply(status=422, body={"message": "Validation Failed", "errors": [{"message": "bad search"}]})
        span = _SPAN.search(query)
        begin, end = (datetime.fromisoformat(span[number]) for number in (1, 2)) if span else (None, None)
        found = [post for post in self.visible() if post.parent is None and _fits(post, query)]
        if begin and end:
            found = [post for post in found if begin <= post.at.replace(microsecond=0) <= end]
        size, page = min(self.page, int(asked.parameters["per_page"])), int(asked.parameters["page"])
        if page * size > 1_000:
            return Reply(status=422, body={"message": "Only the first 1000 search results are available"})
        shown = found[(page - 1) * size : page * size]
        told = {"total_count": len(found), "incomplete_results": self.partial}
        more = len(found) > page * size
        headers = {"Link": f'<{self.url}/search/issues?page={page + 1}>; rel="next"'} if more else {}
        return Reply(body=told | {"items": [self._record(post) for post in shown]}, headers=headers)

    def _about(self, asked: Asked, found: re.Match[str]) -> Reply:
        if asked.path in self.moved:
            return Reply(
                status=301, body={"message": "Moved Permanently"}, headers={"Location": self.moved[asked.path]}
            )
        number = found[3]
        post = next((each for each in self.posts.values() if _number(each) == number), None)
        if post is None or post.at > self.now or bool(found[2]) != bool(post.parent) or found[1] != _home(post):
            return _missing()
        if post.deleted:
            return _missing() if post.parent else Reply(status=410, body={"message": "This issue was deleted"})
        if not found[4]:
            return Reply(body=self._record(post))
        size, page = int(asked.parameters["per_page"]), int(asked.parameters["page"])
        said = sorted(
            (each for each in self.visible() if each.thread == post.key), key=lambda each: (each.at, each.key)
        )
        return Reply(body=[self._record(each) for each in said[(page - 1) * size : page * size]])

    def _record(self, post: Post) -> dict[str, Any]:
        where = f"{_home(post)}/issues/{'comments/' if post.parent else ''}{_number(post)}"
        told = {
            "url": f"https://api.github.com/repos/{where}",
            "html_url": f"https://github.com/{_home(post)}/issues/{_number(post)}",
            "id": int(post.key),
            "user": None if post.author_gone else {"login": post.author, "id": _person(post), "type": "User"},
            "created_at": _told(post.at),
            "updated_at": _told(post.edited_at or post.at),
            "body": post.text,
            "reactions": {"total_count": post.likes, "+1": post.likes, "-1": 0},
        }
        if post.parent:
            return told
        return told | {
            "number": int(_number(post)),
            "title": post.more.get("title", "It fails"),
            "comments": post.replies,
        }


def _missing() -> Reply:
    return Reply(status=404, body={"message": "Not Found", "status": "404"})


def _home(post: Post) -> str:
    return str(post.more.get("repository", REPOSITORY))


def _number(post: Post) -> str:
    return str(int(post.key) + 5)


def _person(post: Post) -> int:
    return int.from_bytes(str(post.author).encode()[:6], "big")


def _told(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _fits(post: Post, query: str) -> bool:
    """Tell whether an issue holds one of the names, and lies in one of the repositories that are asked for."""
    parts = [(quoted, bare) for quoted, bare in _TERM.findall(query.replace("(", " ").replace(")", " "))]
    homes = [bare.removeprefix("repo:") for _, bare in parts if bare.startswith("repo:")]
    names = [quoted or bare for quoted, bare in parts if quoted or (bare != "OR" and ":" not in bare)]
    words = _WORD.findall(f"{post.text} {post.more.get('title', '')}".casefold())
    text = f" {' '.join(words)} "
    named = any(f" {' '.join(_WORD.findall(name.casefold()))} " in text for name in names)
    return (named or not names) and (not homes or _home(post) in homes)
