"""The history of the schema, as Alembic revisions inside the package.

A new revision is a module in ``versions/`` that follows the newest one; :data:`HEAD` and the tables in
``dateline.record.tables`` change with it, and tests hold the three against each other. A revision never
imports the tables: it has to do the same thing years later. Records only go forward.

The documented views are no part of the history: they are dropped before an upgrade and made again
after it, so a changed view needs a new revision, which may be empty.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from dateline.record.views import DEFINITIONS

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0002"
"""The newest revision, known without loading Alembic, which only an upgrade needs."""

_LOCATION: Final = Path(__file__).parent


def is_known(revision: str) -> bool:
    """Whether this version of Dateline knows ``revision``."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see HEAD

    return any(script.revision == revision for script in ScriptDirectory.from_config(config()).walk_revisions())


def upgrade(connection: Connection) -> None:
    """Bring the schema behind ``connection`` to the newest revision, inside the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - see HEAD

    alembic = config()
    alembic.attributes["connection"] = connection
    for view in DEFINITIONS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view}")
    command.upgrade(alembic, "head")
    for view, definition in DEFINITIONS.items():
        connection.exec_driver_sql(f"CREATE VIEW {view} AS {definition}")


def config() -> Config:
    """Alembic's settings: where the revisions are. No file holds them, so that an installed wheel suffices."""
    from alembic.config import Config  # noqa: PLC0415 - see HEAD

    settings = Config()
    settings.set_main_option("script_location", str(_LOCATION).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings
