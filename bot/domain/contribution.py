"""What someone said in a session, under their own name."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.alarm import Alarm
from bot.domain.ids import CommunityId, PersonId, RecordId


class Part(StrEnum):
    """Where in a session words belong."""

    ARRIVING = "arriving"
    STRUCK = "struck"
    QUESTIONS = "questions"
    WONDERING = "wondering"
    OFFERS = "offers"
    LAST_WORD = "last_word"
    TAKE_AWAY = "take_away"
    WRAP = "wrap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """`forget_at`: thirty days after the session, unless it closes later."""

    id: RecordId
    community: CommunityId
    session: RecordId
    author: PersonId
    part: Part
    text: str
    forget_at: datetime

    @property
    def of(self) -> RecordId:
        return self.session

    def alarms(self) -> tuple[Alarm, ...]:
        return ()

    def expires(self) -> datetime | None:
        return self.forget_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """What a facilitator noticed, for themselves alone. Kept 90 days."""

    id: RecordId
    community: CommunityId
    author: PersonId
    text: str
    forget_at: datetime

    @property
    def of(self) -> RecordId:
        return RecordId(self.community)

    def alarms(self) -> tuple[Alarm, ...]:
        return ()

    def expires(self) -> datetime | None:
        return self.forget_at
