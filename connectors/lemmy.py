"""Posts and comments on Lemmy, through the search of one instance (API v3), which also knows what others told it.

The search takes one name and answers with a page of posts and a page of comments. It is asked once for both; each of
the two lists is followed page by page, until it reaches back far enough or ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from connectors.answers import record_in, records
from connectors.base import (
    THREAD_LIMIT,
    Capability,
    Connector,
    Http,
    Option,
    Outlook,
    SourceSlowed,
    Window,
)
from connectors.lemmy_views import absence_of, in_order, news_of, post_number, read_view, sample_of, written_at
from connectors.options import base_url, lookback_days
from connectors.text import Matcher
from connectors.walk import Lane, Page, Read, Walk, Wrong
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import (
    Absence,
    Batch,
    Edited,
    EngagementSample,
    Finding,
    FindingKind,
    Gone,
    Json,
    Mention,
    Query,
)

PAGE = 50  # the most posts, and the most comments, of one answer
_LATE = timedelta(hours=6)  # what was written on another instance arrives here late, under the time it was written
_KINDS = ("posts", "comments")
_MISSING = frozenset({"couldnt_find_post", "couldnt_find_comment", "couldnt_find_object", "not_found"})
_REFUSALS = (400, 401, 403, 404, 429)


class Lemmy(Connector):
    """Posts and comments that a Lemmy instance knows."""

    title = "Lemmy"
    platform = "lemmy"
    together = 1
    capabilities = frozenset(
        {
            Capability.SEARCH,
            Capability.ENGAGEMENT,
            Capability.THREADS,
            Capability.DELETIONS,
            Capability.EDITS,
            Capability.KEYLESS,
        }
    )
    interval = timedelta(minutes=30)
    options: ClassVar[tuple[Option, ...]] = (
        base_url(
            "https://lemmy.world", "the instance whose search is asked; a large one knows most of the others' posts"
        ),
        lookback_days(),
    )

    def __init__(self, name: str, options: Mapping[str, Any], http: Http | None = None) -> None:
        super().__init__(name, options, http)
        self._shown: list[Any] = []

    def check(self) -> list[Finding]:
        """Search for something."""
        try:
            self._search("lemmy", 1, "All")
        except SourceRefused as fault:
            fix = "Take another instance as `base_url`: this one shows nothing without an account."
            return [Finding(kind=FindingKind.NOT_APPROVED, what=str(fault), fix=fix)]
        except SourceError as fault:
            return [Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")]
        return [Finding(kind=FindingKind.FINE, what="The instance answers.")]

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One request for every name."""
        return Outlook(requests=len(_lanes(queries)))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk through what is found for every name, newest first."""
        matcher = Matcher(queries)

        def read(_lane: Lane, record: Any) -> Read:  # noqa: ANN401 - JSON is whatever the server says
            mention = read_view(self.name, record)
            # The search also finds the name inside other words.
            hit = matcher.find(mention.text)
            if hit is None or absence_of(record):
                return Read(key=mention.stable_key, at=mention.posted_at)
            mention = replace(mention, query=hit.brand, matched=hit.matched)
            sample = sample_of(mention, record, window.now)
            return Read(key=mention.stable_key, at=mention.posted_at, mention=mention, sample=sample)

        lookback = timedelta(days=self.settings["lookback_days"])
        walk = Walk(self, self._page, read, lookback=lookback, overlap=_LATE, shifting=True)
        yield from walk.batches(_lanes(queries), checkpoint, window)

    def _page(self, lane: Lane, token: str | None, lower: datetime) -> Page:
        """Ask for a page of posts and comments; a token is what is still to be asked for and its page: `Comments/3`.

        What is older than `lower` is left out, because the older of two lists must not end the walk of the younger.
        """
        kind, _, page = (token or "All/1").partition("/")
        found = self._search(lane.asks, int(page), kind)
        shown: list[Any] = []
        unfinished = []
        for each in _KINDS:
            views = records(found, each, self.title) if kind in ("All", each.capitalize()) else []
            recent = [view for view in views if written_at(view) >= lower]
            shown += recent
            if views and len(recent) == len(views):
                unfinished.append(each.capitalize())
        shown.sort(key=written_at, reverse=True)
        if token and shown and shown == self._shown:
            raise SourceChanged("The instance gives the same page again and again: stopped.")
        self._shown = shown
        following = "All" if len(unfinished) > 1 else next(iter(unfinished), None)
        return Page(records=shown, following=following and f"{following}/{int(page) + 1}")

    def _search(self, term: str, page: int, kind: str) -> Any:  # noqa: ANN401
        parameters = {"q": term, "type_": kind, "sort": "New", "listing_type": "All"}
        return self._ask("search", parameters | {"limit": str(PAGE), "page": str(page)})

    def _ask(self, path: str, parameters: Mapping[str, str]) -> Any:  # noqa: ANN401
        """Ask; None where the instance does not have what was asked for. Its errors come under any status."""
        url = f"{self.settings['base_url'].rstrip('/')}/api/v3/{path}"
        answer = self.http.get(url, parameters, accept=_REFUSALS)
        if answer.status == 200:
            return answer.json()
        word = ""
        with suppress(SourceError, *Wrong):
            word = str(answer.json()["error"])[:100]
        if word in _MISSING:
            return None
        if answer.status == 429 or word == "rate_limit_error":
            after = answer.headers.get("retry-after", "")
            seconds = float(after[:9]) if after.isdecimal() else None
            raise SourceSlowed("The instance slows us down. Run less often, or take another.", retry_after=seconds)
        if answer.status == 404 and not word:
            raise SourceChanged("There is no API v3 of Lemmy at `base_url` (404). Correct it.")
        what = word if word.isidentifier() else "no reason given"
        raise SourceRefused(f"The instance refuses us ({answer.status}, {what}). Take another as `base_url`.")

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Look at every post and comment again, one request each."""
        for mention in mentions:
            kind, _, key = mention.external_id.partition("/")
            found = self._ask(kind, {"id": key})
            if found is None:
                yield Gone(mention_id=mention.id, why=Absence.ABSENT)
            else:
                with suppress(*Wrong):
                    yield from news_of(mention, record_in(found, self.title)[f"{kind}_view"], now)

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the post and its comments, oldest first; what was deleted or removed in it is left out."""
        kind, _, key = mention.external_id.partition("/")
        asked = self._ask(kind, {"id": key})
        if asked is None:
            return
        try:
            post = post_number(asked[f"{kind}_view"])
            views = [(self._ask("post", {"id": str(post)}) if kind == "comment" else asked)["post_view"]]
        except Wrong:
            raise SourceChanged(
                "The instance answers in a new shape: there is no post. Look for a newer release."
            ) from None
        for page in range(1, THREAD_LIMIT // PAGE + 1):
            parameters = {"post_id": str(post), "sort": "Old", "type_": "All", "limit": str(PAGE), "page": str(page)}
            found = records(self._ask("comment/list", parameters), "comments", self.title)
            views += found
            if len(found) < PAGE:
                break
        yield from in_order(self.name, mention, views)


def _lanes(queries: Sequence[Query]) -> list[Lane]:
    """Make a lane of every name: the search knows no `or`."""
    terms = dict.fromkeys(term.strip() for query in queries for term in query.terms if term.strip())
    return [Lane(key=term, label=f"the search for {term}", asks=term) for term in terms]
