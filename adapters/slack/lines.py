"""The bot's lines to Slack: one shared session, a client for each workspace, and who the bot is there."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.credentials import Taken, taken
from adapters.slack.turns import PacedClient, Turns
from bot.boundary.way_out import STRAIGHT, WayOut

TIMEOUT: Final = 8
"""Seconds for one call: under the courier's patience with one post (bot/courier.py)."""

SHUT: Final = logging.getLogger("adapters.slack.sdk")
"""The libraries write requests and answers into their log, with people's words in them: this one is shut."""
SHUT.addHandler(logging.NullHandler())
SHUT.propagate = False
SHUT.setLevel(logging.CRITICAL + 1)


@dataclass
class Lines:
    """Makes clients that post once: the library's own retries are off, since it repeats what may have arrived."""

    session: aiohttp.ClientSession
    url: str
    token: str
    way_out: WayOut = STRAIGHT
    _turns: Turns = field(default_factory=Turns)
    _us: Taken | None = field(default=None)

    def speaking(self, token: str) -> AsyncWebClient:
        client = PacedClient(
            self._turns,
            token=token,
            base_url=self.url,
            session=self.session,
            timeout=TIMEOUT,
            retry_handlers=[],
            logger=SHUT,
        )
        # Left to itself the library looks into the environment, and for no exceptions there.
        client.proxy = self.way_out.to(self.url)
        return client

    async def client(self, team: str) -> AsyncWebClient:  # noqa: ARG002 - one workspace has one token
        return self.speaking(self.token)

    async def us(self) -> Taken:
        """Asked once. Raises `Trouble` with a sentence for whoever set it up."""
        if self._us is None:
            self._us = await taken(self.speaking(self.token))
        return self._us

    async def our_user(self, team: str) -> str:  # noqa: ARG002 - one workspace has one bot
        return (await self.us()).user


@asynccontextmanager
async def open_lines(
    url: str, token: str, turns: Turns | None = None, way_out: WayOut = STRAIGHT
) -> AsyncIterator[Lines]:
    """Closed with the house."""
    timeout = aiohttp.ClientTimeout(total=TIMEOUT)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield Lines(session, url, token, way_out, turns or Turns())
