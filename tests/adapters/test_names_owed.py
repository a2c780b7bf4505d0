"""Names that a chat owes us, asked for again. Nobody who acts meanwhile waits for them."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from adapters.names import AT_ONCE, Names
from bot.boundary.arrivals import Arrival, DeliveryId, NameTold
from bot.domain.ids import CommunityId, PersonId, Platform, RecordId, Room, person_id
from bot.domain.people import SOMEBODY
from bot.domain.walked_in import WalkedIn
from tests.adapters.waiting import until

CHAT = Platform("slack")
NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
ROOM = Room(CHAT, "T1", "C1")


@dataclass
class Chat:
    """Knows everybody, once it has been silent `silent` times."""

    silent: int = 0
    asked: int = 0
    waiting: int = 0
    most_waiting: int = 0
    told: list[NameTold] = field(default_factory=list)

    async def name_of(self, room: Room, person: PersonId) -> str:
        self.asked += 1
        self.waiting += 1
        self.most_waiting = max(self.most_waiting, self.waiting)
        await asyncio.sleep(0)
        self.waiting -= 1
        return f"{person} in {room.channel}" if self.asked > self.silent else ""

    async def desk(self, arrival: Arrival) -> None:
        assert isinstance(arrival, NameTold)
        self.told.append(arrival)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Names, "first", 0.001)
    monkeypatch.setattr(Names, "breath", 0.0)


def names(chat: Chat) -> Names:
    return Names(chat.name_of, chat.desk, lambda: NOON)


def nameless(number: int) -> WalkedIn:
    return WalkedIn(
        id=RecordId(f"w{number}"),
        community=CommunityId(RecordId("home")),
        person=person_id(CHAT, "T1", f"U{number}"),
        name=SOMEBODY,
        room=ROOM,
    )


async def test_it_is_asked_until_the_chat_says_it() -> None:
    chat = Chat(silent=3)

    names(chat).later(ROOM, person_id(CHAT, "T1", "U1"), DeliveryId("once"))
    await until(lambda: chat.told)

    (told,) = chat.told
    assert (chat.asked, told.id, told.who.name) == (4, "once", "slack/T1/U1 in C1")


async def test_however_many_are_owed_few_are_asked_for_at_a_time() -> None:
    chat = Chat()

    names(chat).again(nameless(number) for number in range(20))
    await until(lambda: len(chat.told) == 20)

    assert chat.most_waiting <= AT_ONCE
    assert len({one.id for one in chat.told}) == 20


async def test_asked_for_at_every_start_it_is_one_and_the_same_arrival() -> None:
    chat = Chat()

    for _ in range(2):
        names(chat).again([nameless(1)])
    await until(lambda: len(chat.told) == 2)

    first, second = chat.told
    assert first.id == second.id
