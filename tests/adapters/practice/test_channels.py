"""A second channel, and a third: made, walked into, spoken in, each for itself."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.practice.cast import ROOM, channel
from bot.boundary.arrivals import MemberCame, MemberWent, Replied
from bot.boundary.delivery import Unreachable
from bot.boundary.views import Card
from tests.adapters.practice.fake_bot import errand
from tests.adapters.practice.house import House, open_house

FRESH = channel("room2")
ELSEWHERE = {"margaret", "priya"}
"""Who is not in the first channel."""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def channels(house: House, person: str) -> list[str]:
    return [one["id"] for one in (await house.sees(person))["places"] if one["kind"] == "room"]


async def people_in(house: House, id: str, seen_by: str = "hannah") -> set[str]:
    places = (await house.sees(seen_by))["places"]
    return next(set(one["people"]) for one in places if one["id"] == id)


async def test_at_first_there_is_one_channel_and_who_is_in_it_is_told(house: House) -> None:
    _, everyone = await house.get("/api/state")

    assert everyone["channels"] == [{"id": "room", "name": "Practice channel"}]
    assert everyone["may_make"]
    assert await people_in(house, "room") == {one["id"] for one in everyone["people"]} - ELSEWHERE


async def test_a_new_channel_begins_with_everybody_from_the_one_it_was_made_in(
    house: House,
) -> None:
    await house.act("hannah", make="channel", place="room")

    assert await channels(house, "ruth") == ["room", "room2"]
    assert await channels(house, "priya") == []
    assert await people_in(house, "room2") == await people_in(house, "room")
    names = [one["name"] for one in (await house.sees("ruth"))["places"]]
    assert names == ["Practice channel", "Second channel", "Direct messages"]
    assert house.bot.arrivals == []


async def test_made_from_nowhere_it_has_one_person_in_it(house: House) -> None:
    await house.act("margaret", make="channel")

    assert await people_in(house, "room2", "margaret") == {"margaret"}


async def test_after_the_third_there_is_no_other(house: House) -> None:
    for _ in range(2):
        await house.act("hannah", make="channel")
    assert not (await house.sees("hannah"))["may_make"]

    status, sentence = await house.refused("hannah", make="channel")
    assert (status, sentence.split(".")[0]) == (409, "There are three channels already")


async def test_two_who_make_one_at_once_make_one_after_the_other_or_share_it(house: House) -> None:
    await asyncio.gather(
        *(house.act(one, make="channel", place="room") for one in ("ruth", "colin"))
    )

    assert await people_in(house, "room2") >= {"ruth", "colin"}


async def test_the_same_key_makes_one_channel(house: House) -> None:
    for _ in range(2):
        deed = {"as": "ruth", "make": "channel"}
        status, _ = await house.post("/api/act", deed, **{"Idempotency-Key": "one"})
        assert status == 200

    assert await channels(house, "ruth") == ["room", "room2"]


async def test_what_is_said_in_one_is_not_read_in_the_other(house: House) -> None:
    await house.act("hannah", make="channel")
    await house.act("hannah", say="Only here", place="room2")

    assert [one["place"] for one in (await house.sees("hannah"))["messages"]] == ["room2"]
    assert (await house.sees("ruth"))["messages"] == []
    status, sentence = await house.refused("ruth", say="Me too", place="room2")
    assert (status, sentence) == (
        403,
        "Ruth Adeyemi is not in “room2”. Use “room” or “dm:ruth”.",
    )


async def test_the_bot_hears_in_which_channel_somebody_speaks_and_commands(house: House) -> None:
    await house.act("hannah", make="channel", place="room")
    top = await house.bot.post(FRESH, Card("Round one"))

    await house.act("ruth", say="It stayed with me.", place="room2", thread=top)
    await house.act("ruth", command="/lc help", place="room2")

    said, typed = house.bot.arrivals
    assert isinstance(said, Replied)
    assert (said.room, typed.place) == (FRESH, FRESH)


async def test_who_walks_into_a_second_channel_is_heard_of_there(house: House) -> None:
    await house.act("hannah", make="channel")
    await house.act("priya", come="room2")
    await house.act("ruth", come="room2")
    await house.act("ruth", go="room")

    first, second, third = house.bot.arrivals
    assert isinstance(first, MemberCame)
    assert isinstance(third, MemberWent)
    assert (first.room, second.room, third.room) == (FRESH, FRESH, ROOM)
    assert await channels(house, "priya") == ["room2"]
    assert await channels(house, "ruth") == ["room2"]


async def test_who_is_there_already_is_told_where(house: House) -> None:
    await house.act("hannah", make="channel")

    assert await house.refused("hannah", come="room2") == (
        400,
        "Hannah Whitfield is in “Second channel” already.",
    )
    assert await house.refused("ruth", go="room2") == (
        400,
        "Ruth Adeyemi is not in “Second channel”.",
    )


async def test_a_channel_that_nobody_has_made_is_nowhere(house: House) -> None:
    assert await house.refused("priya", come="room2") == (
        400,
        "“room2” is nowhere to go to. Use “room”.",
    )
    with pytest.raises(Unreachable):
        await house.bot.messenger.deliver(errand("e1", FRESH, Card("Lost")))


async def test_an_account_that_is_gone_is_gone_from_every_channel(house: House) -> None:
    await house.act("ruth", make="channel")
    await house.act("ruth", go="for good")

    assert await channels(house, "ruth") == []
    assert len(house.bot.arrivals) == 1


async def test_channels_are_remembered_when_the_room_opens_again(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await house.act("hannah", make="channel")
        await house.act("priya", come="room2")

    async with open_house(tmp_path) as house:
        assert await people_in(house, "room2") == {"hannah", "priya"}
