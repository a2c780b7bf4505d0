"""The practice room as a platform that can be asked."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.practice.cast import ROOM
from adapters.practice.limits import limits
from bot.boundary.delivery import Step, Undelivered, Unreachable
from bot.boundary.views import Card
from bot.domain.ids import Address, Platform, Room
from tests.adapters.practice.fake_bot import direct, errand
from tests.adapters.practice.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def test_the_same_errand_stands_once_and_can_be_found(house: House) -> None:
    post = errand("e1", ROOM, Card("Once"))

    first = await house.bot.messenger.deliver(post)
    second = await house.bot.messenger.deliver(post)

    assert first == second == await house.bot.messenger.find(post)
    assert len((await house.sees("ruth"))["messages"]) == 1


async def test_what_was_never_delivered_surely_stands_nowhere(house: House) -> None:
    assert await house.bot.messenger.find(errand("e1", ROOM, Card("Never"))) is None
    assert house.bot.messenger.can_be_asked


@pytest.mark.parametrize(
    "place",
    [
        direct("nobody"),
        Room(Platform("practice"), "practice", "attic"),
        Room(Platform("x"), "y", "room"),
    ],
)
async def test_a_place_that_is_not_here_can_never_be_reached(house: House, place: Room) -> None:
    with pytest.raises(Unreachable):
        await house.bot.messenger.deliver(errand("e1", place, Card("Lost")))


@pytest.mark.parametrize("thread", ["m99", "elsewhere"])
async def test_a_thread_that_is_not_there_can_never_be_reached(house: House, thread: str) -> None:
    with pytest.raises(Unreachable):
        await house.bot.messenger.deliver(errand("e1", ROOM, Card("Lost"), Address(thread)))


@pytest.mark.parametrize("address", ["m99", "elsewhere", None])
async def test_a_post_that_is_not_there_cannot_be_changed(
    house: House, address: str | None
) -> None:
    change = replace(errand("e1", ROOM, Card("New")), address=address and Address(address))

    with pytest.raises(Unreachable):
        await house.bot.messenger.revise(change)


async def test_people_s_own_words_cannot_be_changed_by_the_bot(house: House) -> None:
    await house.act("ruth", say="Mine", place="room")
    [message] = (await house.sees("ruth"))["messages"]

    with pytest.raises(Unreachable):
        await house.bot.messenger.revise(
            replace(errand("e1", ROOM, Card("Not yours")), address=message["id"])
        )


async def test_a_full_disk_is_a_definite_refusal(house: House) -> None:
    await house.room.ask(lambda shelf: shelf._db.execute("PRAGMA max_page_count = 1"))

    with pytest.raises(Undelivered):
        await house.bot.messenger.deliver(errand("e1", ROOM, Card("x" * 900_000)))


@pytest.mark.parametrize("step", Step)
def test_no_lane_slows_the_practice_room(step: Step) -> None:
    assert limits(ROOM, step) == ()
