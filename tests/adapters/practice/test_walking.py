"""Somebody walks into the channel of the practice room, and out of it again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.practice.cast import ROOM
from bot.boundary.arrivals import MemberCame, MemberWent
from tests.adapters.practice.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def test_a_visitor_and_the_sponsor_are_not_in_the_channel(house: House) -> None:
    _, everyone = await house.get("/api/state")

    outside = [one["id"] for one in everyone["people"] if not one["inside"]]
    assert outside == ["margaret", "priya"]


async def test_who_walks_in_sees_the_channel_and_the_bot_hears_of_it(house: House) -> None:
    await house.act("ruth", say="Before you came.", place="room")

    await house.act("priya", come="room")

    seen = await house.sees("priya")
    assert [place["id"] for place in seen["places"]] == ["room", "dm:priya"]
    assert [one["text"] for one in seen["messages"]] == ["Before you came."]
    [arrival] = house.bot.arrivals
    assert isinstance(arrival, MemberCame)
    assert (arrival.who.name, arrival.room) == ("Priya Nair", ROOM)


async def test_who_walks_out_sees_it_no_more(house: House) -> None:
    await house.act("priya", come="room")

    await house.act("priya", go="room")

    assert [place["id"] for place in (await house.sees("priya"))["places"]] == ["dm:priya"]
    arrival = house.bot.arrivals[-1]
    assert isinstance(arrival, MemberWent)
    assert arrival.room == ROOM


async def test_an_account_that_is_gone_is_gone_from_everywhere(house: House) -> None:
    await house.act("ruth", go="for good")

    arrival = house.bot.arrivals[-1]
    assert isinstance(arrival, MemberWent)
    assert arrival.room is None


async def test_who_is_there_already_stays_there_unheard(house: House) -> None:
    assert await house.refused("ruth", come="room") == (
        400,
        "Ruth Adeyemi is in the channel already.",
    )
    assert await house.refused("priya", go="room") == (400, "Priya Nair is not in the channel.")
    assert house.bot.arrivals == []


async def test_there_is_one_channel_to_walk_into(house: House) -> None:
    status, sentence = await house.refused("priya", come="cellar")

    assert (status, sentence) == (400, "“cellar” is nowhere to go to. Use “room”.")


async def test_who_is_where_is_remembered_when_the_room_opens_again(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await house.act("priya", come="room")
        await house.act("ruth", go="room")

    async with open_house(tmp_path) as house:
        _, everyone = await house.get("/api/state")

    outside = [one["id"] for one in everyone["people"] if not one["inside"]]
    assert outside == ["margaret", "ruth"]
