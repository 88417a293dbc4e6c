"""Platforms on which much happens between two runs of the real program: for tests that kill, move or overlap these runs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from platforms import PLATFORMS, lay_out, platforms
from running import ROOT
from sqlalchemy import inspect, make_url, text
from worlds.x import XWorld

from connectors.conformance.world import BEGIN, HttpWorld, Post
from monitor.errors import Exit
from monitor.store.engine import _create

FIRST, SECOND = BEGIN + timedelta(hours=1), BEGIN + timedelta(hours=3)
COMPLAINTS = (
    "@larkfield cancelled my Larkfield delivery again and nobody answers the phone, third day off work for nothing.",
    "My Larkfield sofa arrived broken and support keeps hanging up on me. I want a refund.",
    "Two weeks without a cooker because Larkfield lost the part. My mother is 81.",
    "Larkfield took the money twice and will not give it back, I am furious.",
)
OTHERS = (
    "Larkfield announced its results today.",
    "Lovely people at Larkfield, they fixed my lamp for free, thank you!",
)
BUDGET = 50_000_000
"""Millionths of a dollar that X may cost in a month."""

ALLOWANCES: dict[str, tuple[str, Any]] = {
    "x": ("left", 450),
    "reddit": ("_used", 0),
    "mastodon": ("_spent", []),
    "bluesky": ("sign_ins", []),
}
"""Where a platform counts how often it was asked: hundreds of runs at one moment are none of the ten minutes they count."""

OF_THE_RUN = {"source_runs", "spending", "charges", "stages", "checkpoints", "heard", "revisits", "conversations"}
"""What a killed run may leave otherwise: how it was done, how far it came and what is looked at again, not what is known."""


class Runs:
    """Has runs done, one after the other, by one warm process."""

    def __init__(self, folder: Path, words: str = "words.txt") -> None:
        self._words = folder / words
        driver = Path(__file__).with_name("forked_runs.py")
        self._process = subprocess.Popen(
            [sys.executable, str(driver)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
        )

    def run(
        self, config: Path, now: datetime, kind: str = "", point: int = 0, after: float | None = None
    ) -> dict[str, Any]:
        """Do one run; give the code it left with, and the points it reached if it came to its end."""
        arguments = ["run", "--config", str(config), "--now", now.isoformat()]
        wish = {"arguments": arguments, "kind": kind, "point": point, "after": after, "words": str(self._words)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()
        done: dict[str, Any] = json.loads(self._process.stdout.readline())
        return done

    def words(self) -> str:
        """Give what the last run said."""
        return self._words.read_text(encoding="utf-8")

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate("", timeout=30)


@dataclass
class Scene:
    """Platforms on which much happened since the first run, and the store as that run left it."""

    folder: Path
    worlds: dict[str, HttpWorld]
    store: str
    runs: Runs
    config: Path
    counted: dict[str, int] = field(default_factory=dict)
    bills: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def x(self) -> XWorld:
        """X, which costs money."""
        world = self.worlds["x"]
        assert isinstance(world, XWorld)
        return world

    def finish(self) -> None:
        """Do one normal run."""
        done = self.runs.run(self.config, SECOND)
        patience = time.monotonic() + 5
        while done["code"] == Exit.BUSY and time.monotonic() < patience:  # a server notices the death of a client late
            done = self.runs.run(self.config, SECOND)
        assert done["code"] == 0, self.runs.words()
        self.counted = done["reached"]

    def page(self) -> str:
        """Give the report as JSON."""
        return (self.folder / "report" / "index.json").read_text(encoding="utf-8")

    def keep(self) -> None:
        """Remember the store as it is now."""
        if self.store.startswith("sqlite"):
            shutil.copy(self.folder / "reputation.db", self.folder / "kept.db")
        else:
            copy_database(self.store, f"{name_of(self.store)}_kept")
        if "x" in self.worlds:
            self.bills = {day: dict(bill) for day, bill in self.x.meter.days.items()}

    def bring_back(self) -> None:
        """Put back the store that was kept, and let nobody remember what happened since."""
        shutil.rmtree(self.folder / "report", ignore_errors=True)
        if self.store.startswith("sqlite"):
            for leftover in self.folder.glob("reputation.db*"):
                leftover.unlink()
            shutil.copy(self.folder / "kept.db", self.folder / "reputation.db")
        else:
            name = name_of(self.store)
            copy_database(self.store.replace(f"/{name}?", f"/{name}_kept?"), name)
        for name in self.worlds.keys() & ALLOWANCES.keys():
            setattr(self.worlds[name], *ALLOWANCES[name])
        if "x" in self.worlds:
            self.x.meter.days = {day: dict(bill) for day, bill in self.bills.items()}

    def spent(self) -> int:
        """Add up what we think X cost."""
        return sum(int(row[3]) for row in self.rows("spending") if row[0] == "x")

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Read a table."""
        return self.contents([table])[table]

    def contents(
        self, only: Collection[str] = (), without: Collection[str] = ("seq",)
    ) -> dict[str, list[tuple[Any, ...]]]:
        """Read what the store holds, without the order in which it came."""
        engine = _create(self.store)
        with engine.connect() as connection:
            tables = {
                name: [each["name"] for each in inspect(connection).get_columns(name) if each["name"] not in without]
                for name in inspect(connection).get_table_names()
                if (name in only if only else name not in OF_THE_RUN)
            }
            found = {
                name: sorted(
                    (tuple(row) for row in connection.execute(text(f"SELECT {', '.join(columns)} FROM {name}"))),
                    key=repr,
                )
                for name, columns in tables.items()
            }
        engine.dispose()
        return found


def copy_database(url: str, name: str) -> None:
    """Make a database of PostgreSQL that is the copy of another, in the place of what had its name."""
    with _server(url) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {name_of(url)}")


def drop_database(url: str, name: str, *, make: bool = False) -> None:
    """Forget a database of PostgreSQL; `make` an empty one in its place."""
    with _server(url) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        if make:
            connection.execute(f"CREATE DATABASE {name}")


def _server(url: str) -> Any:
    import psycopg

    return psycopg.connect(url.replace(f"/{name_of(url)}?", "/postgres?"), autocommit=True)


def name_of(url: str) -> str:
    """Name the database of an address."""
    return str(make_url(url).database)


def before(world: HttpWorld) -> dict[str, Post]:
    """Let people write what the first run hears."""
    told = {
        name: world.write(words, at=FIRST - timedelta(minutes=50 - 5 * number), author=name)
        for number, (name, words) in enumerate(zip(("ann", "bob", "cid", "dan"), COMPLAINTS, strict=True))
    }
    for number, words in enumerate(OTHERS):
        world.write(words, at=FIRST - timedelta(minutes=9 - number), author=f"passer{number}")
    world.write("The weather is fine.", at=FIRST - timedelta(minutes=3), author="noise")
    return told


def since(world: HttpWorld, told: dict[str, Post]) -> None:
    """Let people answer, edit, delete and write more before the second run."""
    at = FIRST + timedelta(minutes=20)
    world.write_reply(told["ann"], "I had the very same with them.", at=at, author="stranger")
    world.write_reply(told["ann"], "And still nothing from Larkfield.", at=at + timedelta(minutes=1), author="ann")
    world.write_reply(
        told["bob"], "We are sorry, bob, Larkfield will call you.", at=at + timedelta(minutes=2), author="larkfield"
    )
    world.now = FIRST + timedelta(minutes=40)
    world.edit(told["cid"].key, f"{COMPLAINTS[2]} Larkfield update: it came today.")
    world.delete(told["dan"].key)
    told["bob"].likes = 77
    for number in range(12):
        words = (COMPLAINTS + OTHERS)[number % 6]
        world.write(f"{words} ({number})", at=FIRST + timedelta(minutes=45 + number), author=f"more{number}")


@contextmanager
def scene_of(
    folder: Path, store: str, dollars: float = BUDGET / 1_000_000, names: tuple[str, ...] = PLATFORMS
) -> Iterator[Scene]:
    """Do the first run, let things happen, and keep the store."""
    with ExitStack() as stack:
        worlds = platforms(stack, names, page=5)
        told = {name: before(world) for name, world in worlds.items()}
        for world in worlds.values():
            world.now = FIRST
        runs = Runs(folder)
        stack.callback(runs.close)
        config = lay_out(folder, worlds, store, dollars)
        scene = Scene(folder=folder, worlds=worlds, store=store, runs=runs, config=config)
        done = runs.run(config, FIRST)
        assert done["code"] == 0, runs.words()
        for name, world in worlds.items():
            since(world, told[name])
            world.now = SECOND
        scene.keep()
        if not store.startswith("sqlite"):
            stack.callback(drop_database, store, f"{name_of(store)}_kept")
        yield scene
