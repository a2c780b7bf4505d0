"""What all kept records share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.alarm import Alarm, AlarmKind
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
        """When it is due to be deleted, as it stands; None: with its community. See docs/what-is-kept.md."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A record of a community: it belongs to it, asks to be woken by nothing, and goes when it goes or
    when it is forgotten. Each kind says what is otherwise with it."""

    id: RecordId
    community: CommunityId

    @property
    def of(self) -> RecordId:
        return RecordId(self.community)

    def alarms(self) -> tuple[Alarm, ...]:
        return ()

    def expires(self) -> datetime | None:
        return None

    def wakes(
        self, at: datetime | None, kind: AlarmKind, *, until: datetime | None = None
    ) -> tuple[Alarm, ...]:
        """The alarm of this kind about it; none without a moment."""
        return (Alarm(at, kind, self.id, self.community, until),) if at else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing(Belonging):
    """A record of what is only for a while: the day on which it is deleted is known when it is kept."""

    forget_at: datetime

    def expires(self) -> datetime | None:
        return self.forget_at
