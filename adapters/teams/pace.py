"""How many requests Teams takes of an app in one tenant, and that no letter is ever one too many.

Teams counts a request somewhere between its beginning and its answer. So each takes up a place until a second after
its answer: whatever the network and the machine do, no second holds more than there are places. What is carried waits
for a place. What somebody waits for counts as well, and goes at once.

Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, "per app per tenant".
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Final

from bot.boundary.delivery import Undelivered

MOST_IN_A_TENANT: Final = 50
"""Requests in any second, of whatever kind."""
SECOND: Final = 1.0
HELD: Final = SECOND + 0.002
"""Seconds that a place is held after the answer: a loop's clock may ring a moment early."""
LONGEST: Final = 3.0
"""Seconds that a letter waits for a place, where Teams is slow to answer; then the outbox keeps it a while longer."""
MOST_WAITING: Final = 25
"""Letters that wait for a place. The others wait in the outbox, where they are in nobody's way."""

_nobody_waits: Final = ContextVar("nobody_waits", default=False)


@contextmanager
def unhurried() -> Iterator[None]:
    """What is asked of Teams within is carried: nobody sits there and waits for it."""
    token = _nobody_waits.set(True)
    try:
        yield
    finally:
        _nobody_waits.reset(token)


class Pace:
    """Of everything that this process asks of Teams."""

    def __init__(self, most: int = MOST_IN_A_TENANT) -> None:
        self._tenants = defaultdict[str, _Places](lambda: _Places(most))

    @asynccontextmanager
    async def turn(self, tenant: str) -> AsyncIterator[None]:
        """For one request. Raises `Undelivered` where there is no place in time."""
        places = self._tenants[tenant]
        if _nobody_waits.get():
            await places.wait()
        else:
            places.free -= 1
        try:
            yield
        finally:
            asyncio.get_running_loop().call_later(HELD, places.give_back)


class _Places:
    """Those that wait are let in as they came. There are fewer than none `free` where those who don't wait are many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.free = most
        self._queue = deque[asyncio.Future[None]]()

    async def wait(self) -> None:
        """Raises `Undelivered`."""
        if len(self._queue) >= MOST_WAITING:
            raise Undelivered("Teams has enough to do", after=len(self._queue) / self._most)
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        self._let_in()
        try:
            async with asyncio.timeout(LONGEST):
                await turn
        except (TimeoutError, asyncio.CancelledError) as problem:
            if turn.done() and not turn.cancelled():
                self.give_back()
            if isinstance(problem, TimeoutError):
                raise Undelivered("Teams has enough to do", after=SECOND) from None
            raise

    def give_back(self) -> None:
        self.free += 1
        self._let_in()

    def _let_in(self) -> None:
        while self._queue and (self.free > 0 or self._queue[0].done()):
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                self.free -= 1
