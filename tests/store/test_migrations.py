"""A store made at once and a store made by the migrations are the same store."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text

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


def test_both_ways_make_the_same_columns_keys_and_indexes(tmp_path: Path) -> None:
    migrated = _create(f"sqlite:///{tmp_path / 'migrated.db'}")
    upgrade(migrated)
    at_once = Store(f"sqlite:///{tmp_path / 'at_once.db'}")
    schemas = [_schema(engine) for engine in (migrated, at_once._engine)]
    migrated.dispose()
    at_once.close()
    assert schemas[0] == schemas[1]
    assert len(schemas[0]) == len(metadata.tables)


def _schema(engine: Engine) -> dict[str, object]:
    """Describe every table; the order of the columns, in which a migration differs, is left out."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
        return {
            name: (
                sorted(row[1:] for row in connection.exec_driver_sql(f"PRAGMA table_xinfo({name})")),
                sorted(
                    (unique, origin, [row[2] for row in connection.exec_driver_sql(f"PRAGMA index_info({index})")])
                    for _, index, unique, origin, _ in connection.exec_driver_sql(f"PRAGMA index_list({name})")
                ),
                "WITHOUT ROWID" in sql,
                "AUTOINCREMENT" in sql,
            )
            for name, sql in rows
            if not name.startswith(("alembic", "sqlite"))
        }
