"""Handing in what arrived: once, however often Teams brings it, and in the time that it waits for an answer."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

from bot.boundary.arrivals import Arrival, DeliveryId, FormSubmitted
from bot.boundary.decision import Reply
from bot.boundary.tokens import WITHOUT_A_TRACE
from bot.domain.ids import PersonId

Desk = Callable[[Arrival], Awaitable[tuple[Reply, ...]]]
"""Returns as soon as what arrived is kept."""

SLOW: Final = 3.2
"""Seconds after which somebody is told that it takes longer: Teams waits 5 s, and the way there and back and the
names of people take some of them."""
REMEMBERED: Final = 60.0
"""Seconds that an answer waits for whoever asks again: Teams asks up to half a minute later."""
MOST: Final = 2_000


_Task = asyncio.Task[tuple[Reply, ...]]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did last: `what` it was about, and the delivery that it was."""

    what: str
    id: DeliveryId
    until: float


class Taking:
    """Who presses twice is heard once. Who does something else in between means the second press as well."""

    def __init__(
        self, desk: Desk, *, slow: float = SLOW, clock: Callable[[], float] = monotonic
    ) -> None:
        self._desk = desk
        self._slow = slow
        self._clock = clock
        self._under_way: OrderedDict[DeliveryId, _Task] = OrderedDict()
        self._owed = set[DeliveryId]()
        """Answers that nobody has seen yet."""
        self._last: OrderedDict[PersonId, Act] = OrderedDict()

    def same(self, person: PersonId, what: str, id: DeliveryId) -> DeliveryId:
        """The delivery that this is: the one before, if it asks for the same again under another id."""
        last = self._last.get(person)
        if last and last.what == what and last.until > self._clock():
            return last.id
        self._last[person] = Act(what, id, self._clock() + REMEMBERED)
        self._last.move_to_end(person)
        while len(self._last) > MOST:
            self._last.popitem(last=False)
        return id

    async def in_time(self, arrival: Arrival) -> tuple[Reply, ...] | None:
        """None while it is still under way: whoever asks again waits for the same, and gets its answer."""
        before = self._under_way.get(arrival.id)
        if before is None or (before.done() and arrival.id not in self._owed):
            return await self._anew(arrival, before)
        return await self._waited_for(arrival.id, before)

    async def once(self, arrival: Arrival) -> tuple[Reply, ...]:
        """For what is answered by messages, and not in a hurry. Nothing where it is being answered already."""
        known = self._under_way.get(arrival.id)
        if known is not None:
            await asyncio.wait({known})
            return ()
        task = asyncio.create_task(self._handed_in(arrival))
        self._under_way[arrival.id] = task
        try:
            return await asyncio.shield(task)
        except BaseException:  # nothing was kept: it is taken in when it comes again
            self._forget(arrival.id, task)
            raise
        finally:
            self._forget_later(arrival.id, task)

    async def _anew(self, arrival: Arrival, before: _Task | None) -> tuple[Reply, ...] | None:
        """What was kept the first time is answered with nothing new: then what was said the first time holds. All
        else is decided afresh, as things stand now."""
        task = asyncio.create_task(self._handed_in(arrival))
        self._under_way[arrival.id] = task
        replies = await self._waited_for(arrival.id, task)
        if replies == () and before and not _leaves_no_trace(arrival):
            self._under_way[arrival.id] = before
            return before.result()
        if replies is not None and _leaves_no_trace(arrival):
            self._forget(arrival.id, task)
        return replies

    async def _handed_in(self, arrival: Arrival) -> tuple[Reply, ...]:
        return await self._desk(arrival)

    async def _waited_for(self, id: DeliveryId, task: _Task) -> tuple[Reply, ...] | None:
        done, _ = await asyncio.wait({task}, timeout=self._slow)
        if not done:
            self._owed.add(id)
            task.add_done_callback(lambda _: self._came_late(id, task))
            return None
        self._owed.discard(id)
        if task.exception():  # nothing was kept: whoever tries again does so afresh
            self._forget(id, task)
        else:
            self._forget_later(id, task)
        return task.result()

    def _came_late(self, id: DeliveryId, task: _Task) -> None:
        if not task.cancelled() and (failure := task.exception()):
            log.error("Something slow could not be taken in: %s.", type(failure).__name__)
        self._forget_later(id, task)

    def _forget_later(self, id: DeliveryId, task: _Task) -> None:
        asyncio.get_running_loop().call_later(REMEMBERED, self._forget, id, task)
        while len(self._under_way) > MOST:
            self._under_way.popitem(last=False)

    def _forget(self, id: DeliveryId, task: _Task) -> None:
        if self._under_way.get(id) is task:
            del self._under_way[id]
            self._owed.discard(id)


def _leaves_no_trace(arrival: Arrival) -> bool:
    """Of some forms nothing may tell afterwards that they came, not even here."""
    token = arrival.token if isinstance(arrival, FormSubmitted) else ""
    return token.partition(".")[0] in WITHOUT_A_TRACE
