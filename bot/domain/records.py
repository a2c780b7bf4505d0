"""What all kept records share."""

from datetime import datetime
from typing import Protocol

from bot.domain.alarm import Alarm
from bot.domain.ids import CommunityId, RecordId


class Record(Protocol):
    """A frozen dataclass that can be kept. Keeping one with the same id replaces it."""

    @property
    def id(self) -> RecordId: ...

    @property
    def community(self) -> CommunityId: ...

    @property
    def of(self) -> RecordId:
        """What it belongs to: a contribution belongs to its session, a session to its community."""
        ...

    def alarms(self) -> tuple[Alarm, ...]:
        """When it wants to be woken, as it stands. Keeping it replaces its earlier alarms; one that
        has rung already never rings again."""
        ...

    def expires(self) -> datetime | None:
        """When it is due to be deleted, as it stands; None: with its community. See docs/trust.md."""
        ...
