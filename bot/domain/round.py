"""A round of a session, and the instants around its rounds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.contribution import Part


class RoundState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """`part` says what is asked. `looks_at`: when to see whether anyone has answered.

    `warned`: the room has been told that it closes soon. `extended`: it is not extended again by itself.
    """

    part: Part
    opens_at: datetime
    closes_at: datetime
    looks_at: datetime | None = None
    warns_at: datetime | None = None
    state: RoundState = RoundState.PLANNED
    extended: bool = False
    replies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The instants of a session around its rounds, reckoned when it was planned.

    `prepares_at`: when to see next whether a teller has to be asked, who may be gone later.
    """

    asks_at: datetime
    asks_deputy_at: datetime
    prepares_at: datetime
    opens_at: datetime
    check_opens_at: datetime
    check_closes_at: datetime
    review_opens_at: datetime
    closes_at: datetime
