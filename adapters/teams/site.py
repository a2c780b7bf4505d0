"""Where Teams brings what happens: the gate, the reading, and an answer in time.

Teams waits 5 s for the answer to an `invoke` (a dialog, a button) and 15 s for anything else; what takes longer, or
fails, it brings again. So a message is taken in only when it is kept, and an `invoke` is always answered in words.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from aiohttp import StreamReader, web
from aiohttp.http_exceptions import HttpProcessingError

from adapters.lengths import of_one_length
from adapters.teams.answer import Answer
from adapters.teams.gate import Caller, Gate, Refused
from adapters.teams.letters import writable
from adapters.teams.sorry import INVOKE, broken, slow
from adapters.teams.transport import Incoming, Payload

PATH: Final = "/api/messages"
LARGEST: Final = 256 * 1024
"""Bytes. Teams' own messages have at most 100 KB; a form with every field full has less."""
READING: Final = 5.0
"""Seconds in which the whole of it has to come."""
GOODBYE: Final = 3.0
"""Seconds that what is under way gets when the site shuts."""
FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host")

log = logging.getLogger(__name__)

Handler = Callable[[Incoming], Awaitable[Answer]]
"""Returns as soon as what has come is kept. Where it fails, it was not."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until Teams is answered, with or without an answer of the house."""

    invoke: float = 4.0
    message: float = 13.0


class Messages:
    """The one address to which Teams sends."""

    def __init__(
        self,
        gate: Gate,
        read: Callable[[Payload], Incoming],
        handle: Handler,
        patience: Patience = Patience(),
    ) -> None:
        self._gate = gate
        self._read = read
        self._handle = handle
        self._patience = patience
        self._under_way: set[asyncio.Task[web.Response]] = set()

    def app(self, mounted: str = "") -> web.Application:
        """`mounted` is where it is put into the house's site."""
        app = web.Application()
        app.router.add_post(PATH.removeprefix(mounted), self._receive)
        app.on_cleanup.append(self._close)
        return app

    async def _receive(self, request: web.Request) -> web.Response:
        try:
            incoming = await self._let_in(request)
        except Refused as no:
            headers = {"WWW-Authenticate": "Bearer"} if no.status == 401 else None
            return web.Response(status=no.status, headers=headers)
        return await self._in_time(incoming)

    async def _let_in(self, request: web.Request) -> Incoming:
        """Raises `Refused`."""
        claims = await self._gate.admit(_caller(request))
        activity = _parsed(await _body(request))
        self._gate.must_be_for_us(claims, activity)
        try:
            return self._read(activity)
        except Exception as failure:
            log.warning("What Teams sent could not be read: %s.", type(failure).__name__)
            raise Refused(HTTPStatus.BAD_REQUEST) from None

    async def _in_time(self, incoming: Incoming) -> web.Response:
        """What takes too long goes on, since it may be kept yet."""
        task = asyncio.create_task(self._answered(incoming))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        invoked = incoming.kind == INVOKE
        seconds = self._patience.invoke if invoked else self._patience.message
        done, _ = await asyncio.wait({task}, timeout=seconds)
        return task.result() if done else _response(slow(incoming))

    async def _answered(self, incoming: Incoming) -> web.Response:
        try:
            return _response(await self._handle(incoming))
        except Exception as failure:
            log.error("Something from Teams could not be taken in: %s.", type(failure).__name__)
            return _response(broken(incoming, failure))

    async def _close(self, _: web.Application) -> None:
        if under_way := tuple(self._under_way):
            await asyncio.wait(under_way, timeout=GOODBYE)
        for task in under_way:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _caller(request: web.Request) -> Caller:
    return Caller(
        authorization=tuple(request.headers.getall("Authorization", ())),
        address=request.remote or "",
        host=request.host,
        is_forwarded=any(name in request.headers for name in FORWARDED),
    )


async def _body(request: web.Request) -> bytes:
    """Raises `Refused` where it is too much, comes too slowly, or is of another kind."""
    if request.content_type != "application/json":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if (request.content_length or 0) > LARGEST:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        body = await _whole(request.content)
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT) from None
    except (web.RequestPayloadError, HttpProcessingError, ConnectionError):
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    if len(body) > LARGEST:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return body


async def _whole(content: StreamReader) -> bytes:
    """All of it, or more than may be. What has come already is not waited for."""
    if content.is_eof():
        return content.read_nowait()
    try:
        async with asyncio.timeout(READING):
            return await content.readexactly(LARGEST + 1)
    except asyncio.IncompleteReadError as whole:
        return whole.partial


def _parsed(body: bytes) -> dict[str, Any]:
    """Raises `Refused` where it is no JSON, or no object."""
    try:
        activity = json.loads(body)
        if rb"\u" in body:
            activity = writable(activity)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    if not isinstance(activity, dict):
        raise Refused(HTTPStatus.BAD_REQUEST)
    return activity


def _response(answer: Answer) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status)
    said = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":"))
    return web.Response(
        status=answer.status,
        body=of_one_length(said),
        content_type="application/json",
        charset="utf-8",
    )
