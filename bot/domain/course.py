"""The course of a session: its days and rounds, where it is in them, and when it wants to be woken."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.domain.alarm import Alarm, AlarmKind
from bot.domain.refusal import Reason, Refused
from bot.domain.round import Plan
from bot.domain.rounds import Rounds

LAST_MORNING = timedelta(hours=3)
"""At the very end nobody needs to step in any more."""
ASKS_AFTER = timedelta(days=1)
FRESH_FOR = timedelta(days=7)
"""After that it is not worth a word any more whether somebody has gone quiet."""
ASKS_TO_GO_ON_EVERY = timedelta(days=7)
ASKS_TO_GO_ON = 3
"""Asked after one, two and three weeks; after four it is closed."""


class SessionState(StrEnum):
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    OPEN = "open"
    PAUSED = "paused"
    RESTING = "resting"
    """Nobody looks after it just now: the clock has stopped, the thread stays."""
    CLOSED = "closed"
    SKIPPED = "skipped"


RUNNING = frozenset({SessionState.OPEN, SessionState.PAUSED, SessionState.RESTING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Rounds):
    """A session, as far as its clock goes by it. In a `light` one there is nothing to stay with: arriving and
    carry-back only."""

    plan: Plan
    state: SessionState = SessionState.PLANNED
    light: bool = False
    quiet_after: datetime | None = None
    """When to look whether anyone still looks after it: moved on by everything its keeper does."""
    rests_after: datetime | None = None
    """The deputy has been asked; when to stop the clock if nobody answers."""
    stopped_at: datetime | None = None
    asked_to_go_on: int = 0
    """How often those who look after it have been asked, a week apart, whether it goes on."""
    asked_before_rest: int = 0
    """So often of these before the whole group paused: that time is not held against it."""
    asks_to_go_on_at: datetime | None = None
    """When they are asked next, where that is not a week after its clock stopped."""
    rests_with_us: bool = False
    """It stopped because the whole group rests, and goes on when the group does."""
    next_looks_at: datetime | None = None
    """When to see next whether somebody has to be asked who may tell in the one after it, and is gone
    when this one closes."""
    change: str | None = None
    """What the review will change: one line, or "" for nothing this time. None: not said yet."""
    change_due_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def ahead(self) -> bool:
        return self.state in (SessionState.PLANNED, SessionState.CONFIRMED)

    @property
    def running(self) -> bool:
        return self.state in RUNNING

    @property
    def ended(self) -> bool:
        return self.state in (SessionState.CLOSED, SessionState.SKIPPED)

    @property
    def left_standing(self) -> bool:
        """Its clock stands, and nobody who was asked has said whether it goes on."""
        asked = self.asked_to_go_on - self.asked_before_rest
        return self.stopped_at is not None and not self.ended and asked >= ASKS_TO_GO_ON

    def must_run(self) -> None:
        if not self.running:
            raise Refused(Reason.SESSION_NOT_OPEN)

    def must_be_open(self) -> None:
        if self.state is not SessionState.OPEN:
            raise Refused(Reason.SESSION_NOT_OPEN)

    def never_asked_to_go_on(self) -> Self:
        """Its clock goes, or has only now stopped."""
        return replace(self, asked_to_go_on=0, asked_before_rest=0, asks_to_go_on_at=None)

    def asked_again_after_rest(self, at: datetime) -> Self:
        """The whole group pauses, or has paused: it is asked then, and has its month from there."""
        return replace(self, asks_to_go_on_at=at, asked_before_rest=self.asked_to_go_on)

    def alarms(self) -> tuple[Alarm, ...]:
        match self.state:
            case SessionState.PLANNED | SessionState.CONFIRMED:
                return _alarms_ahead(self)
            case SessionState.OPEN:
                return (*_alarms_open(self), *self.alarms_of_rounds())
            case SessionState.CLOSED:
                return _alarms_closed(self)
            case SessionState.PAUSED | SessionState.RESTING:
                return _alarms_stopped(self)
            case SessionState.SKIPPED:
                return ()


def _alarms_ahead(course: Course) -> tuple[Alarm, ...]:
    """Asking is pointless once the session should be open. Opening rings however late: what is too
    late to open is passed over then, and the next one is planned."""
    plan = course.plan
    asks = (
        *course.wakes(plan.asks_at, AlarmKind.ASK_TO_HOLD, until=plan.asks_deputy_at),
        *course.wakes(plan.asks_deputy_at, AlarmKind.ASK_DEPUTY, until=plan.opens_at),
    )
    return (
        *(asks if course.state is SessionState.PLANNED else ()),
        *course.wakes(plan.prepares_at, AlarmKind.PREPARE_TELLER, until=plan.opens_at),
        *course.wakes(plan.opens_at, AlarmKind.OPEN_SESSION),
    )


def _alarms_open(course: Course) -> tuple[Alarm, ...]:
    return (
        *course.wakes(course.plan.closes_at, AlarmKind.CLOSE_SESSION),
        *course.wakes(course.next_looks_at, AlarmKind.PREPARE_NEXT, until=course.plan.closes_at),
        *(() if course.light else _alarms_of_check_and_review(course)),
        *_alarms_of_watch(course),
    )


def _alarms_of_check_and_review(course: Course) -> tuple[Alarm, ...]:
    plan = course.plan
    return (
        *course.wakes(plan.check_opens_at, AlarmKind.OPEN_CHECK, until=plan.check_closes_at),
        *course.wakes(plan.check_closes_at, AlarmKind.CLOSE_CHECK),
        *course.wakes(plan.review_opens_at, AlarmKind.OPEN_REVIEW, until=plan.closes_at),
    )


def _alarms_of_watch(course: Course) -> tuple[Alarm, ...]:
    """Its keeper is looked for first; once the deputy has been asked, the deputy. When there is no round left,
    nobody has to step in: people look back by themselves."""
    if not course.light and course.round is None and course.next_round is None:
        return ()
    end = course.plan.closes_at - LAST_MORNING
    if course.rests_after:
        return course.wakes(course.rests_after, AlarmKind.DEPUTY_QUIET, until=end)
    return course.wakes(course.quiet_after, AlarmKind.FACILITATOR_QUIET, until=end)


def _alarms_stopped(course: Course) -> tuple[Alarm, ...]:
    """Nothing is asked of the group; but once a week somebody is asked whether it goes on."""
    if course.stopped_at is None or course.rests_with_us:
        return ()
    at = course.asks_to_go_on_at or course.stopped_at + ASKS_TO_GO_ON_EVERY
    return course.wakes(at, AlarmKind.STILL_STOPPED)


def _alarms_closed(course: Course) -> tuple[Alarm, ...]:
    missing = course.change_due_at if course.change is None else None
    return (
        *course.wakes(missing, AlarmKind.REVIEW_LINE_MISSING),
        *_asks_how_it_is(course),
    )


def _asks_how_it_is(course: Course) -> tuple[Alarm, ...]:
    """Whether somebody has gone quiet is only worth a word while the session is fresh."""
    if course.closed_at is None or course.light:
        return ()
    at = course.closed_at + ASKS_AFTER
    return course.wakes(at, AlarmKind.GONE_QUIET, until=at + FRESH_FOR)
