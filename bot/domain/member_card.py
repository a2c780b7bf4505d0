"""What a member lets the others count on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.alarm import Alarm
from bot.domain.ids import CommunityId, PersonId, RecordId

KEPT_AFTER_LEAVING = timedelta(days=14)
"""docs/trust.md"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCard:
    """What a member lets the others count on, under their own name. `forget_at`: 14 days after they left."""

    id: RecordId
    community: CommunityId
    person: PersonId
    count_on: str = ""
    judge_better: str = ""
    if_quiet: str = ""
    """How to ask when they have gone quiet."""
    forget_at: datetime | None = None

    @property
    def of(self) -> RecordId:
        return RecordId(self.community)

    def left(self, at: datetime) -> "MemberCard":
        return replace(self, forget_at=at + KEPT_AFTER_LEAVING)

    def alarms(self) -> tuple[Alarm, ...]:
        return ()

    def expires(self) -> datetime | None:
        return self.forget_at
