"""Runs over networked sources are killed anywhere, and the next run ends where a run that nobody killed ended."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from conftest import server_later
from networked import BUDGET, FIRST, SECOND, Runs, Scene, scene_of

from connectors.conformance.server import Asked

Death: TypeAlias = tuple[str, int, float | None]
"""The kind and number of the point to die at, or the seconds after which to die."""

SURELY = 0.9
"""Threads take turns as they like, so a run may reach a few points fewer than another did."""


@pytest.fixture
def scene(tmp_path: Path, store_url: str) -> Iterator[Scene]:
    """Give platforms on which much happened since the first run."""
    with scene_of(tmp_path, store_url) as made:
        yield made


def kill_and_complete(scene: Scene, deaths: list[Death]) -> None:
    """Kill a run at each point, complete it with one normal run, and compare with a run nobody killed."""
    expected, page = scene.contents(), scene.page()
    counted = scene.counted
    for kind, point, after in deaths:
        scene.bring_back()
        killed = scene.runs.run(scene.config, SECOND, kind, point, after)
        assert killed["code"] == -9 or after or point > SURELY * counted[kind], (kind, point)
        where = f"killed at {kind} {point} or after {after} s"
        assert scene.x.meter.total() <= scene.spent() <= BUDGET, where
        scene.finish()
        found = scene.contents()
        assert found == expected, where
        assert scene.page() == page, where
        assert scene.x.meter.total() <= scene.spent() <= BUDGET, where
        assert {row[:3] for row in scene.rows("charges")} >= {
            ("x", SECOND.date().isoformat(), resource) for resource in scene.x.meter.days[SECOND.date().isoformat()]
        }, where


@server_later
def test_the_scene_holds_what_the_kills_are_to_endanger(scene: Scene) -> None:
    first = scene.contents()
    scene.finish()
    last = scene.contents()
    asked = {name: {each.path for each in world.asked} for name, world in scene.worlds.items()}
    assert all(len(paths) >= 2 for paths in asked.values()), "more was asked than one search"
    assert len(last["tombstones"]) == len(scene.worlds), "on each platform a post was deleted"
    texts = " ".join(map(str, last["mentions"]))
    assert texts.count("Larkfield update") == len(scene.worlds), "on each platform a post was edited"
    assert "I had the very same with them." in texts, "conversations were read"
    assert len(last["cases"]) > len(first["cases"]) > 10
    assert len(last["engagement"]) > len(last["mentions"]) / 2
    assert scene.x.meter.total() == scene.spent() > 0


@server_later
def test_a_killed_run_over_the_network_is_completed_by_the_next(scene: Scene) -> None:
    scene.finish()
    begun = time.monotonic()
    scene.bring_back()
    scene.finish()
    took = time.monotonic() - begun
    deaths: list[Death] = [
        (kind, max(1, round(share * scene.counted[kind])), None)
        for kind, share in (
            ("ask", 0.2),
            ("answer", 0.6),
            ("commit", 0.1),
            ("commit", 0.5),
            ("os.rename", 0.75),
            ("answer", 0.85),
            ("ask", 0.4),
            ("commit", 0.3),
            ("commit", 0.7),
            ("commit", 0.85),
        )
    ]
    deaths.insert(4, ("", 0, took * 0.4))
    kill_and_complete(scene, deaths)


@pytest.mark.faults
def test_a_run_over_the_network_killed_anywhere_is_completed_by_the_next(scene: Scene, store_url: str) -> None:
    begun = time.monotonic()
    scene.finish()
    took = time.monotonic() - begun
    kinds = ("commit", "ask", "answer", "os.rename", "os.remove")
    deaths: list[Death] = [(kind, point, None) for kind in kinds for point in range(1, scene.counted.get(kind, 0) + 1)]
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    deaths += [("", 0, chance.uniform(0.02, 0.95) * took) for _ in range(50)]
    assert len(deaths) > 300
    kill_and_complete(scene, deaths if store_url.startswith("sqlite") else deaths[::5])


def test_however_often_a_run_is_killed_no_budget_is_overdrawn_and_no_dollar_forgotten(tmp_path: Path) -> None:
    dollars = 1.2  # a question sets half a dollar aside: two that were killed leave nearly nothing
    with scene_of(tmp_path, f"sqlite:///{tmp_path / 'reputation.db'}", dollars) as scene:
        for point in (2, 9, 30, 4, 11):
            scene.runs.run(scene.config, SECOND, "answer", point)
            assert scene.x.meter.total() <= scene.spent() <= dollars * 1_000_000
        asked = scene.runs.run(scene.config, SECOND)
        assert asked["code"] in {0, 3}, scene.runs.words()
        assert scene.x.meter.total() <= scene.spent() <= dollars * 1_000_000
        found = " ".join(map(str, scene.contents()["mentions"]))
        assert all(f"{name}:" in found for name in ("reddit", "mastodon", "bluesky")), "the others were heard"


def test_of_two_runs_at_once_over_the_network_one_works_and_the_other_leaves_with_75(
    scene: Scene, tmp_path: Path
) -> None:
    scene.finish()
    expected = scene.contents()
    scene.bring_back()
    other = Runs(tmp_path, "other.txt")
    codes: list[int] = []

    def meanwhile(_number: int, _asked: Asked) -> None:
        """Run a second time while the first waits for an answer, which it gets when the second has ended: that one cannot wait."""
        if not codes:
            codes.append(0)
            codes[0] = other.run(scene.config, SECOND)["code"]

    scene.worlds["mastodon"].server.fault = meanwhile
    scene.finish()
    other.close()
    assert codes == [75]
    assert "another run is at work" in other.words()
    assert scene.contents() == expected


def test_a_clock_that_steps_back_for_a_run_loses_nothing_and_changes_no_mind(tmp_path: Path) -> None:
    with scene_of(tmp_path, f"sqlite:///{tmp_path / 'reputation.db'}") as scene:
        later = SECOND + timedelta(hours=1)
        scene.finish()
        spent = scene.spent()
        back = scene.runs.run(scene.config, FIRST - timedelta(days=3))
        assert back["code"] == 0, scene.runs.words()
        assert scene.x.meter.total() <= scene.spent()
        assert scene.spent() >= spent
        for world in scene.worlds.values():
            world.write("Larkfield lost my parcel while the clock was wrong.", at=SECOND + timedelta(minutes=30))
            world.now = later
        last = scene.runs.run(scene.config, later)
        assert last["code"] == 0, scene.runs.words()
        held = {row[0] for row in scene.rows("mentions")}
        for name, world in scene.worlds.items():
            keys = {world.stable_key_of(post) for post in world.visible() if "Larkfield" in post.text}
            assert {f"{name}:{key}" for key in keys} - held == set(), name
