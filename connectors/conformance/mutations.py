"""Runs a connector over garbled answers: it never crashes, and never stores a wrong value in a right-looking field."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from connectors.base import Capability, Connector, Window
from connectors.conformance.checks import Broken, Tier, check, demand, name_of, write_one
from connectors.conformance.checks_hearing import fine
from connectors.conformance.garble import Garbled, garbled
from connectors.conformance.host import Host
from connectors.conformance.judging import Told, enter, wrong_with
from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import HttpWorld, World
from monitor.errors import SourceError
from monitor.model import Mention

FEW = 30  # mutations of every ordinary test run
MANY = 1_000  # mutations of a thorough one
SEED = 20_260_302


@check(Tier.PLATINUM)
def garbled_answers_store_nothing_wrong(kind: type[World]) -> None:
    """With any answer garbled in any place, it neither crashes nor tells anything that is not so."""
    survive(kind, FEW)


def survive(kind: type[World], mutations: int, seed: int = SEED) -> int:
    """Run a connector over so many garbled answers and give their number; Broken at the first that does harm."""
    chance = random.Random(seed)  # noqa: S311 - the same garbling every time, not a secret
    with kind() as world:
        _fill(world)
        known = list(fine(Host(world).run()).mentions.values())
        demand(known, "there is nothing to garble: the pull found no mention")
        tasks = list(_tasks(world, known))
        truths = [(task, _truth(world, task)) for task in tasks]
        done = 0
        for number in range(4 * mutations):
            task, (truth, answers) = truths[0 if chance.random() < 0.7 else number % len(truths)]
            done += _survive_one(world, task, truth, answers, chance)
            if done == mutations:
                return done
    raise Broken(f"only {done} of {mutations} answers could be garbled: does the world answer anything?")


def _fill(world: World) -> None:
    """Write some posts, answers among them, one edited."""
    for number in range(6):
        post = write_one(world, number)
        world.pass_time(minutes=7)
        if number in (1, 4):
            world.write_reply(post, f"The {name_of(world)} people never answered me, {number}.", author="dan")
            world.pass_time(minutes=3)
    edited = list(world.posts.values())[3]
    world.edit(edited.key, f"{edited.text} And the {name_of(world)} shop is closed.")
    world.pass_time(minutes=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One thing a connector is asked to do: pull, look again, read a conversation."""

    name: str
    mentions: tuple[Mention, ...] = ()

    def run(self, world: World) -> Told:
        """Do it, and give what was told and what of it was not valid."""
        made, told = world.source(), Told()
        try:
            for each in self._found(made, world):
                enter(each, told, made)
        except SourceError:
            told.failed = True
        finally:
            made.close()
        return told

    def _found(self, made: Connector, world: World) -> Iterator[object]:
        if self.name == "pull":
            yield from made.pull(world.queries, None, Window(start=None, now=world.now))
        elif self.name == "refresh":
            for start in range(0, len(self.mentions), made.together):
                yield from made.refresh(self.mentions[start : start + made.together], world.now)
        else:
            yield from made.thread(self.mentions[0])


def _tasks(world: World, known: list[Mention]) -> Iterator[_Task]:
    yield _Task(name="pull")
    connector = world.connector
    if connector.refresh is not Connector.refresh:
        yield _Task(name="refresh", mentions=tuple(known))
    if Capability.THREADS in connector.capabilities:
        asked = next((mention for mention in known if not mention.in_reply_to), known[0])
        yield _Task(name="thread", mentions=(asked,))


def _truth(world: World, task: _Task) -> tuple[Told, int]:
    """Do a task while all is well; give what was told and how many answers it took."""
    answers = 0

    def count(_number: int, _asked: Asked, reply: Reply) -> Reply:
        nonlocal answers
        answers += 1
        return reply

    _through(world, count)
    told = task.run(world)
    demand(not told.failed and not told.faults, f"{task.name} fails while all is well: {told.faults[:1]}")
    if task.name == "refresh":
        told.mentions |= {
            mention.stable_key: mention for mention in task.mentions if mention.stable_key not in told.mentions
        }
    return told, max(1, answers)


class _Garbler:
    """Garbles the n-th answer that goes through it, and keeps what it did."""

    def __init__(self, place: int, chance: random.Random) -> None:
        self.done: Garbled | None = None
        self.fault: Exception | None = None
        self._place = place
        self._chance = chance
        self._count = 0

    def __call__(self, _number: int, _asked: Asked, reply: Reply) -> Reply:
        self._count += 1
        if self._count != self._place + 1:
            return reply
        try:
            self.done = garbled(reply.content(), self._chance)
        except Exception as fault:
            self.fault = fault
            raise
        return reply if self.done is None else replace(reply, body=self.done.body)


def _survive_one(world: World, task: _Task, truth: Told, answers: int, chance: random.Random) -> bool:
    """Garble one of the answers a task takes and judge what is told; tell whether there was anything to garble."""
    garbler = _Garbler(chance.randrange(answers), random.Random(chance.random()))  # noqa: S311 - as in `survive`
    _through(world, garbler)
    try:
        told = task.run(world)
    except Exception as fault:
        raise Broken(f"{task.name}, {garbler.done}: a {type(fault).__name__} came out: {fault}") from fault
    if garbler.fault is not None:
        raise garbler.fault
    if garbler.done is None:
        return False
    wrong = wrong_with(world, task.name, truth, told, garbler.done)
    demand(not wrong, f"{task.name}, {garbler.done}: {wrong}")
    return True


def _through(world: World, change: Any) -> None:  # noqa: ANN401 - as Server.change
    """Let every answer go through `change`."""
    if isinstance(world, HttpWorld):
        world.server.change = change
    else:
        demand(world.garbles, "this world must let its answers go through `garble`: see World.garbles")
        world.garble = lambda content: change(0, None, Reply(body=content)).content()
