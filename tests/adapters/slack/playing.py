"""Plays a script of the practice room's in a fake Slack, as its people would by hand.

It never guesses: where somebody can see no such button, form or thread, the play stops.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, assert_never

from aiohttp import web

from adapters.chance import SystemMint
from adapters.clock import Clock, Timekeeper
from adapters.practice import clock as clockwork
from adapters.practice.cast import CHANNELS, Cast, read_cast
from adapters.practice.script import (
    Cancels,
    Commands,
    Fills,
    Makes,
    Presses,
    Says,
    Script,
    Step,
    Waits,
    WaitsFor,
    read_script,
)
from adapters.site import Meters, build_site
from adapters.slack.behind import MORE
from adapters.slack.forms import name_of
from adapters.slack.front import AGAIN
from bot.bootstrap.keeping_time import timekeeper
from bot.bootstrap.one_desk import one_desk
from bot.bootstrap.rehearsing import BEGINS, STANDS_STILL
from bot.bootstrap.slack import open_slack
from bot.folder import make_folder
from bot.master_keys import master_keys
from bot.settings import Settings
from storage import Database, open_database
from tests.adapters.fake_slack import (
    CannotDo,
    Channel,
    FakeSlack,
    Limits,
    Message,
    Person,
    View,
    Workspace,
)
from tests.adapters.fake_slack import Clock as SlackClock
from tests.adapters.fake_slack.seeing import Seen, look
from tests.adapters.slack.gate import buttons_in, labels_behind
from tests.adapters.slack.living import as_written, settings

PATIENCE = 100


@dataclass
class Stage:
    """The people of a script at their clients, and the clock of the bot among them."""

    slack: FakeSlack
    workspace: Workspace
    channels: dict[str, Channel]
    """By what the practice room calls them; those that are not made yet are not there."""
    people: Mapping[str, Person]
    keeper: Timekeeper
    carry: Callable[[], Awaitable[None]]
    since: int = 0

    @property
    def room(self) -> Channel:
        """The first, which is always there."""
        return self.channels[CHANNELS[0]]

    async def play(self, step: Step) -> None:
        before = self._newest()
        await self._do(step)
        await self.carry()
        self.since = before

    async def _do(self, step: Step) -> None:
        match step.deed:
            case Waits(move=move):
                await self._move(dict(move))
            case WaitsFor(beginning=beginning):
                await self._wait_for(beginning)
            case Commands(words=words, direct=direct, channel=channel):
                person = await self._free(step.by)
                text = words.removeprefix("/lc").strip()
                await person.types("/lc", text, in_=self._where(person, channel, direct=direct))
            case Presses(label=label, channel=channel):
                await self._press(self.people[step.by], label, channel)
            case Fills(answers=answers):
                await self._fill(self.people[step.by], answers)
            case Cancels():
                person = self.people[step.by]
                await person.closes(person.modal)
            case Makes(channel=channel):
                self._make(channel)
            case Says(text=text, under=under, direct=direct, channel=channel):
                person = await self._free(step.by)
                where = self._where(person, channel, direct=direct)
                if under:
                    await person.replies(self._beginning(under, where or self.room), text)
                else:
                    await person.says(text, in_=where)
            case _:
                assert_never(step.deed)

    async def _free(self, who: str) -> Person:
        """Nobody can do anything else while a form lies before them."""
        person = self.people[who]
        while person.has_modal:
            await person.closes(person.modal)
        return person

    def _make(self, channel: str) -> None:
        """With everybody who is in the first, and the bot."""
        if channel in self.channels:
            raise CannotDo(f"There is a channel {channel!r} already.")
        inside = [one for one in self.people.values() if one.id in self.room.members]
        made = self.workspace.channel(channel, *inside, self.workspace.bot)
        self.channels[channel] = made

    def _where(self, person: Person, channel: str, *, direct: bool) -> Channel | None:
        """The channel that a step names, else the first that they are in; None is their own messages."""
        if direct:
            return None
        if channel and channel not in self.channels:
            raise CannotDo(f"There is no channel {channel!r} yet.")
        if channel:
            return self.channels[channel]
        return next((one for one in self.channels.values() if person.id in one.members), None)

    async def _press(self, person: Person, label: str, channel: str) -> None:
        if person.has_modal and label in person.looks_at(person.modal).buttons:
            await person.presses(person.modal, label)
            return
        await self._free(self._called(person))
        for seen in sorted(
            self._before(person, channel), key=lambda one: float(one.ts), reverse=True
        ):
            if label in seen.buttons:
                await person.presses(seen, label)
                return
            if await self._press_behind(person, seen, label):
                return
        raise CannotDo(f"{person.user.name} can see no button {label!r}.")

    async def _press_behind(self, person: Person, seen: Seen, label: str) -> bool:
        """Where it stands one step further away."""
        if not any(label in labels_behind(one) for one in buttons_in(seen.blocks)):
            return False
        await person.presses(seen, MORE)
        await person.presses(person.modal, label)
        return True

    async def _fill(self, person: Person, answers: Mapping[str, object]) -> None:
        view = person.modal
        blocks = {
            name_of(block.get("block_id", "")): block.get("block_id", "") for block in view.blocks
        }
        meant = {blocks.get(name, name): self._meant(value) for name, value in answers.items()}
        await self._hand_in(person, view, meant)

    async def _hand_in(self, person: Person, view: View, meant: Mapping[str, Any]) -> None:
        """As often as the form asks to, where the machine is slow: it counts once."""
        for _ in range(PATIENCE):
            delivery = await person.submits(view, dict(meant))
            assert delivery.acked
            if not (person.has_modal and person.modal is view and view.errors):
                return
            if AGAIN not in view.errors.values():
                raise CannotDo(f"The form says: {view.errors}")
        raise CannotDo("The form asks again and again.")

    def _meant(self, value: object) -> Any:
        """People are named as the script calls them."""
        if isinstance(value, list | tuple):
            return [self.people.get(str(one), one) for one in value]
        return value

    def _before(self, person: Person, channel: str) -> list[Seen]:
        """Everything that stands before somebody: the channels, their threads, their own messages, whispers.
        With a channel, what stands there."""
        if channel:
            only = self._where(person, channel, direct=False)
            return [*self._in(person, only), *person.whispers(only)] if only else []
        seen = list(person.direct)
        for one in self.channels.values():
            seen += self._in(person, one)
        return seen + [one for one in person.whispers() if one not in seen]

    def _in(self, person: Person, channel: Channel) -> Iterator[Seen]:
        if person.id in channel.members:
            for one in person.sees(channel):
                yield from [one] if one.ephemeral else person.thread(one)

    def _called(self, person: Person) -> str:
        return next(name for name, one in self.people.items() if one is person)

    def _beginning(self, words: str, channel: Channel) -> Message:
        for one in reversed(list(channel.messages.values())):
            if one.text.startswith(words):
                return one
        raise CannotDo(f"Nothing in the channel begins with {words!r}.")

    async def _move(self, asked: Mapping[str, str]) -> None:
        await clockwork.move(asked, self.keeper, self._posted)

    async def _posted(self) -> object:
        return [
            (one.ts, one.revision) for place in self._places() for one in place.messages.values()
        ]

    async def _wait_for(self, beginning: str) -> None:
        since = self.since
        for _ in range(PATIENCE):
            if any(one.text.startswith(beginning) for one in self._all()[since:]):
                return
            await self._move({"to": "next"})
        raise CannotDo(f"No post that begins with {beginning!r} has come.")

    def _newest(self) -> int:
        return len(self._all())

    def _all(self) -> list[Message]:
        every = [one for place in self._places() for one in place.messages.values()]
        return sorted(every, key=lambda one: float(one.ts))

    def _places(self) -> list[Channel]:
        return list(self.slack.core.world.channels.values())


@asynccontextmanager
async def staged(folder: Path, way: str, path: Path) -> AsyncIterator[tuple[Stage, Script, Cast]]:
    """Everybody who is in the practice room's channel is in the one in Slack."""
    cast = read_cast(path)
    async with AsyncExitStack() as stack:
        fake = FakeSlack(as_written(way), clock=SlackClock(speed=0), limits=Limits(off=True))
        slack = await stack.enter_async_context(fake)
        acme = slack.workspace()
        people = {one.id: acme.person(one.name) for one in cast.people}
        inside = [people[one.id] for one in cast.people if len(one.places) > 1]
        room = acme.channel("learning", *inside, acme.bot)
        given = settings(slack, acme, folder, way)
        database = stack.enter_context(closing(_unhurried(given)))
        clock = Clock(BEGINS, speed=STANDS_STILL)
        here = one_desk(given, database, Meters(), clock)
        bot = await stack.enter_async_context(open_slack(here, lambda: None))
        if bot.parts:
            slack.deliver_to(f"{await _served(bot.parts, stack)}/slack/events")
        desk = here.desk
        keeper = timekeeper(database, desk, clock)
        first = {CHANNELS[0]: room}
        stage = Stage(slack, acme, first, people, keeper, desk.carry)
        yield stage, read_script(path, cast), cast


def _unhurried(given: Settings) -> Database:
    """Slack's pace is measured elsewhere; a clock that stands still would never let a second post through."""
    make_folder(given)
    keys, mint = master_keys(given), SystemMint()
    database = open_database(given.database_url, keys=keys, limits={}, mint=mint)
    database.migrate()
    return database


async def _served(parts: Mapping[str, web.Application], stack: AsyncExitStack) -> str:
    async def well() -> None: ...

    runner = web.AppRunner(build_site(parts, ready=well, meters=Meters()), access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"


__all__ = ["Stage", "look", "staged"]
