"""What Teams answers means one of three: try again, give up, or nobody can tell. Nothing is sent twice unasked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from typing import Any

import pytest
from aiohttp import web

from adapters.teams.hosts import ServiceHosts
from adapters.teams.refusals import LONGEST, PAUSE, rest
from adapters.teams.sending import Connector, open_session
from adapters.teams.transport import Member
from bot.boundary.delivery import InDoubt, Undelivered, Unreachable, Why
from tests.adapters.teams.authority import APP, TENANT
from tests.adapters.teams.sink import CARD, CHANNEL, NOW, Speaking, open_sink, speaking_to

ANA = "29:1ana_/+="


@pytest.fixture
async def speaking() -> AsyncIterator[Speaking]:
    async with open_sink() as sink, open_session() as session:
        yield speaking_to(sink, session)


Call = Callable[[Speaking], Coroutine[Any, Any, object]]
ONCE: Mapping[str, Call] = {
    "send": lambda one: one.connector.send(one.channel, CARD),
    "open_thread": lambda one: one.connector.open_thread(one.channel, CARD),
}
"""Done twice, it stands there twice."""
AGAIN: Mapping[str, Call] = {
    "update": lambda one: one.connector.update(one.channel, "1", CARD),
    "delete": lambda one: one.connector.delete(one.channel, "1"),
    "open_private": lambda one: one.connector.open_private(f"{one.sink.url}/uk", TENANT, ANA),
    "member": lambda one: one.connector.member(one.channel, ANA),
    "roster": lambda one: anext(one.connector.roster(one.channel)),
}
"""Done twice, it is done once."""
CALLS = {**ONCE, **AGAIN}


async def test_what_is_sent_goes_out_as_it_was_written(speaking: Speaking) -> None:
    """A field that the library does not know is dropped by it."""
    activity = CARD | {"recipient": {"isTargeted": True}, "feedbackLoop": {"type": "x"}}

    assert await speaking.connector.send(speaking.channel, activity) == "a1"

    path = "/uk/v3/conversations/19%3Alearning%40thread.tacv2/activities"
    assert speaking.sink.came == [("POST", path, activity)]
    (headers,) = speaking.sink.headers
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert "Authorization" not in headers  # there is no token where Teams is only played


async def test_each_call_goes_where_teams_expects_it(speaking: Speaking) -> None:
    connector, channel = speaking.connector, speaking.channel
    speaking.sink.says(200, {"id": "a1", "activityId": "a2", "members": []})
    at = "/uk/v3/conversations/19%3Alearning%40thread.tacv2"

    await connector.send(channel, CARD, thread="1699")
    await connector.send(channel, CARD, only_to=ANA)
    await connector.update(channel, "1/7", CARD)
    await connector.delete(channel, "1/7")
    await connector.open_private(f"{speaking.sink.url}/uk", TENANT, ANA)
    await connector.open_thread(channel, CARD)
    await connector.member(channel, ANA)
    [one async for one in connector.roster(channel)]

    bot = {"id": f"28:{APP}"}
    private = {
        "bot": bot,
        "members": [{"id": ANA}],
        "isGroup": False,
        "tenantId": TENANT,
        "channelData": {"tenant": {"id": TENANT}},
    }
    thread = {
        "bot": bot,
        "isGroup": True,
        "tenantId": TENANT,
        "channelData": {"channel": {"id": CHANNEL}, "tenant": {"id": TENANT}},
        "activity": CARD,
    }
    alone = CARD | {"recipient": {"id": ANA, "isTargeted": True}}
    assert speaking.sink.came == [
        ("POST", f"{at}%3Bmessageid%3D1699/activities", CARD),
        ("POST", f"{at}/activities?isTargetedActivity=true", alone),
        ("PUT", f"{at}/activities/1%2F7", CARD | {"id": "1/7"}),
        ("DELETE", f"{at}/activities/1%2F7", None),
        ("POST", "/uk/v3/conversations", private),
        ("POST", "/uk/v3/conversations", thread),
        ("GET", f"{at}/members/29%3A1ana_%2F%2B%3D", None),
        ("GET", f"{at}/pagedmembers?pageSize=500", None),
    ]


async def test_a_roster_is_read_to_its_last_page(speaking: Speaking) -> None:
    pages = iter([
        {"members": [{"id": "29:1", "objectId": "A-1", "name": "Ann", "userRole": "user"}, 7],
         "continuationToken": "next & more"},
        {"members": [{"id": "29:2", "userRole": "guest"}, {"name": "nobody"}, {"id": "28:x"}],
         "continuationToken": ""},
    ])  # fmt: skip

    async def answers() -> web.StreamResponse:
        return web.json_response(next(pages))

    speaking.sink.answers = answers

    found = [one async for one in speaking.connector.roster(speaking.channel)]

    assert found == [
        Member("29:1", "a-1", "Ann"),
        Member("29:2", "", "", is_guest=True),
        Member("28:x", "", "", is_bot=True),
    ]
    assert speaking.sink.came[1][1].endswith("&continuationToken=next%20%26%20more")


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("status", [429, 412])
async def test_who_is_too_fast_is_told_so(name: str, status: int, speaking: Speaking) -> None:
    speaking.sink.says(status, {"error": {"code": "Throttled"}}, Retry_After="7")

    with pytest.raises(Undelivered) as refused:
        await CALLS[name](speaking)

    assert (type(refused.value), refused.value.after) == (Undelivered, 7.0)
    assert len(speaking.sink.came) == 1


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("0.5", 0.5),
        (" 3 ", 3.0),
        ("Mon, 23 Nov 2026 09:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 08:00:00 GMT", 0.0),
        ("999999", LONGEST),
        ("soon", PAUSE),
        ("-1", PAUSE),
        ("", PAUSE),
    ],
)
def test_for_how_long_to_rest_is_said_in_two_ways_or_not_at_all(said: str, after: float) -> None:
    assert rest({"Retry-After": said} if said else {}, NOW) == after


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (403, {"error": {"code": "ConversationBlockedByUser"}}, Why.BLOCKED),
        (403, {"errorCode": 209, "message": '{"subCode": "MessageWritesBlocked"}'}, Why.BLOCKED),
        (403, {"error": {"code": "BotDisabledByAdmin"}}, Why.FORBIDDEN),
        (403, {"error": {"code": "BotNotInConversationRoster"}}, Why.NOT_INSTALLED),
        (404, {"error": {"code": "BotNotInConversationRoster"}}, Why.NOT_INSTALLED),
        (403, "<html>", Why.NOT_INSTALLED),
        (404, {"error": {"code": "ConversationNotFound"}}, Why.LEFT),
        (404, None, Why.LEFT),
    ],
)
async def test_who_can_not_be_reached_is_told_of_with_the_reason(
    name: str, status: int, body: object, why: Why, speaking: Speaking
) -> None:
    speaking.sink.says(status, body)

    with pytest.raises(Unreachable) as gone:
        await CALLS[name](speaking)

    assert (gone.value.why, len(speaking.sink.came)) == (why, 1)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("status", [400, 401, 405, 413])
async def test_what_is_refused_was_not_taken(name: str, status: int, speaking: Speaking) -> None:
    speaking.sink.says(status, {"error": {"code": "BadSyntax"}})

    with pytest.raises(Undelivered) as refused:
        await CALLS[name](speaking)

    assert (type(refused.value), len(speaking.sink.came)) == (Undelivered, 1)


@pytest.mark.parametrize("status", [302, 500, 502, 503, 504])
@pytest.mark.parametrize("name", CALLS)
async def test_what_may_have_arrived_is_in_doubt_unless_it_may_come_twice(
    name: str, status: int, speaking: Speaking
) -> None:
    """Once: neither the library nor the session calls again."""
    speaking.sink.says(status, "<html>", Location="https://example.org/")

    with pytest.raises(InDoubt if name in ONCE else Undelivered):
        await CALLS[name](speaking)

    assert len(speaking.sink.came) == 1


@pytest.mark.parametrize("name", CALLS)
async def test_a_connection_that_is_cut_leaves_a_doubt_unless_it_may_come_twice(
    name: str, speaking: Speaking
) -> None:
    async def answers() -> web.StreamResponse:
        raise asyncio.CancelledError  # the connection is closed without an answer

    speaking.sink.answers = answers

    with pytest.raises(InDoubt if name in ONCE else Undelivered):
        await CALLS[name](speaking)


@pytest.mark.parametrize("name", ["send", "open_thread", "open_private"])
@pytest.mark.parametrize("told", ["", "<html>", [], {"id": 7}, {"id": ""}])
async def test_what_has_no_name_may_stand_there(
    name: str, told: object, speaking: Speaking
) -> None:
    speaking.sink.says(200, told)

    with pytest.raises(InDoubt if name in ONCE else Undelivered):
        await CALLS[name](speaking)


@pytest.mark.parametrize("name", CALLS)
async def test_where_nobody_is_nothing_arrived(name: str) -> None:
    async with open_sink() as gone:
        pass
    async with open_session() as session:
        with pytest.raises(Undelivered) as refused:
            await CALLS[name](speaking_to(gone, session))

    assert refused.value.why == "Teams can't be reached"


@pytest.mark.parametrize("name", CALLS)
async def test_nothing_goes_to_a_host_that_is_not_listed(name: str, speaking: Speaking) -> None:
    """Whatever stands in the database."""
    listed = ServiceHosts(["smba.trafficmanager.net"])
    async with open_session() as session:
        strict = Connector(session, listed, None, APP)
        with pytest.raises(Undelivered) as refused:
            await CALLS[name](Speaking(speaking.sink, strict, speaking.channel))

    assert (refused.value.why, speaking.sink.came) == ("this host is none of Teams'", [])


async def test_many_are_sent_at_the_same_time_and_no_more_than_a_few_connections_are_opened(
    speaking: Speaking,
) -> None:
    """The library sends six at a time on two cores, each on a connection of its own."""
    together = asyncio.Barrier(30)

    async def answers() -> web.StreamResponse:
        async with asyncio.timeout(10):
            await together.wait()
        return web.json_response({"id": "a1"})

    speaking.sink.answers = answers
    for _ in range(3):
        await asyncio.gather(*(speaking.connector.send(speaking.channel, CARD) for _ in range(30)))

    assert len(speaking.sink.came) == 90
    assert len(speaking.sink.peers) == 30


async def test_one_after_the_other_goes_over_one_connection(speaking: Speaking) -> None:
    for _ in range(10):
        await speaking.connector.send(speaking.channel, CARD)

    assert len(speaking.sink.peers) == 1


async def test_nobody_is_there_who_has_no_id(speaking: Speaking) -> None:
    speaking.sink.says(200, {"name": "Ana"})

    with pytest.raises(Unreachable):
        await speaking.connector.member(speaking.channel, ANA)
