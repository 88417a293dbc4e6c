"""A professional Instagram account, through the Graph API: its comments, media that tag it, and chosen hashtags.

There is no public search, and @mentions in words can only be had by a server that Meta calls (webhooks), so they are
heard where the account is tagged as well or a hashtag is listened to. Hashtags show the last 24 hours only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from connectors.answers import name
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
from connectors.checkpoint import part, taken_up
from connectors.graph import COMMON_OPTIONS, TOGETHER, Graph, NotThere, finding_of, following, place_of, records_in
from connectors.instagram_answers import (
    COMMENT_FIELDS,
    HASHTAG_FIELDS,
    ID,
    INNER,
    LISTING_FIELDS,
    MEDIUM_FIELDS,
    comment_of,
    made,
    medium_of,
    new_comments,
    sample_of,
    when,
    with_comments,
)
from connectors.options import lookback_days
from connectors.text import Matcher, attributed, sole_brand
from connectors.walk import Lane, Page, Read, Walk, Wrong
from monitor.errors import SourceChanged, SourceError, SourceRefused
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
    TimeSpan,
)

PERMISSIONS = "instagram_basic, instagram_manage_comments, pages_read_engagement"
MOST_HASHTAGS = 30  # that one account may ask for within 7 days (ig-hashtag)
_SHOWN = timedelta(hours=24)  # of a hashtag's media (ig-hashtag/recent-media)
_PAGE = 50  # the most records of one answer (ig-media/comments, ig-hashtag/recent-media)
_VERSION = 1
_NO_TOKEN = "Make an access token: docs/connectors/instagram.md says how, step by step."  # noqa: S105 - no secret


class Instagram(Connector):
    """Comments under your own media, media that tag you, and media with chosen hashtags."""

    title = "Instagram"
    platform = "instagram"
    capabilities = frozenset({Capability.ENGAGEMENT, Capability.THREADS, Capability.DELETIONS, Capability.EDITS})
    interval = timedelta(minutes=30)
    together = TOGETHER
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="user", required=True, help="the number of your Instagram account", example='"17841400000000001"'),
        Option(
            name="token",
            secret=True,
            default="",
            help="an access token of somebody who manages the account",
            example='{ env = "INSTAGRAM_TOKEN" }',
        ),
        Option(
            name="hashtags",
            type=OptionType.TEXTS,
            default=[],
            help="hashtags to listen to, 30 at most; needs Meta's approval",
            example='["larkfieldsofa"]',
        ),
        Option(
            name="page_size",
            type=OptionType.INTEGER,
            default=25,
            help="how many media are asked for at once, 50 at most",
            example="25",
        ),
        lookback_days(),
        *COMMON_OPTIONS,
    )

    def __init__(self, *positional: Any, **named: Any) -> None:  # noqa: ANN401 - as the base takes them
        super().__init__(*positional, **named)
        self._graph = Graph(self)
        self._numbers: dict[str, str] = {}

    def check(self) -> list[Finding]:
        """Ask for one medium of every kind, and for each hashtag's number: that shows which permission is missing."""
        if not self.settings["token"]:
            return [Finding(kind=FindingKind.NO_KEY, what="There is no access token.", fix=_NO_TOKEN)]
        faults = []
        for lane in self._lanes():
            try:
                if lane.key.startswith("#"):
                    self._number_of(lane.asks)
                else:
                    fields = {"limit": "1", "fields": LISTING_FIELDS if lane.asks == "media" else MEDIUM_FIELDS}
                    self._graph.ask(f"{self.settings['user']}/{lane.asks}", fields, lane.label)
            except SourceError as fault:
                needed = (
                    f"{PERMISSIONS}; the feature Instagram Public Content Access" if lane.key[0] == "#" else PERMISSIONS
                )
                faults.append(finding_of(fault, needed))
        return faults or [Finding(kind=FindingKind.FINE, what="The account answers.")]

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One question for the account's media, one for those that tag it, and one for each hashtag."""
        del queries
        return Outlook(requests=len(self._lanes()))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk along the account's media with their comments, the media that tag it, and every hashtag."""
        if not self.settings["token"]:
            raise SourceRefused(f"Instagram: there is no access token. {_NO_TOKEN}")
        state = taken_up(checkpoint, _VERSION)
        self._numbers = {str(key): str(one) for key, one in part(state, "hashtags").items()}
        matcher = Matcher(queries)
        alone = sole_brand(queries)
        walk = Walk(
            self,
            self._fetch,
            lambda _lane, record: self._read(record, matcher, alone, window.now),
            lookback=timedelta(days=self.settings["lookback_days"]),
        )
        for batch in walk.batches(self._lanes(), part(state, "walk"), window):
            written: dict[str, Json] = {"version": _VERSION, "hashtags": dict(self._numbers), "walk": batch.checkpoint}
            gaps = (*batch.gaps, *self._not_shown(batch, window))
            yield replace(batch, gaps=gaps, checkpoint=written if batch.checkpoint else None)

    def _not_shown(self, batch: Batch, window: Window) -> tuple[Gap, ...]:
        """Own up to what hashtags no longer show when the last run is more than a day ago."""
        shown_from = window.now - _SHOWN
        if not (batch.heard and self.settings["hashtags"] and window.start and window.start < shown_from):
            return ()
        detail = "Instagram shows hashtags for 24 hours only; mentions with a hashtag alone may be missing."
        span = TimeSpan(start=window.start, end=shown_from)
        return (Gap(source=self.name, span=span, reason=GapReason.LIMIT, detail=detail),)

    def _lanes(self) -> list[Lane]:
        user = self.settings["user"]
        lanes = [
            Lane(key=f"{user}/media", label="the account's media", asks="media"),
            Lane(key=f"{user}/tags", label="media that tag the account", asks="tags"),
        ]
        hashtags = dict.fromkeys(each.strip().lstrip("#").lower() for each in self.settings["hashtags"])
        if len(hashtags) > MOST_HASHTAGS:
            raise SourceRefused(f"These are {len(hashtags)} hashtags; Instagram allows {MOST_HASHTAGS} in 7 days.")
        return lanes + [Lane(key=f"#{each}", label=f"#{each}", asks=each) for each in hashtags if each]

    def _fetch(self, lane: Lane, token: str | None, lower: datetime) -> Page:
        """Ask for a page of media, or for more comments of one of these."""
        if token is not None and token.startswith("comments "):
            return self._more_comments(token, lower)
        if lane.key.startswith("#"):
            return self._hashtag(lane, token)
        limit = str(max(1, min(_PAGE, self.settings["page_size"])))
        fields = LISTING_FIELDS if lane.asks == "media" else MEDIUM_FIELDS
        asked = {"limit": limit, "fields": fields, **place_of(token)}
        answer = self._graph.ask(f"{self.settings['user']}/{lane.asks}", asked, lane.label)
        media = records_in(answer)
        if lane.asks == "tags":
            # In the order of tagging, not of making: a page is only past the end when its newest medium is.
            records = [{"medium": each} for each in sorted(media, key=when)]
            return Page(records=records, following=following(answer))
        return with_comments(media, following(answer), lower)

    def _more_comments(self, token: str, lower: datetime) -> Page:
        _, medium, place = token.split(" ", 2)
        asked = {"limit": str(_PAGE), "fields": COMMENT_FIELDS, **place_of(place)}
        answer = self._graph.ask(f"{medium}/comments", asked, f"comments of {medium}")
        records, within = new_comments(medium, answer, lower)
        return Page(records=records, within=within)

    def _hashtag(self, lane: Lane, token: str | None) -> Page:
        asked = {"user_id": self.settings["user"], "fields": HASHTAG_FIELDS, "limit": str(_PAGE), **place_of(token)}
        answer = self._graph.ask(f"{self._number_of(lane.asks)}/recent_media", asked, lane.label)
        return Page(records=[{"medium": each} for each in records_in(answer)], following=following(answer))

    def _number_of(self, hashtag: str) -> str:
        """Find a hashtag's number, which never changes: asked for once and kept in the checkpoint."""
        number = self._numbers.get(hashtag, "")
        if not ID.fullmatch(number):
            asked = {"user_id": self.settings["user"], "q": hashtag}
            found = records_in(self._graph.ask("ig_hashtag_search", asked, f"#{hashtag}"))
            number = name(found[0], "id") if found and isinstance(found[0], dict) and "id" in found[0] else ""
            if not ID.fullmatch(number):
                raise SourceChanged(f"Instagram knows no hashtag #{hashtag}. Take it out of `hashtags`.")
            self._numbers[hashtag] = number
        return number

    def _read(self, record: Mapping[str, Any], matcher: Matcher, alone: str | None, now: datetime) -> Read:
        """Read a medium or comment: where we are tagged, or on our own account, every one counts."""
        if "comment" in record:
            told = record["comment"]
            mention = comment_of(self.name, told, record["of"], record["parent"])
        else:
            told = record["medium"]
            mention = medium_of(self.name, told)
        if mention is not None:
            mention = attributed(mention, matcher.find(mention.text), alone)
        sample = sample_of(mention, told, now) if mention else None
        return Read(key=name(told, "id"), at=made(told), mention=mention, sample=sample)

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Read comments under our own media again, 50 to a question; media that tag us by their listing.

        Media of others cannot be asked for by their number, so nothing is said of those no longer listed.
        """
        comments = {each.external_id: each for each in mentions if each.kind is MentionKind.REPLY and each.external_id}
        media = {each.external_id: each for each in mentions if each.kind is not MentionKind.REPLY}
        missing: list[Mention] = []
        ids = [one for one in comments if ID.fullmatch(one)]
        for start in range(0, len(ids), self.together):
            for one, told in self._graph.many(ids[start : start + self.together], COMMENT_FIELDS):
                if told is None:
                    missing.append(comments[one])
                else:
                    yield from self._seen_again(comments[one], told, now)
        if missing:
            # Meta says the same of what is deleted and of what a permission is missing for: make sure it is not that.
            self._graph.ask(f"{self.settings['user']}/media", {"limit": "1", "fields": LISTING_FIELDS}, "own media")
        yield from (Gone(mention_id=mention.id, why=Absence.ABSENT) for mention in missing)
        for edge in ("tags", "media") if media else ():
            asked = {"limit": str(_PAGE), "fields": MEDIUM_FIELDS}
            for told in records_in(self._graph.ask(f"{self.settings['user']}/{edge}", asked, edge)):
                known = media.pop(str(told.get("id")), None) if isinstance(told, dict) else None
                if known is not None:
                    yield from self._seen_again(known, told, now)

    def _seen_again(
        self, mention: Mention, told: Mapping[str, Any], now: datetime
    ) -> Iterator[EngagementSample | Edited]:
        try:
            if mention.kind is MentionKind.REPLY:
                said = comment_of(self.name, told, mention.thread or "", mention.in_reply_to)
            else:
                said = medium_of(self.name, told)
            sample = sample_of(mention, told, now)
        except Wrong:
            return  # neither gone nor readable: what we know of it stays as it is
        if said is not None and said.text != mention.text:
            yield Edited(mention=replace(mention, text=said.text))
        if sample is not None:
            yield sample

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read one of our own media and its comments; a medium of others is not open to us beyond itself."""
        medium = mention.thread or mention.stable_key
        said: dict[str, Mention] = {}
        asked = {"limit": str(_PAGE), "fields": COMMENT_FIELDS}
        try:
            records: list[dict[str, Any]] = [
                {"medium": self._graph.ask(medium, {"fields": MEDIUM_FIELDS}, f"medium {medium}")}
            ]
            for comment in self._graph.pages(f"{medium}/comments", asked, THREAD_LIMIT // _PAGE):
                records += self._all_said(medium, comment)
        except NotThere:
            return
        for record in records:
            try:
                found = self._read(record, Matcher(()), None, mention.posted_at).mention
            except Wrong:
                continue  # what can be read of a conversation is better than nothing
            if found is not None and len(said) < THREAD_LIMIT:
                said[found.stable_key] = replace(found, query=mention.query, matched=mention.matched)
        yield from sorted(said.values(), key=lambda each: (each.posted_at, each.stable_key))

    def _all_said(self, medium: str, comment: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
        """Yield a comment and all its replies, asking for those that it did not bring along."""
        yield {"comment": comment, "of": medium, "parent": None}
        edge = comment.get("replies") if isinstance(comment, dict) else None
        if not isinstance(edge, dict):
            return
        key, place = comment.get("id"), following(edge)
        yield from ({"comment": reply, "of": medium, "parent": key} for reply in records_in(edge))
        if place is not None and isinstance(key, str) and ID.fullmatch(key):
            asked = {"limit": str(_PAGE), "fields": COMMENT_FIELDS, **place_of(place)}
            for reply in self._graph.pages(f"{key}/replies", asked, THREAD_LIMIT // INNER):
                yield {"comment": reply, "of": medium, "parent": key}
