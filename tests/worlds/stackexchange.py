"""A made-up Stack Exchange, in the form of its API 2.3 (api.stackexchange.com/docs). Synthetic throughout."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from html import escape
from typing import Any

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.stackexchange import StackExchange

_WORD = re.compile(r"\w+")
_BY_IDS = re.compile(r"/2\.3/(questions|answers|comments|posts)/([0-9;]+)(?:/(answers|comments))?")
SITES = ("stackoverflow", "superuser")


class StackExchangeWorld(HttpWorld):
    """Questions without a parent, answers to them, and comments on either (`more["comment"]`), on one site.

    Every answer is compressed. `backoff` is told with every answer, `quota` is what is left of the day.
    """

    connector = StackExchange
    backoff: float | None = None
    quota = 10_000

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url, "key": "synthetic-stack-key"}

    def write_reply(self, to: Post, text: str = "Same here, my Larkfield order is lost.", **more: Any) -> Post:
        """Answer a question; what replies to an answer is a comment."""
        if to.parent is not None:
            more["more"] = more.get("more", {}) | {"comment": True}
        return super().write_reply(to, text, **more)

    def stable_key_of(self, post: Post) -> str:
        """Name a post on its site."""
        return f"stackoverflow/{'comment-' if post.more.get('comment') else ''}{post.key}"

    def expected(self) -> set[str]:
        """Name the questions: nothing else is searched."""
        return {self.stable_key_of(post) for post in self.visible() if post.parent is None}

    def answer(self, asked: Asked) -> Reply:
        """Answer packed, as the API always does."""
        status, body = self._told(asked)
        packed = gzip.compress(json.dumps(body).encode())
        headers = {"Content-Encoding": "gzip", "Content-Type": "application/json; charset=utf-8"}
        return Reply(status=status, body=packed, headers=headers)

    def _told(self, asked: Asked) -> tuple[int, dict[str, Any]]:
        if asked.parameters.get("site") not in SITES:
            return 400, error(400, "bad_parameter", f"No site found for name `{asked.parameters.get('site')}`")
        self.quota -= 1
        if self.quota < 0:
            return 400, error(
                502, "throttle_violation", "too many requests from this IP, more requests available in 40000 seconds"
            )
        if asked.path == "/2.3/info":
            return 200, self._wrapped([{"total_questions": 5}], asked)
        if asked.path == "/2.3/search/advanced":
            return 200, self._wrapped([self._record(post) for post in self._search(asked)], asked)
        found = _BY_IDS.fullmatch(asked.path)
        if found is None:
            return 400, error(404, "no_method", "no method found with this name")
        return 200, self._wrapped([self._record(post) for post in self._by_ids(*found.groups())], asked)

    def _search(self, asked: Asked) -> list[Post]:
        given = asked.parameters
        phrase = f" {' '.join(_WORD.findall(given['q'].casefold()))} "
        begin, end = int(given["fromdate"]), int(given["todate"])
        posts = [post for post in self.visible() if post.parent is None and begin <= int(post.at.timestamp()) <= end]
        return [post for post in posts if phrase in f" {' '.join(_WORD.findall(post.text.casefold()))} "]

    def _by_ids(self, kind: str, ids: str, below: str | None) -> list[Post]:
        keys = ids.split(";")
        shown = sorted(self.visible(), key=lambda post: (post.at, post.key))
        if below:
            return [post for post in shown if post.parent in keys and _is_comment(post) == (below == "comments")]
        return [post for post in shown if post.key in keys and kind in (_plural(post), "posts")]

    def _wrapped(self, records: Sequence[Any], asked: Asked) -> dict[str, Any]:
        page, size = int(asked.parameters.get("page", "1")), min(self.page, int(asked.parameters.get("pagesize", "30")))
        if ";" in asked.path or re.search(r"/\d+$", asked.path):
            size = 100  # what is asked for by ids is always given whole
        told = {
            "items": records[(page - 1) * size : page * size],
            "has_more": len(records) > page * size,
            "quota_max": 10_000,
            "quota_remaining": self.quota,
        }
        return told | ({} if self.backoff is None else {"backoff": self.backoff})

    def _record(self, post: Post) -> dict[str, Any]:
        kind = _plural(post).removesuffix("s")
        told = {
            f"{kind}_id": int(post.key),
            "owner": _owner(post),
            "score": post.likes,
            "creation_date": int(post.at.timestamp()),
            "body": f"<p>{escape(post.text)}</p>",
            "content_license": "CC BY-SA 4.0",
        }
        if post.edited_at and kind != "comment":
            told["last_edit_date"] = int(post.edited_at.timestamp())
        if kind == "question":
            title = {"title": escape(post.more.get("title", "Is this normal?")), "tags": ["sofa"], "is_answered": False}
            counts = {"answer_count": post.replies, "view_count": post.more.get("views", 12)}
            return told | title | counts | {"link": f"https://stackoverflow.com/questions/{post.key}/is-this-normal"}
        return told | {"question_id" if kind == "answer" else "post_id": int(str(post.parent))}


def error(number: int, name: str, message: str) -> dict[str, Any]:
    """Complain as the API does: under HTTP 400, with the real number inside."""
    return {"error_id": number, "error_name": name, "error_message": message}


def _is_comment(post: Post) -> bool:
    return bool(post.more.get("comment"))


def _plural(post: Post) -> str:
    return "comments" if _is_comment(post) else "questions" if post.parent is None else "answers"


def _owner(post: Post) -> dict[str, Any]:
    if post.author_gone:
        return {"user_type": "does_not_exist", "display_name": "user1"}
    number = int.from_bytes(str(post.author).encode()[:6], "big")
    return {
        "user_id": number,
        "user_type": "registered",
        "display_name": post.author,
        "reputation": 1,
        "link": f"https://stackoverflow.com/users/{number}",
    }
