"""The fake's own process: started once for a test run, ended with it. Every fake is a world of its own in it."""

import asyncio
import atexit
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.adapters.fake_teams.control import hear, tell
from tests.adapters.fake_teams.shapes import CannotDo

_HOME = Path(__file__).parents[3]


@dataclass
class _Process:
    """The folder is nobody else's, so nobody else can speak to the socket in it."""

    folder: tempfile.TemporaryDirectory[str]
    running: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"{self.folder.name}/teams"

    def end(self) -> None:
        assert self.running.stdin is not None
        assert self.running.stdout is not None
        self.running.stdin.close()
        self.running.wait(timeout=10)
        self.running.stdout.close()
        self.folder.cleanup()


_running: list[_Process] = []
_starting = threading.Lock()


def address() -> str:
    """Where the process listens; it is started if it does not run."""
    with _starting:
        if not _running or _running[0].running.poll() is not None:
            _running[:] = [_start()]
            atexit.register(_running[0].end)
        return _running[0].address


def _start() -> _Process:
    folder = tempfile.TemporaryDirectory(prefix="teams-")
    running = subprocess.Popen(
        (sys.executable, "-m", "tests.adapters.fake_teams.behind", f"{folder.name}/teams"),
        cwd=_HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert running.stdout is not None
    if running.stdout.readline() != b"listening\n":
        raise RuntimeError("The fake Teams did not start.")
    return _Process(folder, running)


@dataclass
class Line:
    """A test's line to its world. What is told is done in order, before what is asked later."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    _waiting: dict[int, asyncio.Future[Any]] = field(default_factory=dict)
    _listening: asyncio.Task[None] | None = None
    _count: int = 0

    @classmethod
    async def open(cls) -> "Line":
        where = await asyncio.to_thread(address)
        line = cls(*await asyncio.open_unix_connection(where, limit=2**26))
        line._listening = asyncio.ensure_future(line._listen())
        return line

    async def ask(self, what: str, *args: Any, **more: Any) -> Any:
        """Raises `CannotDo` when it can't be done, `RuntimeError` when the fake itself breaks."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._count += 1
        self._waiting[self._count] = answer
        tell(self.writer, (self._count, what, args, more))
        await self.writer.drain()
        return await answer

    def say(self, what: str, *args: Any, **more: Any) -> None:
        """No answer is waited for; what goes wrong with it is raised by the next question."""
        tell(self.writer, (0, what, args, more))

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()
        if self._listening is not None:
            await self._listening

    async def _listen(self) -> None:
        try:
            while True:
                number, fine, result = await hear(self.reader)
                self._settle(self._waiting.pop(number), result, fine=fine)
        except (asyncio.IncompleteReadError, ConnectionError):
            for waiting in self._waiting.values():
                self._settle(waiting, ("gone", "The fake Teams has gone."), fine=False)

    def _settle(self, waiting: asyncio.Future[Any], result: Any, *, fine: bool) -> None:
        if waiting.done():
            return
        if fine:
            waiting.set_result(result)
        else:
            kind, words = result
            waiting.set_exception(CannotDo(words) if kind == "cannot" else RuntimeError(words))
