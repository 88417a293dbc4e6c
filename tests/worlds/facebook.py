"""A made-up Facebook Page, in the form of the Graph API's reference. Synthetic throughout."""

from __future__ import annotations

from typing import Any

from worlds.graph import TOKEN, edge, inner_limit, limit_of, not_there, refusal, written

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.facebook import Facebook

PAGE_ID = "100"


class FacebookWorld(HttpWorld):
    """Posts of visitors and of the Page, with comments; `inner` is how many comments a post brings along at the most.

    A post with `more={"tagged": True}` stands elsewhere and tags the Page; with `anonymous` nothing tells who wrote it.
    `wrong` maps a path's last part to the reply it is answered with.
    """

    connector = Facebook
    inner = 3

    def __init__(self) -> None:
        super().__init__()
        self.wrong: dict[str, Reply] = {}
        self.headers: dict[str, str] = {}

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url, "page": PAGE_ID, "token": TOKEN}

    def new_key(self, number: int) -> str:
        """Make the id of a post or comment."""
        return f"{PAGE_ID}_{1000 + number}"

    def answer(self, asked: Asked) -> Reply:
        """Answer one question."""
        reply = self._answer(asked)
        return Reply(status=reply.status, body=reply.body, headers=self.headers)

    def _answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return refusal(190, "Invalid OAuth access token", status=401)
        _, _, *parts = asked.path.split("/")
        if parts[-1] in self.wrong:
            return self.wrong[parts[-1]]
        if parts[-1] in ("feed", "tagged"):
            return self._listing(asked, tagged=parts[-1] == "tagged")
        if parts[-1] == "comments":
            return self._comments(asked, parts[0])
        if "ids" in asked.parameters:
            return self._many(asked)
        found = self._live(parts[0])
        return Reply(body=self._told(found, asked)) if found else not_there(parts[0])

    def _live(self, key: str) -> Post | None:
        return next((post for post in self.visible() if post.key == key), None)

    def _listing(self, asked: Asked, *, tagged: bool) -> Reply:
        posts = [post for post in self.visible() if post.parent is None and bool(post.more.get("tagged")) is tagged]
        path = f"{PAGE_ID}/{'tagged' if tagged else 'feed'}"
        after = asked.parameters.get("after", "")
        return Reply(body=edge(posts, limit_of(asked, self.page), after, lambda post: self._told(post, asked), path))

    def _comments(self, asked: Asked, key: str) -> Reply:
        if self._live(key) is None:
            return not_there(key)
        comments = self._under(key, newest=asked.parameters.get("order") == "reverse_chronological")
        after = asked.parameters.get("after", "")
        return Reply(body=edge(comments, limit_of(asked, self.page), after, self._comment, f"{key}/comments"))

    def _under(self, key: str, *, newest: bool) -> list[Post]:
        comments = [post for post in self.visible() if post.thread == key and post.parent]
        return comments if newest else comments[::-1]

    def _many(self, asked: Asked) -> Reply:
        ids = asked.parameters["ids"].split(",")
        absent = [one for one in ids if self._live(one) is None]
        if absent:
            return refusal(803, f"Some of the aliases you requested do not exist: {absent[0]}", status=404)
        found = [post for one in ids if (post := self._live(one))]
        if any(bool(post.parent) is ("reactions" in asked.parameters["fields"]) for post in found):
            return refusal(100, "Tried accessing nonexisting field")
        return Reply(body={post.key: self._told(post, asked) for post in found})

    def _told(self, post: Post, asked: Asked) -> dict[str, Any]:
        if post.parent:
            return self._comment(post)
        told = self._common(post)
        if post.likes is not None:
            told["reactions"] = {"data": [], "summary": {"total_count": post.likes}}
        if post.reposts:
            told["shares"] = {"count": post.reposts}
        comments = self._under(post.key, newest=True)
        inner = edge(comments, inner_limit(asked, "comments", self.inner), "", self._comment, f"{post.key}/comments")
        summary = {"order": "chronological", "can_comment": True} | (
            {} if post.replies is None else {"total_count": len(comments)}
        )
        return told | {"comments": inner | {"summary": summary}}

    def _common(self, post: Post) -> dict[str, Any]:
        told = {"id": post.key, "created_time": written(post.at), "message": post.text}
        told["permalink_url"] = f"https://www.facebook.com/{post.key.replace('_', '/posts/')}"
        if "anonymous" not in post.more:
            who = PAGE_ID if post.author == "us" else f"9{sum(map(ord, str(post.author)))}"
            told |= {"from": {"id": who, "name": f"{post.author} of Nowhere"}}  # type: ignore[dict-item]
        return told

    def _comment(self, post: Post) -> dict[str, Any]:
        told = self._common(post)
        if post.parent != post.thread:
            told["parent"] = {"id": post.parent}  # type: ignore[assignment]
        counts = {"like_count": post.likes, "comment_count": post.replies}
        return told | {name: count for name, count in counts.items() if count is not None}
