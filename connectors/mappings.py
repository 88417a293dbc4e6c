"""Ready mappings: how the exports of other listening tools and of review sites name what we call text, author and time.

Exports differ by contract and year, so that each field lists every header it was seen under; the first one present wins.
The headers were gathered from public programs that read these exports; none was checked against a paid account.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from connectors.fields import KNOWN_HEADERS, plain_header
from monitor.model import MentionKind

HELPERS = ("title", "excerpt", "site", "time_of_day", "reply_text", "reply_at")
"""What some exports hold beside our fields: a headline, a piece of the text for where all of it is missing, the site it was
said on, the hour apart from the day, our reply."""

_SITES = {
    "x": ("twitter.com", "x.com", "twitter", "x"),
    "reddit": ("reddit.com", "reddit"),
    "facebook": ("facebook.com", "facebook"),
    "instagram": ("instagram.com", "instagram"),
    "tiktok": ("tiktok.com", "tiktok"),
    "linkedin": ("linkedin.com", "linkedin"),
    "youtube": ("youtube.com", "youtu.be", "youtube"),
    "bluesky": ("bsky.app", "bluesky"),
    "trustpilot": ("trustpilot.com", "trustpilot"),
    "google": ("google.com", "google my business", "google business", "google reviews"),
    "news": ("news", "online news", "online_news"),
}
_PLATFORMS = {site: platform for platform, sites in _SITES.items() for site in sites}
_TRANSLATED, _ORIGINAL = "(Translated by Google)", "(Original)"
_STARS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """How one tool writes its exports. `headers` names its columns by our fields and HELPERS."""

    title: str
    headers: Mapping[str, tuple[str, ...]]
    platform: str = ""
    kind: MentionKind | None = None
    known: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", dict(KNOWN_HEADERS) | dict(self.headers))

    def positions(self, header: list[str]) -> dict[str, int]:
        """Say at which place of a header each field stands."""
        plain = [plain_header(name) for name in header]
        found = {name: _first(plain, usual) for name, usual in self.known.items()}
        return {name: place for name, place in found.items() if place is not None}

    def names(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Give the fields of a JSON record their names here; fields of fields are written with a full stop."""
        flat = {plain_header(name): value for name, value in _flat(record)}
        return {
            name: flat[theirs]
            for name, usual in self.known.items()
            if (theirs := next((each for each in usual if each in flat), ""))
        }

    def arranged(self, record: dict[str, Any], own_account: str) -> list[dict[str, Any]]:
        """Make our record of theirs, and a second one of the reply that some exports hold in the same row."""
        ours = {name: value for name, value in record.items() if name not in HELPERS}
        title, text = _text(record, "title"), _original(_text(record, "text") or _text(record, "excerpt"))
        ours["text"] = text if text.startswith(title) else f"{title}\n\n{text}".strip()
        hour = _text(record, "time_of_day")
        if hour:
            ours["posted_at"] = f"{_text(record, 'posted_at')} {hour}"
        ours["platform"] = self._platform_of(record)
        ours["stable_key"] = _text(record, "stable_key") or _text(record, "url") or _mark(record)
        stars = _text(record, "rating")
        ours["rating"] = _STARS.get(stars.lower(), stars)
        if not ours["text"] and ours["rating"] in _STARS.values():  # stars without a word are an opinion too
            ours["text"] = "★" * int(ours["rating"]) + "☆" * (5 - int(ours["rating"]))
        if self.kind and not _text(record, "kind"):
            ours["kind"] = self.kind.value
        return [ours, *self._reply(record, ours, own_account)]

    def _platform_of(self, record: Mapping[str, Any]) -> str:
        """Tell the platform from the site's name or address, else from the address of the mention."""
        for said in (_text(record, "site"), _host(_text(record, "url"))):
            name = said.lower().removeprefix("www.").removeprefix("mobile.").removeprefix("old.")
            if name in _PLATFORMS:
                return _PLATFORMS[name]
        return self.platform or _text(record, "platform")

    def _reply(self, record: Mapping[str, Any], ours: Mapping[str, Any], own_account: str) -> list[dict[str, Any]]:
        words, at = _text(record, "reply_text"), _text(record, "reply_at")
        if not (words and at and own_account):
            return []
        reply = {name: ours[name] for name in ("platform", "url", "query", "thread") if ours.get(name)}
        key = f"{ours['stable_key']}/reply"
        told = {"stable_key": key, "text": words, "posted_at": at, "author": own_account, "kind": "reply"}
        return [reply | told | {"in_reply_to": ours["stable_key"]}]


def _first(plain: list[str], usual: tuple[str, ...]) -> int | None:
    return next((plain.index(name) for name in usual if name in plain), None)


def _flat(record: Mapping[str, Any], before: str = "", depth: int = 0) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in record.items():
        if isinstance(value, dict) and depth < 3:
            found += _flat(value, f"{before}{name}.", depth + 1)
        else:
            found.append((f"{before}{name}", value))
    return found


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _original(text: str) -> str:
    """Keep the customer's own words of a review that Google translated beside them."""
    if _TRANSLATED not in text:
        return text
    before, _, after = text.partition(_TRANSLATED)
    return (before if before.strip() else after.partition(_ORIGINAL)[2] or after).strip()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _mark(record: Mapping[str, Any]) -> str:
    """Name a row that has neither id nor address by what does not change about it."""
    said = "\n".join(_text(record, name) for name in ("author", "posted_at", "time_of_day", "title", "text"))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:24] if said.strip() else ""


EXPORTS: Mapping[str, Export] = {
    "brandwatch": Export(
        title="Brandwatch, mentions as CSV",
        headers={
            "stable_key": ("resource_id", "mention_id", "guid"),
            "posted_at": ("date", "created_date", "created"),
            "title": ("title",),
            "text": ("full_text",),
            "excerpt": ("snippet",),
            "author": ("author",),
            "author_name": ("full_name",),
            "author_key": ("x_author_id", "twitter_author_id", "bluesky_author_id"),
            "followers": ("x_followers", "twitter_followers", "followers"),
            "site": ("domain",),
            "thread": ("thread_id", "thread_url"),
            "likes": ("likes", "x_likes"),
            "replies": ("comments", "x_replies", "twitter_replies"),
            "reposts": ("shares", "x_reposts", "twitter_retweets"),
            "views": ("impressions",),
            "rating": ("rating",),
            "query": (),
        },
    ),
    "meltwater": Export(
        title="Meltwater, mentions as CSV",
        headers={
            "stable_key": ("document_id",),
            "posted_at": ("date",),
            "time_of_day": ("time",),
            "title": ("title", "headline"),
            "text": ("hit_sentence",),
            "excerpt": ("opening_text",),
            "author": ("author_handle", "influencer"),
            "author_name": ("author_name",),
            "site": ("source_name", "source_domain", "source"),
            "likes": ("likes", "reactions"),
            "replies": ("replies", "comments"),
            "reposts": ("reposts", "shares"),
            "quotes": ("quotes",),
            "views": ("views", "estimated_views"),
            "place": ("city", "country"),
            "query": (),
        },
    ),
    "talkwalker": Export(
        title="Talkwalker, results as CSV",
        headers={
            "stable_key": ("external_id", "id", "url"),
            "posted_at": ("published", "indexed"),
            "title": ("title",),
            "text": ("content",),
            "excerpt": ("content_snippet",),
            "author": (
                "extra_author_attributes.short_name",
                "extra_author_attributes.name",
                "author_short_name",
                "author",
            ),
            "author_name": ("extra_author_attributes.name", "author_name"),
            "author_key": ("extra_author_attributes.id",),
            "site": ("domain_url", "host_url", "extra_source_attributes.name", "source_name"),
            "language": ("lang", "language"),
            "likes": ("article_extended_attributes.num_likes", "num_likes", "likes"),
            "replies": ("article_extended_attributes.num_comments", "num_comments", "comments"),
            "reposts": ("article_extended_attributes.num_shares", "num_shares", "shares", "num_retweets"),
            "thread": ("root_url",),
            "in_reply_to": (),
            "query": (),
        },
    ),
    "trustpilot": Export(
        title="Trustpilot Business, service reviews as CSV",
        platform="trustpilot",
        kind=MentionKind.REVIEW,
        headers={
            "stable_key": ("review_id",),
            "posted_at": ("review_created_(utc)", "review_created"),
            "title": ("review_title",),
            "text": ("review_content",),
            "author": ("review_username", "review_user_name"),
            "author_key": ("review_consumer_user_id",),
            "rating": ("review_stars",),
            "url": ("review_url", "url"),
            "place": ("location_name",),
            "reply_text": ("company_reply", "business_reply", "reply_text"),
            "reply_at": ("company_reply_date_(utc)", "business_reply_date_(utc)", "company_reply_date"),
        },
    ),
    "google_reviews": Export(
        title="Google Business Profile, reviews as JSON (Takeout or API)",
        platform="google",
        kind=MentionKind.REVIEW,
        headers={
            "stable_key": ("name", "reviewid"),
            "posted_at": ("createtime",),
            "text": ("comment",),
            "author": ("reviewer.displayname",),
            "author_key": ("name", "reviewid"),
            "rating": ("starrating",),
            "reply_text": ("reviewreply.comment",),
            "reply_at": ("reviewreply.updatetime",),
        },
    ),
    "tiktok": Export(
        title="TikTok, comments as CSV",
        platform="tiktok",
        headers={
            "stable_key": ("comment_id", "id"),
            "posted_at": ("comment_time", "create_time", "date", "time"),
            "text": ("comment_content", "comment_text", "comment", "text"),
            "author": ("username", "user_name", "commenter", "author"),
            "thread": ("video_id", "post_id", "video_link"),
            "likes": ("likes", "like_count"),
            "replies": ("replies", "reply_count"),
        },
    ),
    "linkedin": Export(
        title="LinkedIn, comments as CSV",
        platform="linkedin",
        headers={
            "stable_key": ("comment_id", "id", "urn"),
            "posted_at": ("comment_date", "created_at", "date", "time"),
            "text": ("comment_text", "comment", "message", "text"),
            "author": ("commenter_name", "author_name", "author", "name"),
            "author_key": ("commenter_profile", "author_url", "profile_url"),
            "url": ("comment_link", "post_url", "link", "url"),
            "thread": ("post_id", "post_url"),
            "likes": ("likes", "reactions"),
        },
    ),
}
