"""Socket Mode as the fake holds it, with Slack's own client at the other end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from slack_bolt.async_app import AsyncAck

from tests.adapters.fake_slack import FakeSlack
from tests.adapters.fake_slack.wire import Json
from tests.adapters.fake_slack_house import House, client_of, connected, house, refused
from tests.adapters.waiting import until


def acknowledging(there: House) -> None:
    @there.app.command("/lc")
    async def acknowledges(ack: AsyncAck) -> None:
        await ack()


async def test_several_connections_share_the_envelopes() -> None:
    async with house() as there, connected(there), connected(there):
        acknowledging(there)
        for _ in range(4):
            await there.alice.types("/lc", in_=there.room)

        assert [line.received for line in there.slack.sockets.connections] == [2, 2]


async def test_a_refresh_brings_a_new_connection_and_the_old_one_goes() -> None:
    async with house() as there, connected(there):
        acknowledging(there)
        sockets = there.slack.sockets
        await sockets.refresh()
        await until(lambda: sockets.opened == 2)
        delivery = await there.alice.types("/lc", in_=there.room)
        await there.slack.clock.forward(11)
        await until(lambda: len(sockets.connections) == 1)

        assert delivery.acked
        assert sockets.connections[0].number == 2


async def test_a_warning_alone_closes_nothing() -> None:
    async with house() as there, plain_line(there.slack) as line:
        await line.receive_json()
        await there.slack.sockets.warn()
        warning = await line.receive_json()
        saying = asyncio.ensure_future(there.alice.says("Hello", in_=there.room))
        envelope = await line.receive_json()
        await line.send_json({"envelope_id": envelope["envelope_id"]})
        await saying

        assert (warning["type"], warning["reason"]) == ("disconnect", "warning")
        assert there.slack.sent[-1].acked


async def test_a_line_that_is_cut_is_laid_again() -> None:
    async with house() as there, connected(there):
        acknowledging(there)
        there.slack.sockets.drop()
        await until(lambda: there.slack.sockets.opened == 2)

        assert (await there.alice.types("/lc", in_=there.room)).acked


async def test_a_line_that_answers_no_ping_is_given_up_by_the_client() -> None:
    async with house() as there, connected(there, pings=0.1):
        acknowledging(there)
        there.slack.sockets.fall_silent()
        await until(lambda: there.slack.sockets.opened >= 2)

        assert (await there.alice.types("/lc", in_=there.room)).acked


async def test_what_a_cut_line_held_comes_again_on_the_next() -> None:
    async with house() as there, connected(there):
        heard, begun = list[str](), asyncio.Event()

        @there.app.event("message")
        async def hears(body: Json) -> None:
            heard.append(body["event_id"])
            begun.set()
            if len(heard) == 1:
                await asyncio.Event().wait()

        saying = asyncio.ensure_future(there.alice.says("Hello", in_=there.room))
        await begun.wait()
        there.slack.sockets.drop()
        await until(lambda: there.slack.sockets.opened == 2)
        await there.slack.clock.forward(3.1)
        await saying
        await until(lambda: len(heard) == 2)

        assert len(set(heard)) == 1


async def test_without_a_connection_people_are_told_at_once() -> None:
    async with house() as there:
        await there.alice.types("/lc", in_=there.room)

        assert there.alice.notices == ["dispatch_failed"]


async def test_a_whole_slack_may_go_down_and_come_back() -> None:
    async with house() as there, connected(there):
        acknowledging(there)
        await there.slack.goes_down()
        await asyncio.sleep(0.2)
        await there.slack.comes_up()
        await until(lambda: there.slack.sockets.connections)

        assert (await there.alice.types("/lc", in_=there.room)).acked


@asynccontextmanager
async def plain_line(slack: FakeSlack) -> AsyncIterator[ClientWebSocketResponse]:
    """A WebSocket with no client of Slack's on it."""
    async with client_of(slack, None) as client, ClientSession() as session:
        opened = await client.apps_connections_open(app_token=slack.app_token)
        async with session.ws_connect(opened["url"]) as line:
            yield line


async def test_a_connection_is_greeted() -> None:
    async with house() as there, plain_line(there.slack) as line:
        hello = await line.receive_json()

        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"] == {"app_id": there.slack.app.id}


async def test_the_eleventh_connection_is_one_too_many() -> None:
    async with house() as there, AsyncExitStack() as lines:
        opened = [await lines.enter_async_context(plain_line(there.slack)) for _ in range(11)]
        last = await opened[-1].receive_json()

        assert (last["type"], last["reason"]) == ("disconnect", "too_many_websockets")
        assert (await opened[-1].receive()).type is WSMsgType.CLOSE


async def test_an_address_is_good_for_one_connection() -> None:
    async with house() as there, client_of(there.slack, None) as client, ClientSession() as session:
        opened = await client.apps_connections_open(app_token=there.slack.app_token)
        async with session.ws_connect(opened["url"]):
            again = await session.get(opened["url"].replace("ws", "http", 1))

        assert again.status == 408


async def test_only_the_apps_own_token_opens_connections() -> None:
    async with house() as there, client_of(there.slack, None) as client:
        with_bots = client.apps_connections_open(app_token=there.acme.token)

        assert await refused(with_bots) == "not_allowed_token_type"
        there.slack.core.world.tokens[there.slack.app_token].scopes = ()
        answer = client.apps_connections_open(app_token=there.slack.app_token)
        assert await refused(answer) == "missing_scope"


async def test_the_end_of_socket_mode_is_announced() -> None:
    async with house() as there, plain_line(there.slack) as line:
        await line.receive_json()
        await there.slack.sockets.disable()

        assert (await line.receive_json())["reason"] == "link_disabled"


async def test_an_answer_where_none_is_taken_and_a_late_one_are_noted() -> None:
    async with house() as there, plain_line(there.slack) as line:
        await line.receive_json()
        saying = asyncio.ensure_future(there.alice.says("Hello", in_=there.room))
        envelope = await line.receive_json()
        answer = {"envelope_id": envelope["envelope_id"], "payload": {"text": "Hi"}}
        await line.send_json(answer)
        await line.send_json(answer)
        await saying
        await until(lambda: len(there.slack.complaints) == 2)

        assert envelope["accepts_response_payload"] is False
        assert "takes none" in there.slack.complaints[0]
        assert "twice" in there.slack.complaints[1]
