"""A store that an older release wrote is moved, heard and reported on; a move that is killed is made by the next run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import server_later
from networked import SECOND, Scene, drop_database, name_of, scene_of
from running import ROOT
from sqlalchemy import Engine, inspect, text

from monitor.store.engine import _create, revision_of
from monitor.store.migrate import upgrade
from monitor.store.tables import REVISION

OLDEST = "0001"
STATEMENTS = 120
"""More than opening and moving a store takes."""


@pytest.fixture
def scene(tmp_path: Path, store_url: str) -> Iterator[Scene]:
    """Give platforms on which much happened since the first run."""
    with scene_of(tmp_path, store_url, names=("mastodon", "hackernews")) as made:
        yield made


def write_as_oldest(scene: Scene) -> None:
    """Replace the kept store by one of the oldest release that holds all that release had room for."""
    engine = _create(scene.store)
    rows = _rows(engine)
    engine.dispose()
    _empty(scene)
    engine = _create(scene.store)
    upgrade(engine, OLDEST)
    with engine.begin() as connection:
        for table in inspect(connection).get_table_names():
            columns = [each["name"] for each in inspect(connection).get_columns(table)]
            if table != "alembic_version" and rows[table]:
                places = ", ".join(f":{name}" for name in columns)
                sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
                connection.execute(text(sql), [{name: row[name] for name in columns} for row in rows[table]])
        if engine.dialect.name == "postgresql":
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence('mentions', 'seq'), (SELECT MAX(seq) FROM mentions))")
            )
    engine.dispose()
    scene.keep()


def _rows(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    with engine.connect() as connection:
        return {
            table: [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]
            for table in inspect(connection).get_table_names()
        }


def _empty(scene: Scene) -> None:
    if scene.store.startswith("sqlite"):
        for leftover in scene.folder.glob("reputation.db*"):
            leftover.unlink()
        return
    drop_database(scene.store, name_of(scene.store), make=True)


def known(scene: Scene) -> dict[str, list[tuple[Any, ...]]]:
    """Read what is known, without what the older release did not note.

    That is: names that matched, alerts, what pages foretold, and what stories are about, which `analyze --all` finds out.
    """
    unknown = {"alerts", "forecasts", "story_directions"}
    found = {name: rows for name, rows in scene.contents().items() if name not in unknown}
    found["mentions"] = scene.contents({"mentions"}, without={"seq", "matched"})["mentions"]
    return found


def revision(scene: Scene) -> str:
    """Tell which release wrote the store."""
    return str(scene.rows("alembic_version")[0][0])


@server_later  # the test of a killed move below makes the same comparison there
def test_a_store_of_the_oldest_release_is_moved_heard_and_reported_on_like_any_other(scene: Scene) -> None:
    scene.finish()
    expected, page = known(scene), scene.page()
    scene.bring_back()
    write_as_oldest(scene)
    assert revision(scene) == OLDEST
    scene.finish()
    assert revision(scene) == REVISION
    assert known(scene) == expected
    assert scene.page() == page


def _kill_at(scene: Scene, points: list[int]) -> set[str]:
    """Kill a run at these statements, complete it, and compare; give the revisions that the killed ones left."""
    scene.finish()
    expected, page = known(scene), scene.page()
    scene.bring_back()
    write_as_oldest(scene)
    left = set()
    for point in points:
        scene.bring_back()
        assert scene.runs.run(scene.config, SECOND, "statement", point)["code"] == -9
        left.add(revision(scene))
        scene.finish()
        assert (known(scene) == expected, scene.page() == page) == (True, True), point
    return left


def test_a_move_that_is_killed_is_made_whole_by_the_next_run(scene: Scene) -> None:
    points = [4, 9, 14, STATEMENTS] if scene.store.startswith("sqlite") else [9, STATEMENTS]
    assert _kill_at(scene, points) == {OLDEST, REVISION}


@pytest.mark.faults
def test_a_move_killed_at_every_statement_is_made_whole_by_the_next_run(scene: Scene) -> None:
    assert _kill_at(scene, list(range(1, STATEMENTS + 1))) == {OLDEST, REVISION}


OPEN = """
import os, sys
from monitor.store import Store, migrate
reading, writing = os.pipe()
children = []
while len(children) < 3 and 0 not in children:
    children.append(os.fork())
if 0 in children:
    os.close(writing)
    os.read(reading, 1)  # until nobody holds the other end: then all begin at once
    Store(sys.argv[1]).close()
else:
    os.close(writing)
    sys.exit(sum(os.waitpid(child, 0)[1] != 0 for child in children))
"""


@pytest.mark.parametrize("before", [OLDEST, "nothing"])
def test_three_programs_may_move_or_make_a_store_at_once(store_url: str, before: str) -> None:
    engine = _create(store_url)
    if before == OLDEST:
        upgrade(engine, OLDEST)
    command = [sys.executable, "-c", OPEN, store_url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert revision_of(engine) == REVISION
    engine.dispose()
