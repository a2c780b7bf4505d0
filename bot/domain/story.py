"""A story offered by a member, signed, and theirs until it opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import CommunityId, PersonId, RecordId

IDLE = timedelta(days=14)
"""A draft that nobody touches is deleted after this (docs/trust.md)."""
KEPT_AFTER_SESSION = timedelta(days=30)


class StoryState(StrEnum):
    DRAFT = "draft"
    """Kept for its author alone."""
    TALK = "talk"
    """The author wants to talk it over with the facilitator, who may read it."""
    OFFERED = "offered"
    """Waiting for a free session; rests overnight."""
    CHOSEN = "chosen"
    """Belongs to a session that has not opened."""
    TOLD = "told"


class Help(StrEnum):
    """What the teller asks of the group."""

    LISTEN = "listen"
    QUESTIONS = "questions"
    TIMES = "times"
    IDEAS = "ideas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """`boxes` are the teller's words by the name of the box: where, moment, pull, did, still."""

    id: RecordId
    community: CommunityId
    teller: PersonId
    boxes: Mapping[str, str] = field(default_factory=dict)
    help: Help = Help.LISTEN
    state: StoryState = StoryState.DRAFT
    touched_at: datetime
    offered_at: datetime | None = None
    session: RecordId | None = None
    ready: bool = False
    """The teller has said, the day before, that it may open."""
    forget_at: datetime | None = None

    @property
    def of(self) -> RecordId:
        return RecordId(self.community)

    @property
    def changeable(self) -> bool:
        return self.state is not StoryState.TOLD

    def alarms(self) -> tuple[Alarm, ...]:
        if self.state is not StoryState.DRAFT:
            return ()
        at = self.touched_at + IDLE - timedelta(days=2)
        return (Alarm(at, AlarmKind.STORY_IDLE, self.id, self.community, at + timedelta(days=2)),)

    def expires(self) -> datetime | None:
        if self.state is StoryState.DRAFT:
            return self.touched_at + IDLE
        return self.forget_at
