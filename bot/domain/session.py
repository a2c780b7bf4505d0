"""A session and its rounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.contribution import Part
from bot.domain.ids import CommunityId, PersonId, RecordId

KEPT = timedelta(days=30)
"""How long what was said is kept after the session closes (docs/trust.md)."""


class SessionState(StrEnum):
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    OPEN = "open"
    PAUSED = "paused"
    RESTING = "resting"
    """Nobody looks after it just now: the clock has stopped, the thread stays."""
    CLOSED = "closed"
    SKIPPED = "skipped"


class Role(StrEnum):
    """Small jobs in a session; they rotate."""

    WEAVER = "weaver"
    KEEPER = "keeper"
    HOST = "host"


class RoundState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """`part` says what is asked. `extended` rounds are not extended again by themselves."""

    part: Part
    opens_at: datetime
    closes_at: datetime
    warns_at: datetime | None = None
    state: RoundState = RoundState.PLANNED
    extended: bool = False
    replies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The instants of a session, all reckoned when it was planned."""

    asks_at: datetime
    asks_deputy_at: datetime
    prepares_at: datetime
    opens_at: datetime
    check_opens_at: datetime
    check_closes_at: datetime
    review_opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`held_by` has said "I can hold this one". `light` sessions have no story: arriving and carry-back only."""

    id: RecordId
    community: CommunityId
    number: int
    plan: Plan
    state: SessionState = SessionState.PLANNED
    held_by: PersonId | None = None
    asked: tuple[PersonId, ...] = ()
    declined: tuple[PersonId, ...] = ()
    light: bool = False
    story: RecordId | None = None
    teller: PersonId | None = None
    rounds: tuple[Round, ...] = ()
    roles: Mapping[Role, PersonId] = field(default_factory=dict)
    arrival: str = ""
    """The arrival prompt's id."""
    offers_wanted: bool = False
    tended_at: datetime | None = None
    """When whoever holds it last did something. Set at opening."""
    quiet_after: datetime | None = None
    """When to look whether anyone still looks after it."""
    stopped_at: datetime | None = None
    resumes_at: datetime | None = None
    change: str | None = None
    """What the review will change: one line, "" for nothing this time. None: not said yet."""
    change_due_at: datetime | None = None
    closed_at: datetime | None = None
    arrivals: int = 0

    @property
    def of(self) -> RecordId:
        return RecordId(self.community)
