"""Waiting for what others do in their own time."""

import asyncio
from collections.abc import Callable
from inspect import isawaitable


async def until(truth: Callable[[], object], within: float = 30.0) -> None:
    """Wait, in real time, for something to become true. What has to be asked for is awaited."""
    async with asyncio.timeout(within):
        while not await _found(truth):
            await asyncio.sleep(0.01)


async def _found(truth: Callable[[], object]) -> object:
    found = truth()
    return await found if isawaitable(found) else found
