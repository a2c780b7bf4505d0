"""The house, open: everything that is configured, put together once and closed in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from adapters.calendar import known_region
from adapters.clock import Clock, Metronome, Timekeeper
from adapters.looks import Looks
from adapters.practice.app import practice_app
from adapters.side_door import Answer, open_side_door
from adapters.site import Meters, build_site
from bot.bootstrap.in_chats import in_chats
from bot.bootstrap.keeping_time import timekeeper
from bot.bootstrap.practice import a_working_hour, open_practice
from bot.bootstrap.records import Warn, open_records
from bot.boundary.hosts import is_loopback
from bot.boundary.trouble import Trouble
from bot.desk import Desk
from bot.folder import about_listening
from bot.settings import MENDING, Settings
from storage import Database

SITE_GOODBYE: Final = 1.0
"""Seconds that open pages get when the house shuts."""
OPEN_TO_OTHERS: Final = (
    "The practice room asks for no password: whoever can reach it can be anyone in it. "
    "Set LCBOT_HOST to 127.0.0.1 to keep it on this machine."
)


@dataclass(frozen=True, slots=True)
class House:
    """Everything that is open, as far as others need it."""

    address: str
    database: Database
    desk: Desk
    clock: Clock
    where: str = "It is open: {address}"
    """What to tell whoever has opened it."""
    dead: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when it can't be kept open: the process is to end, and to be started afresh."""
    checkup: Looks | None = None
    """What the doctor looks at on the platform, where it is not our own."""


@dataclass(frozen=True, slots=True)
class Lives:
    """The bot where it is configured to be: how it is reached, and what keeps its time."""

    desk: Desk
    clock: Clock
    keeper: Timekeeper
    parts: Mapping[str, web.Application]
    where: str
    home: str = ""
    warning: str = ""
    checkup: Looks | None = None


@asynccontextmanager
async def open_house(
    settings: Settings, warn: Warn, answers: Callable[["House"], Mapping[str, Answer]]
) -> AsyncIterator[House]:
    """What was opened last is closed first. `answers` are for the side door."""
    _must_know_holidays(settings.region)
    async with AsyncExitStack() as stack:
        database = stack.enter_context(open_records(settings, warn))
        meters, dead = Meters(), asyncio.Event()
        opens = _in_chats if settings.speaks_chats else _in_practice
        lives = await stack.enter_async_context(opens(settings, database, meters, dead))
        site = build_site(
            lives.parts, ready=_ready(database, lives), meters=meters, home=lives.home
        )
        address = await _listen(settings, site, stack)
        if lives.warning:
            warn(lives.warning)
        house = House(address, database, lives.desk, lives.clock, lives.where, dead, lives.checkup)
        door = await open_side_door(settings.data, answers(house))
        stack.push_async_callback(door.close)
        metronome = Metronome(lives.keeper.tick, _housekeeping(house))
        metronome.start()
        stack.push_async_callback(metronome.stop)
        yield house


@asynccontextmanager
async def _in_practice(
    settings: Settings, database: Database, meters: Meters, _: asyncio.Event
) -> AsyncIterator[Lives]:
    async with open_practice(
        settings.data,
        database,
        meters,
        begins=a_working_hour(),
        speed=settings.clock_speed,
        contacts=settings.contacts,
    ) as practice:
        app = practice_app(practice.stage, practice.keeper, practice.script)
        yield Lives(
            practice.desk,
            practice.clock,
            practice.keeper,
            {"/practice": app},
            where="The practice room is open: {address}",
            home="/practice/",
            warning="" if is_loopback(settings.host) else OPEN_TO_OTHERS,
        )


@asynccontextmanager
async def _in_chats(
    settings: Settings, database: Database, meters: Meters, dead: asyncio.Event
) -> AsyncIterator[Lives]:
    async with in_chats(settings, database, meters, dead) as chats:
        desk, clock = chats.here.desk, chats.here.clock
        keeper = timekeeper(database, desk, clock)
        yield Lives(
            desk,
            clock,
            keeper,
            chats.parts,
            where=chats.where,
            home=chats.home,
            warning=chats.warning,
            checkup=chats.checkup,
        )


def _must_know_holidays(region: str) -> None:
    if not known_region(region):
        raise Trouble(f"LCBOT_REGION must be {MENDING['LCBOT_REGION']}: I know no holidays of it.")


def _ready(database: Database, lives: Lives) -> Callable[[], Awaitable[None]]:
    async def ready() -> None:
        health = await lives.desk.off_loop(lambda: database.health(lives.clock.now()))
        if not health.fits:
            raise Trouble("The database does not fit this version. Run lcbot migrate.")

    return ready


def _housekeeping(house: House) -> Callable[[], Awaitable[None]]:
    """Once an hour: delete what is past its day, and write down what the clock says."""

    async def keep_house() -> None:
        await house.desk.clear(house.clock.now())
        house.clock.note()

    return keep_house


async def _listen(settings: Settings, site: web.Application, stack: AsyncExitStack) -> str:
    """Where it can be reached. Raises `Trouble` when the port can't be had."""
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=SITE_GOODBYE)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as problem:
        raise about_listening(settings.host, settings.port, problem) from None
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
