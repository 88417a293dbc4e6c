"""Comments on YouTube, through the Data API v3: under the brand's own channels, under given videos, and videos about it.

The API counts units, 10,000 a day for a project: a page of 100 comment threads costs 1, a search 100, which is why
searching is off unless asked for. Threads come newest first and each carries some of its replies; how many it has in
all is remembered of the threads on the newest page, so that a new reply is noticed without asking for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
from connectors.options import base_url, lookback_days
from connectors.search import any_of
from connectors.text import Matcher, attributed, sole_brand
from connectors.walk import Lane, Page, Read, Walk, Wrong
from connectors.youtube_answers import (
    VIDEO,
    Thread,
    comment_of,
    comments_in,
    sample_of,
    threads_in,
    video_of,
    video_sample_of,
)
from connectors.youtube_api import PAGE, SEARCH_UNITS, YouTubeApi, from_here, next_place
from connectors.youtube_state import YouTubeState
from monitor.errors import SourceError, SourceRefused
from monitor.model import Batch, EngagementSample, Finding, FindingKind, Json, Mention, Query

MOST_LANES = 30  # channels and videos of one source, so that the checkpoint stays within 64 KB
_FOUND = 50  # the most hits of one search (search.list)
_LONGEST_SEARCH = 300  # characters; the API names no limit
_NOTHING = "Name your `channels`, or `videos` to listen under, or set `search` to true."
_NO_KEY = "Make an API key: docs/connectors/youtube.md says how, step by step."


class YouTube(Connector):
    """Comments under videos, and videos about the brand."""

    title = "YouTube comments"
    platform = "youtube"
    capabilities = frozenset(
        {Capability.SEARCH, Capability.ENGAGEMENT, Capability.THREADS, Capability.DELETIONS, Capability.EDITS}
    )
    interval = timedelta(minutes=15)
    together = 50
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="key",
            secret=True,
            default="",
            help="the API key of a Google Cloud project in which the YouTube Data API v3 is switched on",
            example='{ env = "YOUTUBE_KEY" }',
        ),
        Option(
            name="channels",
            type=OptionType.TEXTS,
            default=[],
            help="the ids of your own channels: every comment there counts",
            example='["UCxxxxxxxxxxxxxxxxxxxxxx"]',
        ),
        Option(
            name="videos",
            type=OptionType.TEXTS,
            default=[],
            help="the ids of other videos: comments there count when they name a brand",
            example='["xxxxxxxxxxx"]',
        ),
        Option(
            name="search",
            type=OptionType.FLAG,
            default=False,
            help="look for new videos that name a brand, too; each look costs 100 units",
            example="false",
        ),
        Option(
            name="search_every_hours",
            type=OptionType.INTEGER,
            default=6,
            help="how many hours lie between two searches",
            example="6",
        ),
        Option(
            name="units_per_day",
            type=OptionType.INTEGER,
            default=10_000,
            help="how many units the pulls of a day may use",
            example="10000",
        ),
        lookback_days(),
        base_url("https://www.googleapis.com"),
    )

    def __init__(self, *positional: Any, **named: Any) -> None:  # noqa: ANN401 - as the base takes them
        super().__init__(*positional, **named)
        self._api = YouTubeApi(self)
        self._state = YouTubeState()

    def check(self) -> list[Finding]:
        """Ask for one thread of every channel and video (1 unit each), and say what a day costs."""
        if not self.settings["key"]:
            return [Finding(kind=FindingKind.NO_KEY, what="There is no key.", fix=_NO_KEY)]
        lanes = self._lanes()
        if not lanes and not self.settings["search"]:
            return [Finding(kind=FindingKind.WRONG_SETTING, what="There is nothing to hear.", fix=_NOTHING)]
        asked: list[Lane | None] = [*lanes] or [None]
        faults = [fault for lane in asked if (fault := self._fault_of(lane))]
        return [*faults, self._daily_units(len(lanes), working=not faults)]

    def _fault_of(self, lane: Lane | None) -> Finding | None:
        """Ask for one record of a lane (without one: for the key's sake, of YouTube's list of languages)."""
        place = lane.label if lane else "key"
        try:
            if lane:
                self._api.ask("commentThreads", {**lane.asks, "part": "id", "maxResults": "1"}, place)
            else:
                self._api.ask("videos", {"part": "id", "chart": "mostPopular", "maxResults": "1"}, place)
        except SourceError as fault:
            return self._api.finding(fault, place)
        return None

    def _daily_units(self, lanes: int, *, working: bool) -> Finding:
        """Compare what a day of runs at the usual interval costs with what there is."""
        runs = timedelta(days=1) / self.interval
        searches = 24 / max(1, self.settings["search_every_hours"]) if self.settings["search"] else 0
        units, allowed = round(lanes * runs + SEARCH_UNITS * searches), self.settings["units_per_day"]
        what = f"A run every {self.interval.seconds // 60} minutes costs {units:,} units a day of {allowed:,}."
        if units > allowed:
            fix = "Run or search less often, or name fewer videos."
            return Finding(kind=FindingKind.NO_BUDGET, what=what, fix=fix)
        if working:
            what += " Replies of yours count as yours when the channel's id is among the brand's `handles`."
        return Finding(kind=FindingKind.FINE, what=what)

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One question for every channel and video, and one a search on the runs when it is due."""
        searches = len(_searches(queries)) if self.settings["search"] else 0
        return Outlook(requests=max(1, len(self._lanes()) + searches))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Search when it is due, then walk along the threads of every channel and video."""
        if not self.settings["key"]:
            raise SourceRefused(f"YouTube: there is no key. {_NO_KEY}")
        self._state = YouTubeState.read(checkpoint)
        self._state.begin_day(_pacific_day(window.now))
        self._api.units = self._state.units
        lanes = self._lanes()
        if not lanes and not self.settings["search"]:
            raise SourceRefused(f"YouTube: there is nothing to hear. {_NOTHING}")
        if self.settings["search"] and self._search_is_due(window.now):
            yield from self._search(queries, window, vouch=not lanes)
        if lanes:
            yield from self._listen(lanes, queries, window)

    def _listen(self, lanes: list[Lane], queries: Sequence[Query], window: Window) -> Iterator[Batch]:
        matcher = Matcher(queries)
        alone = sole_brand(queries)
        walk = Walk(
            self,
            self._fetch,
            lambda lane, record: self._read(lane, record, matcher, alone, window.now),
            lookback=timedelta(days=self.settings["lookback_days"]),
        )
        for batch in walk.batches(lanes, self._state.walk, window):
            self._state.walk = batch.checkpoint or self._state.walk
            yield replace(batch, checkpoint=self._state.written(self._api.units))

    def _lanes(self) -> list[Lane]:
        """Give a lane for every channel and video, each once; SourceRefused when these are too many."""
        named = (("channel", "allThreadsRelatedToChannelId", "channels"), ("video", "videoId", "videos"))
        lanes = [
            Lane(key=f"{what} {one}", label=f"{what} {one[:40]}", asks={parameter: one})
            for what, parameter, option in named
            for one in dict.fromkeys(self.settings[option])
        ]
        if len(lanes) > MOST_LANES:
            raise SourceRefused(f"These are {len(lanes)} channels and videos; at most {MOST_LANES} fit one source.")
        return lanes

    def _fetch(self, lane: Lane, token: str | None, lower: datetime) -> Page:
        """Ask for a page of threads, or for replies that a thread did not carry."""
        if token is not None and token.startswith("replies "):
            return self._replies(lane, token)
        asked = {**lane.asks, "part": "snippet,replies", "order": "time", "maxResults": str(PAGE)}
        answer = self._api.ask("commentThreads", asked | from_here(token), lane.label)
        threads = threads_in(answer)
        return Page(
            records=[part for thread in threads for part in thread.parts],
            following=next_place(answer),
            within=[place for thread in threads if thread.key and (place := self._unheard(thread, lower))],
        )

    def _unheard(self, thread: Thread, lower: datetime) -> str | None:
        """Name the place of a thread's other replies, if it has some that we do not know."""
        known = self._state.replies.get(thread.key)
        # Of a thread older than what is asked for, seen for the first time, only later replies count.
        due = known is not None or thread.at is None or thread.at >= lower
        if due and thread.replies > thread.given and known != thread.replies:
            return f"replies {thread.key} {thread.replies} {thread.video} {thread.channel} "
        self._state.remember(thread.key, thread.replies)
        return None

    def _replies(self, lane: Lane, token: str) -> Page:
        key, total, video, channel, place = token.removeprefix("replies ").split(" ", 4)
        asked = {"parentId": key, "part": "snippet", "maxResults": str(PAGE)}
        answer = self._api.ask("comments", asked | from_here(place), lane.label)
        around = Thread(key=key, video=video, channel=channel)
        following = next_place(answer)
        if following is None:
            self._state.remember(key, int(total))
        within = [f"replies {key} {total} {video} {channel} {following}"] if following else []
        return Page(records=[around.record(comment, key) for comment in comments_in(answer)], within=within)

    def _read(self, lane: Lane, record: Mapping[str, Any], matcher: Matcher, alone: str | None, now: datetime) -> Read:
        """Read one comment; on a channel of others only one that names a brand is a mention."""
        mention = comment_of(self.name, record)
        hit = matcher.find(mention.text)
        ours = "videoId" not in lane.asks or record["channel"] in self.settings["channels"]
        found = attributed(mention, hit, alone)
        return Read(
            key=mention.stable_key,
            at=mention.posted_at,
            mention=found if hit or ours else None,
            sample=sample_of(mention, record, now),
        )

    def _search_is_due(self, now: datetime) -> bool:
        hours = max(1, self.settings["search_every_hours"])
        return now.timestamp() - self._state.searched >= 3_600 * hours or self._state.search_is_pending()

    def _search(self, queries: Sequence[Query], window: Window, *, vouch: bool) -> Iterator[Batch]:
        """Look for new videos; they vouch for the time only where nothing else is listened to."""
        matcher = Matcher(queries)
        walk = Walk(
            self,
            self._look,
            lambda _lane, record: self._read_video(record, matcher),
            lookback=timedelta(days=self.settings["lookback_days"]),
            overlap=timedelta(hours=1),
        )
        lanes = [Lane(key=f"search {search}", label="the search", asks=search) for search in _searches(queries)]
        for batch in walk.batches(lanes, self._state.found, window):
            self._state.found = batch.checkpoint or self._state.found
            self._state.searched = window.now.timestamp()
            heard = batch.heard if vouch else None
            yield replace(batch, heard=heard, checkpoint=self._state.written(self._api.units))

    def _look(self, lane: Lane, token: str | None, lower: datetime) -> Page:
        asked = {"part": "snippet", "type": "video", "order": "date", "maxResults": str(_FOUND), "q": lane.asks}
        after = {"publishedAfter": lower.strftime("%Y-%m-%dT%H:%M:%SZ")}
        answer = self._api.ask("search", asked | after | from_here(token))
        return Page(records=comments_in(answer), following=next_place(answer))

    def _read_video(self, record: Mapping[str, Any], matcher: Matcher) -> Read:
        mention = video_of(self.name, record)
        hit = matcher.find(mention.text)
        found = replace(mention, query=hit.brand, matched=hit.matched) if hit else None
        return Read(key=mention.stable_key, at=mention.posted_at, mention=found)

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Read comments and videos again, 50 to a question; what is no longer among the answers is gone."""
        for path, part, videos in (("comments", "snippet", False), ("videos", "snippet,statistics", True)):
            known = {each.external_id: each for each in mentions if each.stable_key.startswith(VIDEO) is videos}
            ids = [one for one in known if one and "," not in one]
            for start in range(0, len(ids), self.together):
                asked = ids[start : start + self.together]
                answer = self._api.ask(path, {"part": part, "id": ",".join(asked)})
                told = comments_in(answer)
                found = {each["id"]: each for each in told if isinstance(each, dict) and each.get("id") in asked}
                for one in asked:
                    # Beside an answer that cannot be read nobody is called gone: it may be that one.
                    if one in found or len(found) == len(told):
                        yield from self._seen_again(known[one], found.get(one), now)

    def _seen_again(
        self, mention: Mention, told: Mapping[str, Any] | None, now: datetime
    ) -> Iterator[EngagementSample | Gone | Edited]:
        if told is None:
            yield Gone(mention_id=mention.id, why=Absence.ABSENT)
            return
        record = Thread(key=mention.thread or mention.stable_key).record(told, mention.in_reply_to)
        try:
            video = mention.stable_key.startswith(VIDEO)
            said = video_of(self.name, told) if video else comment_of(self.name, record)
            sample = video_sample_of(mention, told, now) if video else sample_of(mention, record, now)
        except Wrong:
            return  # neither gone nor readable: what we know of it stays as it is
        # A hit of the search holds only the beginning of a video's description, so it always differs.
        if said.text != mention.text and not video:
            yield Edited(mention=replace(mention, text=said.text, edited_at=said.edited_at))
        if sample is not None:
            yield sample

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read a comment and all its replies, or what is said under a video."""
        if mention.stable_key.startswith(VIDEO):
            asked = {"videoId": mention.external_id, "order": "time", "maxResults": str(PAGE)}
        else:
            asked = {"id": mention.thread or mention.stable_key}
        said: dict[str, Mention] = {}
        for record in self._conversation(asked):
            try:
                found = comment_of(self.name, record)
            except Wrong:
                continue  # what can be read of a conversation is better than nothing
            said[found.stable_key] = replace(found, query=mention.query, matched=mention.matched)
            if len(said) == THREAD_LIMIT:
                break
        yield from sorted(said.values(), key=lambda each: (each.posted_at, each.stable_key))

    def _conversation(self, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Yield the comments of all threads asked for, with the replies that these do not carry."""
        for answer in self._api.pages("commentThreads", {**asked, "part": "snippet,replies"}):
            for thread in threads_in(answer):
                yield from thread.parts[-1:] if thread.replies > thread.given else thread.parts
                if thread.replies > thread.given:
                    more = {"parentId": thread.key, "part": "snippet", "maxResults": str(PAGE)}
                    for inner in self._api.pages("comments", more):
                        yield from (thread.record(comment, thread.key) for comment in comments_in(inner))


def _pacific_day(now: datetime) -> str:
    """Name the day of the quota: it ends at midnight Pacific time."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - 20 ms that a run without YouTube saves

    return now.astimezone(ZoneInfo("America/Los_Angeles")).date().isoformat()


def _searches(queries: Sequence[Query]) -> list[str]:
    """Write the fewest searches for the brands' names; "|" is the API's word for "or" (search.list, `q`)."""
    return any_of([term for query in queries for term in query.terms], limit=_LONGEST_SEARCH, word_for_or="|")
