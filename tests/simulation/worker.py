"""One process of the bot, to be killed: it rings alarms and carries posts until nothing is left."""

import asyncio
import os
import random
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from adapters.clock import Clock
from bot.boundary.arrivals import PostInDoubt
from bot.boundary.decision import Decision
from bot.boundary.delivery import Errand, InDoubt
from bot.courier import Courier
from bot.domain.alarm import Alarm
from bot.domain.contribution import Contribution, Part
from bot.domain.ids import Address, RecordId, place_key
from tests.contracts.given import ANN, TEST, Rig

T = TypeVar("T")


@dataclass
class AppendOnly:
    """A platform that takes a post with one appended line, and may be slow to say so."""

    file: Path
    can_be_asked: bool

    async def deliver(self, errand: Errand) -> Address:
        await asyncio.sleep(random.uniform(0.0, 0.02))
        line = f"{errand.id} {errand.name} {place_key(errand.place)}\n"
        handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, line.encode())
        os.close(handle)
        await asyncio.sleep(random.uniform(0.0, 0.04))
        return Address(errand.id)

    async def revise(self, errand: Errand) -> None:
        raise AssertionError("nothing is revised here")

    async def find(self, errand: Errand) -> Address | None:
        if not self.can_be_asked:
            raise InDoubt
        taken = {line.split(" ", 1)[0] for line in self.file.read_text().splitlines()}
        return Address(errand.id) if errand.id in taken else None


async def work(rig: Rig, platform: AppendOnly, now: Callable[[], datetime]) -> None:
    async def ask(_: PostInDoubt) -> None:
        raise AssertionError("nobody is asked here")

    courier = Courier(rig.outbox, {TEST: platform}, now, _off_loop, ask)
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    while not await _off_loop(lambda: _done(rig, now())):
        moved, rang = await asyncio.gather(courier.round(), _off_loop(lambda: ring(rig, now())))
        if not moved and not rang:
            await asyncio.sleep(0.02)


def ring(rig: Rig, now: datetime) -> int:
    """Ring a few. The effect of each is a record, made anew every time it rings."""
    for rang in range(5):
        with rig.offices.open() as office:
            alarm = office.due(now)
            if alarm is None:
                return rang
            office.keep(Decision(keep=(_effect(rig, alarm),)), now)
            office.rang(alarm)
    return 5


def _effect(rig: Rig, alarm: Alarm) -> Contribution:
    return Contribution(
        id=RecordId(rig.mint.id()),
        community=alarm.community,
        session=alarm.about,
        author=ANN,
        part=Part.STRUCK,
        text="rang",
        forget_at=datetime(9000, 1, 1, tzinfo=UTC),
    )


def _done(rig: Rig, now: datetime) -> bool:
    health = rig.database.health(now)
    with rig.offices.open() as office:
        waits = office.next_alarm() is not None
    return not (waits or health.waiting or health.unsure)


def _off_loop(work: Callable[[], T]) -> Awaitable[T]:
    return asyncio.to_thread(work)


if __name__ == "__main__":
    url, file, answers, speed, began = sys.argv[1:]
    since = datetime.fromisoformat(began)
    clock = Clock(since, since, speed=float(speed))
    asyncio.run(work(Rig(url), AppendOnly(Path(file), answers == "asked"), clock.now))
