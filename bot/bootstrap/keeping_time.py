"""What keeps the time: alarms ring when they are due, and posts go."""

from datetime import datetime

from adapters.clock import Clock, Timekeeper
from bot.desk import Desk
from storage import Database


def timekeeper(database: Database, desk: Desk, clock: Clock) -> Timekeeper:
    """Its next moment is when an alarm rings, or a post that waits may go."""

    def earliest() -> datetime | None:
        with database.offices().open() as office:
            alarm = office.next_alarm()
        post = database.outbox().next_due(clock.now())
        return min((moment for moment in (alarm, post) if moment), default=None)

    async def upcoming() -> datetime | None:
        return await desk.off_loop(earliest)

    return Timekeeper(clock, desk.wake, desk.carry, upcoming)
