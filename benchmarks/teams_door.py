"""What one activity from Teams costs before anybody thinks about it: its token, the first time and again, and its
reading, beside the library's own reading of the same. Processor time."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from time import process_time

import aiohttp
from botbuilder.schema import Activity  # type: ignore[import-untyped]

from adapters.teams.botbuilder_transport import BotbuilderTransport
from adapters.teams.gate import Caller, TokenGate
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import SigningKeys
from benchmarks._ground import row
from tests.adapters.teams.authority import (
    APP,
    ISSUER,
    TENANT,
    Authority,
    claims,
    open_authority,
    token,
)
from tests.adapters.teams.doors import HOSTS, message

TIMES = 3_000


def main() -> None:
    asyncio.run(_all())


async def _all() -> None:
    async with open_authority() as authority, aiohttp.ClientSession() as session:
        row("", "each")
        await _token(authority, session)
        transport, said = BotbuilderTransport(session, ServiceHosts(HOSTS), None, APP), message()
        body = json.dumps(said)
        await _told("a message is read", _at_once(lambda: transport.read(json.loads(body))))
        await _told("… by the library", _at_once(lambda: Activity.deserialize(json.loads(body))))


async def _token(authority: Authority, session: aiohttp.ClientSession) -> None:
    keys = SigningKeys(session, f"{authority.url}/meta")
    gate = TokenGate(
        keys, app_id=APP, issuers=(ISSUER,), hosts=ServiceHosts(HOSTS), tenants=(TENANT,)
    )
    callers = iter([_caller(number) for number in range(TIMES)])
    await gate.admit(_caller(-1))  # the keys are asked for, once
    await _told("a token that is new", lambda: gate.admit(next(callers)))
    known = _caller(-1)
    await gate.admit(known)
    await _told("a token that was shown before", lambda: gate.admit(known))
    await keys.close()


async def _told(name: str, work: Callable[[], Awaitable[object]]) -> None:
    began = process_time()
    for _ in range(TIMES):
        await work()
    row(name, f"{(process_time() - began) / TIMES * 1_000:.3f} ms")


def _at_once(work: Callable[[], object]) -> Callable[[], Awaitable[object]]:
    async def done() -> object:
        return work()

    return done


def _caller(number: int) -> Caller:
    """Each with a token of its own."""
    return Caller((f"Bearer {token(claims(jti=str(number)))}",), "127.0.0.1", "bot.example.org")
