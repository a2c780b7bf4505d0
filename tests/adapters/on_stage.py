"""Playing a script of the practice room's in a chat, as its people would by hand: what is the same in every chat.

It never guesses: where somebody can see no such button, form or thread, the play stops.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, assert_never

from aiohttp import web

from adapters.chance import SystemMint
from adapters.clock import Timekeeper
from adapters.practice import clock as clockwork
from adapters.practice import script
from adapters.practice.cast import CHANNELS
from adapters.site import Meters, build_site
from bot.folder import make_folder
from bot.master_keys import master_keys
from bot.settings import Settings
from storage import Database, open_database

PATIENCE = 100
"""Times that a form is handed in where it asks for that, or the clock is moved until something has come."""

APerson = TypeVar("APerson")
AChannel = TypeVar("AChannel")


class Stuck(AssertionError):
    """The play can't go on."""


@dataclass(kw_only=True)
class OnStage(ABC, Generic[APerson, AChannel]):
    """The people of a script at their clients, and the clock of the bot among them.

    `channels` are named as in the practice room; those that are not made yet are not there.
    """

    channels: dict[str, AChannel]
    people: Mapping[str, APerson]
    keeper: Timekeeper
    since: Any = field(default=None, init=False)
    """The newest that stood before the last step."""

    @property
    def room(self) -> AChannel:
        """The first, which is always there."""
        return self.channels[CHANNELS[0]]

    async def play(self, step: script.Step) -> None:
        before = await self._newest()
        try:
            await self._do(step)
        except AssertionError as stuck:
            raise Stuck(f"At step {step.written}, {step.by}: {stuck}") from stuck
        await self._settled()
        self.since = before

    async def _do(self, step: script.Step) -> None:
        match step.deed:
            case script.Waits(move=move):
                await self._move(dict(move))
            case script.WaitsFor(beginning=beginning):
                await self._wait_for(beginning)
            case script.Commands(words=words, direct=direct, channel=channel):
                person = await self._freed(step.by)
                text = words.removeprefix("/lc").strip()
                await self._types(person, text, self._where(person, channel, direct=direct))
            case script.Presses(label=label, channel=channel):
                await self._press(self.people[step.by], label, channel)
            case script.Fills(answers=answers):
                await self._fill(self.people[step.by], answers)
            case script.Cancels():
                await self._cancels(self.people[step.by])
            case script.Makes(channel=channel):
                self._make(channel)
            case script.Says(text=text, under=under, direct=direct, channel=channel):
                person = await self._freed(step.by)
                where = self._where(person, channel, direct=direct)
                await self._says(person, text, where, under)
            case _:
                assert_never(step.deed)

    async def _freed(self, who: str) -> APerson:
        """Nobody can do anything else while a form lies before them."""
        person = self.people[who]
        await self._puts_away(person)
        return person

    def _make(self, channel: str) -> None:
        if channel in self.channels:
            raise Stuck(f"There is a channel {channel!r} already.")
        self.channels[channel] = self._made(channel)

    def _where(self, person: APerson, channel: str, *, direct: bool) -> AChannel | None:
        """The channel that a step names, else the first that they are in; None is their own messages."""
        if channel and channel not in self.channels:
            raise Stuck(f"There is no channel {channel!r} yet.")
        if direct:
            return None
        return self.channels[channel] if channel else self._first_of(person)

    async def _move(self, asked: Mapping[str, str]) -> None:
        await clockwork.move(asked, self.keeper, self._standing)

    async def _wait_for(self, beginning: str) -> None:
        for _ in range(PATIENCE):
            if any(words.startswith(beginning) for words in await self._came()):
                return
            await self._move({"to": "next"})
        raise Stuck(f"No post that begins with {beginning!r} has come.")

    # What each chat does in its own way

    @abstractmethod
    async def _settled(self) -> None:
        """All that was said by now stands where it should."""

    @abstractmethod
    async def _newest(self) -> Any: ...

    @abstractmethod
    async def _came(self) -> Iterable[str]:
        """The words of everything that came anywhere after what was the newest."""

    @abstractmethod
    async def _standing(self) -> object:
        """What changes whenever something is posted or changed anywhere."""

    @abstractmethod
    async def _puts_away(self, person: APerson) -> None:
        """Whatever form lies before them."""

    @abstractmethod
    async def _types(self, person: APerson, text: str, where: AChannel | None) -> None:
        """A command, without what it begins with; empty for the menu."""

    @abstractmethod
    async def _press(self, person: APerson, label: str, channel: str) -> None: ...

    @abstractmethod
    async def _fill(self, person: APerson, answers: Mapping[str, object]) -> None: ...

    @abstractmethod
    async def _cancels(self, person: APerson) -> None: ...

    @abstractmethod
    async def _says(
        self, person: APerson, text: str, where: AChannel | None, under: str
    ) -> None: ...

    @abstractmethod
    def _made(self, channel: str) -> AChannel:
        """With everybody who is in the first, and the bot."""

    @abstractmethod
    def _first_of(self, person: APerson) -> AChannel | None: ...


def unhurried(given: Settings) -> Database:
    """A chat's pace is measured elsewhere; a clock that stands still would never let a second post through."""
    make_folder(given)
    keys, mint = master_keys(given), SystemMint()
    database = open_database(given.database_url, keys=keys, limits={}, mint=mint)
    database.migrate()
    return database


async def served(parts: Mapping[str, web.Application], stack: AsyncExitStack) -> str:
    async def well() -> None: ...

    runner = web.AppRunner(build_site(parts, ready=well, meters=Meters()), access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"
