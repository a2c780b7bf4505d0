"""The bot's door for Teams, open on a port of this machine, with the check of tokens on."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from adapters.teams.answer import KEPT, Answer
from adapters.teams.botbuilder_transport import BotbuilderTransport
from adapters.teams.gate import Gate, TokenGate
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import SigningKeys
from adapters.teams.site import Messages, Patience
from adapters.teams.transport import Incoming
from tests.adapters.teams.authority import APP, ISSUER, SERVICE, TENANT, Authority, serving, token

HOSTS = ("smba.trafficmanager.net",)
BOT = f"28:{APP}"
ANA = "29:ana"
CHANNEL = "19:learning@thread.tacv2"


def message(**other: Any) -> dict[str, Any]:
    """Ana writes to the bot in a channel, as Teams sends it; None takes a part out."""
    said = {
        "type": "message",
        "id": "1700000000001",
        "timestamp": "2026-11-23T09:00:00.123Z",
        "localTimestamp": "2026-11-23T09:00:00.123+00:00",
        "localTimezone": "Europe/London",
        "serviceUrl": SERVICE,
        "channelId": "msteams",
        "from": {"id": ANA, "name": "Ana", "aadObjectId": "AAD-ANA"},
        "recipient": {"id": BOT, "name": "Bot"},
        "conversation": {
            "id": f"{CHANNEL};messageid=1699",
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": TENANT,
        },
        "text": "<at>Bot</at> menu\n",
        "textFormat": "plain",
        "entities": [
            {"type": "mention", "mentioned": {"id": BOT, "name": "Bot"}, "text": "<at>Bot</at>"},
            {"type": "clientInfo", "locale": "en-GB", "timezone": "Europe/Dublin"},
        ],
        "channelData": {
            "tenant": {"id": TENANT},
            "team": {"id": "19:team@thread.tacv2"},
            "channel": {"id": CHANNEL},
        },
    }
    return {name: value for name, value in (said | other).items() if value is not None}


def invoke(name: str, value: object = None) -> dict[str, Any]:
    return message(type="invoke", name=name, value=value or {}, text=None, entities=None)


@dataclass
class Heard:
    """A handler that remembers, and answers as it is told to."""

    incoming: list[Incoming] = field(default_factory=list)
    answers: Callable[[Incoming], Awaitable[Answer]] | None = None

    async def __call__(self, incoming: Incoming) -> Answer:
        self.incoming.append(incoming)
        return await self.answers(incoming) if self.answers else KEPT


@dataclass
class Reply:
    status: int
    body: Any
    headers: Mapping[str, str]
    text: str


@dataclass
class Door:
    url: str
    heard: Heard
    session: aiohttp.ClientSession

    async def knock(
        self,
        activity: object = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        """With a good token, unless another is given; an empty one is none."""
        given = {"Content-Type": "application/json; charset=utf-8"}
        if shown := good_token() if token is None else token:
            given["Authorization"] = f"Bearer {shown}"
        sent = json.dumps(message() if activity is None else activity).encode()
        return await self.call(sent if body is None else body, given | dict(headers or {}))

    async def call(self, body: bytes, headers: Mapping[str, str], method: str = "POST") -> Reply:
        url = f"{self.url}/api/messages"
        async with self.session.request(method, url, data=body, headers=headers) as answer:
            text = await answer.text()
            told = json.loads(text) if answer.content_type == "application/json" else None
            return Reply(answer.status, told, answer.headers, text)


def good_token() -> str:
    return token()


@asynccontextmanager
async def open_door(
    authority: Authority,
    *,
    gate: Gate | None = None,
    patience: Patience | None = None,
    now: Callable[[], float] | None = None,
    **other: Any,
) -> AsyncIterator[Door]:
    async with aiohttp.ClientSession() as session:
        clock = {"now": now} if now else {}
        keys = SigningKeys(session, f"{authority.url}/meta", **clock)
        asks: dict[str, Any] = {
            "app_id": APP,
            "issuers": (ISSUER,),
            "hosts": ServiceHosts(HOSTS),
            "tenants": (TENANT,),
        }
        heard = Heard()
        reads = BotbuilderTransport(session, ServiceHosts(HOSTS), None, APP)
        here = gate or TokenGate(keys, **asks | other)
        messages = Messages(here, reads.read, heard, patience or Patience())
        async with serving(_mounted(messages.app())) as url:
            yield Door(f"{url}/teams", heard, session)
        await keys.close()


def _mounted(part: web.Application) -> web.Application:
    """As in the house (adapters/site.py)."""
    site = web.Application(client_max_size=1024 * 1024)
    site.add_subapp("/teams/", part)
    return site
