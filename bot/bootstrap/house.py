"""The house, open: everything that is configured, put together once and closed in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from aiohttp import web

from adapters.calendar import PublicHolidays, known_region
from adapters.chance import SystemMint
from adapters.clock import Clock, Metronome, SystemClock, Timekeeper
from adapters.looks import Looks
from adapters.practice.acting import Stage
from adapters.practice.app import practice_app
from adapters.practice.cast import PLATFORM, read_cast
from adapters.practice.limits import limits
from adapters.practice.messenger import PracticeMessenger
from adapters.practice.room import PracticeRoom
from adapters.practice.script import Script, read_script
from adapters.side_door import Answer, open_side_door
from adapters.site import Meters, build_site
from adapters.slack.inbound import PLATFORM as SLACK
from adapters.slack.limits import limits as slack_limits
from adapters.teams.inbound import PLATFORM as TEAMS
from adapters.teams.limits import limits as teams_limits
from bot.bootstrap.in_chats import in_chats
from bot.boundary.hosts import is_loopback
from bot.boundary.trouble import Trouble
from bot.courier import Courier
from bot.desk import Desk
from bot.domain.contacts import AS_THEY_COME, Contacts
from bot.domain.hours import Hours, humane
from bot.engine import Engine
from bot.folder import about_listening, make_folder
from bot.master_keys import master_keys, warning_of_new_key
from bot.settings import MENDING, Settings
from bot.words import say
from storage import Database, open_database

SCRIPT: Final = Path(__file__).parents[2] / "examples" / "first-community.toml"
"""The people of the practice room, and what they say when they are played."""
SITE_GOODBYE: Final = 1.0
"""Seconds that open pages get when the house shuts."""
OPEN_TO_OTHERS: Final = (
    "The practice room asks for no password: whoever can reach it can be anyone in it. "
    "Set LCBOT_HOST to 127.0.0.1 to keep it on this machine."
)

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Practice:
    """The practice room and the bot in it, without the page."""

    desk: Desk
    clock: Clock
    keeper: Timekeeper
    stage: Stage
    script: Script


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
        begins=_a_working_hour(),
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
        keeper = Timekeeper(clock, desk.wake, desk.carry, _upcoming(database, desk, clock))
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
    keeper = Timekeeper(clock, desk.wake, desk.carry, _upcoming(database, desk, clock))
    stage = Stage(room, desk, SystemMint().id)
    try:
        yield Practice(desk, clock, keeper, stage, read_script(script, cast))
    finally:
        await desk.close()
        clock.note()
        room.close()


@contextmanager
def open_records(settings: Settings, warn: Warn) -> Iterator[Database]:
    """The database, at this version. Raises `Trouble`."""
    make_folder(settings)
    if warning := warning_of_new_key(settings):
        warn(warning)
    with closing(database_of(settings)) as database:
        database.migrate()
        yield database


def database_of(settings: Settings) -> Database:
    """As it is: it may be of another version."""
    return open_database(
        settings.database_url,
        keys=master_keys(settings),
        limits={PLATFORM: limits, SLACK: slack_limits, TEAMS: teams_limits},
        mint=SystemMint(),
    )


def _desk(
    database: Database, room: PracticeRoom, clock: Clock, meters: Meters, contacts: Contacts
) -> Desk:
    engine = Engine(database.offices(), PublicHolidays(), SystemMint(), contacts)
    messengers = {PLATFORM: PracticeMessenger(room)}

    def courier(desk: Desk) -> Courier:
        return Courier(database.outbox(), messengers, clock.now, desk.off_loop, desk)

    return Desk(engine, database.threads, courier, meters, database.together)


def _must_know_holidays(region: str) -> None:
    if not known_region(region):
        raise Trouble(f"LCBOT_REGION must be {MENDING['LCBOT_REGION']}: I know no holidays of it.")


def _a_working_hour() -> datetime:
    """A new practice room opens in working hours, so that whoever tries it at night is not told to wait."""
    return humane(Hours(), SystemClock().now(), PublicHolidays(), "GB-ENG")


def _upcoming(
    database: Database, desk: Desk, clock: Clock
) -> Callable[[], Awaitable[datetime | None]]:
    """When the next alarm rings or a post that waits may go."""

    def earliest() -> datetime | None:
        with database.offices().open() as office:
            alarm = office.next_alarm()
        post = database.outbox().next_due(clock.now())
        return min((moment for moment in (alarm, post) if moment), default=None)

    async def upcoming() -> datetime | None:
        return await desk.off_loop(earliest)

    return upcoming


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
