"""The practice room and the bot in it, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from adapters.calendar import PublicHolidays
from adapters.chance import SystemMint
from adapters.clock import Clock, SystemClock, Timekeeper
from adapters.practice.acting import Stage
from adapters.practice.cast import PLATFORM, read_cast
from adapters.practice.messenger import PracticeMessenger
from adapters.practice.room import PracticeRoom
from adapters.practice.script import Script, read_script
from adapters.site import Meters
from bot.bootstrap.keeping_time import timekeeper
from bot.courier import Courier
from bot.desk import Desk
from bot.domain.contacts import AS_THEY_COME, Contacts
from bot.domain.hours import Hours, humane
from bot.engine import Engine
from bot.words import say
from storage import Database

SCRIPT: Final = Path(__file__).parents[2] / "examples" / "first-community.toml"
"""The people of the practice room, and what they say when they are played."""


@dataclass(frozen=True, slots=True)
class Practice:
    """The practice room and the bot in it, without the page."""

    desk: Desk
    clock: Clock
    keeper: Timekeeper
    stage: Stage
    script: Script


@asynccontextmanager
async def open_practice(
    folder: Path,
    database: Database,
    meters: Meters,
    *,
    script: Path = SCRIPT,
    begins: datetime | None = None,
    speed: float = 1.0,
    contacts: Contacts = AS_THEY_COME,
) -> AsyncIterator[Practice]:
    """The clock goes on where the room last saw it, or `begins` there. Raises `Trouble`."""
    named = contacts if contacts.operator else replace(contacts, operator=say("note.who.practice"))
    cast = read_cast(script)
    # The room shows the clock, and its file remembers it: neither is whole without the other.
    room = PracticeRoom(folder / "practice.db", cast, lambda: clock.now())
    here, world = room.clock_stood() or (begins, None)
    clock = Clock(here, world, speed=speed, remember=room.remember_clock)
    desk = _desk(database, room, clock, meters, named)
    keeper = timekeeper(database, desk, clock)
    stage = Stage(room, desk, SystemMint().id)
    try:
        yield Practice(desk, clock, keeper, stage, read_script(script, cast))
    finally:
        await desk.close()
        clock.note()
        room.close()


def a_working_hour() -> datetime:
    """A new practice room opens in working hours, so that whoever tries it at night is not told to wait."""
    return humane(Hours(), SystemClock().now(), PublicHolidays(), "GB-ENG")


def _desk(
    database: Database, room: PracticeRoom, clock: Clock, meters: Meters, contacts: Contacts
) -> Desk:
    engine = Engine(database.offices(), PublicHolidays(), SystemMint(), contacts)
    messengers = {PLATFORM: PracticeMessenger(room)}

    def courier(desk: Desk) -> Courier:
        return Courier(database.outbox(), messengers, clock.now, desk.off_loop, desk)

    return Desk(engine, database.threads, courier, meters, database.together)
