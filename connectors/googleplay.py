"""Reviews of your own apps on Google Play, and your replies to them, through the Android Publisher API v3.

Only the last week's reviews are listed, the latest changed first. A review has one time only, that of its latest
change, so an edited one looks like a new one until it is compared with what is known (`refresh`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from connectors.answers import count, inner, name, name_or_none, number
from connectors.base import Absence, Capability, Connector, Edited, Gone, Option, OptionType, Outlook, Window
from connectors.googleplay_api import NoSuchApp, PlayApi, finding_of
from connectors.options import base_url
from connectors.text import Matcher, attributed, sole_brand, storable
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

_LISTED = timedelta(days=7)  # developers.google.com/android-publisher/reply-to-reviews
_PAGE = 100  # the most reviews of one answer (reviews.list, maxResults)
_BESIDE = {"pageInfo", "tokenPagination"}  # what may stand beside the reviews (ReviewsListResponse)
_PLACE = re.compile(r"[\x21-\x7e]{1,2000}")
_NO_KEY = "Make a service account and its key: docs/connectors/googleplay.md says how, step by step."


class GooglePlay(Connector):
    """Reviews of one app of yours, with your replies."""

    title = "Google Play reviews"
    platform = "googleplay"
    capabilities = frozenset({Capability.ENGAGEMENT, Capability.THREADS, Capability.DELETIONS, Capability.EDITS})
    interval = timedelta(hours=1)
    install = "pip install 'reputation-monitor[googleplay]'"
    together = 1
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="package", required=True, help="the name of your app's package", example='"com.example.app"'),
        Option(
            name="service_account",
            secret=True,
            default="",
            help="the key of a service account, as the JSON file that Google made",
            example='{ file = "google-play.json" }',
        ),
        Option(
            name="account",
            default="",
            help="the name under which your replies are kept; write it into the brand's `handles` too. "
            "Left out, it is the package's name",
            example='"larkfield"',
        ),
        base_url("https://androidpublisher.googleapis.com"),
        Option(
            name="token_url",
            type=OptionType.ADDRESS,
            default="https://oauth2.googleapis.com/token",
            help="where the service account signs in",
            example='"https://oauth2.googleapis.com/token"',
        ),
    )

    def __init__(self, *positional: Any, **named: Any) -> None:  # noqa: ANN401 - as the base takes them
        super().__init__(*positional, **named)
        self._api = PlayApi(self)

    @classmethod
    def own_addresses(cls, options: Mapping[str, Any]) -> list[str]:
        """List the server of the API and that of the sign-in."""
        return [options[each] for each in ("base_url", "token_url") if options.get(each)]

    def check(self) -> list[Finding]:
        """Sign in and ask for one review."""
        if not self.settings["service_account"]:
            return [Finding(kind=FindingKind.NO_KEY, what="There is no key of a service account.", fix=_NO_KEY)]
        try:
            self._api.ask("reviews", {"maxResults": "1"})
        except ModuleNotFoundError:
            what = "google-auth is not installed."
            return [Finding(kind=FindingKind.WRONG_SETTING, what=what, fix=self.install)]
        except SourceError as fault:
            return [finding_of(fault)]
        what = f"The app answers. Replies of yours count as yours when {self._us} is among the brand's `handles`."
        return [Finding(kind=FindingKind.FINE, what=what)]

    @property
    def _us(self) -> str:
        return str(self.settings["account"] or self.settings["package"]).lstrip("@").lower()

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One question, whatever the queries are."""
        del queries
        return Outlook(requests=1)

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk back along the reviews; what is more than a week ago is a gap."""
        if not self.settings["service_account"]:
            raise SourceRefused(f"Google Play: there is no key. {_NO_KEY}")
        matcher = Matcher(queries)
        alone = sole_brand(queries)
        walk = Walk(
            self,
            lambda _lane, token, _lower: self._fetch(token),
            lambda _lane, record: self._read(record, matcher, alone, window.now),
            lookback=_LISTED,
        )
        app = self.settings["package"]
        for batch in walk.batches([Lane(key=app, label=app)], checkpoint, window):
            yield replace(batch, gaps=(*batch.gaps, *self._not_listed(batch, window)))

    def _not_listed(self, batch: Batch, window: Window) -> tuple[Gap, ...]:
        """Own up to what is no longer listed when the last run is more than a week ago."""
        listed_from = window.now - _LISTED
        if batch.heard is None or window.start is None or window.start >= listed_from:
            return ()
        detail = "Google Play lists the reviews of the last 7 days only; earlier ones are missing."
        span = TimeSpan(start=window.start, end=listed_from)
        return (Gap(source=self.name, span=span, reason=GapReason.LIMIT, detail=detail),)

    def _fetch(self, token: str | None) -> Page:
        answer = self._api.ask("reviews", {"maxResults": str(_PAGE)} | ({"token": token} if token else {}))
        # An app without reviews in the last week is told without a list: the answer is {}.
        reviews = answer.get("reviews", [] if set(answer) <= _BESIDE else None)
        if not isinstance(reviews, list):
            raise SourceChanged(
                "Google Play answers in a new shape: there is no list of `reviews`. Look for a newer release."
            )
        records = [record for review in reviews for record in _spoken(review)]
        return Page(records=records, following=_further(answer))

    def _read(self, record: Mapping[str, Any], matcher: Matcher, alone: str | None, now: datetime) -> Read:
        """Read a review or our reply to one: it is our own app, so every one counts."""
        mention = self._mention(record)
        mention = attributed(mention, matcher.find(mention.text), alone)
        # Of the two only what the customer said moves the review in the list: an edited one must not look known.
        key = f"{mention.stable_key} {mention.posted_at.timestamp()}"
        return Read(key=key, at=mention.posted_at, mention=mention, sample=_sample(mention, record, now))

    def _mention(self, record: Mapping[str, Any]) -> Mention:
        said, key = record["said"], name(record, "id")
        changed, ours = _moment(said), record["ours"]
        stars = count(said, "starRating")
        author = name_or_none(record["review"], "authorName")
        return Mention(
            platform=self.platform,
            stable_key=f"{key}/reply" if ours else key,
            external_id=key,
            source=self.name,
            text=_words(said),
            posted_at=changed,
            kind=MentionKind.REPLY if ours else MentionKind.REVIEW,
            # Google tells only a name, which many people share: one who writes several reviews is not known as one.
            author_key=self._us if ours else key,
            author=self._us if ours else author,
            author_name=None if ours else author,
            url=f"https://play.google.com/store/apps/details?id={self.settings['package']}&reviewId={key}",
            in_reply_to=key if ours else None,
            thread=key,
            rating=float(stars) if stars is not None and 1 <= stars <= 5 and not ours else None,
            language=name_or_none(said, "reviewerLanguage"),
        )

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Read every review again, each with a question of its own."""
        known = {mention.stable_key: mention for mention in mentions}
        for key in dict.fromkeys(mention.external_id for mention in mentions if _PLACE.fullmatch(mention.external_id)):
            both = [each for each in (known.get(key), known.get(f"{key}/reply")) if each]
            try:
                review = self._api.ask(f"reviews/{_in_path(key)}", {})
            except NoSuchApp:
                # The same answer as for an app that is not ours: make sure that it is not that.
                self._api.ask("reviews", {"maxResults": "1"})
                yield from (Gone(mention_id=each.id, why=Absence.ABSENT) for each in both)
                continue
            for mention in both:
                yield from self._seen_again(mention, review, now)

    def _seen_again(
        self, mention: Mention, review: Mapping[str, Any], now: datetime
    ) -> Iterator[EngagementSample | Gone | Edited]:
        try:
            said = {one.stable_key: (one, record) for record in _spoken(review) for one in (self._mention(record),)}
        except Wrong:
            return  # neither gone nor readable: what we know of it stays as it is
        if mention.stable_key not in said:
            if mention.external_id in said and mention.in_reply_to:
                yield Gone(mention_id=mention.id, why=Absence.DELETED)
            return
        found, record = said[mention.stable_key]
        if found.text != mention.text or (found.rating is not None and found.rating != mention.rating):
            yield Edited(mention=replace(mention, text=found.text, rating=found.rating, edited_at=found.posted_at))
        sample = _sample(mention, record, now)
        if sample is not None:
            yield sample

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read a review and our reply to it."""
        key = mention.thread or mention.external_id
        if not _PLACE.fullmatch(key):
            return
        try:
            review = self._api.ask(f"reviews/{_in_path(key)}", {})
        except NoSuchApp:
            return
        said = []
        for record in _spoken(review):
            try:
                said.append(replace(self._mention(record), query=mention.query, matched=mention.matched))
            except Wrong:
                continue  # what can be read of a conversation is better than nothing
        yield from sorted(said, key=lambda each: (each.in_reply_to is not None, each.posted_at))


def _spoken(review: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON is whatever the server says
    """Give what the customer and we said in a review, ours first, because the customer's words give its place."""
    told = review if isinstance(review, dict) else {}
    listed = told.get("comments")
    comments = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    found = []
    for kind, ours in (("developerComment", True), ("userComment", False)):
        said = [each[kind] for each in comments if kind in each]
        if said or not ours:
            found.append({"id": told.get("reviewId"), "review": told, "said": said[0] if said else None, "ours": ours})
    return found


def _words(said: Mapping[str, Any]) -> str:
    """Give the words as they were written; Google puts a tab between title and text."""
    text = storable(said["text"]).replace("\t", "\n\n", 1).strip()
    if not text:
        raise ValueError("no text")
    return text


def _moment(said: Mapping[str, Any]) -> datetime:
    """Read seconds, which come as a text, and nanoseconds."""
    told = inner(said, "lastModified")
    seconds = told["seconds"]
    if isinstance(seconds, str) and seconds.isascii() and seconds.isdecimal() and len(seconds) < 12:
        seconds = int(seconds)
    nanos = count(told, "nanos") or 0
    return datetime.fromtimestamp(number({"seconds": seconds}, "seconds"), UTC) + timedelta(
        microseconds=min(nanos, 999_999_999) // 1_000
    )


def _sample(mention: Mention, record: Mapping[str, Any], now: datetime) -> EngagementSample | None:
    likes = count(record["said"], "thumbsUpCount")
    return None if likes is None else EngagementSample(mention_id=mention.id, at=now.astimezone(UTC), likes=likes)


def _further(answer: Mapping[str, Any]) -> str | None:
    paging = answer.get("tokenPagination") or {}
    known = isinstance(paging, dict) and set(paging) <= {"nextPageToken", "previousPageToken"}
    token = paging.get("nextPageToken") if known else 0
    if token is None or token == "":
        return None
    if not isinstance(token, str) or not _PLACE.fullmatch(token):
        raise SourceChanged("Google Play names the next page in a new way. Look for a newer release.")
    return token


def _in_path(key: str) -> str:
    """Write a review's id so that it stays one step of a path."""
    from urllib.parse import quote  # noqa: PLC0415 - for looking again only

    return quote(key, safe="")
