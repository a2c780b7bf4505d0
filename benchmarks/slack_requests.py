"""A command, a button and a form from Slack, answered when they are kept, beside a bare Bolt app that only
acknowledges. Over HTTP and over a socket; the app has one core, and whoever asks has the other.

They come from as many communities as it takes: Slack sends 8.3 events a second from one workspace at most, so that
200 a second are those of twenty-five. `BENCH_COMMUNITIES=1` has all of them press in one room.

Wanted: at least half of bare Bolt's rate; 99 of 100 answered within 100 ms at 200 requests a second.
"""

import asyncio
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from itertools import chain, cycle
from pathlib import Path

from benchmarks._asking import Figures, figures, head
from benchmarks._ground import row
from benchmarks._running import CORES, Running, beside
from benchmarks._slack import Town, bot, further, town
from benchmarks._slack_acts import afresh, deliveries
from benchmarks._slack_asking import sender
from tests.adapters.fake_slack.mail import Delivery

SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
COMMUNITIES = int(os.environ.get("BENCH_COMMUNITIES", "25"))
EACH = 4
"""Of each community so many members act."""
CALM_RATE = 200
KINDS = ("command", "button", "form")
WAYS = ("http", "socket")
ALSO: Mapping[str, Mapping[str, str]] = {
    "command": {"keeps": "bare Bolt, keeping a row"},
    "button": {"whispers": "bare Bolt, whispering"},
    "form": {},
}
"""What a bare Bolt app is measured with besides, to see what that alone costs."""


def main() -> None:
    head(CALM_RATE)
    asyncio.run(_all())


async def _all() -> None:
    os.sched_setaffinity(0, {CORES[-1]})
    for way in os.environ.get("BENCH_WAYS", " ".join(WAYS)).split():
        with tempfile.TemporaryDirectory() as folder:
            async with town(Path(folder), way, 14) as there:
                every = await _every(there)
                for kind in os.environ.get("BENCH_KINDS", " ".join(KINDS)).split():
                    await _beside(there, way, kind, every[kind])


async def _every(there: Town) -> dict[str, list[Delivery]]:
    """One of each community after the other, and then the next of each."""
    towns = [there, *(further(there, number) for number in range(2, COMMUNITIES + 1))]
    made = [await deliveries(one, EACH if COMMUNITIES > 1 else 12) for one in towns]
    return {kind: list(chain(*zip(*(one[kind] for one in made), strict=True))) for kind in KINDS}


async def _beside(there: Town, way: str, kind: str, given: Sequence[Delivery]) -> None:
    bare = await _measured(there, way, f"{way}, {kind}: bare Bolt", _bare(there), given)
    for more, name in ALSO[kind].items():
        await _measured(there, way, f"{way}, {kind}: {name}", _bare(there, more), given)
    ours = await _measured(there, way, f"{way}, {kind}: the bot", bot(there, core=CORES[0]), given)
    shares = (ours.rate / bare.rate, ours.per_core / bare.per_core)
    row("", *(f"{share:.0%}" for share in shares))


async def _measured(
    there: Town,
    way: str,
    name: str,
    running: AbstractAsyncContextManager[Running],
    given: Sequence[Delivery],
) -> Figures:
    async with running as app, sender(there, way, app) as send:
        fresh = map(afresh, cycle(given))
        measured = await figures(app, send, fresh, CALM_RATE, SECONDS)
    measured.tell(name)
    return measured


def _bare(there: Town, *more: str) -> AbstractAsyncContextManager[Running]:
    return beside("benchmarks._slack_bare", "/slack/events", there.environment, *more)


if __name__ == "__main__":
    main()
