"""A made-up Reddit in the form its API documents (reddit.com/dev/api) and praw expects. Synthetic throughout.

Listings are kept sorted as posts are written, so that a page costs what it shows and not what was ever said.
"""

from __future__ import annotations

import base64
import re
from bisect import bisect_right, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from connectors.base import Window
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.reddit import Reddit
from connectors.text import Matcher
from monitor.errors import SourceError
from monitor.model import Batch, Gap, Json, Mention

CLIENT_ID, SECRET, PASSWORD = "made-up-app-id", "made-up-app-secret", "made-up-password"
HOME = "larkfield_talk"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"\w+")
_DEEPEST = 10  # levels of a tree; below stands "continue this thread"
_BLOCKED = b"<html><body>You've been blocked by network security.</body></html>"

Fits = Callable[[Post], bool]


class RedditWorld(HttpWorld):
    """Submissions, comments, crossposts, communities, tokens and an allowance.

    `cap` is where listings end, `shown` how many comments a tree shows, `fuzz` by how much a score wavers, `allowed` how
    many requests ten minutes allow. `communities` names those that are not public, with what they are instead.
    """

    connector = Reddit

    def __init__(self) -> None:
        super().__init__()
        self.cap = 1_000
        self.shown = 500
        self.fuzz = 0
        self.allowed: int | None = None
        self.approved = True
        self.suspended = False
        self.scope = "read identity"
        self.communities: dict[str, str] = {}
        self._tokens: set[str] = set()
        self._used, self._window_until = 0, self.now
        self._submissions: list[tuple[datetime, str]] = []
        self._comments: list[tuple[datetime, str]] = []
        self._answers: dict[str, list[str]] = {}
        self._found: dict[str, list[tuple[datetime, str]]] = {}
        self._ours: dict[str, bool] = {}
        self._matcher = Matcher(self.queries)

    # What happens.

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        keys = {"client_id": CLIENT_ID, "client_secret": SECRET, "user": "larkfield_care"}
        return keys | {"base_url": self.url, "oauth_url": self.url, "subreddits": [HOME]}

    def new_key(self, number: int) -> str:
        """Make an id as Reddit's are: a number in base 36."""
        number, key = number + 60_466_176, ""
        while number:
            number, digit = divmod(number, 36)
            key = _DIGITS[digit] + key
        return key

    def write(self, text: str = "My Larkfield sofa arrived broken.", **more: Any) -> Post:
        """Write a submission, or with `parent` a comment; also `title`, `link`, `subreddit`, `crosspost_of` (a key)."""
        special: dict[str, Any] = {
            name: more.pop(name) for name in ("title", "link", "subreddit", "crosspost_of") if name in more
        }
        post = super().write(text, **more)
        post.more |= special
        insort(self._comments if post.parent else self._submissions, (post.at, post.key))
        self._index(post)
        if post.parent:
            self._answers.setdefault(post.parent, []).append(post.key)
            root = self.posts[post.thread]
            root.replies = None if root.replies is None else root.replies + 1
        original = self.posts.get(special.get("crosspost_of", ""))
        if original is not None:
            original.reposts = (original.reposts or 0) + 1
        return post

    def edit(self, key: str, text: str, *, ninja: bool = False) -> Post:
        """Let the author change the words; within three minutes (`ninja`) Reddit does not say so."""
        post = super().edit(key, text)
        post.edited_at = None if ninja else post.edited_at
        self._index(post)
        return post

    def remove(self, key: str, by: str = "moderator") -> None:
        """Let a moderator (or Reddit) take a post away."""
        self.posts[key].more["removed"] = by

    def purge(self, key: str) -> None:
        """Let a post vanish without a trace."""
        self.posts[key].more["absent"] = True

    def close_account(self, author: str) -> None:
        """Let a person leave Reddit: their words stay."""
        for post in self.posts.values():
            post.author_gone = post.author_gone or post.author == author

    def revoke(self) -> None:
        """Let no token given so far count any longer."""
        self._tokens.clear()

    # What can be seen.

    def visible(self) -> list[Post]:
        """List what can be seen now, newest first."""
        found = [*self._newest(self._submissions, _anything), *self._newest(self._comments, _anything)]
        return sorted(found, key=lambda post: (post.at, post.key), reverse=True)

    def stable_key_of(self, post: Post) -> str:
        """Give the full name."""
        return fullname(post)

    def expected(self) -> set[str]:
        """Name what a connector should have found by now: what is public in full and names a brand."""
        return {fullname(post) for post in self.visible() if self._ours[post.key]}

    def _index(self, post: Post) -> None:
        """Note whether a post names a brand, and put it into every search already made."""
        words, place = _words_of(post), (post.at, post.key)
        known = post.key in self._ours
        self._ours[post.key] = self._matcher.find(words) is not None
        for query, found in self._found.items() if not post.parent else ():
            if known and place in found:
                found.remove(place)
            if _answers_search(words, query):
                insort(found, place)

    def _newest(self, index: list[tuple[datetime, str]], fits: Fits) -> Iterator[Post]:
        for place in range(bisect_right(index, (self.now, "~")) - 1, -1, -1):
            post = self.posts[index[place][1]]
            if is_listed(post) and fits(post):
                yield post

    # What is answered.

    def is_sign_in(self, asked: Asked) -> bool:
        """Tell a request that only gets a token."""
        return asked.path == "/api/v1/access_token"

    def answer(self, asked: Asked) -> Reply:
        """Answer as Reddit would."""
        if self.is_sign_in(asked):
            return self._sign_in(asked)
        if asked.method != "GET":
            return Reply(status=405, body={"message": "Method Not Allowed", "error": 405})
        if not self.approved:
            return Reply(status=403, body=_BLOCKED, headers={"Content-Type": "text/html"})
        token = asked.headers.get("authorization", "").removeprefix("bearer ")
        if token not in self._tokens:
            return _denied(401, "invalid_token")
        if self.scope not in ("*", "read identity"):
            return _denied(403, "insufficient_scope")
        return self._within_allowance(asked)

    def _sign_in(self, asked: Asked) -> Reply:
        key = base64.b64encode(f"{CLIENT_ID}:{SECRET}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {key}":
            return Reply(status=401, body={"message": "Unauthorized", "error": 401})
        form = asked.parameters
        if form.get("grant_type") == "password" and form.get("password") != PASSWORD:
            return Reply(body={"error": "invalid_grant"})
        token = f"made-up-token-{len(self.asked)}"
        self._tokens.add(token)
        told = {"access_token": token, "token_type": "bearer", "expires_in": 86_400, "scope": self.scope}
        return Reply(body=told)

    def _within_allowance(self, asked: Asked) -> Reply:
        if self.now >= self._window_until:
            self._used, self._window_until = 0, self.now + timedelta(minutes=10)
        self._used += 1
        reset = str(int((self._window_until - self.now).total_seconds()))
        left = 1_000.0 - self._used if self.allowed is None else float(self.allowed - self._used)
        headers = {"x-ratelimit-remaining": str(max(0.0, left)), "x-ratelimit-used": str(self._used)}
        headers["x-ratelimit-reset"] = reset
        if self.allowed is not None and left < 0:
            return Reply(status=429, body={"message": "Too Many Requests", "error": 429}, headers=headers)
        reply = self._route(asked)
        return Reply(status=reply.status, body=reply.body, headers=headers | dict(reply.headers))

    def _route(self, asked: Asked) -> Reply:  # noqa: C901, PLR0911 - the table of addresses
        match asked.path.strip("/").split("/"):
            case ["r", names, "search"]:
                return self._of_communities(names, asked, self._searched(asked.parameters.get("q", "")), "t3")
            case ["r", names, "new"]:
                return self._of_communities(names, asked, self._submissions, "t3")
            case ["r", names, "comments"]:
                return self._of_communities(names, asked, self._comments, "t1")
            case ["r", name, "about"]:
                return _closed(self._state(name), name) or Reply(body={"kind": "t5", "data": {"display_name": name}})
            case ["api", "info"]:
                return self._info(asked.parameters.get("id", ""))
            case ["api", "morechildren"]:
                return self._more(asked)
            case ["api", "v1", "me"]:
                return Reply(body={"name": "larkfield_care", "is_suspended": self.suspended})
            case ["comments", key] | ["comments", key, "_"]:
                return self._tree(asked, key, None)
            case ["comments", key, "_", comment]:
                return self._tree(asked, key, comment)
            case ["duplicates", key]:
                return self._duplicates(asked, key)
        return Reply(status=404, body={"message": "Not Found", "error": 404})

    def _state(self, name: str) -> str:
        return self.communities.get(name.lower(), "public")

    def _of_communities(self, names: str, asked: Asked, index: list[tuple[datetime, str]], kind: str) -> Reply:
        """Answer a listing; of several communities those that cannot be read are left out without a word."""
        wanted = names.split("+")
        if len(wanted) == 1 and (closed := _closed(self._state(names), names)):
            return closed
        homes = {name.lower() for name in wanted if self._state(name) == "public"}
        everywhere = "all" in homes
        posts = self._newest(index, lambda post: everywhere or post.more.get("subreddit", HOME).lower() in homes)
        return self._page(islice(posts, self.cap), asked, kind)

    def _page(self, posts: Iterator[Post], asked: Asked, kind: str) -> Reply:
        limit = min(int(asked.parameters.get("limit", "25")), 100, self.page)
        after = asked.parameters.get("after")
        if after is not None:
            anchor = self.posts.get(after[3:])
            if anchor is None or not is_listed(anchor):
                return Reply(body=listing([]))  # as if it had ended: why a bare anchor is not to be trusted
            for post in posts:
                if post is anchor:
                    break
        shown = list(islice(posts, limit + 1))
        more = fullname(shown[limit - 1]) if len(shown) > limit else None
        return Reply(body=listing([self.record(post, kind) for post in shown[:limit]], more))

    def _searched(self, query: str) -> list[tuple[datetime, str]]:
        if query not in self._found:
            posts = (self.posts[key] for _, key in self._submissions)
            self._found[query] = [(post.at, post.key) for post in posts if _answers_search(_words_of(post), query)]
        return self._found[query]

    def _info(self, names: str) -> Reply:
        posts = [self.posts.get(name[3:]) for name in names.split(",")[:100]]
        there = [post for post in posts if post and post.at <= self.now and not post.more.get("absent")]
        return Reply(body=listing([self.record(post) for post in there]))

    # Records.

    def record(self, post: Post, kind: str = "", replies: Any = "") -> dict[str, Any]:
        """Put a post into Reddit's form, as much of it as can still be seen."""
        gone = post.deleted or post.more.get("removed")
        mark = "[deleted]" if post.deleted else "[removed]"
        told = {
            "id": post.key,
            "name": fullname(post),
            "author": "[deleted]" if gone or post.author_gone else post.author,
            "created": post.at.timestamp() + 28_800,  # in the server's own zone: a trap
            "created_utc": post.at.timestamp(),
            "edited": post.edited_at.timestamp() if post.edited_at else False,
            "score": 1 if post.likes is None else post.likes + (len(self.asked) % (self.fuzz + 1)),
            "subreddit": post.more.get("subreddit", HOME),
            "stickied": False,
        }
        if post.parent:
            parent, root = self.posts[post.parent], self.posts[post.thread]
            told |= {"body": mark if gone else post.text, "parent_id": fullname(parent), "link_id": fullname(root)}
            told |= {"score_hidden": post.likes is None, "replies": replies, "depth": 0}
            return {"kind": kind or "t1", "data": told}
        return {"kind": kind or "t3", "data": told | _submission(post, mark if gone else "")}

    def _tree(self, asked: Asked, key: str, comment: str | None) -> Reply:
        """Show a part of a conversation: as many comments as fit, from the top or from one of them."""
        root = self.posts.get(key)
        if root is None or root.more.get("absent") or root.at > self.now:
            return Reply(status=404, body={"message": "Not Found", "error": 404})
        if closed := _closed(self._state(root.more.get("subreddit", HOME)), root.more.get("subreddit", HOME)):
            return closed
        if comment is None:
            tops, parent = self._below(key), root
        else:
            tops, parent = self._from(comment, int(asked.parameters.get("context", "0"))), root
        room = min(int(asked.parameters.get("limit", "200")), self.shown)
        chosen = self._chosen(tops, room)
        children = self._nodes(tops, chosen, parent, 1)
        return Reply(body=[listing([self.record(root)]), listing(children)])

    def _below(self, key: str) -> list[Post]:
        """List the answers to a post, the newest first; one that is gone stays as long as somebody answered it."""
        posts = [self.posts[each] for each in reversed(self._answers.get(key, []))]
        return [post for post in posts if post.at <= self.now and (is_listed(post) or self._below(post.key))]

    def _from(self, comment: str, context: int) -> list[Post]:
        post = self.posts.get(comment)
        if post is None or not (is_listed(post) or self._below(comment)):
            return []
        while context and post.parent and self.posts[post.parent].parent:
            post, context = self.posts[post.parent], context - 1
        return [post]

    def _chosen(self, tops: list[Post], room: int) -> set[str]:
        """Choose what is shown, level by level, and no deeper than Reddit shows."""
        chosen: set[str] = set()
        level = tops
        for _ in range(_DEEPEST):
            shown = level[: max(0, room - len(chosen))]
            chosen |= {post.key for post in shown}
            level = [answer for post in shown for answer in self._below(post.key)]
        return chosen

    def _nodes(self, posts: list[Post], chosen: set[str], parent: Post, depth: int) -> list[dict[str, Any]]:
        nodes = []
        for post in posts:
            if post.key in chosen:
                answers = self._nodes(self._below(post.key), chosen, post, depth + 1)
                nodes.append(self.record(post, replies=listing(answers) if answers else ""))
        hidden = [post.key for post in posts if post.key not in chosen]
        if hidden and depth > _DEEPEST:
            nodes.append(_more(parent, []))
        elif hidden:
            nodes.append(_more(parent, hidden))
        return nodes

    def _more(self, asked: Asked) -> Reply:
        """Open what was not shown: the comments asked for and what answers them, as a flat list."""
        things: list[dict[str, Any]] = []
        names = asked.parameters["children"].split(",")
        if len(names) > 100:
            return Reply(status=400, body={"message": "Bad Request", "error": 400})
        waiting = [self.posts[name] for name in names if name in self.posts]
        while waiting and len(things) < 100:
            post = waiting.pop(0)
            things.append(self.record(post))
            waiting += self._below(post.key)
        left: dict[str, list[str]] = {}
        for post in waiting:
            left.setdefault(post.parent or "", []).append(post.key)
        things += [_more(self.posts[parent], keys) for parent, keys in left.items()]
        return Reply(body={"json": {"errors": [], "data": {"things": things}}})

    def _duplicates(self, asked: Asked, key: str) -> Reply:
        root = self.posts.get(key)
        if root is None:
            return Reply(status=404, body={"message": "Not Found", "error": 404})
        posts = self._newest(self._submissions, lambda post: post.more.get("crosspost_of") == key)
        shown = [self.record(post) for post in islice(posts, 100)]
        return Reply(body=[listing([self.record(root)]), listing(shown)])


def fullname(post: Post) -> str:
    """Give a post's full name: comments and submissions count in one row here, but need not."""
    return f"{'t1' if post.parent else 't3'}_{post.key}"


def listing(children: list[Any], after: str | None = None) -> dict[str, Any]:
    """Put records into the envelope of a listing."""
    told = {"modhash": None, "dist": len(children), "children": children, "after": after, "before": None}
    return {"kind": "Listing", "data": told}


def is_listed(post: Post) -> bool:
    """Tell whether a post is in the listings: not what its author or a moderator took away."""
    return not (post.deleted or post.more.get("removed") or post.more.get("absent"))


def _submission(post: Post, mark: str) -> dict[str, Any]:
    """Give what only submissions have. A crosspost and a link have a title and no words of their own."""
    link, original = post.more.get("link"), post.more.get("crosspost_of")
    bare = link or original
    told: dict[str, Any] = {
        "title": post.text if bare else post.more.get("title", "About an order"),
        "selftext": mark or ("" if bare else post.text),
        "is_self": not bare,
        "url": link or f"https://www.reddit.com/r/{HOME}/comments/{original or post.key}/",
        "permalink": f"/r/{HOME}/comments/{post.key}/made_up/",
        "hide_score": post.likes is None,
        "num_comments": post.replies,
        "num_crossposts": post.reposts,
        "removed_by_category": "deleted" if post.deleted else post.more.get("removed"),
    }
    return told | ({"crosspost_parent": f"t3_{original}", "crosspost_parent_list": []} if original else {})


def _more(parent: Post, keys: list[str]) -> dict[str, Any]:
    """Name comments that were not shown; without keys it is "continue this thread"."""
    name = f"t1_{keys[0]}" if keys else "t1__"
    told = {"count": len(keys), "name": name, "id": name[3:], "parent_id": fullname(parent), "children": keys}
    return {"kind": "more", "data": told}


def _closed(state: str, name: str) -> Reply | None:
    """Say what is answered for a community that cannot be read."""
    if state == "public":
        return None
    if state == "missing":
        location = f"https://www.reddit.com/subreddits/search?q={name}"
        return Reply(status=302, body=b"<html>302 Found</html>", headers={"Location": location})
    status = 404 if state == "banned" else 403
    return Reply(status=status, body={"reason": state, "message": "Not for you", "error": status})


def _denied(status: int, error: str) -> Reply:
    headers = {"WWW-Authenticate": f'Bearer realm="reddit", error="{error}"'}
    return Reply(status=status, body={"message": "Unauthorized", "error": status}, headers=headers)


def _words_of(post: Post) -> str:
    return f" {' '.join(_WORD.findall((post.more.get('title', '') + ' ' + post.text + ' ' + post.more.get('link', '')).casefold()))}"


def _answers_search(words: str, query: str) -> bool:
    """Tell whether a search finds a text: any of its phrases, also as the beginning of longer words (as if stemmed)."""
    phrases = (" ".join(_WORD.findall(part.casefold())) for part in query.split(" OR "))
    return any(phrase and f" {phrase}" in words for phrase in phrases)


def _anything(_post: Post) -> bool:
    return True


@dataclass
class Heard:
    """What one pull brought before it ended, by itself or by a fault."""

    batches: list[Batch] = field(default_factory=list)
    checkpoint: dict[str, Json] | None = None
    fault: SourceError | None = None

    @property
    def mentions(self) -> dict[str, Mention]:
        """The mentions by stable key."""
        return {mention.stable_key: mention for batch in self.batches for mention in batch.mentions}

    @property
    def gaps(self) -> list[Gap]:
        """What could not be heard."""
        return [gap for batch in self.batches for gap in batch.gaps]


def window_of(world: RedditWorld) -> Window:
    """Ask for all up to the world's present."""
    return Window(start=None, now=world.now)


def hear(world: RedditWorld, checkpoint: dict[str, Json] | None = None, **options: Any) -> Heard:
    """Pull once, as cron would, from a checkpoint."""
    heard = Heard(checkpoint=checkpoint)
    try:
        for batch in world.source(**options).pull(world.queries, checkpoint, window_of(world)):
            heard.batches.append(batch)
            heard.checkpoint = batch.checkpoint or heard.checkpoint
    except SourceError as fault:
        heard.fault = fault
    return heard
