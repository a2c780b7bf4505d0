"""Names that Slack owes us: asked for again, ever more seldom, for a day or until this process ends."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Final

FIRST: Final = 5.0
"""Seconds until it is asked for the first time; from then on twice as many each time."""
LONGEST: Final = 3600.0
IN_ALL: Final = 24 * 3600.0

log = logging.getLogger(__name__)


class Names:
    """What is not known after that stays as it was said."""

    first = FIRST

    def __init__(self) -> None:
        self._asked_for = set[asyncio.Task[None]]()

    def later(self, learns: Callable[[], Awaitable[bool]]) -> None:
        """`learns` says whether it is known by then."""
        task = asyncio.create_task(self._until(learns))
        self._asked_for.add(task)
        task.add_done_callback(self._asked_for.discard)

    async def close(self) -> None:
        for task in self._asked_for:
            task.cancel()

    async def _until(self, learns: Callable[[], Awaitable[bool]]) -> None:
        for rest in _rests(self.first):
            await asyncio.sleep(rest)
            try:
                if await learns():
                    return
            except Exception as failure:
                log.warning("A name could not be taken in: %s.", type(failure).__name__)


def _rests(first: float) -> Iterator[float]:
    rest, in_all = first, 0.0
    while in_all < IN_ALL:
        yield rest
        in_all += rest
        rest = min(2 * rest, LONGEST)
