"""A made-up Bluesky (synthetic): sign-in, search, posts, conversations, limits and refusals.

Its wire format is that of the lexicons com.atproto.server.* and app.bsky.feed.*; tests/connectors/test_bluesky_wire.py
drives it with the client library atproto.
"""

from __future__ import annotations

import json
import re
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, ClassVar

from connectors.bluesky import Bluesky
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post

HANDLE = "larkfield.bsky.social"
PASSWORD = "abcd-efgh-ijkl-mnop"
_WORD = re.compile(r"\w+")
_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"  # of record keys: atproto.com/specs/tid
_SESSION = timedelta(hours=2)
_EVERY = timedelta(minutes=5)


class BlueskyWorld(HttpWorld):
    """The whole network behind one server.

    A post's `more` may hold: `created` (the time its author claims), `embed`, `langs`, `tags`, `labels`, `blocked`,
    `quote` (address of the quoted), `handle`.
    """

    connector = Bluesky
    excused: ClassVar[Mapping[str, str]] = {
        "an-empty-page-is-not-the-end": "an empty page that names no cursor is the end; one that names one is followed",
    }

    def __init__(self) -> None:
        self.limit = 1_000_000
        self.sign_ins: list[datetime] = []
        self.sign_ins_a_day = 300
        self.refused: tuple[int, str] | None = None
        self._order: list[tuple[datetime, str]] = []
        self._answers: dict[str, list[str]] = {}
        self._spent: list[datetime] = []
        self._issued: dict[str, datetime] = {}
        super().__init__()

    def options(self) -> dict[str, Any]:
        """Lead the connector here, signed in."""
        return {"base_url": self.url, "handle": HANDLE, "app_password": PASSWORD}

    def write(self, text: str = "My Larkfield sofa arrived broken.", **more: Any) -> Post:
        """Write a post; it is found by the earlier of the time its author claims and the time it was seen first."""
        at, author = more.get("at") or self.now, more.get("author", "ann")
        more.setdefault("key", f"at://{did_of(author)}/app.bsky.feed.post/{_record_key(at, len(self.posts))}")
        post = super().write(text, **more)
        insort(self._order, (_sorted_at(post), post.key))
        self._answers.setdefault(post.parent or "", []).append(post.key)
        return post

    def answer(self, asked: Asked) -> Reply:
        """Answer as the server would, with its rate limit."""
        self._spent = [at for at in self._spent if at > self.now - _EVERY] + [self.now]
        if len(self._spent) > self.limit:
            return _slowed(self.limit, 240)
        method = asked.path.removeprefix("/xrpc/")
        if method == "com.atproto.server.createSession":
            return self._sign_in(asked)
        if method == "com.atproto.server.refreshSession":
            return self._refresh(asked)
        if refusal := self._refusal(asked, method):
            return refusal
        routes = {
            "app.bsky.feed.searchPosts": self._search,
            "app.bsky.feed.getPosts": self._posts,
            "app.bsky.feed.getPostThread": self._thread,
            "app.bsky.actor.getProfile": self._profile,
        }
        return (
            routes[method](asked) if method in routes else _fault(501, "MethodNotImplemented", "Method Not Implemented")
        )

    def _sign_in(self, asked: Asked) -> Reply:
        self.sign_ins = [at for at in self.sign_ins if at > self.now - timedelta(days=1)] + [self.now]
        if len(self.sign_ins) > self.sign_ins_a_day:
            return _slowed(self.sign_ins_a_day, 40_000)
        if self.refused:
            status, name = self.refused
            return _fault(status, name, "Refused")
        key = asked.json()
        if (key.get("identifier"), key.get("password")) != (HANDLE, PASSWORD):
            return _fault(401, "AuthenticationRequired", "Invalid identifier or password")
        return self._tokens()

    def _refresh(self, asked: Asked) -> Reply:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self._issued or "refresh" not in _claims(token)["scope"]:
            return _fault(400, "ExpiredToken", "Token has been revoked")
        return self._tokens()

    def _tokens(self) -> Reply:
        until = int((datetime.now(UTC) + _SESSION).timestamp())
        tokens = {
            name: _token({"scope": scope, "sub": did_of("larkfield"), "exp": until, "jti": str(len(self._issued))})
            for name, scope in (("accessJwt", "com.atproto.appPass"), ("refreshJwt", "com.atproto.refresh"))
        }
        self._issued |= dict.fromkeys(tokens.values(), self.now)
        return Reply(body={"did": did_of("larkfield"), "handle": HANDLE, "active": True, **tokens})

    def _refusal(self, asked: Asked, method: str) -> Reply | None:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if not token and method.endswith("searchPosts"):
            page = b"<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>"
            return Reply(status=403, body=page, headers={"Content-Type": "text/html"})
        if token not in self._issued:
            return _fault(401, "AuthMissing", "Authentication Required")
        if self._issued[token] <= self.now - _SESSION:
            return _fault(400, "ExpiredToken", "Token has expired")
        return None

    def _profile(self, _asked: Asked) -> Reply:
        return Reply(body={"did": did_of("larkfield"), "handle": HANDLE, "displayName": "Larkfield", "labels": []})

    def _search(self, asked: Asked) -> Reply:
        """Find what holds all the words, newest first, from `until` (not included) on; cursors count places."""
        until, since = (_moment(asked.parameters.get(name)) for name in ("until", "since"))
        size, skipped = self._size(asked), int(asked.parameters.get("cursor", 0))
        found: list[Post] = []
        for post in self._newest_first(until):
            if since and _sorted_at(post) < since:
                break
            if _holds(post, asked.parameters["q"]):
                found.append(post)
                if len(found) > skipped + size:
                    break
        shown = [self.view(post) for post in found[skipped : skipped + size] if not post.more.get("blocked")]
        following = {"cursor": str(skipped + size)} if len(found) > skipped + size else {}
        return Reply(body={"posts": shown, **following})

    def _newest_first(self, until: datetime | None) -> Iterator[Post]:
        """Walk over what can be seen now, without sorting anything."""
        start = len(self._order) if until is None else bisect_right(self._order, (until, ""))
        for place in range(start - 1, -1, -1):
            post = self.posts[self._order[place][1]]
            if self._there(post):
                yield post

    def _there(self, post: Post | None) -> bool:
        return post is not None and not (post.deleted or post.author_gone) and post.at <= self.now

    def _posts(self, asked: Asked) -> Reply:
        uris = asked.repeated.get("uris", [])
        if len(uris) > 25:
            return _fault(400, "InvalidRequest", "Error: uris must not have more than 25 elements")
        found = (self.posts.get(uri) for uri in uris)
        return Reply(body={"posts": [self.view(post) for post in found if post and self._shown(post)]})

    def _shown(self, post: Post) -> bool:
        return self._there(post) and not post.more.get("blocked")

    def _thread(self, asked: Asked) -> Reply:
        post = self.posts.get(asked.parameters["uri"])
        if post is None or not self._there(post):
            return _fault(400, "NotFound", f"Post not found: {asked.parameters['uri']}")
        depth, height = (int(asked.parameters.get(name, usual)) for name, usual in (("depth", 6), ("parentHeight", 80)))
        node = self._node(post, depth)
        if node["$type"].endswith("#threadViewPost") and height and post.parent:
            node["parent"] = self._above(post.parent, height)
        return Reply(body={"thread": node})

    def _above(self, key: str, height: int) -> dict[str, Any]:
        parent = self.posts.get(key)
        node = self._node(parent, 0) if parent else _not_found(key)
        if parent and parent.parent and height > 1 and "post" in node:
            node["parent"] = self._above(parent.parent, height - 1)
        return node

    def _node(self, post: Post, depth: int) -> dict[str, Any]:
        if not self._there(post):
            return _not_found(post.key)
        if post.more.get("blocked"):
            author = {"did": did_of(post.author or "ghost")}
            return {"$type": "app.bsky.feed.defs#blockedPost", "uri": post.key, "blocked": True, "author": author}
        node: dict[str, Any] = {"$type": "app.bsky.feed.defs#threadViewPost", "post": self.view(post)}
        if depth > 0:
            answers = [self.posts[key] for key in self._answers.get(post.key, [])]
            node["replies"] = [self._node(each, depth - 1) for each in answers if self._there(each)]
        return node

    def _size(self, asked: Asked) -> int:
        return min(int(asked.parameters.get("limit", 25)), 100, self.page)

    def view(self, post: Post) -> dict[str, Any]:
        """Put a post into the network's words."""
        author = post.author or "ghost"
        counts = {"likeCount": post.likes, "replyCount": post.replies, "repostCount": post.reposts, "quoteCount": 0}
        shown = {"embed": post.more["embed"]} if "embed" in post.more else {}
        if "quote" in post.more:
            shown["embed"] = {"$type": "app.bsky.embed.record", "record": _reference(post.more["quote"])}
        if post.parent:
            shown["reply"] = {"parent": _reference(post.parent), "root": _reference(post.thread or post.parent)}
        return {
            "$type": "app.bsky.feed.defs#postView",
            "uri": post.key,
            "cid": _content_id(post.text),
            "author": {
                "did": did_of(author),
                "handle": post.more.get("handle", f"{author}.bsky.social"),
                "displayName": author.title(),
                "labels": [],
                "createdAt": "2023-05-01T10:00:00.000Z",
            },
            "record": {
                "$type": "app.bsky.feed.post",
                "text": post.text,
                "createdAt": _time(post.more.get("created", post.at)),
                "langs": post.more.get("langs", ["en"]),
                **({"tags": post.more["tags"]} if "tags" in post.more else {}),
                **shown,
            },
            "indexedAt": _time(post.edited_at or post.at),
            "labels": [
                {"src": did_of("moderation"), "uri": post.key, "val": value, "cts": _time(post.at)}
                for value in post.more.get("labels", [])
            ],
            "viewer": {"threadMuted": False, "embeddingDisabled": False},
            **{name: count for name, count in counts.items() if count is not None},
        }


def did_of(author: str) -> str:
    """Give the lasting id of a person."""
    return f"did:plc:{b32encode(sha256(author.encode()).digest()).decode().lower()[:24]}"


def _record_key(at: datetime, number: int) -> str:
    value = (int(at.timestamp() * 1_000_000) << 10) + number % 1024
    return "".join(_LETTERS[(value >> shift) & 31] for shift in range(60, -5, -5))


def _sorted_at(post: Post) -> datetime:
    return min(post.more.get("created", post.at), post.at)


def _holds(post: Post, sought: str) -> bool:
    embed = post.more.get("embed", {})
    around = [picture.get("alt", "") for picture in embed.get("images", [])]
    around += [embed.get("external", {}).get(name, "") for name in ("title", "description", "uri")]
    words = _words(" ".join([post.text, *around, *post.more.get("tags", [])]))
    phrases = [sought.strip('"')] if sought.startswith('"') else sought.split()
    return all(_words(phrase) in words for phrase in phrases)


@lru_cache(maxsize=50_000)
def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _reference(uri: str) -> dict[str, str]:
    return {"uri": uri, "cid": _content_id(uri)}


def _content_id(text: str) -> str:
    return f"bafyrei{b32encode(sha256(text.encode('utf-8', 'replace')).digest()).decode().lower().rstrip('=')}"


def _not_found(uri: str) -> dict[str, Any]:
    return {"$type": "app.bsky.feed.defs#notFoundPost", "uri": uri, "notFound": True}


def _token(claims: dict[str, Any]) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join(
        [*(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts), "c3ludGhldGlj"]
    )


def _claims(token: str) -> dict[str, Any]:
    packed = token.split(".")[1]
    return dict(json.loads(urlsafe_b64decode(packed + "=" * (-len(packed) % 4))))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _time(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _fault(status: int, name: str, words: str) -> Reply:
    return Reply(status=status, body={"error": name, "message": words})


def _slowed(limit: int, seconds: int) -> Reply:
    reset = int(datetime.now(UTC).timestamp()) + seconds
    headers = {"RateLimit-Limit": str(limit), "RateLimit-Remaining": "0", "RateLimit-Reset": str(reset)}
    return Reply(status=429, body={"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, headers=headers)
