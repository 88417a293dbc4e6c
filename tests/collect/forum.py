"""A forum on loopback and the connector that listens to it over real HTTP: three pages, then looks again on request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.base import Capability, Connector, Option, OptionType, Window
from connectors.conformance.server import Asked, Reply, Server
from connectors.http import HttpSession, Limits
from monitor.model import Batch, EngagementSample, Json, Mention, Query, TimeSpan

PAGES = 3
ON_A_PAGE = 2
SECRET = "hush-hush-42"
QUICK = Limits(connect=2, read=2, total=2, tries=3, backoff=0.001, longest_wait=0.5)


class Forum(Connector):
    """Posts of the forum."""

    title = "Forum"
    platform = "forum"
    capabilities = frozenset({Capability.SEARCH, Capability.ENGAGEMENT, Capability.THREADS})
    interval = timedelta()
    options = (
        Option(name="base_url", type=OptionType.ADDRESS, help="the forum"),
        Option(name="key", help="its key", secret=True),
    )

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        for page in range(PAGES):
            heard = TimeSpan(start=window.now - timedelta(hours=1), end=window.now) if page == PAGES - 1 else None
            mentions = tuple(map(self._mention, self._ask("posts", page=str(page))))
            yield Batch(mentions=mentions, heard=heard, checkpoint={"version": 1, "page": page})

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample]:
        for post in self._ask("again", ids=",".join(mention.stable_key for mention in mentions)):
            yield EngagementSample(mention_id=f"{self.platform}:{self.name}-{post['id']}", at=now, likes=post["likes"])

    def thread(self, mention: Mention) -> Iterator[Mention]:
        yield from map(self._mention, self._ask("thread", id=mention.stable_key))

    def _ask(self, path: str, **parameters: str) -> Any:
        key = {"Authorization": f"Bearer {self.settings['key']}"}
        return self.http.get(f"{self.settings['base_url']}/{path}", parameters, headers=key).json()

    def _mention(self, post: dict[str, Any]) -> Mention:
        return Mention(
            platform=self.platform,
            stable_key=f"{self.name}-{post['id']}",
            source=self.name,
            text=post["text"],
            posted_at=datetime.fromtimestamp(post["at"], UTC),
        )


def listen(name: str, url: str, limits: Limits = QUICK) -> Forum:
    """Make a connector as the product would."""
    return Forum(name, {"base_url": url, "key": SECRET}, HttpSession(limits, [url], [SECRET]))


def answer(asked: Asked) -> Reply:
    """Answer as the forum does when all is well."""
    at = datetime(2026, 5, 4, 11, tzinfo=UTC).timestamp()
    first = int(asked.parameters.get("page", "0")) * ON_A_PAGE
    posts = [{"id": first + number, "text": "broken again", "at": at, "likes": 3} for number in range(ON_A_PAGE)]
    return Reply(body=posts)


def forum() -> Server:
    """Open a forum where all is well."""
    return Server(answer)
