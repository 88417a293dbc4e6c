"""A made-up news site with an RSS 2.0 feed (rssboard.org/rss-specification). Synthetic throughout."""

from __future__ import annotations

import hashlib
import re
from email.utils import format_datetime
from typing import Any, ClassVar
from xml.sax.saxutils import escape

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.feeds import Feeds

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 cannot hold (2.2)


class FeedsWorld(HttpWorld):
    """One feed with its newest entries first and an ETag; an entry that is taken away is no longer listed."""

    connector = Feeds
    page = 1_000
    excused: ClassVar = {"pages-are-walked": "a feed is one document without pages"}
    tolerated: ClassVar = {"posted_at": "an entry without a date counts from the moment it is first seen"}

    def options(self) -> dict[str, Any]:
        """Lead the connector here."""
        return {"feeds": [f"{self.url}/rss"], "base_url": self.url}

    def stable_key_of(self, post: Post) -> str:
        """Give the entry's own id, which is an address here."""
        return f"https://news.example/{post.key}"

    def answer(self, asked: Asked) -> Reply:
        """Give the feed, or say that it has not changed."""
        if asked.path != "/rss":
            return Reply(status=404, body=b"<html><title>404</title></html>", headers={"Content-Type": "text/html"})
        entries = "".join(map(_entry, self.visible()[: self.page]))
        head = "<title>Example News</title><link>https://news.example</link><description>All</description>"
        body = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{entries}</channel></rss>'
        mark = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
        if asked.headers.get("if-none-match") == mark:
            return Reply(status=304, headers={"ETag": mark})
        return Reply(body=body.encode(), headers={"Content-Type": "application/rss+xml", "ETag": mark})


def _entry(post: Post) -> str:
    address = f"https://news.example/{post.key}"
    text = escape(_UNWRITABLE.sub("", post.text))
    author = f"<author>{escape(post.author)}</author>" if post.author else ""
    when = format_datetime(post.at, usegmt=True)
    return (
        f"<item><title>Customers write in</title><description>{escape(text)}</description><link>{address}</link>"
        f'<guid isPermaLink="true">{address}</guid><pubDate>{when}</pubDate>{author}</item>'
    )
