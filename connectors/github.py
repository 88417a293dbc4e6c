"""Issues on GitHub, through its REST search (docs.github.com/rest/search). A token is optional.

The search gives at most 1,000 issues for one question, so we walk back in time by moving the upper bound of `created:`
instead of paging: the cap is never in the way, and nothing shifts when an issue is deleted.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from connectors.answers import count, record_in, records
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
from connectors.github_issues import (
    is_limit,
    news_of,
    read_comment,
    read_issue,
    said_in,
    sample_of,
    seconds_of,
    told_wait,
)
from connectors.options import base_url, lookback_days
from connectors.search import any_of, too_long
from connectors.text import Matcher, attributed
from connectors.walk import Lane, Page, Read, Stretch, Walk, Wrong
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import (
    Absence,
    Batch,
    Edited,
    EngagementSample,
    Finding,
    FindingKind,
    Gap,
    GapReason,
    Gone,
    Json,
    Mention,
    Query,
    TimeSpan,
)

LONGEST = 256  # characters of a search (docs.github.com/articles/troubleshooting-search-queries)
MOST_NAMES = 6  # in one search: "more than five AND, OR, or NOT operators" are refused
PAGE = 100
DEEPEST = 10  # pages of 100: the 1,000 results of one search
_ROOM = LONGEST - len(" created:2026-01-01T00:00:00Z..2026-01-01T00:00:00Z")
_TAIL = " is:issue in:title,body"
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}")
_CHECKED = 20
_REFUSED = (403, 422, 429)
_GONE = {404: Absence.ABSENT, 410: Absence.DELETED, 451: Absence.REMOVED}


class GitHub(Connector):
    """Issues on GitHub that name a brand, or all issues of its own repositories."""

    title = "GitHub issues"
    platform = "github"
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
    interval = timedelta(minutes=15)
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="token",
            secret=True,
            help="a personal access token without any scope: 30 searches a minute instead of 10",
            example='{ env = "GITHUB_TOKEN" }',
        ),
        Option(
            name="repositories",
            type=OptionType.TEXTS,
            default=[],
            help="listen only in these repositories; in all of GitHub when left out",
            example='["larkfield/app"]',
        ),
        Option(
            name="only_matching",
            type=OptionType.FLAG,
            default=True,
            help="keep only issues that name a brand; false keeps all issues of `repositories`",
            example="true",
        ),
        lookback_days(),
        base_url("https://api.github.com"),
    )

    def __init__(self, name: str, options: Mapping[str, Any], http: Http | None = None) -> None:
        super().__init__(name, options, http)
        self._not_before: dict[bool, float] = {}
        self._holes: list[Gap] = []

    def check(self) -> list[Finding]:
        """Ask what the limits are, which costs nothing, and whether the repositories are there."""
        try:
            repositories = self._repositories()
        except SourceRefused as fault:
            return [Finding(kind=FindingKind.WRONG_SETTING, what=str(fault), fix="Correct `repositories`.")]
        try:
            found = self._ask("rate_limit").json()
        except SourceRefused as fault:
            return [Finding(kind=FindingKind.NO_KEY, what=str(fault), fix="Make a new `token`; it needs no scope.")]
        except SourceError as fault:
            return [Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")]
        limit = found.get("resources", {}).get("search", {}).get("limit") if isinstance(found, dict) else None
        fine = Finding(kind=FindingKind.FINE, what=f"GitHub answers; {limit} searches a minute are allowed.")
        return [fine, *(wrong for each in repositories[:_CHECKED] if (wrong := self._wrong_with(each)))]

    def _wrong_with(self, repository: str) -> Finding | None:
        try:
            if self._ask(f"repos/{repository}", accept=(404,)).status != 404:
                return None
        except SourceError as fault:
            return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again.")
        what = f"There is no repository {repository} that we may see."
        return Finding(kind=FindingKind.WRONG_SETTING, what=what, fix="Correct `repositories`.")

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One request for every search; six names fit into one."""
        return Outlook(requests=len(self._lanes(queries)))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk through every search, newest first; what GitHub searched only in part is a gap."""
        matcher = Matcher(queries)
        first = next((query.brand for query in queries), None)

        def read(_lane: Lane, record: Any) -> Read:  # noqa: ANN401 - JSON is whatever the server says
            mention = read_issue(self.name, record)
            hit = matcher.find(mention.text)
            if hit is None and self.settings["only_matching"]:
                return Read(key=mention.stable_key, at=mention.posted_at)
            mention = attributed(mention, hit, first)
            sample = sample_of(mention, record, window.now)
            return Read(key=mention.stable_key, at=mention.posted_at, mention=mention, sample=sample)

        def fetch(lane: Lane, token: str | None, lower: datetime) -> Page:
            return self._page(lane, Stretch.at(token, window.now), lower)

        lookback = timedelta(days=self.settings["lookback_days"])
        walk = Walk(self, fetch, read, lookback=lookback, overlap=timedelta(hours=1))
        self._holes = list(self._unsearched(queries, window.start or window.now - lookback, window.now))
        for batch in walk.batches(self._lanes(queries), checkpoint, window):
            holes, self._holes = tuple(self._holes), []
            yield replace(batch, gaps=batch.gaps + holes)

    def _lanes(self, queries: Sequence[Query]) -> list[Lane]:
        repositories = self._repositories()
        if not self.settings["only_matching"]:
            if not repositories:
                raise SourceRefused("`only_matching` is false, but there are no `repositories` to keep all issues of.")
            names = [f"repo:{each}" for each in repositories]
            searches = any_of(names, form=str, tail=" is:issue", limit=_ROOM, most=MOST_NAMES)
        else:
            terms = [term for query in queries for term in query.terms]
            tails = [f"{_TAIL} repo:{each}" for each in repositories] or [_TAIL]
            searches = [each for tail in tails for each in any_of(terms, tail=tail, limit=_ROOM, most=MOST_NAMES)]
        return [Lane(key=search, label=f"the search {search}", asks=search) for search in searches]

    def _repositories(self) -> list[str]:
        for repository in self.settings["repositories"]:
            if not _REPOSITORY.fullmatch(repository):
                raise SourceRefused(f"`repositories` holds {repository[:60]!r}, which is not of the form owner/name.")
        return list(dict.fromkeys(self.settings["repositories"]))

    def _unsearched(self, queries: Sequence[Query], start: datetime, end: datetime) -> Iterator[Gap]:
        """Own up to names that no search can hold."""
        terms = [term for query in queries for term in query.terms] if self.settings["only_matching"] else []
        tail = max((f"{_TAIL} repo:{each}" for each in self._repositories()), key=len, default=_TAIL)
        if long := too_long(terms, limit=_ROOM, tail=tail):
            names = ", ".join(term[:40] for term in long[:10])
            detail = f"GitHub takes no search of more than {LONGEST} characters, so these were not searched: {names}."
            yield self._gap(detail, min(start, end), end)

    def _gap(self, detail: str, start: datetime, end: datetime) -> Gap:
        return Gap(source=self.name, span=TimeSpan(start=start, end=end), reason=GapReason.LIMIT, detail=detail)

    def _page(self, lane: Lane, stretch: Stretch, lower: datetime) -> Page:
        upper = datetime.fromtimestamp(stretch.upper, UTC)
        parameters = {
            "q": f"{lane.asks} created:{_written(min(lower, upper))}..{_written(upper)}",
            "sort": "created",
            "order": "desc",
            "per_page": str(PAGE),
            "page": str(stretch.page),
            "advanced_search": "true",
        }
        answer = self._ask("search/issues", parameters)
        found = answer.json()
        issues = records(found, "items", self.title)
        total = count(found, "total_count")
        if found.get("incomplete_results") is True:
            detail = f"GitHub gave up on {lane.label} before all was searched; some issues may be missing."
            self._holes.append(self._gap(detail, min(lower, upper), upper))
        given = len({str(each.get("id")) if isinstance(each, dict) else "" for each in issues})
        more = 'rel="next"' in answer.headers.get("link", "") or (stretch.page == 1 and (total or 0) > given)
        following = stretch.below(map(seconds_of, issues), lower) if more else None
        capped = following is not None and following.endswith(f"/{DEEPEST + 1}")
        return Page(records=issues, following=None if capped else following, capped=capped)

    def _ask(self, path: str, parameters: Mapping[str, str] | None = None, accept: Sequence[int] = ()) -> Answer:
        """Ask; wait as long as GitHub asks (docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api)."""
        url = f"{self.settings['base_url'].rstrip('/')}/{path}"
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if self.settings["token"]:
            headers["Authorization"] = f"Bearer {self.settings['token']}"
        searching = path.startswith("search/")
        for _ in range(2):
            if (left := self._not_before.get(searching, 0.0) - time.monotonic()) > 0:
                self.wait(left)
            answer = self.http.get(url, parameters, headers=headers, accept=(*_REFUSED, *accept))
            seconds = told_wait(answer)
            self._not_before[searching] = time.monotonic() + (seconds or 0.0)
            if answer.status not in _REFUSED:
                return answer
            if not is_limit(answer):
                said = self.redact(said_in(answer))
                raise SourceRefused(f"GitHub refuses us ({answer.status}): {said} Correct `repositories` or `token`.")
            if seconds is None:
                break
        raise SourceSlowed("GitHub slows us down. Set a `token`, or run less often.", retry_after=seconds)

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Look at every issue and comment again, one request each; a transferred one is followed to its new place."""
        for mention in mentions:
            answer = self._ask(mention.external_id, accept=tuple(_GONE))
            if answer.status in _GONE:
                yield Gone(mention_id=mention.id, why=_GONE[answer.status])
                continue
            yield from news_of(mention, record_in(answer.json(), self.title), now)

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the issue and its comments, oldest first."""
        issue = mention.thread or mention.external_id
        answer = self._ask(issue, accept=tuple(_GONE))
        if answer.status in _GONE:
            return
        try:
            said = [read_issue(self.name, answer.json())]
        except Wrong:
            raise SourceChanged(
                "GitHub answers in a new shape: an issue cannot be read. Look for a newer release."
            ) from None
        for page in range(1, THREAD_LIMIT // PAGE + 1):
            found = self._ask(f"{issue}/comments", {"per_page": str(PAGE), "page": str(page)}).json()
            if not isinstance(found, list):
                raise SourceChanged("GitHub answers in a new shape: comments are no list. Look for a newer release.")
            for record in found:
                with suppress(*Wrong):
                    said.append(read_comment(said[0], record))
            if len(found) < PAGE:
                break
        for each in said[:THREAD_LIMIT]:
            yield replace(each, thread=mention.thread, query=mention.query, matched=mention.matched)


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
