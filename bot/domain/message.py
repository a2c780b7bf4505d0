"""Words for the organisation: written by one, recognised by several, sent by all, and answered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.ids import PersonId
from bot.domain.records import Belonging

DRAFT_KEPT = timedelta(days=14)
SPONSOR_ANSWERS_WITHIN = 15
"""Working days."""
ASKED_AGAIN_AFTER = timedelta(days=14)
MOST_ASKED = 2
LOOKED_AT_AGAIN_AFTER = timedelta(days=7)
"""A message that somebody is missing for, to read it or to say what came of it."""


def reminds_after(within: int) -> tuple[int, int]:
    """The working days on which a sponsor is reminded: two thirds of their time, and all of it."""
    return within * 2 // 3, within


class DraftState(StrEnum):
    WRITTEN = "written"
    """Nobody but its writer can read it."""
    ASKED = "asked"
    """Everyone is asked whether they recognise it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDraft(Belonging):
    """A message before the group decides on it. `boxes`: meeting, matters, help, doing.

    It is forgotten when the group is asked for its consent. What is sent has no writer.
    """

    writer: PersonId
    boxes: Mapping[str, str]
    touched_at: datetime
    state: DraftState = DraftState.WRITTEN
    until: datetime | None = None
    """While everyone is asked: when that ends."""

    @property
    def box(self) -> str:
        """Where the answers lie, without names, until they are looked at."""
        return f"recognise:{self.id}"

    def alarms(self) -> tuple[Alarm, ...]:
        return self.wakes(self.until, AlarmKind.RECOGNISED)

    def expires(self) -> datetime | None:
        return self.touched_at + DRAFT_KEPT if self.state is DraftState.WRITTEN else None


class ResponseKind(StrEnum):
    """What an organisation can say to a message."""

    YES = "yes"
    NO = "no"
    TALK = "talk"


class Came(StrEnum):
    """What came of a yes, once its day was there."""

    YES = "happened"
    PARTLY = "partly"
    NO = "not_happened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer, word for word. `name` is whoever gave it; `by` is the day of a yes.

    `carried_by` is the name of whoever wrote it down, where it was carried by hand.
    """

    kind: ResponseKind
    words: str
    name: str
    by: date | None = None
    carried_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Belonging):
    """What the group sent. There is no place in it for who wrote it, nor for who agreed.

    `to` is the sponsor who has it; None: nobody yet, or (`by_hand`) somebody carries it. `sent_at` is when
    it went to them. `told` counts what has been said about a missing answer: a reminder, another, the silence.
    """

    words: str
    agreed_at: datetime
    to: PersonId | None = None
    by_hand: bool = False
    sent_at: datetime | None = None
    wakes_at: datetime | None = None
    told: int = 0
    answers: tuple[Response, ...] = ()
    came: Came | None = None
    came_words: str = ""
    asked: int = 0
    """How often a person was asked whether it happened."""

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in self.words.splitlines() if line.strip())

    @property
    def answer(self) -> Response | None:
        return self.answers[-1] if self.answers else None

    @property
    def settled(self) -> bool:
        """A yes or a no has been given. To talk is an answer, and leaves both open."""
        return any(one.kind is not ResponseKind.TALK for one in self.answers)

    @property
    def silent(self) -> bool:
        """Both reminders have gone, the time is over, and the group has been told."""
        return self.told > len(reminds_after(SPONSOR_ANSWERS_WITHIN)) and not self.answers

    @property
    def can_be_told(self) -> bool:
        """Whether a member may write an answer down: where no card waits for it, or nothing came of that."""
        return not self.settled and (self.by_hand or self.silent or bool(self.answers))

    @property
    def promised(self) -> date | None:
        """The day of a yes."""
        return self.answer.by if self.answer and self.answer.kind is ResponseKind.YES else None

    def answered(self, given: Response) -> "Message":
        return replace(self, answers=(*self.answers, given), wakes_at=None)

    def alarms(self) -> tuple[Alarm, ...]:
        return self.wakes(self.wakes_at, AlarmKind.MESSAGE_WAITS)
