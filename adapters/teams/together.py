"""What many wait for is done once."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress


class Together:
    """`do` runs at most once at a time, and to its end, whoever goes away meanwhile. It raises nothing."""

    def __init__(self, do: Callable[[], Awaitable[None]]) -> None:
        self._do = do
        self._task: asyncio.Task[None] | None = None

    @property
    def is_under_way(self) -> bool:
        return self._task is not None and not self._task.done()

    def begin(self) -> asyncio.Task[None]:
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(_run(self._do))
        return self._task

    async def done(self) -> None:
        await asyncio.shield(self.begin())

    async def close(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task


async def _run(do: Callable[[], Awaitable[None]]) -> None:
    await do()
