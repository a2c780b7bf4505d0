"""Socket Mode: the WebSockets through which Slack sends envelopes.

Sources: docs.slack.dev/apis/events-api/using-socket-mode (up to ten connections, any of which may
get a payload; `hello`; `disconnect` with `warning`, `refresh_requested` or `link_disabled`), and
the client in slack_sdk.socket_mode (pings that must be answered, acknowledgements with a payload).
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from aiohttp import WSMsgType, web

from tests.adapters.fake_slack.app import App
from tests.adapters.fake_slack.ids import Mint
from tests.adapters.fake_slack.mail import DEADLINE, Attempt, Delivery, Sort
from tests.adapters.fake_slack.wire import Json
from tests.adapters.held_clock import Clock

MOST = 10
LASTS = 18_060
GRACE = 10.0
"""Seconds between being asked to go and being closed."""


@dataclass(eq=False)
class Connection:
    """`leaving` gets no more envelopes; `silent` answers nothing, as a half-dead line does."""

    number: int
    socket: web.WebSocketResponse
    request: web.Request
    leaving: bool = False
    silent: bool = False
    received: int = 0

    @property
    def ready(self) -> bool:
        return not (self.leaving or self.silent or self.socket.closed)


@dataclass
class Sockets:
    """All connections of the app, and the envelopes that wait to be acknowledged."""

    app: App
    clock: Clock
    mint: Mint
    complaints: list[str]
    connections: list[Connection] = field(default_factory=list)
    opened: int = 0
    mute: bool = False
    """New connections are taken, and nothing is ever said on them, not even a greeting."""
    _tickets: set[str] = field(default_factory=set)
    _waiting: dict[str, tuple[Delivery, asyncio.Future[object]]] = field(default_factory=dict)
    _settled: set[str] = field(default_factory=set)
    _turns: Iterator[int] = field(default_factory=count)
    _leaving: set[asyncio.Task[None]] = field(default_factory=set)

    def ticket(self) -> str:
        """What `apps.connections.open` gives out: good for one connection."""
        ticket = self.mint.uuid()
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One WebSocket, from handshake to end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=408, text="ticket")
        self._tickets.discard(ticket)
        connection = await self._accept(request)
        try:
            await self._listen(connection)
        finally:
            self.connections.remove(connection)
        return connection.socket

    async def _accept(self, request: web.Request) -> Connection:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.opened += 1
        connection = Connection(self.opened, socket, request, silent=self.mute)
        self.connections.append(connection)
        if len(self.connections) > MOST:
            await self._ask_to_go(connection, "too_many_websockets")
            await socket.close()
        elif not self.mute:
            await socket.send_json(self._hello(connection))
        return connection

    async def _listen(self, connection: Connection) -> None:
        """Until the line ends; one that is gone takes no answer."""
        async for message in connection.socket:
            if connection.silent:
                continue
            if message.type is WSMsgType.PING:
                with suppress(ConnectionError):
                    await connection.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))

    def _acknowledged(self, ack: Json) -> None:
        envelope = str(ack.get("envelope_id"))
        if envelope not in self._waiting:
            how = "twice" if envelope in self._settled else "too late, or never sent"
            self.complaints.append(f"An envelope was acknowledged {how}: {envelope}")
            return
        delivery, answer = self._waiting.pop(envelope)
        self._settled.add(envelope)
        if ack.get("payload") and not delivery.takes_answer:
            self.complaints.append(f"An answer came with an envelope that takes none: {ack}")
        if not answer.done():
            answer.set_result(ack.get("payload") or None)

    async def carry(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        """Send to the next ready connection; unacknowledged after three seconds, it failed."""
        at = self.clock.now()
        ready = [each for each in self.connections if each.ready]
        if not ready:
            return Attempt(number, at, "no_connection")
        connection = ready[next(self._turns) % len(ready)]
        envelope, answer = self.mint.uuid(), asyncio.get_running_loop().create_future()
        self._waiting[envelope] = delivery, answer
        try:
            await connection.socket.send_json(_envelope(envelope, delivery, number, reason))
            connection.received += 1
            return Attempt(number, at, answer=await self.clock.within(DEADLINE, answer))
        except (TimeoutError, ConnectionError):
            return Attempt(number, at, "timeout")
        finally:
            self._waiting.pop(envelope, None)

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to go, as Slack does every few hours; after a while close it."""
        for connection in list(self.connections):
            await self._ask_to_go(connection, reason)
            task = asyncio.ensure_future(self._close_later(connection))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def warn(self) -> None:
        """Tell that a disconnect is near; the connection still works."""
        for connection in self.connections:
            await connection.socket.send_json(_disconnect("warning"))

    async def disable(self) -> None:
        """Socket Mode is switched off: every connection is told so and closed."""
        self.app.socket_mode = False
        for connection in list(self.connections):
            await self._ask_to_go(connection, "link_disabled")
            await connection.socket.close()

    def drop(self) -> None:
        """Cut every connection with no word, as a network does."""
        for connection in self.connections:
            if connection.request.transport is not None:
                connection.request.transport.abort()

    def fall_silent(self) -> None:
        """The lines stay open and nothing comes through, not even the answer to a ping."""
        for connection in self.connections:
            connection.silent = True

    async def stop(self) -> None:
        for task in self._leaving:
            task.cancel()
        for connection in list(self.connections):
            await connection.socket.close()

    async def _ask_to_go(self, connection: Connection, reason: str) -> None:
        connection.leaving = True
        with suppress(ConnectionError):
            await connection.socket.send_json(_disconnect(reason))

    async def _close_later(self, connection: Connection) -> None:
        await self.clock.sleep(GRACE)
        await connection.socket.close()

    def _hello(self, connection: Connection) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {
                "host": f"applink-{connection.number}",
                "build_number": 1,
                "approximate_connection_time": LASTS,
            },
            "connection_info": {"app_id": self.app.id},
        }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink"}}


def _envelope(envelope: str, delivery: Delivery, number: int, reason: str) -> Json:
    told: Json = {
        "envelope_id": envelope,
        "payload": delivery.payload,
        "type": delivery.sort.value,
        "accepts_response_payload": delivery.takes_answer,
    }
    if delivery.sort is Sort.EVENT:
        told |= {"retry_attempt": number, "retry_reason": reason}
    return told
