"""Somebody who joined after the start, until they have found their way."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import PersonId
from bot.domain.records import Belonging

READING = timedelta(days=7)
"""They read along before anything is asked of them."""
SESSIONS_BEFORE_ASKED = 2
"""After so many they are asked what is odd here: they still see it."""
MOST_LET_IN = 4
"""So often those who look after it are asked to let somebody in; then it is taken to be done."""
KEPT = timedelta(days=182)
"""At the latest (docs/what-is-kept.md)."""


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
    rules_fit: bool = False
    """And that they do has been said."""
    odd_asked: bool = False
    let_in_at: datetime | None = None
    """When those who look after it are asked again to let them into the room; None: they are in it."""
    let_in_asked: int = 0

    @property
    def outside(self) -> bool:
        return self.let_in_at is not None

    def inside(self, at: datetime) -> "Newcomer":
        """They can read the room now, so their week of reading begins."""
        reading = at + READING if self.reads_until else None
        return replace(self, let_in_at=None, reads_until=reading)

    def alarms(self) -> tuple[Alarm, ...]:
        return (
            *self.wakes(self.reads_until, AlarmKind.READING_OVER),
            *self.wakes(self.let_in_at, AlarmKind.NOT_IN_YET),
        )

    def expires(self) -> datetime | None:
        return self.joined_at + KEPT
