"""A spy on every made-up platform at once: whole runs over days send what reads, and what gets a token, and nothing else."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from connectors.base import Connector
from connectors.conformance.server import Asked
from connectors.conformance.world import BEGIN, HttpWorld, World
from monitor.collect import collect
from monitor.config import Budget, Period, SourceConfig
from monitor.config.load import load
from monitor.model import SourceRun
from monitor.pipeline import analyze
from monitor.sources import queries_of
from monitor.store import Store

FOLDER = Path(__file__).parents[1] / "worlds"
RICH = Budget(micros={Period.MONTH: 100_000_000})
TOKENS = {  # whatever else is posted would be news
    "/api/v1/access_token",
    "/token",
    "/xrpc/com.atproto.server.createSession",
    "/xrpc/com.atproto.server.refreshSession",
}
LINES = (
    "My Larkfield sofa arrived broken and nobody answers, three weeks now.",
    "@larkfield my Larkfield parcel never arrived, I want a refund.",
    "Larkfield cancelled my delivery again, I am furious.",
)


def _worlds() -> list[type[HttpWorld]]:
    """Find every platform that is spoken to by HTTP."""
    found = []
    for path in sorted(FOLDER.glob("*.py")):
        for each in vars(import_module(f"worlds.{path.stem}")).values():
            is_ours = (
                isinstance(each, type) and issubclass(each, HttpWorld) and each.__module__ == f"worlds.{path.stem}"
            )
            if is_ours and not inspect.isabstract(each) and hasattr(each, "connector"):
                found.append(each)
    return found


@pytest.fixture
def platforms() -> Iterator[list[HttpWorld]]:
    """Open them all, each with a few complaints on it."""
    with ExitStack() as stack:
        opened = [stack.enter_context(world()) for world in _worlds()]
        for world in opened:
            for line in LINES:
                world.write(line)
        yield opened


def _listening(world: World) -> Connector:
    connector = world.source()
    connector.name = type(world).__name__
    return connector


def _run(store: Store, platforms: list[HttpWorld], folder: Path) -> list[SourceRun]:
    """Hear all platforms in one run, then understand what was heard: whom to look at again follows from it."""
    (folder / "monitor.toml").write_text('[[brands]]\nname = "Larkfield"\nhandles = ["@larkfield"]\n', encoding="utf-8")
    config = load(folder / "monitor.toml")
    settings = [
        SourceConfig(name=type(world).__name__, connector="x", options={}, budget=RICH, every_minutes=0)
        for world in platforms
    ]
    connectors = [_listening(world) for world in platforms]
    now = platforms[0].now
    runs = collect(connectors, queries_of(config), store, now, settings=settings, deadline_seconds=60)
    analyze(replace(config, sources=tuple(settings)), store, now, lambda _stage, _count: None)
    return runs


def test_days_of_runs_over_every_platform_only_read(platforms: list[HttpWorld], tmp_path: Path) -> None:
    assert len(platforms) >= 2
    store = Store(f"sqlite:///{tmp_path / 'reputation.db'}")
    spied: dict[str, list[Asked]] = {type(world).__name__: world.server.asked for world in platforms}
    runs = _run(store, platforms, tmp_path)
    assert {each.source: each.error for each in runs if each.error} == {}
    assert [each.source for each in runs if not each.new_mentions] == []
    first = {name: len(asked) for name, asked in spied.items()}
    for hours in (1, 25, 50):
        for world in platforms:
            world.now = BEGIN
            world.pass_time(hours=hours)
        _run(store, platforms, tmp_path)
    store.close()
    sent = {(asked.method, asked.path) for asked_there in spied.values() for asked in asked_there}
    assert {(method, path) for method, path in sent if method != "GET"} <= {("POST", path) for path in TOKENS}
    assert all(len(asked) > first[name] for name, asked in spied.items()), "each was asked again"


def test_the_spy_would_have_noticed(platforms: list[HttpWorld]) -> None:
    world = platforms[0]
    _listening(world).http.post(f"{world.url}/posts", {"text": "hello"}, accept=range(600))
    assert [(asked.method, asked.path) for asked in world.server.asked] == [("POST", "/posts")]
