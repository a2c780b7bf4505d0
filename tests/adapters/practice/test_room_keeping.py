"""The practice room pins a post, and shows when the bot has left."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.practice.cast import ROOM
from adapters.practice.messenger import PracticeMessenger
from bot.boundary.delivery import Deed
from bot.boundary.views import Button, Card
from bot.domain.ids import Address, Room
from tests.adapters.practice.house import House, open_house
from tests.adapters.room_keeping import PROMISES, There, errand


@dataclass
class InPractice:
    house: House
    room: Room = ROOM

    @property
    def messenger(self) -> PracticeMessenger:
        return self.house.bot.messenger

    async def pinned(self) -> Sequence[Address]:
        return [one["id"] for one in (await place(self.house, "ruth"))["pinned"]]

    async def is_inside(self) -> bool:
        return bool((await place(self.house, "ruth"))["bot"])


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def place(house: House, person: str, id: str = "room") -> dict:
    return next(one for one in (await house.sees(person))["places"] if one["id"] == id)


async def pinned_charter(house: House, card: Card) -> Address:
    address = await house.bot.post(ROOM, card)
    await house.bot.messenger.pin(errand(InPractice(house), "pin", Deed.PIN, address))
    return address


async def bot_leaves(house: House) -> None:
    await house.bot.messenger.leave(errand(InPractice(house), "leave", Deed.LEAVE))


@pytest.mark.parametrize("promise", PROMISES, ids=lambda one: one.__name__)
async def test_it_keeps_a_room(promise: Callable[[There], Awaitable[None]], house: House) -> None:
    await promise(InPractice(house))


async def test_what_is_pinned_is_told_however_long_ago_it_was_posted(house: House) -> None:
    address = await pinned_charter(house, Card("The charter"))
    for number in range(5):
        await house.act("ruth", say=f"Words {number}", place="room")

    _, answer = await house.get("/api/state?as=ruth&limit=2")

    assert address not in [one["id"] for one in answer["messages"]]
    (room,) = [one for one in answer["places"] if one["id"] == "room"]
    assert [(one["title"], one["pinned"]) for one in room["pinned"]] == [("The charter", True)]


async def test_a_button_of_what_is_pinned_can_be_pressed(house: House) -> None:
    address = await pinned_charter(house, Card("The charter", (), (Button("Yes", "yes"),)))
    (pinned,) = (await place(house, "ruth"))["pinned"]

    await house.act("ruth", press=pinned["buttons"][0]["id"], message=address)

    assert house.bot.arrivals[-1].token == "yes"


async def test_who_is_not_in_the_channel_is_told_nothing_that_is_pinned_there(house: House) -> None:
    await pinned_charter(house, Card("The charter"))

    assert [one["pinned"] for one in (await house.sees("margaret"))["places"]] == [[]]


async def test_people_s_own_words_are_not_the_bot_s_to_pin(house: House) -> None:
    await house.act("ruth", say="Mine", place="room")
    [message] = (await house.sees("ruth"))["messages"]

    with pytest.raises(Exception, match="not there any more"):
        await house.bot.messenger.pin(errand(InPractice(house), "p", Deed.PIN, message["id"]))


async def test_a_bot_that_has_left_does_not_hear_what_is_said_there(house: House) -> None:
    top = await house.bot.post(ROOM, Card("Round one"))
    await bot_leaves(house)

    await house.act("ruth", say="Still here?", place="room", thread=top)

    assert house.bot.arrivals == []


async def test_it_still_writes_to_people_in_private(house: House) -> None:
    await bot_leaves(house)

    assert (await place(house, "ruth", "dm:ruth"))["bot"]


async def test_a_command_brings_it_back(house: House) -> None:
    await bot_leaves(house)

    await house.act("ruth", command="/lc help", place="room")

    assert (await place(house, "ruth"))["bot"]
    assert await house.bot.post(ROOM, Card("Hello again"))


async def test_that_it_has_left_is_remembered_when_the_room_opens_again(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await pinned_charter(house, Card("The charter"))
        await bot_leaves(house)

    async with open_house(tmp_path) as house:
        room = await place(house, "ruth")

    assert not room["bot"]
    assert [one["title"] for one in room["pinned"]] == ["The charter"]
