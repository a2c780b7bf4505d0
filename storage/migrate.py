"""Bring the tables to this version, at start, by one process at a time, all or nothing."""

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

from bot.boundary.trouble import Trouble
from storage.door import Door
from storage.keys import make_house_key, marks, rewrap
from storage.seal import Keyring
from storage.tables import metadata, records

NEWEST = "0009"
"""The revision that storage/tables.py is."""
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
    match revision(connection):
        case None:
            metadata.create_all(connection)
            _version.create(connection, checkfirst=True)
            connection.execute(_version.insert().values(version_num=NEWEST))
        case found if found != NEWEST:
            from storage.revisions import bring_up

            bring_up(connection)
    metadata.create_all(connection, tables=list(records.values()))


def revision(connection: Connection) -> str | None:
    """Which revision the tables have; None: no tables yet."""
    if not inspect(connection).has_table(_version.name):
        return None
    return connection.scalar(select(_version.c.version_num))


def _refuse_newer(connection: Connection) -> None:
    if (current := revision(connection)) in (None, NEWEST):
        return
    from storage.revisions import every_revision

    if current not in every_revision():
        raise Trouble(NEWER)


_version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Alembic's own: where it notes the revision."""
