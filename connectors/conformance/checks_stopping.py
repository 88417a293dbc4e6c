"""Checks of pulls that break off, of pages that shift while they are read, and of platforms that lead in a circle."""

# ruff: noqa: D401 - the first line of a check's docstring is its claim
from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from connectors.conformance.checks import Tier, check, demand, filled, write_one
from connectors.conformance.checks_hearing import fine
from connectors.conformance.host import Host, Run
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, World
from monitor.errors import SourceBudgetSpent
from monitor.model import GapReason, Json

MOST_DAMAGES = 15  # ways of damaging one checkpoint that are tried, spread over all of it
MOST_REQUESTS = 400  # a pull that asks more often than this is in a loop
_DAMAGES: tuple[Any, ...] = ("missing", None, "?", [], {"a": 1}, -1.5)
_NO_ANSWER = Reply(status=500, body={"error": "synthetic fault"})


@check(Tier.BRONZE, excusable=True, http=True)
def pages_are_walked(kind: type[World]) -> None:
    """The world answers a first pull in several pages, so that the checks of broken-off pulls mean something."""
    with filled(kind) as world:
        asked = fine(Host(world).run()).requests
        demand(asked >= 3, f"13 posts, {world.page} to a page, were read with {asked} requests")


@check(Tier.SILVER)
def a_killed_pull_is_completed(kind: type[World]) -> None:
    """Killed after any batch and begun again, a pull has found the same as one that was never killed."""
    with filled(kind) as world:
        everything = world.expected()
        count = len(fine(Host(world).run()).batches)
        for kept in range(count + 1):
            host = Host(world)
            host.run(batches=kept)
            fine(host.run())
            _demand_same(everything, host, f"killed after batch {kept} of {count}")


@check(Tier.SILVER, http=True)
def stopped_after_any_request_it_goes_on(kind: type[World]) -> None:
    """With the requests used up after any one of them, a pull stops at once, vouches for nothing and is completed later."""
    with filled(kind) as world:
        everything = world.expected()
        count = fine(Host(world).run()).requests + _sign_ins(world)
        for allowed in range(count):
            host = Host(world)
            before = len(world.asked)
            run = host.run(requests=allowed)
            asked = len(world.asked) - before
            demand(asked <= allowed, f"{asked} requests were sent, {allowed} were allowed")
            _demand_owned_up(run, f"with {allowed} of {count} requests")
            right = run.fault is None or isinstance(run.fault, SourceBudgetSpent)
            demand(right, f"out of requests, it raised {run.fault!r} and hides that the budget was spent")
            fine(host.run())
            _demand_same(everything, host, f"stopped after request {allowed} of {count}")


@check(Tier.GOLD, http=True)
def stopped_while_posts_arrive_it_goes_on(kind: type[World]) -> None:
    """Broken off after any request, with new posts arriving before the next pull, nothing is lost."""
    with filled(kind) as world:
        total = fine(Host(world).run()).requests + _sign_ins(world)
    for stop in range(1, total + 1):
        with filled(kind) as world:
            host = Host(world)
            _break_from(world, stop)
            run = host.run()
            _demand_owned_up(run, f"broken off at request {stop}")
            _mend(world)
            for number in range(30, 37):
                world.pass_time(minutes=2)
                write_one(world, number)
            world.pass_time(minutes=2)
            fine(host.run())
            _demand_same(world.expected(), host, f"broken off at request {stop} of {total}, 7 posts later")


@check(Tier.GOLD, http=True)
def posts_arriving_between_two_pages_hide_none(kind: type[World]) -> None:
    """Posts written between two requests push no other off the pages, and are found by the next pull at the latest."""
    _shift(kind, lambda world, number: [write_one(world, 40 + 2 * number + each) and None for each in range(2)])


@check(Tier.GOLD, http=True)
def posts_deleted_between_two_pages_hide_none(kind: type[World]) -> None:
    """A post deleted between two requests moves no other out of sight."""
    _shift(kind, lambda world, _number: world.delete(world.visible()[0].key))


@check(Tier.GOLD, http=True)
def posts_coming_and_going_hide_none(kind: type[World]) -> None:
    """With posts written before one request and deleted before the next, every one that stays is found."""

    def come_and_go(world: World, number: int) -> None:
        for post in world.visible()[1:3]:
            if number % 2:
                write_one(world, 60 + len(world.posts))
            else:
                world.delete(post.key)

    _shift(kind, come_and_go)


def _shift(kind: type[World], change: Callable[[World, int], Any]) -> None:
    """Let the platform change before each request in turn but the first, then before all that a quiet pull takes."""
    with filled(kind) as world:
        total = fine(Host(world).run()).requests + _sign_ins(world)
    every = range(2, total + 1)
    for place in every:
        _shift_at(kind, [place], change, f"the platform changed before request {place}")
    _shift_at(kind, every, change, "the platform changed before every request")


def _shift_at(kind: type[World], places: Collection[int], change: Callable[[World, int], Any], when: str) -> None:
    """Let the platform change before these requests; nothing that stays may be lost, then or after another pull."""
    with filled(kind) as world:
        host = Host(world)
        world.pass_time(minutes=1)

        def fault(number: int, _asked: Asked) -> None:
            if number in places:
                world.pass_time(seconds=1)
                change(world, number)

        _server_of(world).fault = fault
        here = {world.stable_key_of(post) for post in world.visible()} & world.expected()
        fine(host.run(now=world.now))
        lost = here & world.expected() - set(host.mentions)
        demand(not lost, f"{when}: {len(lost)} lost that were there all the time: {sorted(lost)[:3]}")
        _mend(world)
        world.pass_time(minutes=5)
        fine(host.run())
        _demand_same(world.expected(), host, f"{when}, after another pull", others_too=True)


@check(Tier.SILVER, http=True)
def a_circle_of_pages_is_left(kind: type[World]) -> None:
    """A platform whose every page is the same, with or without records, is left after a bounded number of requests."""
    for hollow in (False, True):
        with filled(kind) as world:
            _server_of(world).change = _circling(world, hollow=hollow)
            host = Host(world)
            _stop_at(world, MOST_REQUESTS)
            run = host.run()
            demand(run.requests < MOST_REQUESTS // 2, f"it asked {run.requests} times for pages that are all the same")


def _circling(world: World, *, hollow: bool) -> Callable[[int, Asked, Reply], Reply]:
    """Answer everything but sign-ins as the first question was answered, without its records if it is `hollow`."""
    first: list[Reply] = []

    def circle(_number: int, asked: Asked, reply: Reply) -> Reply:
        if isinstance(world, HttpWorld) and world.is_sign_in(asked):
            return reply
        first.append(_emptied(reply) if hollow else reply)
        return first[0]

    return circle


@check(Tier.GOLD, excusable=True, http=True)
def an_empty_page_is_not_the_end(kind: type[World]) -> None:
    """A page without records that names a next one does not end the walk; if it does, no time is vouched for."""
    with filled(kind) as world:
        total, signs = fine(Host(world).run()).requests, _sign_ins(world)
    for place in range(1, total):
        with filled(kind) as world:
            _server_of(world).change = lambda number, _asked, reply, place=place: (
                _emptied(reply) if number - signs == place else reply
            )
            run = Host(world).run()
            went_on = run.requests >= total
            demand(
                went_on or run.fault or not run.heard or run.gaps,
                f"page {place} of {total} was empty but named a next one: taken for the end, and vouched for",
            )


def _emptied(reply: Reply) -> Reply:
    """Give an answer without its records: all lists of records on its upper levels are empty."""
    if reply.status != 200:
        return reply
    try:
        body = json.loads(reply.content())
    except ValueError:
        return reply
    return Reply(status=200, body=_without_records(body, 0), headers=reply.headers)


def _without_records(value: Any, depth: int) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, list) and (not value or isinstance(value[0], dict)):
        return []
    if isinstance(value, dict) and depth < 3:
        return {name: _without_records(each, depth + 1) for name, each in value.items()}
    return value


@check(Tier.SILVER)
def a_strange_checkpoint_is_no_trap(kind: type[World]) -> None:
    """A checkpoint of another version or of another shape makes the connector begin anew."""
    strange: list[dict[str, Json]] = [
        {},
        {"version": 0},
        {"version": 999, "until": "soon", "lanes": 7},
        {"version": "1", "until": [1]},
        {"version": None},
        {"junk": [1, 2, {"a": None}]},
    ]
    with filled(kind) as world:
        for checkpoint in strange:
            host = Host(world)
            host.checkpoint = checkpoint
            fine(host.run())
            _demand_same(world.expected(), host, f"begun with the checkpoint {checkpoint}")


@check(Tier.GOLD)
def a_damaged_checkpoint_is_no_trap(kind: type[World]) -> None:
    """Its own checkpoint with any one part missing or of another type leads to no crash, and to no loss unless it says so."""
    with filled(kind) as world:
        first = Host(world)
        fine(first.run())
        halfway = Host(world)
        halfway.run(batches=1)
        for before in (first, halfway):
            damaged = _damaged(before.checkpoint or {})
            for checkpoint, how in damaged[:: max(1, len(damaged) // MOST_DAMAGES)]:
                host = Host(world)
                host.checkpoint, host.mentions = checkpoint, dict(before.mentions)
                if host.run().fault is None:
                    _demand_same(world.expected(), host, f"with {how} in its checkpoint")


def _damaged(whole: dict[str, Json]) -> list[tuple[dict[str, Json], str]]:
    """Give a checkpoint once for each of its parts, with that part missing or of another type."""
    found: list[tuple[dict[str, Json], str]] = []
    for path in _paths(whole, ()):
        for change in _DAMAGES:
            copy: Any = json.loads(json.dumps(whole))
            holder = copy
            for step in path[:-1]:
                holder = holder[step]
            if change == "missing":
                del holder[path[-1]]
            else:
                holder[path[-1]] = change
            if copy != whole:
                name = ".".join(map(str, path))
                found.append((copy, f"`{name}` {change!r}" if change != "missing" else f"no `{name}`"))
    return found


def _paths(value: Any, path: tuple[Any, ...]) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any JSON
    steps: Any = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    return [each for name, inner in steps for each in ((*path, name), *_paths(inner, (*path, name)))]


def _demand_same(everything: set[str], host: Host, when: str, *, others_too: bool = False) -> None:
    found = set(host.mentions)
    lost, strange = sorted(everything - found), sorted(found - everything)
    demand(not lost, f"{when}: {len(lost)} of {len(everything)} were lost: {lost[:3]}")
    demand(others_too or not strange, f"{when}: found what there is not: {strange[:3]}")


def _demand_owned_up(run: Run, when: str) -> None:
    """Raise Broken for a pull that broke off and neither fails nor names a gap, but just vouches."""
    if run.fault is not None:
        demand(not run.heard, f"{when}: it failed and yet vouches for {run.heard[:1]}")
        return
    standing = [gap for gap in run.gaps if gap.reason is not GapReason.LIMIT]
    demand(standing or not run.heard, f"{when}: it neither fails nor names a gap, and vouches for all")


def _server_of(world: World) -> Any:  # noqa: ANN401 - a Server, where the world has one
    demand(isinstance(world, HttpWorld), "this check is for platforms spoken to by HTTP")
    return world.server  # type: ignore[attr-defined]


def _sign_ins(world: World) -> int:
    """Count the sign-ins of the first pull of a world."""
    return sum(world.is_sign_in(asked) for asked in world.asked) if isinstance(world, HttpWorld) else 0


def _break_from(world: World, place: int) -> None:
    """Let the platform answer nothing but faults from the n-th request on."""
    _server_of(world).fault = lambda number, _asked: _NO_ANSWER if number >= place else None


def _stop_at(world: World, place: int) -> None:
    """End a loop: refuse, in a way no connector goes on after, from the n-th request on."""
    _server_of(world).fault = lambda number, _asked: Reply(status=401) if number >= place else None


def _mend(world: World) -> None:
    """Let the platform answer as it should."""
    _server_of(world).fault = lambda _number, _asked: None
