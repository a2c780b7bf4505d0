"""Nothing is planned: after some months somebody is asked, kindly, whether it goes on or ends."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.records import Belonging

ASKS_AFTER = timedelta(days=91)
"""A quarter of a year: long enough to have been a rest, short enough to be remembered. A judgement."""
NEXT_AFTER = timedelta(days=14)
"""So long one person has; then the next is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standstill(Belonging):
    """One who looks after the community is asked first, then the other, then everyone who takes part; and a
    quarter of a year later again. It is forgotten as soon as something is planned.

    `asked` counts who has been asked in this `turn`. `everyone`: all were asked in the turn before, and may answer.
    """

    asks_at: datetime
    asked: int = 0
    turn: int = 1
    everyone: bool = False

    def put_off(self, at: datetime) -> "Standstill":
        """From the first again, a quarter of a year on."""
        return replace(self, asks_at=at + ASKS_AFTER, asked=0, turn=self.turn + 1)

    def let_be(self, at: datetime) -> "Standstill":
        """Somebody has answered: not just yet. What everyone was asked is not open any more."""
        return replace(self.put_off(at), everyone=False)

    def asked_of_one(self, asked: int, at: datetime) -> "Standstill":
        return replace(self, asks_at=at + NEXT_AFTER, asked=asked)

    def asked_of_everyone(self, at: datetime) -> "Standstill":
        return replace(self.put_off(at), everyone=True)

    def alarms(self) -> tuple[Alarm, ...]:
        return self.wakes(self.asks_at, AlarmKind.NOTHING_PLANNED)
