"""A made-up X (API v2), stateful, with a money meter. Synthetic throughout; wire format as docs.x.com describes it.

Posts have versions (an edit makes a new id), authors can be protected or suspended, pages hold while posts arrive, and
every resource returned is billed once a UTC day.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from typing import Any
from zlib import crc32

from worlds.x_search import BadQuery, Searchable, Test, parse
from worlds.x_words import base36, missing, problem, refused, unknown_user

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.x import X

KEY = "AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0synthetic"
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)
REACH = timedelta(days=7)
TIMELINE = 800
SHORT = 280
DEFAULT_FIELDS = frozenset({"id", "text", "edit_history_tweet_ids"})
_parse = lru_cache(maxsize=64)(parse)


@dataclass(slots=True, kw_only=True)
class Version:
    """One version of a post: its own id, words and time."""

    id: int
    text: str
    at: datetime
    of: Post


@dataclass(slots=True)
class Meter:
    """What X bills: micro-dollars by UTC day and resource, each resource once a day."""

    post: int = 5_000
    own: int = 1_000
    user: int = 10_000
    days: dict[str, dict[str, int]] = field(default_factory=dict)

    def charge(self, day: str, resource: str, micros: int) -> None:
        """Bill a resource, if it was not billed that day."""
        self.days.setdefault(day, {}).setdefault(resource, micros)

    def total(self, day: str | None = None) -> int:
        """Add up one day, or all."""
        return sum(sum(bill.values()) for each, bill in self.days.items() if day in (None, each))


class XWorld(HttpWorld):
    """Recent search, mentions of a user, lookup and quote posts. `page` is the most posts of one answer."""

    connector = X
    account: str | None = None
    """The number of our own account, whose mentions are cheap: that of the author `larkfield`."""

    def __init__(self) -> None:
        super().__init__()
        self.meter = Meter()
        self.protected: set[str] = set()
        self.suspended: set[str] = set()
        self.left = 450
        self._quarter = 0
        self._ids: list[int] = []
        self._quoted: Counter[str] = Counter()
        self._versions: dict[int, Version] = {}
        self._searchable: dict[int, Searchable] = {}

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url, "bearer_token": KEY, "lookback_days": 7, "account_id": self.account}

    def user_id(self, author: str | None) -> str:
        """Give the number of an author."""
        return str(10**9 + crc32((author or "nobody").encode()))

    def write(self, text: str = "My Larkfield sofa arrived broken.", **more: Any) -> Post:
        """Write a post: its key is the id X would give it at that time."""
        at = more.get("at", self.now)
        more.setdefault("key", str(self._free_id(at)))
        post = super().write(text, **more)
        self._quoted[str(post.more.get("quoted"))] += 1
        self._enter(Version(id=int(post.key), text=text, at=at, of=post))
        return post

    def edit(self, key: str, text: str) -> Post:
        """Change the words: X gives the new version an id of its own, and the old one keeps its words."""
        post = super().edit(key, text)
        self._enter(Version(id=self._free_id(self.now), text=text, at=self.now, of=post))
        return post

    def versions(self, post: Post) -> list[int]:
        """List the ids of all versions so far, oldest first."""
        return [each for each in post.more["versions"] if self._versions[each].at <= self.now]

    def _free_id(self, at: datetime) -> int:
        first = ((at - EPOCH) // timedelta(milliseconds=1)) << 22
        return next(each for each in range(first + 1, first + 2**22) if each not in self._versions)

    def _enter(self, version: Version) -> None:
        version.of.more.setdefault("versions", []).append(version.id)
        self._versions[version.id] = version
        self._ids.insert(bisect_left(self._ids, version.id), version.id)

    def state_of(self, post: Post) -> str:
        """Say whether a post is there, deleted, protected or suspended."""
        if post.deleted:
            return "deleted"
        if post.author_gone or (post.author or "") in self.suspended:
            return "suspended"
        return "protected" if (post.author or "") in self.protected else "there"

    def visible(self) -> list[Post]:
        """List what can be seen now, newest first."""
        return [post for post in super().visible() if self.state_of(post) == "there"]

    def answer(self, asked: Asked) -> Reply:
        """Answer a question, and bill it."""
        self._renew()
        stopped = self._stopped(asked)
        if stopped:
            return stopped
        self.left -= 1
        match asked.path.strip("/").split("/"):
            case ["2", "tweets", "search", "recent"]:
                return self._search(asked.parameters)
            case ["2", "tweets"]:
                return self._lookup(asked.parameters)
            case ["2", "users", account, "mentions"]:
                return self._mentions(account, asked.parameters)
            case ["2", "tweets", key, "quote_tweets"]:
                return self._quotes(key, asked.parameters)
        return problem(404, "about:blank", "Not Found")

    def _renew(self) -> None:
        """Give the 450 questions of a quarter of an hour anew when the next one begins."""
        quarter = int(self.now.timestamp()) // 900
        if self._quarter and quarter != self._quarter:
            self.left = 450
        self._quarter = quarter

    def _stopped(self, asked: Asked) -> Reply | None:
        """Say why a question is not answered at all."""
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            return problem(401, "about:blank", "Unauthorized")
        return self.slowed() if self.left <= 0 else None

    def slowed(self, seconds: float = 600) -> Reply:
        """Say that the allowance of this quarter of an hour is used up; X counts in real time."""
        headers = {"x-rate-limit-limit": "450", "x-rate-limit-remaining": "0"}
        headers["x-rate-limit-reset"] = str(int(time.time() + seconds))
        body = {"title": "Too Many Requests", "detail": "Too Many Requests", "type": "about:blank", "status": 429}
        return Reply(status=429, body=body, headers=headers)

    def _search(self, parameters: Mapping[str, str]) -> Reply:
        query = parameters.get("query", "")
        if len(query) > 512:
            return refused("query", query, "must be at most 512 characters")
        try:
            test = _parse(query)
        except BadQuery as fault:
            return refused("query", query, str(fault))
        oldest = ((self.now - REACH - EPOCH) // timedelta(milliseconds=1)) << 22
        for name in ("since_id", "until_id"):
            if name in parameters and int(parameters[name]) < oldest:
                words = f"'{name}' must be a tweet id created after {self.now - REACH:%Y-%m-%dT%H:%MZ}. "
                words += f"Please use a '{name}' that is larger than {oldest}"
                return refused(name, parameters[name], words)
        return self._page(parameters, "next_token", oldest, test, self.meter.post)

    def _mentions(self, account: str, parameters: Mapping[str, str]) -> Reply:
        names = [
            name
            for name in {post.author for post in self.posts.values()} | {"larkfield"}
            if self.user_id(name) == account
        ]
        if not names:
            return Reply(body={"errors": [unknown_user(account)]})
        wanted = str(names[0]).lower()

        def is_mentioned(post: Searchable) -> bool:
            return wanted in post.mentioned and "retweet" not in post.kinds

        everything = [each for each in self._newest_first(1) if is_mentioned(self._search_form(each))]
        oldest = everything[:TIMELINE][-1].id - 1 if everything else 0
        price = self.meter.own if account == self.account else self.meter.post
        return self._page(parameters, "pagination_token", oldest, is_mentioned, price)

    def _quotes(self, key: str, parameters: Mapping[str, str]) -> Reply:
        def is_quoting(post: Searchable) -> bool:
            return f"quotes:{key}" in post.kinds

        return self._page(parameters, "pagination_token", 0, is_quoting, self.meter.post)

    def _page(self, parameters: Mapping[str, str], token: str, oldest: int, test: Test, price: int) -> Reply:
        """Answer the page of what passes a test that a token leads to; a token names the last id of the page before."""
        if ("since_id" in parameters or "until_id" in parameters) and (
            "start_time" in parameters or "end_time" in parameters
        ):
            words = "Invalid use of 'since_id' or 'until_id' in conjunction with 'start_time' or 'end_time'."
            return refused("since_id", parameters.get("since_id", ""), words)
        size = int(parameters.get("max_results", "10"))
        if not 10 <= size <= 100:
            return refused(
                "max_results", str(size), f"The `max_results` query parameter value [{size}] is not between 10 and 100"
            )
        until = int(parameters.get("until_id", 2**63))
        if token in parameters:
            if not parameters[token].startswith("b26v89c19z"):
                return refused(token, parameters[token], f"Invalid '{token}'")
            until = min(until, int(parameters[token].removeprefix("b26v89c19z"), 36))
        since = max(int(parameters.get("since_id", 0)), oldest)
        found: list[Version] = []
        for version in self._newest_first(since, until):
            if test(self._search_form(version)):
                found.append(version)
                if len(found) > min(size, self.page):
                    break
        more = len(found) > min(size, self.page)
        found = found[: min(size, self.page)]
        meta: dict[str, Any] = {"result_count": len(found)}
        if found:
            meta |= {"newest_id": str(found[0].id), "oldest_id": str(found[-1].id)}
        if more:
            meta["next_token"] = f"b26v89c19z{base36(found[-1].id)}"
        return self._told(found, parameters, price, {"meta": meta})

    def _lookup(self, parameters: Mapping[str, str]) -> Reply:
        ids = parameters.get("ids", "").split(",")
        if not 1 <= len(ids) <= 100:
            return refused("ids", parameters.get("ids", ""), "size must be between 1 and 100")
        found, errors = [], []
        for each in ids:
            version = self._versions.get(int(each))
            state = "deleted" if version is None or version.at > self.now else self.state_of(version.of)
            if version is not None and state == "there":
                found.append(version)
            else:
                errors.append(missing(each, state))
        return self._told(found, parameters, self.meter.post, {"errors": errors} if errors else {})

    def _told(self, found: list[Version], parameters: Mapping[str, str], price: int, more: dict[str, Any]) -> Reply:
        fields = DEFAULT_FIELDS | {*parameters.get("tweet.fields", "").split(",")}
        body: dict[str, Any] = {"data": [self._record(each, fields) for each in found]} if found else {}
        day = self.now.date().isoformat()
        for each in found:
            self.meter.charge(day, f"post:{each.id}", price)
        if found and "author_id" in parameters.get("expansions", "").split(","):
            people = {each.of.author: None for each in found}
            body["includes"] = {"users": [self._user(author, parameters) for author in people]}
            for author in people:
                self.meter.charge(day, f"user:{self.user_id(author)}", self.meter.user)
        headers = {"x-rate-limit-limit": "450", "x-rate-limit-remaining": str(self.left), "x-access-level": "read"}
        return Reply(body=body | more, headers=headers | {"x-rate-limit-reset": str(int(time.time()) + 900)})

    def _record(self, version: Version, fields: Iterable[str]) -> dict[str, Any]:
        post, ids = version.of, [str(each) for each in self.versions(version.of)]
        text = escape(version.text, quote=False)
        parent = post.parent or post.more.get("quoted")
        told = {
            "id": str(version.id),
            "edit_history_tweet_ids": ids,
            "text": text if len(text) <= SHORT else f"{text[: SHORT - 1]}…",
            "author_id": self.user_id(post.author),
            "conversation_id": self._conversation(version),
            "created_at": f"{version.at:%Y-%m-%dT%H:%M:%S}.000Z",
            "lang": post.more.get("lang", "en"),
            "public_metrics": {
                name: count
                for name, count in (
                    ("retweet_count", post.reposts),
                    ("reply_count", post.replies),
                    ("like_count", post.likes),
                    ("quote_count", post.more.get("quotes", self._quoted[str(version.id)])),
                    ("impression_count", post.more.get("views")),
                )
                if count is not None
            },
            "future_field": {"unknown": [1]},
        }
        if len(text) > SHORT:
            told["note_tweet"] = {"text": text}
        if parent:
            told["referenced_tweets"] = [{"type": self._kind(post), "id": str(parent)}]
        if post.parent:
            told["in_reply_to_user_id"] = self.user_id(self._author_of(post.parent))
        return {name: value for name, value in told.items() if name in fields or name == "future_field"}

    def _kind(self, post: Post) -> str:
        return post.more.get("kind") or ("replied_to" if post.parent else "quoted")

    def _conversation(self, version: Version) -> str:
        """Name the conversation: for the post that opens it the id of the version itself, as X was seen to do."""
        return version.of.thread if version.of.parent else str(version.id)

    def _author_of(self, key: str) -> str | None:
        version = self._versions.get(int(key))
        return version.of.author if version else None

    def _user(self, author: str | None, parameters: Mapping[str, str]) -> dict[str, Any]:
        wanted = {"id", "name", "username", *parameters.get("user.fields", "").split(",")}
        told = {"id": self.user_id(author), "name": f"{author} of X", "username": str(author)}
        told["public_metrics"] = {
            "followers_count": 7 * len(str(author)),
            "following_count": 1,
            "tweet_count": 2,
            "listed_count": 0,
        }
        return {name: value for name, value in told.items() if name in wanted}

    def _search_form(self, version: Version) -> Searchable:
        found = self._searchable.get(version.id)
        if found is None:
            post = version.of
            kinds = {"retweet"} if post.more.get("kind") == "retweeted" else set()
            kinds |= {"reply"} if post.parent else set()
            kinds |= {"quote", f"quotes:{post.more['quoted']}"} if "quoted" in post.more else set()
            found = self._searchable[version.id] = Searchable(
                text=version.text,
                author=str(post.author).lower(),
                language=post.more.get("lang", "en"),
                conversation=self._conversation(version),
                answers=str(self._author_of(post.parent)).lower() if post.parent else None,
                kinds=frozenset(kinds),
            )
        return found

    def _newest_first(self, since: int, until: int = 2**63) -> Iterator[Version]:
        """Yield the newest version of every post that can be seen, between two ids."""
        for number in reversed(self._ids[bisect_right(self._ids, since) : bisect_left(self._ids, until)]):
            version = self._versions[number]
            if (
                version.at <= self.now
                and self.state_of(version.of) == "there"
                and self.versions(version.of)[-1] == number
            ):
                yield version
