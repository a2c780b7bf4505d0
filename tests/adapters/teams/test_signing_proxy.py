"""With the signing proxy between them the bot's gate takes what the Agents Playground sends, and nothing without it."""

import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import ClientSession, web
from yarl import URL

from adapters.teams.answer import Answer
from adapters.teams.gate import TokenGate
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import REST, SigningKeys
from adapters.teams.site import PATH, Handler, Messages
from adapters.teams.transport import Incoming, Member, Payload, Reference, Scope
from bot.boundary.hosts import is_loopback
from examples.teams_signing_proxy import APP, HERE, ISSUER, SigningProxy

TENANT = "11111111-89ab-cdef-0123-456789abcdef"
SERVICE = "http://127.0.0.1:56150/_connector"
SENT: Payload = {
    "type": "invoke",
    "name": "task/fetch",
    "id": "f:1",
    "timestamp": "2026-11-23T09:30:00Z",
    "channelId": "msteams",
    "serviceUrl": SERVICE,
    "channelData": {"tenant": {"id": TENANT}},
    "from": {"id": "29:ana", "aadObjectId": "ana", "name": "Ana"},
    "recipient": {"id": "28:bot", "name": "Learning community"},
    "conversation": {"id": "a:ana", "conversationType": "personal", "tenantId": TENANT},
    "value": {"data": {"lc": "note"}},
}
"""As the playground writes it."""


OPENED = {"task": {"type": "message", "value": "Opened."}}


@dataclass
class There:
    """A proxy, and a bot whose gate trusts it: where each is, and what the bot has heard."""

    proxy: str
    bot: str
    session: ClientSession
    stack: AsyncExitStack
    heard: list[Payload] = field(default_factory=list)
    seconds: float = 0.0
    signs: web.AppRunner = field(init=False)

    async def opens(self, site: web.Application, door: socket.socket) -> web.AppRunner:
        runner = web.AppRunner(site)
        await runner.setup()
        self.stack.push_async_callback(runner.cleanup)
        await web.SockSite(runner, door).start()
        return runner

    async def gets(self, address: str, activity: Payload = SENT) -> int:
        async with self.session.post(f"{address}{PATH}", json=activity) as answer:
            return answer.status


@asynccontextmanager
async def standing(app: str = APP, bot: str = "") -> AsyncIterator[There]:
    """A bot that is `app`, and a proxy that signs for the one it knows, at `bot` if not there."""
    doors = [socket.create_server((HERE, 0)) for _ in range(2)]
    proxy, home = ("http://{}:{}".format(*door.getsockname()) for door in doors)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession())
        there = There(proxy, home, session, stack)
        keys = SigningKeys(session, f"{proxy}/openid", lambda: there.seconds)
        stack.push_async_callback(keys.close)
        hosts = ServiceHosts(["127.0.0.1:56150"])
        gate = TokenGate(keys, app_id=app, issuers=[ISSUER], hosts=hosts, tenants=[TENANT])
        there.signs = await there.opens(SigningProxy(bot or home, APP).site(), doors[0])
        await there.opens(Messages(gate, read, hear(there)).app(), doors[1])
        yield there


def read(activity: Payload) -> Incoming:
    return Incoming(
        id=activity["id"],
        at=datetime.fromisoformat(activity["timestamp"]),
        kind=activity["type"],
        scope=Scope.PERSONAL,
        reference=Reference(activity["serviceUrl"], TENANT, activity["conversation"]["id"]),
        sender=Member("29:ana", "ana", "Ana"),
        raw=activity,
    )


def hear(there: There) -> Handler:
    async def heard(incoming: Incoming) -> Answer:
        there.heard.append(incoming.raw)
        return Answer(200, OPENED)

    return heard


async def test_what_the_playground_sends_is_let_in_word_for_word() -> None:
    async with standing() as there:
        assert await there.gets(there.proxy) == 200

    assert there.heard == [SENT]


async def test_a_dialog_comes_back_the_way_it_was_asked_for() -> None:
    async with standing() as there, there.session.post(f"{there.proxy}{PATH}", json=SENT) as answer:
        assert await answer.json() == OPENED


async def test_straight_to_the_bot_nothing_is_let_in() -> None:
    async with standing() as there:
        assert await there.gets(there.bot) == 401

    assert there.heard == []


async def test_it_opens_nothing_but_the_app_that_it_signs_for() -> None:
    async with standing("99999999-89ab-cdef-0123-456789abcdef") as there:
        assert await there.gets(there.proxy) == 401


async def test_whom_the_bot_does_not_serve_it_can_not_bring_in() -> None:
    elsewhere = {"tenant": {"id": "22222222-89ab-cdef-0123-456789abcdef"}}
    async with standing() as there:
        assert await there.gets(there.proxy, {**SENT, "channelData": elsewhere}) == 403


async def test_started_anew_it_is_believed_as_before() -> None:
    async with standing() as there:
        assert await there.gets(there.proxy) == 200
        await there.signs.cleanup()
        door = socket.create_server((HERE, URL(there.proxy).port or 0))
        await there.opens(SigningProxy(there.bot, APP).site(), door)
        there.seconds += REST

        assert await there.gets(there.proxy) == 200


async def test_where_no_bot_is_it_says_so() -> None:
    with socket.create_server((HERE, 0)) as nobody:
        nowhere = "http://{}:{}".format(*nobody.getsockname())
    async with (
        standing(bot=nowhere) as there,
        there.session.post(f"{there.proxy}{PATH}", json=SENT) as answer,
    ):
        assert answer.status == 502
        assert nowhere in await answer.text()


async def test_the_bot_gets_a_token_to_answer_with() -> None:
    async with standing() as there, there.session.post(f"{there.proxy}/token") as answer:
        given = await answer.json()

    assert given["access_token"]
    assert given["expires_in"] > 0


def test_only_this_machine_can_call_it() -> None:
    assert is_loopback(HERE)
