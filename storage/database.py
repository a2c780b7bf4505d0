"""The database: opened once, used by everything."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, make_url, select
from sqlalchemy.exc import ArgumentError

from bot.boundary.delivery import Limits
from bot.boundary.ports import Mint
from bot.boundary.trouble import Trouble
from bot.domain.community import Community
from bot.domain.ids import CommunityId, Platform, Room
from bot.domain.records import Record
from storage.backup import back_up
from storage.door import Door
from storage.health import Health, health
from storage.house import House
from storage.keys import marks
from storage.migrate import migrate
from storage.outbox import Outbox
from storage.postgres import Postgres
from storage.reaches import Reaches
from storage.seal import Keyring
from storage.sqlite import Sqlite
from storage.tables import community_room, records
from storage.unsigned import UNSIGNED
from storage.work import Offices

if TYPE_CHECKING:  # whoever lives elsewhere is spared Slack's store
    from storage.installations import Installations

BAD_URL = (
    "DATABASE_URL can't be read: write it as sqlite:///folder/file.db "
    "or as postgresql://user:password@server/database."
)

TOGETHER = 32
"""So many take some tens of milliseconds, for which all else has to wait: the metronome, and who carries posts."""


def open_database(
    url: str, *, keys: Sequence[bytes], limits: Mapping[Platform, Limits], mint: Mint
) -> "Database":
    """`keys` are the master keys, newest first. Call `migrate` before anything else.

    `Trouble` when it can't be opened.
    """
    keyring = Keyring(keys)
    return Database(_door(_read(url)), keyring, limits, mint)


class Database:
    """Everything that storage offers, and its end."""

    def __init__(
        self, door: Door, keyring: Keyring, limits: Mapping[Platform, Limits], mint: Mint
    ) -> None:
        self._door = door
        self._keyring = keyring
        self._limits = limits
        self._mint = mint

    @property
    def threads(self) -> int:
        """How many threads may use it at once."""
        return self._door.threads

    @property
    def together(self) -> int:
        """How many arrivals that wait at the same time may share a transaction."""
        return TOGETHER if self._door.alone else 1

    def migrate(self) -> None:
        """Bring it to this version; safe to call in several processes at once."""
        migrate(self._door, self._keyring)
        self._door.sweep(UNSIGNED)  # what was left by a process that died

    def offices(self) -> Offices:
        return Offices(self._door, self._house)

    def outbox(self) -> Outbox:
        return Outbox(self._door, self._house)

    def reaches(self) -> Reaches:
        """By which way a chat reaches people and rooms."""
        return Reaches(self._door, self._house)

    def installations(self, client_id: str) -> "Installations":
        """In which workspaces the Slack app with this id is installed."""
        from storage.installations import Installations

        return Installations(self._door, self._keyring, client_id)

    def communities(self) -> tuple[CommunityId, ...]:
        """Every community that is kept, the oldest first."""
        kept = records[Community].c
        with self._door.reading() as connection:
            return tuple(connection.scalars(select(kept.id).order_by(kept.kept)))

    def with_any(self, kind: type[Record]) -> tuple[CommunityId, ...]:
        """Communities of which a record of this kind is kept."""
        kept = records[kind].c.community
        with self._door.reading() as connection:
            return tuple(connection.scalars(select(kept).distinct().order_by(kept)))

    def rooms(self, platform: Platform, workspace: str) -> tuple[Room, ...]:
        """Where communities meet in one workspace."""
        there = community_room.c
        found = select(there.channel).where(
            there.platform == platform, there.workspace == workspace
        )
        with self._door.reading() as connection:
            channels = connection.scalars(found.order_by(there.channel))
            return tuple(Room(platform, workspace, channel) for channel in channels)

    def health(self, now: datetime, *, thorough: bool = False) -> Health:
        """Cheap enough to ask every few seconds, unless `thorough`."""
        return health(self._door, now, thorough=thorough)

    def backup(self, path: Path) -> None:
        """Copy everything into a new SQLite file, consistently, while the bot goes on."""
        back_up(self._door, path)

    def close(self) -> None:
        self._door.close()

    @cached_property
    def _house(self) -> House:
        with self._door.transaction() as connection:
            found = marks(connection, self._keyring)
        return House(self._keyring, found, self._mint, self._limits)


def _read(url: str) -> URL:
    try:
        return make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        raise Trouble(BAD_URL) from None


def _door(url: URL) -> Door:
    match url.get_backend_name():
        case "sqlite":
            return Sqlite(url)
        case "postgresql":
            return Postgres(url)
        case _:
            raise Trouble(BAD_URL)
