"""A community that has lived in a fake Teams for a while: people who look after it, members, a sponsor."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

from adapters.teams.references import RoomWay
from bot.boundary.decision import Decision
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms
from bot.domain.cadence import Weekly
from bot.domain.community import Community, Stage
from bot.domain.hours import Hours
from bot.domain.ids import CommunityId, RecordId
from bot.domain.people import Answer, Appointment, Member, Standing
from bot.domain.rhythm import Rhythm
from storage import Database
from tests.adapters.fake_teams import Delivery, Person, Seen
from tests.adapters.teams.living import Living, living

KEEPERS = ("fay", "dev")
MEMBERS = ("mia", "ned", "oli", "pam", "quy", "ros")
AWAKE = Hours(working_days=frozenset(range(7)), quiet_from=time(0), quiet_to=time(0))
"""Nobody has to wait for the morning, whenever the test runs."""


@asynccontextmanager
async def settled(folder: Path, **more: Any) -> AsyncIterator[Living]:
    """Their channel is known to the bot, as it has written there before."""
    async with living(folder, *KEEPERS, *MEMBERS, **more) as there:
        way = RoomWay(there.teams.service_url, there.team.id, there.room.name)
        await there.bot.references.keep_room(there.place, way)
        keep(there, community(there))
        yield there


def community(there: Living, id: str = "home") -> Community:
    return Community(
        id=CommunityId(RecordId(id)),
        name=f"Going {id} well",
        purpose="To judge better when people can go.",
        roles="Ward and community staff",
        convenor=there.of("fay"),
        convenor_name="Fay",
        facilitator=_looks_after(there, "fay"),
        deputy=_looks_after(there, "dev"),
        rooms=(there.place,),
        members=tuple(_member(there, name) for name in MEMBERS),
        rhythm=Rhythm(cadence=Weekly(2, 0, date(2027, 1, 4)), hours=AWAKE, region=""),
        stage=Stage.ACTIVE,
    )


def keep(there: Living, *records: Community) -> None:
    with there.here.database.offices().open() as office:
        office.keep(Decision(keep=records), there.here.clock.now())


def kept(there: Living, id: str = "home") -> Community:
    with there.here.database.offices().open() as office:
        return office.records.community(CommunityId(RecordId(id)))


async def opens_a_session(there: Living, name: str = "session:s1", *words: str) -> Seen:
    """Its post stands in the channel, and people write below it."""
    card = Card("Session 1", tuple(map(Text, words or ("What have you brought?",))))
    said = in_rooms(kept(there), name, card)
    with there.here.database.offices().open() as office:
        office.keep(Decision(say=said), there.here.clock.now())
    await there.here.desk.carry()
    return (await there.room.sees())[-1]


async def hands_in(person: Person, answers: Mapping[str, Any]) -> Delivery:
    """The dialog before them, with answers by what its fields ask, or by their names."""
    dialog = await person.dialog()
    assert dialog is not None, "no dialog lies before them"
    ids = {
        asked: one.id
        for label, one in dialog.fields.items()
        for asked in (label, label.rpartition(" (")[0], one.id.rpartition(".")[0])
    }
    return await person.submits({ids[asked]: answer for asked, answer in answers.items()})


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


async def until(truth: Callable[[], Any], within: float = 10.0) -> None:
    """Wait, in real time, for something to become true."""
    async with asyncio.timeout(within):
        while not await truth():
            await asyncio.sleep(0.01)


def _looks_after(there: Living, name: str) -> Appointment:
    return Appointment(person=there.of(name), name=name.title(), answer=Answer.YES)


def _member(there: Living, name: str) -> Member:
    return Member(person=there.of(name), name=name.title(), standing=Standing.JOINED)
