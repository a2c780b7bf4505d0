"""Two workspaces may give the same id to a person, a channel or a message. What is one's never gets to the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import inbound
from adapters.slack.directory import Directory
from adapters.slack.inbound import PLATFORM, whose
from adapters.slack.messenger import SlackMessenger
from bot.boundary.delivery import Errand
from bot.boundary.views import Card, Text
from bot.domain.ids import CommunityId, PostName, RecordId, Room
from tests.adapters.fake_slack import Channel, Clock, FakeSlack, Limits, Workspace
from tests.adapters.fake_slack_house import client_of

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
THE_SAME = NOW.timestamp()


@dataclass
class Twin:
    """One of two Slacks that give the same ids."""

    slack: FakeSlack
    team: str
    acme: Workspace
    room: Channel
    client: AsyncWebClient

    @property
    def place(self) -> Room:
        return Room(PLATFORM, self.team, self.room.id)


@asynccontextmanager
async def twin(team: str) -> AsyncIterator[Twin]:
    fake = FakeSlack(clock=Clock(speed=0, start=THE_SAME), limits=Limits(off=True))
    async with fake as slack:
        acme = slack.workspace()
        room = acme.channel("learning", acme.bot)
        async with client_of(slack, acme.token) as client:
            yield Twin(slack, team, acme, room, client)


def errand(place: Room, *words: str) -> Errand:
    return Errand(
        id=place.workspace,
        community=CommunityId(RecordId("home")),
        name=PostName("card"),
        place=place,
        card=Card("", tuple(Text(one) for one in words)),
        revision=1,
        address=None,
        thread=None,
        claimed_at=NOW,
        since=NOW,
    )


async def test_a_message_is_changed_in_its_own_workspace() -> None:
    async with twin("T1") as one, twin("T2") as other:
        clients = {"T1": one.client, "T2": other.client}

        async def client(team: str) -> AsyncWebClient:
            return clients[team]

        messenger = SlackMessenger(client, Directory(client))
        long = errand(one.place, *(letter * 2900 for letter in "abcdef"))
        short = errand(other.place, "Short")
        stands = await messenger.deliver(long), await messenger.deliver(short)
        before = len(one.room.messages)
        await messenger.revise(
            replace(long, address=stands[0], card=Card("", (Text("Now short"),)))
        )

        assert one.room.id == other.room.id
        assert stands[0] == stands[1]
        assert before > 1
        assert [message.text for message in one.room.messages.values()] == ["Now short"]
        assert [message.text for message in other.room.messages.values()] == ["Short"]


def test_people_rooms_and_deliveries_carry_their_workspace() -> None:
    came = [inbound.came("C1", team, "Ev1", whose(team, "U1", "Ana"), NOW) for team in ("T1", "T2")]

    assert len({one.id for one in came}) == 2
    assert len({one.room for one in came}) == 2
    assert len({one.who.person for one in came}) == 2
