"""Teams is answered in time, whatever takes long; and what takes long goes on."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

from adapters.teams.answer import Answer

SLOW: Final = 3.2
"""Seconds: Teams waits 5 s for the answer to an `invoke`, the way there and back among them. What reads a request
(site.py) answers by itself a little later, but knows nothing of what was typed."""

log = logging.getLogger(__name__)


class Patience:
    def __init__(self, seconds: float = SLOW) -> None:
        self._seconds = seconds
        self._going = set[asyncio.Task[Answer]]()

    async def __call__(
        self, work: Coroutine[Any, Any, Answer], otherwise: Callable[[], Answer]
    ) -> Answer:
        """`otherwise` is answered where it takes too long. Raises what the work raises, if it does so in time."""
        task = asyncio.create_task(work)
        self._going.add(task)
        task.add_done_callback(self._going.discard)
        done, _ = await asyncio.wait({task}, timeout=self._seconds)
        if done:
            return task.result()
        task.add_done_callback(_came_late)
        return otherwise()

    async def close(self) -> None:
        """Let those that are on their way arrive."""
        if self._going:
            await asyncio.wait(self._going, timeout=1.0)


def _came_late(task: asyncio.Task[Answer]) -> None:
    if not task.cancelled() and (failure := task.exception()):
        log.error("Something slow could not be taken in: %s.", type(failure).__name__)
