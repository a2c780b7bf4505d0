"""What someone said in a session, under their own name."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import PersonId, RecordId
from bot.domain.records import Belonging, Passing


class Part(StrEnum):
    """Where in a session words belong."""

    ARRIVING = "arriving"
    STRUCK = "struck"
    QUESTIONS = "questions"
    WONDERING = "wondering"
    OFFERS = "offers"
    LAST_WORD = "last_word"
    LOOKING_FOR = "looking_for"
    """How somebody does their work is asked about in three turns: this, the next, and the one after."""
    KNOWING = "knowing"
    CHANGING = "changing"
    WOULD_DO = "would_do"
    """What each of us would do with this doubt."""
    EASIER = "easier"
    """What would make a doubt easier to carry. It need not go away."""
    MEANT = "meant"
    """Looking back at something we did: what we meant, what happened, why, and what comes of it."""
    HAPPENED = "happened"
    WHY = "why"
    NEXT_TIME = "next_time"
    OWN_ANSWER = "own_answer"
    """To a wide question: each for themselves, then to one another, then what we still do not know."""
    RESPONDING = "responding"
    GATHERING = "gathering"
    TAKE_AWAY = "take_away"
    WRAP = "wrap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Belonging):
    """`forget_at`: thirty days after its session has closed; until then nobody knows the day."""

    session: RecordId
    author: PersonId
    part: Part
    text: str
    forget_at: datetime | None = None

    @property
    def of(self) -> RecordId:
        return self.session

    def expires(self) -> datetime | None:
        return self.forget_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Passing):
    """What a facilitator noticed, for themselves alone. Kept 90 days."""

    author: PersonId
    text: str
