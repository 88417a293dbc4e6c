"""The walk most platforms ask for: newest first, page by page, back to where the last walk began.

A listing that answers newest first hands out what is oldest last, so a walk that breaks off has heard the new and not
yet the old. Therefore a lane's `until` moves only when its walk has come to its lower end; until then the checkpoint
keeps the token of the next page, and the next run goes on from there before it asks for what is newer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from connectors.base import Connector, Window
from connectors.checkpoint import part, taken_up
from connectors.rejects import put_aside
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import Batch, EngagementSample, Gap, GapReason, Json, Mention, Reject, TimeSpan

VERSION = 1
_LONGEST_TOKEN = 2_000  # characters; it is kept in the checkpoint
EMPTY_PAGES = 20  # so many pages in a row without a record, each naming a next one, are a loop
PASSES = 3  # the most times a walk over shifting pages is repeated
_LATEST = 4_102_444_800  # seconds since 1970 until the year 2100
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
    """One answer, newest record first. `following` leads to the next older page, `capped` says the rest is held back.

    `within` leads to answers that belong into this one, as the rest of a post's comments: they are read before the walk
    goes on, and their times say nothing about how far it has come.
    """

    records: Sequence[Any]
    following: str | None = None
    capped: bool = False
    within: Sequence[str] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Where a search goes on that takes an upper bound in time: at the second `upper`, on its `page`.

    A bound in time neither shifts when a post is deleted nor is capped, as the numbers of pages are.
    """

    upper: int
    page: int = 1

    @classmethod
    def at(cls, token: str | None, now: datetime) -> Stretch:
        """Read the token of a page; None is the newest page as of `now`."""
        upper, _, page = (token or str(int(now.timestamp()))).partition("/")
        return cls(upper=int(upper), page=int(page or 1))

    def below(self, times: Iterable[int], lower: datetime) -> str:
        """Name what follows a full page that holds these times: the oldest second again, as some of it may be cut off.

        Where the whole page lies in one second, its next page follows. SourceChanged when no time is within the bounds.
        """
        oldest = min((each for each in times if lower.timestamp() - 1 <= each <= self.upper), default=None)
        if oldest is None:
            raise SourceChanged("The search no longer keeps to the time we ask for. Look for a newer release.")
        return str(oldest) if oldest < self.upper else f"{self.upper}/{self.page + 1}"


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
    within: list[str] = field(default_factory=list)
    over: bool = False
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
        resumed = leg.token is not None or bool(leg.within)
        while True:
            try:
                page = self._fetch(lane, leg.within[0] if leg.within else leg.token, _moment(leg.lower))
            except (SourceChanged, *Wrong) as fault:
                if not resumed and isinstance(fault, SourceChanged):
                    raise
                if not resumed:
                    shape = (
                        f"{self._connector.title} answers in a new shape ({type(fault).__name__}: {str(fault)[:100]})."
                    )
                    raise SourceChanged(f"{shape} Look for a newer release.") from None
                # The token of the run before has expired, or is none: from the newest page down to the same end.
                resumed, leg.token, leg.within, leg.over = False, None, [], False
                continue
            batch, done = self._take(lane, progress, leg, page, now)
            yield batch
            if done:
                return

    def _take(self, lane: Lane, progress: _Progress, leg: _Leg, page: Page, now: float) -> tuple[Batch, bool]:
        """Read one page, move the lane on, and say whether its walk is over."""
        inside = bool(leg.within)
        found, rejects = self._read_all(lane, page)
        self._connector.stop_if_changed(len(page.records), rejects)
        known = set(progress.known)
        leg.pages += 1
        leg.fresh += sum(each.key not in leg.seen for each in found)
        leg.seen |= {each.key for each in found}
        heard = [each for each in found if each.at.timestamp() <= now]
        if leg.token is None and leg.passes == 1 and not inside:
            leg.newest = [_short(each.key) for each in heard[: self._most_known]]
        if found and not inside:
            leg.oldest = found[-1].at.timestamp()
        reached = bool(found) and (
            found[-1].at.timestamp() < leg.lower or all(_short(each.key) in known for each in found)
        )
        leg.empty = 0 if page.records or (inside and not page.within) else leg.empty + 1
        if not inside:
            leg.over = reached or page.following is None
            if not leg.over:
                self._step(leg, page)
        self._go_inside(leg, page)
        again = leg.over and not leg.within and self._must_repeat(leg)
        if again:
            leg.token, leg.fresh, leg.passes, leg.over = None, 0, leg.passes + 1, False
            leg.tokens.clear()
        done = leg.over and not leg.within
        capped = page.capped and leg.over and not (inside or reached)
        gaps = (self._capped(lane, leg),) if capped else ()
        if done:
            progress.until, progress.pending = leg.target, None
            progress.known = leg.newest or progress.known
        else:
            inner = {"within": list(leg.within), "over": leg.over} if leg.within else {}
            progress.pending = {"target": leg.target, "lower": leg.lower, "token": leg.token, **inner}
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
                name = str(record.get("id"))[:40] if isinstance(record, dict) else f"number {number}"
                rejects.append(put_aside(f"{lane.label[:60]}, record {name}", record, fault))
        return found, rejects

    def _step(self, leg: _Leg, page: Page) -> None:
        """Go to the next page; raise SourceChanged when the platform leads us in a circle or nowhere."""
        following: object = page.following  # often as the platform wrote it
        if not isinstance(following, str) or len(following) > _LONGEST_TOKEN:
            raise SourceChanged(f"{self._connector.title} names a next page in a way that is none: stopped.")
        if following in leg.tokens or leg.empty >= EMPTY_PAGES:
            raise SourceChanged(f"{self._connector.title} leads us in a circle from page to page: stopped.")
        leg.tokens.add(following)
        leg.token = following

    def _go_inside(self, leg: _Leg, page: Page) -> None:
        """Note what is to be read inside this page, each place once; raise SourceChanged when that never ends."""
        if leg.empty >= EMPTY_PAGES:
            raise SourceChanged(f"{self._connector.title} leads us in a circle from page to page: stopped.")
        inner = [token for token in page.within if token not in leg.tokens]
        leg.tokens.update(inner)
        leg.within = [*inner, *leg.within[1:]]

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
        state = taken_up(checkpoint, VERSION)
        kept = part(state, "lanes")
        self._vouched = _seconds(state.get("vouched"))
        self._most_known = max(1, min(_KNOWN, _KNOWN_IN_ALL // max(1, len(lanes))))
        self._lanes = {_short(lane.key): _progress(kept.get(_short(lane.key))) for lane in lanes}

    def _state(self) -> dict[str, Json]:
        lanes: dict[str, Json] = {
            key: {"until": progress.until, "known": list(progress.known), "pending": progress.pending}
            for key, progress in self._lanes.items()
        }
        return {"version": VERSION, "vouched": self._vouched, "lanes": lanes}


def _progress(kept: object) -> _Progress:
    """Take up what a checkpoint says of one lane; what is not as we wrote it is forgotten, and that part begins anew."""
    if not isinstance(kept, dict):
        return _Progress()
    known, pending = kept.get("known"), kept.get("pending")
    return _Progress(
        until=_seconds(kept.get("until")),
        known=[key for key in known if isinstance(key, str)] if isinstance(known, list) else [],
        pending=pending if _is_leg(pending) else None,
    )


def _is_leg(pending: object) -> bool:
    """Tell whether a checkpoint holds a walk that can be gone on with."""
    if not isinstance(pending, dict) or not pending.keys() <= {"target", "lower", "token", "within", "over"}:
        return False
    within, token = pending.get("within", []), pending.get("token")
    return (
        _seconds(pending.get("target")) is not None
        and _seconds(pending.get("lower")) is not None
        and (token is None or isinstance(token, str))
        and isinstance(pending.get("over", False), bool)
        and isinstance(within, list)
        and all(isinstance(each, str) for each in within)
    )


def _seconds(value: object) -> float | None:
    """Read a time of a checkpoint; None for what is none."""
    is_time = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < _LATEST
    return float(value) if is_time else None  # type: ignore[arg-type]


def _short(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:12]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
