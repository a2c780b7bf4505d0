"""Plays a script of the practice room's in a fake Teams, as its people would by hand."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from adapters.clock import Clock
from adapters.practice.cast import CHANNELS, Cast, read_cast
from adapters.practice.script import Script, read_script
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
from tests.adapters.fake_teams import FakeTeams, Person, Seen, Team, fake_teams
from tests.adapters.fake_teams import Room as Channel
from tests.adapters.on_stage import PATIENCE, OnStage, Stuck, served, unhurried
from tests.adapters.teams.living import NO_PACE, as_written, settings

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


@dataclass(kw_only=True)
class Stage(OnStage[Person, Channel]):
    teams: FakeTeams
    team: Team
    here: OneDesk
    bot: InTeams
    noted: Noted

    async def _settled(self) -> None:
        await self.bot.whispers.settled()
        await self.here.desk.carry()

    async def _puts_away(self, person: Person) -> None:
        if await person.dialog():
            await person.closes()

    async def _types(self, person: Person, text: str, where: Channel | None) -> None:
        seen = await self._newest_before(person)
        if where:
            await person.mentions(where, text or "menu")
        else:
            await person.types(text or "menu")
        await self._opens(person, seen)

    async def _opens(self, person: Person, seen: Seen | None) -> None:
        """No dialog opens by itself after a message: they press the way to it that has come."""
        await self.bot.whispers.settled()
        came = await self._newest_before(person)
        if came and came != seen and OPEN_IT in came.buttons and not await person.dialog():
            await person.presses(OPEN_IT, on=came)

    async def _newest_before(self, person: Person) -> Seen | None:
        return next(reversed(await person.sees()), None)

    def _made(self, channel: str) -> Channel:
        return self.team.channel(channel)

    def _first_of(self, person: Person) -> Channel | None:
        return self.room if person in self.team.people else None

    async def _press(self, person: Person, label: str, channel: str) -> None:
        dialog = await person.dialog()
        if dialog and label in dialog.buttons:
            await person.presses(label)
            return
        await self._puts_away(person)
        for seen in reversed(await self._before(person, channel)):
            for title in (f"Yes: {label}", label):
                if title in seen.buttons:
                    stood = await self._newest_before(person)
                    await person.presses(title, on=seen)
                    await self._opens(person, stood)
                    return
        raise Stuck(f"{person.name} can see no button {label!r}.")

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
                raise Stuck(f"There is no {name!r} among {list(fields)}.")
            entries[found.id] = self._meant(value, choices=bool(found.choices))
        await self._hand_in(person, entries)

    async def _read_on(self, person: Person) -> Seen:
        """To where there is something to fill in: more than a dialog holds is read page by page."""
        while (dialog := await person.dialog()) and GO_ON in dialog.buttons:
            await person.presses(GO_ON)
        if dialog is None:
            raise Stuck(f"{person.name} has no form before them.")
        return dialog

    async def _hand_in(self, person: Person, entries: Mapping[str, Any]) -> None:
        """As often as the form asks to, where the machine is slow: it counts once."""
        before = after = await person.dialog()
        for _ in range(PATIENCE):
            delivery = await person.submits(entries)
            assert delivery.acked
            after = await person.dialog()
            if after is None or AGAIN not in after.words:
                break
        if after and before and after.title == before.title and "Please look" in after.words:
            raise Stuck(f"The form says: {after.words}")

    def _meant(self, value: object, *, choices: bool) -> Any:
        """People are named as the script calls them; a choice as its dialog has it."""
        if isinstance(value, list | tuple):
            return [self._meant(one, choices=choices) for one in value]
        if choices:
            return f"={quote(str(value), safe='')}"
        return self.people.get(str(value), value)

    async def _says(self, person: Person, text: str, where: Channel | None, under: str) -> None:
        if where is None:
            await person.types(text)
        elif under:
            await person.mentions(where, text, under=await self._beginning(under, where))
        else:
            await person.says(where, text)

    async def _cancels(self, person: Person) -> None:
        await person.closes()

    async def _beginning(self, words: str, channel: Channel) -> Seen:
        for one in reversed(await channel.sees()):
            if one.words.startswith(words):
                return one
        raise Stuck(f"Nothing in the channel begins with {words!r}.")

    async def _standing(self) -> object:
        return await self.teams.standing()

    async def _newest(self) -> str:
        standing = await self.teams.standing()
        return standing[-1][0] if standing else ""

    async def _came(self) -> list[str]:
        return [one.words for one in await self.teams.since(self.since or "")]


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
        teams.deliver_to(f"{await served(bot.parts, stack)}/api/messages")
        stage = Stage(
            channels={CHANNELS[0]: room},
            people=people,
            keeper=timekeeper(database, here.desk, clock),
            teams=teams,
            team=team,
            here=here,
            bot=bot,
            noted=noted,
        )
        await inside[0].adds_bot(room)
        for one in people.values():
            if one not in inside:
                await one.installs()
        await stage._settled()
        yield stage, read_script(path, cast), cast
