"""Carry what was said: claim, send, settle; ask the platform about what is in doubt."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TypeVar

from bot.boundary.arrivals import DeliveryId, PostInDoubt
from bot.boundary.ports import Errand, InDoubt, Messenger, Outbox, Undelivered, Unreachable
from bot.domain.ids import Address, Platform, platform_of

T = TypeVar("T")
OffLoop = Callable[[Callable[[], T]], Awaitable[T]]

AT_ONCE = 100
"""Posts taken in one round: at the pace of a platform, no more than a second or two of work under a lease."""
PATIENCE = 10.0
"""Seconds that one post may take. A lease lasts at least three times as long (storage/outbox.py)."""

log = logging.getLogger(__name__)


class Courier:
    """Carries posts for every platform. Several couriers, in several processes, may share one outbox."""

    def __init__(
        self,
        outbox: Outbox,
        messengers: Mapping[Platform, Messenger],
        now: Callable[[], datetime],
        off_loop: OffLoop,  # type: ignore[type-arg]
        ask: Callable[[PostInDoubt], Awaitable[object]],
    ) -> None:
        self._outbox = outbox
        self._messengers = messengers
        self._now = now
        self._off_loop = off_loop
        self._ask = ask

    async def drain(self) -> int:
        """Carry until nothing more can go now. How many posts were moved."""
        moved = 0
        while just_moved := await self.round():
            moved += just_moved
        return moved

    async def round(self) -> int:
        """Take what may go now and carry it; then ask about what is in doubt."""
        errands = await self._off_loop(lambda: self._outbox.claim(self._now(), AT_ONCE))
        doubtful = await self._off_loop(lambda: self._outbox.doubtful(self._now(), AT_ONCE))
        settled = await asyncio.gather(
            *(self._carry(errand) for errand in errands),
            *(self._look(errand) for errand in doubtful),
        )
        if settled:
            await self._off_loop(lambda: [settle() for settle in settled])
        return len(settled)

    async def _carry(self, errand: Errand) -> Callable[[], object]:
        """Send one, and give back how to write down what came of it."""
        messenger = self._messengers[platform_of(errand.place)]
        try:
            async with asyncio.timeout(PATIENCE):
                address = await self._send(messenger, errand)
        except Unreachable as problem:
            why = problem.why
            return lambda: self._outbox.unreachable(errand, why, self._now())
        except Undelivered as problem:
            why, after = problem.why, problem.after
            return lambda: self._outbox.refused(errand, self._now(), why, after)
        except Exception as problem:  # whatever went wrong, nobody knows whether it arrived
            log.warning("A post is in doubt: %s", type(problem).__name__)
            return lambda: self._outbox.doubt(errand, self._now())
        return lambda: self._outbox.carried(errand, address, self._now())

    async def _send(self, messenger: Messenger, errand: Errand) -> Address:
        if errand.address is None:
            return await messenger.deliver(errand)
        await messenger.revise(errand)
        return errand.address

    async def _look(self, errand: Errand) -> Callable[[], object]:
        """Ask the platform whether a doubtful post stands there; a changed one is simply changed again."""
        messenger = self._messengers[platform_of(errand.place)]
        if errand.address is not None:
            return lambda: self._outbox.resolve(errand, errand.address, self._now())
        if not messenger.can_be_asked:
            return await self._follow_its_care(errand)
        try:
            async with asyncio.timeout(PATIENCE):
                address = await messenger.find(errand)
        except (InDoubt, TimeoutError):
            return lambda: self._outbox.doubt(errand, self._now())
        return lambda: self._outbox.resolve(errand, address, self._now())

    async def _follow_its_care(self, errand: Errand) -> Callable[[], object]:
        now = self._now()
        if await self._off_loop(lambda: self._outbox.unanswerable(errand, now)):
            await self._ask(
                PostInDoubt(
                    id=DeliveryId(f"doubt:{errand.id}"),
                    at=now,
                    community=errand.community,
                    name=errand.name,
                    place=errand.place,
                )
            )
        return lambda: None
