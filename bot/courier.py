"""Carry what was said: claim, send, settle; ask the platform about what is in doubt."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol, TypeVar

from bot.boundary.arrivals import DeliveryId, PostInDoubt
from bot.boundary.delivery import (
    ONE,
    Absent,
    Carried,
    Deed,
    Doubted,
    Errand,
    Gone,
    InParts,
    Messenger,
    NotTaken,
    Outbox,
    Outcome,
    Parts,
    RoomKeeper,
    Unanswerable,
    Undelivered,
    Unreachable,
)
from bot.domain.ids import Address, Platform, platform_of

T = TypeVar("T")

AT_ONCE = 100
"""Posts that are on their way at the same time, at most."""
PATIENCE = 10.0
"""Seconds that one post may take. A lease lasts at least three times as long (storage/outbox.py)."""

GIVES_UP = 10
"""Times that nothing could be taken, one after the other, after which what seems to be due is left to the next
beat: it may be in the hands of another process."""
A_BREATH = 0.05
"""Seconds between two looks into the outbox, at least, while posts are on their way."""
BEAT = 1.0
"""Seconds between two beats of the metronome (adapters/clock.py), which looks at the outbox anyway."""

log = logging.getLogger(__name__)


_OnItsWay = asyncio.Task[Outcome]


class OffLoop(Protocol):
    """Runs plain work off the event loop."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]: ...


class Courier:
    """Carries posts for every platform. Several couriers, in several processes, may share one outbox."""

    def __init__(
        self,
        outbox: Outbox,
        messengers: Mapping[Platform, Messenger],
        now: Callable[[], datetime],
        off_loop: OffLoop,
        ask: Callable[[PostInDoubt], Awaitable[object]],
    ) -> None:
        self._outbox = outbox
        self._messengers = messengers
        self._now = now
        self._off_loop = off_loop
        self._ask = ask
        self._more = asyncio.Event()
        self._goes = True

    def hurry(self) -> None:
        """There is something new: it is not to wait for what waits already."""
        self._more.set()

    def stop(self) -> None:
        """Take nothing more. What is on its way arrives, and so is not in doubt."""
        self._goes = False
        self._more.set()

    async def drain(self) -> int:
        """Carry until nothing more can go now or in the next moment. How many posts were moved.

        Each is settled when it has arrived, and the next ones are taken meanwhile: a slow post, or a lane that
        is full, keeps nobody else waiting.
        """
        moved, in_vain, under_way = 0, 0, set[_OnItsWay]()
        try:
            while in_vain < GIVES_UP:
                begun = await self._begin(AT_ONCE - len(under_way))
                under_way |= begun
                in_vain = 0 if begun or self._more.is_set() else in_vain + 1
                if under_way:
                    arrived, in_vain = await self._first_of(under_way), 0
                    under_way -= arrived
                    moved += await self._settle([one.result() for one in arrived])
                elif not await self._something_soon():
                    break
        finally:
            for one in under_way:
                one.cancel()
        return moved

    async def round(self) -> int:
        """Take what may go now and carry it, and ask about what is in doubt. How many posts that was."""
        return await self._settle(await asyncio.gather(*await self._begin(AT_ONCE)))

    async def _begin(self, most: int) -> set[_OnItsWay]:
        """Take up to so many that may go now or are in doubt, and set out with them."""
        self._more.clear()
        if most <= 0 or not self._goes:
            return set()
        errands = await self._off_loop(lambda: self._outbox.claim(self._now(), most))
        doubtful = await self._off_loop(lambda: self._outbox.doubtful(self._now(), most))
        return {
            *(asyncio.create_task(self._carry(errand)) for errand in errands),
            *(asyncio.create_task(self._look_for(errand)) for errand in doubtful),
        }

    async def _first_of(self, under_way: set[_OnItsWay]) -> set[_OnItsWay]:
        """Those that have arrived as soon as one has; none when something else may set out before."""
        wait = await self._until_next()
        called = asyncio.create_task(self._more.wait())
        most = BEAT if wait is None else min(max(wait, A_BREATH), BEAT)
        await asyncio.wait({*under_way, called}, timeout=most, return_when=asyncio.FIRST_COMPLETED)
        called.cancel()
        return {one for one in under_way if one.done()}

    async def _settle(self, outcomes: Sequence[Outcome]) -> int:
        if outcomes:
            asked = await self._off_loop(lambda: self._outbox.settle(outcomes, self._now()))
            parts = {one.errand.id: one.parts for one in outcomes if isinstance(one, Unanswerable)}
            for errand in asked:
                await self._ask(_in_doubt(errand, parts[errand.id], self._now()))
        return len(outcomes)

    async def _something_soon(self) -> bool:
        """Wait for a post that may go within a second: lanes are finer than the metronome's beat."""
        wait = await self._until_next()
        if wait is None or wait > BEAT or not self._goes:
            return False
        with suppress(TimeoutError):
            await asyncio.wait_for(self._more.wait(), wait)
        return True

    async def _until_next(self) -> float | None:
        """Seconds until something may go; None when nothing waits."""
        due = await self._off_loop(lambda: self._outbox.next_due(self._now()))
        return max((due - self._now()).total_seconds(), 0.0) if due else None

    async def _carry(self, errand: Errand) -> Outcome:
        messenger = self._messengers[platform_of(errand.place)]
        try:
            async with asyncio.timeout(PATIENCE):
                return Carried(errand, await _done(errand, messenger))
        except Unreachable as problem:
            return Gone(errand, problem.why)
        except Undelivered as problem:
            return NotTaken(errand, problem.why, problem.after)
        except Exception as problem:  # whatever went wrong, nobody knows whether it arrived
            log.warning("A post is in doubt after %s.", type(problem).__name__)
            return Doubted(errand)

    async def _look_for(self, errand: Errand) -> Outcome:
        """A doubtful change is simply made again, and so is a deed that changes nothing when it is done twice;
        a doubtful new post is looked for, where that is possible."""
        if errand.address is not None or errand.deed is not Deed.POST:
            return await self._carry(errand)
        messenger = self._messengers[platform_of(errand.place)]
        try:
            async with asyncio.timeout(PATIENCE):
                if not messenger.can_be_asked:
                    return Unanswerable(errand, await _parts(errand, messenger))
                address = await messenger.find(errand)
        except Unreachable as problem:
            return Gone(errand, problem.why)
        except Undelivered as problem:
            return Doubted(errand, problem.after)
        except Exception as problem:
            log.warning("A post is still in doubt after %s.", type(problem).__name__)
            return Doubted(errand)
        return Absent(errand) if address is None else Carried(errand, address)


async def _done(errand: Errand, messenger: Messenger) -> Address | None:
    """Where the post stands. What a chat can't do is left, and that is all there is to it."""
    match errand.deed:
        case Deed.POST if errand.address is None:
            return await messenger.deliver(errand)
        case Deed.POST:
            await messenger.revise(errand)
        case Deed.PIN if isinstance(messenger, RoomKeeper):
            await messenger.pin(errand)
        case Deed.LEAVE if isinstance(messenger, RoomKeeper):
            await messenger.leave(errand)
    return errand.address


async def _parts(errand: Errand, messenger: Messenger) -> Parts:
    return await messenger.parts(errand) if isinstance(messenger, InParts) else ONE


def _in_doubt(errand: Errand, parts: Parts, now: datetime) -> PostInDoubt:
    """A post that is sent again may come to be in doubt again, and is asked about again then."""
    return PostInDoubt(
        id=DeliveryId(f"doubt:{errand.id}:{errand.claimed_at.timestamp():.3f}"),
        at=now,
        community=errand.community,
        name=errand.name,
        place=errand.place,
        parts=parts,
    )
