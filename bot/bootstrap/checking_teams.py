"""What the doctor looks at in Teams, whether the bot runs or not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final, TypeVar

from adapters.looks import Look, WayIn
from adapters.teams.checkup import Checkup
from adapters.teams.directory import Directory, Rooms
from adapters.teams.inbound import PLATFORM
from adapters.teams.references import References
from bot.bootstrap.teams_line import Line, open_line
from bot.domain.ids import Room
from bot.settings import Settings
from storage import Database

T = TypeVar("T")

CALLS: Final = (
    "Teams calls /api/messages at {address}. Nobody can tell from here whether it gets there: write to the bot in "
    "Teams, and see whether it answers."
)


def checkup(
    settings: Settings, line: Line, references: References, directory: Directory
) -> Checkup:
    return Checkup(
        line.transport, references, directory, line.token, line.keys, _by_request(settings)
    )


@asynccontextmanager
async def open_checkup(settings: Settings, database: Database | None) -> AsyncIterator[Checkup]:
    """While no bot runs, perhaps before it ever ran."""
    async with open_line(settings.teams, settings.way_out) as line:
        references = References(database.reaches() if database else _NothingYet(), _off_loop)
        directory = Directory(line.transport, references, _rooms(database))
        yield checkup(settings, line, references, directory)


def _by_request(settings: Settings) -> WayIn:
    async def look() -> Look:
        address = (
            settings.address or "the address of this site, which LCBOT_ADDRESS does not name yet"
        )
        return Look("requests", True, CALLS.format(address=address))

    return look


def _rooms(database: Database | None) -> Rooms:
    async def rooms(tenant: str) -> tuple[Room, ...]:
        if database is None:
            return ()
        kept = database.rooms
        return await _off_loop(lambda: kept(PLATFORM, tenant))

    return rooms


class _NothingYet:
    """Before there is a database."""

    def find(self, _: str) -> None: ...
    def keep(self, *_: object, **__: object) -> None: ...
    def forget(self, _: str) -> None: ...
    def all(self) -> dict[str, dict[str, str]]:
        return {}

    def through(self, _: str) -> dict[str, dict[str, str]]:
        return {}

    def forget_through(self, _: str) -> None: ...


def _off_loop(work: Callable[[], T]) -> Awaitable[T]:
    return asyncio.to_thread(work)
