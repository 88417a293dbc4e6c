"""Mentions on Example Forum."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors import answers
from connectors.base import Capability, Connector, Option, OptionType, Window
from connectors.text import Matcher
from connectors.walk import Lane, Page, Read, Walk
from monitor.errors import SourceError
from monitor.model import Batch, EngagementSample, Finding, FindingKind, Json, Mention, Query


class ExampleForum(Connector):
    """All posts of the forum, newest first, of which those are kept that name a brand."""

    title = "Example Forum"
    platform = "exampleforum"
    capabilities = frozenset({Capability.ENGAGEMENT, Capability.KEYLESS})
    options = (
        Option(
            name="base_url",
            type=OptionType.ADDRESS,
            default="https://forum.example",
            help="the forum",
            example='"https://forum.example"',
        ),
    )

    def check(self) -> list[Finding]:
        """Ask for the newest posts."""
        try:
            self._page(None)
        except SourceError as fault:
            return [Finding(kind=FindingKind.UNREACHABLE, what=str(fault), fix="Try again, or correct `base_url`.")]
        return [Finding(kind=FindingKind.FINE, what="The forum answers.")]

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk from the newest post back to where the last walk began."""
        matcher = Matcher(queries)
        walk = Walk(
            self,
            lambda _lane, token, _lower: self._page(token),
            lambda _lane, post: self._read(post, matcher, window.now),
            lookback=timedelta(days=7),
        )
        yield from walk.batches([Lane(key="posts", label="the forum")], checkpoint, window)

    def _page(self, token: str | None) -> Page:
        """Ask for a page; one in another shape than we know is a fault."""
        answer = self.http.get(f"{self.settings['base_url']}/posts.json", {"before": token} if token else {}).json()
        posts = answers.records(answer, "posts", self.title)
        return Page(records=posts, following=answer.get("before"))

    def _read(self, post: dict[str, Any], matcher: Matcher, now: datetime) -> Read:
        """Read a post; one that lacks what must be there raises, and is put aside with the reason."""
        number, author = answers.number(post, "id"), answers.name(post, "author")
        mention = Mention(
            platform=self.platform,
            stable_key=str(number),
            external_id=str(number),
            source=self.name,
            text=answers.words(post, "html"),
            posted_at=datetime.fromtimestamp(answers.number(post, "seconds"), UTC),
            author_key=author.lower(),
            author=author,
            url=f"https://forum.example/posts/{number}",
        )
        hit = matcher.find(mention.text)
        return Read(
            key=mention.stable_key,
            at=mention.posted_at,
            mention=replace(mention, query=hit.brand, matched=hit.matched) if hit else None,
            sample=EngagementSample(mention_id=mention.id, at=now, likes=answers.count(post, "likes")),
        )
