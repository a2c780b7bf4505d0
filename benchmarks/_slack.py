"""What the measurements in Slack stand on: the tests' own Slack, a community in it, and the bot as it runs, in a
process of its own on a core of its own."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from adapters.chance import SystemMint
from adapters.clock import SystemClock
from adapters.slack.inbound import PLATFORM
from adapters.slack.limits import limits
from benchmarks._ground import community
from benchmarks.startup import free_port, until_ready
from bot.boundary.decision import Decision
from bot.domain.community import Community
from bot.domain.ids import Direct, RecordId, Room, person_id
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.round import Plan
from bot.domain.session import Session, SessionState
from bot.master_keys import master_keys
from bot.settings import Settings
from storage import Database, open_database
from tests.adapters.fake_slack import Channel, Clock, FakeSlack, Limits, Person, Workspace
from tests.adapters.slack.living import as_written, settings

TICKS: int = os.sysconf("SC_CLK_TCK")


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
        there = Town(slack, acme, room, persons, given, home, _session(home))
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
    other = replace(there, room=room, people=persons, home=home, session=_session(home))
    with other.database() as database, database.offices().open() as office:
        office.keep(Decision(keep=(home, other.session)), SystemClock.now())
    return other


@dataclass
class Running:
    """A process whose work can be read; `worked` is how much it was in the end."""

    process: "subprocess.Popen[bytes]"
    address: str
    worked: float = 0.0

    def cpu(self) -> float:
        """Seconds of work, of all its threads."""
        fields = (
            Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / TICKS


@asynccontextmanager
async def bot(there: Town, *, core: int | None = 0, **more: str) -> AsyncIterator[Running]:
    """`lcbot run`, ready. Meanwhile Slack answers here, on this event loop."""
    port = free_port()
    given = {**there.environment, "LCBOT_PORT": str(port), **more}
    with child(["-m", "bot.cli", "run"], given, core=core) as process:
        await asyncio.to_thread(until_ready, port, process)
        running = Running(process, f"http://127.0.0.1:{port}/slack/events")
        yield running
        running.worked = running.cpu()


@contextmanager
def child(
    arguments: Sequence[str], more: Mapping[str, str], *, core: int | None = 0
) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    if core is not None:
        os.sched_setaffinity(process.pid, {core})
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


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
    """The first two look after it; a dozen more are members."""
    ids = [person_id(PLATFORM, acme.id, one.id) for one in persons[:14]]
    return replace(
        community(number),
        convenor=ids[0],
        facilitator=Appointment(person=ids[0], name="Fay", answer=Answer.YES),
        deputy=Appointment(person=ids[1], name="Dev", answer=Answer.YES),
        rooms=(Room(PLATFORM, acme.id, room.id),),
        members=tuple(
            Member(person=one, name=f"Member {number}", standing=Standing.JOINED)
            for number, one in enumerate(ids[2:])
        ),
    )


def _session(home: Community) -> Session:
    """It runs, and nothing of it is due for days."""
    now = SystemClock.now()
    before = ("asks_at", "asks_deputy_at", "prepares_at", "opens_at", "check_opens_at")
    after = ("check_closes_at", "review_opens_at", "closes_at")
    later = dict.fromkeys(after, now + timedelta(days=4))
    return Session(
        id=RecordId(f"s-{home.id}"),
        community=home.id,
        number=1,
        plan=Plan(**dict.fromkeys(before, now), **later),
        rounds=(),
        state=SessionState.OPEN,
        held_by=home.convenor,
    )
