"""Moves a store of an older release to the present schema. Loaded only when there is something to move."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine

from monitor.store.engine import keep_others_out, transaction
from monitor.store.views import create_views, drop_views


def is_known(revision: str) -> bool:
    """Tell whether `revision` is one of ours."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except CommandError:
        return False


def upgrade(engine: Engine, to: str = "head") -> None:
    """Apply every migration up to `to` that nobody applied yet, in one transaction."""
    config = _config()
    with transaction(engine) as connection:
        keep_others_out(connection)  # a run and a command may find an old store at the same moment
        config.attributes["connection"] = connection
        drop_views(connection)
        command.upgrade(config, to)
        if to == "head":
            create_views(connection)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
