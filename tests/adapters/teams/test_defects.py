"""Thirteen defects were found in the library (docs/decisions/0030), each reproduced. Here each would be noticed.

What other tests say in full is said again in short, so that whoever changes the transport finds all of them in one
place.
"""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from adapters.teams.answer import Answer
from adapters.teams.botbuilder_transport import BotbuilderTransport
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import REST
from adapters.teams.proofs import Secret
from adapters.teams.sending import open_session
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import Incoming, Reference
from bot.boundary.delivery import InDoubt, Undelivered
from tests.adapters.teams.authority import (
    APP,
    ENDORSED,
    TENANT,
    Authority,
    claims,
    open_authority,
    serving,
    token,
)
from tests.adapters.teams.doors import invoke, message, open_door
from tests.adapters.teams.hands import Hands
from tests.adapters.teams.sink import CARD, open_sink, speaking_to

INVOKES = ("adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/fetchTask")
UNKNOWN = ("message/submitAction", "message/fetchTask", "application/search", "made/up")


@pytest.fixture
async def authority() -> AsyncIterator[Authority]:
    """In the loop that it is asked from."""
    async with open_authority() as one:
        yield one


@pytest.mark.parametrize("name", INVOKES)
async def test_b1_an_invoke_is_answered_with_a_body(name: str, authority: Authority) -> None:
    async def answers(_: Incoming) -> Answer:
        return Answer(body={"task": {"type": "continue", "value": {"title": "T"}}})

    async with open_door(authority) as door:
        door.heard.answers = answers
        reply = await door.knock(invoke(name))

    assert (reply.status, reply.body["task"]["value"]["title"]) == (200, "T")


async def test_b2_five_turns_ask_for_one_token() -> None:
    asked = 0

    async def grant(_: web.Request) -> web.StreamResponse:
        nonlocal asked
        asked += 1
        return web.json_response({"access_token": "t", "expires_in": 3600})

    app = web.Application()
    app.router.add_post("/token", grant)
    async with serving(app) as url, open_sink() as sink, open_session() as session:
        tokens = AppTokens(session, Secret(f"{url}/token", APP, "scope", "secret"))
        speaking = speaking_to(sink, session, tokens)
        for _ in range(5):
            await speaking.connector.send(speaking.channel, CARD)

    assert asked == 1
    assert [one["Authorization"] for one in sink.headers] == ["Bearer t"] * 5


async def test_b3_nobody_is_kept_waiting_while_keys_are_asked_for(authority: Authority) -> None:
    """The authority stands in the same loop: a question that blocks is never answered."""
    authority.opens.clear()
    async with open_door(authority) as door:
        first = asyncio.create_task(door.knock())
        while not authority.asked:
            await asyncio.sleep(0)
        assert (await door.knock(token="")).status == 401
        authority.opens.set()

        assert (await first).status == 200


async def test_b4_a_key_that_was_never_seen_is_asked_for(authority: Authority) -> None:
    clock = Hands()
    async with open_door(authority, now=clock) as door:
        await door.knock()
        authority.published = {"second": ENDORSED}
        clock.at += REST

        assert (await door.knock(token=token(key="second"))).status == 200


@pytest.mark.parametrize(
    "bad", ["garbage", token(claims(exp=1)), token(kid="unknown"), token(claims(iss=None))]
)
async def test_b5_a_bad_token_is_refused_and_is_no_failure(bad: str, authority: Authority) -> None:
    async with open_door(authority) as door:
        assert (await door.knock(token=bad)).status == 401
        assert (await door.knock(message(serviceUrl=None))).status == 403


async def test_b6_ten_messages_share_a_connection_and_thirty_go_at_once() -> None:
    together = asyncio.Barrier(30)

    async def meets() -> web.StreamResponse:
        async with asyncio.timeout(10):
            await together.wait()
        return web.json_response({"id": "a"})

    async with open_sink() as sink, open_session() as session:
        speaking = speaking_to(sink, session)
        for _ in range(10):
            await speaking.connector.send(speaking.channel, CARD)
        assert len(sink.peers) == 1

        sink.answers = meets
        await asyncio.gather(*(speaking.connector.send(speaking.channel, CARD) for _ in range(30)))


@pytest.mark.parametrize("status", [429, 500, 502])
async def test_b7_nothing_is_sent_or_changed_again_by_itself(status: int) -> None:
    async with open_sink() as sink, open_session() as session:
        speaking = speaking_to(sink, session)
        sink.says(status, {}, Retry_After="3")
        with pytest.raises(Undelivered if status == 429 else InDoubt):
            await speaking.connector.send(speaking.channel, CARD)
        with pytest.raises(Undelivered):
            await speaking.connector.update(speaking.channel, "1", CARD)

    assert [method for method, _, _ in sink.came] == ["POST", "PUT"]


async def test_b8_the_tenant_of_a_conversation_is_not_lost() -> None:
    assert (await _read(message())).reference == Reference(
        "https://smba.trafficmanager.net/uk/", TENANT, "19:learning@thread.tacv2"
    )


async def test_b9_what_the_library_does_not_know_is_sent_all_the_same() -> None:
    activity = CARD | {"recipient": {"id": "29:a", "isTargeted": True}, "somethingNew": [1]}
    async with open_sink() as sink, open_session() as session:
        speaking = speaking_to(sink, session)
        await speaking.connector.send(speaking.channel, activity)
        await speaking.connector.send(speaking.channel, CARD, only_to="29:a")

    assert sink.came[0][2] == activity
    assert sink.came[1][1].endswith("?isTargetedActivity=true")


@pytest.mark.parametrize("value", [{"action": "x"}, {"action": {"data": None}}, [], "x", None])
async def test_b10_a_strange_action_is_no_failure(value: object, authority: Authority) -> None:
    async with open_door(authority) as door:
        reply = await door.knock(invoke("adaptiveCard/action") | {"value": value})

    assert reply.status == 200


@pytest.mark.parametrize("name", INVOKES)
async def test_b11_a_handler_that_fails_is_answered_in_words(
    name: str, authority: Authority
) -> None:
    async def fails(_: Incoming) -> Answer:
        raise RuntimeError

    async with open_door(authority) as door:
        door.heard.answers = fails
        reply = await door.knock(invoke(name))

    assert reply.status == 200
    assert "nothing was changed" in reply.text


@pytest.mark.parametrize("name", UNKNOWN)
async def test_b12_an_invoke_that_the_library_does_not_know_is_heard(
    name: str, authority: Authority
) -> None:
    async with open_door(authority) as door:
        reply = await door.knock(invoke(name, {"actionName": "feedback"}))

        assert (reply.status, [one.name for one in door.heard.incoming]) == (200, [name])


async def test_b13_each_of_several_issuers_counts(authority: Authority) -> None:
    issuers = ("https://api.botframework.us", "https://sts.windows.net/x/")
    async with open_door(authority, issuers=issuers) as door:
        assert [
            (await door.knock(token=token(claims(iss=issuer)))).status for issuer in issuers
        ] == [200, 200]


async def test_one_more_a_name_is_not_taken_out_of_other_words() -> None:
    """The library takes the bot's name out wherever its letters stand."""
    read = await _read(message(text="<at>Bot</at> Botany is for both Bots"))

    assert read.text == "Botany is for both Bots"


async def _read(activity: dict[str, object]) -> Incoming:
    async with aiohttp.ClientSession() as session:
        return BotbuilderTransport(session, ServiceHosts(()), None, APP).read(activity)
