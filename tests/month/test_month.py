"""A month on several platforms at once, heard by the real program on a schedule: at its end the store equals the truth.

People write, answer, edit and delete while the pages are being read; platforms fail, slow down and come back; runs are
left out. What happens is drawn, from a seed that is printed; the truth is what each platform shows at the end.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from platforms import lay_out, platforms
from sqlalchemy import text

from connectors.conformance.server import Asked, Reply
from connectors.conformance.world import BEGIN, HttpWorld, Post
from monitor.cli import main
from monitor.errors import Exit
from monitor.store.engine import _create

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


class Month:
    """The platforms, the program's configuration, and what is drawn to happen."""

    def __init__(self, folder: Path, worlds: dict[str, HttpWorld], seed: int, store: str) -> None:
        self.worlds = worlds
        self.chance = random.Random(seed)  # noqa: S311 - a drawn world, not a secret
        self.now = BEGIN
        self.codes: Counter[Exit] = Counter()
        self.happened: Counter[str] = Counter()
        self.config = lay_out(folder, worlds, store)

    def set_clock(self, now: datetime) -> None:
        """Let every platform know what time it is."""
        self.now = now
        for world in self.worlds.values():
            world.now = now

    def run(self) -> Exit:
        """Run the program once, as cron would."""
        arguments = ["run", "--config", str(self.config), "--now", self.now.isoformat()]
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


def stored(url: str) -> dict[str, dict[str, str]]:
    """Read what the store holds: by platform, the text of every mention by its key."""
    engine = _create(url)
    with engine.connect() as store:
        rows = store.execute(text("SELECT source, stable_key, text FROM mentions")).fetchall()
    engine.dispose()
    held: dict[str, dict[str, str]] = {}
    for source, key, words in rows:
        held.setdefault(source, {})[key] = words
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
    ("seed", "days", "runs_a_day", "store_url"),
    [
        (1, 4, 4, "sqlite"),
        *(pytest.param(seed, 30, 6, "sqlite", marks=pytest.mark.faults) for seed in (11, 12, 13)),
        pytest.param(14, 8, 6, "postgresql", marks=[pytest.mark.faults, pytest.mark.postgres]),
    ],
    indirect=["store_url"],
)
def test_at_the_end_of_a_month_the_store_equals_the_truth(
    *,
    tmp_path: Path,
    stack: ExitStack,
    store_url: str,
    seed: int,
    days: int,
    runs_a_day: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    worlds = platforms(stack)
    month = Month(tmp_path, worlds, seed, store_url)
    _live_through(month, days, runs_a_day)
    month.calm()
    # Breakers close within hours, every look that is planned is due within 31 days.
    for hours in (1, 7, 7, 25, 49, 24 * 8, 24 * 31, 24 * 31):
        month.set_clock(month.now + timedelta(hours=hours))
        last = month.run()
    told = capsys.readouterr().err.splitlines()[-3:]
    assert last is Exit.FINE, told
    held = stored(store_url)
    for name, world in worlds.items():
        truth = shown(world)
        mine = held.get(name, {})
        assert len(truth) > days * runs_a_day / 2, "something happened"
        assert truth.keys() - mine.keys() == set(), f"{name}: lost"
        assert mine.keys() - truth.keys() == set(), f"{name}: kept what was taken away"
        changed = {key for key in truth if "update" in truth[key] and "update" not in mine[key]}
        assert changed == set(), f"{name}: old words kept"
    assert month.codes[Exit.FINE] > 0
    assert {"delete", "edit", "down", "slow", "shift"} <= {what for what, count in month.happened.items() if count}


def test_nothing_but_questions_and_sign_ins_was_sent_to_any_platform(tmp_path: Path, stack: ExitStack) -> None:
    worlds = platforms(stack)
    month = Month(tmp_path, worlds, seed=5, store=f"sqlite:///{tmp_path / 'month.db'}")
    _live_through(month, days=1, runs_a_day=4)
    sent: list[tuple[str, Asked, HttpWorld]] = [
        (name, asked, world) for name, world in worlds.items() for asked in world.asked
    ]
    assert len(sent) > 40
    assert [
        (name, asked.path) for name, asked, world in sent if asked.method != "GET" and not world.is_sign_in(asked)
    ] == []
