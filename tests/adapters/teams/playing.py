"""Plays a script of the practice room's in a fake Teams, as its people would by hand.

It never guesses: where somebody can see no such button, form or thread, the play stops.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, assert_never
from urllib.parse import quote

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
from adapters.site import Meters
from adapters.teams.forms import GO_ON
from adapters.teams.front import AGAIN
from adapters.teams.inbound import PLATFORM
from adapters.teams.pressing import OPEN_IT
from bot.bootstrap.keeping_time import timekeeper
from bot.bootstrap.one_desk import OneDesk, one_desk
from bot.bootstrap.rehearsing import BEGINS, STANDS_STILL
from bot.bootstrap.teams import InTeams, open_teams
from bot.boundary.delivery import Errand, Messenger
from bot.domain.ids import Address, Place
from tests.adapters.fake_teams import CannotDo, FakeTeams, Person, Seen, Team, fake_teams
from tests.adapters.fake_teams import Room as Channel
from tests.adapters.teams.living import NO_PACE, as_written, served, settings, unhurried

PATIENCE = 100
GATE = "tests.adapters.teams.official:misshapen"
"""Microsoft's own schema and models: every card that anybody sees is held against them, each shape once."""


@dataclass
class Noted:
    """The messenger, and where each of its posts stands: whispers and pages are none."""

    messenger: Messenger
    posts: dict[Place, list[Address]] = field(default_factory=dict)

    can_be_asked = False

    async def deliver(self, errand: Errand) -> Address:
        address = await self.messenger.deliver(errand)
        self.posts.setdefault(errand.place, []).append(address)
        return address

    async def revise(self, errand: Errand) -> None:
        await self.messenger.revise(errand)

    async def find(self, errand: Errand) -> Address | None:
        return await self.messenger.find(errand)


@dataclass
class Stage:
    """The people of a script at their clients, and the clock of the bot among them."""

    teams: FakeTeams
    team: Team
    channels: dict[str, Channel]
    """By what the practice room calls them; those that are not made yet are not there."""
    people: Mapping[str, Person]
    keeper: Timekeeper
    here: OneDesk
    bot: InTeams
    noted: Noted
    since: str = ""
    """The newest message before the last step."""

    @property
    def room(self) -> Channel:
        """The first, which is always there."""
        return self.channels[CHANNELS[0]]

    async def play(self, step: Step) -> None:
        standing = await self.teams.standing()
        try:
            await self._do(step)
        except CannotDo as cannot:
            raise CannotDo(f"At step {step.written}, {step.by}: {cannot}") from None
        await self._settled()
        self.since = standing[-1][0] if standing else ""

    async def _do(self, step: Step) -> None:
        match step.deed:
            case Waits(move=move):
                await self._move(dict(move))
            case WaitsFor(beginning=beginning):
                await self._wait_for(beginning)
            case Commands(words=words, direct=direct, channel=channel):
                await self._command(step.by, words, channel, direct=direct)
            case Presses(label=label, channel=channel):
                await self._press(step.by, label, channel)
            case Fills(answers=answers):
                await self._fill(self.people[step.by], answers)
            case Cancels():
                await self.people[step.by].closes()
            case Makes(channel=channel):
                self._make(channel)
            case Says(text=text, under=under, direct=direct, channel=channel):
                await self._say(step.by, text, under, channel, direct=direct)
            case _:
                assert_never(step.deed)

    async def _settled(self) -> None:
        await self.bot.whispers.settled()
        await self.here.desk.carry()

    async def _free(self, who: str) -> Person:
        """Nobody can do anything else while a form lies before them."""
        person = self.people[who]
        if await person.dialog():
            await person.closes()
        return person

    async def _command(self, who: str, words: str, channel: str, *, direct: bool) -> None:
        person = await self._free(who)
        text = words.removeprefix("/lc").strip() or "menu"
        where = self._where(person, channel, direct=direct)
        seen = await self._newest(person)
        if where:
            await person.mentions(where, text)
        else:
            await person.types(text)
        await self._opens(person, seen)

    async def _opens(self, person: Person, seen: Seen | None) -> None:
        """No dialog opens by itself after a message: they press the way to it that has come."""
        await self.bot.whispers.settled()
        came = await self._newest(person)
        if came and came != seen and OPEN_IT in came.buttons and not await person.dialog():
            await person.presses(OPEN_IT, on=came)

    async def _newest(self, person: Person) -> Seen | None:
        return next(reversed(await person.sees()), None)

    def _make(self, channel: str) -> None:
        """With everybody who is in the first, and the bot."""
        if channel in self.channels:
            raise CannotDo(f"There is a channel {channel!r} already.")
        self.channels[channel] = self.team.channel(channel)

    def _where(self, person: Person, channel: str, *, direct: bool) -> Channel | None:
        """The channel that a step names, else the first that they are in; None is their own messages."""
        if direct or (not channel and person not in self.team.people):
            return None
        if channel and channel not in self.channels:
            raise CannotDo(f"There is no channel {channel!r} yet.")
        return self.channels[channel or CHANNELS[0]]

    async def _press(self, who: str, label: str, channel: str) -> None:
        person = self.people[who]
        dialog = await person.dialog()
        if dialog and label in dialog.buttons:
            await person.presses(label)
            return
        await self._free(who)
        for seen in reversed(await self._before(person, channel)):
            for title in (f"Yes: {label}", label):
                if title in seen.buttons:
                    stood = await self._newest(person)
                    await person.presses(title, on=seen)
                    await self._opens(person, stood)
                    return
        raise CannotDo(f"{person.name} can see no button {label!r}.")

    async def _before(self, person: Person, channel: str) -> list[Seen]:
        if channel:
            where = self._where(person, channel, direct=False)
            return [
                one
                for one in await person.sees_everything()
                if where and one.conversation == where.id
            ]
        return await person.sees_everything()

    async def _fill(self, person: Person, answers: Mapping[str, object]) -> None:
        dialog = await self._read_on(person)
        fields = {one.id.rpartition(".")[0]: one for one in dialog.fields.values()}
        named = dict(dialog.fields.items())
        labels = {label.rpartition(" (")[0]: one for label, one in named.items()}
        entries = {}
        for name, value in answers.items():
            found = fields.get(name) or labels.get(name)
            if found is None:
                raise CannotDo(f"There is no {name!r} among {list(fields)}.")
            entries[found.id] = self._meant(value, choices=bool(found.choices))
        await self._hand_in(person, entries)

    async def _read_on(self, person: Person) -> Seen:
        """To where there is something to fill in: more than a dialog holds is read page by page."""
        while (dialog := await person.dialog()) and GO_ON in dialog.buttons:
            await person.presses(GO_ON)
        if dialog is None:
            raise CannotDo(f"{person.name} has no form before them.")
        return dialog

    async def _hand_in(self, person: Person, entries: Mapping[str, Any]) -> None:
        """As often as the form asks to, where the machine is slow: it counts once."""
        before = await person.dialog()
        for _ in range(PATIENCE):
            delivery = await person.submits(entries)
            assert delivery.acked
            after = await person.dialog()
            if after is None or AGAIN not in after.words:
                break
        if after and before and after.title == before.title and "Please look" in after.words:
            raise CannotDo(f"The form says: {after.words}")

    def _meant(self, value: object, *, choices: bool) -> Any:
        """People are named as the script calls them; a choice as its dialog has it."""
        if isinstance(value, list | tuple):
            return [self._meant(one, choices=choices) for one in value]
        if choices:
            return f"={quote(str(value), safe='')}"
        return self.people.get(str(value), value)

    async def _say(self, who: str, text: str, under: str, channel: str, *, direct: bool) -> None:
        person = await self._free(who)
        where = self._where(person, channel, direct=direct)
        if where is None:
            await person.types(text)
        elif under:
            await person.mentions(where, text, under=await self._beginning(under, where))
        else:
            await person.says(where, text)

    async def _beginning(self, words: str, channel: Channel) -> Seen:
        for one in reversed(await channel.sees()):
            if one.words.startswith(words):
                return one
        raise CannotDo(f"Nothing in the channel begins with {words!r}.")

    async def _move(self, asked: Mapping[str, str]) -> None:
        await clockwork.move(asked, self.keeper, self.teams.standing)

    async def _wait_for(self, beginning: str) -> None:
        for _ in range(PATIENCE):
            came = await self.teams.since(self.since)
            if any(one.words.startswith(beginning) for one in came):
                return
            await self._move({"to": "next"})
        raise CannotDo(f"No post that begins with {beginning!r} has come.")


@asynccontextmanager
async def staged(folder: Path, path: Path) -> AsyncIterator[tuple[Stage, Script, Cast]]:
    """Everybody who is in the practice room's channel is in the team. The others have the app for themselves."""
    cast = read_cast(path)
    async with AsyncExitStack() as stack:
        teams = await stack.enter_async_context(
            fake_teams(as_written(), speed=0, unlimited=True, gate=GATE)
        )
        people = {
            one.id: teams.person(one.name, installed=len(one.places) == 1) for one in cast.people
        }
        inside = [people[one.id] for one in cast.people if len(one.places) > 1]
        team = teams.team("Works", *inside, installed=False)
        room = team.channel("Learning")
        given = settings(teams, folder)
        database = stack.enter_context(closing(unhurried(given)))
        clock = Clock(BEGINS, speed=STANDS_STILL)
        here = one_desk(given, database, Meters(), clock)
        bot = await stack.enter_async_context(open_teams(here, NO_PACE))
        noted = Noted(here.messengers[PLATFORM])
        here.messengers[PLATFORM] = noted
        teams.deliver_to(f"{await served(bot, stack)}/api/messages")
        keeper = timekeeper(database, here.desk, clock)
        stage = Stage(teams, team, {CHANNELS[0]: room}, people, keeper, here, bot, noted)
        await inside[0].adds_bot(room)
        for one in people.values():
            if one not in inside:
                await one.installs()
        await stage._settled()
        yield stage, read_script(path, cast), cast
