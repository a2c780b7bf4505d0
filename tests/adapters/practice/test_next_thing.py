"""The next thing that happens is something that the bot does, and not an alarm that finds nothing to do."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.practice.cast import ROOM
from bot.boundary.views import Card
from tests.adapters.practice.fake_bot import errand
from tests.adapters.practice.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def next_thing(house: House) -> dict:
    status, answer = await house.post("/api/clock", {"to": "next"})
    assert status == 200, answer
    return answer


async def test_moments_at_which_nothing_was_done_are_passed(house: House) -> None:
    async def say() -> None:
        await house.bot.post(ROOM, Card("The round has closed"))

    async def find_nothing_to_do() -> None:
        """Everybody has answered already."""

    for hours, ring in ((1, find_nothing_to_do), (2, find_nothing_to_do), (3, say), (4, say)):
        house.clock.alarms.append((house.clock.at + timedelta(hours=hours), ring))

    came = await next_thing(house)

    assert came == {"now": "2027-01-04T13:00:00Z", "rang": 3, "news": {"room": 1}}


async def test_a_card_that_changes_is_something(house: House) -> None:
    where = await house.bot.post(ROOM, Card("Open"), id="card")

    async def close() -> None:
        await house.bot.messenger.revise(errand("card", ROOM, Card("Closed"), None, where, 1))

    for hours in (1, 2):
        house.clock.alarms.append((house.clock.at + timedelta(hours=hours), close))

    assert (await next_thing(house))["now"] == "2027-01-04T11:00:00Z"


async def test_where_nothing_more_is_done_the_clock_stands_at_the_last_moment(
    house: House,
) -> None:
    async def find_nothing_to_do() -> None:
        """The session was called off."""

    for hours in (1, 2):
        house.clock.alarms.append((house.clock.at + timedelta(hours=hours), find_nothing_to_do))

    came = await next_thing(house)

    assert came == {"now": "2027-01-04T12:00:00Z", "rang": 2, "news": {}}


async def test_it_goes_no_further_than_a_year(house: House) -> None:
    async def find_nothing_to_do() -> None:
        """Again and again."""

    for days in (100, 200, 300, 400):
        house.clock.alarms.append((house.clock.at + timedelta(days=days), find_nothing_to_do))

    assert (await next_thing(house))["rang"] == 3
