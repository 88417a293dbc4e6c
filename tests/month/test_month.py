"""A month on several platforms at once, heard by the real program on a schedule: at its end the store equals the truth.

People write, answer, edit and delete while the pages are being read; platforms fail, slow down and come back; runs are
left out. What happens is drawn, from a seed that is printed; the truth is what each platform shows at the end.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import BEGIN, HttpWorld, Post
from monitor.cli import main
from monitor.errors import Exit

WORLDS = ("reddit", "x", "mastodon", "bluesky", "hackernews")
COMPLAINTS = (
    "Larkfield cancelled my delivery again and nobody answers the phone, third day off work for nothing.",
    "My Larkfield sofa arrived broken and support keeps hanging up on me. I want a refund.",
    "Two weeks without a cooker because Larkfield lost the part. My mother is 81.",
)
OTHERS = (
    "Larkfield opened a shop in town.",
    "Lovely people at Larkfield, they fixed my lamp for free, thank you!",
    "Does Larkfield deliver to the islands?",
)
NOISE = ("The weather is fine.", "A larkfull field of birds.", "Who won?")


def worlds_of(stack: ExitStack) -> dict[str, HttpWorld]:
    """Make every platform there is a world for."""
    made: dict[str, HttpWorld] = {}
    for name in WORLDS:
        module = import_module(f"worlds.{name}")
        kind = next(
            each
            for each in vars(module).values()
            if isinstance(each, type) and issubclass(each, HttpWorld) and each.__module__ == module.__name__
        )
        made[name] = stack.enter_context(kind())
        made[name].page = 20
    return made


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + " }"
    return json.dumps(value)


class Month:
    """The platforms, the program's configuration, and what is drawn to happen."""

    def __init__(self, folder: Path, worlds: dict[str, HttpWorld], seed: int) -> None:
        self.folder = folder
        self.worlds = worlds
        self.chance = random.Random(seed)  # noqa: S311 - a drawn world, not a secret
        self.now = BEGIN
        self.codes: Counter[Exit] = Counter()
        self.happened: Counter[str] = Counter()
        lines = ['store = "sqlite:///month.db"', "[[brands]]", 'name = "Larkfield"', 'handles = ["@larkfield"]']
        for name, world in worlds.items():
            lines += [
                f"[sources.{name}]",
                f'connector = "{name}"',
                "every_minutes = 1",
                "budget = { dollars_per_month = 1000 }",
            ]
            lines += [f"{option} = {_toml(value)}" for option, value in world.options().items() if value is not None]
        (folder / "monitor.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def set_clock(self, now: datetime) -> None:
        """Let every platform know what time it is."""
        self.now = now
        for world in self.worlds.values():
            world.now = now

    def run(self) -> Exit:
        """Run the program once, as cron would."""
        arguments = ["run", "--config", str(self.folder / "monitor.toml"), "--now", self.now.isoformat()]
        with pytest.raises(SystemExit) as left:
            main(arguments)
        code = Exit(left.value.code)
        self.codes[code] += 1
        return code

    def live(self, world: HttpWorld) -> None:
        """Let one thing happen on a platform."""
        seen = [post for post in world.visible() if "Larkfield" in post.text]
        what = self.chance.choices(("tell", "noise", "answer", "edit", "delete", "like"), weights=(10, 6, 5, 3, 2, 6))[
            0
        ]
        self.happened[what] += 1
        if what == "tell" or (what != "noise" and not seen):
            self._write(world, self.chance.choice(COMPLAINTS + OTHERS))
        elif what == "noise":
            self._write(world, self.chance.choice(NOISE))
        else:
            self._touch(world, what, self.chance.choice(seen))

    def _write(self, world: HttpWorld, text: str) -> Post:
        number = len(world.posts)
        at = self.now - timedelta(seconds=self.chance.randrange(0, 120))
        return world.write(f"{text} ({number})", at=at, author=f"writer{number}")

    def _touch(self, world: HttpWorld, what: str, post: Post) -> None:
        if what == "answer":
            world.write_reply(
                post, f"Same here with Larkfield ({len(world.posts)})", author=f"writer{len(world.posts)}"
            )
        elif what == "edit":
            self._edit(world, post)
        elif what == "delete":
            world.delete(post.key)
        else:
            post.likes = (post.likes or 0) + self.chance.randrange(1, 50)

    def _edit(self, world: HttpWorld, post: Post) -> None:
        world.edit(post.key, f"{post.text} Larkfield update {len(world.posts)}.")

    def disturb(self) -> None:
        """Let platforms misbehave during the next run: fail, slow us down, or change while they are read."""
        for world in self.worlds.values():
            world.server.fault = lambda _number, _asked: None
            begun = len(world.asked)
            trouble = self.chance.choices(("none", "down", "slow", "shift"), weights=(14, 1, 1, 4))[0]
            self.happened[trouble] += 1
            if trouble == "down":
                world.server.fault = lambda _number, _asked: Reply(status=403, body={"error": "closed for a moment"})
            elif trouble == "slow":
                headers = {"Retry-After": "600"}
                world.server.fault = lambda _number, _asked, headers=headers: Reply(status=429, headers=headers)  # type: ignore[misc]
            elif trouble == "shift":
                world.server.fault = lambda number, _asked, world=world, begun=begun: self._shift(world, number - begun)  # type: ignore[misc]

    def _shift(self, world: HttpWorld, number: int) -> None:
        """Let somebody write between two requests."""
        if number in (2, 3):
            self._write(world, self.chance.choice(OTHERS))

    def calm(self) -> None:
        """Let every platform behave."""
        for world in self.worlds.values():
            world.server.fault = lambda _number, _asked: None


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as made:
        yield made


def stored(folder: Path) -> dict[str, dict[str, str]]:
    """Read what the store holds: by platform, the text of every mention by its key."""
    with sqlite3.connect(folder / "month.db") as store:
        rows = store.execute("SELECT source, stable_key, text FROM mentions").fetchall()
    held: dict[str, dict[str, str]] = {}
    for source, key, text in rows:
        held.setdefault(source, {})[key] = text
    return held


def shown(world: HttpWorld) -> dict[str, str]:
    """Tell what a platform shows about the brand."""
    return {world.stable_key_of(post): post.text for post in world.visible() if "Larkfield" in post.text}


def _live_through(month: Month, days: int, runs_a_day: int) -> None:
    every = timedelta(days=1) / runs_a_day
    for _ in range(days * runs_a_day):
        month.set_clock(month.now + every)
        for world in month.worlds.values():
            for _ in range(month.chance.randrange(0, 4)):
                month.live(world)
        if month.chance.random() < 0.9:  # now and then the machine is off
            month.disturb()
            month.run()


@pytest.mark.parametrize(
    ("seed", "days"),
    [(1, 6), *(pytest.param(seed, 30, marks=pytest.mark.faults) for seed in (11, 12, 13))],
)
def test_at_the_end_of_a_month_the_store_equals_the_truth(
    tmp_path: Path, stack: ExitStack, seed: int, days: int, capsys: pytest.CaptureFixture[str]
) -> None:
    worlds = worlds_of(stack)
    month = Month(tmp_path, worlds, seed)
    _live_through(month, days, runs_a_day=6)
    month.calm()
    # Breakers close within hours, every look that is planned is due within 31 days.
    for hours in (1, 7, 7, 25, 49, 24 * 8, 24 * 31, 24 * 31):
        month.set_clock(month.now + timedelta(hours=hours))
        last = month.run()
    told = capsys.readouterr().err.splitlines()[-3:]
    assert last is Exit.FINE, told
    held = stored(tmp_path)
    for name, world in worlds.items():
        truth = shown(world)
        mine = held.get(name, {})
        assert len(truth) > 3 * days, "something happened"
        assert truth.keys() - mine.keys() == set(), f"{name}: lost"
        assert mine.keys() - truth.keys() == set(), f"{name}: kept what was taken away"
        changed = {key for key in truth if "update" in truth[key] and "update" not in mine[key]}
        assert changed == set(), f"{name}: old words kept"
    assert month.codes[Exit.FINE] > 0
    assert {"delete", "edit", "down", "slow", "shift"} <= {what for what, count in month.happened.items() if count}


def test_nothing_but_questions_and_sign_ins_was_sent_to_any_platform(tmp_path: Path, stack: ExitStack) -> None:
    worlds = worlds_of(stack)
    month = Month(tmp_path, worlds, seed=5)
    _live_through(month, days=2, runs_a_day=4)
    sent: list[tuple[str, Asked, HttpWorld]] = [
        (name, asked, world) for name, world in worlds.items() for asked in world.asked
    ]
    assert len(sent) > 40
    assert [
        (name, asked.path) for name, asked, world in sent if asked.method != "GET" and not world.is_sign_in(asked)
    ] == []
