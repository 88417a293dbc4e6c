"""Example Forum as its manual describes it, made up for the tests: what it answers to what it is asked."""

from typing import Any

from exampleforum import ExampleForum

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld


class ExampleForumWorld(HttpWorld):
    """Pages of posts, newest first; `before` leads to those older than a post."""

    connector = ExampleForum

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url}

    def answer(self, asked: Asked) -> Reply:
        """Answer a page of posts."""
        if asked.path != "/posts.json":
            return Reply(status=404, body={"error": "there is no such page"})
        before = int(asked.parameters.get("before", 10**9))
        older = [post for post in self.visible() if int(post.key) < before]
        posts = [
            {
                "id": int(post.key),
                "html": post.text,
                "seconds": int(post.at.timestamp()),
                "author": post.author,
                "likes": post.likes,
            }
            for post in older[: self.page]
        ]
        more = len(older) > self.page
        return Reply(body={"posts": posts, "before": str(posts[-1]["id"]) if more else None})
