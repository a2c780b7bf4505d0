"""What the whole bot is given to live in a fake Teams: its app, its settings and a database of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.site import Meters
from adapters.teams import inbound
from adapters.teams.inbound import PLATFORM
from adapters.teams.pace import Pace
from bot.bootstrap.one_desk import OneDesk, one_desk
from bot.bootstrap.teams import InTeams, open_teams
from bot.domain.ids import PersonId, Room
from bot.settings import Settings
from bot.words import say
from tests.adapters.fake_teams import ISSUER, App, FakeTeams, Person, Team, fake_teams
from tests.adapters.fake_teams import Room as Channel
from tests.adapters.on_stage import served, unhurried


def as_written() -> App:
    return App()


def settings(teams: FakeTeams, folder: Path, **more: object) -> Settings:
    return Settings.model_validate(
        {
            "LCBOT_PORT": 0,
            "LCBOT_DATA": folder,
            "LCBOT_OPERATOR": say("note.who.practice"),
            "TEAMS_APP_ID": teams.app.id,
            "TEAMS_TENANT_ID": teams.app.tenant,
            "TEAMS_APP_SECRET": teams.app.secret,
            "TEAMS_OPENID_METADATA_URL": teams.metadata_url,
            "TEAMS_TOKEN_URL": teams.token_url,
            "TEAMS_SERVICE_HOSTS": teams.service_host,
            "TEAMS_ISSUERS": ISSUER,
        }
        | more
    )


NO_PACE = Pace(most=1_000_000)


@dataclass
class Living:
    """The whole bot in a fake Teams, with people in a team who all know it."""

    teams: FakeTeams
    team: Team
    room: Channel
    people: dict[str, Person]
    here: OneDesk
    bot: InTeams
    address: str

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def place(self) -> Room:
        return Room(PLATFORM, self.teams.app.tenant, self.room.id)

    def of(self, name: str) -> PersonId:
        return inbound.of(self.teams.app.tenant, self.people[name].aad)

    async def settled(self) -> None:
        """All that was said by now stands where it should."""
        await self.bot.whispers.settled()
        await self.here.desk.carry()


@asynccontextmanager
async def living(
    folder: Path, *names: str, app: App | None = None, **more: object
) -> AsyncIterator[Living]:
    """`names` are in a team that has had the app for long. `more` are settings."""
    async with AsyncExitStack() as stack:
        declared = app or as_written()
        teams = await stack.enter_async_context(fake_teams(declared, speed=0, unlimited=True))
        people = {name: teams.person(name.title()) for name in names}
        team = teams.team("Works", *people.values())
        room = team.channel("Learning")
        given = settings(teams, folder, **more)
        database = stack.enter_context(closing(unhurried(given)))
        here = one_desk(given, database, Meters())
        bot = await stack.enter_async_context(open_teams(here, NO_PACE))
        address = await served(bot.parts, stack)
        teams.deliver_to(f"{address}/api/messages")
        yield Living(teams, team, room, people, here, bot, address)


@asynccontextmanager
async def restarted(there: Living) -> AsyncIterator[Living]:
    """Another process on the same database, to which Teams brings everything from now on."""
    async with AsyncExitStack() as stack:
        here = one_desk(there.here.settings, there.here.database, Meters())
        bot = await stack.enter_async_context(open_teams(here))
        address = await served(bot.parts, stack)
        there.teams.deliver_to(f"{address}/api/messages")
        yield replace(there, here=here, bot=bot, address=address)
