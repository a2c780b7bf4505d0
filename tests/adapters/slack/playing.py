"""Plays a script of the practice room's in a fake Slack, as its people would by hand."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.clock import Clock
from adapters.practice.cast import CHANNELS, Cast, read_cast
from adapters.practice.script import Script, read_script
from adapters.site import Meters
from adapters.slack.behind import MORE
from adapters.slack.forms import name_of
from adapters.slack.front import AGAIN
from bot.bootstrap.keeping_time import timekeeper
from bot.bootstrap.one_desk import one_desk
from bot.bootstrap.rehearsing import BEGINS, STANDS_STILL
from bot.bootstrap.slack import open_slack
from tests.adapters.fake_slack import (
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
from tests.adapters.on_stage import PATIENCE, OnStage, Stuck, served, unhurried
from tests.adapters.slack.gate import buttons_in, labels_behind
from tests.adapters.slack.living import as_written, settings


@dataclass(kw_only=True)
class Stage(OnStage[Person, Channel]):
    slack: FakeSlack
    workspace: Workspace
    carry: Callable[[], Awaitable[None]]

    async def _settled(self) -> None:
        await self.carry()

    async def _puts_away(self, person: Person) -> None:
        while person.has_modal:
            await person.closes(person.modal)

    async def _types(self, person: Person, text: str, where: Channel | None) -> None:
        await person.types("/lc", text, in_=where)

    async def _says(self, person: Person, text: str, where: Channel | None, under: str) -> None:
        if under:
            await person.replies(self._beginning(under, where or self.room), text)
        else:
            await person.says(text, in_=where)

    async def _cancels(self, person: Person) -> None:
        await person.closes(person.modal)

    def _made(self, channel: str) -> Channel:
        inside = [one for one in self.people.values() if one.id in self.room.members]
        return self.workspace.channel(channel, *inside, self.workspace.bot)

    def _first_of(self, person: Person) -> Channel | None:
        return next((one for one in self.channels.values() if person.id in one.members), None)

    async def _press(self, person: Person, label: str, channel: str) -> None:
        if person.has_modal and label in person.looks_at(person.modal).buttons:
            await person.presses(person.modal, label)
            return
        await self._puts_away(person)
        for seen in sorted(
            self._before(person, channel), key=lambda one: float(one.ts), reverse=True
        ):
            if label in seen.buttons:
                await person.presses(seen, label)
                return
            if await self._press_behind(person, seen, label):
                return
        raise Stuck(f"{person.user.name} can see no button {label!r}.")

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
                raise Stuck(f"The form says: {view.errors}")
        raise Stuck("The form asks again and again.")

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

    def _beginning(self, words: str, channel: Channel) -> Message:
        for one in reversed(list(channel.messages.values())):
            if one.text.startswith(words):
                return one
        raise Stuck(f"Nothing in the channel begins with {words!r}.")

    async def _standing(self) -> object:
        return [
            (one.ts, one.revision) for place in self._places() for one in place.messages.values()
        ]

    async def _newest(self) -> int:
        return len(self._all())

    async def _came(self) -> list[str]:
        return [one.text for one in self._all()[self.since or 0 :]]

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
        database = stack.enter_context(closing(unhurried(given)))
        clock = Clock(BEGINS, speed=STANDS_STILL)
        here = one_desk(given, database, Meters(), clock)
        bot = await stack.enter_async_context(open_slack(here, lambda: None))
        if bot.parts:
            slack.deliver_to(f"{await served(bot.parts, stack)}/slack/events")
        stage = Stage(
            channels={CHANNELS[0]: room},
            people=people,
            keeper=timekeeper(database, here.desk, clock),
            slack=slack,
            workspace=acme,
            carry=here.desk.carry,
        )
        yield stage, read_script(path, cast), cast


__all__ = ["Stage", "look", "staged"]
