"""In Teams' place: remembers what the bot asks, and answers as it is told to."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web

from adapters.teams.hosts import ServiceHosts
from adapters.teams.sending import Connector
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import Reference
from tests.adapters.teams.authority import APP, TENANT, serving

CARD = {"type": "message", "attachments": [{"contentType": "x", "content": {"ä": "<&>"}}]}
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CHANNEL = "19:learning@thread.tacv2"


@dataclass
class Sink:
    url: str = ""
    came: list[tuple[str, str, Any]] = field(default_factory=list)
    peers: set[Any] = field(default_factory=set)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    answers: Callable[[], Coroutine[Any, Any, web.StreamResponse]] | None = None

    async def receive(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.came.append((request.method, request.raw_path, json.loads(body) if body else None))
        assert request.transport
        self.peers.add(request.transport.get_extra_info("peername"))
        self.headers.append(request.headers)
        if self.answers:
            return await self.answers()
        return web.json_response({"id": "a1", "activityId": "a2"}, status=201)

    def says(self, status: int, body: object = None, **headers: str) -> None:
        async def answers() -> web.StreamResponse:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            text = body if isinstance(body, str) else json.dumps(body)
            return web.Response(status=status, text=text, headers=given)

        self.answers = answers


@dataclass
class Speaking:
    sink: Sink
    connector: Connector
    channel: Reference


@asynccontextmanager
async def open_sink() -> AsyncIterator[Sink]:
    sink, app = Sink(), web.Application()
    app.router.add_route("*", "/{any:.*}", sink.receive)
    async with serving(app) as url:
        sink.url = url
        yield sink


def speaking_to(
    sink: Sink, session: aiohttp.ClientSession, tokens: AppTokens | None = None
) -> Speaking:
    hosts = ServiceHosts([sink.url.removeprefix("http://")])
    connector = Connector(session, hosts, tokens, APP, lambda: NOW)
    return Speaking(sink, connector, Reference(f"{sink.url}/uk/", TENANT, CHANNEL))
