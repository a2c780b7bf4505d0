"""A message, a reply in a thread and a form from Teams, each signed as Teams signs and answered when it is kept in
SQLite, beside a stock botbuilder echo that asks nobody for proof. The app has one core, and whoever asks has the other.

A message is answered when the answer to it has come. They come from as many communities as it takes; in Teams an app
may do fifty things a second in one tenant. `BENCH_COMMUNITIES=1` has all of them in one channel.

Wanted: at least eight times what stock botbuilder does; 99 of 100 answered within 100 ms at 100 a second.
"""

import asyncio
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from adapters.teams.forms import LOOK_AGAIN
from adapters.teams.sorry import BROKEN, SLOW
from benchmarks._asking import Figures, Lines, figures, head
from benchmarks._ground import row
from benchmarks._running import CORES, Running, beside
from benchmarks._teams import PATH, Town, bot, town
from benchmarks._teams_acts import acts, afresh
from benchmarks._teams_sink import Sink, open_sink
from tests.adapters.fake_teams.shapes import Json

SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
COMMUNITIES = int(os.environ.get("BENCH_COMMUNITIES", "25"))
EACH = 4
"""Of each community so many members act."""
CALM_RATE = 100
PATIENCE = 15.0
"""Seconds that Teams waits for an answer."""
TOKENS = 32
STOCK: Mapping[str, Sequence[str]] = {"stock botbuilder": ()}
BESIDE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "message": STOCK,
    "reply": STOCK,
    "words": {**STOCK, "stock, posting the words": ("posts",)},
    "dialog": STOCK,
}
"""Beside what the bot is measured for each kind, by name, and what that does besides."""
NOT_WELL = tuple(one.encode() for one in (LOOK_AGAIN, BROKEN, SLOW))


def main() -> None:
    head(CALM_RATE)
    asyncio.run(_all())


async def _all() -> None:
    os.sched_setaffinity(0, {CORES[-1]})
    with tempfile.TemporaryDirectory() as folder:
        async with (
            town(Path(folder), COMMUNITIES, 14, unlimited=True) as there,
            open_sink() as sink,
        ):
            every = await acts(there, EACH if COMMUNITIES > 1 else 12)
            tokens = [await _token(there, sink, number) for number in range(TOKENS)]
            for kind in os.environ.get("BENCH_KINDS", " ".join(every)).split():
                given = every[kind]
                await _beside(there, sink, kind, [_through(sink, one) for one in given], tokens)


async def _beside(
    there: Town, sink: Sink, kind: str, given: Sequence[Json], tokens: Sequence[str]
) -> None:
    waits = kind == "message"
    others = [
        await _measured(f"{kind}: {name}", _stock(there, *does), sink, given, [""], waits=waits)
        for name, does in BESIDE[kind].items()
    ]
    ours = await _measured(
        f"{kind}: the bot", bot(there, sink.host, core=CORES[0]), sink, given, tokens, waits=waits
    )
    for name, bare in zip(BESIDE[kind], others, strict=True):
        times = (ours.rate / bare.rate, ours.per_core / bare.per_core)
        row(f"beside {name}", *(f"{one:.1f} times" for one in times))


def _stock(there: Town, *does: str) -> AbstractAsyncContextManager[Running]:
    return beside("benchmarks._teams_bare", PATH, there.environment(), *does)


async def _measured(
    name: str,
    running: AbstractAsyncContextManager[Running],
    sink: Sink,
    given: Sequence[Json],
    tokens: Sequence[str],
    *,
    waits: bool,
) -> Figures:
    async with running as app:
        hand = _Hand(Lines(app.address), sink, cycle(tokens), waits=waits)
        measured = await figures(app, hand.send, map(afresh, cycle(given)), CALM_RATE, SECONDS)
        hand.lines.close()
    measured.tell(name)
    return measured


@dataclass
class _Hand:
    """`waits`: until the message has come that answers it."""

    lines: Lines
    sink: Sink
    tokens: Iterator[str]
    waits: bool

    async def send(self, activity: Json) -> bool:
        where = activity["conversation"]["id"]
        came = self.sink.next_in(where) if self.waits else None
        body = json.dumps(activity, ensure_ascii=False).encode()
        try:
            async with asyncio.timeout(PATIENCE):
                status, answer = await self.lines.post(body, **self._headers())
                if came:
                    await came.wait()
        except TimeoutError:
            if came:
                self.sink.give_up(where, came)
            return False
        return 200 <= status < 300 and not any(one in answer for one in NOT_WELL)

    def _headers(self) -> dict[str, str]:
        given = {"Content_Type": "application/json; charset=utf-8"}
        token = next(self.tokens)
        return given | ({"Authorization": f"Bearer {token}"} if token else {})


async def _token(there: Town, sink: Sink, number: int) -> str:
    """Signed beforehand: signing takes longer than whoever asks has time for. No two are the same."""
    return await there.teams.token(serviceurl=sink.service_url, jti=str(number))


def _through(sink: Sink, activity: Json) -> Json:
    return {**activity, "serviceUrl": sink.service_url}


if __name__ == "__main__":
    main()
