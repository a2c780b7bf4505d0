"""The desk: where adapters hand in what arrives, off the event loop.

The core and the storage are plain synchronous code. They run here in as many threads as the
database has connections, and what was said is carried as soon as it is kept.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import perf_counter
from typing import Final, Protocol, TypeVar

from bot.boundary.arrivals import Arrival, Begun, ReplyBegun
from bot.boundary.decision import Decision, Reply
from bot.boundary.views import Page
from bot.domain.ids import Address, PersonId, Room
from bot.engine import Engine, leaves_no_trace
from bot.intake import Intake

T = TypeVar("T")

MOMENT: Final = 1.0
"""Seconds that a reply waits for what was said with it, so that a person sees both together."""
A_FEW: Final = 2
"""Alarms that ring before whoever waits at the desk is served: about ten milliseconds each."""
IN_A_ROW: Final = 100
BAD_LUCK: Final = 3
"""Failures after which the rest waits for the next beat: it may be the database that fails."""
GOODBYE: Final = 3.0
"""Seconds that posts on their way get when the house shuts. Those that need longer are in doubt then."""

log = logging.getLogger(__name__)


class Carries(Protocol):
    """The courier, as far as the desk knows it."""

    async def drain(self) -> int: ...

    def hurry(self) -> None:
        """There is something new to carry."""
        ...

    def stop(self) -> None:
        """Take nothing more."""
        ...


class Counts(Protocol):
    """Counts for the operator: what came, what was carried, what rang. Never per person."""

    def arrived(self, kind: str, seconds: float) -> None: ...

    def carried(self, posts: int) -> None: ...

    def rang(self, alarms: int) -> None: ...


class Desk:
    """Awaited by every adapter: `await desk(arrival)` gives what to reply."""

    def __init__(
        self,
        engine: Engine,
        threads: int,
        courier: Callable[["Desk"], Carries],
        counts: Counts,
        together: int = 1,
    ) -> None:
        """`together`: how many arrivals may share a transaction."""
        self._engine = engine
        self._counts = counts
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="desk")
        self._intake = Intake(engine, self.off_loop, hands=threads, together=together)
        self._courier = courier(self)
        self._one_at_a_time = asyncio.Lock()
        self._rounds = set[asyncio.Task[None]]()
        self._next_round: asyncio.Task[None] | None = None

    async def __call__(self, arrival: Arrival) -> tuple[Reply, ...]:
        """As soon as what was said with it stands too, or a moment has passed."""
        decision = await self._taken_in(arrival)
        if decision.say:
            await asyncio.wait({self._soon()}, timeout=MOMENT)
        return decision.reply

    async def take(self, arrival: Arrival) -> tuple[Reply, ...]:
        """As soon as it is kept; what was said is carried meanwhile. For a platform that waits for an answer."""
        decision = await self._taken_in(arrival)
        if decision.say:
            self._soon()
        return decision.reply

    async def keep(self, arrival: Arrival) -> tuple[Reply, ...]:
        """As soon as it is kept, and nothing is carried for it: before the house is open."""
        return (await self._taken_in(arrival)).reply

    async def page(self, person: PersonId, now: datetime) -> Page:
        """What somebody's own page says."""
        return await self.off_loop(lambda: self._engine.page(person, now))

    async def hears(self, person: PersonId, room: Room, under: Address) -> bool:
        """Whether what they would write below this message is meant for the bot."""
        return await self.off_loop(lambda: self._engine.hears(person, room, under))

    async def begins(self, reply: ReplyBegun) -> Begun:
        """Whether somebody's words may be put there for them. Once it is kept that it has begun."""
        if (await self._taken_in(reply)).once:
            return Begun.NOW
        heard = await self.hears(reply.who.person, reply.room, reply.under)
        return Begun.BEFORE if heard else Begun.UNHEARD

    def off_loop(self, work: Callable[[], T]) -> Awaitable[T]:
        """Run plain work in one of the database's threads."""
        return asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _taken_in(self, arrival: Arrival) -> Decision:
        came = perf_counter()
        decision = await self._intake(arrival)
        if not leaves_no_trace(arrival):
            self._counts.arrived(type(arrival).__name__, perf_counter() - came)
        return decision

    async def wake(self, now: datetime) -> int:
        """Ring some of what is due, and in between serve whoever comes. How many alarms rang.

        What fails is put off and keeps nothing else waiting; the first failure is raised at the end.
        """
        rang, failures = 0, list[Exception]()
        while rang < IN_A_ROW and len(failures) < BAD_LUCK:
            try:
                few = await self.off_loop(lambda: self._engine.wake(now, A_FEW))
            except Exception as failure:
                failures.append(failure)
            else:
                rang += few
                if few < A_FEW:
                    break
        self._counts.rang(rang)
        if failures:
            raise failures[0]
        return rang

    async def clear(self, now: datetime) -> None:
        """Delete what is past its day."""
        await self.off_loop(lambda: self._engine.clear(now))

    async def carry(self) -> None:
        """Carry until nothing more can go now. Those who ask at the same time share one round."""
        await asyncio.shield(self._soon())

    async def close(self) -> None:
        """Let posts that are on their way arrive, and the threads finish."""
        self._courier.stop()
        await self._intake.close()
        if self._rounds:
            _, slow = await asyncio.wait(self._rounds, timeout=GOODBYE)
            for one in slow:
                one.cancel()
        self._threads.shutdown()

    def _soon(self) -> asyncio.Task[None]:
        """The round that has not begun yet: it will see everything that is kept by now."""
        if self._next_round is None:
            self._next_round = asyncio.create_task(self._round())
            self._rounds.add(self._next_round)
            self._next_round.add_done_callback(self._done)
        self._courier.hurry()
        return self._next_round

    async def _round(self) -> None:
        async with self._one_at_a_time:
            self._next_round = None
            self._counts.carried(await self._courier.drain())

    def _done(self, round_: asyncio.Task[None]) -> None:
        """Posts wait in the outbox for the next round. Only the kind of a failure may be logged."""
        self._rounds.discard(round_)
        if not round_.cancelled() and (failure := round_.exception()):
            log.warning("Carrying stopped after %s.", type(failure).__name__)
