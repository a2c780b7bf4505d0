"""What `lcbot doctor` finds in Slack: the token and its rights, the way in, each community's channel, its people.

Nothing is posted, and no message is read. People are named as their community calls them.
"""

import asyncio
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from typing import Any, Final, Protocol

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.looks import Home, Look, WayIn
from adapters.slack.credentials import NOT_ALLOWED, NotTaken, Taken, known, lacks, listed, safe
from adapters.slack.inbound import PLATFORM
from adapters.slack.manifest import OPTIONAL
from adapters.slack.trouble import code
from bot.boundary.delivery import Undelivered
from bot.boundary.trouble import Trouble
from bot.domain.ids import PersonId, Room, user_of

AT_ONCE: Final = 4
"""People asked about at the same time: far below what Slack allows."""
NOT_NOW: Final = (
    "The room of “{home}” could not be looked at now, as Slack says {code}: "
    "ask the doctor again in a minute."
)


class Speaks(Protocol):
    """Gives the client of a workspace. Raises `Undelivered` where the bot is not installed."""

    async def client(self, team: str) -> AsyncWebClient: ...


@dataclass(frozen=True, slots=True)
class Checkup:
    """`teams` are the workspaces that let the bot in; `where` says to whoever runs it how one more does."""

    us: Speaks
    teams: Callable[[], Awaitable[tuple[str, ...]]]
    way_in: WayIn
    where: str = ""

    async def __call__(self, homes: Sequence[Home]) -> tuple[Look, ...]:
        return tuple([look async for look in self._looks(tuple(homes))])

    async def _looks(self, homes: tuple[Home, ...]) -> AsyncIterator[Look]:
        try:
            teams = await self.teams()
        except Trouble as trouble:
            yield Look("slack", False, trouble.sentence)
            return
        yield await self.way_in()
        if not teams:
            yield Look("workspaces", False, f"None has let the bot in yet. {self.where}")
        for team in teams:
            async for look in self._of_workspace(team):
                yield look
        for home in homes:
            async for look in self._of_home(home):
                yield look

    async def _of_workspace(self, team: str) -> AsyncIterator[Look]:
        try:
            found = await known(await self.us.client(team))
        except Trouble as trouble:
            yield Look("workspace", False, self._of_trouble(team, trouble))
            return
        except Undelivered:  # it was taken out while we looked
            return
        name = found.name or found.team
        yield Look("workspace", True, f"The bot is in “{name}”, and Slack takes its token.")
        for look in _of_rights(found, name):
            yield look

    def _of_trouble(self, team: str, trouble: Trouble) -> str:
        """Of many tokens none is in the settings, and the sentence would send people there."""
        if self.where and isinstance(trouble, NotTaken):
            return f"In the workspace {team} Slack does not take the bot's token. {self.where}"
        return trouble.sentence

    async def _of_home(self, home: Home) -> AsyncIterator[Look]:
        for room in home.rooms:
            if room.platform == PLATFORM:
                yield await self._of_room(home, room)
        if ours := {one: name for one, name in home.people.items() if _in_slack(one)}:
            yield await self._of_people(home, ours)

    async def _of_room(self, home: Home, room: Room) -> Look:
        try:
            client = await self.us.client(room.workspace)
            answer = await client.conversations_info(channel=room.channel)
        except Undelivered:
            says = (
                f"The workspace of “{home.name}” has taken the bot out. {self.where or REINSTALL}"
            )
            return Look("room", False, says)
        except SlackApiError as refused:
            return Look("room", False, _no_room(home, code(refused)))
        except (aiohttp.ClientError, OSError, TimeoutError):
            return Look("room", False, NOT_NOW.format(home=home.name, code="nothing"))
        return _of_channel(home, answer["channel"])

    async def _of_people(self, home: Home, people: Mapping[PersonId, str]) -> Look:
        """Whose account is closed. Who can't be reached for another reason is known once a post has failed."""
        few = asyncio.Semaphore(AT_ONCE)

        async def gone(person: PersonId) -> bool | None:
            async with few:
                return await self._is_gone(person)

        closed = await asyncio.gather(*map(gone, people))
        names = [name for name, is_gone in zip(people.values(), closed, strict=True) if is_gone]
        return _of_accounts(home, names, all_asked=None not in closed)

    async def _is_gone(self, person: PersonId) -> bool | None:
        """None where Slack can't be asked."""
        try:
            client = await self.us.client(person.split("/", 2)[1])
            answer = await client.users_info(user=user_of(person))
        except SlackApiError as refused:
            return True if code(refused) == "user_not_found" else None
        except (Undelivered, aiohttp.ClientError, OSError, TimeoutError):
            return None
        return bool(answer["user"].get("deleted"))


REINSTALL: Final = "Install the app again on its page “Install App”."


def _of_rights(found: Taken, name: str) -> Iterator[Look]:
    if lacking := lacks(found.scopes):
        yield Look("rights", False, NOT_ALLOWED.format(scopes=listed(lacking)))
    elif found.scopes is None:
        yield Look("rights", True, f"Slack does not say what the bot may do in “{name}”.")
    else:
        yield Look("rights", True, f"The bot may do in “{name}” what it needs to.")
    for scope, why in OPTIONAL.items():
        if found.scopes is not None and scope not in found.scopes:
            says = (
                f"“{name}” does not give {scope}, {why}. To allow it, add it on the app's page "
                "“OAuth & Permissions”, and install the app again; or leave it so."
            )
            yield Look("not allowed", True, says)


def _of_accounts(home: Home, closed: Sequence[str], *, all_asked: bool) -> Look:
    if closed:
        says = (
            f"In “{home.name}” these have no account in Slack any more: {listed(closed)}. Tell those who look after "
            "the community, as nothing reaches them there."
        )
        return Look("accounts", False, says)
    if not all_asked:
        says = f"Slack could not be asked about everyone in “{home.name}”: ask the doctor again in a minute."
        return Look("accounts", True, says)
    return Look("accounts", True, f"Everyone in “{home.name}” has an account in Slack.")


def _of_channel(home: Home, channel: Mapping[str, Any]) -> Look:
    called = f"#{channel.get('name') or channel.get('id')}"
    if channel.get("is_archived"):
        says = (
            f"{called}, the room of “{home.name}”, is archived. Unarchive it in Slack; or type /lc here in a fresh "
            "channel, and the community moves there."
        )
        return Look("room", False, says)
    if not channel.get("is_member"):
        says = f"The bot is not in {called}, the room of “{home.name}”. Type /invite there, and choose the bot."
        return Look("room", False, says)
    return Look(
        "room", True, f"The bot is in {called}, the room of “{home.name}”.{_shared(channel)}"
    )


def _shared(channel: Mapping[str, Any]) -> str:
    if not channel.get("is_ext_shared"):
        return ""
    return (
        " It is shared with another organisation, where the bot may not be able to write to people privately: they "
        "can still answer in the channel."
    )


def _no_room(home: Home, said: str) -> str:
    if said == "channel_not_found":
        return (
            f"The room of “{home.name}” can't be found: it was deleted, or it is private and the bot was taken out. "
            "Invite the bot again; or type /lc here in a fresh channel, and the community moves there."
        )
    if said == "missing_scope":
        return f"The bot may not look whether it is in the room of “{home.name}”: see the line about rights."
    return NOT_NOW.format(home=home.name, code=safe(said))


def _in_slack(person: PersonId) -> bool:
    return person.startswith(f"{PLATFORM}/")
