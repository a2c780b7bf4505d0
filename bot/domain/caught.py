"""Something caught in the moment, on any day, outside the sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.alarm import Alarm
from bot.domain.ids import CommunityId, PersonId, RecordId

CAUGHT_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """One line on what has just happened to its author, and what they are unsure about."""

    id: RecordId
    community: CommunityId
    author: PersonId
    happened: str
    unsure: str
    forget_at: datetime

    @property
    def of(self) -> RecordId:
        return RecordId(self.community)

    def alarms(self) -> tuple[Alarm, ...]:
        return ()

    def expires(self) -> datetime | None:
        return self.forget_at
