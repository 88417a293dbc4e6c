"""Made-up review feeds in the form of Apple's App Store. Synthetic throughout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar

from connectors.appstore import AppStore
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post

APP = "1234567890"
_FEED = re.compile(r"/(\w\w)/rss/customerreviews/page=(\d+)/id=(\d+)/sortby=mostrecent/json")
_THERE = timezone(timedelta(hours=-7))  # the feeds tell the time of California
_LINKS = ("alternate", "self", "first", "last", "previous", "next")


class AppStoreWorld(HttpWorld):
    """Reviews of one app by storefront (`more["country"]`), ordered by their last wording; ten pages at most.

    `page` reviews make a page, `leading` puts the app itself before the reviews, as older feeds do.
    """

    connector = AppStore
    leading = False
    page = 7
    tolerated: ClassVar[Mapping[str, str]] = {"posted_at": "the feed tells only when the present wording was written"}

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"base_url": self.url, "apps": [APP]}

    def reviews(self, country: str) -> list[Post]:
        """List what a storefront shows, newest wording first."""
        seen = [post for post in self.visible() if post.more.get("country", "us") == country]
        return sorted(seen, key=lambda post: (post.edited_at or post.at, post.key), reverse=True)

    def answer(self, asked: Asked) -> Reply:
        """Answer a feed or the lookup of the app."""
        if asked.path == "/lookup":
            there = asked.parameters.get("id") == APP and asked.parameters.get("country") in ("us", "de")
            return Reply(body={"resultCount": int(there), "results": [{"trackId": int(APP)}] if there else []})
        found = _FEED.fullmatch(asked.path)
        if found is None:
            return Reply(status=404)
        country, number, app = found[1], int(found[2]), found[3]
        if country == "zz":
            return Reply(status=400, body=b"Bad storefront", headers={"Content-Type": "text/plain"})
        if number > 10:
            return Reply(status=400, body=b"CustomerReviews RSS page depth is limited to 10")
        return Reply(body=self._feed(country, number, app), headers={"Content-Type": "text/javascript; charset=utf-8"})

    def _feed(self, country: str, number: int, app: str) -> dict[str, Any]:
        reviews = self.reviews(country) if app == APP else []
        shown = reviews[(number - 1) * self.page : number * self.page]
        entries: list[Any] = [_entry(post, country) for post in shown]
        if self.leading and entries:
            entries.insert(
                0, {"im:name": {"label": "Larkfield"}, "id": {"label": "x"}, "title": {"label": "Larkfield"}}
            )
        last = min(10, -(-len(reviews) // self.page))
        feed: dict[str, Any] = {
            "author": {"name": {"label": "iTunes Store"}, "uri": {"label": "http://www.apple.com/itunes/"}},
            "updated": {"label": self.now.astimezone(_THERE).isoformat()},
            "title": {"label": "iTunes Store: Customer Reviews"},
            "link": [{"attributes": {"rel": rel, "href": self._address(rel, number, last)}} for rel in _LINKS],
        }
        return {"feed": feed | ({"entry": entries[0] if len(entries) == 1 else entries} if entries else {})}

    def _address(self, rel: str, number: int, last: int) -> str:
        """Lead from page to page; nowhere where there are no reviews."""
        page = {"first": 1, "last": last, "previous": max(1, number - 1), "next": min(last, number + 1)}.get(rel, 0)
        if not last or not page:
            return ""
        return f"{self.url}/us/rss/customerreviews/page={page}/id={APP}/sortby=mostrecent/xml?urlDesc=/page=9/json"


def told(moment: datetime) -> str:
    """Write a time as the feeds do."""
    return moment.astimezone(_THERE).isoformat(timespec="seconds")


def _entry(post: Post, country: str) -> dict[str, Any]:
    return {
        "author": {
            "uri": {"label": f"https://itunes.apple.com/{country}/reviews/id{_number(str(post.author))}"},
            "name": {"label": post.author},
            "label": "",
        },
        "updated": {"label": told(post.edited_at or post.at)},
        "im:rating": {"label": str(post.more.get("rating", 2))},
        "im:version": {"label": "4.1.0"},
        "id": {"label": post.key},
        "title": {"label": post.more.get("title", "Disappointed")},
        "content": {"label": post.text, "attributes": {"type": "text"}},
        "link": {"attributes": {"rel": "related", "href": f"https://itunes.apple.com/{country}/review?id={APP}"}},
        "im:voteSum": {"label": None if post.likes is None else str(post.likes)},
        "im:contentType": {"attributes": {"term": "Application", "label": "Application"}},
        "im:voteCount": {"label": None if post.likes is None else str(post.likes + 1)},
    }


def _number(author: str) -> int:
    """Give every author a number of their own."""
    return int.from_bytes(author.encode()[:6], "big")
