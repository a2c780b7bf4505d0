"""The bot's lines to Slack: one shared session, a client for each workspace, and who the bot is there."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.trouble import NO_LONGER_OURS, code
from bot.boundary.trouble import Trouble

SLACKS_OWN: Final = "https://slack.com/api/"
TIMEOUT: Final = 8
"""Seconds for one call: under the courier's patience with one post (bot/courier.py)."""

UNREACHABLE: Final = (
    "Slack can't be reached at {url}. Check the network, and SLACK_API_URL if you have set it."
)
BOT_NOT_TAKEN: Final = (
    "Slack does not take SLACK_BOT_TOKEN: copy the Bot User OAuth Token again from your Slack app's page"
    " “OAuth & Permissions”. It begins with xoxb-."
)
APP_NOT_TAKEN: Final = (
    "Slack does not take SLACK_APP_TOKEN: copy the app-level token again from your Slack app's page"
    " “Basic Information”. It begins with xapp- and needs connections:write."
)

SHUT: Final = logging.getLogger("adapters.slack.sdk")
"""The libraries write requests and answers into their log, with people's words in them: this one is shut."""
SHUT.addHandler(logging.NullHandler())
SHUT.propagate = False
SHUT.setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Us:
    """The bot in one workspace."""

    team: str
    user: str


@dataclass
class Lines:
    """Makes clients that post once: the library's own retries are off, since it repeats what may have arrived."""

    session: aiohttp.ClientSession
    url: str
    token: str
    _us: Us | None = field(default=None)

    def speaking(self, token: str) -> AsyncWebClient:
        return AsyncWebClient(
            token=token,
            base_url=self.url,
            session=self.session,
            timeout=TIMEOUT,
            retry_handlers=[],
            logger=SHUT,
        )

    async def client(self, team: str) -> AsyncWebClient:  # noqa: ARG002 - one workspace has one token
        return self.speaking(self.token)

    async def us(self) -> Us:
        """Asked once. Raises `Trouble` with a sentence for whoever set it up."""
        if self._us is None:
            answer = await self._asked(self.speaking(self.token), "auth.test", BOT_NOT_TAKEN)
            self._us = Us(team=str(answer["team_id"]), user=str(answer["user_id"]))
        return self._us

    async def our_user(self, team: str) -> str:  # noqa: ARG002 - one workspace has one bot
        return (await self.us()).user

    async def may_connect(self, app_token: str) -> None:
        """Raises `Trouble` when Socket Mode is not to be had with this token."""
        client = self.speaking(app_token)
        await self._asked(client, "apps.connections.open", APP_NOT_TAKEN)

    async def _asked(self, client: AsyncWebClient, method: str, wrong: str) -> dict[str, object]:
        try:
            answer = await client.api_call(method)
        except SlackApiError as refused:
            if code(refused) in NO_LONGER_OURS | {"not_allowed_token_type", "missing_scope"}:
                raise Trouble(wrong) from None
            raise Trouble(UNREACHABLE.format(url=self.url)) from None
        except (aiohttp.ClientError, OSError, TimeoutError):
            raise Trouble(UNREACHABLE.format(url=self.url)) from None
        data = answer.data
        return data if isinstance(data, dict) else {}


@asynccontextmanager
async def open_lines(url: str, token: str) -> AsyncIterator[Lines]:
    """Closed with the house."""
    timeout = aiohttp.ClientTimeout(total=TIMEOUT)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield Lines(session, url, token)
