"""How a courier goes about it: a slow post, or a lane that is full, keeps nobody else waiting."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from adapters.clock import SystemClock
from bot.boundary.arrivals import PostInDoubt
from bot.boundary.delivery import Errand, InDoubt, Lane
from bot.courier import Courier
from bot.domain.ids import Address
from tests.contracts.conftest import Limited
from tests.contracts.given import TEST, Rig, direct, post
from tests.contracts.test_lanes import lane_of_its_own

T = TypeVar("T")


@dataclass
class Town:
    """A platform; letters to those who are `slow` arrive when they are let."""

    slow: frozenset[str] = frozenset()
    let: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: list[str] = field(default_factory=list)
    came: list[str] = field(default_factory=list)
    can_be_asked: bool = True

    async def deliver(self, errand: Errand) -> Address:
        self.under_way.append(errand.name)
        if errand.name in self.slow:
            await self.let.wait()
        self.came.append(errand.name)
        return Address(errand.id)

    async def revise(self, errand: Errand) -> None:
        raise AssertionError(errand)

    async def find(self, errand: Errand) -> Address | None:
        raise InDoubt

    async def has(self, *names: str) -> None:
        await _until(lambda: set(names) <= set(self.came))

    async def is_at(self, name: str) -> None:
        await _until(lambda: name in self.under_way)


async def _until(truth: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not truth():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def at_work(rig: Rig, town: Town) -> AsyncIterator[tuple[Courier, asyncio.Task[int]]]:
    async def at_once(work: Callable[[], T]) -> T:
        return work()

    async def nobody_asks(doubt: PostInDoubt) -> None:
        raise AssertionError(doubt)

    courier = Courier(rig.outbox, {TEST: town}, SystemClock.now, at_once, nobody_asks)
    going = asyncio.create_task(courier.drain())
    yield courier, going
    town.let.set()
    async with asyncio.timeout(10):
        await going


def letter(rig: Rig, name: str, to: int) -> None:
    rig.say(post(name, direct(to)), at=SystemClock.now())


async def test_what_comes_while_a_post_is_slow_is_carried_meanwhile(rig: Rig) -> None:
    town = Town(slow=frozenset({"slow"}))
    letter(rig, "slow", 1)
    letter(rig, "quick", 2)

    async with at_work(rig, town) as (courier, going):
        await town.has("quick")
        letter(rig, "later", 3)
        courier.hurry()
        await town.has("later")

        assert not going.done()
        assert town.came == ["quick", "later"]
    assert town.came[-1] == "slow"


async def test_what_comes_while_a_lane_is_full_does_not_wait_for_it(limited: Limited) -> None:
    rig = limited(lane_of_its_own(even=Lane("even", 1.2, 1), odd=Lane("odd", 100, 100)))
    town = Town()
    for number in (0, 2, 4):
        letter(rig, f"even{number}", number)

    async with at_work(rig, town) as (courier, _):
        await town.has("even0")
        letter(rig, "odd", 1)
        courier.hurry()
        await town.has("odd", "even2", "even4")

    assert town.came.index("odd") == 1


async def test_a_courier_that_is_stopped_takes_nothing_more_and_leaves_nothing_in_doubt(
    rig: Rig,
) -> None:
    town = Town(slow=frozenset({"slow"}))
    letter(rig, "slow", 1)
    async with at_work(rig, town) as (courier, _):
        await town.is_at("slow")
        courier.stop()
        letter(rig, "too late", 2)

    health = rig.health(SystemClock.now())
    assert town.came == ["slow"]
    assert (health.unsure, health.waiting) == (0, 1)
