"""The bot in Slack: its lines, its ears and its clock, put together."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp

from adapters.calendar import PublicHolidays
from adapters.chance import SystemMint
from adapters.clock import Clock
from adapters.site import Meters
from adapters.slack.app import listen
from adapters.slack.beginnings import Beginnings
from adapters.slack.checkup import Checkup
from adapters.slack.credentials import must_be_our_app
from adapters.slack.directory import Directory
from adapters.slack.ears import PATIENT, at_the_site, bolt, bolt_for_many, on_socket
from adapters.slack.events import Events
from adapters.slack.front import Front
from adapters.slack.goodbyes import (
    GONE,
    OUT,
    Goodbyes,
    Rooms,
    TheOnlyToken,
    listen_for_goodbyes,
)
from adapters.slack.homes import Homes
from adapters.slack.inbound import PLATFORM
from adapters.slack.installing import INSTALL, Installing, SlackApp
from adapters.slack.lines import Lines, open_lines
from adapters.slack.messenger import SlackMessenger
from adapters.slack.whispering import Whispers
from adapters.slack.workspaces import Workspaces
from bot.bootstrap.checking_slack import by_request, by_socket, checkup
from bot.boundary.arrivals import DeliveryId
from bot.courier import Courier
from bot.desk import Desk
from bot.domain.ids import Room
from bot.engine import Engine
from bot.settings import Settings
from storage import Database


@dataclass(frozen=True, slots=True)
class InSlack:
    """`parts` are what Slack's requests come to, by where they are mounted: none with a socket. `home` is where
    somebody lands who opens the site, `checkup` what the doctor looks at."""

    desk: Desk
    clock: Clock
    parts: Mapping[str, web.Application]
    checkup: Checkup
    home: str = ""


@asynccontextmanager
async def open_slack(
    settings: Settings,
    database: Database,
    meters: Meters,
    given_up: Callable[[], None],
    clock: Clock | None = None,
) -> AsyncIterator[InSlack]:
    """Raises `Trouble` when Slack does not take what is set. `given_up`: the socket is dead for good.
    `clock` is the world's, unless another is given."""
    given = settings.slack
    async with AsyncExitStack() as stack:
        lines = await stack.enter_async_context(open_lines(settings.slack_api_url, given.bot_token))
        many = await _many(settings, database, lines) if given.for_many else None
        us = many or await _the_one(lines)
        directory = Directory(us.client)
        clock = clock or Clock(speed=settings.clock_speed)
        homes = Homes(lambda person: desk.page(person, clock.now()), us.client)
        desk = _desk(database, us, directory, clock, meters, settings, homes)
        stack.push_async_callback(desk.close)
        stack.push_async_callback(homes.close)
        whispers = Whispers(directory)
        front = Front(desk.take, directory, whispers, clock.now)
        stack.push_async_callback(front.close)
        events = Events(desk.take, directory, whispers, us.client, clock.now, us.our_user)
        app = _app(many, lines, given.signing_secret)
        listen(app, front, events, homes)
        tokens, sentence = (many, GONE) if many else (TheOnlyToken(given.bot_token), OUT)
        rooms = _rooms(database, desk)
        goodbyes = Goodbyes(lines, tokens, directory, rooms, desk.take, clock.now, sentence)
        listen_for_goodbyes(app, goodbyes)
        parts: dict[str, web.Application] = {}
        way_in = by_request(settings)
        if given.app_token:
            patience = PATIENT.at(settings.clock_speed)
            socket = on_socket(app, lines, given.app_token, given_up, patience)
            way_in = by_socket(await stack.enter_async_context(socket))
        elif many:
            parts["/slack"] = _open_to_all(
                app, settings, lines, many, database, desk, clock, goodbyes
            )
        else:
            parts["/slack"] = at_the_site(app)
        looks = checkup(settings, lines, many, way_in)
        yield InSlack(desk, clock, parts, looks, home=INSTALL if many else "")


async def _the_one(lines: Lines) -> Lines:
    """The only workspace. Raises `Trouble` when Slack does not take the token."""
    await lines.us()
    return lines


async def _many(settings: Settings, database: Database, lines: Lines) -> Workspaces:
    """Every workspace that installs the bot. Raises `Trouble` when Slack knows no such app."""
    given = settings.slack
    await must_be_our_app(lines.speaking(""), given.client_id, given.client_secret)
    return Workspaces(lines, database.installations(given.client_id))


def _app(many: Workspaces | None, lines: Lines, signing_secret: str) -> AsyncApp:
    if many is None:
        return bolt(lines, signing_secret)
    return bolt_for_many(lines, many.authorize, signing_secret)


def _rooms(database: Database, desk: Desk) -> Rooms:
    async def rooms(team: str) -> tuple[Room, ...]:
        return await desk.off_loop(lambda: database.rooms(PLATFORM, team))

    return rooms


def _open_to_all(
    app: AsyncApp,
    settings: Settings,
    lines: Lines,
    many: Workspaces,
    database: Database,
    desk: Desk,
    clock: Clock,
    goodbyes: Goodbyes,
) -> web.Application:
    """Beside Slack's requests, the pages on which a workspace lets the bot in."""
    given = settings.slack
    ours = SlackApp(given.client_id, given.client_secret, given.address, settings.operator)
    beginnings = Beginnings(given.client_secret, clock.now, _first_time(database, desk))
    installing = Installing(ours, lines, many, beginnings, goodbyes.comes_back)
    return at_the_site(app, *installing.routes())


def _first_time(database: Database, desk: Desk) -> Callable[[str, datetime], Awaitable[bool]]:
    def noted(name: str, at: datetime) -> bool:
        with database.offices().open() as office:
            return office.first_time(DeliveryId(name), at)

    async def first_time(name: str, at: datetime) -> bool:
        return await desk.off_loop(lambda: noted(name, at))

    return first_time


def _desk(
    database: Database,
    us: Lines | Workspaces,
    directory: Directory,
    clock: Clock,
    meters: Meters,
    settings: Settings,
    homes: Homes,
) -> Desk:
    engine = Engine(
        database.offices(), PublicHolidays(), SystemMint(), settings.contacts, homes.touched
    )
    messengers = {PLATFORM: SlackMessenger(us.client, directory)}

    def courier(desk: Desk) -> Courier:
        return Courier(database.outbox(), messengers, clock.now, desk.off_loop, desk)

    return Desk(engine, database.threads, courier, meters, database.together)
