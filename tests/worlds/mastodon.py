"""A made-up Mastodon server (synthetic): search, timelines, notifications, statuses, conversations, limits and refusals.

Its wire format is that of Mastodon 4.5 (docs.joinmastodon.org); tests/connectors/test_mastodon_wire.py drives it with
the client library Mastodon.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from itertools import islice
from typing import Any, ClassVar

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.mastodon import Mastodon

TOKEN = "synthetic-token-of-larkfield"
HOME = "toots.example"
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"#(\w+)")
_LIMIT, _EVERY = 300, timedelta(minutes=5)


class MastodonWorld(HttpWorld):
    """One server with its people. `own` is the account whose token is used.

    A post's `more` may hold: `visibility`, `arrived` (when this server got to know it), `acct` (of people elsewhere),
    `spoiler_text`, `language`, `followers`, `bot`, `card`, `media_attachments`, `quote` (key of the quoted), `reblog`.
    """

    connector = Mastodon
    excused: ClassVar[Mapping[str, str]] = {
        "an-empty-page-is-not-the-end": "a search of Mastodon names no next page: its first empty page means no hits",
    }
    own = "larkfield"

    def __init__(self) -> None:
        self.full_text = True
        self.scopes = {"read:search", "read:statuses", "read:notifications"}
        self.access: dict[str, dict[str, str]] = {
            feed: {"local": "public", "remote": "public"} for feed in ("live_feeds", "hashtag_feeds")
        }
        self.knows_several = True
        self.limit = 1_000_000
        self._order: list[tuple[int, str]] = []
        self._answers: dict[str, list[str]] = {}
        self._delivered_late = False
        self._spent: list[datetime] = []
        super().__init__()

    def options(self) -> dict[str, Any]:
        """Lead the connector here, signed in."""
        return {"base_url": self.url, "access_token": TOKEN}

    def write(self, text: str = "My Larkfield sofa arrived broken.", **more: Any) -> Post:
        """Write a post; it is filed by when this server got to know it."""
        filed = more.get("more", {}).get("arrived") or more.get("at") or self.now
        more.setdefault("key", self._number(filed, len(self.posts)))
        post = super().write(text, **more)
        insort(self._order, (int(post.key), post.key))
        self._answers.setdefault(post.parent or "", []).append(post.key)
        self._delivered_late = self._delivered_late or "arrived" in post.more
        return post

    @staticmethod
    def _number(at: datetime, number: int) -> str:
        return str((int(at.timestamp() * 1000) << 16) + number % 65_536)

    def stable_key_of(self, post: Post) -> str:
        """Give the ActivityPub id of a post."""
        return f"https://{HOME}/users/{post.author}/statuses/{post.key}"

    def expected(self) -> set[str]:
        """Name what the search for the brand finds, as far as everybody may read it."""
        found = (post for post in self.visible() if post.more.get("visibility", "public") in ("public", "unlisted"))
        return {self.stable_key_of(post) for post in found if _holds(post, "larkfield")}

    def answer(self, asked: Asked) -> Reply:
        """Answer as the server would, with its rate limit."""
        self._spent = [at for at in self._spent if at > self.now - _EVERY] + [self.now]
        left = self.limit - len(self._spent)
        reset = datetime.now(UTC) + timedelta(seconds=200)
        headers = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(0, left)),
            "X-RateLimit-Reset": reset.isoformat().replace("+00:00", "Z"),
        }
        reply = _fault(429, "Too many requests") if left < 0 else self._routed(asked)
        return Reply(status=reply.status, body=reply.body, headers={**headers, **reply.headers})

    def _routed(self, asked: Asked) -> Reply:
        signed_in = asked.headers.get("authorization", "")
        if signed_in and signed_in != f"Bearer {TOKEN}":
            return _fault(401, "The access token is invalid")
        parts = asked.path.strip("/").split("/")[1:]
        routes = {
            ("v2", "instance"): self._instance,
            ("v1", "instance"): self._instance,
            ("v2", "search"): self._search,
            ("v1", "timelines"): self._timeline,
            ("v1", "notifications"): self._notifications,
            ("v1", "statuses"): self._statuses,
        }
        route = routes.get((parts[0], parts[1])) if len(parts) > 1 else None
        return route(asked, parts[2:], bool(signed_in)) if route else _fault(404, "Not Found")

    def _instance(self, asked: Asked, _rest: list[str], _signed_in: bool) -> Reply:
        configuration = {"timelines_access": self.access, "urls": {}, "statuses": {"max_characters": 500}}
        return Reply(
            body={
                "domain": HOME,
                "uri": HOME,
                "title": "Toots",
                "version": "4.5.0",
                "configuration": configuration,
                "api_versions": {"mastodon": 7},
            }
        )

    def _search(self, asked: Asked, _rest: list[str], signed_in: bool) -> Reply:
        if not signed_in and "offset" in asked.parameters:
            return _fault(401, "Search queries pagination is not supported without authentication")
        if signed_in and "read:search" not in self.scopes:
            return _fault(403, "This action is outside the authorized scopes")
        sought, found = asked.parameters.get("q", ""), list[dict[str, Any]]()
        asks_for_one_account = "@" in sought and " " not in sought
        if signed_in and self.full_text and not asks_for_one_account and asked.parameters.get("type") == "statuses":
            found = self._hits(sought, asked)
        return Reply(body={"accounts": [], "statuses": found, "hashtags": []})

    def _hits(self, sought: str, asked: Asked) -> list[dict[str, Any]]:
        """Find what holds the words, newest id first; `max_id` is turned into a time in whole seconds, as since 4.2."""
        if sought == "from:me":
            return [self._old_own_status()]
        bound = asked.parameters.get("max_id")
        before = (int(bound) >> 16) // 1000 if bound else None
        offset, found = int(asked.parameters.get("offset", 0)), []
        for post in self._newest_first(None if self._delivered_late else bound):
            if post.more.get("visibility", "public") != "public" or not _holds(post, sought.strip('"')):
                continue
            if before is None or post.at.timestamp() < before:
                found.append(post)
                if len(found) == offset + self._size(asked):
                    break
        return [self.status(post) for post in found[offset:]]

    def _timeline(self, asked: Asked, rest: list[str], signed_in: bool) -> Reply:
        if rest[0] not in ("tag", "public"):
            return _fault(404, "Not Found")
        who = set(self.access["hashtag_feeds" if rest[0] == "tag" else "live_feeds"].values())
        if not signed_in and who == {"authenticated"}:
            return _fault(401, "This method requires an authenticated user")
        if who == {"disabled"}:
            return Reply(body=[])
        bound = asked.parameters.get("max_id")
        seen = self._newest_first(bound) if rest[0] == "public" else self._tagged(rest[1], bound)
        posts = (post for post in seen if post.more.get("visibility", "public") == "public")
        return self._page(asked, posts, self.status)

    def _tagged(self, tag: str, bound: str | None) -> Iterator[Post]:
        wanted = tag.casefold()
        return (post for post in self._newest_first(bound) if wanted in map(str.casefold, _TAG.findall(post.text)))

    def _notifications(self, asked: Asked, _rest: list[str], signed_in: bool) -> Reply:
        if not signed_in:
            return _fault(401, "The access token is invalid")
        if "read:notifications" not in self.scopes:
            return _fault(403, "This action is outside the authorized scopes")
        seen = self._newest_first(asked.parameters.get("max_id"))
        named = (post for post in seen if f"@{self.own}" in post.text.casefold())
        kinds = asked.repeated.get("types[]") or asked.repeated.get("types")
        return self._page(asked, named if kinds in (None, ["mention"]) else iter(()), self._notification)

    def _notification(self, post: Post) -> dict[str, Any]:
        status = self.status(post)
        filed = datetime.fromtimestamp((int(post.key) >> 16) / 1000, UTC)
        return {
            "id": post.key,
            "type": "mention",
            "created_at": _time(filed),
            "account": status["account"],
            "status": status,
        }

    def _page(self, asked: Asked, posts: Iterator[Post], show: Any) -> Reply:
        shown = list(islice(posts, self._size(asked)))
        address = f"{self.url}{asked.path}"
        link = (
            f'<{address}?max_id={shown[-1].key}>; rel="next", <{address}?min_id={shown[0].key}>; rel="prev"'
            if shown
            else ""
        )
        return Reply(body=[show(post) for post in shown], headers={"Link": link} if link else {})

    def _statuses(self, asked: Asked, rest: list[str], _signed_in: bool) -> Reply:
        if not rest:
            numbers = asked.repeated.get("id[]", [])
            if not self.knows_several:
                return _fault(404, "Not Found")
            if len(numbers) > 20:
                return _fault(422, "Validation failed")
            return Reply(body=[self.status(self.posts[each]) for each in numbers if self._readable(each)])
        if not self._readable(rest[0]):
            return _fault(404, "Record not found")
        post = self.posts[rest[0]]
        if rest[1:] == ["context"]:
            return Reply(body={"ancestors": self._above(post), "descendants": self._below(post)})
        return Reply(body=self.status(post))

    def _readable(self, number: str) -> bool:
        post = self.posts.get(number)
        hidden = post is None or post.deleted or post.author_gone or post.at > self.now
        return not hidden and (post is None or post.more.get("visibility", "public") in ("public", "unlisted"))

    def _above(self, post: Post) -> list[dict[str, Any]]:
        chain: list[Post] = []
        while post.parent and (parent := self.posts.get(post.parent)) is not None:
            chain.append(parent)
            post = parent
        return [self.status(each) for each in reversed(chain) if self._readable(each.key)]

    def _below(self, post: Post) -> list[dict[str, Any]]:
        found, waiting = [], [post.key]
        while waiting:
            key = waiting.pop(0)
            answers = self._answers.get(key, [])
            waiting += answers
            found += [self.posts[each] for each in answers]
        return [self.status(each) for each in found if self._readable(each.key)]

    def _newest_first(self, bound: str | None = None) -> Iterator[Post]:
        """Walk over what can be seen now, newest id first, from below `bound`, without sorting anything."""
        latest = int(self._number(self.now + timedelta(milliseconds=1), 0))
        start = min(latest, int(bound)) if bound else latest
        for place in range(bisect_right(self._order, (start, "")) - 1, -1, -1):
            post = self.posts[self._order[place][1]]
            if not (post.deleted or post.author_gone) and post.at <= self.now:
                yield post

    def _size(self, asked: Asked) -> int:
        return min(int(asked.parameters.get("limit", 20)), 40, self.page)

    def _old_own_status(self) -> dict[str, Any]:
        post = Post(key="110000000000000001", text="Hello.", at=datetime(2023, 3, 10, tzinfo=UTC), author=self.own)
        return self.status(post)

    def status(self, post: Post) -> dict[str, Any]:
        """Put a post into the server's words."""
        acct = post.more.get("acct") or post.author or "ghost"
        shown = {each: post.more[each] for each in ("spoiler_text", "language", "card") if each in post.more}
        quoted = self.posts.get(post.more.get("quote", ""))
        parent = self.posts.get(post.parent or "")
        return {
            "id": post.key,
            "created_at": _time(post.at),
            "in_reply_to_id": post.parent,
            "in_reply_to_account_id": parent.author if parent else None,
            "sensitive": False,
            "spoiler_text": "",
            "visibility": post.more.get("visibility", "public"),
            "language": "en",
            "uri": self.stable_key_of(post),
            "url": f"https://{HOME}/@{acct}/{post.key}",
            "replies_count": post.replies,
            "reblogs_count": post.reposts,
            "favourites_count": post.likes,
            "edited_at": _time(post.edited_at) if post.edited_at else None,
            "content": f"<p>{escape(post.text, quote=False).replace(chr(10), '<br />')}</p>",
            "reblog": post.more.get("reblog"),
            "account": self._account(acct, post),
            "media_attachments": post.more.get("media_attachments", []),
            "mentions": [],
            "tags": [
                {"name": tag.lower(), "url": f"https://{HOME}/tags/{tag.lower()}"} for tag in _TAG.findall(post.text)
            ],
            "emojis": [],
            "card": None,
            "poll": None,
            "quote": {"state": "accepted", "quoted_status": self.status(quoted)} if quoted else None,
            **shown,
        }

    def _account(self, acct: str, post: Post) -> dict[str, Any]:
        return {
            "id": str(sum(map(ord, acct)) + 1000),
            "username": acct.partition("@")[0],
            "acct": acct,
            "display_name": acct.partition("@")[0].title(),
            "locked": False,
            "bot": post.more.get("bot", False),
            "created_at": "2022-11-05T00:00:00.000Z",
            "note": "",
            "url": f"https://{HOME}/@{acct}",
            "uri": f"https://{HOME}/users/{acct}",
            "avatar": "",
            "avatar_static": "",
            "header": "",
            "header_static": "",
            "followers_count": post.more.get("followers", 12),
            "following_count": 3,
            "statuses_count": 7,
            "last_status_at": "2026-03-01",
            "emojis": [],
            "fields": [],
        }


def _holds(post: Post, phrase: str) -> bool:
    return _words(phrase) in _words(post.text)


@lru_cache(maxsize=50_000)
def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _time(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _fault(status: int, words: str) -> Reply:
    return Reply(status=status, body={"error": words})
