"""What the measurements in Teams stand on: the tests' own Teams, which runs in a process of its own, communities in
a team there, and the bot as it runs."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from adapters.chance import SystemMint
from adapters.clock import SystemClock
from adapters.teams.inbound import PLATFORM, of
from adapters.teams.limits import limits
from adapters.teams.references import PersonWay, References, RoomWay
from benchmarks._homes import community_in, running_session
from benchmarks._running import Running, lcbot
from bot.boundary.decision import Decision
from bot.domain.community import Community
from bot.domain.ids import Direct, Room
from bot.domain.session import Session
from bot.folder import make_folder
from bot.master_keys import master_keys
from bot.settings import Settings
from storage import Database, open_database
from tests.adapters.fake_teams import FakeTeams, Person, Team, fake_teams
from tests.adapters.fake_teams import Room as Channel
from tests.adapters.teams.living import settings

T = TypeVar("T")

PATH = "/api/messages"


@dataclass(frozen=True)
class Group:
    """A community that meets in a channel of its own, and its session, which runs."""

    room: Channel
    people: Sequence[Person]
    home: Community
    session: Session


@dataclass
class Town:
    """A team in which everybody is, with its communities, and a data folder in which the bot knows of them."""

    teams: FakeTeams
    team: Team
    groups: Sequence[Group]
    settings: Settings

    def direct(self, person: Person) -> Direct:
        return Direct(of(self.teams.app.tenant, person.aad))

    def place(self, channel: Channel) -> Room:
        return Room(PLATFORM, self.teams.app.tenant, channel.id)

    def environment(self, *hosts: str) -> Mapping[str, str]:
        """`hosts` are where the bot may send besides."""
        given = self.settings.teams
        return {
            "LCBOT_DATA": str(self.settings.data),
            "TEAMS_APP_ID": given.app_id,
            "TEAMS_TENANT_ID": given.tenant_id,
            "TEAMS_APP_SECRET": given.app_secret,
            "TEAMS_OPENID_METADATA_URL": given.openid_metadata_url,
            "TEAMS_TOKEN_URL": given.token_url,
            "TEAMS_SERVICE_HOSTS": ",".join((given.service_hosts, *hosts)),
            "TEAMS_ISSUERS": given.issuers,
        }

    @contextmanager
    def database(self) -> Iterator[Database]:
        """While the bot does not run: it shares its file with nobody."""
        database = open_database(
            self.settings.database_url,
            keys=master_keys(self.settings),
            limits={PLATFORM: limits},
            mint=SystemMint(),
        )
        yield database
        database.close()


@asynccontextmanager
async def town(
    folder: Path, groups: int, people: int, *, unlimited: bool = False, in_session: bool = True
) -> AsyncIterator[Town]:
    """`people` are in each community's channel; of a large one, the first fourteen are in the community. Where none
    is `in_session`, the bot has nothing to say by itself."""
    async with fake_teams(unlimited=unlimited) as teams:
        everybody = [
            [teams.person(f"P{group}x{number}") for number in range(people)]
            for group in range(groups)
        ]
        team = teams.team("Works", *(one for some in everybody for one in some))
        given = settings(teams, folder)
        there = Town(teams, team, (), given)
        there.groups = [_group(there, number, some) for number, some in enumerate(everybody, 1)]
        make_folder(given)
        with there.database() as database:
            database.migrate()
            with database.offices().open() as office:
                homes = tuple(one.home for one in there.groups)
                sessions = tuple(one.session for one in there.groups if in_session)
                office.keep(Decision(keep=homes + sessions), SystemClock.now())
        yield there


def _group(there: Town, number: int, people: Sequence[Person]) -> Group:
    room = there.team.channel(f"Learning {number}")
    ids = [there.direct(one).person for one in people]
    home = community_in(there.place(room), ids, number)
    return Group(room, people, home, running_session(home))


@asynccontextmanager
async def bot(there: Town, *hosts: str, core: int | None = 0) -> AsyncIterator[Running]:
    """`lcbot run`, ready, and Teams brings it what happens."""
    async with lcbot(there.environment(*hosts), PATH, core=core) as running:
        there.teams.deliver_to(running.address)
        yield running


async def have_met(there: Town, people: Sequence[Person], rooms: Sequence[Channel]) -> None:
    """The bot has heard from everybody before, and in every room: it knows by which way to reach them."""
    url, group = there.teams.service_url, there.team.id
    with there.database() as database:
        known = References(database.reaches(), _at_once)
        for room in rooms:
            await known.keep_room(there.place(room), RoomWay(url, group, room.name))
        for one in people:
            way = PersonWay(one.id, url, private=await one.private())
            await known.keep_person(there.direct(one).person, way)


async def _at_once(work: Callable[[], T]) -> T:
    return work()
