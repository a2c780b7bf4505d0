"""A community that has lived in a fake Teams for a while: people who look after it, members, a sponsor."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from adapters.teams.references import RoomWay
from bot.boundary.decision import Decision
from bot.boundary.views import Card, Text
from bot.conversations.saying import in_rooms
from bot.domain.community import Community
from bot.domain.ids import CommunityId, RecordId
from tests.adapters.fake_teams import Delivery, Person, Seen
from tests.adapters.settling import KEEPERS, MEMBERS, settled_community
from tests.adapters.teams.living import Living, living


@asynccontextmanager
async def settled(folder: Path, **more: Any) -> AsyncIterator[Living]:
    """Their channel is known to the bot, as it has written there before."""
    async with living(folder, *KEEPERS, *MEMBERS, **more) as there:
        way = RoomWay(there.teams.service_url, there.team.id, there.room.name)
        await there.bot.references.keep_room(there.place, way)
        keep(there, community(there))
        yield there


def community(there: Living, id: str = "home") -> Community:
    return settled_community(there.of, there.place, id)


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
