"""Hacker News through its public search (hn.algolia.com/api) and its own items, neither of which needs a key.

The search answers newest first and never more than 1,000 hits to one question. So we walk back in time by moving the
upper bound of `created_at_i`, instead of paging: a page cannot shift under us, and the cap is never in the way. The
checkpoint moves only when a walk has reached its lower end; until then it holds the place to go on from. What became
of a mention is asked at Hacker News itself (github.com/HackerNews/API), because the search forgets what is deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from connectors.base import (
    THREAD_LIMIT,
    Absence,
    Capability,
    Connector,
    Edited,
    Gone,
    Option,
    OptionType,
    Outlook,
    Window,
)
from connectors.checkpoint import taken_up
from connectors.hackernews_reading import PLATFORM, mention_of, moment, sample_of, text_of
from connectors.options import base_url, lookback_days
from connectors.rejects import put_aside
from connectors.text import Matcher
from connectors.walk import Wrong
from monitor.errors import SourceChanged, SourceError
from monitor.model import (
    Batch,
    EngagementSample,
    Finding,
    FindingKind,
    Gap,
    GapReason,
    Json,
    Mention,
    Query,
    TimeSpan,
)

HITS = 1_000  # the most one answer holds (github.com/algolia/hn-search/issues/230)
OVERLAP = 3_600  # seconds read again every time, because a new comment enters the search index late
_LATEST = 2**33  # seconds since 1970; a time beyond the year 2200 is no time
_VERSION = 1


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The way back in time from `target` to `lower`, in seconds since 1970: term by term, each down from `upper`."""

    lower: int
    target: int
    heard_from: int
    term: int = 0
    upper: int = 0
    terms: str = ""


class HackerNews(Connector):
    """Stories and comments on Hacker News."""

    title = "Hacker News"
    platform = PLATFORM
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
    interval = timedelta(minutes=10)
    together = 1
    options: ClassVar[tuple[Option, ...]] = (
        lookback_days(),
        base_url("https://hn.algolia.com", "the server of the search"),
        Option(
            name="items_url",
            type=OptionType.ADDRESS,
            default="https://hacker-news.firebaseio.com",
            help="the server that is asked what became of a mention",
            example='"https://hacker-news.firebaseio.com"',
        ),
    )

    @classmethod
    def own_addresses(cls, options: Mapping[str, Any]) -> list[str]:
        """List both servers."""
        return [options["base_url"], options["items_url"]]

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """Count one question a name."""
        return Outlook(requests=len(_terms(queries)))

    def check(self) -> list[Finding]:
        """Ask for one hit."""
        try:
            self._ask({"tags": "story", "hitsPerPage": "1"})
        except SourceError as fault:
            return [Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")]
        return [Finding(kind=FindingKind.FINE, what="Hacker News answers.")]

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Finish the walk that was broken off, if there is one, then walk from now back to the last one's target."""
        terms = _terms(queries)
        until, walk = _taken_up(checkpoint)
        now = int(window.now.timestamp())
        matcher = Matcher(queries)
        if walk and walk.target < now:
            if walk.terms != _together(terms):
                walk.term, walk.upper, walk.terms = 0, walk.target, _together(terms)
            yield from self._walk(walk, terms, matcher, window, until)
            until = walk.target
        start = until if until is not None else now - 86_400 * self.settings["lookback_days"]
        if start < now:
            walk = _Walk(
                lower=start - (OVERLAP if until is not None else 0),
                target=now,
                heard_from=start,
                upper=now,
                terms=_together(terms),
            )
            yield from self._walk(walk, terms, matcher, window, until)

    def _walk(
        self, walk: _Walk, terms: list[str], matcher: Matcher, window: Window, until: int | None
    ) -> Iterator[Batch]:
        """Yield a batch for every answer; the last one says that all of it was heard."""
        while walk.term < len(terms):
            if walk.upper < walk.lower:
                walk.term, walk.upper = walk.term + 1, walk.target
                continue
            read = self._ask(
                {
                    "query": f'"{terms[walk.term].replace(chr(34), " ")}"',
                    "tags": "(story,comment)",
                    "numericFilters": f"created_at_i>={walk.lower},created_at_i<={walk.upper}",
                    "hitsPerPage": str(HITS),
                }
            )
            gaps = self._step(walk, read)
            yield self._batch(read["hits"], matcher, window, gaps, _state(until, walk))
        span = TimeSpan(start=moment(walk.heard_from), end=moment(walk.target))
        yield Batch(heard=span, checkpoint={"version": _VERSION, "until": walk.target, "pending": None})

    def _step(self, walk: _Walk, read: dict[str, Any]) -> tuple[Gap, ...]:
        """Move the walk on: further back while the answer was full, else to the next term; a gap where the cap wins."""
        times = [hit["created_at_i"] for hit in read["hits"] if isinstance(hit.get("created_at_i"), int)]
        if times and not walk.lower <= min(times) <= max(times) <= walk.upper:
            raise SourceChanged("Hacker News no longer keeps to the time we ask for.")
        more = len(read["hits"]) >= HITS or read.get("nbHits", 0) > len(read["hits"])
        if not more or not times:
            gaps = (self._capped(walk.lower, walk.upper + 1),) if more else ()
            walk.term, walk.upper = walk.term + 1, walk.target
            return gaps
        oldest = min(times)
        if oldest < walk.upper:
            walk.upper = oldest  # the same second again, because some of its hits may have been cut off
            return ()
        walk.upper = oldest - 1
        return (self._capped(oldest, oldest + 1),)

    def _capped(self, start: int, end: int) -> Gap:
        detail = "Hacker News gave fewer hits than it has for this time; some mentions may be missing."
        span = TimeSpan(start=moment(start), end=moment(end))
        return Gap(source=self.name, span=span, reason=GapReason.LIMIT, detail=detail)

    def _ask(self, parameters: dict[str, str]) -> dict[str, Any]:
        read = self.http.get(f"{self.settings['base_url'].rstrip('/')}/api/v1/search_by_date", parameters).json()
        if not isinstance(read, dict) or not isinstance(read.get("hits"), list):
            raise SourceChanged("Hacker News answers in a new shape: there are no `hits`.")
        if type(read.get("nbHits", 0)) is not int:
            raise SourceChanged("Hacker News answers in a new shape: the number of hits is none.")
        read["hits"] = [hit if isinstance(hit, dict) else {} for hit in read["hits"]]
        return read

    def _batch(
        self,
        hits: list[dict[str, Any]],
        matcher: Matcher,
        window: Window,
        gaps: tuple[Gap, ...],
        state: dict[str, Json],
    ) -> Batch:
        mentions, samples, rejects = [], [], []
        for hit in hits:
            try:
                mention = mention_of(hit, self.name)
            except Wrong as fault:
                rejects.append(put_aside(f"hit {str(hit.get('objectID'))[:40]}", hit, fault))
                continue
            # The search also finds what is merely similar.
            ours = matcher.find(mention.text, str(hit.get("url") or ""))
            if ours is None:
                continue
            mentions.append(replace(mention, query=ours.brand, matched=ours.matched))
            sample = sample_of(mention.id, hit.get("points"), hit.get("num_comments"), window.now)
            if sample is not None:
                samples.append(sample)
        self.stop_if_changed(len(hits), rejects)
        return Batch(
            mentions=tuple(mentions), samples=tuple(samples), rejects=tuple(rejects), gaps=gaps, checkpoint=state
        )

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Ask for each mention itself: its points and comments, whether it still stands, and in which words."""
        for mention in mentions:
            if mention.stable_key.isdecimal():
                yield from self._look(mention, now)

    def _look(self, mention: Mention, now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        item = self.http.get(f"{self.settings['items_url'].rstrip('/')}/v0/item/{mention.stable_key}.json").json()
        if item is None:  # what was deleted says so; this says nothing
            return
        if not isinstance(item, dict) or str(item.get("id")) != mention.stable_key:
            raise SourceChanged(f"Hacker News answers in a new shape: there is no item {mention.stable_key}.")
        if item.get("deleted") is True or item.get("dead") is True:
            why = Absence.DELETED if item.get("deleted") is True else Absence.REMOVED
            yield Gone(mention_id=mention.id, why=why)
            return
        words = _words(item)
        if words and words != mention.text:
            yield Edited(mention=replace(mention, text=words))
        sample = sample_of(mention.id, item.get("score"), item.get("descendants"), now)
        if sample is not None:
            yield sample

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the whole conversation, oldest first; what was deleted in it is left out."""
        root = self.http.get(f"{self.settings['base_url'].rstrip('/')}/api/v1/items/{mention.thread}").json()
        found: list[Mention] = []
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if not isinstance(node, dict) or not isinstance(node.get("children") or [], list):
                raise SourceChanged("Hacker News answers in a new shape: a conversation is no tree.")
            waiting += node.get("children") or []
            hit = node | {"objectID": node.get("id"), "story_text": node.get("text"), "story_id": mention.thread}
            with suppress(*Wrong):
                found.append(replace(mention_of(hit, self.name), query=mention.query, matched=mention.matched))
        if not found:
            raise SourceChanged("Hacker News answers in a new shape: there is nothing to read in a conversation.")
        yield from sorted(found, key=lambda said: said.posted_at)[:THREAD_LIMIT]


def _terms(queries: Sequence[Query]) -> list[str]:
    return [term for query in queries for term in query.terms if term.strip()]


def _words(item: dict[str, Any]) -> str:
    try:
        return text_of(item, ("title", "text"))
    except Wrong:
        raise SourceChanged(f"Hacker News answers in a new shape: the words of {item['id']} are no text.") from None


def _taken_up(checkpoint: dict[str, Json] | None) -> tuple[int | None, _Walk | None]:
    """Read up to when all is heard, and the walk that was broken off; nothing of a checkpoint that is not ours."""
    state = taken_up(checkpoint, _VERSION)
    until, pending = state.get("until"), state.get("pending")
    try:
        walk = None if pending is None else _Walk(**pending)
    except TypeError:
        return None, None
    numbers = [] if until is None else [until]
    numbers += [walk.lower, walk.target, walk.heard_from, walk.term, walk.upper] if walk else []
    fine = all(type(number) is int and 0 <= number < _LATEST for number in numbers)
    return (until, walk) if fine else (None, None)


def _state(until: int | None, walk: _Walk) -> dict[str, Json]:
    return {"version": _VERSION, "until": until, "pending": asdict(walk)}


def _together(terms: Sequence[str]) -> str:
    """Give a short mark by which a broken-off walk knows whether it still asks for the same."""
    return hashlib.sha256("\n".join(terms).encode("utf-8", "replace")).hexdigest()[:16]
