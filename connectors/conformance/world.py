"""A made-up platform: posts that are written, edited and deleted while time goes by, told in the platform's own protocol.

A connector's author writes one subclass, which only says how the platform puts `posts` into answers.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

from connectors.base import Capability, Connector, validate_options
from connectors.conformance.server import Asked, Reply, Server
from connectors.http import HttpSession, Limits
from monitor.model import Query

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""When a world's clock starts; nothing here asks the real one."""

QUICK = Limits(connect=2, read=2, total=2, tries=2, backoff=0.001, longest_wait=0.05)
"""Limits under which a test does not wait."""


@dataclass(slots=True, kw_only=True)
class Post:
    """One utterance as the platform keeps it. `parent` is the key of what it answers, `thread` that of the conversation."""

    key: str
    text: str
    at: datetime
    author: str | None = "ann"
    parent: str | None = None
    thread: str = ""
    likes: int | None = 0
    replies: int | None = 0
    reposts: int | None = 0
    edited_at: datetime | None = None
    deleted: bool = False
    author_gone: bool = False
    more: dict[str, Any] = field(default_factory=dict)


class World(ABC):
    """A platform with its posts and its clock. Subclasses set the class attributes and write what is abstract.

    `excused` names checks of the conformance kit that make no sense on this platform, each with the reason why. What
    the connector claims in its capabilities cannot be excused. `tolerated` names the fields of a mention that may hold
    something else than the truth when the platform's record is broken, each with the reason why. A world that is not
    spoken to by HTTP sends every answer through `garble`, if there is one, and says so by `garbles`.
    """

    connector: ClassVar[type[Connector]]
    excused: ClassVar[Mapping[str, str]] = {}
    tolerated: ClassVar[Mapping[str, str]] = {}
    garbles: ClassVar[bool] = False
    queries: ClassVar[tuple[Query, ...]] = (Query(brand="Larkfield", terms=("Larkfield",), handles=("@larkfield",)),)
    page: int = 5

    def __init__(self) -> None:
        self.now = BEGIN
        self.posts: dict[str, Post] = {}
        self.connectors: list[Connector] = []
        self.garble: Callable[[bytes], bytes] | None = None

    @property
    @abstractmethod
    def asked(self) -> Sequence[object]:
        """Every request so far, in order."""

    @abstractmethod
    def options(self) -> dict[str, Any]:
        """Give the options that lead a connector here."""

    def new_key(self, number: int) -> str:
        """Make the key of the n-th post, in the platform's own form."""
        return str(1000 + number)

    def write(self, text: str = "My Larkfield sofa arrived broken.", **more: Any) -> Post:  # noqa: ANN401 - any field of Post
        """Write a post now (or `at` another time)."""
        key = more.pop("key", None) or self.new_key(len(self.posts))
        post = Post(key=key, text=text, **({"at": self.now} | more))
        self.posts[key] = post
        return post

    def write_reply(self, to: Post, text: str = "Same here, my Larkfield order is lost.", **more: Any) -> Post:  # noqa: ANN401 - any field of Post
        """Write an answer to a post, in the same conversation."""
        return self.write(text, **({"parent": to.key, "thread": to.thread or to.key} | more))

    def edit(self, key: str, text: str) -> Post:
        """Let the author change the words of a post."""
        post = self.posts[key]
        post.text, post.edited_at = text, self.now
        return post

    def delete(self, key: str) -> None:
        """Let the author take a post away."""
        self.posts[key].deleted = True

    def pass_time(self, **span: float) -> datetime:
        """Move the clock on (`minutes=5`) and say what time it is."""
        self.now += timedelta(**span)
        return self.now

    def visible(self) -> list[Post]:
        """List what can be seen now, newest first."""
        seen = [post for post in self.posts.values() if post.at <= self.now and not post.deleted]
        return sorted(seen, key=lambda post: (post.at, post.key), reverse=True)

    def stable_key_of(self, post: Post) -> str:
        """Give the stable key of the mention that a connector makes of a post."""
        return post.key

    def expected(self) -> set[str]:
        """Name the stable keys a connector should have found by now."""
        return {self.stable_key_of(post) for post in self.visible()}

    def source(self, limits: Limits = QUICK, **options: Any) -> Connector:  # noqa: ANN401 - any option of the connector
        """Make a connector that listens here, as the product would; it is closed with the world."""
        values, faults = validate_options(self.connector, self.options() | options)
        if faults:
            raise ValueError("; ".join(faults))
        secrets = [str(values[each.name]) for each in self.connector.options if each.secret and values.get(each.name)]
        http = HttpSession(limits, self.connector.own_addresses(values), secrets)
        made = self.connector("here", values, None if Capability.LOCAL in self.connector.capabilities else http)
        self.connectors.append(made)
        return made

    def close(self) -> None:
        """Let go of everything."""
        for made in self.connectors:
            made.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()


class HttpWorld(World):
    """A platform that is spoken to by HTTP. Subclasses write `options` (with `self.url`) and `answer`."""

    def __init__(self) -> None:
        super().__init__()
        self.server = Server(self.answer)

    @property
    def url(self) -> str:
        """The address of this platform."""
        return self.server.url

    @property
    def asked(self) -> list[Asked]:
        """Every request so far, in order."""
        return self.server.asked

    @abstractmethod
    def answer(self, asked: Asked) -> Reply:
        """Answer as the platform would."""

    def is_sign_in(self, asked: Asked) -> bool:
        """Tell a request that only gets a token from one that asks for mentions."""
        return asked.method == "POST"

    def close(self) -> None:
        """Let go of everything."""
        super().close()
        self.server.close()
