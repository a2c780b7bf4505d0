"""A command, a button and a form from Slack, answered when they are kept, beside a bare Bolt app that only
acknowledges. Over HTTP and over a socket; the app has one core, and whoever asks has the other.

They come from as many communities as it takes: Slack sends 8.3 events a second from one workspace at most, so that
200 a second are those of twenty-five. `BENCH_COMMUNITIES=1` has all of them press in one room.

Wanted: at least half of bare Bolt's rate; 99 of 100 answered within 100 ms at 200 requests a second.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path

from benchmarks._ground import Spread, in_ms, row
from benchmarks._slack import Running, Town, bot, child, further, town
from benchmarks._slack_acts import deliveries
from benchmarks._slack_asking import Asked, Send, busy, calm, sender
from benchmarks.startup import free_port
from tests.adapters.fake_slack.mail import Delivery

CORES = tuple(sorted(os.sched_getaffinity(0)))
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
COMMUNITIES = int(os.environ.get("BENCH_COMMUNITIES", "25"))
EACH = 4
"""Of each community so many members act."""
CALM_RATE = 200
KINDS = ("command", "button", "form")
WAYS = ("http", "socket")


def main() -> None:
    row("", "a second", "per core", "p50", "p99", "at 200/s p50", "p99", "asker's work", "late p99")
    asyncio.run(_all())


async def _all() -> None:
    os.sched_setaffinity(0, {CORES[-1]})
    for way in os.environ.get("BENCH_WAYS", " ".join(WAYS)).split():
        with tempfile.TemporaryDirectory() as folder:
            async with town(Path(folder), way, 14) as there:
                every = await _every(there)
                for kind in KINDS:
                    await _beside(there, way, kind, every[kind])


async def _every(there: Town) -> dict[str, list[Delivery]]:
    """One of each community after the other, and then the next of each."""
    towns = [there, *(further(there, number) for number in range(2, COMMUNITIES + 1))]
    made = [await deliveries(one, EACH if COMMUNITIES > 1 else 12) for one in towns]
    return {kind: list(chain(*zip(*(one[kind] for one in made), strict=True))) for kind in KINDS}


async def _beside(there: Town, way: str, kind: str, given: Sequence[Delivery]) -> None:
    bare = await _measured(there, way, f"{way}, {kind}: bare Bolt", _bare(there), given)
    if kind == "button":
        name = f"{way}, {kind}: bare Bolt, whispering"
        await _measured(there, way, name, _bare(there, whispers=True), given)
    ours = await _measured(there, way, f"{way}, {kind}: the bot", bot(there, core=CORES[0]), given)
    shares = (ours.rate / bare.rate, ours.per_core / bare.per_core)
    row("", *(f"{share:.0%}" for share in shares))


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
        late = in_ms(Spread(self.calm.late).p99)
        row(
            name,
            f"{self.rate:,.0f}",
            f"{self.per_core:,.0f}",
            *times,
            f"{self.busy.own_work:.0%}",
            late,
        )
        if unanswered := self.busy.unanswered + self.calm.unanswered:
            row("", f"{unanswered} were not acknowledged")


async def _measured(
    there: Town,
    way: str,
    name: str,
    running: AbstractAsyncContextManager[Running],
    given: Sequence[Delivery],
) -> Figures:
    async with running as app, sender(there, way, app) as send:
        figures = await _figures(app, send, given)
    figures.tell(name)
    return figures


async def _figures(app: Running, send: Send, deliveries: Sequence[Delivery]) -> Figures:
    given = iter(cycle(deliveries))
    await busy(send, given, 1.0)
    worked = app.cpu()
    many = await busy(send, given, SECONDS)
    work = app.cpu() - worked
    return Figures(len(many.times) / work, many, await calm(send, given, CALM_RATE, SECONDS))


@asynccontextmanager
async def _bare(there: Town, *, whispers: bool = False) -> AsyncIterator[Running]:
    port = free_port()
    arguments = ["-m", "benchmarks._slack_bare", str(port), *(["whispers"] if whispers else [])]
    with child(arguments, there.environment, core=CORES[0]) as process:
        assert process.stdout is not None
        assert await asyncio.to_thread(process.stdout.readline) == b"ready\n"
        yield Running(process, f"http://127.0.0.1:{port}/slack/events")


if __name__ == "__main__":
    main()
