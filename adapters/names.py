"""Names that a chat owes us: asked for again, ever more seldom, for a day or until this process ends; and from the
beginning once it is started again, as what is kept says whose name is not known.

Few are asked for at a time, and with a rest between them: those who act meanwhile go first.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from bot.boundary.arrivals import Arrival, DeliveryId, NameTold, Who
from bot.domain.ids import PersonId, Room
from bot.domain.walked_in import WalkedIn

FIRST: Final = 5.0
"""Seconds until it is asked for the first time; from then on twice as many each time."""
LONGEST: Final = 3600.0
IN_ALL: Final = 24 * 3600.0
AT_ONCE: Final = 2
BREATH: Final = 2.0
"""Seconds from one question to the next: one a second in all, which is less than any chat allows."""

Asks = Callable[[Room, PersonId], Awaitable[str]]
"""What somebody who walked into this room is called. Empty as long as the chat does not say."""

log = logging.getLogger(__name__)


class Names:
    """Of those who walked in while their chat was silent. `desk` is told of each as soon as it is known."""

    first = FIRST
    breath = BREATH

    def __init__(
        self,
        asks: Asks,
        desk: Callable[[Arrival], Awaitable[object]],
        now: Callable[[], datetime],
    ) -> None:
        self._asks = asks
        self._desk = desk
        self._now = now
        self._asked_for = set[asyncio.Task[None]]()
        self._few = asyncio.Semaphore(AT_ONCE)

    def later(self, room: Room, person: PersonId, id: DeliveryId) -> None:
        """`id` of the arrival that tells it."""
        task = asyncio.create_task(self._until_known(room, person, id))
        self._asked_for.add(task)
        task.add_done_callback(self._asked_for.discard)

    def again(self, owed: Iterable[WalkedIn]) -> None:
        """The bot was started, and these are kept without a name."""
        for one in owed:
            id = f"{one.room.platform}/{one.room.workspace}/name/{one.id}"
            self.later(one.room, one.person, DeliveryId(id))

    async def close(self) -> None:
        for task in self._asked_for:
            task.cancel()

    async def _until_known(self, room: Room, person: PersonId, id: DeliveryId) -> None:
        for rest in _rests(self.first):
            await asyncio.sleep(rest)
            async with self._few:
                if await self._learned(room, person, id):
                    return
                await asyncio.sleep(self.breath)

    async def _learned(self, room: Room, person: PersonId, id: DeliveryId) -> bool:
        try:
            if name := await self._asks(room, person):
                who = Who(person, name)
                await self._desk(NameTold(id=id, at=self._now(), who=who, room=room))
                return True
        except Exception as failure:
            log.warning("A name could not be taken in: %s.", type(failure).__name__)
        return False


def _rests(first: float) -> Iterator[float]:
    rest, in_all = first, 0.0
    while in_all < IN_ALL:
        yield rest
        in_all += rest
        rest = min(2 * rest, LONGEST)
