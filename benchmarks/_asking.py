"""Whoever asks: sends what people do, as fast as can be or at an even rate, and tells how it was answered."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import nan
from typing import TypeVar
from urllib.parse import urlsplit

from benchmarks._ground import Spread, in_ms, row
from benchmarks._running import Running

T = TypeVar("T")

AT_ONCE = 32
WARMING = 1.0
"""Seconds before anything counts."""


@dataclass
class Asked:
    """`times` are the seconds until each was answered; `late` those by which whoever asks was behind with it,
    and `own_work` the share of a core that asking took: near 1, the figures are those of whoever asks."""

    times: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    unanswered: int = 0
    took: float = 0.0
    own_work: float = 0.0

    @property
    def spread(self) -> Spread:
        return Spread(self.times or [nan])

    def came(self, answered: bool, seconds: float) -> None:
        if answered:
            self.times.append(seconds)
        else:
            self.unanswered += 1


@dataclass
class Figures:
    """`per_core` is by the seconds of work that the app's process took: what it would be with nobody else there."""

    per_core: float
    busy: Asked
    calm: Asked

    @property
    def rate(self) -> float:
        return len(self.busy.times) / self.busy.took

    def tell(self, name: str) -> None:
        busy, calm = self.busy.spread, self.calm.spread
        times = map(in_ms, (busy.p50, busy.p99, calm.p50, calm.p99))
        late, own = in_ms(Spread(self.calm.late).p99), f"{self.busy.own_work:.0%}"
        row(name, f"{self.rate:,.0f}", f"{self.per_core:,.0f}", *times, own, late)
        if unanswered := self.busy.unanswered + self.calm.unanswered:
            row("", f"{unanswered} were not answered")


def head(rate: float) -> None:
    """Of what `Figures` tell."""
    at = f"at {rate:.0f}/s p50"
    row("", "a second", "per core", "p50", "p99", at, "p99", "asker's work", "late p99")


async def figures(
    app: Running,
    send: Callable[[T], Awaitable[bool]],
    given: Iterator[T],
    rate: float,
    seconds: float,
) -> Figures:
    """`send` says whether what was given is answered."""
    with no_litter_picked():
        await busy(send, given, WARMING)
        worked = app.cpu()
        many = await busy(send, given, seconds)
        work = app.cpu() - worked
        return Figures(len(many.times) / work, many, await calm(send, given, rate, seconds))


@contextmanager
def no_litter_picked() -> Iterator[None]:
    """Python's search through all that whoever asks holds takes 0.2 s, and would be counted as the app's."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def busy(send: Callable[[T], Awaitable[bool]], given: Iterator[T], seconds: float) -> Asked:
    """As many as can be, some at a time."""
    asked, began, worked = Asked(), time.perf_counter(), time.process_time()

    async def one_after_the_other() -> None:
        while (at := time.perf_counter()) < began + seconds:
            answered = await send(next(given))
            asked.came(answered, time.perf_counter() - at)

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    asked.took = time.perf_counter() - began
    asked.own_work = (time.process_time() - worked) / asked.took
    return asked


async def calm(
    send: Callable[[T], Awaitable[bool]], given: Iterator[T], rate: float, seconds: float
) -> Asked:
    """At an even rate. Each is timed from when it was to be sent, not from when there was time to."""
    asked, began = Asked(), time.perf_counter()

    async def at(moment: float) -> None:
        await asyncio.sleep(moment - time.perf_counter())
        asked.late.append(time.perf_counter() - moment)
        answered = await send(next(given))
        asked.came(answered, time.perf_counter() - moment)

    await asyncio.gather(*(at(began + number / rate) for number in range(int(rate * seconds))))
    return asked


@dataclass
class Lines:
    """Requests over connections that stay open. As little work as can be: whoever asks has to be quicker than what
    is measured."""

    address: str
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=list)

    async def post(self, body: bytes, **headers: str) -> tuple[int, bytes]:
        """The status, and what was answered."""
        place = urlsplit(self.address)
        reader, writer = (
            self.idle.pop()
            if self.idle
            else await asyncio.open_connection(place.hostname, place.port)
        )
        writer.write(_request(place.path, body, headers))
        answer = await _answered(reader)
        self.idle.append((reader, writer))
        return answer

    def close(self) -> None:
        for _, writer in self.idle:
            writer.close()


def _request(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    given = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"POST {path} HTTP/1.1\r\nHost: bot\r\n{given}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _answered(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = head.partition("content-length: ")[2].partition("\r\n")[0]
    return int(head.split(" ", 2)[1]), await reader.readexactly(int(length or 0))
