"""Somebody can read the room who was not invited through the group's agreement."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.alarm import Alarm
from bot.domain.ids import CommunityId, PersonId, RecordId, Room


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkedIn:
    """While there is one, no story is told in the community. `stopped` is the session it stopped."""

    id: RecordId
    community: CommunityId
    person: PersonId
    name: str
    room: Room
    stopped: RecordId | None = None

    @property
    def of(self) -> RecordId:
        return RecordId(self.community)

    def alarms(self) -> tuple[Alarm, ...]:
        return ()

    def expires(self) -> datetime | None:
        """It goes when it is settled (docs/trust.md)."""
        return None
