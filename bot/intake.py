"""Where what arrives waits for a free hand. What waits at the same time is taken in together, and waits for the
disk once. Whoever comes when nobody else waits is served at once (docs/decisions/0028)."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

from bot.boundary.arrivals import Arrival
from bot.boundary.decision import Decision
from bot.engine import Engine, Taken, leaves_no_trace

T = TypeVar("T")


class OffLoop(Protocol):
    """Runs plain work off the event loop."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]: ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody who is to be answered as soon as it is kept."""

    arrival: Arrival
    answer: asyncio.Future[Decision]


class Intake:
    """In the order in which they came. `hands` work at once, each with up to `together` arrivals."""

    def __init__(self, engine: Engine, off_loop: OffLoop, *, hands: int, together: int) -> None:
        self._engine = engine
        self._off_loop = off_loop
        self._hands = hands
        self._together = together
        self._waiting = deque[_Waiting]()
        self._at_work = set[asyncio.Task[None]]()

    async def __call__(self, arrival: Arrival) -> Decision:
        """What was decided, once it is kept. Who no longer waits for it has still been heard."""
        answer: asyncio.Future[Decision] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(arrival, answer))
        if len(self._at_work) < self._hands:
            self._at_work.add(asyncio.create_task(self._serve()))
        return await answer

    async def close(self) -> None:
        """When everybody who waits has been answered."""
        while self._at_work:
            await asyncio.wait(self._at_work)

    async def _serve(self) -> None:
        """One hand, until nobody waits."""
        while self._waiting:
            these = self._next()
            taken = await self._taken_in([one.arrival for one in these])
            for one, what in zip(these, taken, strict=True):
                _answer(one.answer, what)
        self._at_work.discard(cast(asyncio.Task[None], asyncio.current_task()))

    def _next(self) -> list[_Waiting]:
        """What leaves no trace shares a transaction with nobody."""
        these = [self._waiting.popleft()]
        while self._waiting and len(these) < self._together:
            if any(leaves_no_trace(one.arrival) for one in (these[-1], self._waiting[0])):
                break
            these.append(self._waiting.popleft())
        return these

    async def _taken_in(self, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
        """What hinders the whole is everybody's answer."""
        try:
            return await self._off_loop(lambda: self._kept(arrivals))
        except Exception as failure:
            return [failure] * len(arrivals)

    def _kept(self, arrivals: Sequence[Arrival]) -> Sequence[Taken]:
        if len(arrivals) == 1:
            return [self._engine.take_in(arrivals[0])]
        return self._engine.take_in_together(arrivals)


def _answer(answer: "asyncio.Future[Decision]", taken: Taken) -> None:
    if answer.done():
        return
    if isinstance(taken, Decision):
        answer.set_result(taken)
    else:
        answer.set_exception(taken)
