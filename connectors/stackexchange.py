"""Questions on Stack Overflow and the other sites of Stack Exchange, through their API 2.3 (api.stackexchange.com/docs).

The search finds questions; their answers and comments are read with the conversation. We walk back in time by moving
`todate` instead of paging, because pages shift and those above 25 need a key.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from connectors.answers import count, records
from connectors.base import (
    THREAD_LIMIT,
    Answer,
    Capability,
    Connector,
    Http,
    Option,
    OptionType,
    Outlook,
    SourceSlowed,
    Window,
)
from connectors.options import base_url, lookback_days
from connectors.search import quoted
from connectors.stackexchange_posts import address_of, is_dated, is_ownerless, read_post, sample_of
from connectors.text import Matcher, plain
from connectors.walk import Lane, Page, Read, Stretch, Walk, Wrong
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused, SourceUnreachable
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

TOGETHER = 100  # ids of one question, and the most records of one answer (api.stackexchange.com/docs/paging)
DEEPEST = 25  # "page above 25 requires access token or app key"
_REFUSALS = frozenset({400, 401, 402, 403, 405, 406})  # error_id (api.stackexchange.com/docs/error-handling)
_THROTTLED = 502
_SECONDS = re.compile(r"(\d{1,8}) seconds")


class StackExchange(Connector):
    """Questions on Stack Overflow and its sister sites."""

    title = "Stack Exchange"
    platform = "stackexchange"
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
        Option(
            name="sites",
            type=OptionType.TEXTS,
            default=["stackoverflow"],
            help="the sites to search, as their addresses begin",
            example='["stackoverflow", "superuser"]',
        ),
        Option(
            name="key",
            secret=True,
            help="the key of your registered application: 10,000 requests a day instead of 300",
            example='{ env = "STACKEXCHANGE_KEY" }',
        ),
        lookback_days(),
        base_url("https://api.stackexchange.com"),
    )

    def __init__(self, name: str, options: Mapping[str, Any], http: Http | None = None) -> None:
        super().__init__(name, options, http)
        self._not_before: dict[str, float] = {}
        self._spent = False

    def check(self) -> list[Finding]:
        """Ask every site what it is."""
        return [self._checked(site) for site in self.settings["sites"][:TOGETHER]]

    def _checked(self, site: str) -> Finding:
        try:
            found = self._ask("info", site)
        except SourceBudgetSpent as fault:
            return Finding(kind=FindingKind.NO_BUDGET, what=str(fault), fix="Set `key`, or wait until tomorrow (UTC).")
        except SourceRefused as fault:
            return Finding(kind=FindingKind.WRONG_SETTING, what=str(fault), fix="Correct `sites` or `key`.")
        except SourceError as fault:
            return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")
        left = count(found, "quota_remaining")
        return Finding(kind=FindingKind.FINE, what=f"{site} answers; {left} requests are left today.")

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One request for every name on every site."""
        return Outlook(requests=len(self._lanes(queries)))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk through what every site finds for every name, newest first."""
        matcher = Matcher(queries)

        def read(lane: Lane, record: Any) -> Read:  # noqa: ANN401 - JSON is whatever the server says
            mention = read_post(self.name, lane.asks[0], "question", record)
            # The search also finds what is merely similar.
            hit = matcher.find(mention.text)
            if hit is None:
                return Read(key=mention.stable_key, at=mention.posted_at)
            mention = replace(mention, query=hit.brand, matched=hit.matched)
            sample = sample_of(mention, record, window.now)
            return Read(key=mention.stable_key, at=mention.posted_at, mention=mention, sample=sample)

        fetch = partial(self._page, window.now)
        lookback = timedelta(days=self.settings["lookback_days"])
        walk = Walk(self, fetch, read, lookback=lookback, overlap=timedelta(hours=1))
        yield from walk.batches(self._lanes(queries), checkpoint, window)

    def _lanes(self, queries: Sequence[Query]) -> list[Lane]:
        terms = dict.fromkeys(quoted(term) for query in queries for term in query.terms if term.strip())
        return [
            Lane(key=f"{site}\n{term}", label=f"{term} on {site}", asks=(site, term))
            for site in dict.fromkeys(self.settings["sites"])
            for term in terms
        ]

    def _page(self, now: datetime, lane: Lane, token: str | None, lower: datetime) -> Page:
        stretch = Stretch.at(token, now)
        site, term = lane.asks
        found = self._ask(
            "search/advanced",
            site,
            q=term,
            fromdate=str(int(lower.timestamp())),
            todate=str(stretch.upper),
            page=str(stretch.page),
            sort="creation",
            order="desc",
        )
        questions = records(found, "items", self.title)
        following = None
        if found.get("has_more") is True:
            following = stretch.below((each["creation_date"] for each in questions if is_dated(each)), lower)
        capped = following is not None and following.endswith(f"/{DEEPEST + 1}")
        return Page(records=questions, following=None if capped else following, capped=capped)

    def _ask(self, method: str, site: str, ids: str = "", **parameters: str) -> dict[str, Any]:
        """Ask one method about one site; obey the waiting time it set and the day's quota.

        All parameters go as they are; every answer holds at most 100 records, with their texts.
        """
        if self._spent:
            raise SourceBudgetSpent(
                "The day's requests to Stack Exchange are used up. A free `key` allows 10,000 a day."
            )
        if (left := self._not_before.get(method, 0.0) - time.monotonic()) > 0:
            self.wait(left)
        general = (
            {"site": site, "pagesize": str(TOGETHER), "filter": "withbody"} if method != "info" else {"site": site}
        )
        key = {"key": self.settings["key"]} if self.settings["key"] else {}
        url = f"{self.settings['base_url'].rstrip('/')}/2.3/{method.replace('{ids}', ids)}"
        found = self._body(self.http.get(url, general | parameters | key, accept=(400, 502, 503)))
        self._spent = found.get("quota_remaining") == 0
        backoff = found.get("backoff")
        if isinstance(backoff, int | float) and 0 < backoff < 1e8:
            self._not_before[method] = time.monotonic() + backoff
        return found

    def _body(self, answer: Answer) -> dict[str, Any]:
        """Give what an answer holds; raise what it complains about."""
        try:
            found = answer.json()
        except SourceError:
            if answer.status < 500:
                raise
            found = None
        if isinstance(found, dict) and "error_id" in found:
            raise self._complaint(found)
        if answer.status >= 500:
            raise SourceUnreachable(
                f"Stack Exchange has a fault of its own ({answer.status}). The next run asks again."
            )
        if not isinstance(found, dict):
            raise SourceChanged("Stack Exchange answers in a new shape. Look for a newer release.")
        return found

    def _complaint(self, found: dict[str, Any]) -> SourceError:
        code, said = found["error_id"], self.redact(plain(str(found.get("error_message")))[:200])
        if code == _THROTTLED:
            seconds = _SECONDS.search(said)
            words = f"Stack Exchange slows us down: {said}. Run less often, or set a `key`."
            return SourceSlowed(words, retry_after=float(seconds[1]) if seconds else None)
        if code in _REFUSALS:
            return SourceRefused(f"Stack Exchange refuses us ({code}): {said}. Correct `sites` or `key`.")
        if code == 404:
            return SourceChanged(f"Stack Exchange no longer knows what we ask ({code}): {said}.")
        return SourceUnreachable(f"Stack Exchange has a fault of its own ({code}): {said}. The next run asks again.")

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Look at 100 questions, answers or comments of one site at a time; what is not given back is gone."""
        for (site, kind), group in groupby(sorted(mentions, key=_site_and_kind), key=_site_and_kind):
            known = list(group)
            for start in range(0, len(known), TOGETHER):
                yield from self._look_again(site, kind, known[start : start + TOGETHER], now)

    def _look_again(
        self, site: str, kind: str, known: Sequence[Mention], now: datetime
    ) -> Iterator[EngagementSample | Gone | Edited]:
        ids = ";".join(mention.external_id.partition("/")[2] for mention in known)
        found, unreadable = {}, False
        for record in records(self._ask(f"{kind}s/{{ids}}", site, ids), "items", self.title):
            try:
                seen = read_post(self.name, site, kind, record)
            except Wrong:
                unreadable = True
                continue
            found[seen.stable_key] = seen, record
        for mention in known:
            if mention.stable_key not in found:
                if not unreadable:  # else it may be the one that could not be read
                    yield Gone(mention_id=mention.id, why=Absence.ABSENT)
                continue
            seen, record = found[mention.stable_key]
            if sample := sample_of(mention, record, now):
                yield sample
            if mention.author_key and is_ownerless(record):
                yield Gone(mention_id=mention.id, why=Absence.AUTHOR_GONE)
            if seen.text != mention.text:
                yield Edited(mention=replace(mention, text=seen.text, edited_at=seen.edited_at))

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the question, its answers and the comments on the first 100 of these, oldest first."""
        site, _, key = (mention.thread or "").partition("/")
        questions = self._all("questions/{ids}", site, "question", key)
        answers = self._all("questions/{ids}/answers", site, "answer", key) if questions else []
        posts = [said.external_id.partition("/")[2] for said in questions + answers][:TOGETHER]
        comments = self._all("posts/{ids}/comments", site, "comment", ";".join(posts)) if posts else []
        said = sorted(questions + answers + comments, key=lambda each: (each.posted_at, each.stable_key))
        root = next((each.url for each in questions), None)
        for each in said[:THREAD_LIMIT]:
            yield replace(
                each, url=address_of(each, root), thread=mention.thread, query=mention.query, matched=mention.matched
            )

    def _all(self, method: str, site: str, kind: str, ids: str) -> list[Mention]:
        """Read all records of a method page by page, THREAD_LIMIT at most; what cannot be read is left out."""
        said: list[Mention] = []
        for page in range(1, THREAD_LIMIT // TOGETHER + 1):
            found = self._ask(method, site, ids, page=str(page), sort="creation", order="asc")
            for record in records(found, "items", self.title):
                try:
                    said.append(read_post(self.name, site, kind, record))
                except Wrong:
                    continue
            if found.get("has_more") is not True:
                break
        return said


def _site_and_kind(mention: Mention) -> tuple[str, str]:
    return mention.stable_key.partition("/")[0], mention.external_id.partition("/")[0]
