"""Opens the database, brings its schema up to date and turns its faults into sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from monitor.errors import Busy, StoreError, StoreTooNew
from monitor.store.tables import REVISION, metadata
from monitor.store.views import create_views

WAIT_SECONDS = 30
"""How long to wait for another process's write before giving up (reliability design, R5)."""

LOCK_KEY = 0x5265707574617469
"""Names our advisory lock among those of other programs: the bytes of "Reputati"."""

SCHEMA_LOCK_KEY = LOCK_KEY + 1
"""Names the lock under which the schema is made or moved."""


def open_engine(url: str, wait_seconds: float = WAIT_SECONDS) -> Engine:
    """Connect to `url` and bring the schema up to date. Raises StoreError or StoreTooNew.

    A write waits for those of other processes for `wait_seconds`.
    """
    engine = _create(url, wait_seconds)
    try:
        with faults_as_sentences(engine):
            _refuse_other_encodings(engine)
            revision = revision_of(engine)
            if revision is None:
                _create_schema(engine)
            elif revision != REVISION:
                _upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Do all of the body in one transaction, or nothing of it. Raises StoreError."""
    with faults_as_sentences(engine), engine.connect() as connection:
        connection.execution_options(begin_with="BEGIN IMMEDIATE")
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read one consistent state of the store. Raises StoreError."""
    with faults_as_sentences(engine), engine.connect() as connection:
        yield connection


@contextmanager
def faults_as_sentences(engine: Engine) -> Iterator[None]:
    """Turn any fault of the database inside the body into a StoreError that says what to do."""
    try:
        yield
    except (SQLAlchemyError, engine.dialect.loaded_dbapi.Error) as error:  # the driver's own where we read its cursor
        cause = str(getattr(error, "orig", None) or error).strip()
        raise StoreError(f"the store {_shown(engine)} failed: {cause}; {_advice(error)}") from error


@contextmanager
def hold_advisory_lock(engine: Engine, wait_seconds: float) -> Iterator[None]:
    """Hold PostgreSQL's advisory lock of this product; it dies with the connection. Raises Busy."""
    patience = monotonic() + wait_seconds
    with faults_as_sentences(engine):
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        while not _locked(engine, connection):
            if monotonic() >= patience:
                raise Busy(
                    f"another run is at work on {_shown(engine)}; this one leaves it alone, the next will follow"
                )
            sleep(0.1)
        yield
    finally:
        connection.invalidate()  # the lock goes with the session, which a pool would keep open
        connection.close()


def _locked(engine: Engine, connection: Connection) -> bool:
    with faults_as_sentences(engine):
        return bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK_KEY}).scalar())


def open_for_looking(url: str) -> Engine | None:
    """Connect to `url` without any way of changing it; None when its schema is not made yet, or older than ours.

    Raises StoreError or StoreTooNew. A file whose last writer closed it well is read as it lies, because a connection
    of the usual kind would leave files of its own beside it.
    """
    if (file := make_url(url).database) and make_url(url).get_backend_name() == "sqlite":
        lies_still = not Path(f"{file}-wal").exists()
        address = f"{Path(file).absolute().as_uri()}?mode=ro{'&immutable=1' if lies_still else ''}"
        engine = create_engine(url, creator=lambda: sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS))
    else:
        engine = _create(url).execution_options(postgresql_readonly=True)
    try:
        with faults_as_sentences(engine):
            is_ours = revision_of(engine) == REVISION
    except BaseException:
        engine.dispose()
        raise
    if is_ours:
        return engine
    engine.dispose()
    return None


def _create(url: str, wait_seconds: float = WAIT_SECONDS) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        is_file = parsed.get_backend_name() == "sqlite"
        # A server whose database has no encoding would hand over bytes.
        options: dict[str, object] = {"timeout": wait_seconds} if is_file else {"client_encoding": "utf8"}
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(parsed, connect_args=options)
    except ModuleNotFoundError as error:
        advice = "pip install 'reputation-monitor[postgres]'"
        raise StoreError(f"the store needs {error.name}, which is not installed: {advice}") from error
    except (ArgumentError, NoSuchModuleError, ValueError):
        # What the library says of it may quote a part of a password.
        advice = (
            "use sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME, with %40 for an @ in the password and so on"
        )
        raise StoreError(f"`store` in the configuration is no database address: {advice}") from None
    except OSError as error:
        raise StoreError(f"the folder of the store cannot be made: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin every transaction ourselves: the driver would not before a CREATE, so that a kill left half a schema."""
    if begin_with := connection.get_execution_options().get("begin_with", "BEGIN"):
        connection.exec_driver_sql(begin_with)


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    _turn_on_write_ahead_log(cursor)
    for pragma in ("synchronous=NORMAL", "temp_store=MEMORY", "cache_size=-32000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("PRAGMA secure_delete=ON")  # overwrite what is deleted: docs/decisions/deleting-for-good.md
    cursor.close()


def _turn_on_write_ahead_log(cursor: sqlite3.Cursor) -> None:
    """Let readers and the writer work side by side, waiting for whoever is doing the same to a new file.

    SQLite waits for other locks by itself, but gives up at once when two programs change the mode of a file together
    (its page on PRAGMA journal_mode).
    """
    patience = monotonic() + WAIT_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= patience:
                raise
            sleep(0.01)
        else:
            return


def _refuse_other_encodings(engine: Engine) -> None:
    """See to it that a server's database can hold what people write: most of it fits UTF-8 only."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        encoding = connection.exec_driver_sql(
            "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
        ).scalar()
    if encoding != "UTF8":
        raise StoreError(
            f"the database {_shown(engine)} is encoded in {encoding}, which cannot hold everything people write; "
            "make another with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
        )


def revision_of(engine: Engine) -> str | None:
    """Give the schema's revision, None for an empty database. Raises StoreTooNew when a newer release wrote it."""
    with engine.connect() as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found and found != REVISION:
        _refuse_unknown(engine, str(found))
    return str(found) if found else None


def _create_schema(engine: Engine) -> None:
    """Create all tables at once: the migrations lead to the same schema (a test proves it) but take 0.5 s to load."""
    with transaction(engine) as connection:
        keep_others_out(connection)
        if engine.dialect.has_table(connection, "alembic_version"):
            return  # another command was quicker
        metadata.create_all(connection)
        create_views(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": REVISION})


def keep_others_out(connection: Connection) -> None:
    """Wait until nobody else makes or moves the schema, and be the only one until this transaction ends.

    On a file, a transaction that may write is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SCHEMA_LOCK_KEY})


def _upgrade(engine: Engine) -> None:
    from monitor.store.migrate import upgrade  # noqa: PLC0415 - Alembic takes 0.5 s to load

    upgrade(engine)


def _refuse_unknown(engine: Engine, revision: str) -> None:
    from monitor.store.migrate import is_known  # noqa: PLC0415 - Alembic takes 0.5 s to load

    if not is_known(revision):
        raise StoreTooNew(
            f"the store {_shown(engine)} was written by a newer release (schema {revision}, this one knows {REVISION}); "
            "install the newer release again, or point `store` at another database"
        )


def _shown(engine: Engine) -> str:
    """Name the store without its password, which may stand among the parameters too."""
    return engine.url.set(query={}).render_as_string(hide_password=True)


def _advice(error: Exception) -> str:
    words = str(error).lower()
    if "locked" in words:
        return f"another program has been writing to it for {WAIT_SECONDS} s: find it, or wait and run again"
    if "full" in words or "no space" in words or "disk i/o" in words:
        return "free some space, or look after the disk, and run again: nothing stored so far is lost"
    if "malformed" in words or "not a database" in words or "could not decode" in words:
        return "the file is damaged: put back a copy, or move it away and run again to start anew"
    if "readonly" in words or "unable to open" in words or "permission" in words:
        return "check that the folder exists and may be written by this user"
    if isinstance(error, OperationalError):
        return "check that the server runs and the address is right, then run again"
    return "run again; if it stays, report this sentence"
