"""The people of a community, and what they have said yes to."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.hours import Hours
from bot.domain.ids import PersonId

SOMEBODY: Final = "Somebody"
"""What anyone is called as long as the chat does not say who they are."""


class Standing(StrEnum):
    """Where someone is between being asked and having left."""

    ASKED = "asked"
    JOINED = "joined"
    NOT_NOW = "not_now"
    LEFT = "left"


class Answer(StrEnum):
    """What someone answered who was asked to take something on."""

    NONE = "none"
    YES = "yes"
    TALK = "talk"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """`hours` are the member's own; what is sent to them privately keeps to these."""

    person: PersonId
    name: str
    standing: Standing = Standing.ASKED
    asked_by: PersonId | None = None
    """Who asked them to join, until they have answered: their questions go there. None: the group did."""
    hours: Hours | None = None
    may_join_from: datetime | None = None
    """Until then those who are here can take out of the room what a newcomer would read."""
    from_session: int = 0
    """The session from which they take part; who joins while one runs waits for the next."""
    left_at: datetime | None = None
    asked_how_it_is: datetime | None = None
    """When they were last asked whether it is still of use to them. It goes after a quarter of a year."""

    @property
    def joined(self) -> bool:
        return self.standing is Standing.JOINED


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Someone asked to look after the sessions, or to step in, or to sponsor, and their answer."""

    person: PersonId
    name: str
    answer: Answer = Answer.NONE
    asked_as: str = ""
    """Names the message that asks: each asking is one of its own."""
    mark: str = ""
    """Names it instead, where the group has nominated them."""
    hours: Hours | None = None
    """Their own, where they look after it and are no member."""

    def answered(self, answer: Answer) -> "Appointment":
        return replace(self, answer=answer)

    @property
    def accepted(self) -> bool:
        return self.answer is Answer.YES
