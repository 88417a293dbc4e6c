"""A made-up Discourse forum, in the form of its API (docs.discourse.org). Synthetic throughout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, ClassVar

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.discourse import Discourse

_TOPIC = re.compile(r"/t/(\d+)(/posts)?\.json")
_POST = re.compile(r"/posts/(\d+)\.json")
_FIRST_PAGE = 20  # posts that a topic shows at once


class DiscourseWorld(HttpWorld):
    """Topics (posts without a parent) and their replies; numbers grow by one, so the oldest post is number 1.

    `older` makes the list of latest posts count numbers instead of posts, the post asked from included, as forums of
    before 2021 do; `members_only` shows nothing to strangers.
    """

    connector = Discourse
    excused: ClassVar[Mapping[str, str]] = {
        "an-empty-page-is-not-the-end": "no answer names a next page: posts are asked for below a number, down to 1"
    }
    older = False
    members_only = False

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url, "api_key": "synthetic-forum-key", "api_username": "monitor"}

    def new_key(self, number: int) -> str:
        """Make the number that follows."""
        return str(number + 1)

    def stable_key_of(self, post: Post) -> str:
        """Name a post on this forum."""
        return f"{self.url.removeprefix('http://')}/{post.key}"

    def expected(self) -> set[str]:
        """Name the posts that speak of us."""
        return {self.stable_key_of(post) for post in self.visible() if "larkfield" in post.text.casefold()}

    def answer(self, asked: Asked) -> Reply:
        """Answer the list of latest posts, a post or a topic."""
        if self.members_only and "api-key" not in asked.headers:
            text = "You need to be logged in to do that."
            return Reply(status=403, body={"errors": [text], "error_type": "not_logged_in"})
        if asked.path == "/posts.json":
            return Reply(body={"latest_posts": [self._record(post, title=True) for post in self._latest(asked)]})
        if found := _POST.fullmatch(asked.path):
            post = self.posts.get(found[1])
            if post is None or post.deleted or post.at > self.now:
                return _missing()
            return Reply(body=self._record(post))
        found = _TOPIC.fullmatch(asked.path)
        return self._topic(asked, found) if found else _missing()

    def _latest(self, asked: Asked) -> list[Post]:
        before = int(asked.parameters.get("before", "0"))
        shown = sorted(self.visible(), key=lambda post: int(post.key), reverse=True)
        if not self.older:
            return [post for post in shown if not before or int(post.key) < before][: self.page]
        before = before or max(int(key) for key in self.posts)
        return [post for post in shown if before - 50 < int(post.key) <= before]

    def _topic(self, asked: Asked, found: re.Match[str]) -> Reply:
        root = self.posts.get(str(int(found[1]) - 700))
        if root is None or root.deleted:
            return (
                _missing()
                if root is None
                else Reply(status=410, body={"errors": ["deleted"], "error_type": "not_found"})
            )
        posts = [post for post in self._conversation(root.key) if not post.deleted and post.at <= self.now]
        if found[2]:
            wanted = asked.repeated["post_ids[]"]
            return Reply(body={"post_stream": {"posts": [self._record(each) for each in posts if each.key in wanted]}})
        stream = [int(post.key) for post in posts]
        shown = [self._record(post) for post in posts[:_FIRST_PAGE]]
        return Reply(
            body={"id": _topic_of(root), "title": _title(root), "post_stream": {"posts": shown, "stream": stream}}
        )

    def _conversation(self, root: str) -> list[Post]:
        return sorted(
            (post for post in self.posts.values() if root in (post.key, post.thread)), key=lambda post: int(post.key)
        )

    def _record(self, post: Post, *, title: bool = False) -> dict[str, Any]:
        root = self.posts[post.thread or post.key]
        numbers = {each.key: number for number, each in enumerate(self._conversation(root.key), start=1)}
        answers = post.parent if post.parent and post.parent != root.key else None
        told = {
            "id": int(post.key),
            "name": None,
            "username": post.author,
            "created_at": _told(post.at),
            "updated_at": _told(post.edited_at or post.at),
            "version": 2 if post.edited_at else 1,
            "cooked": f"<p>{escape(post.text)}</p>",
            "post_number": numbers[post.key],
            "post_type": post.more.get("type", 1),
            "reply_to_post_number": numbers[answers] if answers else None,
            "reply_count": post.replies,
            "quote_count": 0,
            "reads": 3,
            "topic_id": _topic_of(root),
            "topic_slug": "a-topic",
            "user_id": int.from_bytes(str(post.author).encode()[:6], "big"),
            "actions_summary": _actions(post),
            "hidden": post.more.get("hidden", False),
            "deleted_at": None,
            "user_deleted": post.more.get("user_deleted", False),
        }
        return told | ({"topic_title": _title(root)} if title else {})


def _actions(post: Post) -> list[dict[str, Any]] | None:
    """List what can be done to a post, as a member is told: how often, unless nobody did it."""
    if post.likes is None:
        return None
    return [{"id": 2, "count": post.likes} if post.likes else {"id": 2, "can_act": True}, {"id": 3, "can_act": True}]


def _topic_of(root: Post) -> int:
    return int(root.key) + 700


def _title(root: Post) -> str:
    return str(root.more.get("title", "My order"))


def _told(moment: Any) -> str:
    return str(moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z")


def _missing() -> Reply:
    text = "The requested URL or resource could not be found."
    return Reply(status=404, body={"errors": [text], "error_type": "not_found"})
