"""The walk most platforms ask for: newest first, page by page, back to where the last walk began.

A listing that answers newest first hands out what is oldest last, so a walk that breaks off has heard the new and not
yet the old. Therefore a lane's `until` moves only when its walk has come to its lower end; until then the checkpoint
keeps the token of the next page, and the next run goes on from there before it asks for what is newer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from connectors.base import RAW_LIMIT, Connector, Window
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import Batch, EngagementSample, Gap, GapReason, Json, Mention, Reject, TimeSpan

VERSION = 1
EMPTY_PAGES = 20  # so many pages in a row without a record, each naming a next one, are a loop
PASSES = 3  # the most times a walk over shifting pages is repeated
_KNOWN = 100  # keys remembered of a lane's newest page, fewer where there are many lanes
_KNOWN_IN_ALL = 3_000  # so that a checkpoint stays well within 64 KB

Wrong = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)
"""What reading a record of the wrong shape raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One thing to walk along: a search, a forum, a country. `key` must change when what it finds changes."""

    key: str
    label: str
    asks: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer, newest record first. `following` leads to the next older page, `capped` says the rest is held back."""

    records: Sequence[Any]
    following: str | None = None
    capped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one record holds: when it was posted, under which key, and the mention if it is one of ours."""

    key: str
    at: datetime
    mention: Mention | None = None
    sample: EngagementSample | None = None


Fetch: TypeAlias = Callable[[Lane, str | None, datetime], Page]
"""Asks for the page of a lane that a token leads to (None: the newest); nothing before the given time is needed."""

Reader: TypeAlias = Callable[[Lane, Any], Read]
"""Reads one record; raises one of `Wrong` when what must be there is not."""


@dataclass(slots=True, kw_only=True)
class _Progress:
    """How far one lane has been walked; times in seconds since 1970."""

    until: float | None = None
    known: list[str] = field(default_factory=list)
    pending: dict[str, Any] | None = None


@dataclass(slots=True, kw_only=True)
class _Leg:
    """One walk along one lane from `target` back to `lower`."""

    target: float
    lower: float
    token: str | None = None
    pages: int = 0
    passes: int = 1
    empty: int = 0
    newest: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    fresh: int = 0
    tokens: set[str] = field(default_factory=set)
    oldest: float | None = None


class Walk:
    """Walks along every lane of one source and yields a batch a page.

    `overlap` is read again every time, because some platforms show a post late; `lookback` is how far the first walk
    reaches. With `shifting` pages (numbered ones, which move when a post is deleted) a walk of several pages is repeated
    until it finds nothing unknown. A lane that fails is a gap of its own; when all fail, the first fault is raised.
    """

    def __init__(  # noqa: PLR0913 - the rules of one platform's listing
        self,
        connector: Connector,
        fetch: Fetch,
        read: Reader,
        *,
        lookback: timedelta,
        overlap: timedelta = timedelta(minutes=10),
        shifting: bool = False,
    ) -> None:
        self._connector = connector
        self._fetch = fetch
        self._read = read
        self._lookback = lookback.total_seconds()
        self._overlap = overlap.total_seconds()
        self._shifting = shifting
        self._lanes: dict[str, _Progress] = {}
        self._vouched: float | None = None
        self._most_known = _KNOWN

    def batches(self, lanes: Sequence[Lane], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Finish what was broken off, then walk from now back to the last walk; vouch for the time when all is read."""
        self._load(lanes, checkpoint)
        now = window.now.timestamp()
        begun = {lane.key: self._lanes[_short(lane.key)].until for lane in lanes}
        faults: list[SourceError] = []
        for lane in lanes:
            try:
                yield from self._walk_lane(lane, now)
            except (SourceChanged, SourceRefused) as fault:
                faults.append(fault)
                yield Batch(gaps=(self._standing_gap(lane, fault, now),))
        if faults and len(faults) == len(lanes):
            raise faults[0]
        if not faults:
            yield self._vouch([begun[lane.key] for lane in lanes], now)

    def _walk_lane(self, lane: Lane, now: float) -> Iterator[Batch]:
        progress = self._lanes[_short(lane.key)]
        if progress.pending and progress.pending["target"] <= now:
            yield from self._walk(lane, progress, _Leg(**progress.pending), now)
        start = progress.until
        if start is None or start < now:
            lower = now - self._lookback if start is None else start - self._overlap
            yield from self._walk(lane, progress, _Leg(target=now, lower=lower), now)

    def _walk(self, lane: Lane, progress: _Progress, leg: _Leg, now: float) -> Iterator[Batch]:
        resumed = leg.token is not None
        while True:
            try:
                page = self._fetch(lane, leg.token, _moment(leg.lower))
            except SourceChanged:
                if not resumed:
                    raise
                # The token of the run before has expired: from the newest page down to the same end.
                resumed, leg.token = False, None
                continue
            batch, done = self._take(lane, progress, leg, page, now)
            yield batch
            if done:
                return

    def _take(self, lane: Lane, progress: _Progress, leg: _Leg, page: Page, now: float) -> tuple[Batch, bool]:
        """Read one page, move the lane on, and say whether its walk is over."""
        found, rejects = self._read_all(lane, page)
        self._connector.stop_if_changed(len(page.records), rejects)
        known = set(progress.known)
        leg.pages += 1
        leg.fresh += sum(each.key not in leg.seen for each in found)
        leg.seen |= {each.key for each in found}
        heard = [each for each in found if each.at.timestamp() <= now]
        if leg.token is None and leg.passes == 1:
            leg.newest = [_short(each.key) for each in heard[: self._most_known]]
        if found:
            leg.oldest = found[-1].at.timestamp()
        reached = bool(found) and (
            found[-1].at.timestamp() < leg.lower or all(_short(each.key) in known for each in found)
        )
        leg.empty = 0 if page.records else leg.empty + 1
        over = reached or page.following is None
        if not over:
            self._step(leg, page)
        again = over and self._must_repeat(leg)
        if again:
            leg.token, leg.fresh, leg.passes = None, 0, leg.passes + 1
            leg.tokens.clear()
        done = over and not again
        gaps = (self._capped(lane, leg),) if done and page.capped and not reached else ()
        if done:
            progress.until, progress.pending = leg.target, None
            progress.known = leg.newest or progress.known
        else:
            progress.pending = {"target": leg.target, "lower": leg.lower, "token": leg.token}
        batch = Batch(
            mentions=tuple(each.mention for each in heard if each.mention),
            samples=tuple(each.sample for each in heard if each.mention and each.sample),
            rejects=tuple(rejects),
            gaps=gaps,
            checkpoint=self._state(),
        )
        return batch, done

    def _read_all(self, lane: Lane, page: Page) -> tuple[list[Read], list[Reject]]:
        found, rejects = [], []
        for number, record in enumerate(page.records, start=1):
            try:
                found.append(self._read(lane, record))
            except Wrong as fault:
                reason = f"{type(fault).__name__}: {fault}"[:200]
                name = str(record.get("id"))[:40] if isinstance(record, dict) else f"number {number}"
                place = f"{lane.label[:60]}, record {name}"
                rejects.append(Reject(place=place, reason=reason, raw=str(record)[:RAW_LIMIT]))
        return found, rejects

    def _step(self, leg: _Leg, page: Page) -> None:
        """Go to the next page; raise SourceChanged when the platform leads us in a circle."""
        following = str(page.following)
        if following in leg.tokens or leg.empty >= EMPTY_PAGES:
            raise SourceChanged(f"{self._connector.title} leads us in a circle from page to page: stopped.")
        leg.tokens.add(following)
        leg.token = following

    def _must_repeat(self, leg: _Leg) -> bool:
        several = leg.pages > 1 if leg.passes == 1 else leg.fresh > 0
        return self._shifting and several and leg.passes < PASSES

    def _capped(self, lane: Lane, leg: _Leg) -> Gap:
        end = leg.target if leg.oldest is None else leg.oldest
        detail = f"{self._connector.title} holds back older posts of {lane.label}; some mentions may be missing."
        span = TimeSpan(start=_moment(min(leg.lower, end)), end=_moment(max(leg.lower, end)))
        return Gap(source=self._connector.name, span=span, reason=GapReason.LIMIT, detail=detail)

    def _standing_gap(self, lane: Lane, fault: SourceError, now: float) -> Gap:
        until = self._lanes[_short(lane.key)].until
        span = TimeSpan(start=_moment(now - self._lookback if until is None else min(until, now)), end=_moment(now))
        reason = GapReason.REFUSED if isinstance(fault, SourceRefused) else GapReason.CHANGED
        return Gap(source=self._connector.name, span=span, reason=reason, detail=f"{lane.label}: {fault}")

    def _vouch(self, begun: Sequence[float | None], now: float) -> Batch:
        """Vouch for all time since the last vouching; a lane that is new reaches back as far as it was walked."""
        if not begun:
            return Batch(checkpoint=self._state())
        start = self._vouched
        if start is None:
            start = max(now - self._lookback if each is None else each for each in begun)
        end = min(progress.until or now for progress in self._lanes.values())
        self._vouched = max(end, start)
        heard = TimeSpan(start=_moment(start), end=_moment(end)) if start < end else None
        return Batch(heard=heard, checkpoint=self._state())

    def _load(self, lanes: Sequence[Lane], checkpoint: dict[str, Json] | None) -> None:
        """Take up the checkpoint; lanes that are no longer walked are forgotten, new ones begin with the lookback."""
        state: dict[str, Any] = checkpoint if checkpoint and checkpoint.get("version") == VERSION else {}
        kept = state.get("lanes", {})
        self._vouched = state.get("vouched")
        self._most_known = max(1, min(_KNOWN, _KNOWN_IN_ALL // max(1, len(lanes))))
        self._lanes = {_short(lane.key): _Progress(**kept.get(_short(lane.key), {})) for lane in lanes}

    def _state(self) -> dict[str, Json]:
        lanes: dict[str, Json] = {
            key: {"until": progress.until, "known": list(progress.known), "pending": progress.pending}
            for key, progress in self._lanes.items()
        }
        return {"version": VERSION, "vouched": self._vouched, "lanes": lanes}


def _short(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:12]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
