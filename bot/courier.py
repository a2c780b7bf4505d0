"""Carry what was said: claim, send, settle; ask the platform about what is in doubt."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar

from bot.boundary.arrivals import DeliveryId, PostInDoubt
from bot.boundary.delivery import (
    Absent,
    Carried,
    Deed,
    Doubted,
    Errand,
    Gone,
    Messenger,
    NotTaken,
    Outbox,
    Outcome,
    RoomKeeper,
    Unanswerable,
    Undelivered,
    Unreachable,
)
from bot.domain.ids import Address, Platform, platform_of

T = TypeVar("T")

AT_ONCE = 100
"""Posts taken in one round: at a platform's pace, a second or two of work under a lease."""
PATIENCE = 10.0
"""Seconds that one post may take. A lease lasts at least three times as long (storage/outbox.py)."""

GIVES_UP = 10
"""Rounds in vain, one after the other, after which what seems to be due is left to the next beat: it may
be in the hands of another process."""
BEAT = 1.0
"""Seconds between two beats of the metronome (adapters/clock.py), which looks at the outbox anyway."""

log = logging.getLogger(__name__)


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

    async def drain(self) -> int:
        """Carry until nothing more can go now or in the next moment. How many posts were moved."""
        moved, in_vain = 0, 0
        while in_vain < GIVES_UP:
            just_moved = await self.round()
            moved += just_moved
            in_vain = 0 if just_moved else in_vain + 1
            if in_vain and not await self._something_soon():
                break
        return moved

    async def round(self) -> int:
        """Take what may go now and carry it, and ask about what is in doubt. How many posts that was."""
        errands = await self._off_loop(lambda: self._outbox.claim(self._now(), AT_ONCE))
        doubtful = await self._off_loop(lambda: self._outbox.doubtful(self._now(), AT_ONCE))
        outcomes = await asyncio.gather(
            *(self._carry(errand) for errand in errands),
            *(self._look_for(errand) for errand in doubtful),
        )
        if outcomes:
            asked = await self._off_loop(lambda: self._outbox.settle(outcomes, self._now()))
            for errand in asked:
                await self._ask(_in_doubt(errand, self._now()))
        return len(outcomes)

    async def _something_soon(self) -> bool:
        """Wait for a post that may go within a second: lanes are finer than the metronome's beat."""
        due = await self._off_loop(lambda: self._outbox.next_due(self._now()))
        wait = (due - self._now()).total_seconds() if due else 0.0
        if due is None or wait > BEAT:
            return False
        await asyncio.sleep(max(wait, 0.0))
        return True

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
        if not messenger.can_be_asked:
            return Unanswerable(errand)
        try:
            async with asyncio.timeout(PATIENCE):
                address = await messenger.find(errand)
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


def _in_doubt(errand: Errand, now: datetime) -> PostInDoubt:
    """A post that is sent again may come to be in doubt again, and is asked about again then."""
    return PostInDoubt(
        id=DeliveryId(f"doubt:{errand.id}:{errand.claimed_at.timestamp():.3f}"),
        at=now,
        community=errand.community,
        name=errand.name,
        place=errand.place,
    )
