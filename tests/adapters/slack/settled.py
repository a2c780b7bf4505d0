"""A community that has lived in a fake Slack for a while: people who look after it, members, a sponsor."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date, time
from pathlib import Path

from bot.boundary.decision import Decision
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms
from bot.domain.cadence import Weekly
from bot.domain.community import Community, Stage
from bot.domain.hours import Hours
from bot.domain.ids import CommunityId, PersonId, Platform, RecordId, Room, person_id
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.rhythm import Rhythm
from storage import Database
from tests.adapters.fake_slack import Channel, Message
from tests.adapters.slack.living import Living, living

SLACK = Platform("slack")
KEEPERS = ("fay", "dev")
MEMBERS = ("mia", "ned", "oli", "pam", "quy", "ros")
SPONSOR = "sid"
AWAKE = Hours(working_days=frozenset(range(7)), quiet_from=time(0), quiet_to=time(0))
"""Nobody has to wait for the morning, whenever the test runs."""


@asynccontextmanager
async def settled(folder: Path, way: str) -> AsyncIterator[Living]:
    """Sid, who sponsors it, is in the workspace and not in the channel."""
    async with living(folder, way, *KEEPERS, *MEMBERS) as there:
        there.people[SPONSOR] = there.acme.person(SPONSOR)
        keep(there, community(there))
        yield there


def community(there: Living, id: str = "home", room: Channel | None = None) -> Community:
    return Community(
        id=CommunityId(RecordId(id)),
        name=f"Going {id} well",
        purpose="To judge better when people can go.",
        roles="Ward and community staff",
        convenor=of(there, "fay"),
        convenor_name="Fay",
        facilitator=_looks_after(there, "fay"),
        deputy=_looks_after(there, "dev"),
        sponsor=_looks_after(there, SPONSOR),
        rooms=(Room(SLACK, there.acme.id, (room or there.room).id),),
        members=tuple(_member(there, name) for name in MEMBERS),
        rhythm=Rhythm(cadence=Weekly(2, 0, date(2027, 1, 4)), hours=AWAKE, region=""),
        stage=Stage.ACTIVE,
    )


def of(there: Living, name: str) -> PersonId:
    return person_id("slack", there.acme.id, there[name].id)


def keep(there: Living, *records: Community) -> None:
    with there.house.database.offices().open() as office:
        office.keep(Decision(keep=records), there.house.clock.now())


def kept(there: Living, id: str = "home") -> Community:
    with there.house.database.offices().open() as office:
        return office.records.community(CommunityId(RecordId(id)))


async def opens_a_session(there: Living) -> Message:
    """Its post stands in the channel, and people write below it."""
    card = Card("Session 1", (Text("What have you brought?"),))
    said = in_rooms(kept(there), "session:s1", card)
    with there.house.database.offices().open() as office:
        office.keep(Decision(say=said), there.house.clock.now())
    await there.house.desk.carry()
    return list(there.room.messages.values())[-1]


@contextmanager
def busy(database: Database) -> Iterator[threading.Event]:
    """Somebody else holds the database until the event is set."""
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with database.offices().open():
            held.set()
            let_go.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(20)
    try:
        yield let_go
    finally:
        let_go.set()
        thread.join()


async def until(truth: Callable[[], object], within: float = 10.0) -> None:
    """Wait, in real time, for something to become true."""
    async with asyncio.timeout(within):
        while not truth():
            await asyncio.sleep(0.01)


def _looks_after(there: Living, name: str) -> Appointment:
    return Appointment(person=of(there, name), name=name.title(), answer=Answer.YES)


def _member(there: Living, name: str) -> Member:
    return Member(person=of(there, name), name=name.title(), standing=Standing.JOINED)
