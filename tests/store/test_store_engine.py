"""The database is opened whole or not at all, and its faults are sentences that hold no password."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from making import NOON, mention

from monitor.errors import StoreError
from monitor.model import Batch
from monitor.store import Store

ROOT = Path(__file__).parent.parent.parent
BEFORE_THE_END = (0, 1, 2, 20, 40)
MAKE_AND_DIE = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from monitor.store import Store
made = 0
die_at = 0
def step(*_):
    global made
    made += 1
    if made == die_at:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(Engine, "before_cursor_execute", step)
Store("sqlite:///counted.db").close()
statements = made
for before in map(int, sys.argv[1:]):
    child = os.fork()
    if child == 0:
        made, die_at = 0, statements - before
        Store(f"sqlite:///{before}.db")
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.fixture(scope="module")
def half_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of stores whose makers were killed so many statements before the end."""
    folder = tmp_path_factory.mktemp("half_made")
    command = [sys.executable, "-c", MAKE_AND_DIE, *map(str, BEFORE_THE_END)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == [str(-signal.SIGKILL)] * len(BEFORE_THE_END), done.stderr
    return folder


@pytest.mark.parametrize("before_the_end", BEFORE_THE_END)
def test_a_store_whose_making_was_killed_is_made_by_the_next_run(half_made: Path, before_the_end: int) -> None:
    store = Store(f"sqlite:///{half_made / f'{before_the_end}.db'}")
    assert store.sources.save_batch("reddit", Batch(mentions=(mention("a"),)), NOON) == 1
    store.close()


def test_damage_found_while_rows_are_read_is_a_sentence_too(tmp_path: Path) -> None:
    path = tmp_path / "reputation.db"
    store = Store(f"sqlite:///{path}")
    many = tuple(mention(f"m{number}", "the same long words " * 40) for number in range(500))
    store.sources.save_batch("reddit", Batch(mentions=many), NOON)
    store.close()
    content = bytearray(path.read_bytes())
    middle = len(content) * 6 // 10
    content[middle:] = b"\xff" * (len(content) - middle)
    path.write_bytes(content)
    damaged = Store(f"sqlite:///{path}")
    with pytest.raises(StoreError, match="the file is damaged"):
        damaged.mentions.unassessed(1000)
    damaged.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me@127.0.0.1:9/x?password=geheim",
        "postgresql://me@127.0.0.1:9/x?password=geheim&nonsense=1",
        "postgresql://me:geheim@127.0.0.1:9/x",
        "postgresql://me:p@host:geheim/x",
        "geheim",
    ],
)
def test_no_message_about_the_store_holds_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert "geheim" not in str(caught.value)


def test_a_run_on_a_file_loads_nothing_of_the_other_database() -> None:
    heavy = ["sqlalchemy.dialects.postgresql", "psycopg", "alembic", "sqlalchemy.orm"]
    program = f"import sys, monitor.store\nprint([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_a_new_store_waits_for_whoever_is_making_it(tmp_path: Path) -> None:
    path = tmp_path / "reputation.db"
    maker = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    maker.execute("BEGIN IMMEDIATE")  # what SQLite itself does not wait for when the journal's mode is to change
    release = threading.Timer(0.2, lambda: maker.execute("COMMIT"))
    release.start()
    Store(f"sqlite:///{path}").close()
    release.join()
    maker.close()
