"""A made-up Hacker News search, in the form its API page documents (hn.algolia.com/api). Synthetic throughout."""

from __future__ import annotations

import re
from typing import Any

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.hackernews import HackerNews

_WORD = re.compile(r"\w+")


class HackerNewsWorld(HttpWorld):
    """Stories and comments, found by phrase, tag and time, newest first; `page` is the cap on one answer's hits."""

    connector = HackerNews

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url, "items_url": self.url}

    def answer(self, asked: Asked) -> Reply:
        """Answer a search or the question for one conversation."""
        if asked.path == "/api/v1/search_by_date":
            return self._search(asked.parameters)
        if asked.path.startswith("/api/v1/items/"):
            root = self.posts.get(asked.path.rsplit("/", 1)[1])
            return (
                Reply(body=self._node(root)) if root else Reply(status=404, body={"status": 404, "error": "Not Found"})
            )
        if asked.path.startswith("/v0/item/"):
            return Reply(body=self._item(asked.path.removeprefix("/v0/item/").removesuffix(".json")))
        return Reply(status=404, body={"status": 404, "error": "Not Found"})

    def _item(self, key: str) -> dict[str, Any] | None:
        """Tell an item as github.com/HackerNews/API does: fields that do not apply are left out."""
        post = self.posts.get(key)
        if post is None:
            return None
        told = {"id": int(key), "time": _seconds(post), "type": "comment" if post.parent else "story"}
        if post.deleted:
            return told | {"deleted": True}
        counts = {"score": post.likes, "descendants": post.replies}
        words = {"text": post.text, "parent": int(post.parent)} if post.parent else {"title": post.text} | counts
        return told | {"by": post.author} | {name: value for name, value in words.items() if value is not None}

    def _search(self, parameters: Any) -> Reply:
        phrase = f" {' '.join(_words(parameters.get('query', '')))} ".replace("  ", " ")
        found = [post for post in self.visible() if phrase in f" {' '.join(_words(post.text))} "]
        found = [post for post in found if _fits(post, parameters.get("tags", ""))]
        for bound in filter(None, parameters.get("numericFilters", "").split(",")):
            number = int(re.split("[<>]=", bound)[1])
            found = [
                post for post in found if (_seconds(post) >= number if ">=" in bound else _seconds(post) <= number)
            ]
        shown = found[: min(self.page, int(parameters["hitsPerPage"]))]
        return Reply(body={"hits": [self._hit(post) for post in shown], "nbHits": len(found), "page": 0, "nbPages": 1})

    def _hit(self, post: Post) -> dict[str, Any]:
        told = {"objectID": post.key, "created_at_i": _seconds(post), "author": post.author, "_tags": _tags(post)}
        if post.parent:
            return told | {"comment_text": post.text, "parent_id": int(post.parent), "story_id": int(post.thread)}
        counts = {"points": post.likes, "num_comments": post.replies, "story_id": int(post.key)}
        return told | counts | {"title": post.text, "story_text": None, "url": None}

    def _node(self, post: Post) -> dict[str, Any]:
        gone = post.deleted
        told = {"id": int(post.key), "created_at_i": _seconds(post), "author": None if gone else post.author}
        told |= {"title": None if post.parent else post.text, "text": post.text if post.parent and not gone else None}
        told |= {"parent_id": int(post.parent) if post.parent else None, "points": post.likes}
        answers = [each for each in self.posts.values() if each.parent == post.key and each.at <= self.now]
        return told | {"children": [self._node(each) for each in answers]}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _seconds(post: Post) -> int:
    return int(post.at.timestamp())


def _tags(post: Post) -> list[str]:
    kind = "comment" if post.parent else "story"
    return [kind, f"author_{post.author}", f"story_{post.thread or post.key}"]


def _fits(post: Post, wanted: str) -> bool:
    """Tell whether a post has all the tags asked for; those in brackets are alternatives."""
    tags = set(_tags(post))
    alternatives = re.findall(r"\(([^)]*)\)", wanted)
    single = [tag for tag in re.sub(r"\([^)]*\)", "", wanted).split(",") if tag]
    return all(tag in tags for tag in single) and all(tags & set(group.split(",")) for group in alternatives)
