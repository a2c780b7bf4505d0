"""How the bot hears Slack: over a socket that it opens itself, behind any firewall, or by requests to the site."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from adapters.slack.lines import SHUT, Lines

PINGS: Final = 10.0
"""Seconds between two signs of life on the socket."""
DEAD: Final = 120.0
"""Seconds without a socket after which the process ends, so that whatever watches it starts it afresh."""

GivenUp = Callable[[], None]
"""Ends the process, with a word in the log."""

log = logging.getLogger(__name__)


def bolt(lines: Lines, signing_secret: str = "") -> AsyncApp:
    """Everything is passed by hand: left to itself Bolt reads settings of its own from the environment."""
    return AsyncApp(
        logger=SHUT,
        client=lines.speaking(lines.token),
        signing_secret=signing_secret or "none: a socket is not signed",
        request_verification_enabled=bool(signing_secret),
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )


@asynccontextmanager
async def on_socket(
    app: AsyncApp, lines: Lines, app_token: str, given_up: GivenUp
) -> AsyncIterator[AsyncSocketModeHandler]:
    """Raises `Trouble` when it can't be opened. A socket that is lost is opened again, by the library or, in the
    end, by a new process."""
    await lines.may_connect(app_token)
    handler = AsyncSocketModeHandler(
        app, app_token, logger=SHUT, web_client=lines.speaking(app_token), ping_interval=PINGS
    )
    await handler.connect_async()  # type: ignore[no-untyped-call]
    watch = asyncio.create_task(_watch(handler, given_up))
    try:
        yield handler
    finally:
        watch.cancel()
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _watch(handler: AsyncSocketModeHandler, given_up: GivenUp) -> None:
    seen = monotonic()
    while True:
        await asyncio.sleep(PINGS)
        if await handler.client.is_connected():
            seen = monotonic()
        elif monotonic() - seen > DEAD:
            log.error("The socket to Slack has been dead for two minutes.")
            given_up()
            return


def at_the_site(app: AsyncApp) -> web.Application:
    """To be mounted at `/slack`: Slack's request URL is `/slack/events`."""
    part = web.Application(client_max_size=1024 * 1024)
    part.router.add_post("/events", _request(app))
    return part


def _request(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def request(given: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(given)))

    return request
