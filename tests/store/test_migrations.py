"""A store made at once and a store made by the migrations are the same store."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from monitor.store import Store
from monitor.store.engine import _create
from monitor.store.migrate import is_known, upgrade
from monitor.store.tables import REVISION, metadata


def test_the_migrations_lead_to_the_very_schema_of_the_tables(store_url: str) -> None:
    engine = _create(store_url)
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": False})
        assert compare_metadata(context, metadata) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == REVISION
    engine.dispose()


def test_a_migrated_store_opens_like_any_other(store_url: str) -> None:
    engine = _create(store_url)
    upgrade(engine)
    engine.dispose()
    Store(store_url).close()


def test_only_our_own_revisions_are_known() -> None:
    assert is_known(REVISION)
    assert not is_known("9999")


def test_both_ways_write_the_same_tables_to_the_letter(tmp_path: Path) -> None:
    migrated = _create(f"sqlite:///{tmp_path / 'migrated.db'}")
    upgrade(migrated)
    at_once = Store(f"sqlite:///{tmp_path / 'at_once.db'}")
    schemas = []
    for engine in (migrated, at_once._engine):
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%'")).all()
        schemas.append({name: "".join((sql or "").split()) for name, sql in rows if "alembic" not in name})
    migrated.dispose()
    at_once.close()
    assert schemas[0] == schemas[1]
