"""What every test may ask for."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import make_url

from monitor.store import Store

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
MISSING: set[str] = set()
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of children would compile everything anew
sys.dont_write_bytecode = False  # and every worker would rewrite the asserts of every test anew
settings.register_profile("the same examples in every run", derandomize=True)
settings.load_profile("the same examples in every run")


def pytest_collection_finish() -> None:
    """Let the collector pass over what stays to the end: going through six thousand tests takes it a third of a second."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, once, what was not there to test with."""
    for line in sorted(MISSING):
        terminalreporter.write_line(f"NOT TESTED: {line}", red=True, bold=True)


def require(present: object, what: str) -> None:
    """Skip this test with a loud line when something it needs is not there."""
    if not present:
        MISSING.add(what)
        pytest.skip(what)


@pytest.fixture(scope="session")
def labelled() -> Path:
    """Give the folder of labelled files for development, which is no part of the repository."""
    require((SHARED / "data").is_dir(), "the folder ../shared/data with labelled files is absent")
    return SHARED / "data"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the address of a real PostgreSQL of our own, started on a socket in a temporary folder."""
    if address := os.environ.get("TEST_POSTGRES"):
        yield address
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    program = shutil.which("initdb") or next((str(path / "initdb") for path in programs), None)
    require(
        program,
        "PostgreSQL is absent: install it (Debian: apt-get install postgresql) or set TEST_POSTGRES to its address",
    )
    with _own_postgres(Path(str(program)).parent) as address:
        yield address


class _own_postgres:  # noqa: N801 - used as a context manager
    """Start a PostgreSQL server that listens on a socket in a folder of its own only."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path("/tmp") / f"monitor-pg-{uuid4().hex[:8]}"  # noqa: S108 - a socket's path must be short

    def __enter__(self) -> str:
        self._folder.mkdir(mode=0o700)
        as_user = []
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]
        self._as_user = as_user
        store = str(self._folder / "store")
        settings = f"-c listen_addresses='' -c unix_socket_directories={self._folder} "
        settings += "-c fsync=off -c full_page_writes=off -c autovacuum=off -c jit=off"  # what is stored need not last
        # A server that sorts as people do, not by code points: our order must not depend on it. Older ones cannot.
        like_people = ["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en"]
        make = ["initdb", "-D", store, "-U", "monitor", "--auth=trust", "--no-sync"]
        help_text = subprocess.run([self._programs / "initdb", "--help"], capture_output=True, text=True, check=True)
        make += like_people if "--icu-locale" in help_text.stdout else like_people[:1]
        start = ["pg_ctl", "-D", store, "-w", "-o", settings, "-l", f"{store}.log", "start"]
        for program, *arguments in (make, start):
            command = [*as_user, str(self._programs / program), *arguments]
            # The server keeps what it is given open: never a pipe, on which a reader would wait for ever.
            subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return f"postgresql://monitor@/postgres?host={self._folder}"

    def __exit__(self, *_: object) -> None:
        store = str(self._folder / "store")
        subprocess.run(
            [*self._as_user, self._programs / "pg_ctl", "-D", store, "-m", "immediate", "stop"],
            check=False,
            capture_output=True,
            cwd="/",
        )
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def _database(server: str, like: str = "") -> Iterator[str]:
    """Give the address of a PostgreSQL database that is empty, or the copy of another."""
    import psycopg

    name = f"monitor_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {like and f'TEMPLATE {like} STRATEGY file_copy'}")
    yield server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """Give the address of an empty PostgreSQL database."""
    with _database(postgres_server) as address:
        yield address


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the file of an empty store once, to be copied."""
    path = tmp_path_factory.mktemp("made") / "reputation.db"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def made_database(postgres_server: str) -> Iterator[str]:
    """Make the PostgreSQL database of an empty store once, to be copied; give its name."""
    with _database(postgres_server) as address:
        Store(address).close()
        yield str(make_url(address).database)


@pytest.fixture
def made_postgres(postgres_server: str, made_database: str) -> Iterator[str]:
    """Give the address of an empty store in PostgreSQL."""
    with _database(postgres_server, like=made_database) as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty store, once of each kind.

    For a test that asks for an open `store` it is made already, as the copy of another: that takes a third of the time.
    """
    is_made = "store" in request.fixturenames
    if request.param == "postgresql":
        return str(request.getfixturevalue("made_postgres" if is_made else "postgres"))
    path = tmp_path / "reputation.db"
    if is_made:
        shutil.copy(request.getfixturevalue("made_file"), path)
    return f"sqlite:///{path}"


server_later = pytest.mark.parametrize(
    "store_url",
    ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.faults])],
    indirect=True,
)
"""For a long test whose claim is not one about the kind of store: the default run keeps a file, `-m faults` asks a server too."""


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Give an open, empty store, once of each kind."""
    opened = Store(store_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo once; give its folder."""
    from running import monitor

    folder = tmp_path_factory.mktemp("demo")
    done = monitor("demo", "--folder", folder)
    assert done.returncode == 0, done.stderr
    return folder
