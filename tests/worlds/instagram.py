"""A made-up Instagram, in the form of the Instagram Platform's reference. Synthetic throughout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from worlds.graph import TOKEN, edge, inner_limit, limit_of, not_there, refusal, written

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import BEGIN, HttpWorld, Post
from connectors.instagram import Instagram

USER = "178414"
MEDIUM = "18000"


class InstagramWorld(HttpWorld):
    """One medium of ours without words, and what people say under it: what is written is a comment there.

    With `more={"is": "tags"}` a post is a medium of others that tags us, with `{"is": "media"}` one of ours, with
    `{"is": "#larkfieldsofa"}` one with that hashtag. `inner` is how many comments a medium brings along at the most.
    """

    connector = Instagram
    excused: ClassVar[Mapping[str, str]] = {
        "an-empty-page-is-not-the-end": "its first page lists media and names no next one: the pages lie within a medium",
    }
    inner = 3

    def __init__(self) -> None:
        super().__init__()
        self.wrong: dict[str, Reply] = {}
        self.medium = Post(key=MEDIUM, text="", at=BEGIN - timedelta(hours=5), author="us", more={"is": "media"})

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url, "user": USER, "token": TOKEN}

    def write_reply(self, to: Post, text: str = "Same here, my Larkfield order is lost.", **more: Any) -> Post:
        """Write an answer: it belongs to a comment, never to another answer."""
        return super().write_reply(to, text, **({"parent": to.parent or to.key} | more))

    def answer(self, asked: Asked) -> Reply:
        """Answer one question."""
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return refusal(190, "Invalid OAuth access token", status=401)
        _, _, first, *rest = [*asked.path.split("/"), ""][:4]
        name = rest[0] if rest and rest[0] else first
        if name in self.wrong:
            return self.wrong[name]
        if first == "ig_hashtag_search":
            return Reply(body={"data": [{"id": f"1784{asked.parameters['q']}"}]})
        if "ids" in asked.parameters:
            return self._many(asked)
        return self._edge(asked, first, name)

    def _edge(self, asked: Asked, first: str, name: str) -> Reply:
        after, most = asked.parameters.get("after", ""), limit_of(asked, self.page)
        if name in ("media", "tags"):
            media = self._media(name)
            return Reply(body=edge(media, most, after, lambda post: self._medium(post, asked), f"{USER}/{name}"))
        if name == "recent_media":
            tagged = [post for post in self._media(f"#{first[4:]}") if post.at > self.now - timedelta(hours=24)]
            return Reply(body=edge(tagged, most, after, lambda post: self._medium(post, asked), f"{first}/{name}"))
        if name == "comments" and self._find(first):
            comments = self._under(first)
            return Reply(body=edge(comments, most, after, lambda post: self._comment(post, asked), f"{first}/{name}"))
        if name == "replies":
            return Reply(body=edge(self._answers(first), most, after, self._said, f"{first}/{name}"))
        found = self._find(first)
        return Reply(body=self._medium(found, asked)) if found else not_there(first)

    def _media(self, kind: str) -> list[Post]:
        own = [self.medium] if kind == "media" else []
        return [post for post in self.visible() if post.more.get("is") == kind] + own

    def _find(self, key: str) -> Post | None:
        return next((post for post in [*self.visible(), self.medium] if post.key == key), None)

    def _under(self, medium: str) -> list[Post]:
        return [
            post
            for post in self.visible()
            if "is" not in post.more and post.parent is None and post.more.get("under", MEDIUM) == medium
        ]

    def _answers(self, comment: str) -> list[Post]:
        return [post for post in self.visible() if post.parent == comment][::-1]

    def _many(self, asked: Asked) -> Reply:
        ids = asked.parameters["ids"].split(",")
        found = [(one, post) for one in ids if (post := self._find(one))]
        if len(found) < len(ids):
            absent = next(one for one in ids if self._find(one) is None)
            return not_there(absent)
        return Reply(body={one: self._comment(post, asked) for one, post in found})

    def _medium(self, post: Post, asked: Asked) -> dict[str, Any]:
        told: dict[str, Any] = {"id": post.key, "timestamp": written(post.at)}
        told["permalink"] = f"https://www.instagram.com/p/{post.key}/"
        if post.text:
            told["caption"] = post.text
        if not str(post.more.get("is")).startswith("#"):
            told["username"] = _name_of(post)
        if post.likes is not None:
            told["like_count"] = post.likes
        comments = self._under(post.key) if post.more.get("is") == "media" else []
        told["comments_count"] = len(comments) + sum(len(self._answers(each.key)) for each in comments)
        if comments and "comments" in asked.parameters["fields"].replace("comments_count", ""):
            most = inner_limit(asked, "comments", self.inner)
            told["comments"] = edge(comments, most, "", lambda each: self._comment(each, asked), f"{post.key}/comments")
        return told

    def _comment(self, post: Post, asked: Asked) -> dict[str, Any]:
        told, answers = self._said(post), self._answers(post.key)
        if answers:
            most = inner_limit(asked, "replies", 4)
            told["replies"] = edge(answers, most, "", self._said, f"{post.key}/replies")
        return told

    def _said(self, post: Post) -> dict[str, Any]:
        told: dict[str, Any] = {"id": post.key, "text": post.text, "timestamp": written(post.at)}
        told |= {"username": _name_of(post), "from": {"id": f"5{post.author}", "username": _name_of(post)}}
        if post.likes is not None:
            told["like_count"] = post.likes
        return told | ({"parent_id": post.parent} if post.parent else {})


def _name_of(post: Post) -> str:
    return "Larkfield" if post.author == "us" else f"{post.author}.of.nowhere"
