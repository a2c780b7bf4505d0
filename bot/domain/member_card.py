"""What a member lets the others count on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import PersonId
from bot.domain.records import Belonging

KEPT_AFTER_LEAVING = timedelta(days=14)
"""docs/what-is-kept.md"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCard(Belonging):
    """What a member lets the others count on, under their own name. `forget_at`: 14 days after they left."""

    person: PersonId
    count_on: str = ""
    judge_better: str = ""
    if_quiet: str = ""
    """How to ask when they have gone quiet."""
    forget_at: datetime | None = None

    def left(self, at: datetime) -> "MemberCard":
        return replace(self, forget_at=at + KEPT_AFTER_LEAVING)

    def expires(self) -> datetime | None:
        return self.forget_at
