"""A copy of the demo's folder for each test, and the server over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.serve.guests import hash_of
from tests.serve.serving import PASSWORD, Server, served

HASH = hash_of(PASSWORD)
USERS = """
[serve]
[serve.users.priya]
role = "act"
password = "{hash}"
[serve.users.rae]
role = "read"
password = "{hash}"
"""


def copied(demo: Path, place: Path, more: str = "") -> Path:
    """Copy the demo, so that tests may change it."""
    shutil.copytree(demo, place)
    with (place / "monitor.toml").open("a", encoding="utf-8") as file:
        file.write(more.replace("{hash}", HASH))
    return place


@pytest.fixture
def folder(demo_folder: Path, tmp_path: Path) -> Path:
    """Give a copy for one test alone."""
    return copied(demo_folder, tmp_path / "copy")


@pytest.fixture
def guarded(demo_folder: Path, tmp_path: Path) -> Path:
    """Give a copy for one test alone whose configuration names who may sign in."""
    return copied(demo_folder, tmp_path / "guarded", USERS)


@pytest.fixture(scope="module")
def running_folder(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the copy that `server` serves."""
    return copied(demo_folder, tmp_path_factory.mktemp("served") / "copy")


@pytest.fixture(scope="module")
def guarded_folder(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the copy that `door` serves."""
    return copied(demo_folder, tmp_path_factory.mktemp("guarded") / "copy", USERS)


@pytest.fixture(scope="module")
def server(running_folder: Path) -> Iterator[Server]:
    """Serve the page to this machine, without sign-in."""
    with served(running_folder) as running:
        yield running


@pytest.fixture(scope="module")
def door(guarded_folder: Path) -> Iterator[Server]:
    """Serve the page to those who can sign in."""
    with served(guarded_folder) as running:
        yield running


@pytest.fixture
def own_door(guarded: Path) -> Iterator[Server]:
    """Serve the page to those who can sign in, for one test alone."""
    with served(guarded) as running:
        yield running
