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
OPEN_AND_DIE = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from monitor.store import Store
left = int(sys.argv[2])
def step(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(Engine, "before_cursor_execute", step)
Store(sys.argv[1]).close()
print(-left)
"""


def _open(url: str, die_at: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", OPEN_AND_DIE, url, str(die_at)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("before_the_end", [0, 1, 2, 20, 40])
def test_a_store_whose_making_was_killed_is_made_by_the_next_run(tmp_path: Path, before_the_end: int) -> None:
    statements = int(_open(f"sqlite:///{tmp_path / 'counted.db'}").stdout)
    url = f"sqlite:///{tmp_path / 'reputation.db'}"
    assert _open(url, statements - before_the_end).returncode == -signal.SIGKILL
    store = Store(url)
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
