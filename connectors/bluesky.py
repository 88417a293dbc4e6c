"""Bluesky, through the search of the whole network that signed-in accounts have.

Spoken to by our own guarded HTTP instead of a client library: docs/decisions/own-http-for-mastodon-and-bluesky.md.
We walk back in time by moving the upper bound `until` instead of following cursors: cursors count places, which shift
while posts come and go, and end at 10,000.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from connectors.base import (
    THREAD_LIMIT,
    Absence,
    Capability,
    Connector,
    Edited,
    Gone,
    Option,
    Outlook,
    Window,
)
from connectors.bluesky_post import address_of, indexed_at, is_hidden, mention_of, names, posted_at, sample_of
from connectors.bluesky_session import HOW_TO_GET_IN, Session
from connectors.options import base_url, lookback_days
from connectors.search import quoted
from connectors.text import Matcher
from connectors.walk import Lane, Page, Read, Walk, Wrong
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import Batch, EngagementSample, Finding, FindingKind, Json, Mention, Query

OVERLAP = timedelta(minutes=30)  # read again every time, because a post enters the search index late
PAGE = 100  # the most posts one answer holds (lexicon app.bsky.feed.searchPosts)
TOGETHER = 25  # the most posts one question may name (lexicon app.bsky.feed.getPosts)
DEPTH = 100  # levels of a conversation, up and down; each is nested in the one before
_TICK = timedelta(milliseconds=1)
_SEARCH, _POSTS, _THREAD = (f"app.bsky.feed.{name}" for name in ("searchPosts", "getPosts", "getPostThread"))


class Bluesky(Connector):
    """Public posts on Bluesky."""

    title = "Bluesky"
    platform = "bluesky"
    capabilities = frozenset(
        {Capability.SEARCH, Capability.ENGAGEMENT, Capability.THREADS, Capability.DELETIONS, Capability.EDITS}
    )
    interval = timedelta(minutes=20)  # 72 sign-ins a day: servers allow 300, some only 100 (bsky-docs issue 183)
    together = TOGETHER
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="handle",
            help="the account that searches",
            example='"larkfield.bsky.social"',
        ),
        Option(
            name="app_password",
            secret=True,
            help="an app password of that account, not its own password",
            example='{ env = "BLUESKY_APP_PASSWORD" }',
        ),
        lookback_days(),
        base_url("https://bsky.social", "the server the account is on"),
    )
    _session: Session | None = None

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk back from now, one search for every name: Bluesky knows no OR."""
        lanes = [
            Lane(key=f"{query.brand}\n{term}", label=f"the search for {term}", asks=_Search(term, query, window.now))
            for query in queries
            for term in search_terms(query)
        ]
        lookback = timedelta(days=self.settings["lookback_days"])
        yield from Walk(self, self._fetch, self._read, lookback=lookback, overlap=OVERLAP).batches(
            lanes, checkpoint, window
        )

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """Count one request for every name searched; the sign-in, one a run, comes on top."""
        return Outlook(requests=sum(len(search_terms(query)) for query in queries))

    def _fetch(self, lane: Lane, token: str | None, _lower: datetime) -> Page:
        search: _Search = lane.asks
        until, _, cursor = (token or _bound(search.now)).partition("|")
        asked = [("q", quoted(search.term)), ("sort", "latest"), ("limit", str(PAGE)), ("until", until)]
        answer = self._ask(_SEARCH, [*asked, *([("cursor", cursor)] if cursor else [])])
        posts = answer.get("posts") if isinstance(answer, dict) else None
        if not isinstance(posts, list):
            raise SourceChanged("Bluesky answers in a new shape: a search gives no `posts`.")
        return search.page(posts, until, cursor, answer.get("cursor"))

    def _read(self, lane: Lane, post: dict[str, Any]) -> Read:
        search: _Search = lane.asks
        key, at, found = address_of(post), posted_at(post), mention_of(post, self.name)
        if found is None:
            return Read(key=key, at=at)
        brand, matched = names(search.matcher, found.text, post)
        if brand is None:  # the search also finds what is merely similar
            return Read(key=key, at=at)
        found = replace(found, query=brand, matched=matched)
        return Read(key=key, at=at, mention=found, sample=sample_of(found.id, post, search.now))

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Look at known posts again, 25 to a question; what is missing is asked for singly before it counts as gone.

        A post has no times of edits. It can be replaced under its address all the same: then it says something else.
        """
        for start in range(0, len(mentions), TOGETHER):
            known = mentions[start : start + TOGETHER]
            answer = self._ask(_POSTS, [("uris", each.stable_key) for each in known])
            posts = answer.get("posts") if isinstance(answer, dict) else None
            if not isinstance(posts, list):
                raise SourceChanged("Bluesky answers in a new shape: asked for posts, it gives none.")
            found = {post["uri"]: post for post in posts if isinstance(post, dict) and isinstance(post.get("uri"), str)}
            for each in known:
                post = found.get(each.stable_key)
                yield from self._looked_at(each, post, now) if post else self._missing(each, now)

    def _looked_at(
        self, known: Mention, post: dict[str, Any], now: datetime
    ) -> Iterator[EngagementSample | Gone | Edited]:
        """Say what became of a mention; nothing when the answer cannot be read."""
        if is_hidden(post):
            yield Gone(mention_id=known.id, why=Absence.REMOVED)
            return
        counted = sample_of(known.id, post, now)
        if counted is not None:
            yield counted
        try:
            told, indexed = mention_of(post, self.name), indexed_at(post)
        except Wrong:
            return
        if told is not None and told.text != known.text:
            edited_at = indexed if indexed > known.posted_at else None
            yield Edited(mention=replace(told, query=known.query, matched=known.matched, edited_at=edited_at))

    def _missing(self, known: Mention, now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Find out why a post was not among those asked for: what is told to be gone is erased for ever."""
        view = self._conversation_of(known.stable_key, 0)
        if view is None or view.get("notFound"):
            yield Gone(mention_id=known.id, why=Absence.ABSENT)
        elif view.get("blocked"):
            yield Gone(mention_id=known.id, why=Absence.PROTECTED)
        elif isinstance(view.get("post"), dict) and view["post"].get("uri") == known.stable_key:
            yield from self._looked_at(known, view["post"], now)

    def _conversation_of(self, uri: str, depth: int) -> dict[str, Any] | None:
        """Ask for what stands so many levels above and below a post; None when the post is gone."""
        asked = [("uri", uri), ("depth", str(depth)), ("parentHeight", str(depth))]
        answer = self._ask(_THREAD, asked, absent="NotFound")
        if answer is None:
            return None
        view = answer.get("thread") if isinstance(answer, dict) else None
        if not isinstance(view, dict):
            raise SourceChanged("Bluesky answers in a new shape: a conversation has no `thread`.")
        return view

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read what a post answers and what answers it, oldest first; deleted and blocked posts are left out."""
        view = self._conversation_of(mention.stable_key, DEPTH)
        said = sorted(_spoken(view or {}, self.name), key=lambda each: each.posted_at)
        for each in said[:THREAD_LIMIT]:
            yield replace(each, query=mention.query, matched=mention.matched)

    def check(self) -> list[Finding]:
        """Sign in and search for one post."""
        if not (self.settings["handle"] and self.settings["app_password"]):
            what = "`handle` or `app_password` is missing: Bluesky is searched by signed-in accounts only."
            return [Finding(kind=FindingKind.NO_KEY, what=what, fix=HOW_TO_GET_IN)]
        try:
            self._signed_in.sign_in()
            self._ask(_SEARCH, [("q", "bluesky"), ("sort", "latest"), ("limit", "1")])
        except SourceRefused as fault:
            return [Finding(kind=FindingKind.NO_KEY, what=str(fault), fix=HOW_TO_GET_IN)]
        except SourceBudgetSpent as fault:
            fix = "Run less often: signing in is allowed 300 times a day, by some servers 100 times."
            return [Finding(kind=FindingKind.NO_BUDGET, what=str(fault), fix=fix)]
        except SourceError as fault:
            return [Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")]
        return [Finding(kind=FindingKind.FINE, what="Bluesky lets us in and searches.")]

    @property
    def _signed_in(self) -> Session:
        if self._session is None:
            handle, password = self.settings["handle"] or "", self.settings["app_password"] or ""
            self._session = Session(self.http, self.settings["base_url"], handle, password)
        return self._session

    def _ask(self, method: str, parameters: Sequence[tuple[str, str]], absent: str = "") -> Any:  # noqa: ANN401 - any JSON
        return self._signed_in.ask(method, parameters, absent)


class _Search:
    """One name that is searched for in one pull."""

    def __init__(self, term: str, query: Query, now: datetime) -> None:
        self.term = term
        self.matcher = Matcher([query])
        self.now = now
        self._shown: list[str] = []

    def page(self, posts: Sequence[Any], until: str, cursor: str, following: object) -> Page:
        """Make a page, without the posts of the page before, which its bound lets in again."""
        shown = [str(post.get("uri")) if isinstance(post, dict) else "" for post in posts]
        before, self._shown = self._shown, shown
        if cursor and shown and shown == before:
            raise SourceChanged(f"The search for {self.term} leads us in a circle: further pages show the same posts.")
        fresh = [post for post, uri in zip(posts, shown, strict=True) if not uri or uri not in before]
        return Page(records=fresh, following=_following(posts, until, following))


def search_terms(query: Query) -> list[str]:
    """Give what is searched for a brand, each once; a handle as words, because "@name" finds only who links to it."""
    found: dict[str, str] = {}
    for name in (*query.terms, *query.handles):
        bare = name.strip().lstrip("@")
        if bare:
            found.setdefault(bare.casefold(), bare)
    return list(found.values())


def _bound(latest: datetime) -> str:
    """Write the upper bound of a search, which is not itself included, so that `latest` still is."""
    return (latest.astimezone(UTC) + _TICK).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _following(posts: Sequence[Any], until: str, cursor: object) -> str | None:
    """Lead below the last post; within one millisecond, or past a page whose posts are all hidden, by the cursor.

    The end of cursors is not believed: only when nothing older comes is a search at its end.
    """
    below = next((bound for bound in map(_bound_of, reversed(posts)) if bound), until)
    if below < until:
        return f"{below}|"
    return f"{until}|{cursor[:500]}" if isinstance(cursor, str) and cursor else None


def _bound_of(post: Any) -> str:  # noqa: ANN401 - any JSON
    try:
        return _bound(posted_at(post))
    except Wrong:
        return ""


def _spoken(view: dict[str, Any], source: str) -> Iterator[Mention]:
    """Yield the posts of a conversation, as far as they are shown to us."""
    waiting: list[Any] = [view]
    for _ in range(4 * THREAD_LIMIT):
        if not waiting:
            return
        node = waiting.pop(0)
        if not isinstance(node, dict):
            continue
        replies = node.get("replies")
        waiting += [node.get("parent"), *(replies if isinstance(replies, list) else [])]
        try:
            found = mention_of(node["post"], source)
        except Wrong:
            continue
        if found is not None:
            yield found
