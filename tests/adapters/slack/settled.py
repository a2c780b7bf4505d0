"""A community that has lived in a fake Slack for a while: people who look after it, members, a sponsor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.boundary.decision import Decision
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms
from bot.domain.community import Community
from bot.domain.ids import CommunityId, PersonId, Platform, RecordId, Room, person_id
from bot.domain.records import Record
from tests.adapters.fake_slack import Channel, Message
from tests.adapters.settling import KEEPERS, MEMBERS, looks_after, settled_community
from tests.adapters.slack.living import Living, living

SLACK = Platform("slack")
SPONSOR = "sid"


@asynccontextmanager
async def settled(folder: Path, way: str) -> AsyncIterator[Living]:
    """Sid, who sponsors it, is in the workspace and not in the channel."""
    async with living(folder, way, *KEEPERS, *MEMBERS) as there:
        there.people[SPONSOR] = there.acme.person(SPONSOR)
        keep(there, community(there))
        yield there


def community(there: Living, id: str = "home", room: Channel | None = None) -> Community:
    def named(name: str) -> PersonId:
        return of(there, name)

    place = Room(SLACK, there.acme.id, (room or there.room).id)
    return replace(settled_community(named, place, id), sponsor=looks_after(named, SPONSOR))


def of(there: Living, name: str) -> PersonId:
    return person_id("slack", there.acme.id, there[name].id)


def keep(there: Living, *records: Record) -> None:
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
