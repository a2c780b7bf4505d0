"""Somebody who joined after the start, until they have found their way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import PersonId
from bot.domain.records import Belonging

READING = timedelta(days=7)
"""They read along before anything is asked of them."""
SESSIONS_BEFORE_ASKED = 2
"""After so many they are asked what is odd here: they still see it."""
KEPT = timedelta(days=182)
"""At the latest (docs/trust.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer(Belonging):
    """`reads_until`: their week of reading; None once it is over. `buddy` shows them around.

    `rules_asked`: the group has been asked whether its rules still fit, now that they are here.
    `odd_asked`: they have been asked what is odd here.
    """

    person: PersonId
    joined_at: datetime
    reads_until: datetime | None
    buddy: PersonId | None = None
    rules_asked: bool = False
    odd_asked: bool = False

    def alarms(self) -> tuple[Alarm, ...]:
        return self.wakes(self.reads_until, AlarmKind.READING_OVER)

    def expires(self) -> datetime | None:
        return self.joined_at + KEPT
