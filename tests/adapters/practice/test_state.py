"""What the state tells of whispers, of long conversations, and of what the clock has brought."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.practice.cast import ROOM
from adapters.practice.room import message_number
from bot.boundary.views import Card
from bot.domain.ids import Place
from tests.adapters.practice.fake_bot import direct
from tests.adapters.practice.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def said(house: House, *texts: str) -> None:
    for text in texts:
        await house.act("ruth", say=text, place="room")


async def page(house: House, query: str) -> tuple[list[str], dict[str, bool]]:
    """The texts, and whether there is something earlier in each place."""
    status, answer = await house.get(f"/api/state?as=ruth&{query}")
    assert status == 200, answer
    earlier = {place["id"]: place["earlier"] for place in answer["places"]}
    return [one["text"] for one in answer["messages"]], earlier


async def test_a_whisper_tells_which_message_it_came_after(house: House) -> None:
    first = (await house.act("ruth", command="/lc help", place="room"))["whispers"][0]
    await said(house, "One", "Two")
    newest = (await house.sees("ruth"))["messages"][-1]["id"]

    second = (await house.act("ruth", command="/lc help", place="room"))["whispers"][0]

    assert (first["after"], second["after"]) == (None, newest)


async def test_without_a_limit_everything_is_told(house: House) -> None:
    await said(house, "One", "Two", "Three")

    assert await page(house, "") == (["One", "Two", "Three"], {"room": False, "dm:ruth": False})


async def test_a_limit_gives_the_newest_of_each_place(house: House) -> None:
    await house.bot.post(direct("ruth"), Card("A letter"))
    await said(house, "One", "Two", "Three")

    texts, earlier = await page(house, "limit=2")

    assert texts == ["A letter", "Two", "Three"]
    assert earlier == {"room": True, "dm:ruth": False}


async def test_what_came_before_a_message_is_asked_for(house: House) -> None:
    await said(house, "One", "Two", "Three", "Four")
    oldest = (await house.get("/api/state?as=ruth&limit=1"))[1]["messages"][0]["id"]

    assert await page(house, f"limit=2&before={oldest}") == (
        ["Two", "Three"],
        {"room": True, "dm:ruth": False},
    )
    assert await page(house, f"before={oldest}") == (
        ["One", "Two", "Three"],
        {"room": False, "dm:ruth": False},
    )


async def test_a_thread_comes_whole_with_the_message_it_is_under(house: House) -> None:
    await said(house, "Top", "Between")
    top = (await house.sees("ruth"))["messages"][0]["id"]
    for text in ("Reply one", "Reply two"):
        await house.act("ruth", say=text, place="room", thread=top)
    await said(house, "Newest")

    assert (await page(house, "limit=1"))[0] == ["Newest"]
    assert (await page(house, "limit=3"))[0] == [
        "Top",
        "Between",
        "Reply one",
        "Reply two",
        "Newest",
    ]


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=-1", "limit=99999999999999999999"])
async def test_a_limit_that_is_none_is_refused_in_a_sentence(house: House, query: str) -> None:
    status, answer = await house.get(f"/api/state?as=ruth&{query}")

    assert (status, answer) == (400, {"error": "Give limit as a number from 1 to 1000."})


@pytest.mark.parametrize("before", ["m", "w1", "x", "m99999999999999999999"])
async def test_a_message_that_is_none_is_refused_in_a_sentence(house: House, before: str) -> None:
    status, answer = await house.get(f"/api/state?as=ruth&before={before}")

    assert (status, answer) == (400, {"error": "Give before as the id of a message, such as m12."})


async def test_the_clock_tells_where_something_was_said_on_the_way(house: House) -> None:
    await said(house, "Before")
    for days, place in ((1, direct("hannah")), (2, ROOM), (3, ROOM)):
        house.clock.alarms.append((house.clock.at + timedelta(days=days), posts(house, place)))

    status, moved = await house.post("/api/clock", {"by": "P2D"})

    assert (status, moved["rang"], moved["news"]) == (200, 2, {"dm:hannah": 1, "room": 1})


async def test_a_clock_that_brings_nothing_says_that(house: House) -> None:
    assert (await house.post("/api/clock", {"by": "P1D"}))[1]["news"] == {}


def posts(house: House, place: Place):
    async def ring() -> None:
        await house.bot.post(place, Card("It is time"))

    return ring


def test_a_message_s_number_is_read_from_its_id() -> None:
    assert (message_number("m12"), message_number("w12"), message_number("m")) == (12, None, None)
