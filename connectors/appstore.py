"""Reviews in Apple's App Store, through the public RSS feed of every storefront, which needs no key.

The feed lists the latest 500 reviews of an app in ten numbered pages, by the time of their last wording. It now and then
answers with an empty page although there are reviews: such a page is asked for again and never taken for the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from connectors.answers import inner, moment, name, name_or_none, together, words
from connectors.base import Capability, Connector, Option, OptionType, Outlook, Window
from connectors.options import base_url, lookback_days
from connectors.text import Matcher, attributed, storable
from connectors.walk import Lane, Page, Read, Walk, Wrong
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import Batch, Edited, EngagementSample, Finding, FindingKind, Json, Mention, MentionKind, Query

FULL = 50  # reviews on a page
PAGES = 10  # "CustomerReviews RSS page depth is limited to 10", says page 11
_TRIES = 3  # how often a page that is empty without reason is asked for
_LATE = timedelta(days=3)  # a review is shown up to a day after it was written, and an empty page 1 must heal
_CHECKED = 20  # storefronts looked at by `check`: the lookup allows about 20 questions a minute
_LAST_PAGE = re.compile(r"/page=(\d{1,3})/")
_REVIEWER = re.compile(r"/id(\d{1,20})$")


class AppStore(Connector):
    """Reviews of your own apps in Apple's App Store."""

    title = "App Store"
    platform = "appstore"
    capabilities = frozenset({Capability.ENGAGEMENT, Capability.EDITS, Capability.KEYLESS})
    interval = timedelta(hours=1)
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="apps",
            type=OptionType.TEXTS,
            required=True,
            help="the ids of your apps: the digits after `id` in the address of an app",
            example='["1234567890"]',
        ),
        Option(
            name="countries",
            type=OptionType.TEXTS,
            default=["us"],
            help="the storefronts to listen in, by their two letters",
            example='["us", "gb", "de"]',
        ),
        Option(
            name="brand",
            default="",
            help="the brand the apps belong to; the first one when left out",
            example='"Larkfield"',
        ),
        lookback_days(30),
        base_url("https://itunes.apple.com", "the server of the feeds"),
    )

    def check(self) -> list[Finding]:
        """Look up every app in every storefront."""
        try:
            return [self._checked(lane) for lane in self._lanes()[:_CHECKED]]
        except SourceRefused as fault:
            return [Finding(kind=FindingKind.WRONG_SETTING, what=str(fault), fix="Correct `apps` or `countries`.")]

    def _checked(self, lane: Lane) -> Finding:
        country, app = lane.asks
        try:
            found = self.http.get(f"{self._base}/lookup", {"id": app, "country": country}).json()
        except SourceError as fault:
            return Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")
        if not isinstance(found, dict) or not found.get("resultCount"):
            what = f"App {app} is not in the storefront `{country}`, so nothing can be heard of it there."
            return Finding(kind=FindingKind.WRONG_SETTING, what=what, fix="Correct `apps`, or leave out the country.")
        return Finding(kind=FindingKind.FINE, what=f"App {app} is in the storefront `{country}`.")

    def outlook(self, queries: Sequence[Query]) -> Outlook:
        """One request for every app in every storefront."""
        del queries
        return Outlook(requests=len(self.settings["apps"]) * len(self.settings["countries"]))

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk through the reviews of every app in every storefront, newest first."""
        ours = self._brand(queries)
        matcher = Matcher([query for query in queries if query.brand == ours])

        def read(lane: Lane, entry: Any) -> Read:  # noqa: ANN401 - JSON is whatever the server says
            mention = self._mention(lane, entry)
            mention = attributed(mention, matcher.find(mention.text), ours)
            sample = _sample(mention, entry, window.now)
            return Read(key=mention.stable_key, at=mention.posted_at, mention=mention, sample=sample)

        lookback = timedelta(days=self.settings["lookback_days"])
        walk = Walk(self, self._fetch, read, lookback=lookback, overlap=_LATE, shifting=True)
        yield from walk.batches(self._lanes(), checkpoint, window)

    def _brand(self, queries: Sequence[Query]) -> str | None:
        """Name the brand all reviews are about: a review of our app need not name us."""
        wanted = self.settings["brand"]
        brands = [query.brand for query in queries if not wanted or query.brand.casefold() == wanted.casefold()]
        if wanted and not brands:
            raise SourceRefused(f"`brand` is {wanted!r}, which is none of the brands listened for. Correct it.")
        return brands[0] if brands else None

    @property
    def _base(self) -> str:
        return str(self.settings["base_url"]).rstrip("/")

    def _lanes(self) -> list[Lane]:
        lanes = []
        for app in dict.fromkeys(str(each).strip().removeprefix("id") for each in self.settings["apps"]):
            if not (app.isascii() and app.isdecimal()):
                raise SourceRefused(f"`apps` holds {app[:40]!r}, which is no id: take the digits after `id`.")
            for country in dict.fromkeys(str(each).strip().lower() for each in self.settings["countries"]):
                if not re.fullmatch("[a-z]{2}", country):
                    raise SourceRefused(f"`countries` holds {country[:40]!r}, which is no country of two letters.")
                lanes.append(Lane(key=f"{country}/{app}", label=f"app {app} in `{country}`", asks=(country, app)))
        return lanes

    def _fetch(self, lane: Lane, token: str | None, _lower: datetime) -> Page:
        """Ask for one page. A token that ends in `?` follows a page that was not full: there may be nothing there."""
        page, unsure = int((token or "1").rstrip("?")), (token or "?").endswith("?")
        for _ in range(_TRIES):
            entries, last = self._ask(lane, page)
            if entries or not _is_blank(page, last, unsure=unsure):
                break
        else:
            place = f"page {page} of {lane.label}"
            raise SourceChanged(f"The App Store left {place} empty, although it has reviews. The next run asks again.")
        reviews = [entry for entry in entries if not _is_the_app(entry)]
        full = len(reviews) >= FULL
        more = bool(reviews) and page < PAGES and (page < last if last else full)
        following = f"{page + 1}{'' if full else '?'}" if more else None
        return Page(records=reviews, following=following, capped=page == PAGES and full)

    def _ask(self, lane: Lane, page: int) -> tuple[list[Any], int | None]:
        """Give the entries of a page and the number of the last page: 0 where there is none, None if nothing is said."""
        country, app = lane.asks
        url = f"{self._base}/{country}/rss/customerreviews/page={page}/id={app}/sortby=mostrecent/json"
        answer = self.http.get(url, accept=(400,))
        if answer.status == 400:
            raise SourceRefused(f"The App Store refuses {lane.label} (400). Correct `apps` or `countries`.")
        feed = answer.json()
        feed = feed.get("feed") if isinstance(feed, dict) else None
        if not isinstance(feed, dict):
            raise SourceChanged("The App Store answers in a new shape: there is no `feed`. Look for a newer release.")
        return _listed(feed.get("entry")), _last_page(feed)

    def _mention(self, lane: Lane, entry: Any) -> Mention:  # noqa: ANN401 - JSON is whatever the server says
        country, app = lane.asks
        key, author = name(inner(entry, "id"), "label"), inner(entry, "author")
        rating = int(name(inner(entry, "im:rating"), "label"))
        if not key.isdecimal() or not 1 <= rating <= 5:
            raise ValueError("an id that is no number" if 1 <= rating <= 5 else f"{rating} stars")
        nickname = name_or_none(inner(author, "name"), "label")
        reviewer = _REVIEWER.search(name_or_none(inner(author, "uri"), "label") or "")
        return Mention(
            platform=self.platform,
            stable_key=key,
            external_id=f"{country}/{app}/{key}",
            source=self.name,
            text=together(words(inner(entry, "title"), "label"), words(inner(entry, "content"), "label")),
            posted_at=moment(inner(entry, "updated"), "label"),
            kind=MentionKind.REVIEW,
            author_key=reviewer[1] if reviewer else None,
            author=nickname,
            url=f"https://apps.apple.com/{country}/app/id{app}?see-all=reviews",
            rating=float(rating),
            place=storable(f"App Store {country.upper()}"),
        )

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Edited]:
        """Read the feeds again down to the oldest of these reviews; one that is no longer listed tells nothing."""
        for lane in self._lanes():
            begin = f"{lane.key}/"
            wanted = {mention.stable_key: mention for mention in mentions if mention.external_id.startswith(begin)}
            if wanted:
                yield from self._look_again(lane, wanted, now)

    def _look_again(self, lane: Lane, wanted: dict[str, Mention], now: datetime) -> Iterator[EngagementSample | Edited]:
        token: str | None = None
        while wanted:
            page, oldest = self._fetch(lane, token, now), None
            for entry in page.records:
                try:
                    seen = self._mention(lane, entry)
                except Wrong:
                    continue
                oldest = seen.posted_at
                if known := wanted.pop(seen.stable_key, None):
                    yield from _news(known, seen, entry, now)
            token = page.following
            first = min((each.edited_at or each.posted_at for each in wanted.values()), default=now)
            if token is None or oldest is None or oldest < first:
                return


def _news(known: Mention, seen: Mention, entry: Any, now: datetime) -> Iterator[EngagementSample | Edited]:  # noqa: ANN401
    sample = _sample(known, entry, now)
    if sample:
        yield sample
    if (seen.text, seen.rating) != (known.text, known.rating):
        yield Edited(mention=replace(known, text=seen.text, rating=seen.rating, edited_at=seen.posted_at))


def _sample(mention: Mention, entry: Any, now: datetime) -> EngagementSample | None:  # noqa: ANN401
    """Count who found the review helpful (`im:voteSum`, of `im:voteCount` votes)."""
    helpful = name_or_none(inner(entry, "im:voteSum"), "label") or ""
    if not (helpful.isascii() and helpful.isdecimal() and len(helpful) < 10):
        return None
    return EngagementSample(mention_id=mention.id, at=now, likes=int(helpful))


def _listed(entries: Any) -> list[Any]:  # noqa: ANN401
    """Make a list of what may be missing, one alone or a list."""
    if entries is None:
        return []
    return entries if isinstance(entries, list) else [entries]


def _is_the_app(entry: Any) -> bool:  # noqa: ANN401
    """Tell the entry that stands for the app itself, which some feeds begin with."""
    return isinstance(entry, dict) and "im:rating" not in entry and "im:name" in entry


def _is_blank(page: int, last: int | None, *, unsure: bool) -> bool:
    """Tell an empty page that hides reviews from the end of the feed, where the feed names a smaller last page.

    An app without reviews has links that lead nowhere; a page that is empty by mistake has none, or names more pages.
    """
    if last is None or page == 1:
        return last is None or last > 1
    return not unsure and not 0 < last < page


def _last_page(feed: dict[str, Any]) -> int | None:
    """Read where the link `last` leads: the first `page=` of its address, 0 if nowhere; None where there is no link."""
    for link in _listed(feed.get("link")):
        attributes = link.get("attributes") if isinstance(link, dict) else None
        if isinstance(attributes, dict) and not isinstance(attributes.get("rel", ""), str):
            raise SourceChanged("The App Store answers in a new shape: a link says nothing of where it leads.")
        if isinstance(attributes, dict) and attributes.get("rel") == "last":
            found = _LAST_PAGE.search(str(attributes.get("href")))
            return int(found[1]) if found else 0
    return None
