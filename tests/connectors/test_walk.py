from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest

from connectors.base import Connector, Option, OptionType, Window
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld
from connectors.walk import Lane, Page, Read, Walk
from monitor.errors import SourceError
from monitor.model import Batch, EngagementSample, GapReason, Json, Mention, Query


class Plain(Connector):
    """Numbered or tokened pages, newest first."""

    title = "Plain"
    platform = "plain"
    shifting: ClassVar[bool] = False
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="base_url", type=OptionType.ADDRESS, required=True, help="where", example='"http://x"'),
        Option(name="lanes", type=OptionType.TEXTS, default=["one"], help="which", example='["one"]'),
    )

    def pull(self, queries: Sequence[Query], checkpoint: dict[str, Json] | None, window: Window) -> Iterator[Batch]:
        """Walk."""
        walk = Walk(self, self._fetch, self._read, lookback=timedelta(days=2), shifting=self.shifting)
        lanes = [Lane(key=name, label=name) for name in self.settings["lanes"]]
        yield from walk.batches(lanes, checkpoint, window)

    def _fetch(self, lane: Lane, token: str | None, _lower: datetime) -> Page:
        got = self.http.get(f"{self.settings['base_url']}/{lane.key}", {"page": token} if token else {}).json()
        return Page(records=got["posts"], following=got.get("next"), capped=got.get("capped", False))

    def _read(self, _lane: Lane, record: Any) -> Read:
        mention = Mention(
            platform="plain",
            stable_key=record["id"],
            source=self.name,
            text=record["text"],
            posted_at=datetime.fromisoformat(record["at"]),
        )
        sample = EngagementSample(mention_id=mention.id, at=mention.posted_at, likes=record["likes"])
        return Read(key=record["id"], at=mention.posted_at, mention=mention, sample=sample)


class Numbered(Plain):
    """Pages that move when a post goes away."""

    shifting = True


class PlainWorld(HttpWorld):
    """Numbered pages of five, newest first."""

    connector = Plain
    most = 1000

    def options(self) -> dict[str, Any]:
        return {"base_url": self.url}

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/broken":
            return Reply(status=404)
        number = int(asked.parameters.get("page", "0"))
        seen = self.visible()[: self.most]
        shown = seen[number * self.page : (number + 1) * self.page]
        posts = [{"id": each.key, "text": each.text, "at": each.at.isoformat(), "likes": each.likes} for each in shown]
        more = len(seen) > (number + 1) * self.page
        capped = not more and len(self.visible()) > self.most
        return Reply(body={"posts": posts, "next": str(number + 1) if more else None, "capped": capped})


@pytest.fixture
def world() -> Iterator[PlainWorld]:
    with PlainWorld() as made:
        for _ in range(23):
            made.write()
            made.pass_time(minutes=7)
        yield made


def hear(
    world: PlainWorld, checkpoint: dict[str, Json] | None = None, **options: Any
) -> tuple[set[str], dict[str, Json] | None, list[Batch], SourceError | None]:
    batches: list[Batch] = []
    fault = None
    try:
        for batch in world.source(**options).pull(world.queries, checkpoint, Window(start=None, now=world.now)):
            batches.append(batch)
            checkpoint = batch.checkpoint or checkpoint
    except SourceError as caught:
        fault = caught
    return {mention.stable_key for batch in batches for mention in batch.mentions}, checkpoint, batches, fault


def test_all_is_found_and_vouched_for_only_when_the_last_page_is_read(world: PlainWorld) -> None:
    keys, _, batches, fault = hear(world)
    assert (keys, fault) == (world.expected(), None)
    assert [batch.heard is not None for batch in batches] == [False] * 5 + [True]
    assert batches[-1].heard is not None
    assert batches[-1].heard.end == world.now
    assert sum(len(batch.samples) for batch in batches) == 23


def test_a_run_with_nothing_new_asks_once(world: PlainWorld) -> None:
    _, checkpoint, _, _ = hear(world)
    before = len(world.asked)
    world.pass_time(minutes=15)
    _, checkpoint, batches, _ = hear(world, checkpoint)
    assert len(world.asked) == before + 1
    assert batches[-1].heard is not None
    assert batches[-1].heard.end - batches[-1].heard.start == timedelta(minutes=15)


def test_stopped_after_any_request_and_resumed_it_finds_the_same(world: PlainWorld) -> None:
    for stop in range(1, 6):
        already = len(world.asked)
        world.server.fault = lambda n, _a, at=already + stop: Reply(status=500) if n in (at, at + 1) else None  # type: ignore[misc]
        keys, checkpoint, batches, fault = hear(world)
        assert fault is not None
        assert not any(batch.heard for batch in batches)
        world.server.fault = lambda _n, _a: None
        world.pass_time(minutes=1)
        late = world.write().key
        world.pass_time(minutes=1)
        more, _, batches, _ = hear(world, checkpoint)
        assert keys | more == world.expected()
        assert late in more
        assert batches[-1].heard is not None
        assert batches[-1].heard.end == world.now


def test_a_post_deleted_between_two_numbered_pages_hides_no_other(world: PlainWorld) -> None:
    newest = world.visible()[0].key

    def deleting(number: int, _asked: Asked) -> None:
        if number == 2:
            world.delete(newest)

    world.server.fault = deleting
    world.connector = Plain
    lost = world.expected() - hear(world)[0]
    world.posts[newest].deleted = False
    assert lost, "without the repeated walk this fault loses a post: the check can fail"
    asked = len(world.asked)
    world.server.fault = lambda number, _asked: deleting(number - asked, _asked)
    world.connector = Numbered
    assert hear(world)[0] >= world.expected()


def test_one_lane_that_fails_is_a_gap_and_the_others_are_heard(world: PlainWorld) -> None:
    keys, checkpoint, batches, fault = hear(world, lanes=["one", "broken"])
    assert (keys, fault) == (world.expected(), None)
    (gap,) = [gap for batch in batches for gap in batch.gaps]
    assert gap.detail.startswith("broken: ")
    assert gap.span.end == world.now
    assert not any(batch.heard for batch in batches), "what was heard in part is not vouched for"
    assert hear(world, checkpoint, lanes=["broken"])[3] is not None


def test_a_cap_before_the_end_is_a_gap(world: PlainWorld) -> None:
    world.most = 10
    _, _, batches, _ = hear(world)
    (gap,) = [gap for batch in batches for gap in batch.gaps]
    assert gap.reason is GapReason.LIMIT
    assert gap.span.end == world.visible()[9].at


@pytest.mark.parametrize("turn", ["same", "empty"])
def test_a_listing_that_goes_in_a_circle_is_left(world: PlainWorld, turn: str) -> None:
    posts = [] if turn == "empty" else [{"id": "9", "text": "x", "at": world.now.isoformat(), "likes": 0}]
    numbers = iter(range(10_000))

    def circling(_number: int, _asked: Asked) -> Reply:
        return Reply(body={"posts": posts, "next": "7" if turn == "same" else str(next(numbers))})

    world.server.fault = circling
    *_, fault = hear(world)
    assert "circle" in str(fault)
    assert len(world.asked) < 30


def test_a_token_that_has_expired_begins_anew(world: PlainWorld) -> None:
    world.server.fault = lambda number, _asked: Reply(status=500) if number in (3, 4) else None
    keys, checkpoint, _, _ = hear(world)
    world.server.fault = lambda number, _asked: Reply(status=410) if number == 5 else None
    more, *_ = hear(world, checkpoint)
    assert keys | more == world.expected()
