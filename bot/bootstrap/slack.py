"""The bot in Slack: its lines, its ears and its clock, put together."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from adapters.calendar import PublicHolidays
from adapters.chance import SystemMint
from adapters.clock import Clock
from adapters.site import Meters
from adapters.slack.app import listen
from adapters.slack.directory import Directory
from adapters.slack.ears import at_the_site, bolt, on_socket
from adapters.slack.events import Events
from adapters.slack.front import Front
from adapters.slack.inbound import PLATFORM
from adapters.slack.lines import Lines, open_lines
from adapters.slack.messenger import SlackMessenger
from bot.courier import Courier
from bot.desk import Desk
from bot.engine import Engine
from bot.settings import Settings, secret
from storage import Database


@dataclass(frozen=True, slots=True)
class InSlack:
    """`parts` are what Slack's requests come to, by where they are mounted: none with a socket."""

    desk: Desk
    clock: Clock
    parts: Mapping[str, web.Application]


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
    async with AsyncExitStack() as stack:
        token = secret(settings.slack_bot_token)
        lines = await stack.enter_async_context(open_lines(settings.slack_api_url, token))
        await lines.us()
        directory = Directory(lines.client)
        clock = clock or Clock(speed=settings.clock_speed)
        desk = _desk(database, lines, directory, clock, meters, settings)
        stack.push_async_callback(desk.close)
        front = Front(desk.take, directory, clock.now)
        stack.push_async_callback(front.close)
        app = bolt(lines, secret(settings.slack_signing_secret))
        listen(app, front, Events(desk.take, directory, clock.now, lines.our_user))
        parts: dict[str, web.Application] = {}
        if app_token := secret(settings.slack_app_token):
            await stack.enter_async_context(on_socket(app, lines, app_token, given_up))
        else:
            parts["/slack"] = at_the_site(app)
        yield InSlack(desk, clock, parts)


def _desk(
    database: Database,
    lines: Lines,
    directory: Directory,
    clock: Clock,
    meters: Meters,
    settings: Settings,
) -> Desk:
    engine = Engine(database.offices(), PublicHolidays(), SystemMint(), settings.contacts)
    messengers = {PLATFORM: SlackMessenger(lines.client, directory)}

    def courier(desk: Desk) -> Courier:
        return Courier(database.outbox(), messengers, clock.now, desk.off_loop, desk)

    return Desk(engine, database.threads, courier, meters)
