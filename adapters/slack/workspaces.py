"""The bot in many workspaces: each has its own token, kept sealed, and asked for by the workspace's id.

Slack's own store is plain: it is asked off the event loop, and what it says holds for a minute, since another
process may have been told of a change.
"""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Final, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.lines import Lines
from adapters.slack.trouble import PATIENCE
from bot.boundary.delivery import Undelivered

A_MINUTE: Final = 60.0


class Kept(Protocol):
    """Where installations are kept (storage/installations.py)."""

    def keep(self, bot: Bot) -> None: ...

    def find(self, team: str) -> Bot | None: ...

    def remove(self, team: str) -> bool: ...

    def teams(self) -> tuple[str, ...]: ...


class NoneYet:
    """Where nothing has ever been kept."""

    def keep(self, bot: Bot) -> None:
        raise NotImplementedError("a bot that has not run yet is installed nowhere")

    def find(self, team: str) -> Bot | None:  # noqa: ARG002 - nothing is kept of any
        return None

    def remove(self, team: str) -> bool:  # noqa: ARG002 - nothing is kept of any
        return False

    def teams(self) -> tuple[str, ...]:
        return ()


class NotInstalled(Undelivered):
    """The workspace has taken the bot out. What is for it waits until it is installed again."""

    def __init__(self) -> None:
        super().__init__("the bot is not installed there", after=PATIENCE)


class Workspaces:
    """Gives the client that speaks in a workspace, and the bot's user there."""

    def __init__(
        self,
        lines: Lines,
        kept: Kept,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._lines = lines
        self._kept = kept
        self._now = now
        self._known: dict[str, tuple[float, Bot]] = {}

    async def client(self, team: str) -> AsyncWebClient:
        """Raises `NotInstalled`."""
        return self._lines.speaking((await self._here(team)).bot_token)

    async def our_user(self, team: str) -> str:
        """Raises `NotInstalled`."""
        return (await self._here(team)).bot_user_id

    async def authorize(self, team_id: str | None) -> AuthorizeResult | None:
        """For Bolt, which knows of `team_id`s that are none: an organisation's whole installation has none."""
        bot = await self._found(team_id) if team_id else None
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=None,
            team_id=bot.team_id,
            bot_token=bot.bot_token,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_scopes=bot.bot_scopes,
        )

    async def has_come(self, bot: Bot) -> None:
        """Somebody has installed the bot, perhaps anew."""
        await asyncio.to_thread(self._kept.keep, bot)
        self._known.pop(str(bot.team_id), None)

    async def has_gone(self, team: str) -> bool:
        """Its token is thrown away. What its communities keep is left as it is. False when it had gone before."""
        went = await asyncio.to_thread(self._kept.remove, team)
        self._known.pop(team, None)
        return went

    async def teams(self) -> tuple[str, ...]:
        return await asyncio.to_thread(self._kept.teams)

    async def token(self, team: str) -> str | None:
        """As it is kept now."""
        bot = await asyncio.to_thread(self._kept.find, team)
        return bot.bot_token if bot else None

    async def _here(self, team: str) -> Bot:
        bot = await self._found(team)
        if bot is None:
            raise NotInstalled
        return bot

    async def _found(self, team: str) -> Bot | None:
        known = self._known.get(team)
        if known and known[0] > self._now():
            return known[1]
        bot = await asyncio.to_thread(self._kept.find, team)
        if bot is not None:
            self._known[team] = (self._now() + A_MINUTE, bot)
        return bot
