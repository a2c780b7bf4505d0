"""What Slack sends at most from one workspace, 30,000 deliveries an hour, in short time: people type, press, hand in,
write below a session and beside it; sockets are renewed and cut, calls are refused, broken, slow and lost.

Wanted: memory and open files do not grow. `BENCH_SOAK` is how many seconds it takes, `BENCH_HOURS` how many hours of
the bot's clock: a day in an hour with `BENCH_SOAK=3600 BENCH_HOURS=24`.
"""

import asyncio
import gc
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median

from adapters.clock import SystemClock
from benchmarks._asking import no_litter_picked
from benchmarks._running import Running
from benchmarks._slack import Town, bot, town
from benchmarks._slack_acts import afresh, deliveries
from benchmarks.startup import resident_mb
from tests.adapters.fake_slack import FakeSlack
from tests.adapters.fake_slack.mail import Delivery

SECONDS = float(os.environ.get("BENCH_SOAK", "240"))
HOURS = float(os.environ.get("BENCH_HOURS", "1"))
DELIVERIES = int(30_000 * HOURS)
MISHAPS = int(60 * HOURS)
"""One in each minute."""
MIX = ("message", "message", "reply", "typed", "command", "button", "form")
UNDER_WAY = 40


def main() -> None:
    asyncio.run(_measured())


async def _measured() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), "socket", 14) as there:
            every = await deliveries(there)
            speed = 3600 * HOURS / SECONDS
            async with bot(there, core=None, LCBOT_CLOCK_SPEED=str(speed)) as running:
                seen = Seen(running)
                with no_litter_picked():
                    gc.freeze()
                    await asyncio.gather(
                        _send_all(there, every, seen), _go_wrong(there, seen), seen.watch()
                    )
            with there.database() as database:
                health = database.health(SystemClock.now())
            seen.tell()
            assert health.unsure == health.dead == 0


@dataclass
class Seen:
    """Megabytes and open files of the process as time goes by, and what became of what was sent."""

    running: Running
    began: float = field(default_factory=time.monotonic)
    memory: list[float] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    became: Counter[str] = field(default_factory=Counter)
    mishaps: int = 0

    @property
    def over(self) -> bool:
        return time.monotonic() - self.began > SECONDS

    async def watch(self) -> None:
        pid = self.running.process.pid
        while not self.over:
            assert self.running.process.poll() is None, "the bot has stopped"
            self.memory.append(resident_mb(pid))
            self.files.append(len(os.listdir(f"/proc/{pid}/fd")))
            if len(self.memory) % 10 == 0:
                self._tell_so_far()
            await asyncio.sleep(SECONDS / 100)

    def _tell_so_far(self) -> None:
        print(f"{self.became.total():,} so far, {self.memory[-1]:.0f} MB", flush=True)

    def tell(self) -> None:
        memory, files = _in_quarters(self.memory, max), _in_quarters(self.files, median)
        total = self.became.total()
        print(
            f"{total:,} deliveries and {self.mishaps} mishaps in {SECONDS:.0f} s: {self.became['acked']:,}"
            f" acknowledged ({self.became['acked'] / total:.2%}); memory {memory[0]:.0f} MB in the third quarter,"
            f" {memory[1]:.0f} MB in the end; open files {files[0]:.0f}, {files[1]:.0f};"
            f" the bot worked {self.running.worked:.0f} s; not acknowledged:"
            f" {dict(self.became - Counter(acked=total)) or 'none'}"
        )
        assert memory[1] <= memory[0] * 1.1
        assert files[1] <= files[0] + 2
        assert self.became["acked"] >= 0.99 * total


def _in_quarters(
    seen: Sequence[float], how: Callable[[Sequence[float]], float]
) -> tuple[float, float]:
    """Of the third quarter of the time, and of the last: by then a night and a morning have been, in a day, and all
    that is needed now and then has been loaded."""
    quarter = len(seen) // 4
    return how(seen[2 * quarter : 3 * quarter]), how(seen[-quarter:])


async def _send_all(there: Town, every: dict[str, list[Delivery]], seen: Seen) -> None:
    """Evenly; what takes long keeps the rest waiting only when very much is under way. What was not acknowledged is
    sent again after a minute, and after five, as Slack does."""
    room, tasks = asyncio.Semaphore(UNDER_WAY), set[asyncio.Task[None]]()
    each = {kind: cycle(made) for kind, made in every.items()}

    async def send(delivery: Delivery) -> None:
        there.slack.mail.send(delivery)
        await delivery.tried.wait()
        room.release()
        await delivery.done.wait()
        seen.became["acked" if delivery.acked else delivery.attempts[-1].failed] += 1

    for number, kind in zip(range(DELIVERIES), cycle(MIX), strict=False):
        late = seen.began + number * SECONDS / DELIVERIES - time.monotonic()
        if late > 0:
            await asyncio.sleep(late)
        await room.acquire()
        if seen.over:
            break
        task = asyncio.create_task(send(afresh(next(each[kind]))))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)


async def _go_wrong(there: Town, seen: Seen) -> None:
    for mishap in cycle(_mishaps(there.slack)):
        await asyncio.sleep(SECONDS / MISHAPS)
        if seen.over:
            return
        if (coming := mishap()) is not None:
            await coming  # type: ignore[misc]
        seen.mishaps += 1
        _forget(there)


def _forget(there: Town) -> None:
    """What the tests' Slack remembers of all this, so that looking through it does not become slow. Litter is picked
    here, often and so never for long."""
    there.slack.web_api.answered.clear()
    there.slack.mail.sent.clear()
    there.slack.mail._fresh.clear()
    there.slack.sockets._settled.clear()
    for channel in there.slack.core.world.channels.values():
        channel.ephemerals.clear()
    gc.collect()


def _mishaps(slack: FakeSlack) -> tuple[Callable[[], object], ...]:
    faults, whisper = slack.faults, "chat.postEphemeral"
    return (
        lambda: faults.limit(whisper, 1, times=5),
        slack.sockets.refresh,
        lambda: faults.fail(whisper, 503, times=5),
        lambda: faults.lose(whisper, times=3),
        lambda: faults.slow(whisper, 2, times=5),
        lambda: faults.break_json(whisper, times=3),
        lambda: faults.limit("views.open", 1, times=3),
        lambda: slack.sockets.drop(),
        lambda: faults.fail("*", 500, times=10),
    )


if __name__ == "__main__":
    main()
