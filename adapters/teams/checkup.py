"""What `lcbot doctor` finds in Teams: the token, the keys, the way in, each community's channel, its people.

Nothing is posted, and no message is read. People are named as their community calls them.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from adapters.looks import Home, Look, WayIn
from adapters.teams.directory import Directory
from adapters.teams.inbound import PLATFORM
from adapters.teams.pace import unhurried
from adapters.teams.references import References
from adapters.teams.transport import TeamsTransport
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable, Why
from bot.boundary.trouble import Trouble
from bot.domain.ids import PersonId, Room, user_of

AT_ONCE: Final = 4
"""People asked about at the same time."""
NOT_NOW: Final = "{what} could not be looked at now: ask the doctor again in a minute."
REASONS: Final[Mapping[str, str]] = {
    Why.BLOCKED: "have blocked the bot: ask them to unblock it in their chat with it",
    Why.NOT_INSTALLED: "have not got the app: add it for them, or ask them to add it for themselves",
    Why.FORBIDDEN: "are shut out by an administrator: allow them the app in the Teams admin center",
    Why.LEFT: "are in none of its teams any more, and have not got the app: tell those who look after the community",
}
"""Why somebody can't be reached, and what helps, in words that finish "They ..."."""
ROOMS: Final[Mapping[str, str]] = {
    Why.NOT_INSTALLED: "The app is not in the team of “{home}”. Add it there again, and the community goes on.",
    Why.LEFT: "The channel of “{home}” can't be found: it was deleted, or the app was taken out of its team. Restore "
    "the channel, or add the app again; or mention the bot with the word “here” in a fresh channel, and the community "
    "moves there.",
}


@dataclass(frozen=True, slots=True)
class Checkup:
    """`token` says that Microsoft gives one, `keys` that it names those that sign: else they raise `Trouble`."""

    transport: TeamsTransport
    references: References
    directory: Directory
    token: Callable[[], Awaitable[str]]
    keys: Callable[[], Awaitable[str]]
    way_in: WayIn

    async def __call__(self, homes: Sequence[Home]) -> tuple[Look, ...]:
        """As fast as Teams takes it: there may be many people."""
        with unhurried():
            return tuple([look async for look in self._looks(homes)])

    async def _looks(self, homes: Sequence[Home]) -> AsyncIterator[Look]:
        yield await _tried("token", self.token)
        yield await _tried("keys", self.keys)
        yield await self.way_in()
        for home in homes:
            for room in home.rooms:
                if room.platform == PLATFORM:
                    yield await self._of_room(home, room)
            ours = {one: name for one, name in home.people.items() if _in_teams(one)}
            async for look in self._of_people(home, ours):
                yield look

    async def _of_room(self, home: Home, room: Room) -> Look:
        try:
            reference = await self.directory.reference(room)
            async for _ in self.transport.roster(reference):
                break
        except Unreachable as refused:
            says = ROOMS.get(refused.why, ROOMS[Why.NOT_INSTALLED]).format(home=home.name)
            return Look("room", False, says)
        except (Undelivered, InDoubt, OSError, TimeoutError):
            return Look("room", False, NOT_NOW.format(what=f"The channel of “{home.name}”"))
        way = await self.references.room(room)
        called = f"“{way.name}”" if way and way.name else "the first channel of its team"
        return Look("room", True, f"The bot is in {called}, where “{home.name}” meets.")

    async def _of_people(self, home: Home, people: Mapping[PersonId, str]) -> AsyncIterator[Look]:
        few = asyncio.Semaphore(AT_ONCE)

        async def why(person: PersonId) -> str | None:
            async with few:
                return await self._why(person)

        found = dict(zip(people, await asyncio.gather(*map(why, people)), strict=True))
        for reason in dict.fromkeys(one for one in found.values() if one):
            names = ", ".join(sorted(people[one] for one in people if found[one] == reason))
            helps = REASONS.get(reason, REASONS[Why.NOT_INSTALLED])
            says = f"In “{home.name}” these can't be reached in private: {names}. They {helps}."
            yield Look("people", False, says)
        if None in found.values():
            yield Look("people", True, NOT_NOW.format(what=f"Some of the people in “{home.name}”"))
        elif people and not any(found.values()):
            yield Look("people", True, f"Everyone in “{home.name}” can be reached in private.")

    async def _why(self, person: PersonId) -> str | None:
        """Why they can't be reached; empty where they can, None where Teams can't be asked."""
        way = await self.references.person(person)
        if way and way.shut:
            return way.shut
        try:
            if way and way.private:
                chat = await self.directory.private(person)
                await self.transport.member(chat, user_of(person))
            else:
                await self.directory.must_be_somewhere(person)
        except Unreachable as refused:
            return refused.why
        except (Undelivered, InDoubt, OSError, TimeoutError):
            return None
        return ""


async def _tried(about: str, asked: Callable[[], Awaitable[str]]) -> Look:
    try:
        return Look(about, True, await asked())
    except Trouble as trouble:
        return Look(about, False, trouble.sentence)


def _in_teams(person: PersonId) -> bool:
    return person.startswith(f"{PLATFORM}/")
