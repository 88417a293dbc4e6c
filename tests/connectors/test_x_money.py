"""What X costs: our account of it equals the platform's meter, and never passes the budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from worlds.x import XWorld

from connectors.base import Connector
from connectors.conformance.host import Host
from connectors.conformance.server import Asked, Reply
from connectors.conformance.trouble import HASTY
from connectors.conformance.world import QUICK
from monitor.collect import collect
from monitor.config import Budget, Period, SourceConfig
from monitor.errors import SourceBudgetSpent, SourceUnreachable
from monitor.model import Query
from monitor.store import Store

POST, OWN, USER = 5_000, 1_000, 10_000


class Wallet:
    """Keeps account as the contract of a purse says: written for these tests, independent of the product's own."""

    def __init__(self, world: XWorld, a_day: int = 10**12) -> None:
        self._world = world
        self._a_day = a_day
        self.set_aside = 0
        self.paid: dict[tuple[str, str], int] = {}
        self.refused = 0

    @property
    def spent(self) -> int:
        return sum(self.paid.values()) + self.set_aside

    def today(self) -> int:
        day = self._world.now.date().isoformat()
        return sum(micros for (each, _), micros in self.paid.items() if each == day) + self.set_aside

    def reserve(self, micros: int) -> None:
        assert self.set_aside == 0, "every question is settled before the next is asked"
        if self.today() + micros > self._a_day:
            self.refused += 1
            raise SourceBudgetSpent("used up")
        self.set_aside = micros

    def settle(self, bill: Mapping[str, int]) -> None:
        self.set_aside = 0
        for resource, micros in bill.items():
            self.paid.setdefault((self._world.now.date().isoformat(), resource), micros)


class Payer(Host):
    """A host with a wallet."""

    def __init__(self, world: XWorld, wallet: Wallet, **options: Any) -> None:
        super().__init__(world, **options)
        self.wallet = wallet

    def connector(self) -> Connector:
        made = super().connector()
        made.purse = self.wallet
        return made


@pytest.fixture
def world() -> Iterator[XWorld]:
    with XWorld() as made:
        made.page = 10
        yield made


def written(world: XWorld, posts: int, text: str = "Larkfield, order {}") -> None:
    for number in range(posts):
        world.write(text.format(number), author=f"ann{number % 7}")
        world.pass_time(minutes=3)


def a_busy_world(world: XWorld) -> None:
    """Write posts of two brands, some to our own account, over midnight."""
    world.account = world.user_id("larkfield")
    names = (
        Query(brand="Larkfield", terms=("Larkfield",), handles=("@larkfield",)),
        Query(brand="Otter", terms=("Otter",)),
    )
    world.queries = names  # type: ignore[misc]
    world.now = world.now.replace(hour=22)
    written(world, 25)
    written(world, 13, "@larkfield order {}")
    written(world, 24, "Otter and Larkfield {}")


@pytest.mark.parametrize("authors", [False, True])
def test_our_account_equals_the_meter_in_pulls_looks_and_conversations_over_midnight(
    world: XWorld, authors: bool
) -> None:
    a_busy_world(world)
    wallet = Wallet(world)
    host = Payer(world, wallet, authors=authors)
    for _ in range(3):
        host.run()
        assert wallet.spent == world.meter.total() > 0
        world.pass_time(hours=1)
        written(world, 3)
    posts = list(host.mentions.values())
    root = world.posts[posts[0].stable_key]
    world.write_reply(root)
    world.write("look", more={"quoted": root.key})
    world.edit(posts[1].stable_key, "Larkfield, edited")
    world.delete(posts[2].stable_key)
    for day in range(3):
        list(host.connector().refresh(posts, world.now))
        assert wallet.spent == world.meter.total()
        assert len(list(host.connector().thread(posts[0]))) == 3
        assert wallet.spent == world.meter.total()
        if day < 2:
            world.pass_time(days=1)
    assert {day for day, _ in wallet.paid} == set(world.meter.days)
    assert any(resource.startswith("user:") for _, resource in wallet.paid) is authors


def test_prices_are_those_of_the_options(world: XWorld) -> None:
    world.account = world.user_id("larkfield")
    world.meter.post, world.meter.own, world.meter.user = 7_000, 0, 12_345
    written(world, 4)
    written(world, 4, "@larkfield {}")
    wallet = Wallet(world)
    Payer(world, wallet, authors=True, post_price=0.007, own_price=0, user_price=0.012345).run()
    assert wallet.spent == world.meter.total() > 0


def test_own_mentions_are_read_first_and_not_paid_twice(world: XWorld) -> None:
    world.account = world.user_id("larkfield")
    written(world, 8, "@larkfield order {}")
    wallet = Wallet(world)
    Payer(world, wallet).run()
    assert wallet.spent == world.meter.total() == 8 * OWN


def test_a_quiet_run_costs_nothing(world: XWorld) -> None:
    written(world, 12)
    wallet = Wallet(world)
    host = Payer(world, wallet)
    host.run()
    world.pass_time(days=1)
    before = wallet.spent
    run = host.run()
    assert (run.mentions, run.requests, wallet.spent - before) == ({}, 1, 0)
    outlook = host.connector().outlook(world.queries)
    assert (outlook.requests, outlook.micros, outlook.micros_per_mention) == (1, 0, POST)


def test_looks_on_the_day_of_the_first_reading_are_free(world: XWorld) -> None:
    written(world, 30)
    wallet = Wallet(world)
    host = Payer(world, wallet)
    posts = list(host.run().mentions.values())
    before = wallet.spent
    list(host.connector().refresh(posts, world.now))
    assert wallet.spent == before == world.meter.total()
    world.pass_time(days=1)
    list(host.connector().refresh(posts, world.now))
    assert wallet.spent == world.meter.total() == before + 30 * POST


@pytest.mark.parametrize("posts_a_day", [10, 24, 51, 99])
def test_the_budget_of_a_day_is_never_passed_and_the_next_day_goes_on(world: XWorld, posts_a_day: int) -> None:
    written(world, 40)
    wallet = Wallet(world, posts_a_day * POST)
    host = Payer(world, wallet)
    days = 0
    while fault := host.run().fault:
        days += 1
        assert wallet.spent == world.meter.total()
        assert world.meter.total(world.now.date().isoformat()) <= posts_a_day * POST
        assert isinstance(fault, SourceBudgetSpent)
        world.pass_time(days=1)
    needed = -(-40 // (posts_a_day // 10 * 10))
    assert days in (needed, needed - 1), "it goes on by as much as a day's budget can pay"
    assert set(host.mentions) == world.expected()


def test_a_brand_that_eats_the_budget_does_not_silence_the_others(world: XWorld) -> None:
    world.queries = tuple(Query(brand=name, terms=(name,)) for name in ("Giant", "Otter", "Larkfield"))  # type: ignore[misc]
    host = Payer(world, Wallet(world, 30 * POST))
    for day in range(4):
        for number in range(50):
            world.write(f"Giant {day} {number}")
            world.pass_time(minutes=1)
        otter, lark = world.write(f"Otter {day}"), world.write(f"Larkfield {day}")
        world.pass_time(hours=2)
        assert isinstance(host.run().fault, SourceBudgetSpent)
        assert {otter.key, lark.key} <= host.mentions.keys() or day == 0
        world.now = world.now.replace(hour=9) + timedelta(days=1)


def test_a_budget_smaller_than_the_smallest_question_asks_nothing(world: XWorld) -> None:
    written(world, 3)
    run = Payer(world, Wallet(world, 9 * POST)).run()
    assert isinstance(run.fault, SourceBudgetSpent)
    assert world.asked == []


def test_questions_shrink_to_what_the_purse_can_still_pay(world: XWorld) -> None:
    world.page = 100
    written(world, 90)
    wallet = Wallet(world, 75 * POST)
    run = Payer(world, wallet).run()
    assert [int(asked.parameters["max_results"]) for asked in world.asked] == [50, 20]
    assert isinstance(run.fault, SourceBudgetSpent)
    assert wallet.spent == world.meter.total() == 70 * POST
    assert len(run.mentions) == 70


def test_a_look_shrinks_too(world: XWorld) -> None:
    world.page = 100
    written(world, 60)
    posts = list(Payer(world, Wallet(world)).run().mentions.values())
    world.pass_time(days=1)
    world.asked.clear()
    wallet = Wallet(world, 33 * POST)
    host = Payer(world, wallet)
    with pytest.raises(SourceBudgetSpent):
        list(host.connector().refresh(posts, world.now))
    assert [len(asked.parameters["ids"].split(",")) for asked in world.asked] == [20, 10, 1, 1, 1]


@pytest.mark.parametrize(
    "breaks",
    [
        lambda: Reply(status=500),
        lambda: Reply(status=429, headers={"Retry-After": "900"}),
        lambda: Reply(status=401),
        lambda: Reply(status=404),
    ],
)
def test_stopped_by_a_refusal_at_any_request_the_account_stays_exact(
    world: XWorld, breaks: Callable[[], Reply]
) -> None:
    a_busy_world(world)
    wallet = Wallet(world)
    whole = Host(world)
    whole.run()
    needed = len(world.asked)
    for stop in range(1, needed + 1):
        world.meter.days.clear()
        wallet.paid.clear()
        begun = len(world.asked)
        world.server.fault = lambda number, _asked, at=begun + stop: breaks() if number in (at, at + 1) else None  # type: ignore[misc]
        host = Payer(world, wallet)
        host.run()
        assert wallet.spent == world.meter.total()
        world.server.fault = lambda _number, _asked: None
        world.pass_time(minutes=5)
        host.run()
        assert wallet.spent == world.meter.total()
        assert set(host.mentions) == set(whole.mentions)


def test_stopped_by_the_budget_of_requests_nothing_is_booked_for_what_was_not_asked(world: XWorld) -> None:
    a_busy_world(world)
    for stop in range(6):
        world.meter.days.clear()
        wallet = Wallet(world)
        host = Payer(world, wallet)
        host.run(requests=stop)
        assert wallet.spent == world.meter.total()
        host.run()
        assert wallet.spent == world.meter.total()


@pytest.mark.parametrize("kind", ["reset", "timeout", "cut", "nonsense", "too large"])
def test_an_answer_that_got_lost_counts_once_a_day_at_its_most(world: XWorld, kind: str) -> None:
    written(world, 12)
    lost = {
        "reset": Reply(reset=True),
        "timeout": Reply(wait=1),
        "cut": Reply(body=b'{"data": ['),
        "nonsense": Reply(body=b"<html>"),
        "too large": Reply(body=b" " * (16 * 1024 * 1024)),
    }[kind]

    def billed_and_lost(_number: int, _asked: Asked, reply: Reply) -> Reply:
        return lost if reply.status == 200 else reply

    world.server.change = billed_and_lost
    wallet = Wallet(world)
    hasty = Payer(world, wallet, limits=HASTY if kind == "timeout" else QUICK)
    for _ in range(3):
        assert hasty.run().fault is not None
        assert world.meter.total() <= wallet.spent == 100 * POST
    world.server.change = lambda _number, _asked, reply: reply
    host = Payer(world, wallet)
    host.run()
    assert set(host.mentions) == world.expected()
    assert world.meter.total() <= wallet.spent == 112 * POST


def test_where_no_connection_came_about_nothing_is_booked(world: XWorld, closed_port: int) -> None:
    wallet = Wallet(world)
    for address in (f"http://127.0.0.1:{closed_port}", "http://no-such-host.invalid"):
        run = Payer(world, wallet, base_url=address).run()
        assert isinstance(run.fault, SourceUnreachable)
        assert wallet.spent == 0


def test_records_without_an_id_are_paid_too(world: XWorld) -> None:
    world.page = 100
    written(world, 60)

    def change(_number: int, _asked: Asked, reply: Reply) -> Reply:
        del reply.body["data"][7]["id"]
        return reply

    world.server.change = change
    wallet = Wallet(world)
    run = Payer(world, wallet).run()
    assert len(run.mentions) == 59
    assert wallet.spent == world.meter.total() == 60 * POST


@pytest.mark.parametrize("a_day", [None, 200_000])
def test_with_the_products_own_purse_and_store_the_account_equals_the_meter(
    world: XWorld, tmp_path: Path, a_day: int | None
) -> None:
    a_busy_world(world)
    budget = Budget(requests={}, micros={Period.DAY: a_day} if a_day else {Period.MONTH: 10**9})
    settings = SourceConfig(name="here", connector="x", options={}, budget=budget, every_minutes=0)
    store = Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    for _ in range(4):
        collect([world.source()], world.queries, store, world.now, settings=[settings], deadline_seconds=30)
        since = store.spending.since("here", "2026-03-01").items()
        spent = {day: of.micros for day, of in since if of.micros}
        assert spent == {day: world.meter.total(day) for day in world.meter.days}
        assert not a_day or all(micros <= a_day for micros in spent.values())
        world.pass_time(days=1)
    assert len(spent) > 1, "what is known is looked at again on the next day, and paid again"
    store.close()
