"""The clock's one door, and the metronome.

Nobody else asks what time it is. A practice room's clock can be moved, and may run faster than the
world's; moving it rings every alarm on the way.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

MOST_ROUNDS: Final = 1_000
"""Rounds at one moment, of up to a hundred alarms each. After that, something rings itself for ever."""
CARRIES_FOR: Final = 1.0
"""Seconds that a tick waits for its posts. Slower ones go on by themselves, and alarms still ring."""
GOODBYE: Final = 3.0
"""Seconds that work under way gets when the metronome stops."""

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]


class SystemClock:
    """The world's clock."""

    @staticmethod
    def now() -> datetime:
        return datetime.now(UTC)


class Clock:
    """A clock of its own: it stood at `virtual` when the world's stood at `real`, and runs `speed`
    times as fast. Given neither, it begins now.

    `remember` is told of both, to be passed in at the next start.
    """

    def __init__(
        self,
        virtual: datetime | None = None,
        real: datetime | None = None,
        *,
        speed: float = 1.0,
        remember: Callable[[datetime, datetime], None] = lambda _virtual, _real: None,
        world: Callable[[], datetime] = SystemClock.now,
    ) -> None:
        self.speed = speed
        self._world = world
        self._remember = remember
        self._real = real or world()
        self._virtual = virtual or self._real

    def now(self) -> datetime:
        return self._at(self._world())

    def set(self, at: datetime) -> None:
        """`ValueError` when that is past: what has happened stays."""
        real = self._world()
        if at < self._at(real):
            raise ValueError("the clock only moves forward")
        self._stand(at, real)

    def reach(self, at: datetime) -> None:
        """Stand at `at` or later: a time that has passed already changes nothing."""
        real = self._world()
        if at > self._at(real):
            self._stand(at, real)

    def note(self) -> None:
        """Have it remembered where it stands. A clock with a speed needs this before it stops."""
        real = self._world()
        self._stand(self._at(real), real)

    def _at(self, real: datetime) -> datetime:
        return self._virtual + (real - self._real) * self.speed

    def _stand(self, virtual: datetime, real: datetime) -> None:
        self._remember(virtual, real)
        self._virtual, self._real = virtual, real


class NeverClears(RuntimeError):
    """Something is due again and again at the same moment: a bug, which must not hang the house."""


class Timekeeper:
    """Rings what is due and has it carried.

    `wake` rings some of what is due and says how many; `deliver` carries until nothing more can
    go; `upcoming` is when the next thing is due, be it an alarm or a post that waits.
    """

    def __init__(
        self,
        clock: Clock,
        wake: Callable[[datetime], Awaitable[int]],
        deliver: Job,
        upcoming: Callable[[], Awaitable[datetime | None]],
    ) -> None:
        self._clock = clock
        self._wake = wake
        self._deliver = deliver
        self._upcoming = upcoming
        self._one_at_a_time = asyncio.Lock()
        self._carrying: asyncio.Future[object] | None = None

    def now(self) -> datetime:
        return self._clock.now()

    async def next_moment(self) -> datetime | None:
        """When the next thing happens by itself, perhaps already due; None when nothing waits."""
        return await self._upcoming()

    async def tick(self) -> int:
        """Ring what is due. How many alarms rang; none while somebody else is at it."""
        if self._one_at_a_time.locked():
            return 0
        async with self._one_at_a_time:
            return await self._ring_and_carry(CARRIES_FOR)

    async def move(self, to: datetime) -> int:
        """Go there from moment to moment, ringing and carrying at each. How many alarms rang.

        Where something fails, the clock stops there, and moving it again goes on.
        """
        async with self._one_at_a_time:
            rang, rounds, last = 0, 0, None
            while (due := await self._upcoming()) is not None and due <= to:
                rounds = 0 if last is None or due > last else rounds + 1
                if rounds >= MOST_ROUNDS:
                    raise NeverClears(f"something stays due at {due}")
                last = due
                self._clock.reach(due)
                rang += await self._ring_and_carry(None)
            self._clock.reach(to)
            return rang + await self._ring_and_carry(None)

    async def _ring_and_carry(self, patience: float | None) -> int:
        """What has been said is carried even when an alarm fails."""
        try:
            return await self._ring(self._clock.now())
        finally:
            await self._carry(patience)

    async def _ring(self, now: datetime) -> int:
        rang = 0
        for _ in range(MOST_ROUNDS):
            just_rang = await self._wake(now)
            if just_rang == 0:
                return rang
            rang += just_rang
        raise NeverClears(f"alarms keep ringing at {now}")

    async def _carry(self, patience: float | None) -> None:
        """Begin to carry, once an earlier round has ended: that one may have missed the newest posts.

        Never cut off: a post that is cut off on its way is in doubt.
        """
        if self._carrying is not None and not await self._carried(self._carrying, patience):
            return
        self._carrying = asyncio.ensure_future(self._deliver())
        self._carrying.add_done_callback(_look_at)
        await self._carried(self._carrying, patience)

    async def _carried(self, carrying: asyncio.Future[object], patience: float | None) -> bool:
        """Whether it ended in time. Raises what it raised."""
        done, _ = await asyncio.wait({carrying}, timeout=patience)
        if not done:
            return False
        self._carrying = None
        carrying.result()
        return True


def _look_at(carrying: asyncio.Future[object]) -> None:
    """A failure that nobody looks at would be printed with its text."""
    if not carrying.cancelled():
        carrying.exception()


class Metronome:
    """Calls `tick` every second and `housekeeping` every hour, both for the first time at once.

    What they raise is logged by its kind alone: its text may hold somebody's words.
    """

    def __init__(self, tick: Job, housekeeping: Job, *, every: float = 1.0) -> None:
        self._working = set[asyncio.Task[object]]()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        # a tick that takes longer than a second is nothing to write about, nor is each one
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        for job, interval in (
            (tick, timedelta(seconds=every)),
            (housekeeping, timedelta(hours=1)),
        ):
            self._scheduler.add_job(
                self._safely,
                "interval",
                (job,),
                seconds=interval.total_seconds(),
                next_run_time=datetime.now(UTC),
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        """Needs a running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more, and let what is under way finish: shutting down would cut it off."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._working:
            await asyncio.wait(self._working, timeout=GOODBYE)
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it shuts down in the loop's next turn

    async def _safely(self, job: Job) -> None:
        if (task := asyncio.current_task()) is not None:
            self._working.add(task)
            task.add_done_callback(self._working.discard)
        try:
            await job()
        except asyncio.CancelledError:  # else the scheduler logs line by line where that was
            log.info("The metronome was stopped in the middle; it goes on with the next start.")
        except Exception as problem:
            log.error("The metronome went on after %s.", type(problem).__name__)
