"""The keys that Teams signs with are asked for once, at the right time, and never believed for longer than a day."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web

from adapters.teams.keys import BELIEVED, FRESH, REST, NoKeys, SigningKeys
from tests.adapters.teams.authority import (
    ENDORSED,
    Authority,
    jwk,
    open_authority,
    private_key,
    serving,
    token,
)
from tests.adapters.teams.doors import open_door
from tests.adapters.teams.hands import Hands


@pytest.fixture
async def authority() -> AsyncIterator[Authority]:
    async with open_authority() as one:
        yield one


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
async def keys(authority: Authority, clock: Hands) -> AsyncIterator[SigningKeys]:
    async with aiohttp.ClientSession() as session:
        one = SigningKeys(session, f"{authority.url}/meta", clock)
        yield one
        await one.close()


async def test_they_are_asked_for_once_however_many_wait(
    keys: SigningKeys, authority: Authority
) -> None:
    authority.opens.clear()
    waiting = [asyncio.create_task(keys.key("first")) for _ in range(50)]
    while not authority.asked:
        await asyncio.sleep(0)
    authority.opens.set()
    found = await asyncio.gather(*waiting)

    assert authority.asked == 1
    assert {one.public_numbers() for one in found if one} == {_numbers("first")}


async def test_a_new_key_is_learnt_when_it_is_first_seen(
    keys: SigningKeys, authority: Authority, clock: Hands
) -> None:
    await keys.key("first")
    authority.published = {"first": ENDORSED, "second": ENDORSED}
    clock.at += REST

    found = await keys.key("second")

    assert found
    assert found.public_numbers() == _numbers("second")
    assert authority.asked == 2


async def test_whoever_makes_keys_up_has_us_ask_only_now_and_then(
    keys: SigningKeys, authority: Authority, clock: Hands
) -> None:
    await keys.key("first")

    for name in range(100):
        assert await keys.key(f"made up {name}") is None
    assert authority.asked == 1

    clock.at += REST
    for name in range(100):
        assert await keys.key(f"made up {name}") is None
    assert authority.asked == 2


async def test_a_key_that_was_withdrawn_opens_nothing_after_the_next_question(
    keys: SigningKeys, authority: Authority, clock: Hands
) -> None:
    await keys.key("first")
    authority.published = {"second": ENDORSED}
    clock.at += REST

    assert await keys.key("second")
    assert await keys.key("first") is None


async def test_after_an_hour_they_are_asked_for_while_what_is_known_goes_on(
    keys: SigningKeys, authority: Authority, clock: Hands
) -> None:
    await keys.key("first")
    authority.opens.clear()
    authority.published = {"first": ENDORSED, "second": ENDORSED}
    clock.at += FRESH

    assert await keys.key("first")
    while authority.asked < 2:
        await asyncio.sleep(0)
    assert await keys.key("first")
    authority.opens.set()

    assert await keys.key("second")
    assert authority.asked == 2


async def test_what_nobody_has_confirmed_for_a_day_is_not_believed(
    keys: SigningKeys, authority: Authority, clock: Hands
) -> None:
    await keys.key("first")
    authority.answer = web.Response(status=503)
    clock.at += BELIEVED - 1
    assert await keys.key("first")

    clock.at += 1

    with pytest.raises(NoKeys):
        await keys.key("first")


async def test_while_none_can_be_had_nobody_is_let_in_and_then_everybody_is(
    authority: Authority,
) -> None:
    clock = Hands()
    authority.answer = web.Response(status=500)
    async with open_door(authority, now=clock) as door:
        assert (await door.knock()).status == 503
        assert (await door.knock(token="")).status == 401

        authority.answer = None
        clock.at += REST
        assert (await door.knock()).status == 200


async def test_a_key_that_rolls_over_stops_nobody(authority: Authority) -> None:
    clock = Hands()
    async with open_door(authority, now=clock) as door:
        assert (await door.knock()).status == 200
        authority.published = {"second": ENDORSED}
        clock.at += REST

        assert (await door.knock(token=token(key="second"))).status == 200
        assert (await door.knock(token=token(key="first"))).status == 401


async def test_who_waits_for_a_key_keeps_nobody_waiting_whose_key_is_known(
    authority: Authority,
) -> None:
    clock = Hands()
    async with open_door(authority, now=clock) as door:
        await door.knock()
        authority.opens.clear()
        clock.at += REST
        stranger = asyncio.create_task(door.knock(token=token(key="second")))
        while authority.asked < 2:
            await asyncio.sleep(0)

        assert (await door.knock()).status == 200

        assert not stranger.done()
        authority.opens.set()
        assert (await stranger).status == 401


@pytest.mark.parametrize(
    "told",
    [
        web.json_response({"jwks_uri": 7}),
        web.json_response({}),
        web.json_response([]),
        web.Response(text="<html>"),
        web.Response(status=302, headers={"Location": "/keys"}),
    ],
)
async def test_keys_come_from_nowhere_else(
    told: web.Response, keys: SigningKeys, authority: Authority
) -> None:
    authority.answer = told

    with pytest.raises(NoKeys):
        await keys.key("first")
    assert authority.asked == 0


async def test_keys_do_not_come_over_a_line_that_others_could_write_on(
    keys: SigningKeys, authority: Authority
) -> None:
    """They are there, under a name of this machine that others may have too."""
    there = urlsplit(authority.url)._replace(netloc=f"0.0.0.0:{urlsplit(authority.url).port}")
    authority.answer = web.json_response({"jwks_uri": f"{there.geturl()}/keys"})

    with pytest.raises(NoKeys):
        await keys.key("first")
    assert authority.asked == 0


async def test_where_no_key_is_left_the_known_ones_stay_for_their_day(
    keys: SigningKeys, authority: Authority, clock: Hands
) -> None:
    """An authority that publishes nothing is out of order."""
    await keys.key("first")
    authority.published = {}
    clock.at += REST

    assert await keys.key("second") is None
    assert await keys.key("first")


async def test_where_nobody_answers_there_are_none(clock: Hands) -> None:
    async with serving(web.Application()) as gone:
        pass
    async with aiohttp.ClientSession() as session:
        keys = SigningKeys(session, f"{gone}/meta", clock)

        with pytest.raises(NoKeys):
            await keys.key("first")


async def test_what_is_no_key_is_left_out_and_the_rest_stays(
    keys: SigningKeys, authority: Authority
) -> None:
    authority.extra = [jwk("old", ("msteams",), 1024), {"kid": []}, None, {"kid": "x", "kty": "EC"}]

    assert await keys.key("first")
    assert await keys.key("old") is None


def _numbers(name: str) -> object:
    return private_key(name).public_key().public_numbers()
