"""How the bot hears Slack: over a socket that it opens itself, behind any firewall, or by requests to the site."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.credentials import socket_address_in_time
from adapters.slack.lines import SHUT, Lines

MOST_PINGS: Final = 20.0
"""A second, however fast the clock runs."""
LEAST_DEAD: Final = 15.0
"""Seconds: a line that is cut is laid anew in its own time, however fast the clock runs."""
NOT_HERE: Final = (
    "This workspace has taken me out, or was never asked to let me in. "
    "Whoever looks after apps here can install me again."
)

GivenUp = Callable[[], None]
"""Ends the process, with a word in the log."""
Authorize = Callable[[str | None], Awaitable[AuthorizeResult | None]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """`pings`: seconds between two signs of life on the socket. `dead`: seconds without any after which the
    process ends, so that whatever watches it starts it afresh."""

    pings: float = 10.0
    dead: float = 120.0

    def at(self, speed: float) -> "Patience":
        """By a clock that runs so many times as fast."""
        dead = max(self.dead / speed, min(self.dead, LEAST_DEAD))
        return Patience(max(self.pings / speed, 1 / MOST_PINGS), dead)


PATIENT: Final = Patience()


def bolt(lines: Lines, signing_secret: str = "") -> AsyncApp:
    """For one workspace, with the token that is set."""
    return _app(lines.speaking(lines.token), signing_secret)


def bolt_for_many(lines: Lines, authorize: Authorize, signing_secret: str) -> AsyncApp:
    """`authorize` gives each workspace's own token; None where the bot is not installed."""

    async def by_team(
        team_id: str | None,
    ) -> AuthorizeResult | None:  # Bolt goes by the argument's name
        return await authorize(team_id)

    return _app(lines.speaking(""), signing_secret, authorize=by_team)


def _app(client: AsyncWebClient, signing_secret: str, **more: Any) -> AsyncApp:
    """Everything is passed by hand: left to itself Bolt reads settings of its own from the environment."""
    with _nothing_of_slacks_set():
        return AsyncApp(
            logger=SHUT,
            client=client,
            signing_secret=signing_secret or "none: a socket is not signed",
            request_verification_enabled=bool(signing_secret),
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            user_facing_authorize_error_message=NOT_HERE,
            **more,
        )


@contextmanager
def _nothing_of_slacks_set() -> Iterator[None]:
    """An id and a secret found in the environment would make Bolt keep tokens in files of its own."""
    names = [name for name in os.environ if name.startswith("SLACK_")]
    set_ = {name: os.environ.pop(name) for name in names}
    try:
        yield
    finally:
        os.environ.update(set_)


@asynccontextmanager
async def on_socket(
    app: AsyncApp, lines: Lines, app_token: str, given_up: GivenUp, patience: Patience = PATIENT
) -> AsyncIterator["Watch"]:
    """Raises `Trouble` when it can't be opened. A socket that is lost is opened again, by the library or, in the
    end, by a new process."""
    client = lines.speaking(app_token)
    address = await socket_address_in_time(client, patience.dead)
    handler = AsyncSocketModeHandler(
        app, app_token, logger=SHUT, web_client=client, ping_interval=patience.pings
    )
    handler.client.wss_uri = address
    handler.client.proxy = lines.way_out.to(address)
    watch = Watch(handler, patience)
    handler.client.on_message_listeners.append(watch.heard)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    watching = asyncio.create_task(watch.until_dead(given_up))
    try:
        yield watch
    finally:
        watching.cancel()
        await handler.close_async()  # type: ignore[no-untyped-call]


class Watch:
    """Whether the socket lives. One that opens and says nothing, not even its greeting, is as dead as none: the
    library would lay such lines for ever, and count itself connected in between."""

    def __init__(self, handler: AsyncSocketModeHandler, patience: Patience) -> None:
        self._client = handler.client
        self._patience = patience
        self._greeted: object = None

    async def heard(self, _: object) -> None:
        """Slack has said something on the line that is open now."""
        self._greeted = self._client.current_session

    async def until_dead(self, given_up: GivenUp) -> None:
        seen = monotonic()
        while monotonic() - seen < self._patience.dead:
            await asyncio.sleep(self._patience.pings)
            if await self.lives():
                seen = monotonic()
        log.error("The socket to Slack has been dead for two minutes.")
        given_up()

    async def lives(self) -> bool:
        greeted = self._greeted is not None and self._greeted is self._client.current_session
        return greeted and await self._client.is_connected()
