"""The bot in every chat that is configured: one site, one desk, one clock.

What a chat needs is only loaded where it is spoken to: their libraries take as much room as all of the bot.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from adapters.looks import Home, Look, Looks
from adapters.site import Meters
from bot.bootstrap.one_desk import OneDesk, one_desk
from bot.settings import Settings
from bot.teams_settings import INSECURE
from storage import Database

SITE: Final = "Its site: {address}"


@dataclass(frozen=True, slots=True)
class InChats:
    """`where` is said to whoever has opened it, `warning` at every start."""

    here: OneDesk
    parts: Mapping[str, web.Application]
    where: str
    home: str
    warning: str
    checkup: Looks


@asynccontextmanager
async def in_chats(
    settings: Settings, database: Database, meters: Meters, dead: asyncio.Event
) -> AsyncIterator[InChats]:
    """Raises `Trouble` when a chat does not take what is set. What is opened last is closed first: Slack, which may
    speak to the bot over a socket, falls silent before the desk is shut."""
    here = one_desk(settings, database, meters)
    parts: dict[str, web.Application] = {}
    checkups: list[Looks] = []
    said, home = [], ""
    async with AsyncExitStack() as stack:
        if settings.speaks_teams:
            from bot.bootstrap.teams import open_teams

            teams = await stack.enter_async_context(open_teams(here))
            parts |= teams.parts
            checkups.append(teams.checkup)
            said.append("The bot is in Teams.")
        if settings.speaks_slack:
            from bot.bootstrap.slack import open_slack

            slack = await stack.enter_async_context(open_slack(here, dead.set))
            parts |= slack.parts
            checkups.append(slack.checkup)
            said.append("The bot is in Slack.")
            home = slack.home
        where = " ".join((*said, SITE)) + _and_where_it_is_installed(settings)
        warning = INSECURE if settings.teams.insecure_local else ""
        yield InChats(here, parts, where, home, warning, together(checkups))


def together(checkups: Sequence[Looks]) -> Looks:
    """One after another; each looks at what is its own."""

    async def looks(homes: Sequence[Home]) -> tuple[Look, ...]:
        return tuple([look for one in checkups for look in await one(homes)])

    return looks


def _and_where_it_is_installed(settings: Settings) -> str:
    if not settings.slack.for_many:
        return ""
    return f" Workspaces install it at {settings.address}/slack/install"
