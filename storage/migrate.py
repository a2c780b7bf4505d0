"""Bring the tables to this version, at start, by one process at a time, all or nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.boundary.trouble import Trouble
from storage.door import Door
from storage.keys import make_house_key, marks, rewrap
from storage.seal import Keyring
from storage.tables import metadata, records

NEWER = (
    "This database was made by a newer version of the bot: "
    "install that version, or restore a backup that was made by this one."
)


def migrate(door: Door, keyring: Keyring) -> None:
    """Makes and changes tables, and wraps all keys by the newest master key.

    `Trouble` when the database is newer than this code, or sealed with a key that is not here.
    """
    with door.transaction() as connection:
        door.lock_for_migration(connection)
        _refuse_newer(connection)
        upgrade(connection)
        make_house_key(connection, keyring)
        marks(connection, keyring)
        rewrap(connection, keyring)


def upgrade(connection: Connection) -> None:
    """Every kind of record has the same table, so a new kind needs no migration of its own."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    metadata.create_all(connection, tables=list(records.values()))


def revision(connection: Connection) -> str | None:
    """Which revision the tables have; None: no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _refuse_newer(connection: Connection) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if (current := revision(connection)) is not None and current not in known:
        raise Trouble(NEWER)


def _config() -> Config:
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
