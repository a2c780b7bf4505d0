"""A chat platform's clock, which a test can drive."""

import asyncio
import heapq
import time
from collections.abc import Awaitable, Callable
from itertools import count
from typing import TypeVar

Answer = TypeVar("Answer")

_STEP = 0.005
_PATIENCE = 1.5


class Clock:
    """The platform's time, in Unix seconds.

    At speed 1 it is the wall clock; at speed 60 a minute takes a second; at speed 0 it stands
    still until a test moves it `forward`. Requests are signed with the wall's time all the same.
    `patience` is how long, in real seconds, `forward` waits for what it woke before it goes on.
    """

    def __init__(
        self, *, speed: float = 1.0, start: float | None = None, patience: float = _PATIENCE
    ) -> None:
        self.speed = speed
        self.patience = patience
        self.busy: Callable[[], bool] = lambda: False
        self._base = time.time() if start is None else start
        self._began = time.monotonic()
        self._skipped = 0.0
        self._waiting: list[tuple[float, int, asyncio.Event]] = []
        self._order = count()

    def now(self) -> float:
        return self._base + (time.monotonic() - self._began) * self.speed + self._skipped

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock shows `seconds` more, however it gets there."""
        due, woken = self.now() + seconds, asyncio.Event()
        heapq.heappush(self._waiting, (due, next(self._order), woken))
        try:
            while (left := due - self.now()) > 0 and not woken.is_set():
                await self._until(woken, left)
        finally:
            woken.set()
            self._forget()

    async def forward(self, seconds: float) -> None:
        """Move on, waking in order what becomes due, each with time to do its work."""
        await self._let_work()
        target = self.now() + seconds
        while self._waiting and self._waiting[0][0] <= target:
            due, _, woken = heapq.heappop(self._waiting)
            if not woken.is_set():
                self._skipped += max(0.0, due - self.now())
                woken.set()
                await self._let_work()
        self._skipped += max(0.0, target - self.now())
        await self._let_work()

    async def within(self, seconds: float, work: Awaitable[Answer]) -> Answer:
        """Raises `TimeoutError` when the clock shows `seconds` more before the work is done."""
        doing = asyncio.ensure_future(work)
        deadline = asyncio.ensure_future(self.sleep(seconds))
        try:
            await asyncio.wait((doing, deadline), return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise TimeoutError
            return doing.result()
        finally:
            deadline.cancel()
            doing.cancel()

    async def _until(self, woken: asyncio.Event, left: float) -> None:
        if not self.speed:
            await woken.wait()
            return
        try:
            await asyncio.wait_for(woken.wait(), left / self.speed)
        except TimeoutError:
            woken.set()

    def _forget(self) -> None:
        """Those that wait no more, once nobody waits who is due before them."""
        while self._waiting and self._waiting[0][2].is_set():
            heapq.heappop(self._waiting)

    async def _let_work(self) -> None:
        """Real sockets need real time: wait while something is under way, but not for ever."""
        until = time.monotonic() + self.patience
        await asyncio.sleep(_STEP)
        while self.busy() and time.monotonic() < until:
            await asyncio.sleep(_STEP)
