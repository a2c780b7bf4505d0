"""What the measurements in Slack stand on: the tests' own Slack, a community in it, and the bot as it runs, in a
process of its own on a core of its own."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.chance import SystemMint
from adapters.clock import SystemClock
from adapters.slack.inbound import PLATFORM
from adapters.slack.limits import limits
from benchmarks._homes import MOST, community_in, running_session
from benchmarks._running import Running, lcbot
from bot.boundary.decision import Decision
from bot.domain.community import Community
from bot.domain.ids import Direct, Room, person_id
from bot.domain.session import Session
from bot.master_keys import master_keys
from bot.settings import Settings
from storage import Database, open_database
from tests.adapters.fake_slack import Channel, Clock, FakeSlack, Limits, Person, Workspace
from tests.adapters.slack.living import as_written, settings


@dataclass
class Town:
    """A workspace with a channel in which a community meets, and a data folder in which the bot knows of it."""

    slack: FakeSlack
    acme: Workspace
    room: Channel
    people: Sequence[Person]
    settings: Settings
    home: Community
    session: Session

    def direct(self, person: Person) -> Direct:
        return Direct(person_id(PLATFORM, self.acme.id, person.id))

    def place(self, channel: Channel) -> Room:
        return Room(PLATFORM, self.acme.id, channel.id)

    @property
    def environment(self) -> Mapping[str, str]:
        given = self.settings.slack
        return {
            "LCBOT_DATA": str(self.settings.data),
            "SLACK_API_URL": self.slack.api_url,
            "SLACK_BOT_TOKEN": given.bot_token,
            "SLACK_APP_TOKEN": given.app_token,
            "SLACK_SIGNING_SECRET": given.signing_secret,
        }

    @contextmanager
    def database(self) -> Iterator[Database]:
        """While the bot does not run: it shares its file with nobody."""
        database = _database(self.settings)
        yield database
        database.close()


@asynccontextmanager
async def town(
    folder: Path, way: str, people: int, permitted: Limits | None = None
) -> AsyncIterator[Town]:
    fake = FakeSlack(as_written(way), clock=Clock(), limits=permitted or Limits(off=True))
    async with fake as slack:
        acme = slack.workspace()
        persons = [acme.person(f"p{number}") for number in range(people)]
        room = acme.channel("learning", *persons, acme.bot)
        given = settings(slack, acme, folder, way)
        home = _community(acme, room, persons)
        there = Town(slack, acme, room, persons, given, home, running_session(home))
        with there.database() as database:
            database.migrate()
            with database.offices().open() as office:
                office.keep(Decision(keep=(home, there.session)), SystemClock.now())
        yield there


def further(there: Town, number: int) -> Town:
    """The same workspace, with people, a channel and a community of their own."""
    persons = [there.acme.person(f"c{number}p{one}") for one in range(len(there.people))]
    room = there.acme.channel(f"learning-{number}", *persons, there.acme.bot)
    home = _community(there.acme, room, persons, number)
    other = replace(there, room=room, people=persons, home=home, session=running_session(home))
    with other.database() as database, database.offices().open() as office:
        office.keep(Decision(keep=(home, other.session)), SystemClock.now())
    return other


@asynccontextmanager
async def bot(there: Town, *, core: int | None = 0, **more: str) -> AsyncIterator[Running]:
    """`lcbot run`, ready. Meanwhile Slack answers here, on this event loop."""
    async with lcbot({**there.environment, **more}, "/slack/events", core=core) as running:
        yield running


def _database(given: Settings) -> Database:
    return open_database(
        given.database_url,
        keys=master_keys(given),
        limits={PLATFORM: limits},
        mint=SystemMint(),
    )


def _community(
    acme: Workspace, room: Channel, persons: Sequence[Person], number: int = 1
) -> Community:
    ids = [person_id(PLATFORM, acme.id, one.id) for one in persons[:MOST]]
    return community_in(Room(PLATFORM, acme.id, room.id), ids, number)
