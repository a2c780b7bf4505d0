"""Whoever asks: sends what people do, as Slack sends it, as fast as can be or at an even rate."""

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks._ground import Spread
from benchmarks._slack import Running, Town
from benchmarks._slack_acts import afresh
from tests.adapters.fake_slack.mail import Delivery, Sort

AT_ONCE = 32

Send = Callable[[Delivery], Awaitable[bool]]
"""Delivers once. Whether it was acknowledged."""


@dataclass
class Asked:
    """`times` are the seconds until each was acknowledged; `late` those by which whoever asks was behind with it,
    and `own_work` the share of a core that asking took: near 1, the figures are those of whoever asks."""

    times: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    unanswered: int = 0
    took: float = 0.0
    own_work: float = 0.0

    @property
    def spread(self) -> Spread:
        return Spread(self.times)

    def came(self, acknowledged: bool, seconds: float) -> None:
        if acknowledged:
            self.times.append(seconds)
        else:
            self.unanswered += 1


async def busy(send: Send, given: Iterator[Delivery], seconds: float) -> Asked:
    """As many as can be, some at a time."""
    asked, began, worked = Asked(), time.perf_counter(), time.process_time()

    async def one_after_the_other() -> None:
        while (at := time.perf_counter()) < began + seconds:
            acknowledged = await send(afresh(next(given)))
            asked.came(acknowledged, time.perf_counter() - at)

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    asked.took = time.perf_counter() - began
    asked.own_work = (time.process_time() - worked) / asked.took
    return asked


async def calm(send: Send, given: Iterator[Delivery], rate: float, seconds: float) -> Asked:
    """At an even rate. Each is timed from when it was to be sent, not from when there was time to."""
    asked, began = Asked(), time.perf_counter()

    async def at(moment: float) -> None:
        await asyncio.sleep(moment - time.perf_counter())
        asked.late.append(time.perf_counter() - moment)
        acknowledged = await send(afresh(next(given)))
        asked.came(acknowledged, time.perf_counter() - moment)

    await asyncio.gather(*(at(began + number / rate) for number in range(int(rate * seconds))))
    return asked


@asynccontextmanager
async def sender(there: Town, way: str, app: Running) -> AsyncIterator[Send]:
    if way == "http":
        post = _Post(app.address, there.settings.slack.signing_secret)
        yield post.send
        post.close()
        return
    while not any(one.ready for one in there.slack.sockets.connections):
        await asyncio.sleep(0.02)

    async def by_socket(delivery: Delivery) -> bool:
        return (await there.slack.sockets.carry(delivery, 0, "")).acked

    yield by_socket
    there.slack.sockets.drop()


@dataclass
class _Post:
    """Requests as Slack signs them, over connections that stay open. As little work as can be: it has to be quicker
    than what it measures."""

    address: str
    secret: str
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> bool:
        place = urlsplit(self.address)
        reader, writer = (
            self.idle.pop()
            if self.idle
            else await asyncio.open_connection(place.hostname, place.port)
        )
        writer.write(self._request(_body(delivery), place.path))
        status = await _answered(reader)
        self.idle.append((reader, writer))
        return status == 200

    def _request(self, body: bytes, path: str) -> bytes:
        now = str(int(time.time()))
        signed = hmac.new(self.secret.encode(), f"v0:{now}:".encode() + body, sha256).hexdigest()
        return (
            f"POST {path} HTTP/1.1\r\nHost: bot\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"X-Slack-Request-Timestamp: {now}\r\nX-Slack-Signature: v0={signed}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body

    def close(self) -> None:
        for _, writer in self.idle:
            writer.close()


async def _answered(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = head.partition("content-length: ")[2].partition("\r\n")[0]
    await reader.readexactly(int(length or 0))
    return int(head.split(" ", 2)[1])


def _body(delivery: Delivery) -> bytes:
    payload: Mapping[str, Any] = delivery.payload
    commands = delivery.sort is Sort.COMMAND
    return urlencode(payload if commands else {"payload": json.dumps(payload)}).encode()
