"""The bot in Slack: its lines, its ears and its clock, put together."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp

from adapters.clock import Clock
from adapters.names import Names
from adapters.slack.app import listen
from adapters.slack.beginnings import Beginnings
from adapters.slack.checkup import Checkup
from adapters.slack.credentials import must_be_our_app
from adapters.slack.directory import Directory
from adapters.slack.ears import PATIENT, bolt, bolt_for_many, on_socket
from adapters.slack.events import Events
from adapters.slack.front import Front
from adapters.slack.goodbyes import (
    GONE,
    OUT,
    Goodbyes,
    listen_for_goodbyes,
)
from adapters.slack.homes import Homes
from adapters.slack.inbound import PLATFORM
from adapters.slack.installing import INSTALL, Installing, SlackApp
from adapters.slack.lines import Lines, open_lines
from adapters.slack.messenger import SlackMessenger
from adapters.slack.only_token import SET_BY_HAND, TheOnlyToken
from adapters.slack.signatures import Signatures
from adapters.slack.site import at_the_site
from adapters.slack.whispering import Whispers
from adapters.slack.workspaces import Workspaces
from bot.bootstrap.checking_slack import by_request, by_socket, checkup
from bot.bootstrap.one_desk import OneDesk
from bot.boundary.arrivals import DeliveryId
from bot.desk import Desk
from bot.domain.ids import Room
from bot.settings import Settings
from storage import Database


@dataclass(frozen=True, slots=True)
class InSlack:
    """`parts` are what Slack's requests come to, by where they are mounted: none with a socket. `home` is where
    somebody lands who opens the site, `checkup` what the doctor looks at."""

    parts: Mapping[str, web.Application]
    checkup: Checkup
    home: str = ""


@asynccontextmanager
async def open_slack(here: OneDesk, given_up: Callable[[], None]) -> AsyncIterator[InSlack]:
    """Raises `Trouble` when Slack does not take what is set. `given_up`: the socket is dead for good."""
    settings, database, desk, clock = here.settings, here.database, here.desk, here.clock
    given = settings.slack
    async with AsyncExitStack() as stack:
        way = open_lines(settings.slack_api_url, given.bot_token, way_out=settings.way_out)
        lines = await stack.enter_async_context(way)
        many = await _many(settings, database, lines) if given.for_many else None
        us = many or await _the_one(lines)
        directory = Directory(us.client)
        homes = Homes(lambda person: desk.page(person, clock.now()), us.client)
        here.messengers[PLATFORM] = SlackMessenger(us.client, directory)
        here.hearers.append(homes.touched)
        stack.push_async_callback(desk.close)
        stack.push_async_callback(homes.close)
        whispers = Whispers(directory)
        front = Front(desk.take, directory, whispers, clock.now)
        stack.push_async_callback(front.close)
        names = Names(directory.name_of, desk.take, clock.now)
        stack.push_async_callback(names.close)
        events = Events(desk.take, directory, whispers, us.client, clock.now, us.our_user, names)
        app = _app(many, lines, given.signing_secret)
        listen(app, front, events, homes)
        only = TheOnlyToken(given.bot_token, database.installations(SET_BY_HAND), clock.now)
        tokens, sentence = (many, GONE) if many else (only, OUT)

        async def rooms(team: str) -> tuple[Room, ...]:
            return await here.rooms(PLATFORM, team)

        goodbyes = Goodbyes(lines, tokens, directory, rooms, desk.take, clock.now, sentence)
        listen_for_goodbyes(app, goodbyes)
        if many is None:
            await replace(goodbyes, desk=desk.keep).starts(await lines.us(), only)
        parts: dict[str, web.Application] = {}
        signatures = Signatures(given.signing_secret or "none", here.meters.refused)
        way_in = by_request(settings, signatures)
        if given.app_token:
            patience = PATIENT.at(settings.clock_speed)
            socket = on_socket(app, lines, given.app_token, given_up, patience)
            way_in = by_socket(await stack.enter_async_context(socket))
        elif many:
            parts["/slack"] = _open_to_all(
                app, signatures, settings, lines, many, database, desk, clock, goodbyes
            )
        else:
            parts["/slack"] = at_the_site(app, signatures)
        names.again(await here.nameless(PLATFORM))
        looks = checkup(settings, lines, many, way_in)
        yield InSlack(parts, looks, home=INSTALL if many else "")


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


def _open_to_all(
    app: AsyncApp,
    signatures: Signatures,
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
    return at_the_site(app, signatures, *installing.routes())


def _first_time(database: Database, desk: Desk) -> Callable[[str, datetime], Awaitable[bool]]:
    def noted(name: str, at: datetime) -> bool:
        with database.offices().open() as office:
            return office.first_time(DeliveryId(name), at)

    async def first_time(name: str, at: datetime) -> bool:
        return await desk.off_loop(lambda: noted(name, at))

    return first_time
