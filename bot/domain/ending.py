"""A community comes to its end: some working days to look back and to choose what stays, then nothing is left."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.community import Stage
from bot.domain.ids import PersonId
from bot.domain.records import Belonging
from bot.domain.refusal import Reason, Refused

DAYS_TO_END = 10
"""Working days between the agreement and the last one: at least two weeks."""
DAYS_TO_REMIND = 5
"""Working days before the last one on which the date is said again."""
ONE_LOOK = timedelta(hours=1)
LONGEST_LOOK = timedelta(days=1)
"""How long deleting waits, an hour at a time, for the last line to be carried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(Belonging):
    """`before`: the stage in which the community was. `words` and `proposer` are the proposal's, so that
    it can be put to everyone again.

    On `gone_at` the last line is said; at `forget_at` everything is deleted.
    """

    proposer: PersonId
    words: str
    before: Stage
    reminds_at: datetime
    gone_at: datetime
    said_at: datetime | None = None
    forget_at: datetime | None = None

    def must_not_be_said(self) -> None:
        """Until the last line has been said, everything can still be otherwise."""
        if self.said_at is not None:
            raise Refused(Reason.ENDING_IS_DONE)

    def said(self, at: datetime) -> "Ending":
        return replace(self, said_at=at, forget_at=at + ONE_LOOK)

    def waiting(self, at: datetime) -> "Ending | None":
        """An hour longer; None when it has waited long enough, and the promise to delete comes first."""
        if self.said_at is None or at - self.said_at >= LONGEST_LOOK:
            return None
        return replace(self, forget_at=at + ONE_LOOK)

    def alarms(self) -> tuple[Alarm, ...]:
        if self.forget_at is not None:
            return self.wakes(self.forget_at, AlarmKind.FORGET_COMMUNITY)
        return (
            *self.wakes(self.reminds_at, AlarmKind.SAY_WHAT_GOES, until=self.gone_at),
            *self.wakes(self.gone_at, AlarmKind.SAY_LAST_LINE),
        )
