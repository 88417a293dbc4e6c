"""News sites, blogs and forums through their RSS and Atom feeds.

A feed that cannot be read becomes a gap of its own and never stops the others. Entries without a date count from the
moment we first saw them, because nothing better is known. Only the text is kept: no markup, no images.
"""

from __future__ import annotations

import hashlib
from calendar import timegm
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import quote_plus, urljoin, urlsplit

from connectors.base import Answer, Capability, Connector, Option, OptionType, SourceSlowed, Window
from connectors.checkpoint import part, taken_up
from connectors.feeds_parsing import LONGEST_AUTHOR, MOST_ENTRIES, parsed
from connectors.text import Matcher, plain, storable
from monitor.errors import SourceBudgetSpent, SourceChanged, SourceError, SourceRefused
from monitor.model import Batch, Finding, FindingKind, Gap, GapReason, Json, Mention, MentionKind, Query, TimeSpan

MOST_FEEDS = 100
_ROLLED_OVER = 10  # entries; a shorter feed that holds only news of its own may simply be young
_SEEN = 2_000  # undated entries remembered over all feeds, so that the checkpoint stays within 64 KB
_VERSION = 1


class Feeds(Connector):
    """Entries of RSS and Atom feeds."""

    title = "News and blogs (RSS, Atom)"
    platform = "news"
    capabilities = frozenset({Capability.KEYLESS})
    interval = timedelta(minutes=15)
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="feeds",
            type=OptionType.TEXTS,
            required=True,
            help="the addresses of the feeds; {term} stands for each of the brand's names, one after the other",
            example='["https://news.example/rss", "https://search.example/rss?q={term}"]',
        ),
        Option(
            name="only_matching",
            type=OptionType.FLAG,
            default=True,
            help="keep only entries that name a brand; false keeps all",
            example="true",
        ),
        Option(
            name="base_url",
            type=OptionType.ADDRESS,
            default="",
            help="the server that addresses without one belong to",
            example='"https://news.example"',
        ),
    )

    @classmethod
    def own_addresses(cls, options: Any) -> list[str]:  # noqa: ANN401 - as in the contract
        """List the feeds themselves: the operator wrote them down."""
        return [urljoin(options["base_url"], feed) for feed in options["feeds"]]

    def check(self) -> list[Finding]:
        """Fetch every feed once."""
        return [self._checked(address) for address in self._addresses([])] or [
            Finding(kind=FindingKind.FINE, what="Every feed is a search: they are asked when there is a brand.")
        ]

    def _checked(self, address: str) -> Finding:
        try:
            entries = len(parsed(self.http.get(address), address)["entries"])
        except SourceError as fault:
            return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix=f"Correct or remove the feed {address}.")
        return Finding(kind=FindingKind.FINE, what=f"{address}: {entries} entries.")

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Yield one batch a feed; the last one says what was heard. All feeds failing is a failure of the source."""
        addresses = self._addresses(queries)
        states = _states(checkpoint, [_mark(address) for address in addresses])
        matcher = Matcher(queries) if self.settings["only_matching"] else None
        reaches: list[datetime] = []
        faults: dict[str, SourceError] = {}
        for address in addresses:
            state = states.get(_mark(address)) or {}
            try:
                answer = self.http.get(address, headers=_conditions(state), accept=(304,))
                reading = _Reading(self.name, address, state, window, _SEEN // len(addresses))
                batch = reading.batch(answer, matcher)
            except SourceError as fault:
                faults[address] = fault
                continue
            reaches.append(reading.oldest)
            states[_mark(address)] = reading.state
            yield replace(batch, checkpoint={"version": _VERSION, "feeds": dict(states)})
        if faults and not reaches:
            raise next(iter(faults.values()))
        gaps = tuple(self._gap(address, fault, window) for address, fault in faults.items())
        start = window.start or max(reaches, default=window.now)
        yield Batch(gaps=gaps, heard=TimeSpan(start=start, end=window.now) if start < window.now else None)

    def _addresses(self, queries: Sequence[Query]) -> list[str]:
        """List every address to ask, each once, with the brands' names filled in."""
        terms = [term for query in queries for term in query.terms]
        found: dict[str, None] = {}
        for feed in self.settings["feeds"]:
            for term in terms if "{term}" in feed else [""]:
                found[urljoin(self.settings["base_url"], feed.replace("{term}", quote_plus(term)))] = None
        if len(found) > MOST_FEEDS:
            raise SourceChanged(f"These are {len(found)} feeds; at most {MOST_FEEDS} fit one source. Make two of it.")
        return list(found)

    def _gap(self, address: str, fault: SourceError, window: Window) -> Gap:
        start = min(window.start or window.now, window.now - timedelta(seconds=1))
        kinds = {SourceRefused: GapReason.REFUSED, SourceSlowed: GapReason.SLOWED, SourceBudgetSpent: GapReason.BUDGET}
        reason = next((each for kind, each in kinds.items() if isinstance(fault, kind)), GapReason.FAILED)
        detail = self.redact(f"The feed {address} could not be read: {fault}")
        return Gap(source=self.name, span=TimeSpan(start=start, end=window.now), reason=reason, detail=detail)


class _Reading:
    """One feed, read once: its new state and how far back it reaches."""

    def __init__(self, source: str, address: str, state: dict[str, Any], window: Window, most_seen: int) -> None:
        self.state = state
        self.oldest = window.start or window.now
        self._source = source
        self._address = address
        self._window = window
        self._seen = list(state.get("seen", ()))
        self._most_seen = most_seen

    def batch(self, answer: Answer, matcher: Matcher | None) -> Batch:
        """Turn the answer into mentions; an unchanged feed (304) gives none."""
        if answer.status == 304:
            return Batch()
        feed = parsed(answer, self._address)
        entries = feed["entries"][:MOST_ENTRIES]
        dates = [_date(entry) for entry in entries]
        place = plain(feed["feed"].get("title") or "")[:200] or None
        mentions, held_back = [], False
        for entry, date in zip(entries, dates, strict=True):
            mention = self._mention(entry, date, place)
            if mention is None:
                continue
            held_back = held_back or mention.posted_at > self._window.now
            if mention.posted_at <= self._window.now and (date or self._is_new(mention)):
                ours = matcher.find(mention.text, mention.url or "") if matcher else None
                if ours:
                    mentions.append(replace(mention, query=ours.brand, matched=ours.matched))
                elif matcher is None:
                    mentions.append(mention)
        # A feed with entries of the future must be read again even if it does not change.
        self.state = {"seen": self._seen[-self._most_seen :]} | ({} if held_back else _validators(answer))
        return Batch(mentions=tuple(mentions), gaps=self._rolled_over([date for date in dates if date]))

    def _is_new(self, mention: Mention) -> bool:
        """Tell whether an entry without a date is seen for the first time, and remember it."""
        mark = _mark(mention.stable_key)
        if mark in self._seen:
            return False
        self._seen.append(mark)
        return True

    def _rolled_over(self, dates: list[datetime]) -> tuple[Gap, ...]:
        """Own up to a gap when all entries are new: a feed lists only its latest, so earlier ones may have dropped out."""
        if not dates:
            return ()
        self.oldest, start = min(dates), self._window.start
        if start is None or len(dates) < _ROLLED_OVER or self.oldest <= start or self.oldest >= self._window.now:
            return ()
        detail = f"The feed {self._address} only lists its latest {len(dates)} entries; earlier ones may be missing."
        span = TimeSpan(start=start, end=self.oldest)
        return (Gap(source=self._source, span=span, reason=GapReason.LIMIT, detail=detail),)

    def _mention(self, entry: Any, date: datetime | None, place: str | None) -> Mention | None:  # noqa: ANN401 - feedparser has no types
        title = plain(_string(entry, "title"))
        contents = [_string(part, "value") for part in entry.get("content") or () if isinstance(part, dict)]
        body = plain(max([_string(entry, "summary"), *contents], key=len))
        text = "\n\n".join(part for part in (title, body) if part)
        if not text:
            return None
        host = urlsplit(self._address).hostname or ""
        author = plain(_string(entry, "author"))[:LONGEST_AUTHOR]
        link = _string(entry, "link")
        url = urljoin(self._address, link) if link else ""
        return Mention(
            platform=Feeds.platform,
            stable_key=_key(entry, url, title, host),
            source=self._source,
            text=text,
            posted_at=date or self._window.now,
            external_id=storable(_string(entry, "id"))[:500],
            kind=MentionKind.ARTICLE,
            author_key=f"{author.lower()}@{host}" if author else None,
            author=author or None,
            author_name=author or None,
            url=url if url.lower().startswith(("https://", "http://")) and url.isprintable() else None,
            place=place,
        )


def _key(entry: Any, url: str, title: str, host: str) -> str:  # noqa: ANN401 - feedparser has no types
    """Find what identifies an entry for ever: its id, else its link, else title and date."""
    own = storable(_string(entry, "id"))
    if own and ":" not in own:
        own = f"{host}#{own}"  # a bare number is only unique within its own site
    key = own or storable(url) or f"{host}#{_mark(title + _string(entry, 'published'), 32)}"
    return key if len(key) <= 500 else f"{host}#{_mark(key, 32)}"


def _string(entry: Any, name: str) -> str:  # noqa: ANN401 - feedparser has no types
    value = dict.get(entry, name)
    return value.strip() if isinstance(value, str) else ""


def _date(entry: Any) -> datetime | None:  # noqa: ANN401 - feedparser has no types
    """Read when an entry was published, else updated; None when it does not say or says nonsense."""
    # Not entry.get(): feedparser answers one for the other and warns about it.
    parsed = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    try:
        found = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return found if found and 1990 <= found.year < 2100 else None


def _mark(text: str, length: int = 8) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:length]


def _states(checkpoint: dict[str, Json] | None, marks: Sequence[str]) -> dict[str, Any]:
    """Take up what is known of each feed; one whose state is none of ours is read as if for the first time."""
    known = part(taken_up(checkpoint, _VERSION), "feeds")
    return {mark: known[mark] for mark in marks if _is_state(known.get(mark))}


def _is_state(state: object) -> bool:
    if not isinstance(state, dict):
        return False
    seen, validators = state.get("seen"), (state.get("etag", ""), state.get("modified", ""))
    right = isinstance(seen, list) and all(isinstance(mark, str) for mark in seen)
    return right and all(isinstance(each, str) and each.isprintable() for each in validators)


def _conditions(state: dict[str, Any]) -> dict[str, str]:
    """Ask only for what has changed (RFC 9110, 13.1)."""
    asked = {"If-None-Match": state.get("etag"), "If-Modified-Since": state.get("modified")}
    return {name: value for name, value in asked.items() if value}


def _validators(answer: Answer) -> dict[str, str]:
    found = {"etag": answer.headers.get("etag", ""), "modified": answer.headers.get("last-modified", "")}
    return {name: value for name, value in found.items() if value and len(value) <= 200 and value.isprintable()}
