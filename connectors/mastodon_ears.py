"""What can be listened to on a Mastodon server, and how to tell silence from deafness."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import quote

from connectors.base import Answer
from connectors.search import quoted
from connectors.text import Matcher, sole_brand
from monitor.model import Query

PAGE = 40  # the most statuses one answer holds

Ask: TypeAlias = Callable[..., Answer]
"""Asks the server: path, parameters (pairs where a name repeats) and, by name, the statuses to `accept`."""

NO_SEARCH = (
    "This server finds neither your own posts nor any other: it has no full-text search of posts, or your account never "
    "posted. Post once with it, choose a server with full-text search, or set `search = false` and list `hashtags`."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """One thing that is listened to: where, with which parameters, and what proves that the server lets us hear it."""

    label: str
    path: str
    parameters: Mapping[str, str]
    proof: str = ""
    matcher: Matcher
    only_named: bool = True
    brand: str | None = None


def search_terms(query: Query) -> list[str]:
    """Give what is searched for a brand, each once.

    Not what holds an "@": such words a server silently does not search (app/services/search_service.rb).
    """
    found: dict[str, str] = {}
    for name in (*query.terms, *query.handles):
        bare = name.strip().lstrip("@")
        if bare and "@" not in bare:
            found.setdefault(bare.casefold(), bare)
    return list(found.values())


def tag_name(tag: str) -> str:
    """Give a hashtag without its sign."""
    return tag.strip().lstrip("#＃")


def ears(settings: Mapping[str, Any], queries: Sequence[Query]) -> list[Ear]:
    """List all that the settings let us hear."""
    signed_in = bool(settings["access_token"])
    found = _searches(queries) if signed_in and settings["search"] else []
    if signed_in and settings["own_mentions"]:
        asked = {"types[]": "mention", "limit": str(PAGE)}
        found.append(_unnamed("posts that name your account", "/api/v1/notifications", asked, "", queries))
    found += _hashtags(settings["hashtags"], queries)
    if settings["public_timeline"]:
        path, asked = "/api/v1/timelines/public", {"limit": str(PAGE)}
        matcher = Matcher(queries)
        found.append(Ear(label="the public timeline", path=path, parameters=asked, proof="live_feeds", matcher=matcher))
    return found


def _searches(queries: Sequence[Query]) -> list[Ear]:
    return [
        Ear(
            label=f"the search for {term}",
            path="/api/v2/search",
            parameters={"q": quoted(term), "type": "statuses", "limit": str(PAGE)},
            proof="search",
            matcher=Matcher([query]),
        )
        for query in queries
        for term in search_terms(query)
    ]


def _hashtags(tags: Sequence[str], queries: Sequence[Query]) -> list[Ear]:
    """Listen to every hashtag alone.

    Of several in one question only four count, and when the server has never seen the first it answers nothing for the
    others either (app/models/tag_feed.rb, app/controllers/api/v1/timelines/tag_controller.rb).
    """
    names = dict.fromkeys(name for name in map(tag_name, tags) if name)
    path, asked = "/api/v1/timelines/tag", {"limit": str(PAGE)}
    return [_unnamed(f"#{name}", f"{path}/{quote(name, safe='')}", asked, "hashtag_feeds", queries) for name in names]


def _unnamed(label: str, path: str, parameters: Mapping[str, str], proof: str, queries: Sequence[Query]) -> Ear:
    """Listen where every post is about us, whether or not it names the brand in words."""
    matcher = Matcher(queries)
    return Ear(
        label=label,
        path=path,
        parameters=parameters,
        proof=proof,
        matcher=matcher,
        only_named=False,
        brand=sole_brand(queries),
    )


def closed_feeds(instance: object, feed: str) -> dict[str, str]:
    """Say who may read a feed's `local` and `remote` posts ("public", "authenticated", "disabled"), where the server tells.

    Servers tell since 4.5: docs.joinmastodon.org/entities/Instance/#timelines_access-live_feeds
    """
    for name in ("configuration", "timelines_access", feed):
        instance = instance.get(name) if isinstance(instance, dict) else None
    return {name: who for name, who in instance.items() if isinstance(who, str)} if isinstance(instance, dict) else {}


def finds_anything(ask: Ask) -> bool:
    """Tell "no hits" from "no search": look for our own posts, then for the commonest word of the web.

    No server says of itself whether it searches posts: one that does not answers with an empty list.
    """
    for sought in ("from:me", "the"):
        found = ask("/api/v2/search", {"q": sought, "type": "statuses", "limit": "1"}).json()
        if isinstance(found, dict) and found.get("statuses"):
            return True
    return False
