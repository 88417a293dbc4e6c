"""A small forum that can do everything the contract knows, and its connector: what faults are seeded into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors import answers
from connectors.base import (
    THREAD_LIMIT,
    Absence,
    Capability,
    Connector,
    Edited,
    Gone,
    Option,
    OptionType,
    Window,
)
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, Post
from connectors.text import Matcher
from connectors.walk import Lane, Page, Read, Walk
from monitor.errors import SourceChanged, SourceError, SourceRefused
from monitor.model import Batch, EngagementSample, Finding, FindingKind, Json, Mention, Query

KEY = "correct-horse-battery"
ADDRESS = Option(name="base_url", type=OptionType.ADDRESS, required=True, help="where", example='"https://toy.example"')
SECRET = Option(name="key", secret=True, help="the key", example='"abc"')


class Toy(Connector):
    """Posts of the forum, all of them, newest first."""

    title = "Toy Forum"
    platform = "toy"
    capabilities = frozenset(
        {Capability.ENGAGEMENT, Capability.DELETIONS, Capability.EDITS, Capability.THREADS, Capability.SEARCH}
    )
    options = (ADDRESS, SECRET)
    together = 20

    def check(self) -> list[Finding]:
        """Sign in and ask for a page."""
        if not self.settings["key"]:
            return [Finding(kind=FindingKind.NO_KEY, what="There is no key.", fix="Ask the forum for one.")]
        try:
            self.get("posts")
        except SourceError as fault:
            refused = isinstance(fault, SourceRefused)
            kind = FindingKind.NOT_APPROVED if refused else FindingKind.UNREACHABLE
            return [Finding(kind=kind, what=str(fault), fix="Renew the key, or try again.")]
        return [Finding(kind=FindingKind.FINE, what="The forum answers.")]

    def get(self, path: str, **parameters: str) -> Any:
        """Sign in, once, and ask."""
        if not hasattr(self, "_token"):
            signed = self.http.post(f"{self.settings['base_url']}/token", {"key": self.settings["key"]}).json()
            self._token = answers.name(answers.record_in(signed, self.title), "token")
        headers = {"Authorization": f"Bearer {self._token}"}
        return self.http.get(f"{self.settings['base_url']}/{path}", parameters, headers=headers).json()

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk."""
        matcher = Matcher(queries)
        walk = Walk(
            self,
            lambda _lane, token, _lower: self.page(token),
            lambda _lane, record: self.reading(record, matcher, window.now),
            lookback=timedelta(days=2),
        )
        yield from walk.batches([Lane(key="posts", label="posts")], checkpoint, window)

    def page(self, token: str | None) -> Page:
        """Ask for a page."""
        answer = self.get("posts", **({"before": token} if token else {}))
        records = self.records(answer)
        following = answer.get("next")
        if following is not None and not isinstance(following, str):
            raise SourceChanged("Toy Forum answers in a new shape: the next page is none.")
        return Page(records=records, following=following)

    def records(self, answer: Any) -> list[Any]:
        """Give the posts of an answer."""
        return answers.records(answer, "posts", self.title)

    def reading(self, record: Mapping[str, Any], matcher: Matcher, now: datetime) -> Read:
        """Read a post."""
        mention = self.mention(record)
        hit = matcher.find(mention.text)
        ours = replace(mention, query=hit.brand, matched=hit.matched) if hit else None
        return Read(
            key=mention.stable_key, at=mention.posted_at, mention=ours, sample=self.sample(record, mention.id, now)
        )

    def mention(self, record: Mapping[str, Any]) -> Mention:
        """Read the words of a post."""
        key = str(answers.number(record, "id"))
        return Mention(
            platform=self.platform,
            stable_key=key,
            external_id=key,
            source=self.name,
            text=answers.together(answers.words(record, "text")),
            posted_at=datetime.fromtimestamp(answers.number(record, "seconds"), UTC),
            author_key=answers.name(record, "author").lower(),
            author=answers.name(record, "author"),
            in_reply_to=None if record.get("parent") is None else str(answers.number(record, "parent")),
            thread=answers.name_or_none(record, "thread"),
        )

    def sample(self, record: Mapping[str, Any], mention_id: str, now: datetime) -> EngagementSample:
        """Read the counts of a post."""
        return EngagementSample(mention_id=mention_id, at=now, likes=answers.count(record, "likes"))

    def refresh(self, mentions: Sequence[Mention], now: datetime) -> Iterator[EngagementSample | Gone | Edited]:
        """Ask for the posts by their numbers; deleted ones are said to be."""
        if not mentions:
            return
        known = {mention.stable_key: mention for mention in mentions}
        try:
            for record in self.records(self.get("some", ids=",".join(known))):
                known_as = known.get(str(answers.number(record, "id")))
                if known_as is not None:
                    yield from self.look(record, known_as, now)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise SourceChanged(f"Toy Forum answers in a new shape: {type(fault).__name__}.") from None

    def look(
        self, record: Mapping[str, Any], mention: Mention, now: datetime
    ) -> Iterator[EngagementSample | Gone | Edited]:
        """Compare a post with what is known of it."""
        if record.get("deleted") is True:
            yield Gone(mention_id=mention.id, why=Absence.DELETED)
            return
        text = self.mention(record).text
        if text != mention.text:
            yield Edited(mention=replace(mention, text=text))
        yield self.sample(record, mention.id, now)

    def thread(self, mention: Mention) -> Iterator[Mention]:
        """Read the whole conversation."""
        try:
            said = [self.mention(record) for record in self.records(self.get("thread", of=mention.thread or ""))]
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise SourceChanged(f"Toy Forum answers in a new shape: {type(fault).__name__}.") from None
        said.sort(key=lambda each: each.posted_at)
        yield from (replace(each, query=mention.query, matched=mention.matched) for each in said[:THREAD_LIMIT])


class ToyWorld(HttpWorld):
    """The forum: posts newest first, posts by number, and whole conversations."""

    connector: Any = Toy

    def options(self) -> dict[str, Any]:
        return {"base_url": self.url, "key": KEY}

    def is_sign_in(self, asked: Asked) -> bool:
        return asked.path == "/token"

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/token":
            right = asked.parameters.get("key") == KEY
            return Reply(body={"token": "t-" + KEY[::-1]}) if right else Reply(status=401)
        if asked.path == "/posts":
            return self._page(asked)
        if asked.path == "/some":
            wanted = asked.parameters.get("ids", "").split(",")
            return Reply(body={"posts": [self._record(self.posts[key]) for key in wanted if key in self.posts]})
        if asked.path == "/thread":
            root = asked.parameters["of"]
            said = [post for post in self.visible() if root in (post.key, post.thread)]
            return Reply(body={"posts": [self._record(post) for post in said]})
        return Reply(status=404)

    def _page(self, asked: Asked) -> Reply:
        """Give a page: by `before`, which holds still, or by `offset`, which shifts."""
        before, skipped = int(asked.parameters.get("before", 10**9)), int(asked.parameters.get("offset", 0))
        found = [post for post in self.visible() if int(post.key) < before][skipped:]
        more = len(found) > self.page
        shown = found[: self.page]
        following = shown[-1].key if more else None
        return Reply(body={"posts": [self._record(post) for post in shown], "next": following})

    @staticmethod
    def _record(post: Post) -> dict[str, Any]:
        if post.deleted:
            return {"id": int(post.key), "deleted": True}
        told = {"id": int(post.key), "text": post.text, "seconds": int(post.at.timestamp()), "author": post.author}
        parent = int(post.parent) if post.parent else None
        return told | {"likes": post.likes, "parent": parent, "thread": post.thread or post.key}
