"""Five thousand private posts: kept in one transaction, and carried.

Carried to a platform that takes everything at once, and to one that permits a rate, with lanes set.
Wanted: kept in under 0.3 s; over 1,000 a second carried; within 3 % of the permitted rate.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count

from benchmarks._ground import ENGINES, PLATFORM, community, databases, keep, row, timed
from bot.boundary.decision import Decision, Post
from bot.boundary.delivery import Errand, Lane, Step
from bot.boundary.views import Card, Text
from bot.courier import Courier
from bot.domain.ids import Address, Direct, Place, PostName, person_id
from storage import Database

POSTS = 5_000
PACED = 1_500
RATE, BURST = 100.0, 10
HOME = community(1)
LETTER = Card("Halfway", (Text("How is this session going for you? Two presses are enough."),))


def main() -> None:
    row("", "kept in", "carried", "permitted", "with lanes", "of permitted")
    with databases() as open_way:
        for name in ENGINES:
            database = open_way[name]()
            keep(database, HOME)
            kept = timed(lambda: _say(database, POSTS))  # noqa: B023
            carried = _carry(database, POSTS)
            database.close()
            paced = _paced(name)
            row(
                name,
                f"{kept:.2f} s",
                f"{POSTS / carried:,.0f} /s",
                f"{RATE:.0f} /s",
                f"{paced:.1f} /s",
                f"{paced / RATE:.1%}",
            )


def _paced(name: str) -> float:
    """The rate over the posts after the first burst, which the platform takes at once."""
    with databases(_lane) as fresh:
        database = fresh[name]()
        keep(database, HOME)
        _say(database, PACED)
        seconds = _carry(database, PACED)
        database.close()
    return (PACED - BURST) / seconds


def _lane(_place: Place, _step: Step) -> tuple[Lane, ...]:
    return (Lane("workspace", RATE, BURST),)


def _say(database: Database, posts: int) -> None:
    said = tuple(
        Post(
            community=HOME.id,
            to=Direct(person_id(PLATFORM, "w", f"p{number}")),
            name=PostName("check:1"),
            card=LETTER,
        )
        for number in range(posts)
    )
    with database.offices().open() as office:
        office.keep(Decision(say=said), _now())


def _carry(database: Database, posts: int) -> float:
    """Seconds until the platform has every one, each exactly once."""
    platform = _TakesAll()
    seconds = asyncio.run(_drained(database, platform))
    assert len(platform.taken) == len(set(platform.taken)) == posts
    return seconds


async def _drained(database: Database, platform: "_TakesAll") -> float:
    with _off_loop(database.threads) as off_loop:
        courier = Courier(database.outbox(), {PLATFORM: platform}, _now, off_loop, _nobody_asks)  # type: ignore[arg-type]
        began = time.perf_counter()
        await courier.drain()
        return time.perf_counter() - began


class _TakesAll:
    can_be_asked = True

    def __init__(self) -> None:
        self.taken: list[str] = []
        self._addresses: Iterator[int] = count()

    async def deliver(self, errand: Errand) -> Address:
        self.taken.append(errand.id)
        return Address(str(next(self._addresses)))

    async def revise(self, errand: Errand) -> None:
        raise AssertionError("nothing is revised here")

    async def find(self, errand: Errand) -> Address | None:
        raise AssertionError("nothing is in doubt here")


@contextmanager
def _off_loop(threads: int) -> Iterator[Callable[..., object]]:
    with ThreadPoolExecutor(threads) as pool:
        yield lambda work: asyncio.get_running_loop().run_in_executor(pool, work)


async def _nobody_asks(_doubt: object) -> None:
    raise AssertionError("nothing is in doubt here")


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
