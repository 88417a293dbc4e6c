"""Hacker News through its public search (hn.algolia.com/api), which needs no key.

The search answers newest first and never more than 1,000 hits to one question. So we walk back in time by moving the
upper bound of `created_at_i`, instead of paging: a page cannot shift under us, and the cap is never in the way. The
checkpoint moves only when a walk has reached its lower end; until then it holds the place to go on from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from connectors.base import RAW_LIMIT, Capability, Connector, Option, OptionType, Window
from connectors.text import Matcher, plain
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
    MentionKind,
    Query,
    Reject,
    TimeSpan,
)

HITS = 1_000  # the most one answer holds (github.com/algolia/hn-search/issues/230)
OVERLAP = 3_600  # seconds read again every time, because a new comment enters the search index late
_TOGETHER = 50  # stories refreshed by one question
_VERSION = 1
_PAGE = "https://news.ycombinator.com/item?id="


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
    platform = "hackernews"
    capabilities = frozenset({Capability.SEARCH, Capability.ENGAGEMENT, Capability.THREADS, Capability.KEYLESS})
    interval = timedelta(minutes=10)
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="lookback_days",
            type=OptionType.INTEGER,
            default=7,
            help="how many days the first run reaches back",
            example="7",
        ),
        Option(
            name="base_url",
            type=OptionType.ADDRESS,
            default="https://hn.algolia.com",
            help="the server of the search",
            example='"https://hn.algolia.com"',
        ),
    )

    def check(self) -> list[Finding]:
        """Ask for one hit."""
        try:
            self._ask({"tags": "story", "hitsPerPage": "1"})
        except SourceError as fault:
            return [Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")]
        return [Finding(kind=FindingKind.FINE, what="Hacker News answers.")]

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Finish the walk that was broken off, if there is one, then walk from now back to the last one's target."""
        terms = [term for query in queries for term in query.terms if term.strip()]
        state: dict[str, Any] = checkpoint if checkpoint and checkpoint.get("version") == _VERSION else {}
        until = state.get("until")
        pending = state.get("pending")
        now = int(window.now.timestamp())
        matcher = Matcher(queries)
        if pending and pending["target"] < now:
            walk = _Walk(**pending)
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
        span = TimeSpan(start=_moment(walk.heard_from), end=_moment(walk.target))
        yield Batch(heard=span, checkpoint={"version": _VERSION, "until": walk.target, "pending": None})

    def _step(self, walk: _Walk, read: dict[str, Any]) -> tuple[Gap, ...]:
        """Move the walk on: further back while the answer was full, else to the next term; a gap where the cap wins."""
        times = [hit["created_at_i"] for hit in read["hits"] if isinstance(hit.get("created_at_i"), int)]
        if times and not walk.lower <= min(times) <= max(times) <= walk.upper:
            raise SourceChanged("Hacker News no longer keeps to the time we ask for.")
        total = read.get("nbHits")
        more = len(read["hits"]) >= HITS or (isinstance(total, int) and total > len(read["hits"]))
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
        span = TimeSpan(start=_moment(start), end=_moment(end))
        return Gap(source=self.name, span=span, reason=GapReason.LIMIT, detail=detail)

    def _ask(self, parameters: dict[str, str]) -> dict[str, Any]:
        read = self.http.get(f"{self.settings['base_url'].rstrip('/')}/api/v1/search_by_date", parameters).json()
        if not isinstance(read, dict) or not isinstance(read.get("hits"), list):
            raise SourceChanged("Hacker News answers in a new shape: there are no `hits`.")
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
                mention = self._mention(hit)
            except (KeyError, TypeError, ValueError, OverflowError) as fault:
                reason = f"{type(fault).__name__}: {fault}"[:200]
                rejects.append(
                    Reject(place=f"hit {str(hit.get('objectID'))[:40]}", reason=reason, raw=str(hit)[:RAW_LIMIT])
                )
                continue
            # The search also finds what is merely similar.
            ours = matcher.find(mention.text, str(hit.get("url") or ""))
            if ours is None:
                continue
            mentions.append(replace(mention, query=ours.brand, matched=ours.matched))
            sample = _sample(mention.id, hit, window.now)
            if sample is not None:
                samples.append(sample)
        self.stop_if_changed(len(hits), rejects)
        return Batch(
            mentions=tuple(mentions), samples=tuple(samples), rejects=tuple(rejects), gaps=gaps, checkpoint=state
        )

    def _mention(self, hit: dict[str, Any]) -> Mention:
        """Read a hit of the search; KeyError, TypeError or ValueError when what must be there is not."""
        key, author, parent = str(hit["objectID"]), hit.get("author"), hit.get("parent_id")
        parts = [plain(hit.get(name) or "") for name in ("title", "story_text", "comment_text")]
        text = "\n\n".join(part for part in parts if part)
        if not key.isdecimal() or not text:
            raise ValueError("no text" if key.isdecimal() else "objectID is no number")
        return Mention(
            platform=self.platform,
            stable_key=key,
            external_id=key,
            source=self.name,
            text=text,
            posted_at=_moment(hit["created_at_i"]),
            kind=MentionKind.POST if parent is None else MentionKind.REPLY,
            author_key=author.lower() if author else None,
            author=author or None,
            url=f"{_PAGE}{key}",
            in_reply_to=None if parent is None else str(parent),
            thread=str(hit.get("story_id") or key),
        )

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample]:
        """Read points and number of comments of stories again, 50 to a question; comments have no public counts."""
        keys = [mention.stable_key for mention in mentions if mention.stable_key.isdecimal()]
        for start in range(0, len(keys), _TOGETHER):
            tags = ",".join(f"story_{key}" for key in keys[start : start + _TOGETHER])
            for hit in self._ask({"tags": f"story,({tags})", "hitsPerPage": str(_TOGETHER)})["hits"]:
                sample = _sample(f"{self.platform}:{hit.get('objectID')}", hit, now)
                if sample is not None:
                    yield sample

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the whole conversation, oldest first; what was deleted in it is left out."""
        root = self.http.get(f"{self.settings['base_url'].rstrip('/')}/api/v1/items/{mention.thread}").json()
        found: list[Mention] = []
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if not isinstance(node, dict):
                raise SourceChanged("Hacker News answers in a new shape: a conversation is no tree.")
            waiting += node.get("children") or []
            hit = node | {"objectID": node.get("id"), "story_text": node.get("text"), "story_id": mention.thread}
            with suppress(KeyError, TypeError, ValueError):
                found.append(replace(self._mention(hit), query=mention.query))
        yield from sorted(found, key=lambda said: said.posted_at)


def _state(until: int | None, walk: _Walk) -> dict[str, Json]:
    return {"version": _VERSION, "until": until, "pending": asdict(walk)}


def _together(terms: Sequence[str]) -> str:
    """Give a short mark by which a broken-off walk knows whether it still asks for the same."""
    return hashlib.sha256("\n".join(terms).encode("utf-8", "replace")).hexdigest()[:16]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _sample(mention_id: str, hit: dict[str, Any], now: datetime) -> EngagementSample | None:
    points, comments = (
        count if isinstance(count, int) and count >= 0 else None
        for count in (hit.get("points"), hit.get("num_comments"))
    )
    if points is None and comments is None:
        return None
    return EngagementSample(mention_id=mention_id, at=now, likes=points, replies=comments)
