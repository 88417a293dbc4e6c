"""Submissions and comments on Reddit, through praw and Reddit's official API.

Reddit searches submissions only; comments are heard in the communities that the operator lists, all of them with two
questions (r/one+two). What is heard is matched against the brands' names here, because Reddit's search also finds what is
merely similar.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from connectors.base import (
    THREAD_LIMIT,
    Capability,
    Connector,
    Edited,
    Gone,
    Option,
    OptionType,
    Outlook,
    Window,
)
from connectors.options import base_url, lookback_days
from connectors.reddit_check import communities_in, each_once, finding_of, look_around, user_in, wrong_settings
from connectors.reddit_faults import Missing, Refusal
from connectors.reddit_listing import SEARCH_ENDS, Listing, Pages
from connectors.reddit_reading import (
    PLATFORM,
    absence_of,
    is_fullname,
    key_of,
    link_of,
    mention_of,
    moment_of,
    sample_of,
)
from connectors.reddit_refresh import look_again
from connectors.reddit_tree import Conversation, read_crossposts
from connectors.search import any_of
from connectors.text import Matcher
from connectors.walk import Lane, Read, Walk, Wrong
from monitor.errors import SourceError, SourceRefused
from monitor.model import Batch, EngagementSample, Finding, FindingKind, Json, Mention, Query

if TYPE_CHECKING:
    from connectors.reddit_client import RedditClient

LONGEST_SEARCH = 512  # characters (reddit.com/dev/api#GET_search)
MOST_TOGETHER = 100  # communities in one question
OVERLAP = timedelta(minutes=30)  # read again every time, because the search shows a submission late


class Reddit(Connector):
    """Submissions and comments on Reddit."""

    title = "Reddit"
    platform = PLATFORM
    capabilities = frozenset(
        {Capability.SEARCH, Capability.ENGAGEMENT, Capability.THREADS, Capability.DELETIONS, Capability.EDITS}
    )
    interval = timedelta(minutes=10)
    together = 100
    install = "pip install 'praw>=8'"
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="client_id", help="the id of your app at Reddit", example='"AbCdEfGhIjKlMn"'),
        Option(name="client_secret", help="the secret of your app", example='"..."', secret=True),
        Option(name="user", help="your Reddit name: whom Reddit writes to about this app", example='"your_name"'),
        Option(
            name="username", help="to read as an account: its name (an app of the kind `script`)", example='"your_name"'
        ),
        Option(name="password", help="and its password", example='"..."', secret=True),
        Option(
            name="subreddits",
            type=OptionType.TEXTS,
            default=[],
            help="communities to hear in full, comments too",
            example='["CustomerService", "mattress"]',
        ),
        Option(
            name="search",
            default="everywhere",
            choices=("everywhere", "subreddits", "off"),
            help="where to search for submissions that name a brand: everywhere, in `subreddits` only, or off",
            example='"everywhere"',
        ),
        lookback_days(),
        base_url("https://www.reddit.com", "the server that gives tokens"),
        Option(
            name="oauth_url",
            type=OptionType.ADDRESS,
            default="https://oauth.reddit.com",
            help="the server that is asked with them",
            example='"https://oauth.reddit.com"',
        ),
    )
    _signed_in: RedditClient | None = None

    @classmethod
    def own_addresses(cls, options: Mapping[str, Any]) -> list[str]:
        """List both servers."""
        return [options[name] for name in ("base_url", "oauth_url") if options.get(name)]

    def check(self) -> list[Finding]:
        """Sign in, search once, and look at every community."""
        wrong = wrong_settings(self.settings)
        if wrong:
            return wrong
        try:
            return look_around(self._client(), self.settings)
        except SourceError as fault:
            return [finding_of(fault)]

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """Count one question for each search and two for the communities."""
        return Outlook(requests=max(1, len(self._lanes(queries))))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk along the searches, the new submissions and the new comments, each back to where it was left."""
        wrong = wrong_settings(self.settings)
        if wrong:
            raise SourceRefused(f"{wrong[0].what} {wrong[0].fix}")
        matcher = Matcher(queries)
        lookback = timedelta(days=self.settings["lookback_days"])
        walk = Walk(
            self,
            Pages(self._client()).fetch,
            lambda _lane, record: self._read(record, matcher, window.now),
            lookback=lookback,
            overlap=OVERLAP,
        )
        yield from walk.batches(self._lanes(queries), checkpoint, window)

    def _lanes(self, queries: Sequence[Query]) -> list[Lane]:
        """Name what is to be walked along; other names to listen for make other lanes, which begin from their start."""
        if not queries:
            return []
        mark = hashlib.sha256(json.dumps([asdict(query) for query in queries]).encode()).hexdigest()[:16]
        communities = communities_in(self.settings)
        groups = ["+".join(communities[at : at + MOST_TOGETHER]) for at in range(0, len(communities), MOST_TOGETHER)]
        lanes = [
            Lane(key=f"{listing.path} {words} {mark}", label=label, asks=listing)
            for listing, label, words in self._searches(queries, groups)
        ]
        for group in groups:
            short = group if len(group) < 60 else f"{group[:60]}…"
            for what, path in (("new submissions", f"r/{group}/new"), ("comments", f"r/{group}/comments/")):
                lanes.append(Lane(key=f"{path} {mark}", label=f"{what} in r/{short}", asks=Listing(path=path)))
        return lanes

    def _searches(self, queries: Sequence[Query], groups: Sequence[str]) -> Iterator[tuple[Listing, str, str]]:
        where = {"everywhere": ["all"], "subreddits": groups, "off": []}[self.settings["search"]]
        for words in any_of(_names(queries), limit=LONGEST_SEARCH, form=_phrase):
            for group in where:
                parameters = {"q": words, "sort": "new", "t": "all", "type": "link", "include_over_18": "on"}
                parameters["restrict_sr"] = "false" if group == "all" else "true"
                short = words if len(words) < 60 else f"{words[:60]}…"
                listing = Listing(path=f"r/{group}/search/", parameters=parameters, ends=SEARCH_ENDS)
                yield listing, f"the search for {short}", words

    def _read(self, record: Any, matcher: Matcher, now: datetime) -> Read:  # noqa: ANN401 - JSON is whatever the server says
        """Read one record; what was taken away, is paid for, or names no brand is walked past."""
        key, at = key_of(record), moment_of(record)
        if absence_of(record) is not None or record.get("promoted") is True:
            return Read(key=key, at=at)
        mention = mention_of(record, self.name)
        hit = matcher.find(mention.text)
        if hit is not None:
            mention = replace(mention, query=hit.brand, matched=hit.matched)
        else:
            linked = matcher.find(mention.text, link_of(record))
            if linked is None:
                return Read(key=key, at=at)
            mention = replace(mention, query=linked.brand)
        return Read(key=key, at=at, mention=mention, sample=sample_of(record, now))

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Ask for a hundred at once; what Reddit does not return is no longer there."""
        known = [mention for mention in mentions if is_fullname(mention.stable_key)]
        for start in range(0, len(known), self.together):
            look = look_again(self._client(), known[start : start + self.together], now)
            self.stop_if_changed(look.read, look.rejects)
            yield from look.told

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the submission, its comments and its crossposts; nothing of a conversation that is closed to us or gone."""
        root = mention.thread or mention.stable_key
        if not is_fullname(root, "3"):
            return
        conversation = Conversation(self._client(), root[3:], mention.stable_key)
        try:
            conversation.read()
            records = list(conversation.records.values())
            if (conversation.records.get(root, {}).get("num_crossposts") or 0) != 0:
                records += read_crossposts(self._client(), root[3:])
        except Missing:
            return
        except Refusal as refusal:
            if refusal.kind is not FindingKind.WRONG_SETTING:
                raise
            return
        said = [replace(each, query=mention.query, matched=mention.matched) for each in self._readable(records)]
        near = conversation.neighbourhood()
        said.sort(key=lambda each: (each.stable_key not in near, _age(each)))
        yield from sorted(said[:THREAD_LIMIT], key=_age)

    def _readable(self, records: Sequence[Any]) -> Iterator[Mention]:
        for record in records:
            with suppress(*Wrong):
                if absence_of(record) is None:
                    yield mention_of(record, self.name)

    def _client(self) -> RedditClient:
        """Give the client, made with the first question."""
        if self._signed_in is None:
            from connectors.reddit_client import Access, RedditClient  # noqa: PLC0415 - praw is heavy

            access = Access(
                base_url=self.settings["base_url"],
                oauth_url=self.settings["oauth_url"],
                user=user_in(self.settings) or "",
                client_id=self.settings["client_id"],
                client_secret=self.settings["client_secret"],
                username=self.settings.get("username") or None,
                password=self.settings.get("password") or None,
            )
            self._signed_in = RedditClient(self.http.library_session(), access, self.wait)
        return self._signed_in


def _names(queries: Sequence[Query]) -> list[str]:
    """List what to search for: every name once, whatever its case, accounts without their sign."""
    accounts = (handle.lstrip("@") for query in queries for handle in query.handles)
    return each_once([*(name for query in queries for name in query.terms), *accounts])


def _phrase(name: str) -> str:
    """Put a name in quotation marks always: bare, some brands are operators (OR, NOT)."""
    return '"' + " ".join(name.replace('"', " ").split()) + '"'


def _age(mention: Mention) -> tuple[datetime, bool, int, str]:
    """Sort by age; within a second the submission comes first, and ids, which only grow, tell the rest."""
    key = mention.stable_key
    return mention.posted_at, key.startswith("t1_"), len(key), key
