"""One pull from X: every search and the mentions of our account, each walked from its newest post back to the last walk.

X is told where to end: `since_id` is the newest id of the last walk's *first* page, taken over once its *last* page was
read. That holds whatever our clock says. It is combined with ids only: X refuses `since_id` beside `start_time`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.base import Connector, Window
from connectors.checkpoint import part, taken_up
from connectors.text import Matcher, attributed
from connectors.walk import Lane, Page, Read, Walk, Wrong
from connectors.x_errors import Refused
from connectors.x_posts import first_ids, id_at, moment, post_id, read_post, sample_of
from connectors.x_query import Search
from connectors.x_till import Answered
from monitor.errors import SourceChanged
from monitor.model import Batch, Gap, GapReason, Json, Mention, MentionKind, Query, TimeSpan

VERSION = 1
REACH = timedelta(days=7)  # how far the search goes back (docs.x.com/x-api/posts/search/introduction)
OLDEST = REACH - timedelta(minutes=10)  # what we ask for at most, because X refuses an id that is older by a second
TIMELINE = 800  # posts the mentions of an account go back (docs.x.com/x-api/posts/timelines/introduction)
_NEARLY_ALL = 0.95  # of TIMELINE; X counts posts that were deleted meanwhile
_OVERLAP = timedelta(minutes=2)  # read again, because ids ascend only roughly in time and posts enter the index late
_JUST_NOW = timedelta(minutes=1)  # a `now` older than this is asked for by its id

Ask = Callable[[Lane, dict[str, str], str | None], Answered]
"""Asks for the page of a lane within some ids that a token leads to (None: the newest)."""


@dataclass(slots=True, kw_only=True)
class _Reach:
    """How far a lane was read: `newest` by walks that ended, the rest by the walk under way.

    Ids are texts, as X writes them. `read` counts posts; `turn` is when it was asked last, in seconds since 1970.
    """

    newest: str | None = None
    under_way: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    first: str | None = None
    read: int = 0
    turn: float = 0.0


class Pull:
    """Walks the lanes. A lane's `asks` is a Search, or the tuple of queries for the mentions of our own account."""

    def __init__(
        self, connector: Connector, lanes: Sequence[Lane], ask: Ask, window: Window, lookback: timedelta
    ) -> None:
        self._connector = connector
        self._lanes = list({lane.key: lane for lane in lanes}.values())
        self._ask = ask
        self._now = window.now
        self._window = window
        self._lookback = min(lookback, OLDEST)
        self._reaches: dict[str, _Reach] = {}
        self._people: Mapping[str, Mapping[str, Any]] = {}
        self._firsts: dict[str, str] = {}
        self._gaps: dict[str, Gap] = {}

    def batches(self, checkpoint: dict[str, Json] | None) -> Iterator[Batch]:
        """Yield a batch a page; finish what was broken off first."""
        state = taken_up(checkpoint, VERSION)
        kept = part(state, "reaches")
        self._reaches = {lane.key: _reach(kept.get(_mark(lane))) for lane in self._lanes}
        self._lanes = sorted(self._lanes, key=self._place)
        # Walk's own lower end lies further back than X's, so that X alone ends a walk: our clock may be ahead of its.
        walk = Walk(self._connector, self._fetch, self._read, lookback=self._lookback, overlap=REACH)
        for batch in walk.batches(self._lanes, part(state, "walk"), self._window):
            after = batch.checkpoint and self._state(batch.checkpoint)
            gaps, self._gaps = (*batch.gaps, *self._gaps.values()), {}
            yield replace(batch, gaps=gaps, checkpoint=after)

    def _place(self, lane: Lane) -> tuple[bool, bool, float]:
        """Put what is cheap first and what was broken off last: no brand that eats the budget shall silence the others."""
        reach = self._reaches[lane.key]
        return isinstance(lane.asks, Search), reach.under_way, reach.turn if reach.under_way else reach.read

    def _state(self, walked: dict[str, Json]) -> dict[str, Json]:
        """Take over the newest id of every lane whose walk has ended, and write down how far all are."""
        ends: Any = walked["lanes"]
        for lane, end in zip(self._lanes, ends.values(), strict=True):
            reach = self._reaches[lane.key]
            if reach.under_way and end["pending"] is None:
                told = [reach.newest, reach.first, reach.asked.get("since_id")]
                newest = max(filter(None, told), key=int, default=None)
                self._reaches[lane.key] = _Reach(newest=newest, read=reach.read)
        reaches: dict[str, Json] = {_mark(lane): asdict(self._reaches[lane.key]) for lane in self._lanes}
        return {"version": VERSION, "walk": walked, "reaches": reaches}

    def _fetch(self, lane: Lane, token: str | None, lower: datetime) -> Page:
        reach = self._reaches[lane.key]
        # When the walk before this one began; at first, as far back as we go.
        began = lower if reach.newest is None else min(lower + REACH, self._now)
        if token is None or not reach.under_way:
            reach = self._reaches[lane.key] = self._begin(lane, reach, began)
        reach.turn = self._now.timestamp()
        answered = self._within(lane, reach, token, began)
        self._people, self._firsts = answered.people, first_ids(answered.posts)
        newest = max((_id_of(record) for record in answered.posts), default=0)
        if token is None and newest:
            reach.first = str(newest)
        reach.read += len(answered.posts)
        if answered.following is None and reach.read >= _NEARLY_ALL * TIMELINE and not isinstance(lane.asks, Search):
            oldest = min(filter(None, map(_id_of, answered.posts)), default=None)
            end = moment(str(oldest)) if oldest else self._now
            self._gap(lane, began, end, f"X goes back {TIMELINE} posts; some older {lane.label} may be missing.")
        return Page(records=answered.posts, following=answered.following)

    def _begin(self, lane: Lane, reach: _Reach, began: datetime) -> _Reach:
        """Say within which ids a walk that begins now asks. `began` is when the walk before it began."""
        since = id_at(began) - 1
        if reach.newest is not None:
            since = min(int(reach.newest), id_at(began - _OVERLAP))
        reachable = self._now - OLDEST
        if isinstance(lane.asks, Search) and since < id_at(reachable):
            since = id_at(reachable)
            self._unreachable(lane, began, reachable)
        asked = {"since_id": str(max(since, 1))}
        if self._now < datetime.now(UTC) - _JUST_NOW:
            asked["until_id"] = str(id_at(self._now + timedelta(milliseconds=1)))
        return _Reach(newest=reach.newest, under_way=True, asked=asked)

    def _within(self, lane: Lane, reach: _Reach, token: str | None, began: datetime) -> Answered:
        """Ask, and ask again from where X begins if we asked for older posts; what lies before that is a gap."""
        try:
            return self._ask(lane, reach.asked, token)
        except Refused as fault:
            if token and fault.parameters & {"next_token", "pagination_token"}:
                raise SourceChanged(f"X no longer knows the page where {lane.label} were left off.") from None
            if not fault.parameters & reach.asked.keys():
                raise
            oldest = _oldest_in(fault) or id_at(self._now - OLDEST)
            self._unreachable(lane, began, moment(str(oldest)))
            if oldest >= int(reach.asked.get("until_id", oldest + 1)):  # all that was asked for lies before X's reach
                return Answered()
            suggested = str(oldest + 1)
            if reach.asked.get("since_id") == suggested:  # not even that is taken
                raise
            reach.asked["since_id"] = suggested
        return self._within(lane, reach, token, began)

    def _unreachable(self, lane: Lane, began: datetime, reachable: datetime) -> None:
        if began < reachable:
            detail = f"X finds only what was posted in the last seven days: older {lane.label} are missing."
            self._gap(lane, began, reachable, detail)

    def _gap(self, lane: Lane, start: datetime, end: datetime, detail: str) -> None:
        """Note what X keeps from us; what we learn later of the same walk takes its place."""
        end = min(end, self._now)
        span = TimeSpan(start=min(start, end), end=end)
        self._gaps[lane.key] = Gap(source=self._connector.name, span=span, reason=GapReason.LIMIT, detail=detail)

    def _read(self, lane: Lane, record: Any) -> Read:  # noqa: ANN401 - JSON is whatever X says
        post = read_post(record, self._connector.name, self._people, self._firsts)
        mention = None if post.mention.kind is MentionKind.REPOST else _attributed(lane, post.mention)
        sample = sample_of(record, mention.id, self._now) if mention else None
        # A version of its own key: an edit of a known post is something new.
        return Read(key=str(post.mention.external_id), at=post.written_at, mention=mention, sample=sample)


def _attributed(lane: Lane, mention: Mention) -> Mention | None:
    """Say which brand a mention is about and by which name; None where it holds a word that makes it not ours."""
    if isinstance(lane.asks, Search):
        search = lane.asks
        if search.unwanted and Matcher([Query(brand="", terms=search.unwanted)]).find(mention.text):
            return None
        return attributed(mention, Matcher([search.query]).find(mention.text), search.query.brand)
    ours = next((query.brand for query in lane.asks if query.handles), lane.asks[0].brand if lane.asks else None)
    return attributed(mention, Matcher(lane.asks).find(mention.text), ours)


def _reach(kept: object) -> _Reach:
    """Read how far a lane was read from a checkpoint; from the beginning where that makes no sense."""
    try:
        reach = _Reach(**kept) if isinstance(kept, dict) else _Reach()
        for each in (reach.newest, reach.first, *reach.asked.values()):
            if each is not None:
                post_id(each)
        reach.read, reach.turn = int(reach.read), float(reach.turn)
    except (TypeError, ValueError, AttributeError, OverflowError):
        return _Reach()
    return reach


def _oldest_in(fault: Refused) -> int:
    """Find in X's own words the oldest id it takes; 0 where they name none."""
    found = re.search(r"larger than '?(\d{15,19})", fault.what)
    return int(found[1]) if found else 0


def _mark(lane: Lane) -> str:
    return hashlib.sha256(lane.key.encode("utf-8", "replace")).hexdigest()[:12]


def _id_of(record: object) -> int:
    """Give the number of a post's id; 0 for a record that has none."""
    try:
        return int(post_id(record["id"]))  # type: ignore[index]  # what cannot be indexed raises
    except Wrong:
        return 0
