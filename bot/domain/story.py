"""What a member offers to a session: a story, or another kind; signed, and theirs until it opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.formats import Kind
from bot.domain.ids import PersonId, RecordId
from bot.domain.records import Belonging

DRAFT_KEPT = timedelta(days=14)
TALK_KEPT = timedelta(days=60)
OFFER_KEPT = timedelta(days=120)
"""Untouched for so long, a draft, a story to talk over and an offer are deleted (docs/what-is-kept.md)."""
WARNED = timedelta(days=2)
"""So long before, its teller is told."""
BOXES: Mapping[Kind, tuple[str, ...]] = {
    Kind.MOMENT: ("where", "moment", "pull", "did", "still"),
    Kind.WALK: ("task", "steps", "tips", "still"),
    Kind.DOUBT: ("doubt", "noticed", "pull"),
    Kind.TOGETHER: ("what", "meant", "happened", "tipped", "still"),
}
"""The boxes of each kind, in their order. Each kind asks for the point where there was a choice."""
NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.MOMENT: ("where", "moment"),
    Kind.WALK: ("task", "steps"),
    Kind.DOUBT: ("doubt",),
    Kind.TOGETHER: ("what", "happened"),
}
"""The boxes without which it cannot be told. A draft may lack them."""


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


KEPT_IDLE: Mapping[StoryState, timedelta] = {
    StoryState.DRAFT: DRAFT_KEPT,
    StoryState.TALK: TALK_KEPT,
    StoryState.OFFERED: OFFER_KEPT,
}
"""A chosen story stays with its session, and one that was told has a day of its own (`forget_at`)."""


class Help(StrEnum):
    """What the teller asks of the group."""

    LISTEN = "listen"
    QUESTIONS = "questions"
    TIMES = "times"
    IDEAS = "ideas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Belonging):
    """`boxes` are the teller's words by the name of the box (`BOXES`)."""

    teller: PersonId
    kind: Kind = Kind.MOMENT
    boxes: Mapping[str, str] = field(default_factory=dict)
    help: Help = Help.LISTEN
    state: StoryState = StoryState.DRAFT
    touched_at: datetime
    offered_at: datetime | None = None
    session: RecordId | None = None
    ready: bool = False
    """The teller has said, not long before, that it may open."""
    forget_at: datetime | None = None
    """Once its session has closed: thirty days after that."""

    @property
    def changeable(self) -> bool:
        return self.state is not StoryState.TOLD

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What is written, box by box in their order: the box's name and the words."""
        return tuple((box, text) for box in BOXES[self.kind] if (text := self.boxes.get(box)))

    @property
    def missing(self) -> tuple[str, ...]:
        """The boxes that it still needs before it can be told."""
        return tuple(box for box in NEEDED[self.kind] if box not in self.boxes)

    def alarms(self) -> tuple[Alarm, ...]:
        if self.state not in KEPT_IDLE:
            return ()
        gone = self.touched_at + KEPT_IDLE[self.state]
        return self.wakes(gone - WARNED, AlarmKind.STORY_IDLE, until=gone)

    def expires(self) -> datetime | None:
        if self.state in KEPT_IDLE:
            return self.touched_at + KEPT_IDLE[self.state]
        return self.forget_at
