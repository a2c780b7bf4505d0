"""A command, a button and a form from Slack, answered when they are kept, beside a bare Bolt app that only
acknowledges. Over HTTP and over a socket; the app has one core, and whoever asks has the other.

Wanted: at least half of bare Bolt's rate; 99 of 100 answered within 100 ms at 200 requests a second.
"""

import asyncio
import hmac
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from adapters.clock import SystemClock
from adapters.slack import forms
from adapters.slack.cards import messages
from adapters.slack.lines import open_lines
from benchmarks._ground import Spread, engine, in_ms, row
from benchmarks._slack import Running, Town, bot, child, town
from benchmarks.startup import free_port
from bot.boundary.arrivals import CommandGiven, DeliveryId, Who
from bot.boundary.decision import OpenForm
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Button, Card, Text
from tests.adapters.fake_slack import Person
from tests.adapters.fake_slack.mail import Delivery, Sort
from tests.adapters.fake_slack.triggers import Trigger

CORES = tuple(sorted(os.sched_getaffinity(0)))
AT_ONCE = 32
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
CALM_RATE, CALM_SECONDS = 200, SECONDS
KINDS = ("command", "button", "form")
LESS = "Fewer of these"
WAYS = ("http", "socket")

Send = Callable[[Delivery], Awaitable[bool]]
"""Delivers once. Whether it was acknowledged."""


def main() -> None:
    row("", "a second", "per core", "p50", "p99", "at 200/s p50", "p99")
    asyncio.run(_all())


async def _all() -> None:
    os.sched_setaffinity(0, {CORES[-1]})
    for way in os.environ.get("BENCH_WAYS", " ".join(WAYS)).split():
        with tempfile.TemporaryDirectory() as folder:
            async with town(Path(folder), way, 14) as there:
                every = await deliveries(there)
                for kind in KINDS:
                    await _beside(there, way, kind, every[kind])


async def _beside(there: Town, way: str, kind: str, deliveries: list[Delivery]) -> None:
    measured = []
    for name, running in (("bare Bolt", _bare(there)), ("the bot", bot(there, core=CORES[0]))):
        async with running as app, _sender(there, way, app) as send:
            figures = await _measured(app, send, deliveries)
        measured.append(figures)
        figures.tell(f"{way}, {kind}: {name}")
    bare, ours = measured
    print(
        f"{'':34}{ours.rate / bare.rate:>13.0%} {ours.per_core / bare.per_core:>13.0%}", flush=True
    )


@dataclass
class Figures:
    rate: float
    per_core: float
    busy: Spread
    calm: Spread

    def tell(self, name: str) -> None:
        busy, calm = self.busy, self.calm
        times = (busy.p50, busy.p99, calm.p50, calm.p99)
        row(name, f"{self.rate:,.0f}", f"{self.per_core:,.0f}", *map(in_ms, times))


async def _measured(app: Running, send: Send, deliveries: list[Delivery]) -> Figures:
    """`per_core` is by the seconds of work that the app's process took: what it would be with nobody else there."""
    given = iter(cycle(deliveries))
    await _busy(send, given, 1.0)
    began, worked = time.perf_counter(), app.cpu()
    busy = await _busy(send, given, SECONDS)
    took, work = time.perf_counter() - began, app.cpu() - worked
    calm = await _calm(send, given)
    return Figures(len(busy) / took, len(busy) / work, Spread(busy), Spread(calm))


async def _busy(send: Send, given: Iterator[Delivery], seconds: float) -> list[float]:
    """As many as can be, some at a time."""
    ends, times = time.perf_counter() + seconds, list[float]()

    async def one_after_the_other() -> None:
        while (began := time.perf_counter()) < ends:
            assert await send(afresh(next(given)))
            times.append(time.perf_counter() - began)

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    return times


async def _calm(send: Send, given: Iterator[Delivery]) -> list[float]:
    """At an even rate. Each is timed from when it was to be sent, not from when there was time to."""
    began, gap = time.perf_counter(), 1 / CALM_RATE

    async def at(moment: float) -> float:
        await asyncio.sleep(moment - time.perf_counter())
        assert await send(afresh(next(given)))
        return time.perf_counter() - moment

    moments = (began + number * gap for number in range(int(CALM_RATE * CALM_SECONDS)))
    return await asyncio.gather(*map(at, moments))


_numbers = iter(range(sys.maxsize))


def afresh(delivery: Delivery) -> Delivery:
    """The same, done once more: Slack would give it ids of its own."""
    number = next(_numbers)
    payload = {**delivery.payload, "trigger_id": f"{number}.1.abc", "event_id": f"Ev{number}"}
    if view := payload.get("view"):
        payload["view"] = {**view, "hash": f"{number}.hash"}
    return Delivery(delivery.sort, payload, takes_answer=delivery.takes_answer)


@asynccontextmanager
async def _sender(there: Town, way: str, app: Running) -> AsyncIterator[Send]:
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


@asynccontextmanager
async def _bare(there: Town) -> AsyncIterator[Running]:
    port = free_port()
    arguments = ["-m", "benchmarks._slack_bare", str(port)]
    with child(arguments, there.environment, core=CORES[0]) as process:
        assert process.stdout is not None
        assert await asyncio.to_thread(process.stdout.readline) == b"ready\n"
        yield Running(process, f"http://127.0.0.1:{port}/slack/events")


async def deliveries(there: Town) -> dict[str, list[Delivery]]:
    """What the tests' Slack sends when each of the members types, presses and hands in: held back, and kept here.
    A press on "Fewer of these" is kept and confirmed; hours that are handed in are kept and confirmed."""
    there.slack.mail.hold()
    members = there.people[2:]
    async with open_lines(there.slack.api_url, there.acme.token) as lines:
        client = await lines.client(there.acme.id)
        (card,) = messages(Card("", (Text("The session is open."),), (_less(there),)))
        said = await client.chat_postMessage(
            channel=there.room.id, text=card.text, blocks=list(card.blocks)
        )
        message = there.room.messages[said["ts"]]
        for person in members:
            trigger = Trigger(
                there.slack.core.mint.trigger(), person.id, there.acme.id, time.time()
            )
            there.slack.core.world.triggers.give(trigger)
            await client.views_open(trigger_id=trigger.id, view=_hours(there, person))
    made = {
        "command": [await one.types("/lc", in_=there.room) for one in members],
        "button": [await one.presses(message, LESS) for one in members],
        "form": [await one.submits(one.modal) for one in members],
        "typed": [await _event(there, one.says("Are you there?")) for one in members],
        "message": [
            await _event(there, one.says("Good morning.", in_=there.room)) for one in members
        ],
        "reply": [
            await _event(there, one.replies(message, "What stayed with me is the radio."))
            for one in members
        ],
    }
    there.slack.mail._held = None
    return {kind: [one for one in each if one is not None] for kind, each in made.items()}


async def _event(there: Town, saying: Awaitable[object]) -> Delivery:
    """That something was written, as the bot is told of it."""
    await saying
    return there.slack.sent[-1]


def _less(there: Town) -> Button:
    return Button(LESS, Token(Act.LESS_OF, (there.home.id, "reminders")).pack())


def _hours(there: Town, person: Person) -> dict[str, Any]:
    place = there.direct(person)
    asked = CommandGiven(
        id=DeliveryId(person.id),
        at=SystemClock.now(),
        who=Who(place.person, person.user.name),
        place=place,
        words="hours",
    )
    with there.database() as database:
        (reply,) = engine(database).receive(asked)
    assert isinstance(reply, OpenForm)
    return forms.modal(reply.form, place)


if __name__ == "__main__":
    main()
