"""A process of its own on a core of its own, whose work can be read: the bot as it runs, or what it is measured
beside."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from inspect import isawaitable
from pathlib import Path

from benchmarks.startup import free_port, until_ready

TICKS: int = os.sysconf("SC_CLK_TCK")
CORES = tuple(sorted(os.sched_getaffinity(0)))

Process = subprocess.Popen[bytes]


@dataclass
class Running:
    """`worked` is how much it was in the end."""

    process: Process
    address: str
    worked: float = 0.0

    def cpu(self) -> float:
        """Seconds of work, of all its threads."""
        return work_of(self.process.pid)


def work_of(pid: int) -> float:
    """Seconds, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@asynccontextmanager
async def lcbot(
    environment: Mapping[str, str], path: str, *, core: int | None
) -> AsyncIterator[Running]:
    """`lcbot run`, ready. `path` is where it is spoken to. Meanwhile this event loop goes on."""
    port = free_port()
    given = {**environment, "LCBOT_PORT": str(port)}
    with child(["-m", "bot.cli", "run"], given, core=core) as process:
        await asyncio.to_thread(until_ready, port, process)
        running = Running(process, f"http://127.0.0.1:{port}{path}")
        yield running
        running.worked = running.cpu()


@asynccontextmanager
async def beside(
    module: str, path: str, environment: Mapping[str, str], *more: str
) -> AsyncIterator[Running]:
    """What the bot is measured beside. It is given its port, and says `ready`."""
    port = free_port()
    with child(["-m", module, str(port), *more], environment, core=CORES[0]) as process:
        assert process.stdout is not None
        assert await asyncio.to_thread(process.stdout.readline) == b"ready\n"
        yield Running(process, f"http://127.0.0.1:{port}{path}")


@contextmanager
def child(
    arguments: Sequence[str], more: Mapping[str, str], *, core: int | None = 0
) -> Iterator[Process]:
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    if core is not None:
        os.sched_setaffinity(process.pid, {core})
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


async def until(truth: Callable[[], object], *, every: float = 0.25) -> None:
    """Looks again and again. What it looks for may have to be awaited."""
    while True:
        found = truth()
        if await found if isawaitable(found) else found:
            return
        await asyncio.sleep(every)
