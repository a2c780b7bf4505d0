"""What the doctor looks at in Slack, whether the bot runs or not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.looks import Look, WayIn
from adapters.slack.checkup import Checkup
from adapters.slack.credentials import known, must_be_our_app, socket_address
from adapters.slack.ears import Watch
from adapters.slack.installing import INSTALL
from adapters.slack.lines import Lines, open_lines
from adapters.slack.signatures import Signatures
from adapters.slack.workspaces import Kept, NoneYet, Workspaces
from bot.boundary.trouble import Trouble
from bot.settings import Settings
from storage import Database

OPEN = Look("socket", True, "The socket to Slack is open.")
SHUT = Look(
    "socket",
    False,
    "The socket to Slack is not open just now. The bot lays it again by itself: ask again in a minute. After two "
    "minutes without it the bot stops, so that it can be started again.",
)
WOULD_OPEN = Look("socket", True, "Slack would open a socket for the bot.")

CALLED = Look("requests", True, "Slack calls /slack/events, and signs as it should.")


def checkup(settings: Settings, lines: Lines, many: Workspaces | None, way_in: WayIn) -> Checkup:
    if many is None:
        return Checkup(lines, lambda: _the_one(lines), way_in)
    where = f"Whoever looks after apps there installs it at {settings.address}{INSTALL}"
    return Checkup(many, many.teams, way_in, f"{where}.")


def by_socket(watch: Watch) -> WayIn:
    """Of a bot that runs."""

    async def look() -> Look:
        return OPEN if await watch.lives() else SHUT

    return look


def by_request(settings: Settings, signatures: Signatures | None = None) -> WayIn:
    """As far as it can be told from here: until Slack has called, nobody knows whether it gets through."""

    async def look() -> Look:
        if signatures and signatures.amiss:
            return Look("requests", False, signatures.amiss)
        if signatures and signatures.fitted:
            return CALLED
        says = (
            f"Slack calls /slack/events at {settings.address or 'the address of this site'}. Whether it gets there "
            "stands on the page “Event Subscriptions” of your Slack app."
        )
        return Look("requests", True, says)

    return look


@asynccontextmanager
async def open_checkup(settings: Settings, database: Database | None) -> AsyncIterator[Checkup]:
    """While no bot runs, perhaps before it ever ran."""
    given = settings.slack
    way = open_lines(settings.slack_api_url, given.bot_token, way_out=settings.way_out)
    async with way as lines:
        many = Workspaces(lines, _kept(settings, database)) if given.for_many else None
        yield checkup(settings, lines, many, _at_rest(settings, lines))


def _kept(settings: Settings, database: Database | None) -> Kept:
    return database.installations(settings.slack.client_id) if database else NoneYet()


def _at_rest(settings: Settings, lines: Lines) -> WayIn:
    async def look() -> Look:
        given = settings.slack
        try:
            if given.app_token:
                await socket_address(lines.speaking(given.app_token))
                return WOULD_OPEN
            if given.for_many:
                app = lines.speaking("")
                await must_be_our_app(app, given.client_id, given.client_secret)
        except Trouble as trouble:
            return Look("way in", False, trouble.sentence)
        return await by_request(settings)()

    return look


async def _the_one(lines: Lines) -> tuple[str, ...]:
    """Raises `Trouble` when Slack does not take the token."""
    return ((await known(lines.speaking(lines.token))).team,)
