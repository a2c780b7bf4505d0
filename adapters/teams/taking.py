"""Handing in what arrived: once, however often Teams brings it."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

from bot.boundary.arrivals import Arrival, DeliveryId, FormSubmitted
from bot.boundary.decision import Reply
from bot.boundary.tokens import without_a_trace
from bot.domain.ids import PersonId

Desk = Callable[[Arrival], Awaitable[tuple[Reply, ...]]]
"""Returns as soon as what arrived is kept."""

REMEMBERED: Final = 60.0
"""Seconds that an answer waits for whoever asks again: Teams asks up to half a minute later."""
A_MOMENT: Final = 1.0
MOST: Final = 2_000


_Task = asyncio.Future[tuple[Reply, ...]]


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did last: `what` it was about, and the delivery that it was."""

    what: str
    id: DeliveryId
    until: float


class Taking:
    """Who presses twice is heard once. Who does something else in between means the second press as well."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = monotonic) -> None:
        self._desk = desk
        self._clock = clock
        self._under_way = dict[DeliveryId, _Task]()
        self._done = deque[tuple[float, DeliveryId, _Task]]()
        """When each is to be forgotten; the first comes first."""
        self._sweeping: asyncio.TimerHandle | None = None
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

    async def answered(self, arrival: Arrival) -> tuple[Reply, ...]:
        """What is under way is waited for. What was kept the first time is answered with nothing new by the desk: then
        what was said the first time holds. All else is decided afresh, as things stand now."""
        before = self._under_way.get(arrival.id)
        if before is not None and not before.done():
            return await asyncio.shield(before)
        replies = await self._handed_in(arrival)
        if replies == () and before is not None:
            self._remember(arrival.id, before)
            return before.result()
        return replies

    async def once(self, arrival: Arrival) -> tuple[Reply, ...]:
        """For what is answered by messages. Nothing where it is being answered already, or just was."""
        if (known := self._under_way.get(arrival.id)) is not None:
            await asyncio.wait({known})
            return ()
        return await self._handed_in(arrival)

    async def _handed_in(self, arrival: Arrival) -> tuple[Reply, ...]:
        """It goes on, whoever has stopped waiting. Where it fails nothing was kept, and nothing is remembered."""
        task = asyncio.ensure_future(self._desk(arrival))
        self._under_way[arrival.id] = task
        task.add_done_callback(lambda _: self._is_done(arrival, task))
        return await asyncio.shield(task)

    def _is_done(self, arrival: Arrival, task: _Task) -> None:
        if task.cancelled() or task.exception() or _leaves_no_trace(arrival):
            self._forget(arrival.id, task)
        else:
            self._remember(arrival.id, task)

    def _remember(self, id: DeliveryId, task: _Task) -> None:
        self._under_way[id] = task
        self._done.append((self._clock() + REMEMBERED, id, task))
        while len(self._done) > MOST:
            self._forget(*self._done.popleft()[1:])
        if self._sweeping is None:
            self._sweep_after(REMEMBERED)

    def _sweep_after(self, seconds: float) -> None:
        self._sweeping = asyncio.get_running_loop().call_later(seconds, self._sweep)

    def _sweep(self) -> None:
        """One timer for all of them: in a busy hour there are many."""
        self._sweeping = None
        while self._done and self._done[0][0] <= self._clock():
            self._forget(*self._done.popleft()[1:])
        if self._done:
            self._sweep_after(max(self._done[0][0] - self._clock(), A_MOMENT))

    def _forget(self, id: DeliveryId, task: _Task) -> None:
        if self._under_way.get(id) is task:
            del self._under_way[id]


def _leaves_no_trace(arrival: Arrival) -> bool:
    """Of some forms nothing may tell afterwards that they came, not even here."""
    return isinstance(arrival, FormSubmitted) and without_a_trace(arrival.token)
