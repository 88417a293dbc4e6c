"""A made-up Lemmy instance, in the form of its API v3 (join-lemmy.org/api). Synthetic throughout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.lemmy import Lemmy

HOME = "https://lemmy.example"


class LemmyWorld(HttpWorld):
    """Posts (without a parent) and comments below them; both keep one row of numbers. `private` shows nothing."""

    connector = Lemmy
    private = False
    excused: ClassVar[Mapping[str, str]] = {
        "an-empty-page-is-not-the-end": "no answer names a next page: pages are numbered, an empty one is the end"
    }
    tolerated: ClassVar[Mapping[str, str]] = {"text": "a post without a body is one of its title alone"}

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url}

    def stable_key_of(self, post: Post) -> str:
        """Name a post or comment as every instance does."""
        return f"{HOME}/{'comment' if post.parent else 'post'}/{post.key}"

    def answer(self, asked: Asked) -> Reply:
        """Answer a search, a lookup or the comments of a post."""
        if self.private:
            return _error("instance_is_private")
        given, path = asked.parameters, asked.path.removeprefix("/api/v3/")
        if path == "search":
            return Reply(body=self._search(given))
        if path in ("post", "comment"):
            post = self.posts.get(given["id"])
            if (
                post is None
                or bool(post.parent) != (path == "comment")
                or post.at > self.now
                or post.more.get("purged")
            ):
                return _error(f"couldnt_find_{path}", 404)
            return Reply(body={f"{path}_view": self._view(post)})
        if path == "comment/list":
            said = [post for post in self.posts.values() if post.thread == given["post_id"] and post.at <= self.now]
            said.sort(key=lambda post: (post.at, post.key))
            return Reply(body={"comments": [self._view(post) for post in self._shown(said, given, 50)]})
        return Reply(status=404, body=b"", headers={"Content-Type": "text/plain"})

    def _search(self, given: Any) -> dict[str, Any]:
        wanted = given["q"].casefold()
        found = [post for post in self.visible() if wanted in f"{post.text} {post.more.get('title', '')}".casefold()]
        found = [post for post in found if not post.more.get("removed")]
        told: dict[str, Any] = {"type_": given["type_"], "comments": [], "posts": [], "communities": [], "users": []}
        for kind, comments in (("Posts", False), ("Comments", True)):
            if given["type_"] in (kind, "All"):
                views = [post for post in found if bool(post.parent) is comments]
                told[kind.lower()] = [self._view(post) for post in self._shown(views, given, self.page)]
        return told

    def _shown(self, posts: list[Post], given: Any, most: int) -> list[Post]:
        page, size = int(given.get("page", "1")), min(most, int(given.get("limit", "10")))
        return posts[(page - 1) * size : page * size]

    def _view(self, post: Post) -> dict[str, Any]:
        root = self.posts[post.thread] if post.parent else post
        view = {
            "creator": _person(post),
            "community": {"id": 4, "name": "sofas", "title": "Sofas and so on", "actor_id": f"{HOME}/c/sofas"},
            "post": self._post(root),
            "counts": {"score": post.likes, "upvotes": post.likes, "downvotes": 0, "published": _told(post.at)},
        }
        if not post.parent:
            view["counts"]["comments"] = post.replies
            return view
        view["counts"]["child_count"] = post.replies
        return view | {"comment": self._comment(post)}

    def _post(self, post: Post) -> dict[str, Any]:
        title = post.more.get("title", "About my order")
        return _said(post) | {"ap_id": self.stable_key_of(post), "name": title, "body": post.text}

    def _comment(self, post: Post) -> dict[str, Any]:
        steps = [post.key]
        while (above := self.posts[str(post.parent)]).parent:
            steps.insert(0, above.key)
            post = above
        said = self.posts[steps[-1]]
        path = ".".join(["0", *steps])
        words = "" if said.deleted else said.text
        return _said(said) | {
            "ap_id": self.stable_key_of(said),
            "content": words,
            "path": path,
            "post_id": int(said.thread),
        }


def _said(post: Post) -> dict[str, Any]:
    told = {
        "id": int(post.key),
        "published": _told(post.at),
        "deleted": post.deleted,
        "removed": bool(post.more.get("removed")),
        "local": True,
    }
    return told | ({"updated": _told(post.edited_at)} if post.edited_at else {})


def _person(post: Post) -> dict[str, Any]:
    address = f"{HOME}/u/{post.author}"
    return {"id": 3, "name": post.author, "actor_id": address, "local": True, "deleted": post.author_gone}


def _told(moment: Any) -> str:
    return str(moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def _error(word: str, status: int = 400) -> Reply:
    return Reply(status=status, body={"error": word})
