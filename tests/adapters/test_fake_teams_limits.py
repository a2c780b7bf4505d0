"""How often the fake Teams lets a bot ask: every window of the published table."""

import json
from math import ceil
from urllib.parse import quote

import pytest

from tests.adapters.fake_teams.behind.limits import Limits
from tests.adapters.fake_teams_house import House, Json, at, house

HELLO: Json = {"type": "message", "text": "Hello"}


async def _until_refused(there: House, most: int) -> int:
    for number in range(most):
        status, _ = await there.ask("POST", at(there.room), HELLO)
        if status == 429:
            return number
    return most


async def test_seven_in_a_second_and_eight_in_two() -> None:
    async with house(unlimited=False) as there:
        first = await _until_refused(there, 20)
        wait = there.last.headers["Retry-After"]
        body = await there.ask("POST", at(there.room), HELLO)
        await there.teams.clock.forward(1.1)
        second = await _until_refused(there, 20)

        assert (first, wait, second) == (7, "1", 1)
        assert body[1]["error"]["code"] == "Throttled"
        assert await there.teams.throttled() == 3


@pytest.mark.parametrize(
    ("pause", "most", "wait"), [(1 / 3, 60, 10), (1.9, 1800, 3600 - 1800 * 1.9)]
)
def test_sixty_in_half_a_minute_and_eighteen_hundred_in_an_hour(
    pause: float, most: int, wait: float
) -> None:
    limits, lanes = Limits(), [("send", "a room")]
    told = [limits.wait(lanes, number * pause) for number in range(most + 1)]

    assert told == [0] * most + [ceil(wait)]


@pytest.mark.parametrize("change", ["PUT", "DELETE"])
async def test_changes_count_with_what_is_sent(change: str) -> None:
    async with house(unlimited=False) as there:
        posts = [await there.posts(there.room, HELLO) for _ in range(7)]
        status, _ = await there.ask(change, at(there.room, posts[0]), HELLO)

        assert status == 429


async def test_another_place_has_room_of_its_own_until_the_tenants_is_used_up() -> None:
    async with house(unlimited=False) as there:
        rooms = [there.team.channel(f"Room {number}") for number in range(9)]
        statuses = []
        for room in rooms:
            for _ in range(6):
                statuses.append((await there.ask("POST", at(room), HELLO))[0])

        assert statuses == [201] * 50 + [429] * 4


async def test_the_roster_may_be_asked_for_twice_as_often() -> None:
    async with house(unlimited=False) as there:
        where = f"conversations/{quote(there.room.id, safe='')}/pagedmembers"
        statuses = [(await there.ask("GET", where))[0] for _ in range(15)]

        assert statuses == [200] * 14 + [429]


async def test_a_test_may_have_the_bot_told_to_wait_at_any_time() -> None:
    async with house() as there:
        there.teams.fault("limited", "put", 4)
        there.teams.fault("limited", "put", hint=False)
        post = await there.posts(there.room, HELLO)
        hints = []
        for _ in range(3):
            status, _ = await there.ask("PUT", at(there.room, post), HELLO)
            hints.append((status, there.last.headers.get("Retry-After")))

        assert hints == [(429, "4"), (429, None), (200, None)]


async def test_what_the_bot_asked_can_be_read_afterwards() -> None:
    async with house() as there:
        await there.posts(there.room, HELLO)
        [asked] = await there.teams.requests("post")

        assert (asked.status, asked.body, asked.conversation) == (201, HELLO, there.room.id)
        assert json.dumps(asked.answer)
        await there.teams.forget()
        assert await there.teams.requests() == []
